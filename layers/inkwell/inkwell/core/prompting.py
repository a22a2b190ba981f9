"""Words that several families ask models with: prompts of pictures with a cast, and shapes of structured texts.

A model's picture depends on every letter of its prompt: a change here changes what is drawn.
"""

import re
from collections.abc import Mapping
from typing import Any

NO_TEXT = "No text, letters or captions in the picture."

_LOOKS_THE_SAME = "the same face, proportions, hair, skin or fur, and distinguishing marks."
#: For a picture that is drawn from the one picture that a caller gave.
IDENTITY_OF_SOURCE = f"Keep exactly the same identity as in the source picture: {_LOOKS_THE_SAME}"
#: For a picture that is drawn from pictures of a character that were drawn before.
IDENTITY_OF_CHARACTER = f"Keep exactly the identity of the character in the reference pictures: {_LOOKS_THE_SAME}"


def picture_prompt(scene: str, cast: Mapping[str, str], look: str) -> str:
    """All that a picture model needs to know: what is seen, how those look who are seen, and in which style.

    Args:
        cast: how everybody looks, by name; those whom the scene does not name are left out, for they would be drawn.
        look: the style in words, such as "Soft watercolor on textured paper".
    """
    seen = [f"{name}: {appearance}" for name, appearance in cast.items() if _names(scene, name)]
    return " ".join(sentence.rstrip(" .") + "." for sentence in (scene, *seen, look, NO_TEXT))


def _names(scene: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", scene, re.IGNORECASE) is not None


def text_object(*names: str) -> dict[str, Any]:
    """The JSON schema of an object with exactly these texts."""
    texts = {name: {"type": "string"} for name in names}
    return {"type": "object", "properties": texts, "required": list(names), "additionalProperties": False}
