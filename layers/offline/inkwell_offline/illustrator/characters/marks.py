"""Coat marks of a face: stripes, spots, patches, masks. They lie under the eyes."""

from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.characters.species import Species
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import ellipse, polygon, scallop, smooth, tube


def under_eyes(canvas: Canvas, kind: Species, who: Character, half: float, ox: float, turn: float) -> None:
    """Coat marks on the face; the caller clips them to the head."""
    marks = kind.marks
    if kind.muzzle == "mask":
        for side in (-1, 1):
            canvas.shape(
                smooth(
                    [
                        (ox, 30),
                        (ox + side * 28, 26),
                        (ox + side * 66, 22),
                        (ox + side * 124, 22),
                        (ox + side * 130, 74),
                        (ox + side * 70, 112),
                        (ox, 112),
                    ],
                    tension=0.85,
                ),
                who.belly,
                0.75,
            )
        canvas.cover(polygon([(ox - 7, 36), (ox + 7, 36), (ox + 7, 130), (ox - 7, 130)]), who.belly)
    if kind.muzzle == "ape":
        canvas.shape(
            smooth(
                [
                    (ox, -34),
                    (ox + 40, -60),
                    (ox + 88, -36),
                    (ox + 88, 20),
                    (ox + 96, 66),
                    (ox + 48, 94),
                    (ox, 98),
                    (ox - 48, 94),
                    (ox - 96, 66),
                    (ox - 88, 20),
                    (ox - 88, -36),
                    (ox - 40, -60),
                ],
                tension=0.9,
            ),
            who.belly,
            0.8,
        )
    if kind.crown == ("spines",):
        canvas.line(
            scallop([(-96, 10), (-66, -44), (-24, -62), (24, -62), (66, -44), (96, 10)], 0.2, closed=False), 0.7
        )
    if "white stripe" in marks:
        canvas.shape(
            smooth([(ox - 16, -120), (ox + 16, -120), (ox + 22, -20), (ox + 9, 30), (ox - 9, 30), (ox - 22, -20)]),
            "#fbfaf8",
            0.7,
        )
    if "stripes" in marks:
        deep = dark(who.fur, 0.32)
        for dx, high in ((-22, 34), (0, 44), (22, 34)):
            canvas.shape(tube([(ox * 0.6 + dx, -112), (ox * 0.7 + dx * 0.9, -104 + high)], 7, 4.5), deep, 0.6)
        for side in (-1, 1):
            for k in (0, 1):
                canvas.shape(tube([(side * 128, 22 + k * 24), (side * 92 + ox * 0.3, 22 + k * 20)], 6, 3.5), deep, 0.6)
    if "tiger stripes" in marks:
        deep = dark(who.fur, 0.72)
        for dx, high in ((-30, 26), (0, 40), (30, 26)):
            canvas.inked(tube([(ox * 0.6 + dx, -112), (ox * 0.7 + dx * 0.8, -104 + high)], 8, 2.5), deep)
        for side in (-1, 1):
            for k in (0, 1, 2):
                canvas.inked(tube([(side * 136, -16 + k * 26), (side * 90 + ox * 0.3, -10 + k * 24)], 8, 2.5), deep)
            canvas.shape(ellipse(side * 66 + ox, 66, 52, 34), who.belly, 0.6)
    if "zebra stripes" in marks:
        for side in (-1, 1):
            for k in range(4):
                canvas.inked(
                    tube([(side * 104, -66 + k * 30), (side * 66 + ox * 0.4, -54 + k * 27)], 8, 2.5),
                    dark(who.nose, 0.55),
                )
    if "patch" in marks:
        canvas.shape(
            smooth([(ox + 18, -26), (ox + 52, -44), (ox + 90, -20), (ox + 88, 30), (ox + 54, 50), (ox + 22, 34)]),
            who.inner,
            0.7,
        )
    if "patches" in marks:
        canvas.shape(
            smooth([(ox + 16, -60), (ox + 60, -80), (ox + 100, -40), (ox + 92, 20), (ox + 40, 26), (ox + 14, -10)]),
            "#5a4a4e",
            0.7,
        )
    if "eye patches" in marks:
        for side in (-1, 1):
            patch = ellipse(side * 50 + ox, 12, 33, 42, side * 22)
            canvas.shape(patch, who.inner, 0.8)
    if "bandit" in marks:
        canvas.shape(
            smooth(
                [
                    (ox, -10),
                    (ox + 40, -28),
                    (ox + 96, -10),
                    (ox + 110, 34),
                    (ox + 60, 44),
                    (ox, 26),
                    (ox - 60, 44),
                    (ox - 110, 34),
                    (ox - 96, -10),
                    (ox - 40, -28),
                ]
            ),
            dark(who.fur, 0.55),
            0.7,
        )
    if "spots" in marks:
        for x, y, r in (
            (-70, -50, 11),
            (-30, -78, 10),
            (34, -76, 10),
            (72, -48, 11),
            (0, -56, 9),
            (94, 10, 9),
            (-94, 10, 9),
        ):
            canvas.shape(ellipse(x + ox * 0.4, y, r, r * 0.85), dark(who.fur, 0.45), 0.6)
    if "giraffe spots" in marks:
        for x, y in ((-58, -64), (58, -62), (0, -70), (74, -6), (-74, -8)):
            canvas.shape(
                smooth([(x - 15, y - 8), (x + 4, y - 15), (x + 17, y), (x + 5, y + 14), (x - 13, y + 10)]),
                "#c98a45",
                0.6,
            )
    if "fawn spots" in marks:
        for x, y in ((-22, -72), (22, -72), (0, -52)):
            canvas.shape(ellipse(x + ox * 0.5, y, 8, 6.5), light(who.belly, 0.4), 0.55)
    if "frog spots" in marks:
        for x, y, r in ((-20, -34, 9), (16, -40, 12), (92, 4, 10), (-92, 8, 10)):
            canvas.shape(ellipse(x + ox * 0.4, y, r, r * 0.8), dark(who.fur, 0.16), 0.6)
        canvas.shape(
            smooth([(-130, 60), (-60, 58), (0, 64), (60, 58), (130, 60), (90, 120), (-90, 120)]), who.belly, 0.6
        )
    if "cheek spots" in marks:
        for side in (-1, 1):
            canvas.shape(ellipse(side * 88 + ox * 0.4, -30, 13, 17, side * 20), dark(who.fur, 0.12), 0.6)
    if "penguin face" in marks:
        canvas.shape(
            smooth(
                [
                    (ox, -30),
                    (ox + 34, -58),
                    (ox + 84, -40),
                    (ox + 96, 20),
                    (ox + 66, 84),
                    (ox, 104),
                    (ox - 66, 84),
                    (ox - 96, 20),
                    (ox - 84, -40),
                    (ox - 34, -58),
                ]
            ),
            who.belly,
            0.8,
        )
    if "parrot face" in marks:
        for side in (-1, 1):
            canvas.shape(ellipse(side * 46 + ox, 10, 34, 42), "#fff6ea", 0.7)
    if "owl discs" in marks:
        for side in (-1, 1):
            disc = scallop([(ox + side * 46 + 52 * c, 8 + 56 * s) for c, s in _ROUND], 0.16)
            canvas.shape(disc, who.inner, 0.8)


_ROUND = tuple(
    (c, s)
    for c, s in (
        (1.0, 0.0),
        (0.866, 0.5),
        (0.5, 0.866),
        (0.0, 1.0),
        (-0.5, 0.866),
        (-0.866, 0.5),
        (-1.0, 0.0),
        (-0.866, -0.5),
        (-0.5, -0.866),
        (0.0, -1.0),
        (0.5, -0.866),
        (0.866, -0.5),
    )
)
