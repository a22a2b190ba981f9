"""The weather in the air before the characters: snow, rain, wind, leaves, sparkles, a style preset's motif."""

from random import Random

from inkwell_offline.illustrator.characters import wear
from inkwell_offline.illustrator.characters.face import heart
from inkwell_offline.illustrator.kit.colour import mix
from inkwell_offline.illustrator.kit.geometry import Point, curve, ellipse
from inkwell_offline.illustrator.props import plants, sky
from inkwell_offline.illustrator.stage import Stage


def weather(stage: Stage, magic: bool) -> None:
    """The weather in the air before the characters, and the preset's motif."""
    canvas, w, h = stage.canvas, stage.width, stage.height
    rng = stage.rng("air")
    outside = not stage.indoors
    n = int(18 * max(0.6, stage.look.density))
    if outside and (stage.weather == "snow" or (stage.setting.extra.get("snow") and stage.weather != "rain")):
        for x, y in _spots(stage, rng, n, 0.03, 0.9, 30):
            with canvas.at(x, y, rng.uniform(0.55, 0.95), weight=0.8):
                sky.snowflake(canvas, rng)
    elif outside and stage.weather == "rain":
        for share, scale in ((0.18, 1.0), (0.52, 1.2), (0.84, 0.95)):
            with canvas.at(w * share, h * 0.09, scale):
                sky.cloud(canvas, rng, "#b9c3d3")
        for x, y in _spots(stage, rng, n + 6, 0.2, 0.9, 26):
            sky.drop(canvas, x, y, rng.uniform(11, 16))
    elif outside and stage.weather == "wind":
        for x, y in _spots(stage, rng, 6, 0.1, 0.6, 90):
            canvas.line(
                curve((x - 90, y), (x - 20, y - 16), (x + 50, y), (x + 84, y - 30), (x + 56, y - 46), (x + 42, y - 24)),
                0.8,
                "#ffffff" if not canvas.line_art else None,
            )
    if outside and stage.season == "autumn":
        for x, y in _spots(stage, rng, n // 2, 0.1, 0.9, 34):
            plants.leaf(
                canvas, x, y, rng.uniform(34, 48), rng.uniform(0, 360), rng.choice(("#e9883c", "#d9553f", "#f2b84a"))
            )
    if outside and stage.season == "spring" and stage.setting.kind == "sky":
        for x, y in _spots(stage, rng, n // 2, 0.1, 0.8, 24):
            canvas.shape(ellipse(x, y, 13, 8, rng.uniform(0, 180)), "#ffc0d6", 0.6)
    if magic or (outside and stage.time == "night" and stage.setting.kind == "sky"):
        for x, y in _spots(stage, rng, int(9 * max(0.5, stage.look.density)), 0.08, 0.62, 26):
            sky.twinkle(canvas, x, y, rng.uniform(13, 22))
        if not canvas.line_art:
            for _ in range(22):
                x, y = rng.uniform(0, w), rng.uniform(h * 0.2, h * 0.95)
                if stage.free(x, y, 12):
                    canvas.glow(x, y, rng.uniform(9, 24), "#fff7b0", 0.8)
    _motif(stage, rng)


def _motif(stage: Stage, rng: Random) -> None:
    canvas = stage.canvas
    match stage.look.motif:
        case "hearts":
            for x, y in _spots(stage, rng, 9, 0.05, 0.6, 28):
                if rng.random() < 0.55:
                    canvas.shape(heart(x, y, rng.uniform(13, 20)), "#ff8fae", 0.75)
                else:
                    with canvas.at(x, y, 0.5, weight=0.75):
                        sky.little_star(canvas, rng)
        case "swirls":
            for x, y in _spots(stage, rng, 8, 0.06, 0.5, 44):
                size = rng.uniform(26, 42)
                canvas.line(sky.spiral(x, y, size), 0.75, "#ffffff" if not canvas.line_art else None)
            for x, y in _spots(stage, rng, 7, 0.05, 0.6, 26):
                sky.twinkle(canvas, x, y, rng.uniform(13, 20))
        case "leaves":
            w, h = stage.width, stage.height
            for fx, fy, turn in ((0.0, 0.0, 20), (1.0, 0.0, 160), (0.0, 1.0, -50), (1.0, 1.0, -130)):
                with canvas.at(w * fx, h * fy, 1.0, turn=turn):
                    canvas.line(curve((-10, 0), (90, -14), (190, 6)), 1.0, plants.STEM)
                    for i, x in enumerate((30, 70, 110, 150, 190)):
                        plants.leaf(canvas, x, -8, 74 - i * 5, -52, mix("#6cbc5c", "#2f8a5a", i / 6), 0.85)
                        plants.leaf(canvas, x - 8, -4, 70 - i * 5, 48, mix("#6cbc5c", "#c9e07a", i / 6), 0.85)
                    for x, y in ((60, -56), (130, 48)):
                        with canvas.at(x, y, turn=-turn):
                            wear.flower(canvas, 0, 0, 30, rng.choice(plants.PETALS), "#ffd24d", 6)


def _spots(stage: Stage, rng: Random, n: int, top: float, bottom: float, radius: float) -> list[Point]:
    """Up to `n` free places in a band of the page; each is kept from then on."""
    out: list[Point] = []
    for _ in range(n * 5):
        if len(out) >= n:
            break
        x, y = rng.uniform(0.03, 0.97) * stage.width, rng.uniform(top, bottom) * stage.height
        if stage.free(x, y, radius):
            out.append((x, y))
            stage.keep((x - radius * 1.6, y - radius * 1.6, x + radius * 1.6, y + radius * 1.6))
    return out
