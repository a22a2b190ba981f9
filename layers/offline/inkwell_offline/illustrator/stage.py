"""The page before anybody enters: its size in units, its light, its layout, its own random streams."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from random import Random
from typing import Any

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.geometry import Box, boxes_meet
from inkwell_offline.illustrator.look import Look
from inkwell_offline.illustrator.settings.layout import Layout, Palette, Setting

LANDSCAPE_HEIGHT = 900.0


def page_units(width: int, height: int) -> tuple[float, float]:
    """Page size in units: 1,000 wide when upright or square, 900 high when wide. Figures keep their size."""
    if width > height * 1.11:
        return LANDSCAPE_HEIGHT * width / height, LANDSCAPE_HEIGHT
    return 1000.0, 1000.0 * height / width


def stream(*parts: object) -> Random:
    """A random stream of its own for each key: a new flower moves no tree, and every process draws the same."""
    key = "|".join(str(p) for p in parts)
    return Random(int.from_bytes(sha256(key.encode()).digest()[:8], "big"))


@dataclass(frozen=True, slots=True)
class Light:
    """A time of day: sky from top to horizon, tint on things, and how much of it."""

    sky: tuple[str, str, str] | None
    tint: str
    share: float


LIGHTS: dict[str, Light] = {
    "day": Light(None, "#ffffff", 0.0),
    "night": Light(("#1f2560", "#4a4596", "#b07fc0"), "#7f86e0", 0.7),
    "sunset": Light(("#6a78c8", "#f5a39a", "#ffd9a0"), "#ffb48a", 0.42),
    "dawn": Light(("#a9c3f0", "#ffd3c9", "#fff1d0"), "#ffd0c0", 0.28),
}
SEASONS: dict[str, dict[str, Any]] = {
    "autumn": {"far": "#f0c99a", "mid": "#e9b06a", "ground": "#d9b45e", "deep": "#8a4a2a", "leaf": "#dd7a3c"},
    "spring": {"far": "#c9ecb0", "mid": "#aee08c", "ground": "#9edb74", "leaf": "#f5a8c4"},
    "winter": {"far": "#d6e6f4", "mid": "#e6f1fa", "ground": "#f4f9fd", "deep": "#9fc0e6", "leaf": "#b9d3e0"},
}


@dataclass
class Stage:
    """The stage of a picture: all that its painters need to know.

    Args:
        canvas: to draw on.
        setting, layout: the place and its composition; `mirrored` turns the layout around.
        key: the seed of all random streams.
        look: weights.
        time, weather, season: of the brief.
        palette: the place's colours in this season.
        horizon: y of the ground line in units.
        kept: boxes that nothing scattered may touch: faces and heroes.
        left_out: how the things are drawn that the words name: the place shows no more of them on its own.
    """

    canvas: Canvas
    setting: Setting
    layout: Layout
    mirrored: bool
    key: str
    look: Look
    time: str = "day"
    weather: str = ""
    season: str = ""
    horizon_share: float | None = None
    palette: Palette = field(init=False)
    kept: list[Box] = field(default_factory=list)
    left_out: set[Callable[..., Any]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.palette = self.setting.palette
        if self.season in SEASONS and self.seasonal:
            self.palette = replace(self.palette, **SEASONS[self.season])

    @property
    def width(self) -> float:
        return self.canvas.art.width

    @property
    def height(self) -> float:
        return self.canvas.art.height

    @property
    def horizon(self) -> float:
        return self.height * (self.layout.horizon if self.horizon_share is None else self.horizon_share)

    @property
    def seasonal(self) -> bool:
        """True for a place that looks different in each season."""
        extra = self.setting.extra
        return self.setting.kind == "sky" and not extra.get("snow") and not extra.get("sea")

    @property
    def indoors(self) -> bool:
        return self.setting.kind in ("room", "studio")

    @property
    def snowy(self) -> bool:
        """True when snow lies on a ground that has none in other seasons."""
        return self.season == "winter" and self.seasonal

    @property
    def growth(self) -> float:
        """Tall pages leave room for larger things."""
        return max(1.0, min(1.3, self.height / 1000))

    def x(self, share: float) -> float:
        """A place across the page, mirrored with the layout."""
        return self.width * (1 - share if self.mirrored else share)

    def y(self, depth: float) -> float:
        """A place on the ground: 0 at the horizon, 1 at the lower edge."""
        return self.horizon + depth * (self.height - self.horizon)

    def rng(self, layer: str) -> Random:
        return stream(self.key, layer)

    def keep(self, box: Box) -> None:
        self.kept.append(box)

    def free(self, x: float, y: float, radius: float, wider: float = 0.0) -> bool:
        """True for a point with no kept box within `radius`; boxes at most `wider` units wide do not count."""
        spot = (x - radius, y - radius, x + radius, y + radius)
        return not any(boxes_meet(spot, box) for box in self.kept if box[2] - box[0] > wider)
