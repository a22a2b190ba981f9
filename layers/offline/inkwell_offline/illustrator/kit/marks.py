"""The record of a canvas: a flat list of marks and clipped groups of marks, the same for pixels and for SVG."""

from dataclasses import dataclass, field

from inkwell_offline.illustrator.kit.geometry import Box, Path

Stop = tuple[float, str, float]
"""Offset 0..1, colour, opacity 0..1."""


@dataclass(slots=True)
class Mark:
    """A path that is filled, stroked or both.

    Args:
        path: where.
        fill, stroke: colours; None leaves it out.
        width: of the stroke, in page units.
        opacity: of the whole mark.
        fade: fills with a vertical gradient instead: top y, bottom y, stops.
    """

    path: Path
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    opacity: float = 1.0
    fade: tuple[float, float, tuple[Stop, ...]] | None = None
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        x0, y0, x1, y1 = self.path.box()
        pad = self.width / 2 + 1 if self.stroke else 1
        self.box = (x0 - pad, y0 - pad, x1 + pad, y1 + pad)


@dataclass(slots=True)
class Hatch:
    """A line pattern that fills a path, starting at the upper left of its box.

    Args:
        path: what is filled.
        name: a key of `PATTERNS`.
        stroke: colour of the lines.
        width: of the lines, in page units.
        grain: page units for each unit of the pattern.
    """

    path: Path
    name: str
    stroke: str
    width: float
    grain: float = 1.0
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        self.box = self.path.box()


@dataclass(slots=True)
class Glow:
    """A round light that fades to nothing at `radius`."""

    x: float
    y: float
    radius: float
    colour: str
    opacity: float
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        r = self.radius
        self.box = (self.x - r, self.y - r, self.x + r, self.y + r)


@dataclass(slots=True)
class Group:
    """Marks that show only inside `clip` (the union of its strokes)."""

    clip: Path
    items: list["Item"] = field(default_factory=list)
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        self.box = self.clip.box()


Item = Mark | Hatch | Glow | Group


@dataclass(slots=True)
class Art:
    """A finished drawing: its size in units, whether it is line art, the paper's colour, and its marks."""

    width: float
    height: float
    line_art: bool
    paper: str = "#ffffff"
    items: list[Item] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
