"""Request bodies of all families: what their fields have in common.

`inkwell.api.parsing` reads the JSON itself: null is absent there, and 15.0 is a whole number.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from annotated_types import GroupedMetadata
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticKnownError

#: Control characters (category Cc) that break a line, as Unicode has them: line feed, carriage return, next line.
_LINE_BREAKS = frozenset("\n\r\x85")

#: Categories of characters that never show anything: control, format, and separators of any kind.
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})

#: Characters of other categories that show nothing, as first and last of ranges. Source: Default_Ignorable_Code_Point
#: in DerivedCoreProperties.txt of the Unicode Character Database, and the empty braille pattern.
_UNSEEN_RANGES = (
    (0x034F, 0x034F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2065, 0x2065),
    (0x2800, 0x2800),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0xE0000, 0xE0FFF),
)


class Body(BaseModel):
    """The root of all JSON request bodies. Fields that it does not have are ignored: frontends send more than we know.

    A number in quotes is no number.
    """

    model_config = ConfigDict(extra="ignore", strict=True)


@dataclass(frozen=True, slots=True)
class Text(GroupedMetadata):
    """The rules for a caller's text: `Annotated[str, Text(255)]`.

    White space around it is removed. It must show something, and must have no control characters but line breaks.

    Args:
        max_length: characters.
        min_length: characters, without those that take no room.
    """

    max_length: int
    min_length: int = 1

    def __iter__(self) -> Iterator[object]:
        """The rules in their order, for pydantic."""
        yield from StringConstraints(strip_whitespace=True, min_length=self.min_length, max_length=self.max_length)
        yield AfterValidator(readable)
        yield AfterValidator(self._long_enough)

    def _long_enough(self, text: str) -> str:
        if sum(not _is_roomless(each) for each in text) < self.min_length:
            raise PydanticKnownError("string_too_short", {"min_length": self.min_length})
        return text


def readable(text: str) -> str:
    """The text itself, checked to show something and to have no control characters but line breaks.

    Raises:
        ValueError: it is otherwise.
    """
    if any(unicodedata.category(each) == "Cc" and each not in _LINE_BREAKS for each in text):
        raise ValueError("must not have control characters")
    if not any(map(_is_seen, text)):
        raise ValueError("must not be blank")
    return text


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN and not _is_roomless(character)


def _is_roomless(character: str) -> bool:
    """True for a character that is neither seen nor a space."""
    code = ord(character)
    return unicodedata.category(character) == "Cf" or any(first <= code <= last for first, last in _UNSEEN_RANGES)
