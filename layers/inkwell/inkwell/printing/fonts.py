"""The typefaces of printed books, and which of them has a character.

Literata is for text, Fraunces for titles; both have Latin letters. Literata has Greek and Cyrillic ones, too, and two
Noto faces have Arabic and Hebrew. What none of them has is left out, see `settable`.
"""

import re
import unicodedata
from functools import cache
from typing import Any, Literal

from inkwell_fonts import FOLDER
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

Face = Literal["text", "italic", "title"]

_OTHERS = ("NotoNaskhArabic-Medium", "NotoSerifHebrew-Medium")

#: The files of a face, in the order in which a character is looked for.
FILES: dict[Face, tuple[str, ...]] = {
    "text": ("Literata-Regular", *_OTHERS),
    "italic": ("Literata-Italic", *_OTHERS),
    "title": ("Fraunces-SemiBold", "Literata-Regular", *_OTHERS),
}

#: White space of all widths.
_SPACES = dict.fromkeys((*range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")

#: Signs that say how others are to be joined or shown, and have no picture of their own.
_SILENT = {*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF}


@cache
def font(name: str) -> Any:
    """A font of reportlab's, registered when it is first needed."""
    loaded = TTFont(name, str(FOLDER / f"{name}.ttf"))
    pdfmetrics.registerFont(loaded)
    return loaded


def file_with(character: str, face: Face) -> str | None:
    """The first file of a face that has a character."""
    code = ord(character)
    return next((name for name in FILES[face] if code in font(name).face.charToGlyph), None)


_QUOTES = (
    (re.compile(r"(?<=\w)'(?=\w)"), "\u2019"),
    (re.compile(r"(?:(?<=^)|(?<=[\s(\[\u2013\u2014]))\"(?=\S)"), "\u201c"),
    (re.compile(r"(?<=\S)\"(?=[\s.,;:!?)\]\u2013\u2014]|$)"), "\u201d"),
)


def typographic(text: str) -> str:
    """A text with the apostrophes and quotation marks of books, where typewriters have but one."""
    for pattern, sign in _QUOTES:
        text = pattern.sub(sign, text)
    return text


def settable(text: str) -> tuple[str, str]:
    """The part of a text that can be printed, and the characters that were left out.

    White space becomes single spaces. A character that no typeface has is replaced by its compatible ones, such as a
    full-width letter by the usual one; where there are none, it is left out: a box in a printed book helps nobody.
    """
    kept: list[str] = []
    lost: dict[str, None] = {}
    for character in unicodedata.normalize("NFC", text).translate(_SPACES):
        if character.isspace():
            kept.append(" ")
        elif ord(character) in _SILENT or unicodedata.category(character) in ("Cc", "Cf", "Cs"):
            continue
        elif _is_there(character):
            kept.append(character)
        else:
            plain = [each for each in unicodedata.normalize("NFKD", character) if each != character and _is_there(each)]
            kept.extend(plain)
            if not plain:
                lost[character] = None
    return typographic(" ".join("".join(kept).split())), "".join(lost)


def _is_there(character: str) -> bool:
    return file_with(character, "text") is not None
