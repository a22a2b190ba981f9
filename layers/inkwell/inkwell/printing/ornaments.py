"""Ornaments of title pages and covers."""

from math import cos, pi, sin

from inkwell.printing.geometry import Box
from inkwell.printing.press import BLACK, WHITE, Colour, Press


def star(press: Press, at: tuple[float, float], radius: float, fill: Colour = WHITE, stroke: Colour | None = BLACK,
         pen: float = 1.2) -> None:  # fmt: skip
    """A star with five points."""
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.45
        angle = pi / 2 + corner * pi / 5
        points.append((at[0] + reach * cos(angle), at[1] + reach * sin(angle)))
    press.polygon(points, fill, stroke=stroke, pen=pen)


def frame(press: Press, box: Box, gap: float) -> Box:
    """A double frame with round corners; the space within is returned."""
    press.rectangle(box.inset(1.2), stroke=BLACK, pen=2.4, radius=22)
    inner = box.inset(gap)
    press.rectangle(inner, stroke=BLACK, pen=0.9, radius=14)
    for x in (box.left, box.right):
        for y in (box.bottom, box.top):
            inward = 1 if x == box.left else -1
            upward = 1 if y == box.bottom else -1
            star(press, (x + inward * 2.6 * gap, y + upward * 2.6 * gap), gap * 0.9)
    return inner


def pencil(press: Press, at: tuple[float, float], degrees: float, size: tuple[float, float], colour: Colour) -> None:
    """A coloured pencil.

    Args:
        at: its tip.
        degrees: counter-clockwise from pointing up.
        size: its length and thickness.
    """
    length, thick = size
    half, sharp, lead = thick / 2, thick * 1.5, thick * 0.55
    with press.turned(at, degrees):
        press.polygon([(-half, -sharp), (half, -sharp), (half, -length), (-half, -length)], colour)
        press.polygon(
            [(-half / 3, -sharp), (half / 3, -sharp), (half / 3, -length), (-half / 3, -length)], _lighter(colour)
        )
        press.polygon([(0, 0), (half, -sharp), (-half, -sharp)], (0.945, 0.835, 0.686))
        press.polygon([(0, 0), (half * lead / sharp, -lead), (-half * lead / sharp, -lead)], colour)


def _lighter(colour: Colour) -> Colour:
    if isinstance(colour, tuple):
        red, green, blue = (round(part + (1 - part) * 0.28, 4) for part in colour)
        return red, green, blue
    return colour + (1 - colour) * 0.28
