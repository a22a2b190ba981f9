"""Eyes, brows, mouths and the small extras of a face. All faces of people and animals share them."""

import math

from inkwell_offline.illustrator.characters.poses import Expression
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light, mix
from inkwell_offline.illustrator.kit.geometry import Path, curve, ellipse, polyline, smooth

MOUTH_RED = "#a5384f"
TONGUE = "#ff8fa3"
SMALL = 0.42
"""Below this scale a face is drawn with dots for eyes: details would clot."""


def eye(
    canvas: Canvas,
    x: float,
    y: float,
    rx: float,
    ry: float,
    kind: str,
    side: int,
    iris: str,
    look: tuple[float, float] = (0, 0),
    lashes: bool = False,
) -> None:
    """An eye. `side` is -1 on the left of the page and 1 on the right; `look` moves the pupil, -1..1 each way."""
    if kind == "wink":
        kind = "arc" if side > 0 else "open"
    if kind == "arc":
        canvas.line(curve((x - rx * 1.1, y + ry * 0.25), (x, y - ry * 0.5), (x + rx * 1.1, y + ry * 0.25)), 1.15)
        return
    if kind == "lash":
        canvas.line(curve((x - rx * 1.1, y), (x, y + ry * 0.42), (x + rx * 1.1, y)), 1.15)
        if canvas.scale > SMALL:
            for k in (-0.65, 0.0, 0.65):
                low = y + ry * (0.38 - abs(k) * 0.22)
                canvas.line(curve((x + k * rx, low), (x + k * rx * 1.5, low + ry * 0.36)), 0.65)
        return
    if kind == "wide":
        rx, ry = rx * 1.12, ry * 1.12
    if kind == "down":
        look = (look[0], 0.4)
    if canvas.scale < SMALL:
        canvas.inked(ellipse(x, y, max(rx * 0.72, 5 / canvas.scale), max(ry * 0.72, 6.5 / canvas.scale)))
        canvas.blank(ellipse(x - rx * 0.22, y - ry * 0.3, rx * 0.26, ry * 0.24))
        return
    ball = ellipse(x, y, rx, ry)
    canvas.shape(ball, "#ffffff", 0.8)
    px, py = x + look[0] * rx * 0.32, y + look[1] * ry * 0.3 + ry * 0.06
    with canvas.inside(ellipse(x, y, rx * 0.97, ry * 0.97)):
        if canvas.line_art:
            canvas.inked(ellipse(px, py - ry * 0.06, rx * 0.82, ry * 0.84))
            canvas.blank(ellipse(px, py + ry * 0.5, rx * 0.52, ry * 0.2))
        else:
            with canvas.lit(0.4):
                canvas.cover(ellipse(px, py, rx * 0.92, ry * 0.94), dark(iris, 0.25))
                canvas.cover(ellipse(px, py + ry * 0.12, rx * 0.82, ry * 0.78), iris)
                canvas.cover(ellipse(px, py + ry * 0.45, rx * 0.58, ry * 0.36), light(iris, 0.5))
            canvas.cover(ellipse(px, py - ry * 0.06, rx * 0.55, ry * 0.6), "#1c1330")
        canvas.blank(ellipse(px - rx * 0.3, py - ry * 0.42, rx * 0.34, ry * 0.28))
        canvas.blank(ellipse(px + rx * 0.34, py + ry * 0.2, rx * 0.16, ry * 0.13))
    rim = [(x - rx * 0.99, y - ry * 0.22), (x - rx * 0.64, y - ry * 0.8), (x, y - ry * 1.01)]
    rim += [(2 * x - a, b) for a, b in rim[1::-1]]
    canvas.line(smooth(rim, closed=False), 1.35)
    if kind == "half":
        lid = smooth(
            [
                (x - rx, y - ry * 0.1),
                (x - rx * 0.7, y - ry),
                (x, y - ry * 1.15),
                (x + rx * 0.7, y - ry),
                (x + rx, y - ry * 0.1),
                (x, y + ry * 0.06),
            ]
        )
        canvas.shape(lid, mix(iris, "#f3d3bd", 0.8), 0.9)
    if lashes:
        for k in range(3):
            angle = math.radians(-26 - k * 24)
            ex, ey = x + side * rx * math.cos(angle), y + ry * math.sin(angle)
            canvas.line(polyline([(ex, ey), (ex + side * (rx * 0.5 - k * 2.5), ey - 5 - k * 3)]), 0.85)


def brow(
    canvas: Canvas, x: float, y: float, side: int, rise: tuple[float, float], colour: str, reach: float = 16
) -> None:
    inner, outer = rise
    points = [
        (x - side * reach, y + inner * 0.9),
        (x, y - 6 + (inner + outer) * 0.45),
        (x + side * reach, y + outer * 0.9),
    ]
    canvas.line(smooth(points, closed=False), 1.15, colour)


def mouth(canvas: Canvas, x: float, y: float, kind: str, s: float = 1.0) -> None:
    """A mouth whose middle upper lip is at (x, y)."""
    match kind:
        case "smile":
            canvas.line(
                curve(
                    (x - 18 * s, y), (x - 9 * s, y + 8 * s), (x, y + 10 * s), (x + 9 * s, y + 8 * s), (x + 18 * s, y)
                ),
                0.95,
            )
        case "smirk":
            canvas.line(curve((x - 14 * s, y + 7 * s), (x + 2 * s, y + 9 * s), (x + 20 * s, y - 3 * s)), 0.95)
        case "open" | "wide":
            k = s * (1.3 if kind == "wide" else 1.0)
            gap = smooth(
                [
                    (x - 20 * k, y),
                    (x, y + 5 * k),
                    (x + 20 * k, y),
                    (x + 15 * k, y + 18 * k),
                    (x, y + 27 * k),
                    (x - 15 * k, y + 18 * k),
                ],
                tension=0.9,
            )
            canvas.shape(gap, MOUTH_RED, 0.9)
            with canvas.inside(gap):
                canvas.shape(ellipse(x, y + 26 * k, 12 * k, 10 * k), TONGUE, 0.6)
        case "o":
            canvas.shape(ellipse(x, y + 12 * s, 9 * s, 12 * s), MOUTH_RED, 0.9)
        case "frown":
            canvas.line(curve((x - 16 * s, y + 14 * s), (x, y + 4 * s), (x + 16 * s, y + 14 * s)), 0.95)
        case "flat":
            canvas.line(curve((x - 15 * s, y + 8 * s), (x, y + 7 * s), (x + 15 * s, y + 8 * s)), 0.95)
        case "wavy":
            canvas.line(
                curve(
                    (x - 18 * s, y + 10 * s),
                    (x - 9 * s, y + 5 * s),
                    (x, y + 11 * s),
                    (x + 9 * s, y + 5 * s),
                    (x + 18 * s, y + 10 * s),
                ),
                0.95,
            )
        case _:
            canvas.line(curve((x - 9 * s, y + 5 * s), (x, y + 9 * s), (x + 9 * s, y + 5 * s)), 0.95)


def muzzle_mouth(canvas: Canvas, x: float, y: float, kind: str, s: float = 1.0) -> None:
    """An animal's mouth under its nose: the soft W, opened for laughter."""
    if kind in ("smile", "open", "wide"):
        k = s * (1.2 if kind == "wide" else 1.0)
        if kind != "smile":
            gap = smooth(
                [
                    (x - 14 * k, y + 6 * k),
                    (x, y + 3 * k),
                    (x + 14 * k, y + 6 * k),
                    (x + 10 * k, y + 22 * k),
                    (x, y + 29 * k),
                    (x - 10 * k, y + 22 * k),
                ]
            )
            canvas.shape(gap, MOUTH_RED, 0.85)
            with canvas.inside(gap):
                canvas.shape(ellipse(x, y + 28 * k, 10 * k, 10 * k), TONGUE, 0.6)
        canvas.line(
            curve(
                (x - 23 * k, y - 2 * k),
                (x - 12 * k, y + 8 * k),
                (x, y),
                (x + 12 * k, y + 8 * k),
                (x + 23 * k, y - 2 * k),
            ),
            0.95,
        )
        return
    mouth(canvas, x, y, kind, s)


def extras(canvas: Canvas, face: Expression, half: float, high: float, ox: float) -> None:
    """Tears, steam, hearts and sleep beside a head of half width `half` and half height `high`."""
    match face.extra:
        case "tear":
            x, y = half * 0.46 + ox, high * 0.4
            canvas.shape(smooth([(x, y - 8), (x + 9, y + 8), (x, y + 18), (x - 9, y + 8)]), "#9bd8ff", 0.7)
        case "sweat":
            x, y = -half * 0.86, -high * 0.62
            canvas.shape(smooth([(x, y - 14), (x + 9, y + 5), (x, y + 15), (x - 9, y + 5)]), "#9bd8ff", 0.7)
        case "steam":
            for side in (-1, 1):
                canvas.line(
                    curve(
                        (side * half * 1.03, -high * 0.7),
                        (side * half * 1.1, -high * 0.84),
                        (side * half * 1.05, -high * 0.98),
                        (side * half * 1.12, -high * 1.12),
                    ),
                    0.9,
                )
        case "zzz":
            for x, y, size in ((half * 0.9, -high * 1.08, 20), (half * 1.16, -high * 1.42, 28)):
                canvas.line(polyline([(x, y), (x + size, y), (x, y + size), (x + size, y + size)]), 0.95)
        case "hearts":
            for x, y, size in ((-half * 1.02, -high * 1.1, 17), (half * 1.08, -high * 1.2, 22)):
                canvas.shape(heart(x, y, size), "#ff6f91", 0.8)


def heart(x: float, y: float, size: float) -> Path:
    """A heart about 2 * `size` wide around (x, y)."""
    s = size
    return smooth(
        [
            (x, y - s * 0.45),
            (x + s * 0.5, y - s * 0.95),
            (x + s, y - s * 0.45),
            (x + s * 0.66, y + s * 0.25),
            (x, y + s * 0.95),
            (x - s * 0.66, y + s * 0.25),
            (x - s, y - s * 0.45),
            (x - s * 0.5, y - s * 0.95),
        ],
        tension=0.85,
    )


CHEEK = 80.0
"""How far from the middle of a face a cheek may lie."""


def blush(canvas: Canvas, x: float, y: float, strong: bool = False) -> None:
    """A rosy cheek; in a turned face the far one stays on the face."""
    canvas.shade(ellipse(max(-CHEEK, min(CHEEK, x)), y, 20, 12), "#ff8296", 0.6 if strong else 0.42)
