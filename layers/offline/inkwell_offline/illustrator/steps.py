"""Steps of detail: how much more or less than usual is asked for, by hints or by words."""

import re
from collections.abc import Mapping
from typing import Any

MOST = 2
"""Steps up or down from what is usual for the reader."""
DETAIL = "detail_steps"
"""The hint that a picture's recipe remembers its steps under: a second request goes on from there."""
_HINTS = {"less": -1, "simplify": -1, "more": 1, "add_detail": 1}
_LESS = (
    r"simplif(?:y|ied)|simpler|less (?:fine |busy )?details?|less detailed|less busy|"
    r"fewer (?:fine |small )?(?:details|elements|objects|lines|shapes)|fewer and larger shapes"
)
_MORE = (
    r"more (?:fine |intricate |small )?(?:details?|elements|patterns)|more (?:detailed|intricate|complex)|"
    r"add (?:fine |intricate )?details?|extra details?|more separate shapes"
)
# A whole sentence that begins with the wish, or else the wish alone.
_WISH = r"(?:(?:^|(?<=[.!?]\s))(?:please |now |draw |use |make it )?(?:{0})\b[^.!?]*[.!?]?|\b(?:with |and )?(?:{0})\b)"
_WORDS = ((-1, re.compile(_WISH.format(_LESS), re.I)), (1, re.compile(_WISH.format(_MORE), re.I)))


def asked(prompt: str, hints: Mapping[str, Any]) -> tuple[str, int]:
    """The prompt without its wishes for more or less detail, so that they move nothing; and the steps, -2 to 2.

    Args:
        hints: `detail` (less or more) or `action` (simplify or add_detail) is one step from `detail_steps`.
    """
    before = hints.get(DETAIL)
    steps = before if isinstance(before, int) else 0
    wish = _HINTS.get(str(hints.get("detail"))) or _HINTS.get(str(hints.get("action"))) or 0
    for step, words in _WORDS:
        rest = words.sub(" ", prompt)
        if rest != prompt:
            prompt, wish = re.sub(r"\s+", " ", rest), wish or step
    return prompt.strip(" .,;:"), max(-MOST, min(MOST, steps + wish))
