"""Prompts and schemas that several families share.

A model's picture depends on every letter of its prompt: a change here changes the pictures.
"""

import re
from collections.abc import Mapping
from typing import Any

NO_TEXT = "No text, letters or captions in the picture."

_LOOKS_THE_SAME = "the same face, proportions, hair, skin or fur, and distinguishing marks."
#: For a picture that is drawn from the caller's one picture.
IDENTITY_OF_SOURCE = f"Keep exactly the same identity as in the source picture: {_LOOKS_THE_SAME}"
#: For a picture that is drawn from earlier pictures of a character.
IDENTITY_OF_CHARACTER = f"Keep exactly the identity of the character in the reference pictures: {_LOOKS_THE_SAME}"

#: Rules of drawing for every page to color.
INK = (
    "Pure black lines on a pure white page; every shape is closed so that it can be colored; no shading, no grey, no "
    "hatching, no solid black areas, no color"
)
#: The parts of every page to color that stay free.
MARGIN = "A clear white margin on all four sides, without a frame; nothing touches it or is cut off"


def picture_prompt(scene: str, cast: Mapping[str, str], look: str) -> str:
    """The prompt for a picture of a scene: the scene, the looks of the characters in it, and the style.

    Args:
        scene: the visible moment in words, with characters called by their names.
        cast: the looks of all characters, by name; characters that the scene does not name are left out, because models
            draw whatever a prompt mentions.
        look: the style in words, such as "Soft watercolor on textured paper".
    """
    seen = [f"{name}: {appearance}" for name, appearance in seen_of(scene, cast).items()]
    return " ".join(sentence.rstrip(" .") + "." for sentence in (scene, *seen, look, NO_TEXT))


def seen_of(scene: str, cast: Mapping[str, str]) -> dict[str, str]:
    """The members of a cast whom a scene names, with their looks."""
    return {name: appearance for name, appearance in cast.items() if _names(scene, name)}


def _names(scene: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", scene, re.IGNORECASE) is not None


def text_object(*names: str) -> dict[str, Any]:
    """The JSON schema of an object with exactly these texts."""
    texts = {name: {"type": "string"} for name in names}
    return {"type": "object", "properties": texts, "required": list(names), "additionalProperties": False}
