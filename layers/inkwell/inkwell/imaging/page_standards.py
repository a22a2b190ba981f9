"""Standards of colouring pages, by reader: how thick lines are, and how many shapes there are to colour.

Lengths are in points and do not change with the trim size: a pencil is as thick on a small page.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standard:
    """The standard of a reader's pages.

    Args:
        stroke: the least and the most mean width of lines, in points.
        finest: the width in points that no line is thinner than after cleaning. Print services ask for 0.75.
        frame: the width in points of the line around art that reaches its own edges.
        regions: the fewest and the most closed shapes to colour.
    """

    stroke: tuple[float, float]
    finest: float
    frame: float
    regions: tuple[int, int]


#: By audience. Widths: measured on pages that were drawn for each reader, and the thick, medium and fine lines that
#: colouring books are sold with. Fewest regions: three to each of the elements that the reader's complexity begins with
#: (3, 5, 10, 15, 20); the most of them leave 4 cm2 each to a toddler, 2 cm2 to a child, on a letter page.
STANDARDS: Mapping[str, Standard] = {
    "toddler": Standard((3.4, 9.6), 1.4, 5.0, (9, 180)),
    "children": Standard((1.8, 6.0), 1.1, 3.4, (15, 300)),
    "tween": Standard((1.2, 4.8), 0.9, 2.6, (30, 400)),
    "teen": Standard((1.2, 4.8), 0.9, 2.2, (45, 1000)),
    "adult": Standard((0.84, 2.4), 0.8, 1.4, (60, 5000)),
}

#: The audience of pages that name none.
USUAL = "children"
