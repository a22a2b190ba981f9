"""Things that hold others: where what they hold lies, and its drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.props.catalogue import Thing, thing
from inkwell_offline.illustrator.stage import stream


@dataclass(frozen=True, slots=True)
class Room:
    """The room for what a thing holds, as shares of its size.

    Args:
        x, y: the middle of the lower edge of the heap.
        width: of the heap.
        before: drawn before the thing instead of behind its rim.
    """

    x: float = 0.0
    y: float = -0.62
    width: float = 0.62
    before: bool = False


ROOMS = {
    "basket": Room(y=-0.46, width=0.7),
    "pot": Room(y=-0.62, width=0.7, before=True),
    "icon:bucket": Room(y=-0.66),
    "icon:bowl-with-spoon": Room(y=-0.78, width=0.8),
    "treasure chest": Room(y=-0.5),
    "box": Room(y=-0.8, width=0.8),
    "toy box": Room(y=-0.5, width=0.7),
    "gift": Room(y=-0.6),
    "bag": Room(y=-0.85),
    "cup": Room(y=-0.85),
    "urn": Room(y=-0.95),
    "vase": Room(y=-0.9, width=0.7),
    "jug": Room(y=-0.9),
    "drum can": Room(y=-0.92, width=0.8),
    "icon:shopping-cart": Room(y=-0.6),
    "wagon": Room(y=-0.6, width=0.8),
    "dump truck": Room(-0.18, -0.55, 0.5),
    "pickup": Room(-0.24, -0.45, 0.4),
    "icon:delivery-truck": Room(0.12, -0.8, 0.6),
    "icon:tractor": Room(0.2, -0.5, 0.4),
    "train": Room(-0.2, -0.6, 0.4),
    "boat": Room(0.0, -0.2, 0.5),
    "rowing boat": Room(0.0, -0.5, 0.5),
    "sled": Room(0.0, -0.6, 0.7),
    "ark": Room(0.0, -0.5, 0.7),
    "icon:fork-and-knife-with-plate": Room(0.0, -0.35, 0.5, True),
    "table": Room(0.0, -0.94, 0.9, True),
    "desk": Room(0.0, -0.94, 0.9, True),
    "tray": Room(0.0, -0.6, 0.84, True),
    "shelf": Room(0.0, -0.06, 0.86, True),
    "icon:jar": Room(0.0, -0.1, 0.5, True),
    "tree": Room(0.0, -0.5, 0.6, True),
    "icon:nest-with-eggs": Room(0.0, -0.5, 0.5),
    "stroller": Room(0.0, -0.6, 0.5),
    "hot air balloon": Room(0.0, -0.1, 0.2),
}
"""By the name of what holds something."""
FLAT = frozenset(("table", "desk", "shelf", "tray"))
"""Things on which others stand side by side."""


def draw_filling(canvas: Canvas, holder: str, item: Thing, contents: Sequence[str], key: str) -> None:
    """A heap of what a thing holds, in the thing's own frame."""
    room = ROOMS[holder]
    width = room.width * item.width
    per_row = 4 if holder in FLAT else 3
    if holder in FLAT and holder != "shelf" and len(contents) > 1:
        per_row = len(contents)
    cell = width / per_row
    rows = (per_row,) if holder in FLAT else (2, 3)
    if holder == "shelf":
        rows = (per_row, per_row)
    number = 0
    for row, count in enumerate(rows):
        up = (len(rows) - 1 - row) * (item.height * 0.47 if holder in FLAT else cell * 0.55)
        for i in range(count):
            name = contents[number % len(contents)]
            held = thing(name)
            k = min(cell * 1.12 / held.width, (120 if holder in FLAT else cell * 1.12) / held.height)
            x = room.x * item.width + (i - (count - 1) / 2) * cell
            with canvas.at(x, room.y * item.height - up, k, weight=0.8):
                before = canvas.art.counts.get(shown := name.removeprefix("icon:"), 0)
                held.draw(canvas, stream(key, holder, number))
                canvas.count(shown, int(canvas.art.counts.get(shown, 0) == before))
            number += 1
