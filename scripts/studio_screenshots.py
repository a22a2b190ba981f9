"""Take pictures of the studio in a browser for docs/images/studio, and tell how soon a first page is coloured in.

Uses the studio at INKWELL_URL, else the one that runs at PORT, else one that it starts for itself.
"""

import re
import shutil
import sys
import time
from collections.abc import Sequence
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from local.banner import DEMO_PASSWORD, DEMO_USER
from scripts.studio import ROOT, console, studio

OUT = ROOT / "docs" / "images" / "studio"

LAPTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)

IDEA = "Bella explores a magical forest with mushrooms and fairies"

#: Colours by name, and the places on the page where they are poured, as shares of its width and height.
COLOURS = (
    ("Sky", 0.5, 0.06),
    ("Green", 0.22, 0.39),
    ("Green", 0.84, 0.3),
    ("Pink", 0.42, 0.63),
    ("Pink", 0.77, 0.59),
    ("Red", 0.77, 0.78),
    ("Teal", 0.15, 0.75),
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
        page.set_default_timeout(60_000)
        begun = time.monotonic()
        page.goto(f"{url}/studio")
        _take(page, "welcome")
        page.get_by_label("Name").fill(DEMO_USER)
        page.get_by_label("Password").fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        _hero(page)
        _book(page, begun)
        _page(page)
        _plans(page)
        page.get_by_role("link", name="Colouring books").first.click()
        expect(page.get_by_role("heading", name="A new book")).to_be_visible()
        _take(page, "books-phone", PHONE)
        browser.close()
    return 0


def _hero(page: Page) -> None:
    page.get_by_role("link", name="Heroes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Heroes")
    page.get_by_label("Name").fill("Bella")
    page.get_by_label("What does the hero look like?").fill("A friendly white bunny with floppy ears and a pink bow")
    page.get_by_role("button", name="Draw the hero").click()
    expect(page.get_by_role("img", name="Bella, from four sides").first).to_be_visible(timeout=60_000)


def _book(page: Page, begun: float) -> None:
    page.get_by_role("link", name="Colouring books").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Colouring books")
    page.get_by_label("Name").fill("Bella's adventure")
    page.get_by_label("Hero").select_option(index=1)
    page.get_by_label("Pages to colour").fill("40")
    page.get_by_role("button", name="Begin the book").click()
    page.get_by_label("What happens in the book?").fill(IDEA)
    page.get_by_role("button", name="Draw the pages").click()
    # A book that is being drawn: some pages are there, others are not.
    expect(page.locator("ol.tiles .picture[data-loaded]").nth(2)).to_be_visible(timeout=60_000)
    if page.locator(".running").is_visible():
        _take(page, "drawing")
    else:
        console.print("all pages were there at once: the picture of a book that is being drawn stays as it was")
    _open_page(page)
    _pour(page, COLOURS[:1])
    console.print(f"a first page is coloured in {time.monotonic() - begun:.0f} s after the studio was opened")
    page.get_by_role("link", name="Bella's adventure").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bella's adventure")
    expect(page.locator(".running")).to_be_hidden(timeout=120_000)


def _open_page(page: Page) -> None:
    page.locator("ol.tiles a:has([data-loaded])").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"Page \d+"))
    expect(page.locator(".easel .picture")).to_have_attribute("data-loaded", "")
    page.get_by_role("tab", name="Colours").click()


def _page(page: Page) -> None:
    _open_page(page)
    _pour(page, COLOURS)
    _take(page, "colours")
    page.get_by_role("tab", name="Brush").click()
    box = page.locator("canvas.brush").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.25)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.3, steps=6)
    page.mouse.up()
    page.get_by_label("What should be where you painted?").fill("A small butterfly with simple wings")
    _take(page, "brush")
    page.get_by_role("button", name="Repaint there").click()
    expect(page.locator(".versions li")).to_have_count(2, timeout=60_000)
    page.get_by_role("tab", name="In words").click()
    page.emulate_media(color_scheme="dark")
    _take(page, "page-dark")
    _take(page, "page-phone", PHONE)
    page.emulate_media(color_scheme="light")


def _plans(page: Page) -> None:
    page.locator("#balance").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plans")
    _take(page, "plans")


def _pour(page: Page, colours: Sequence[tuple[str, float, float]]) -> None:
    canvas = page.locator("canvas.colours")
    box = canvas.bounding_box()
    assert box
    for name, x, y in colours:
        page.locator(f"label.swatch[title={name}]").click()
        canvas.click(position={"x": box["width"] * x, "y": box["height"] * y})


def _take(page: Page, name: str, size: ViewportSize = LAPTOP) -> None:
    """Write a picture of the window, with as few colours as do."""
    page.set_viewport_size(size)
    page.wait_for_timeout(200)
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
    page.set_viewport_size(LAPTOP)
    file = OUT / f"{name}.png"
    taken.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, optimize=True)
    console.print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
