"""Birds with long necks: flamingos, storks, ostriches on long legs; swans and geese on short ones."""

from inkwell_offline.illustrator.characters import face as faces
from inkwell_offline.illustrator.characters import wear
from inkwell_offline.illustrator.characters.poses import Expression, Pose
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import Point, curve, ellipse, scallop, smooth, tube

LEGS = {"flamingo": 190.0, "stork": 170.0, "ostrich": 180.0, "swan": 40.0, "goose": 50.0}
"""Length of the legs by species."""
BEAKS = {
    "flamingo": [(38, -8), (78, -2), (92, 24), (80, 48), (68, 26), (40, 22)],
    "stork": [(40, -12), (150, 6), (40, 20)],
}
BEAK = [(40, -14), (96, 2), (88, 16), (40, 20)]


def draw_wader(canvas: Canvas, who: Character, pose: Pose, expression: Expression, look: tuple[float, float],
               eye_scale: float) -> None:  # fmt: skip
    """The bird with its feet at (0, 0), looking to the right."""
    high = LEGS[who.species]
    top = -high - 60
    if high > 100:
        lifted = who.species == "flamingo" and pose.legs == "stand"
        _leg(canvas, who, [(14, top + 40), (20, -high * 0.5), (18, -8)])
        other: list[Point] = [(-26, top + 40), (-30, -8)]
        if lifted:
            other = [(-18, top + 40), (-40, -high * 0.62), (8, -high * 0.5)]
        elif pose.legs == "run":
            other = [(-20, top + 40), (-64, -high * 0.5), (-110, -high * 0.4)]
        _leg(canvas, who, other)
    else:
        for x in (-26, 30):
            _leg(canvas, who, [(x, top + 60), (x + 4, -8)])
    for k in (0, 1):
        canvas.form(
            smooth([(-70, top - 10 + k * 26), (-150, top - 46 + k * 34), (-176, top - 10 + k * 34), (-80, top + 34)]),
            dark(who.fur, 0.08 + 0.06 * k),
        )
    body = smooth([(-118, top), (-60, top - 62), (50, top - 58), (104, top - 10), (70, top + 50), (-50, top + 58)])
    neck = [(70, top - 14), (128, top - 66), (84, top - 150), (66, top - 220), (104, top - 262)]
    canvas.form(tube(neck, 34, 24), who.fur, texture="scales")
    canvas.form(body, who.fur, 1.08, texture="scales")
    canvas.melt(ellipse(74, top - 20, 30, 26), who.fur)
    canvas.form(
        scallop([(40, top - 30), (30, top + 20), (-30, top + 38), (-96, top + 12), (-60, top - 36)], 0.16),
        light(who.fur, 0.2) if who.species != "ostrich" else dark(who.fur, 0.2), 0.95, texture="leaves",
    )  # fmt: skip
    with canvas.at(112, top - 282):
        beak = smooth(BEAKS.get(who.species, BEAK), tension=0.7)
        canvas.form(beak, who.nose if who.species != "flamingo" else "#f5e6da", 0.95)
        if who.species == "flamingo":
            canvas.inked(smooth([(80, 14), (92, 24), (80, 48), (70, 30)]), "#4a4048")
        canvas.form(ellipse(0, 0, 58, 54), who.fur, 1.05, gloss=0.25)
        faces.eye(canvas, 16, -6, 17 * eye_scale, 22 * eye_scale, expression.eyes, 1, who.iris, look, who.lashes)
        faces.blush(canvas, -8, 24, expression.extra == "blush")
        if who.species == "goose" or not who.lashes:
            canvas.line(curve((44, 12), (64, 14)), 0.7)
        with canvas.at(-4, 10, 0.52):
            wear.on_head(canvas, who, 0.0, -96, 46, -20, 108)


def _leg(canvas: Canvas, who: Character, points: list[Point]) -> None:
    colour = dark(who.nose if who.species != "flamingo" else who.fur, 0.12)
    canvas.form(tube(points, 9, 9), colour, 0.9)
    x, y = points[-1]
    canvas.form(smooth([(x - 14, y + 8), (x, y - 8), (x + 36, y + 4), (x + 40, y + 10)]), colour, 0.9)
