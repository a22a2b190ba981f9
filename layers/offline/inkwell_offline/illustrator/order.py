"""An order: the brief and all choices of one picture, and the empty canvas and stage that follow from it."""

from dataclasses import dataclass, field, replace
from typing import Any

from inkwell.imaging.print_sizes import Box
from inkwell_offline.illustrator.kit.canvas import Canvas, Pen
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.marks import Art
from inkwell_offline.illustrator.look import Look
from inkwell_offline.illustrator.paper import UNIT, art_box, dots, fineness
from inkwell_offline.illustrator.settings.catalogue import SETTINGS
from inkwell_offline.illustrator.stage import LIGHTS, Stage, page_units, stream
from inkwell_offline.illustrator.words.brief import Brief

PASTEL = ("#ffffff", 0.26)


@dataclass(frozen=True, slots=True)
class Order:
    """A picture to compose.

    Args:
        brief: what is asked for.
        width, height: pixels; only their ratio matters here.
        line_art: black on white.
        margins: whether the page keeps white margins.
        look: weights.
        key: what all chance depends on.
        variant: which layout, 0..5: three compositions and their mirror images.
        style: art style; some change colours before anything is drawn.
        palette: sky top, sky low, ground colours taken over from a seed picture.
        added, turn: things that a change adds, and which of the free places they take.
        hero_x, horizon: taken over from a seed picture's composition.
    """

    brief: Brief
    width: int
    height: int
    line_art: bool
    look: Look
    key: str
    variant: int = 0
    style: str = ""
    palette: tuple[str, str, str] | None = None
    hero_x: float | None = None
    horizon: float | None = None
    margins: bool = False
    added: frozenset[str] = frozenset()
    turn: int = 0

    @property
    def box(self) -> Box:
        """The part of the picture that is drawn on, in pixels."""
        size = (self.width, self.height)
        return art_box(size) if self.margins else (0, 0, *size)

    @property
    def units(self) -> tuple[float, float]:
        """Width and height of that part in page units."""
        return page_units(self.width, self.height)

    @property
    def grain(self) -> float:
        """How much wider pens and patterns are, in page units, than on a letter page that is drawn to its edges."""
        if not self.line_art:
            return 1.0
        left, _, right, _ = self.box
        return UNIT * dots((self.width, self.height)) * self.units[0] / (right - left)

    @property
    def pen(self) -> float:
        """The main outline of a colouring page, in pixels."""
        size = (self.width, self.height)
        return self.look.line * UNIT * dots(size) * fineness(size)


@dataclass(frozen=True, slots=True)
class Scene:
    """A composed picture: its drawing and what is in it."""

    art: Art
    manifest: dict[str, Any] = field(default_factory=dict)


def canvas_for(order: Order) -> Canvas:
    lighting, size = LIGHTS[order.brief.time], (order.width, order.height)
    pen = Pen(
        width=order.look.line * order.grain * fineness(size) if order.line_art else order.look.outline,
        grain=order.grain,
        detail=order.look.detail,
        patterns=order.look.patterns,
        line_art=order.line_art,
        tint=lighting.tint,
        tint_share=lighting.share * (0.5 if SETTINGS[order.brief.setting].kind == "room" else 1.0),
        wash=PASTEL if order.style == "pastel" else ("#ffffff", 0.0),
    )
    return Canvas(*order.units, pen, stream(order.key, "canvas"))


def stage_for(order: Order, canvas: Canvas) -> Stage:
    brief = order.brief
    setting = SETTINGS[brief.setting]
    layout = setting.layouts[order.variant % 3]
    mirrored = bool(order.variant // 3 % 2)
    jitter = stream(order.key, "layout")
    hero_x = layout.hero[0] + jitter.uniform(-0.035, 0.035)
    if order.hero_x is not None:
        mirrored = False
        hero_x = min(0.72, max(0.28, order.hero_x))
    layout = replace(layout, hero=(hero_x, layout.hero[1] * jitter.uniform(0.96, 1.05)))
    stage = Stage(canvas, setting, layout, mirrored, order.key, order.look, brief.time, brief.weather, brief.season)
    horizon = layout.horizon + jitter.uniform(-0.025, 0.025)
    if setting.kind != "room":
        horizon += {"low": 0.12, "high": -0.16}.get(brief.angle, 0.0)
        horizon += {"wide": 0.03, "close": 0.02}.get(brief.shot, 0.0)
    else:
        horizon += {"low": 0.05, "high": -0.08}.get(brief.angle, 0.0)
    if order.horizon is not None:
        horizon = order.horizon
    stage.horizon_share = min(0.8, max(0.24, horizon))
    if brief.backdrop:
        tones = (brief.backdrop, light(brief.backdrop, 0.3), light(brief.backdrop, 0.65))
        stage.palette = replace(stage.palette, sky=tones, ground=dark(brief.backdrop, 0.06))
    if order.palette:
        top, low, ground = order.palette
        stage.palette = replace(stage.palette, sky=(top, low, low), ground=ground)
    return stage
