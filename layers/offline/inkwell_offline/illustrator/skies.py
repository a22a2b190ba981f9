"""The background behind the ground: the sky at all hours, mountains, the sea, space, deep water."""

import math

from inkwell_offline.illustrator.kit.colour import mix
from inkwell_offline.illustrator.kit.geometry import Path, box, ellipse, polygon, scallop, smooth
from inkwell_offline.illustrator.props import sea, sky
from inkwell_offline.illustrator.stage import LIGHTS, Stage

SEA = "#6fbce8"


def _page(stage: Stage) -> Path:
    return box(-60, -60, stage.width + 120, stage.height + 120)


def open_sky(stage: Stage) -> None:
    canvas, palette = stage.canvas, stage.palette
    w, h, horizon = stage.width, stage.height, stage.horizon
    lighting = LIGHTS[stage.time]
    top, middle, low = lighting.sky or palette.sky
    if stage.weather in ("rain", "cloudy", "fog") and stage.time == "day":
        top, middle, low = (mix(c, "#aab6c6", 0.6) for c in (top, middle, low))
    with canvas.lit(0):
        canvas.fade(_page(stage), 0, horizon + h * 0.1, ((0, top, 1), (0.6, middle, 1), (1, low, 1)))
        canvas.glow(
            w * 0.5,
            horizon * 0.95,
            w * 0.6,
            "#fffbe0" if stage.time != "night" else "#ffd9f0",
            0.8 if stage.time != "night" else 0.4,
        )
    _winds(stage)
    if stage.time == "night":
        places = [stage.x(share) for share in (0.66, 0.3, 0.5, 0.84, 0.14)]
        x = next((x for x in places if stage.free(x, h * 0.17, 70)), places[0])
        full = sky.moon in stage.left_out or (sky.crescent not in stage.left_out and stage.rng("moon").random() < 0.6)
        with canvas.at(x, h * 0.17, 0.95 * stage.growth):
            (sky.moon if full else sky.crescent)(canvas, stage.rng("moon"))
        stage.keep((x - 120, h * 0.17 - 110, x + 120, h * 0.17 + 110))
        _stars(stage, 46)
    elif stage.time in ("sunset", "dawn"):
        with canvas.at(stage.x(0.72), horizon - 30, 1.0):
            sky.sun(canvas, stage.rng("sun"), "#ffb35c" if stage.time == "sunset" else "#ffd98a")
    if stage.setting.extra.get("peaks"):
        _peaks(stage)
    if stage.time == "day" and stage.weather in ("", "wind", "snow"):
        _far_clouds(stage)
    if stage.setting.extra.get("sea"):
        water = smooth([(-60, horizon), (w * 0.5, horizon - 2), (w + 60, horizon), (w + 60, h), (-60, h)], tension=0)
        canvas.shape(water, SEA, 0.8, "scales")
        canvas.fade(water, horizon, horizon + h * 0.3, ((0, "#4f9fd8", 0.5), (1, "#bfeaf5", 0.6)))
        rng = stage.rng("sea")
        for i in range(int(5 + 6 * stage.look.density)):
            x, y = w * rng.random(), horizon + h * (0.03 + 0.13 * rng.random())
            canvas.line(
                scallop([(x + 34, y), (x, y), (x - 34, y)][::-1], -0.22, closed=False),
                0.6,
                "#ffffff" if not canvas.line_art else None,
                detail=i % 2,
            )


def _winds(stage: Stage) -> None:
    """Flowing bands that part the empty sky of the most detailed colouring pages, every third one patterned."""
    canvas, w, horizon = stage.canvas, stage.width, stage.horizon
    if not canvas.line_art or canvas.detail < 3:
        return
    phase = stage.rng("winds").uniform(0, 6)

    def edge(level: int) -> list[tuple[float, float]]:
        return [
            (w * (i / 9 * 1.2 - 0.1), level * 64.0 - 40 + 24 * math.sin(phase + i * 0.9 + level * 0.7))
            for i in range(10)
        ]

    for level in range(int(horizon / 64) + 1):
        band = smooth([*edge(level), *reversed(edge(level + 1))], tension=0.9)
        canvas.shape(band, weight=0.7, texture=(None, "dots", None, None, "scales", None)[level % 6])


def _far_clouds(stage: Stage) -> None:
    """Small clouds and birds where the layout left the sky empty."""
    canvas, rng = stage.canvas, stage.rng("far clouds")
    own = [(stage.x(p.x), stage.height * p.y) for p in stage.layout.pieces if p.y is not None]
    with canvas.plane(stage.palette.haze, 0.35, 0.72):
        wanted, drawn = int(9 * stage.look.density), 0
        for _ in range(wanted * 6):
            x, y = rng.uniform(0.05, 0.95) * stage.width, rng.uniform(0.05, 0.7) * stage.horizon
            if drawn == wanted:
                break
            if not stage.free(x, y, 70) or any(abs(x - a) < 180 and abs(y - b) < 105 for a, b in own):
                continue
            with canvas.at(x, y, rng.uniform(0.4, 0.66), weight=0.85):
                (sky.little_bird if drawn % 3 == 2 else sky.cloud)(canvas, rng)
            stage.keep((x - 84, y - 48, x + 84, y + 48))
            drawn += 1


def _stars(stage: Stage, n: int) -> None:
    canvas, rng = stage.canvas, stage.rng("stars")
    with canvas.lit(0):
        for _ in range(n):
            canvas.shade(
                ellipse(rng.uniform(0, stage.width), rng.uniform(0, stage.horizon), rng.uniform(1, 2.8)),
                "#ffffff",
                rng.uniform(0.5, 0.95),
            )
        for _ in range(int(5 + 9 * stage.look.density)):
            x, y, size = (
                rng.uniform(0.04, 0.96) * stage.width,
                rng.uniform(0.03, 0.75) * stage.horizon,
                rng.uniform(12, 21),
            )
            if stage.free(x, y, size):
                sky.twinkle(canvas, x, y, size)
                stage.keep((x - 30, y - 30, x + 30, y + 30))


def _peaks(stage: Stage) -> None:
    canvas, h, w, base = stage.canvas, stage.height, stage.width, stage.horizon + stage.height * 0.08
    with canvas.plane(stage.palette.haze, 0.3, 0.72):
        for share, reach, top in ((0.2, 0.27, 0.16), (0.84, 0.3, 0.2), (0.52, 0.32, 0.08)):
            x, half, y = stage.x(share), w * reach, h * top + stage.horizon * 0.1
            peak = polygon(
                [
                    (x - half, base),
                    (x - half * 0.34, y + (base - y) * 0.38),
                    (x, y),
                    (x + half * 0.4, y + (base - y) * 0.44),
                    (x + half, base),
                ]
            )
            canvas.form(peak, "#9fb0cf", shade=0.2, texture="stripes")
            tip = (base - y) * 0.3
            canvas.form(
                smooth(
                    [
                        (x, y - 2),
                        (x + half * 0.26, y + tip * 0.95),
                        (x + half * 0.12, y + tip * 0.8),
                        (x + half * 0.02, y + tip * 1.15),
                        (x - half * 0.12, y + tip * 0.8),
                        (x - half * 0.27, y + tip * 1.0),
                    ],
                    tension=0.25,
                ),
                "#ffffff",
                0.9,
                shade=0.08,
            )


def space(stage: Stage) -> None:
    canvas = stage.canvas
    with canvas.lit(0):
        top, middle, low = stage.palette.sky
        canvas.fade(_page(stage), 0, stage.height, ((0, top, 1), (0.55, middle, 1), (1, low, 1)))
        rng = stage.rng("nebula")
        for colour in ("#ff9fd6", "#8fb0ff", "#c9a2ff"):
            canvas.glow(rng.uniform(0, stage.width), rng.uniform(0, stage.horizon), stage.width * 0.4, colour, 0.28)
    _nebulae(stage)
    _stars(stage, 90)


def _nebulae(stage: Stage) -> None:
    """Bands of star dust across the sky: they part a large dark area into pieces to colour."""
    canvas, w, horizon = stage.canvas, stage.width, stage.horizon
    rng = stage.rng("dust")
    levels = (0.14, 0.36, 0.58, 0.8) if stage.look.density > 0.7 else (0.3, 0.68)
    for i, level in enumerate(levels):
        colour = ("#4a3f98", "#5a4aa8")[i % 2]
        y, lean = horizon * level + rng.uniform(-20, 20), rng.uniform(-0.12, 0.12) * w
        n = 8
        top = [(w * (j / n * 1.12 - 0.06), y - lean * (j / n - 0.5) - 26 * (j % 2)) for j in range(n + 1)]
        low = [(x, yy + 92 + 26 * (j % 2)) for j, (x, yy) in enumerate(reversed(top))]
        canvas.shape(scallop([*top, *low], 0.16), colour, 0.7, ("rings", "scales")[i % 2])
    for _ in range(0 if sky.little_star in stage.left_out else int(26 * stage.look.density)):
        x, y = rng.uniform(0.04, 0.96) * w, rng.uniform(0.04, 0.95) * horizon
        if stage.free(x, y, 34):
            with canvas.at(x, y, rng.uniform(0.46, 0.68), weight=0.75):
                sky.little_star(canvas, rng)
            stage.keep((x - 50, y - 50, x + 50, y + 50))


def deep_water(stage: Stage) -> None:
    canvas, w, h = stage.canvas, stage.width, stage.height
    top, middle, low = stage.palette.sky
    canvas.fade(_page(stage), 0, h, ((0, top, 1), (0.5, middle, 1), (1, low, 1)))
    for x0, x1 in ((0.12, 0.02), (0.36, 0.3), (0.62, 0.66), (0.84, 0.98)):
        ray = polygon([(w * x0 - 26, -20), (w * x0 + 46, -20), (w * x1 + 120, h * 0.9), (w * x1 - 40, h * 0.9)])
        canvas.fade(ray, 0, h * 0.9, ((0, "#ffffff", 0.3), (1, "#ffffff", 0.0)))
    n = 9
    canvas.shape(
        scallop(
            [(w * (1.06 - i / n * 1.12), 40 + 8 * (i % 2)) for i in range(n + 1)] + [(-w * 0.06, -30), (w * 1.06, -30)],
            0.2,
        ),
        "#d5f3fb",
        0.7,
        "waves",
    )
    reef = stage.rng("reef")
    for level in (0.24, 0.42, 0.58) if stage.look.density > 1 else (0.3, 0.52) if stage.look.density > 0.5 else (0.34,):
        y, thick = h * level * stage.horizon / (h * 0.68), 54
        edge = [(w * (j / 6 * 1.12 - 0.06), y + 22 * math.sin(level * 20 + j * 1.4)) for j in range(7)]
        current = smooth([*edge, *((x, yy + thick) for x, yy in reversed(edge))], tension=0.8)
        canvas.shape(current, mix(middle, "#ffffff", 0.14), 0.6, "scales")
    with canvas.plane(middle, 0.62, 0.7):
        for share, reach, high in ((0.0, 0.34, 0.3), (1.0, 0.3, 0.38), (0.6, 0.26, 0.16)):
            x, base = stage.x(share), stage.horizon + h * 0.05
            crest = base - h * high * reef.uniform(0.8, 1.1)
            rock = smooth(
                [
                    (x - w * reach, base + 40),
                    (x - w * reach * 0.7, base - (base - crest) * 0.45),
                    (x - w * reach * 0.3, base - (base - crest) * 0.6),
                    (x - w * 0.06, crest),
                    (x + w * 0.07, crest + 14),
                    (x + w * reach * 0.4, base - (base - crest) * 0.55),
                    (x + w * reach * 0.75, base - (base - crest) * 0.35),
                    (x + w * reach, base + 40),
                ],
                tension=0.8,
            )
            canvas.shape(rock, "#6f8fd0", 0.9, "scales")
        for _ in range(int(9 * stage.look.density)):
            x, y = reef.uniform(0.05, 0.95) * w, reef.uniform(0.1, 0.62) * h
            if stage.free(x, y, 44):
                with canvas.at(x, y, 0.34 * reef.choice((-1, 1)), 0.34, weight=0.8):
                    sea.fish(canvas, reef)
                stage.keep((x - 60, y - 44, x + 60, y + 44))
    if stage.look.density > 0.6:
        rng = stage.rng("bubbles")
        for _ in range(int(20 * stage.look.density)):
            x, y, r = rng.uniform(0.03, 0.97) * w, rng.uniform(0.1, 0.62) * h, rng.uniform(13, 24)
            if stage.free(x, y, r):
                canvas.shape(ellipse(x, y, r), "#dff5ff", 0.55)
                stage.keep((x - r * 2, y - r * 2, x + r * 2, y + r * 2))
