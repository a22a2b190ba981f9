"""Take the pictures of the picture books' pages for docs/images/picture-books, in Chromium and a studio.

Uses the studio at INKWELL_URL, else the one that runs at PORT, else one that it starts for itself.
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from scripts.studio import ROOT, console, studio

OUT = ROOT / "docs" / "images" / "picture-books"

LAPTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)

#: What the stories in the gallery are about; the last one is read.
WISHES = (
    "A small robot who learns to dance",
    "An owl who is afraid of the dark",
    "Two penguins and a snowball",
    "A little fox who wants to see the sea",
)


def main() -> int:
    """Take all pictures, and return the exit code."""
    chromium = shutil.which("chromium")
    if chromium is None:
        console.print("There is no Chromium: apt-get install chromium")
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    with studio() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=LAPTOP, reduced_motion="reduce")
        for wish in WISHES[:-1]:
            _begin(page, url, wish)
            _finish(page)
        page.goto(f"{url}/kids")
        _take(page, "home")
        _take(page, "home-phone", PHONE)
        _begin(page, url, WISHES[-1])
        _turn(page)
        _take(page, "scene")
        _take(page, "scene-phone", PHONE)
        page.emulate_media(color_scheme="dark")
        _take(page, "scene-dark")
        page.emulate_media(color_scheme="light")
        _finish(page)
        _take(page, "ending")
        page.get_by_role("link", name="Finished books").first.click()
        _take(page, "gallery")
        page.goto(f"{url}/bible")
        page.emulate_media(color_scheme="dark")
        _take(page, "bible-dark")
        browser.close()
    return 0


def _begin(page: Page, url: str, wish: str) -> None:
    page.goto(f"{url}/kids")
    page.get_by_label("What is the story about?").fill(wish)
    page.get_by_label("A toddler").check()
    page.get_by_label("Short: three scenes").check()
    page.get_by_role("button", name="Begin the story").click()
    _drawn(page)


def _turn(page: Page) -> None:
    """Make the first choice, and wait for the pictures."""
    before = page.url
    page.locator(".choice").first.click()
    page.wait_for_url(lambda url: url != before)
    _drawn(page)


def _finish(page: Page) -> None:
    while page.locator(".choice").count():
        _turn(page)


def _drawn(page: Page) -> None:
    expect(page.locator("[data-status=pending], [data-status=generating]")).to_have_count(0, timeout=120_000)


def _take(page: Page, name: str, size: ViewportSize = LAPTOP) -> None:
    """Write a picture of the window, or on a phone of the whole page, with as few colours as do."""
    page.set_viewport_size(size)
    page.wait_for_load_state("networkidle")
    taken = Image.open(BytesIO(page.screenshot(full_page=size is PHONE))).convert("RGB")
    page.set_viewport_size(LAPTOP)
    file: Path = OUT / f"{name}.png"
    taken.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG).save(file, optimize=True)
    console.print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
