"""The layout of a scene: which lines and pictures stand on which page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inkwell.printing.geometry import Box
from inkwell.printing.pictures import Jpeg
from inkwell.printing.setting import fit, wrapped

#: From base line to base line, as a multiple of the size.
LEADING, TITLE_LEADING = 1.5, 1.16

#: Sizes of type for children who are read to, or begin to read: the largest with which a scene stays on one page. A
#: longer text goes on further pages in the smallest of them.
SIZES = (24.0, 22.0, 20.5, 19.0, 18.0, 17.0, 16.0, 15.0)

#: Lines left free after a paragraph, and below a text; after a line of verse.
_PARAGRAPH, _VERSE = 0.5, 0.0

#: The fewest lines of verse, and the most letters that they have on average; prose has longer paragraphs.
_VERSE_LINES, _VERSE_LETTERS = 4, 56

#: Between title, text and pictures, in points.
GAP = 16.0

#: The least height of small pictures below a text.
_VIGNETTES = 150.0


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a scene: a picture that bleeds, or text with small pictures below it.

    Args:
        title: its lines.
        size, title_size: of the type, in points.
        paragraphs: lines, by paragraph.
        gap: lines left free after each.
    """

    picture: Jpeg | None = None
    title: tuple[str, ...] = ()
    title_size: float = 0.0
    size: float = 0.0
    paragraphs: tuple[tuple[str, ...], ...] = ()
    gap: float = _PARAGRAPH
    vignettes: tuple[Jpeg, ...] = ()

    @property
    def height(self) -> float:
        """The height of title and text, in points."""
        head = len(self.title) * self.title_size * TITLE_LEADING + GAP if self.title else 0.0
        return head + _lines(self.paragraphs, self.gap) * self.size * LEADING

    @property
    def below(self) -> float:
        """The height that stays free below its text, beside the gap after the last paragraph, in points."""
        return (_PARAGRAPH - self.gap) * self.size * LEADING


def text_box(safe: Box) -> Box:
    """The part of a page for text; the page's number stands below it."""
    return Box(safe.left + 20, safe.bottom + 30, safe.right - 20, safe.top - 20)


def leaves(title: str, paragraphs: Sequence[str], space: tuple[float, float], picture: Jpeg | None,
           extras: Sequence[Jpeg]) -> list[Leaf]:  # fmt: skip
    """The pages of a scene.

    Extras get pages of their own where the text leaves no room for them, or where that makes the number of pages even:
    then the next scene begins at the left again, with its picture at the right.

    Args:
        space: the width and height of the text box, in points.
    """
    texts, is_full = _texts(title, paragraphs, space, bool(extras))
    with_picture = len(texts) + bool(picture)
    fewest = 1 if extras and is_full else 0
    apart = next((count for count in range(fewest, len(extras) + 1) if (with_picture + count) % 2 == 0), fewest)
    shared = list(extras)
    if not is_full and apart < len(extras):
        # Below the text stand those that have no page of their own.
        below = shared[: len(shared) - apart]
        texts[-1] = replace(texts[-1], vignettes=tuple(below))
        shared = shared[len(below) :]
    rest = [tuple(shared)] if apart == 1 else [(extra,) for extra in shared]
    main = [Leaf(picture=picture)] if picture else []
    return [texts[0], *main, *texts[1:], *(Leaf(vignettes=each) for each in rest if each)]


def _texts(
    title: str, paragraphs: Sequence[str], space: tuple[float, float], has_extras: bool
) -> tuple[list[Leaf], bool]:
    """The pages with text, and whether the last of them is too full for small pictures."""
    across, high = space
    fitted = fit(title, "title", (across, high * 0.3), (15, 29)) if title else None
    head = len(fitted.lines) * fitted.size * TITLE_LEADING + GAP if fitted else 0.0
    gap = _VERSE if _is_verse(paragraphs) else _PARAGRAPH
    first = Leaf(title=fitted.lines, title_size=fitted.size, gap=gap) if fitted else Leaf(gap=gap)
    for size in SIZES:
        lines = [tuple(wrapped(paragraph, "text", size, across) or ()) for paragraph in paragraphs]
        needed = _lines(lines, gap) * size * LEADING
        if head + needed + (_VIGNETTES if has_extras else 0) <= high:
            return [replace(first, size=size, paragraphs=tuple(lines))], False
    size = SIZES[-2]
    lines = [tuple(wrapped(paragraph, "text", size, across) or ()) for paragraph in paragraphs]
    pages, room = [replace(first, size=size)], high - head
    for paragraph in lines:
        rest = paragraph
        while rest:
            fits = int(room / (size * LEADING))
            # Neither the first nor the last line of a paragraph stands alone.
            if fits < len(rest) and len(rest) - fits < 2:
                fits = len(rest) - 2
            if fits < min(2, len(rest)):
                pages.append(Leaf(size=size, gap=gap))
                room = high
                continue
            now, rest = rest[:fits], rest[fits:]
            pages[-1] = replace(pages[-1], paragraphs=(*pages[-1].paragraphs, now))
            room -= (len(now) + gap) * size * LEADING
    return pages, room < _VIGNETTES


def _lines(paragraphs: Sequence[Sequence[str]], gap: float) -> float:
    """The lines that a text takes, with the gaps between its paragraphs and what stays free below it."""
    return sum(len(paragraph) + gap for paragraph in paragraphs) + _PARAGRAPH - gap


def _is_verse(paragraphs: Sequence[str]) -> bool:
    """True for a text whose line breaks end verses, not paragraphs."""
    letters = sum(map(len, paragraphs))
    return len(paragraphs) >= _VERSE_LINES and letters <= _VERSE_LETTERS * len(paragraphs)
