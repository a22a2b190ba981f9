"""Letters and digits as large outlined shapes to colour: each is a few strokes, fattened and united."""

import math
import re
from collections.abc import Callable
from math import dist
from random import Random

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.geometry import Path, Point, ellipse, tube

STROKES = {
    "A": "0,0 50,140/50,140 100,0/20,46 80,46",
    "B": "12,0 12,140/12,140 40,140 @44,106,34,34,90,-90 12,72/12,72 46,72 @52,36,38,36,90,-90 12,0",
    "C": "@52,70,48,70,52,308",
    "D": "12,0 12,140/12,140 30,140 @36,70,56,70,90,-90 12,0",
    "E": "12,0 12,140/12,140 86,140/12,72 74,72/12,0 86,0",
    "F": "12,0 12,140/12,140 86,140/12,72 74,72",
    "G": "@52,70,48,70,52,340/98,54 58,58",
    "H": "8,0 8,140/92,0 92,140/8,72 92,72",
    "I": "50,0 50,140/22,0 78,0/22,140 78,140",
    "J": "74,140 74,40 @42,36,32,36,0,-160/44,140 98,140",
    "K": "12,0 12,140/88,140 14,66/36,86 92,0",
    "L": "14,0 14,140/14,0 88,0",
    "M": "0,0 0,140/0,140 50,46/50,46 100,140/100,140 100,0",
    "N": "8,0 8,140/8,140 92,0/92,0 92,140",
    "O": "@50,70,48,70,90,450",
    "P": "12,0 12,140/12,140 46,140 @50,102,40,38,90,-90 12,64",
    "Q": "@50,70,48,70,90,450/64,38 104,-10",
    "R": "12,0 12,140/12,140 46,140 @50,104,40,36,90,-90 12,68/52,68 94,0",
    "S": "@50,106,38,34,28,270 @50,36,40,36,90,-152",
    "T": "50,0 50,140/0,140 100,140",
    "U": "8,140 8,46 @50,46,42,46,180,360 92,140",
    "V": "2,140 50,0/50,0 98,140",
    "W": "-12,140 20,0/20,0 50,92/50,92 80,0/80,0 112,140",
    "X": "6,0 94,140/6,140 94,0",
    "Y": "4,140 50,68/50,68 96,140/50,68 50,0",
    "Z": "8,140 92,140/92,140 8,0/8,0 92,0",
    "0": "@50,70,42,70,90,450",
    "1": "22,112 56,140/56,140 56,0/24,0 88,0",
    "2": "@50,102,38,38,160,-20 10,0/10,0 92,0",
    "3": "@46,106,36,34,140,-90/@46,36,42,36,90,-150",
    "4": "66,0 66,140/66,140 4,44/4,44 98,44",
    "5": "84,140 22,140/22,140 18,82/@48,46,42,46,124,-144",
    "6": "@50,44,40,44,90,450/74,138 34,108 14,66",
    "7": "8,140 92,140/92,140 40,0",
    "8": "@50,106,32,34,90,450/@50,36,42,36,90,450",
    "9": "@50,98,40,42,90,450/88,92 74,36 34,2",
}
"""Each sign as strokes from point to point on a field of 100 by 140, from the lower left corner; "/" parts strokes, and
"@" is an arc: middle, radii, first and last degree."""
ARC = 14
"""Steps of an arc."""
HALF = 21.0
"""Half the width of a stroke."""
WIDE, HIGH = 100.0 + 2 * HALF, 140.0 + 2 * HALF
NAMES = dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True))  # noqa: SIM905
_SIGN = re.compile(
    r"\b[Ll]etter ([A-Z])\b|\bthe letter ([a-z])\b|\b([A-Z]) is for\b"
    rf"|\b(?:[Nn]umber|[Dd]igit|[Nn]umeral) (\d{{1,2}}|{'|'.join(NAMES)})\b"
)
COLOURS = ("#ff7f8f", "#5b9be8", "#ffc93c", "#6cbf6a", "#a98ae0")


def asked_sign(text: str) -> str:
    """The name of the letter or number that a text asks for as its subject: "letter A", "number 12"; "" for none."""
    found = _SIGN.search(text)
    if not found:
        return ""
    sign = next(group for group in found.groups() if group)
    return f"letter {sign.upper()}" if sign.isalpha() and sign not in NAMES else f"number {NAMES.get(sign, sign)}"


def signs_of(name: str) -> str:
    """The signs to draw for a name such as "number 12"; "" for a name of something else."""
    kind, _, signs = name.partition(" ")
    return signs if kind in ("letter", "number") and signs and STROKES.keys() >= set(signs) else ""


def _points(stroke: str) -> list[Point]:
    """The points of a stroke, those of its arcs among them."""
    points: list[Point] = []
    for step in stroke.split():
        values = [float(value) for value in step.lstrip("@").split(",")]
        if not step.startswith("@"):
            points.append((values[0], values[1]))
            continue
        x, y, rx, ry, first, last = values
        for i in range(ARC + 1):
            angle = math.radians(first + (last - first) * i / ARC)
            points.append((x + rx * math.cos(angle), y + ry * math.sin(angle)))
    return [(x - 50, -y - HALF) for x, y in points]


def _outlines(sign: str) -> list[Path]:
    """The strokes of a sign, with round ends; a closed one in two halves, so that no outline crosses itself."""
    strokes = [_points(stroke) for stroke in STROKES[sign].split("/")]
    halves = []
    for points in strokes:
        is_closed = dist(points[0], points[-1]) < 1
        halves += [points[: ARC // 2 + 1], points[ARC // 2 :]] if is_closed else [points]
    ends = [ellipse(*point, HALF) for points in halves for point in (points[0], points[-1])]
    return [*(tube(points, HALF, HALF, 0.0) for points in halves), *ends]


def lettering(name: str) -> Callable[..., None]:
    """The drawing of a letter or a number standing on (0, 0)."""
    signs = signs_of(name)

    def draw(canvas: Canvas, rng: Random, colour: str = "") -> None:
        canvas.count(name)
        for i, sign in enumerate(signs):
            with canvas.at((i - (len(signs) - 1) / 2) * WIDE):
                canvas.form(_outlines(sign), colour or COLOURS[(ord(sign) + i) % len(COLOURS)], 1.1, gloss=0.2)

    return draw
