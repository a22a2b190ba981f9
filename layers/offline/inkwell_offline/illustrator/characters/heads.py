"""Animal heads from the front, turned by up to three quarters, and from behind."""

from dataclasses import dataclass

from inkwell_offline.illustrator.characters import face as faces
from inkwell_offline.illustrator.characters.crowns import behind_head, on_head
from inkwell_offline.illustrator.characters.ears import ears
from inkwell_offline.illustrator.characters.marks import under_eyes
from inkwell_offline.illustrator.characters.muzzles import muzzle
from inkwell_offline.illustrator.characters.poses import Expression
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.characters.species import SPECIES
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark
from inkwell_offline.illustrator.kit.geometry import Path, Point, curve, ellipse, ring, scallop, smooth


@dataclass(frozen=True, slots=True)
class Head:
    """The right half of an outline from crown to chin, and where the eyes sit."""

    half: tuple[Point, ...]
    crown: float
    chin: float
    eye_x: float = 46
    eye_y: float = 8

    def path(self) -> Path:
        right = list(self.half)
        return smooth([(0, self.crown), *right, (0, self.chin), *((-x, y) for x, y in reversed(right))])

    @property
    def width(self) -> float:
        return max(x for x, _ in self.half)


HEADS: dict[str, Head] = {
    "round": Head(((62, -88), (103, -42), (112, 14), (92, 64), (48, 93)), -100, 100),
    "wide": Head(((62, -84), (108, -38), (122, 22), (98, 68), (50, 90)), -94, 95, 48, 8),
    "tufted": Head(((60, -84), (102, -42), (112, 0), (134, 44), (102, 62), (54, 88)), -94, 96, 47, 4),
    "long": Head(((56, -92), (90, -52), (92, 4), (82, 62), (70, 98), (38, 116)), -104, 120, 42, -12),
    "broad": Head(((66, -84), (104, -42), (108, 8), (104, 52), (68, 88)), -96, 98, 46, -8),
    "frog": Head(((44, -60), (88, -46), (124, 6), (118, 54), (68, 84)), -58, 92, 62, -70),
}


def draw_head(
    canvas: Canvas,
    who: Character,
    expression: Expression,
    turn: float = 0.0,
    look: tuple[float, float] = (0, 0),
    back: bool = False,
    eye_scale: float = 1.0,
) -> None:
    """The head around (0, 0), with ears, crown, face. Accessories are put on by the caller."""
    kind = SPECIES[who.species]
    head = HEADS[kind.head]
    turn = 0.0 if back else turn
    ox = turn * 0.32 * head.width
    behind_head(canvas, kind.crown, who, turn)
    with canvas.adorned():
        ears(canvas, who.ears or kind.ears, who.fur, who.inner, turn, back)
    path = head.path()
    if kind.head == "frog":
        bumps = [ellipse(side * head.eye_x + ox * 0.5, head.eye_y, 34, 34) for side in (-1, 1)]
        canvas.form([path, *bumps], who.fur, 1.08)
    else:
        with canvas.adorned():
            canvas.form(path, who.fur, 1.08, gloss=0.28)
    if canvas.pen.patterns > 1 and not back:
        _face(canvas, path, ox, head.eye_x + 50, head.eye_y + 34, who.fur)
    if back:
        on_head(canvas, kind.crown, who, turn, back=True)
        if "tuft" in kind.marks:
            _tuft(canvas, who, 0)
        return
    with canvas.inside(path):
        under_eyes(canvas, kind, who, head.width, ox, turn)
    for side in (-1, 1):
        narrow = 1 - 0.2 * max(0.0, side * turn)
        x = side * head.eye_x * (1 - 0.1 * abs(turn)) + ox * (0.5 if kind.head == "frog" else 1)
        y = head.eye_y
        rx, ry = 20 * narrow * eye_scale, 28 * eye_scale
        if kind.head == "frog":
            rx, ry = 21 * narrow, 23
        faces.eye(canvas, x, y, rx, ry, expression.eyes, side, who.iris, look, who.lashes)
        if expression.brows is not None and canvas.scale > faces.SMALL and kind.head != "frog":
            faces.brow(canvas, x, y - 42, side, expression.brows, dark(who.fur, 0.6), 14)
        faces.blush(canvas, side * (head.eye_x + 26) + ox * 0.8, y + 38, expression.extra == "blush")
    on_head(canvas, kind.crown, who, turn)
    muzzle(canvas, kind, who, expression, ox, turn)
    if kind.whiskers and canvas.scale > faces.SMALL:
        for side in (-1, 1):
            reach = 1.0 if side * turn <= 0.15 else 0.62
            for k in (0, 1):
                x0, y0 = side * 46 + ox, 44 + k * 14
                canvas.line(
                    curve((x0, y0), (x0 + side * 22 * reach, y0 - 3 + k * 4), (x0 + side * 44 * reach, y0 - 5 + k * 8)),
                    0.55,
                )
    if "tuft" in kind.marks:
        _tuft(canvas, who, ox)
    faces.extras(canvas, expression, head.width, 98, ox)


def _face(canvas: Canvas, head: Path, x: float, half: float, y: float, fur: str) -> None:
    """A plain face on a head with a pattern, so that eyes and mouth stay clear."""
    with canvas.inside(head):
        canvas.shape(scallop(ring(x, y, half, 94, 18), 0.24), fur, 0.8)


def _tuft(canvas: Canvas, who: Character, ox: float) -> None:
    """A little lock on the crown, melted into the head."""
    q = ox * 0.5
    lock = [(q - 28, -86), (q - 22, -104), (q - 8, -99), (q + 4, -118), (q + 12, -100), (q + 26, -106), (q + 28, -86)]
    canvas.shape(smooth([*lock, (q, -76)], tension=0.8), who.fur, 0.9)
    canvas.cover(smooth([(q - 27, -90), (q, -96), (q + 27, -90), (q + 16, -74), (q - 16, -74)]), who.fur)
    if canvas.detail >= 1 and canvas.scale > faces.SMALL:
        canvas.line(curve((q - 2, -98), (q + 2, -90), (q + 1, -82)), 0.5)
