"""The studio: a plain ground with a round stand and soft light, where a thing is the hero."""

from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import box, ellipse, polygon, polyline, star
from inkwell_offline.illustrator.settings.layout import Layout, Palette, Setting
from inkwell_offline.illustrator.stage import Stage

STUDIO = Setting(
    Palette(
        ("#f6d9e4", "#fbe9ee", "#fff6f2"), "#f3d0dc", "#f7dde6", "#f1c9d4", "#8a5a78", "#f3d9b4", "#fff6f2", "#7cc06a"
    ),
    tuple(
        Layout(
            horizon,
            (x, 1.1),
            ground="floor",
            spots=((0.16, 0.8, 0.9), (0.84, 0.82, 0.9), (0.28, 0.5, 0.7), (0.74, 0.46, 0.7)),
        )
        for horizon, x in ((0.62, 0.5), (0.58, 0.5), (0.66, 0.5))
    ),  # type: ignore[arg-type]
    kind="studio",
    texture="stripes",
)
TONES = (
    ("#f6d9e4", "#fbe9ee", "#f1c9d4"),
    ("#cfe6f2", "#e4f2f8", "#b9d8e8"),
    ("#f5e2c4", "#fbf1de", "#ecd0a0"),
    ("#d6ead4", "#e9f4e6", "#bcdcb8"),
    ("#ddd6f0", "#eeeaf8", "#c8bde6"),
)
"""The wall's upper part, the wall and the floor, one of them by chance."""
STAND = 0.9
"""The height on the page at which things stand."""
STARS = 26


LOOPS = (6, 8, 13, 14)
"""Loops of the cloth's hem across a page to colour, by its detail."""
HEM = 0.925
"""The height on the page at which the hem begins."""
PANELS = (0, 5, 13, 14)
"""Panels of the wall of a page to colour, by its detail."""


def draw_studio(stage: Stage) -> None:
    """The wall with a disc of light, the floor, and the stand; on a page to colour a table with a cloth."""
    canvas, palette, w, h, horizon = stage.canvas, stage.palette, stage.width, stage.height, stage.horizon
    x, reach = stage.x(stage.layout.hero[0]), min(w, h)
    upper, tone, ground = stage.rng("tones").choice(TONES)
    if palette is not stage.setting.palette:
        upper, tone, ground = palette.sky[0], palette.sky[1], palette.ground
    wall = box(-40, -40, w + 80, horizon + 60)
    canvas.shape(wall, tone, 0.9, None if canvas.line_art else "rings")
    for i in range(1, PANELS[stage.look.usual] if canvas.line_art else 0):
        at = w * i / PANELS[stage.look.usual]
        canvas.line(polyline([(at, -40), (at, horizon)]), 0.6)
    canvas.fade(wall, 0, horizon, ((0, upper, 0.7), (1, palette.sky[2], 0.4)))
    if not canvas.line_art:
        with canvas.inside(wall):
            canvas.shape(ellipse(x, horizon * 0.86, reach * 0.47), light(palette.sky[2], 0.3), 0.9)
            canvas.shape(ellipse(x, horizon * 0.86, reach * 0.4), light(palette.sky[2], 0.6), 0.8)
            canvas.glow(x, horizon * 0.7, reach * 0.6, "#ffffff", 0.5)
    rng = stage.rng("studio")
    for i in range(int(STARS * stage.look.density)):
        sx, sy, size = rng.uniform(0.05, 0.95) * w, rng.uniform(0.05, 0.88) * horizon, rng.uniform(15, 24)
        if stage.free(sx, sy, size * 1.3) and abs(sx - x) > reach * 0.3:
            canvas.shape(
                polygon(star(sx, sy, size)) if i % 2 else ellipse(sx, sy, size * 0.6), light(ground, 0.55), 0.7
            )
            stage.keep((sx - size, sy - size, sx + size, sy + size))
    if canvas.line_art:
        _table(stage, ground)
        return
    floor = box(-40, horizon, w + 80, h - horizon + 60)
    canvas.shape(floor, ground, 0.9, stage.setting.texture)
    canvas.fade(floor, horizon, h, ((0, "#ffffff", 0.35), (1, palette.deep, 0.3)))
    y, rx = h * STAND, w * 0.36
    canvas.form(ellipse(x, y + h * 0.055, rx * 1.04, h * 0.06), dark(ground, 0.16), 0.95)
    canvas.form(ellipse(x, y + h * 0.012, rx, h * 0.055), light(ground, 0.4), 0.95, shade=0.05)


def _table(stage: Stage, ground: str) -> None:
    """A table with a cloth on a page to colour: its hem has loops with a spot in each."""
    canvas, w, h, horizon = stage.canvas, stage.width, stage.height, stage.horizon
    loops, top = LOOPS[stage.look.usual], h * HEM
    step = w / loops
    for i in range(loops):
        x = (i + 0.5) * step
        canvas.shape(ellipse(x, top, step / 2, h * 0.985 - top), light(ground, 0.4), 0.9)
        canvas.shape(ellipse(x, top + (h - top) * 0.46, max(13.0, step * 0.13)), "#ffffff", 0.8)
    canvas.shape(box(-40, horizon, w + 80, top - horizon), ground, 0.9, "flowers")
