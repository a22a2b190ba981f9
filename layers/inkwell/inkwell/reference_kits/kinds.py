"""Kinds of references that a kit can have. A new kind is a new row."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from inkwell.core.errors import InvalidInput
from inkwell.core.pictures import SIBLING, Brief
from inkwell.core.prompting import IDENTITY_OF_SOURCE
from inkwell.reference_kits.models import Expression

ANCHOR = "anchor"

#: The references that must succeed; else the kit has failed.
CORE = (ANCHOR, "profile")
EXTENDED = ("half_body", "full_body")

ASPECT_RATIO = "9:16"

_MANNER = "Plain modest clothing. Natural look, no stylising, no text, no other figures."


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of reference.

    Args:
        key: its name in kits.
        intent: the words for the picture that it must show.
    """

    key: str
    intent: str


_NEUTRAL = "neutral plain background, even soft light"
_EXPRESSIONS: Mapping[str, str] = {
    "smile": "a warm natural smile",
    "serious": "a calm serious look, mouth closed",
    "surprised": "surprise, raised eyebrows, mouth slightly open",
    "angry": "mild anger, lowered eyebrows, firm mouth",
}

KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(ANCHOR, f"Straight-on passport framing of head and shoulders, looking into the camera, {_NEUTRAL}."),
        Kind("profile", f"Three-quarter view of head and shoulders, {_NEUTRAL}."),
        Kind("half_body", f"Waist up, facing the camera, arms relaxed at the sides, {_NEUTRAL}."),
        Kind("full_body", f"Head to toe, standing, facing the camera, feet visible, {_NEUTRAL}."),
        *(
            Kind(
                f"expression_{name}",
                f"Same framing as the anchor picture; only the expression changes: {look}; {_NEUTRAL}.",
            )
            for name, look in _EXPRESSIONS.items()
        ),
    )
}

#: The order of references in a kit, and in requests to a model that draws with it.
ORDER: Sequence[str] = tuple(KINDS)

if set(_EXPRESSIONS) != set(get_args(Expression)):
    raise AssertionError("every expression that a request may name needs its row")


def requested(*, extended: bool, expressions: Collection[str]) -> list[str]:
    """The keys of a new kit's references, in order."""
    wanted = {*CORE, *(EXTENDED if extended else ()), *(f"expression_{name}" for name in expressions)}
    return [key for key in ORDER if key in wanted]


def kind(key: str) -> Kind:
    """The kind of that key.

    Raises:
        InvalidInput: there is no such kind.
    """
    if key not in KINDS:
        message = f"Invalid reference type: {key}"
        raise InvalidInput(message, details={"type": f"must be one of {', '.join(ORDER)}"})
    return KINDS[key]


def brief(key: str, source_key: str, subject: str) -> Brief:
    """The brief of a reference: the anchor is drawn from the source picture, all others from that and the drawn anchor.

    Args:
        source_key: the object key of the source picture.
        subject: the kit's name, which may describe the character.
    """
    references = (source_key,) if key == ANCHOR else (source_key, f"{SIBLING}{ANCHOR}")
    return Brief(
        prompt=f"{kind(key).intent} {IDENTITY_OF_SOURCE} {_MANNER}",
        role="reference",
        aspect_ratio=ASPECT_RATIO,
        references=references,
        hints={"view": key, "subject": subject},
    )
