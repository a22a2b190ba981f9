"""The look of a picture: line weight, detail and density by reader and style preset."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from inkwell_offline.illustrator.steps import DETAIL


@dataclass(frozen=True, slots=True)
class Look:
    """Weights of a picture.

    Args:
        line: outline of a colouring page in page units (1,000 to the short side; 2.55 px a unit at 2,550 px).
        outline: of a colour picture.
        detail: 0 to 3, see `Pen`.
        patterns: see `Pen`.
        density: how many things are scattered, 0.3 to 1.5.
        eye_scale: larger eyes for sweeter styles.
        motif: small things of the preset in the air: "", hearts, swirls or leaves.
        level: the audience's name, for the manifest.
        usual: the detail before the steps up or down.
        steps: of detail, up or down from there.
    """

    line: float = 5.4
    outline: float = 2.7
    detail: int = 1
    density: float = 0.8
    eye_scale: float = 1.0
    motif: str = ""
    level: str = "children"
    patterns: int = 0
    usual: int = 1
    steps: int = 0


LEVELS: dict[str, Look] = {
    "toddler": Look(9.6, 4.4, 0, 0.35, 1.08, "", "toddler"),
    "children": Look(5.4, 2.7, 1, 0.8, 1.0, "", "children"),
    "tween": Look(4.3, 2.4, 2, 0.95, 1.0, "", "tween"),
    "teen": Look(3.7, 2.1, 2, 1.1, 0.98, "", "teen"),
    "adult": Look(2.3, 1.7, 3, 1.25, 0.96, "", "adult"),
}
ALIASES = {
    "kid": "children",
    "kids": "children",
    "child": "children",
    "toddlers": "toddler",
    "teens": "teen",
    "teenager": "teen",
    "tweens": "tween",
    "adults": "adult",
    "all": "children",
    "all_ages": "children",
}
WEIGHTS = {
    "extra-thin": 0.6,
    "thin": 0.7,
    "fine": 0.7,
    "light": 0.8,
    "medium": 1.0,
    "standard": 1.0,
    "thick": 1.4,
    "bold": 1.4,
    "heavy": 1.6,
    "extra-thick": 1.8,
}
COMPLEXITY = {
    "minimal": (-1, 0.6),
    "simple": (-1, 0.6),
    "low": (-1, 0.6),
    "easy": (-1, 0.6),
    "medium": (0, 1.0),
    "moderate": (0, 1.0),
    "detailed": (1, 1.25),
    "high": (1, 1.25),
    "complex": (1, 1.3),
    "intricate": (2, 1.4),
}


OWN = {
    "toddler": ("thick", "minimal"),
    "children": ("thick", "moderate"),
    "tween": ("medium", "moderate"),
    "teen": ("medium", "detailed"),
    "adult": ("fine", "intricate"),
}
"""The line weight and the complexity that the weights of each reader have anyway."""
STEP_DOWN, STEP_UP = 0.5, 1.6
"""How many things are scattered after a step down or up, for each one before."""


def _bounded(look: Look, steps: int) -> Look:
    """The look within its bounds, and so many steps of detail up or down from there.

    A step takes patterns away before it takes single lines, and adds lines before it adds patterns.
    """
    detail, density = max(0, min(3, look.detail)), max(0.3, min(1.5, look.density))
    patterns, usual = 2 if detail == 3 else 0, detail
    for _ in range(-steps):
        density *= STEP_DOWN
        detail, patterns = (2, patterns - 1) if patterns else (0, 0)
    for _ in range(steps):
        density *= STEP_UP
        detail, patterns = (detail, min(3, patterns + 1)) if detail else (1, 0)
    return replace(look, detail=detail, density=density, patterns=patterns, usual=usual, steps=steps)


def level_name(name: str) -> str:
    """The audience's own name for any of its spellings; an unknown one is "children"."""
    name = name.strip().lower().replace(" ", "_")
    name = ALIASES.get(name, name)
    return name if name in LEVELS else "children"


def look_for(audience: str, preset: str = "", hints: Mapping[str, Any] | None = None) -> Look:
    """The weights for a reader, changed by a style preset and by the hints line_weight, complexity and detail_steps.

    A line weight or a complexity that the reader has anyway changes nothing.
    """
    hints = hints or {}
    look = LEVELS[level_name(audience)]
    match preset:
        case "bold-simple":
            look = replace(
                look,
                line=min(look.line * 1.5, 11.0),
                outline=look.outline * 1.7,
                detail=look.detail - 1,
                density=look.density * 0.55,
            )
        case "kawaii":
            look = replace(look, line=look.line * 1.1, eye_scale=1.2, motif="hearts")
        case "whimsical":
            look = replace(look, line=look.line * 0.95, motif="swirls", density=look.density * 1.1)
        case "cartoon":
            look = replace(look, line=look.line * 1.2, outline=look.outline * 1.45, density=look.density * 0.9)
        case "botanical":
            look = replace(
                look,
                line=look.line * 0.92,
                outline=look.outline * 0.75,
                detail=look.detail + (look.level != "tween"),  # whom patterns would leave too much to colour
                density=look.density * 1.25,
                motif="leaves",
            )
    own_weight, own_complexity = OWN[look.level]
    wanted_weight = str(hints.get("line_weight", "")).lower().replace(" ", "-").replace("_", "-")
    weight = 1.0 if wanted_weight == own_weight else WEIGHTS.get(wanted_weight, 1.0)
    wanted_complexity = str(hints.get("complexity", "")).lower()
    step, factor = (0, 1.0) if wanted_complexity == own_complexity else COMPLEXITY.get(wanted_complexity, (0, 1.0))
    steps = hints.get(DETAIL) or 0
    return _bounded(
        replace(
            look,
            line=look.line * weight,
            outline=look.outline * weight,
            detail=look.detail + step,
            density=look.density * factor,
        ),
        steps,
    )
