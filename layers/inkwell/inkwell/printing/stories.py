"""The interior of a picture book in colour: text at the left, its picture at the right, as far as the text allows."""

from collections.abc import Sequence
from typing import BinaryIO

from inkwell.printing.books import Notices, PrintedBook, StoryBook
from inkwell.printing.geometry import Box, Page, page, spine_width
from inkwell.printing.limits import INCH, LEAST_DPI, LEAST_TYPE
from inkwell.printing.ornaments import star
from inkwell.printing.palettes import Palette, palette_of
from inkwell.printing.pictures import Jpeg, covering, cut_off, dpi, jpeg_of, within
from inkwell.printing.press import Press
from inkwell.printing.setting import fit, is_right_to_left, wrapped
from inkwell.printing.story_pages import GAP, LEADING, TITLE_LEADING, Leaf, leaves, text_box

#: The title of a book whose own title cannot be printed.
UNTITLED = "My Story"

_VIGNETTE_RADIUS = 14.0

#: The most of a picture that may be cut off so that it fills its page: of a wider one, figures would be cut in two.
_MOST_CUT = 1 / 8


def print_story(book: StoryBook, out: BinaryIO) -> PrintedBook:
    """Write the interior of a picture book.

    Args:
        out: the PDF; written once, need not be seekable.
    """
    printer = _Printer(book, out)
    printer.title_page()
    for scene in book.scenes:
        picture = jpeg_of(scene.picture) if scene.picture else None
        extras = [jpeg_of(extra) for extra in scene.extras[:2]]
        title = printer.notices.words(scene.title)
        paragraphs = [printer.notices.words(each) for each in scene.text.splitlines()]
        box = text_box(printer.place(2).safe)
        for leaf in leaves(title, [each for each in paragraphs if each], (box.width, box.height), picture, extras):
            printer.leaf(leaf)
    return printer.finish()


class _Printer:
    """The press with the place in the book."""

    def __init__(self, book: StoryBook, out: BinaryIO) -> None:
        self.book = book
        self.notices = Notices()
        self.title = self.notices.words(book.title, UNTITLED)
        self.author = self.notices.words(book.author or "")
        self.press = Press(out, book.title, book.author, book.created)
        self.palette: Palette = palette_of(book.title)
        self.number = self.pictures = 0

    def place(self, number: int) -> Page:
        # Stories of more than 150 pages, whose gutters are wider, are not told here.
        return page(self.book.sheet, number, 1, bleed=True)

    def begin(self) -> Page:
        self.number += 1
        place = self.place(self.number)
        self.press.begin_page(place)
        self.press.rectangle(place.media, self.palette.paper)
        return place

    def picture(self, picture: Jpeg, window: Box, radius: float = 0.0) -> None:
        """A picture that fills a window."""
        box = covering(picture, window)
        self.press.jpeg(picture, box, window, radius)
        self.pictures += 1
        found = dpi(picture.width, box.width)
        if found < LEAST_DPI:
            self.notices.add(
                "low_resolution",
                f"The picture of {picture.width} x {picture.height} pixels has {found:.0f} dpi; "
                f"less than {LEAST_DPI:.0f} looks coarse",
                self.number,
            )

    def title_page(self) -> None:
        place = self.begin()
        safe = place.safe.inset(14)
        first = next((scene.picture for scene in self.book.scenes if scene.picture), None)
        side = safe.height * (0.52 if first else 0.0)
        room = safe.height - side - 86
        fitted = fit(self.title, "title", (safe.width - 20, room), (16, 50))
        leading = TITLE_LEADING * fitted.size
        y = safe.top - (room - leading * len(fitted.lines)) / 2 - fitted.size
        self.press.lines(fitted.lines, (safe.middle, y), "title", fitted.size, leading, self.palette.ink)
        if first:
            top = safe.top - room - 16
            picture = jpeg_of(first)
            self.picture(picture, within(picture, Box(safe.left, top - side, safe.right, top)), _VIGNETTE_RADIUS)
        if self.author:
            named = fit(self.author, "text", (safe.width - 40, 26), (LEAST_TYPE, 16))
            leading = TITLE_LEADING * named.size
            y = safe.bottom + 18 + leading * (len(named.lines) - 1) / 2
            self.press.lines(named.lines, (safe.middle, y), "text", named.size, leading, self.palette.ink)
        self.press.end()

    def leaf(self, leaf: Leaf) -> None:
        place = self.begin()
        if leaf.picture:
            is_cut = cut_off(leaf.picture, place.media) > _MOST_CUT
            self.picture(leaf.picture, within(leaf.picture, place.media) if is_cut else place.media)
        else:
            box = text_box(place.safe)
            y = box.top
            if leaf.title and not leaf.vignettes:
                # A short text alone stands where the eye looks first, a little above the middle.
                y -= max(0.0, (box.height - leaf.height) * 0.42)
            if leaf.title:
                y = self._title(leaf, box, y)
            for paragraph in leaf.paragraphs:
                self._paragraph(paragraph, box, y, leaf.size)
                y -= (len(paragraph) + leaf.gap) * leaf.size * LEADING
            if leaf.vignettes:
                top = y - leaf.below + leaf.size * 0.3
                self._vignettes(leaf.vignettes, Box(box.left, box.bottom, box.right, top))
            if self.book.page_numbers:
                self.press.line(f"{self.number}", (place.trim.middle, place.safe.bottom + 6), "text", 10.5,
                                self.palette.ink, align="centre")  # fmt: skip
        self.press.end()

    def _title(self, leaf: Leaf, box: Box, top: float) -> float:
        """Set the title of a scene; the top of what follows is returned."""
        leading = leaf.title_size * TITLE_LEADING
        middle, y = box.middle, top - leaf.title_size * 0.8
        self.press.lines(leaf.title, (middle, y), "title", leaf.title_size, leading, self.palette.ink)
        return top - len(leaf.title) * leading - GAP

    def _paragraph(self, lines: Sequence[str], box: Box, top: float, size: float) -> None:
        right = is_right_to_left(" ".join(lines))
        at = (box.right if right else box.left, top - size * 0.85)
        self.press.lines(
            lines, at, "text", size, size * LEADING, (0.13, 0.12, 0.12), align="right" if right else "left"
        )

    def _vignettes(self, pictures: Sequence[Jpeg], space: Box) -> None:
        width = (space.width - GAP * (len(pictures) - 1)) / len(pictures)
        boxes = [within(picture, Box(0, space.bottom, width, space.top)) for picture in pictures]
        left = space.middle - (sum(box.width for box in boxes) + GAP * (len(boxes) - 1)) / 2
        for picture, box in zip(pictures, boxes, strict=True):
            self.picture(picture, Box(left, box.bottom, left + box.width, box.top), _VIGNETTE_RADIUS)
            left += box.width + GAP

    def finish(self) -> PrintedBook:
        """The last pages, and the file."""
        book, palette = self.book, self.palette
        place = self.begin()
        ending = self.notices.words(book.ending, "The End")
        fitted = fit(ending, "title", (place.safe.width - 60, place.safe.height * 0.4), (16, 52))
        y = (place.safe.top + place.safe.bottom) / 2 + fitted.size * 0.4 * len(fitted.lines)
        for offset, radius, accent in ((-46, 9, 1), (0, 15, 0), (46, 9, 2)):
            star(self.press, (place.safe.middle + offset, y + fitted.size + 34), radius, palette.accents[accent], None)
        self.press.lines(
            fitted.lines, (place.safe.middle, y), "title", fitted.size, TITLE_LEADING * fitted.size, palette.ink
        )
        notice = f"Copyright © {book.created.year} {self.author}".rstrip() + ". All rights reserved."
        lines = [
            line for text in (self.title, notice) for line in wrapped(text, "italic", 9.5, place.safe.width - 40) or ()
        ]
        y = place.safe.bottom + 18 + 14 * (len(lines) - 1)
        self.press.lines(lines, (place.safe.middle, y), "italic", 9.5, 14, palette.ink)
        self.press.end()
        if self.number % 2:
            self.begin()
            self.press.end()
        self.press.save()
        self.notices.count(book, self.number)
        size = place.media
        return PrintedBook(
            trim=book.trim,
            width=size.width / INCH,
            height=size.height / INCH,
            bleed=True,
            paper=book.paper,
            pages=self.number,
            pictures=self.pictures,
            generated=book.generated,
            spine=spine_width(self.number, book.paper) / INCH,
            notices=tuple(self.notices.found),
        )
