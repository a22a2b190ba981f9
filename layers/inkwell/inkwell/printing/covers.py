"""The cover that wraps a book: back, spine and front on one sheet, with bleed on all four edges."""

from typing import BinaryIO

from inkwell.printing.books import ColoringBook, Notices, PrintedBook, StoryBook
from inkwell.printing.coloring import UNTITLED as COLORING_UNTITLED
from inkwell.printing.geometry import Box, Wrap, may_name_spine, spine_width, wrap
from inkwell.printing.limits import BARCODE, BLEED, COVER_MARGIN, INCH, LEAST_DPI, LEAST_TYPE, SPINE_CLEAR
from inkwell.printing.ornaments import pencil, star
from inkwell.printing.palettes import Palette, palette_of
from inkwell.printing.pictures import Jpeg, covering, dpi, jpeg_of
from inkwell.printing.press import Press
from inkwell.printing.setting import Fitted, ascent, fit, one_line, width
from inkwell.printing.stories import UNTITLED as STORY_UNTITLED
from inkwell.printing.strips import Strip

#: The height of letters, from the foot of a p to the head of an l, as a multiple of their size.
_INK = 0.96


def print_cover(book: ColoringBook | StoryBook, pages: int, out: BinaryIO) -> PrintedBook:
    """Write the cover of a book.

    Args:
        pages: of its interior (`PrintedBook.pages`): they decide how wide the spine is.
        out: the PDF; written once, need not be seekable.
    """
    is_story = isinstance(book, StoryBook)
    notices = Notices()
    title = notices.words(book.title, STORY_UNTITLED if is_story else COLORING_UNTITLED)
    author = notices.words(book.author or "")
    sheet, palette = wrap(book.sheet, pages, book.paper), palette_of(book.title)
    press = Press(out, book.title, book.author, book.created)
    press.begin(sheet.media, sheet.trim)
    press.rectangle(sheet.media, palette.ground)
    if isinstance(book, StoryBook):
        pictures = _story(press, book, sheet, palette, notices, title, author)
    else:
        pictures = _coloring(press, book, sheet, palette, notices, title, author)
    if may_name_spine(pages):
        _spine(press, sheet.spine, palette, title, author, notices)
    press.end()
    press.save()
    notices.count(book, pages)
    return PrintedBook(
        trim=book.trim,
        width=sheet.media.width / INCH,
        height=sheet.media.height / INCH,
        bleed=True,
        paper=book.paper,
        pages=1,
        pictures=pictures,
        generated=book.generated,
        spine=spine_width(pages, book.paper) / INCH,
        notices=tuple(notices.found),
    )


def _coloring(
    press: Press, book: ColoringBook, sheet: Wrap, palette: Palette, notices: Notices, title: str, author: str
) -> int:
    """The first picture on a white card, with pencils; smaller ones on the back."""
    front = sheet.front.inset(COVER_MARGIN)
    foot = 40.0 if author else 14.0
    band = front.height * 0.235
    fitted = fit(title, "title", (front.width - 16, band - 34), (15, front.width / 8.2))
    leading = 1.12 * fitted.size
    block = leading * len(fitted.lines) + 30
    y = front.top - (band - block) / 2 - fitted.size * 0.86
    after = press.lines(fitted.lines, (front.middle, y), "title", fitted.size, leading, palette.light)
    words = "coloring book" if title != COLORING_UNTITLED else "for everyone who loves to color"
    press.line(words, (front.middle, after + leading - fitted.size * 0.32 - 22), "italic", 18, palette.accents[0],
               align="centre")  # fmt: skip
    space = Box(front.left, front.bottom + foot, front.right, front.top - band)
    card = _card(press, book.pages[0], space, palette)
    thick = card.width / 22
    for count, (accent, degrees) in enumerate(((0, 24), (1, 8), (2, -10))):
        at = (card.right - thick * (4.4 - 2.1 * count), card.bottom + thick * (2.1 + (count == 1) * 0.9))
        pencil(press, at, degrees, (thick * 9, thick), palette.accents[accent])
    if author:
        # Left of the pencils.
        named = _name(author, (card.width * 0.7, 30), notices)
        y = front.bottom + 12 + 0.5 * named.size * 1.16 * (len(named.lines) - 1)
        press.lines(named.lines, (card.left + 2, y), "text", named.size, named.size * 1.16, palette.light, align="left")
    return 1 + _coloring_back(press, book, sheet, palette)


def _card(press: Press, strip: Strip, space: Box, palette: Palette) -> Box:
    """A white card with a picture in the middle of a space."""
    scale = min(space.width / strip.width, space.height / strip.height)
    across, high = strip.width * scale, strip.height * scale
    left, bottom = space.middle - across / 2, (space.bottom + space.top - high) / 2
    card = Box(left, bottom, left + across, bottom + high)
    radius = across / 26
    press.rectangle(
        Box(card.left + 4, card.bottom - 5, card.right + 4, card.top - 5), _darker(palette.ground), radius=radius
    )
    press.rectangle(card, 1.0, radius=radius)
    press.strip(strip, card, ink=palette.ink)
    return card


def _darker(colour: object) -> tuple[float, float, float]:
    assert isinstance(colour, tuple)
    red, green, blue = (round(part * 0.72, 4) for part in colour)
    return red, green, blue


def _coloring_back(press: Press, book: ColoringBook, sheet: Wrap, palette: Palette) -> int:
    back = sheet.back.inset(COVER_MARGIN + 6)
    count = len(book.pages)
    say = f"{count} pictures to color" if count > 1 else "A picture to color"
    y = back.top - 44
    for offset, radius, accent in ((-36, 8, 1), (0, 13, 0), (36, 8, 2)):
        star(press, (back.middle + offset, y + 18), radius, palette.accents[accent], None)
    fitted = fit(say, "title", (back.width - 20, 44), (14, 30))
    press.line(fitted.lines[0], (back.middle, y - 36), "title", fitted.size, palette.light, align="centre")
    lines = (
        ["Every picture has a sheet of its own.", "Its back is white, for markers and paint."]
        if book.blank_backs
        else []
    )
    end = press.lines(lines, (back.middle, y - 66), "italic", 14, 20, palette.light)
    shown = list(book.pages[1:4])
    if not shown:
        return 0
    gap, top = 14.0, end - 8
    low = back.bottom + BARCODE[1] + 24
    across = min((back.width - gap * (len(shown) - 1)) / len(shown), (top - low) * shown[0].width / shown[0].height)
    left = back.middle - (across * len(shown) + gap * (len(shown) - 1)) / 2
    for strip in shown:
        _card(press, strip, Box(left, low, left + across, top), palette)
        left += across + gap
    return len(shown)


def _story(
    press: Press, book: StoryBook, sheet: Wrap, palette: Palette, notices: Notices, title: str, author: str
) -> int:
    """The first picture over the whole front, with the title on a label; the last one small on the back."""
    found = [jpeg_of(scene.picture) for scene in (book.scenes[0], book.scenes[-1]) if scene.picture]
    front = sheet.front.inset(COVER_MARGIN)
    # Up to the fold: the spine keeps its ground.
    window = Box(sheet.front.left, sheet.media.bottom, sheet.media.right, sheet.media.top)
    if found:
        _paint(press, found[0], window, notices)
    label = (front.width - 28, front.height * 0.24)
    fitted = fit(title, "title", (label[0] - 44, label[1] - 26), (15, front.width / 10.5))
    leading = 1.14 * fitted.size
    high = leading * len(fitted.lines) + 30
    across = max(width(line, "title", fitted.size) for line in fitted.lines) + 56
    box = Box(front.middle - across / 2, front.top - 10 - high, front.middle + across / 2, front.top - 10)
    press.rectangle(box, palette.paper, radius=min(26.0, high / 2))
    y = box.top - 15 - fitted.size * 0.86
    press.lines(fitted.lines, (front.middle, y), "title", fitted.size, leading, palette.ink)
    if author:
        named = _name(author, (front.width * 0.7, 30), notices)
        leading = named.size * 1.16
        across = max(width(line, "text", named.size) for line in named.lines) + 36
        name = Box(front.middle - across / 2, front.bottom + 6, front.middle + across / 2, front.bottom + 42)
        press.rectangle(name, palette.paper, radius=16)
        y = front.bottom + 24 - named.size * 0.33 + leading * (len(named.lines) - 1) / 2
        press.lines(named.lines, (front.middle, y), "text", named.size, leading, palette.ink)
    _story_back(press, sheet, palette, notices, title, found[-1] if found else None)
    return len(found)


def _name(author: str, space: tuple[float, float], notices: Notices) -> Fitted:
    named = fit(author, "text", space, (LEAST_TYPE, 17))
    if not named.whole:
        notices.add("author_shortened", "The author's name was shortened on the cover: it is longer than its place")
    return named


def _story_back(
    press: Press, sheet: Wrap, palette: Palette, notices: Notices, title: str, picture: Jpeg | None
) -> None:
    back = sheet.back.inset(COVER_MARGIN + 14)
    low = back.bottom + BARCODE[1] + 20
    fitted = fit(title, "title", (back.width - 30, 90), (13, 27))
    y = back.top - 52
    for offset, radius, accent in ((-36, 8, 1), (0, 13, 0), (36, 8, 2)):
        star(press, (back.middle + offset, y + 30), radius, palette.accents[accent], None)
    y = press.lines(
        fitted.lines, (back.middle, y - fitted.size), "title", fitted.size, 1.16 * fitted.size, palette.light
    )
    if picture:
        side = min(back.width * 0.62, y - low)
        bottom = (y + low - side) / 2 + 6
        _paint(
            press,
            picture,
            Box(back.middle - side / 2, bottom, back.middle + side / 2, bottom + side),
            notices,
            side / 14,
        )


def _paint(press: Press, picture: Jpeg, window: Box, notices: Notices, radius: float = 0.0) -> None:
    box = covering(picture, window)
    press.jpeg(picture, box, window, radius)
    if dpi(picture.width, box.width) < LEAST_DPI:
        notices.add(
            "low_resolution",
            f"The cover's picture of {picture.width} x {picture.height} pixels has {dpi(picture.width, box.width):.0f} "
            f"dpi; less than {LEAST_DPI:.0f} looks coarse",
            1,
        )


def _spine(press: Press, spine: Box, palette: Palette, title: str, author: str, notices: Notices) -> None:
    """The words of the front, from top to bottom, clear of both folds."""
    high = spine.width - 2 * SPINE_CLEAR
    room = spine.height - 2 * (COVER_MARGIN + BLEED)
    words = f"{title}  ·  {author}" if author else title
    size = min(20.0, high / _INK)
    if size < LEAST_TYPE:
        notices.add("spine_without_words", "The spine is too narrow for letters that can be printed")
        return
    fitted = one_line(words, "title", room, (LEAST_TYPE, size))
    if not fitted.whole:
        notices.add("spine_shortened", "The words of the spine were shortened: they are longer than it")
    with press.turned((spine.middle - ascent("title", fitted.size) / 2, (spine.bottom + spine.top) / 2), -90):
        press.line(fitted.lines[0], (0, 0), "title", fitted.size, palette.light, align="centre")
