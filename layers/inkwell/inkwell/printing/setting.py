"""Typesetting: texts as lines that fit, each as runs of one font."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from inkwell.printing.fonts import FILES, Face, file_with, font

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one font, from left to right."""

    font: str
    text: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text that was made to fit.

    Args:
        size: of its type, in points.
        whole: nothing had to be cut off.
    """

    size: float
    lines: tuple[str, ...]
    whole: bool


def is_right_to_left(text: str) -> bool:
    """A text is written from right to left, by its first letter."""
    first = next((character for character in text if character.isalpha()), "")
    return bool(_RIGHT_TO_LEFT.match(first))


@cache
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"delete_harakat": True, "support_ligatures": True})


def _shown(text: str) -> str:
    """The characters of a line from left to right, Arabic ones as their neighbours join them."""
    if not _RIGHT_TO_LEFT.search(text):
        return text
    from bidi import get_display

    return str(get_display(_reshaper().reshape(_POINTS.sub("", text))))


def runs(line: str, face: Face) -> list[Run]:
    """The runs of a line."""
    files = [(file_with(character, face), character) for character in _shown(line)]
    return [
        Run(name, "".join(character for _, character in group))
        for name, group in groupby(files, key=lambda pair: pair[0])
        if name is not None
    ]


def width(line: str, face: Face, size: float) -> float:
    """The width of a line in points."""
    return sum(float(font(run.font).stringWidth(run.text, size)) for run in runs(line, face))


def ascent(face: Face, size: float) -> float:
    """The height of capitals above the base line, in points."""
    return float(font(FILES[face][0]).face.capHeight) * size / 1000


def wrapped(text: str, face: Face, size: float, most: float, *, breaks_words: bool = True) -> list[str] | None:
    """A text in lines that are no wider than `most` points; None where a word does not fit and may not be broken."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer, face, size) <= most:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while width(line, face, size) > most:
            if not breaks_words:
                return None
            fits = _prefix(line, face, size, most)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line] if line else lines


def _prefix(word: str, face: Face, size: float, most: float) -> int:
    """The number of characters that fit, at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if width(word[:middle], face, size) <= most:
            low = middle
        else:
            high = middle - 1
    return low


def balanced(lines: Sequence[str], face: Face, size: float, most: float) -> list[str]:
    """The same text in as many lines, as equal in width as words allow: for titles."""
    text, best = " ".join(lines), list(lines)
    low, high = most / 3, most
    while high - low > 2:
        middle = (low + high) / 2
        tried = wrapped(text, face, size, middle, breaks_words=False)
        if tried is not None and len(tried) <= len(lines):
            best, high = tried, middle
        else:
            low = middle
    return best


def fit(text: str, face: Face, box: tuple[float, float], sizes: tuple[float, float], leading: float = 1.16) -> Fitted:
    """A text as large as it fits into a box: words whole if that is possible, else broken, at last cut off.

    Args:
        box: width and height in points.
        sizes: the least and the greatest size of the type.
        leading: from base line to base line, as a multiple of the size.
    """
    least, greatest = sizes
    steps = [greatest * 0.94**step for step in range(60) if greatest * 0.94**step > least] + [least]
    for breaks_words in (False, True):
        for size in steps:
            lines = wrapped(text, face, size, box[0], breaks_words=breaks_words)
            if lines is not None and len(lines) * size * leading <= box[1]:
                return Fitted(size, tuple(lines if breaks_words else balanced(lines, face, size, box[0])), True)
    room = max(1, int(box[1] / (least * leading)))
    lines = (wrapped(text, face, least, box[0]) or [""])[:room]
    return Fitted(least, (*lines[:-1], _shortened(lines[-1], face, least, box[0])), False)


def one_line(text: str, face: Face, most: float, sizes: tuple[float, float]) -> Fitted:
    """A text as one line of at most so many points, as large as it fits; cut off where the least size is too large.

    Args:
        sizes: the least and the greatest size of the type.
    """
    least, greatest = sizes
    size = min(greatest, most / max(width(text, face, 1), 0.001))
    if size >= least:
        return Fitted(size, (text,), True)
    return Fitted(least, (_shortened(text, face, least, most),), False)


def _shortened(line: str, face: Face, size: float, most: float) -> str:
    while line and width(line + "…", face, size) > most:
        line = line[:-1]
    return line.rstrip() + "…"
