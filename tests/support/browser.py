"""A real browser: pages that report what goes wrong on them, also for keyboards and screen readers."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, ViewportSize, expect, sync_playwright

CHROMIUM = shutil.which("chromium")

LAPTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
#: The narrowest window for which pages must not scroll sideways (WCAG 2.2, success criterion 1.4.10).
NARROW = ViewportSize(width=320, height=640)

# How long something that must be seen may take, in milliseconds: never what is tested, only when a test gives up.
expect.set_options(timeout=30_000)

#: CSS pixels that a finger needs (WCAG 2.2, success criterion 2.5.5). Links within a sentence need not.
SMALLEST_TARGET = 44
_TARGETS = (
    "button:visible, a:visible:not(p a):not(.skip), label:has(input[type=radio]):visible, select:visible, summary"
)

#: Impacts of axe's findings that no page may have.
_GRAVE = frozenset({"serious", "critical"})


@dataclass
class Window:
    """A window of a browser, with the cookies of one visitor.

    Args:
        page: what it shows.
        origin: of the site, with the path below which it is served.
        expected: parts of messages in the console that a test provokes.
    """

    page: Page
    origin: str
    expected: tuple[str, ...] = ()
    troubles: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(15_000)
        # What a Content-Security-Policy forbids is an error in the console, too.
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self._hear("error", str(error)))
        self.page.on("request", lambda request: self.requests.append(request))

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not any(each in text for each in self.expected):
            self.troubles.append(text)

    def open(self, path: str) -> None:
        """Go to a page of the site."""
        self.page.goto(self.origin + path)

    def sent(self, method: str, part: str) -> list[str]:
        """The addresses of all requests so far of a method, with a part in them."""
        return [each.url for each in self.requests if each.method == method and part in each.url]

    def boxes(self, selector: str) -> list[Any]:
        """Where elements are on the page, and how large."""
        return [each.bounding_box() for each in self.page.locator(selector).all()]

    def check(self) -> None:
        """Check that everybody can use the page: in light and dark, by finger, and in a narrow window."""
        page = self.page
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = Axe().run(page).response["violations"]
            grave = [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in _GRAVE]
            assert not grave, (page.url, scheme, grave)
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")
        assert page.locator("h1").count() == 1
        for size in (PHONE, NARROW):
            page.set_viewport_size(size)
            small = [
                (each.inner_text(), box)
                for each in page.locator(_TARGETS).all()
                if (box := each.bounding_box()) and min(box["width"], box["height"]) < SMALLEST_TARGET
            ]
            assert not small, (page.url, small)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        page.set_viewport_size(LAPTOP)


def need_chromium() -> None:
    """Skip a whole module where there is no browser."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium: apt-get install chromium", allow_module_level=True)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        # Root has no sandbox, as in containers; the pages are our own.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
