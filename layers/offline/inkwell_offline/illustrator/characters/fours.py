"""Animals on four legs, seen from the side with the head turned to the reader: mounts, and those that run."""

# ruff: noqa: SIM905 - tables of words are read more easily as text

from inkwell_offline.illustrator.characters import wear
from inkwell_offline.illustrator.characters.animal import DARK_LIMBS, Held, style_of
from inkwell_offline.illustrator.characters.crowns import shell, wings
from inkwell_offline.illustrator.characters.heads import HEADS, draw_head
from inkwell_offline.illustrator.characters.limbs import LimbStyle, draw_foot
from inkwell_offline.illustrator.characters.poses import Expression
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.characters.species import SPECIES, Species
from inkwell_offline.illustrator.characters.tails import tail
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import Path, ellipse, polygon, ring, scallop, smooth, tube

BODY = [
    (-150, -214),
    (-176, -150),
    (-150, -96),
    (-60, -84),
    (60, -84),
    (128, -104),
    (140, -170),
    (96, -222),
    (-40, -206),
]
BACK = -210.0
"""The height of the back, in units."""
STEPS = {
    "stand": ((-132, 0), (-88, 0), (74, 0), (118, 0)),
    "prance": ((-150, 0), (-96, 0), (128, -52), (178, -84)),
    "gallop": ((-196, -30), (-142, -8), (118, -22), (176, -52)),
}
"""The places of the feet, from the far hind leg on."""
HOOFED = frozenset(
    "horse unicorn zebra cow giraffe elephant rhinoceros hippo camel donkey deer moose bison boar goat sheep llama pig "
    "stegosaurus triceratops brachiosaurus ankylosaurus".split()
)
"""Species that stand on four legs where nothing else is asked for."""
GRACEFUL = frozenset("horse unicorn zebra deer donkey giraffe camel llama goat sheep".split())
"""Species that rear up where they dance."""
RUNNERS = HOOFED | frozenset("dog cat fox wolf lion tiger leopard bear hyena dinosaur".split())
"""Species that run on four legs."""
HIPS = (-116.0, -104.0, 86.0, 98.0)
"""Where the legs begin, in the same order."""


def draw_on_fours(
    canvas: Canvas,
    who: Character,
    expression: Expression,
    turn: float = 0.2,
    look: tuple[float, float] = (0, 0),
    eye_scale: float = 1.0,
    step: str = "stand",
    held: Held | None = None,
    lean: float = 0.0,
) -> None:
    """The animal with its feet at (0, 0), its head on the right and level, and what it eats at its mouth."""
    kind = SPECIES[who.species]
    style = style_of(who, kind)
    accent = dark(who.inner if who.inner != who.fur else who.fur, 0.25)
    if kind.wings:
        with canvas.at(-10, -70, 0.9):
            wings(canvas, kind.wings, light(who.inner, 0.15))
    with canvas.adorned(), canvas.at(-112, -102, -0.86, 0.86):
        tail(canvas, kind.tail, who.fur, who.belly, accent, 1)
    if "back plates" in kind.crown:
        for i, at in enumerate(range(-140, 100, 46)):
            canvas.form(polygon([(at - 36, -190), (at, -290 - 24 * (i % 2)), (at + 36, -190)]), who.inner, 0.9)
    for i in (0, 2):
        _leg(canvas, style, kind, HIPS[i], STEPS[step][i], 0.12)
    if "hump" in kind.crown:
        canvas.form(smooth([(-110, -180), (-84, -268), (-46, -284), (-6, -266), (20, -180)]), who.fur)
    head = HEADS[kind.head]
    long = "long neck" in kind.marks
    x, y = (196.0, -440.0) if long else (128.0, -272.0)
    neck = tube([(62, -150), (x - 40, y + 130), (x - 6, y + 40)], 66, 44 if long else 58)
    body = smooth(BODY)
    canvas.form([body, neck], who.fur, 1.08, texture="scales")
    _marks(canvas, who, kind, body)
    for i in (1, 3):
        _leg(canvas, style, kind, HIPS[i], STEPS[step][i], 0.0)
    if "shell" in kind.crown:
        with canvas.at(-20, -86, 1.3, 0.9):
            shell(canvas, dark("#c79a5a", 0.05), back=True)
    _spots(canvas, kind, [(112, -220, 0.8), (140, -290, 0.7)] if long else [])
    if "cape" in who.wears or "scarf" in who.wears:
        colour = who.wears.get("scarf") or who.wears["cape"]
        canvas.form(tube([(x - 78, y + 106), (x - 20, y + 128), (x + 36, y + 100)], 17, 17), colour, 0.95)
    with canvas.at(x, y, 0.9, turn=3 - lean):
        draw_head(canvas, who, expression, turn, look, eye_scale=eye_scale)
        forehead = head.crown + (4 if kind.head != "frog" else -40)
        wear.on_head(canvas, who, turn, forehead, head.eye_x, head.eye_y, head.width)
    if held is not None:
        with canvas.at(x - 16, y + 250):
            held(canvas)


def _leg(canvas: Canvas, style: LimbStyle, kind: Species, hip: float, foot: tuple[float, float], shadow: float) -> None:
    """A leg from the body to its foot; those on the far side are darker."""
    colour = dark(style.colour, shadow)
    x, y = foot
    shank = tube([(hip, -118), ((hip + x) / 2 + 4, -64 + y * 0.5), (x, -20 + y)], 34, 24)
    with canvas.adorned():
        canvas.form([shank, ellipse(hip, -126, 36, 34)], colour, 1.0, shade=0.14)
    if not shadow:
        canvas.melt(ellipse(hip, -140, 44, 30), style.colour)
    with canvas.at(x, y - 17, 0.72):
        draw_foot(canvas, (0, 0), 0, 1, style)


def _marks(canvas: Canvas, who: Character, kind: Species, body: Path) -> None:
    """The coat's marks on the side of the body."""
    with canvas.inside(body):
        if "woolly body" in kind.marks:
            canvas.form(scallop(ring(-20, -152, 132, 66, 20), 0.3), who.belly, 0.95)
        else:
            canvas.shape(ellipse(-10, -82, 120, 24), who.belly, 0.6)
        striped = {"zebra stripes": dark(who.nose, 0.55), "tiger stripes": dark(who.fur, 0.7),
                   "stripes": dark(who.fur, 0.32)}  # fmt: skip
        for mark, colour in striped.items():
            if mark in kind.marks:
                for x in range(-140, 110, 44):
                    stripe = smooth([(x - 9, -236), (x + 10, -176), (x + 4, -132), (x - 4, -176)], tension=0.6)
                    canvas.inked(stripe, colour)
        if "patches" in kind.marks:
            for x, y, size in ((-96, -176, 44), (22, -150, 38), (-30, -206, 26)):
                canvas.shape(smooth([(x - size, y), (x, y - size * 0.8), (x + size, y - 6), (x + 6, y + size * 0.8)]),
                             "#5a4a4e", 0.7)  # fmt: skip
        if "dark limbs" in kind.marks:
            canvas.shape(ellipse(96, -150, 44, 90), DARK_LIMBS, 0.8)
        if ("spots" in kind.marks or "fawn spots" in kind.marks) and not canvas.pieced:
            colour = dark(who.fur, 0.45) if "spots" in kind.marks else light(who.belly, 0.4)
            for i in range(9):
                canvas.shape(ellipse(-132 + 29 * i, -184 + 34 * (i % 3), 12, 10), colour, 0.55)
        _spots(canvas, kind, [(-120, -170, 1.2), (-70, -130, 1.1), (-30, -180, 1.2), (30, -136, 1.1), (70, -186, 1.0)])


def _spots(canvas: Canvas, kind: Species, places: list[tuple[float, float, float]]) -> None:
    for x, y, k in places if "giraffe spots" in kind.marks else ():
        patch = [(x - 17 * k, y - 8 * k), (x + 6 * k, y - 17 * k), (x + 19 * k, y), (x + 5 * k, y + 17 * k)]
        canvas.shape(smooth([*patch, (x - 16 * k, y + 12 * k)]), "#c98a45", 0.6)
