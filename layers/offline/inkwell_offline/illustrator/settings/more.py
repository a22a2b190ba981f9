"""More places: bathroom, sports hall, doctor's room, the open sea, a pool, and the sky above the clouds."""

from random import Random

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.geometry import box, curve, ellipse, polygon, smooth
from inkwell_offline.illustrator.props import buildings, home, icons, plants, sea, seating, sky, toys, trees
from inkwell_offline.illustrator.settings.layout import Draw, Layout, Palette, Piece, Setting
from inkwell_offline.illustrator.settings.rooms import FRIENDS

WATER = "#7fcdf0"
"""The colour of water that somebody swims in."""


def _icon(name: str, size: float = 170) -> Draw:
    def draw(canvas: Canvas, rng: Random, colour: str = "") -> None:
        icons.draw_icon(canvas, name, size, colour)

    return draw


def _room(
    sky_: tuple[str, str, str], floor: str, wall: str, has: frozenset[str], *pieces: tuple[Piece, ...]
) -> Setting:
    """A room with three compositions of what stands in it."""
    heroes = ((0.62, (0.4, 1.08)), (0.6, (0.6, 1.08)), (0.64, (0.5, 1.08)))
    layouts = tuple(
        Layout(horizon, hero, friends=FRIENDS, ground="floor", pieces=each)
        for (horizon, hero), each in zip(heroes, pieces, strict=True)
    )
    palette = Palette(sky_, sky_[0], sky_[1], floor, "#8a7a6a", "#f3d9b4", sky_[2], "#7cc06a")
    return Setting(palette, layouts, kind="room", has=has, texture="lattice", extra={"wall": wall})  # type: ignore[arg-type]


BATHTUB, MIRROR, DUCK = _icon("bathtub", 330), _icon("mirror", 170), _icon("duck", 90)
BATHROOM = _room(
    ("#d6f0f2", "#e6f7f7", "#f5fcfc"), "#cfe3ea", "tiles", frozenset(("icon:mirror",)),
    (
        Piece(home.cupboard, 0.8, 0.2, 0.75), Piece(MIRROR, 0.8, y=0.36, scale=1.0), Piece(BATHTUB, 0.12, 0.26, 1.0),
        Piece(home.window_view, 0.44, y=0.38, scale=0.75), Piece(home.rug, 0.4, 0.84, 1.1, args=("#8fc7e0",)),
        Piece(DUCK, 0.9, 0.86, 1.0, least=0.3),
    ),
    (
        Piece(BATHTUB, 0.86, 0.3, 1.05), Piece(home.window_view, 0.84, y=0.36, scale=0.75),
        Piece(home.cupboard, 0.22, 0.14, 0.8), Piece(MIRROR, 0.22, y=0.34, scale=1.0),
        Piece(home.rug, 0.58, 0.86, 1.1, args=("#f2a3b3",)), Piece(DUCK, 0.1, 0.84, 1.0),
    ),
    (
        Piece(home.cupboard, 0.16, 0.16, 0.75), Piece(MIRROR, 0.16, y=0.36, scale=1.0), Piece(BATHTUB, 0.88, 0.2, 0.95),
        Piece(home.wall_shelf, 0.5, y=0.26, scale=0.9), Piece(home.rug, 0.5, 0.86, 1.1, args=("#a9d8c4",)),
    ),
)  # fmt: skip
BENCH = seating.seating("bench")
HALL = _room(
    ("#fbe6c8", "#fdf0dc", "#fffaf0"), "#e3b986", "plain", frozenset(("window", "bench")),
    (
        Piece(home.window_view, 0.2, y=0.4, scale=0.9), Piece(home.window_view, 0.8, y=0.4, scale=0.9),
        Piece(BENCH, 0.84, 0.2, 0.7), Piece(toys.ball, 0.1, 0.8, 0.8),
        Piece(buildings.bunting, 0.02, y=0.08, scale=1.0, args=(960, 34)),
    ),
    (
        Piece(home.window_view, 0.5, y=0.38, scale=0.9), Piece(BENCH, 0.18, 0.2, 0.75),
        Piece(_icon("trophy", 120), 0.9, 0.28, 1.0), Piece(toys.ball, 0.9, 0.8, 0.8, least=0.4),
        Piece(buildings.bunting, 0.02, y=0.06, scale=1.0, args=(960, 34)),
    ),
    (
        Piece(home.window_view, 0.18, y=0.42, scale=0.95), Piece(home.picture_frame, 0.82, y=0.26, scale=0.9),
        Piece(BENCH, 0.84, 0.16, 0.7), Piece(_icon("soccer-ball", 90), 0.12, 0.82, 1.0),
        Piece(buildings.bunting, 0.02, y=0.06, scale=1.0, args=(960, 34), least=0.4),
    ),
)  # fmt: skip
CLINIC = _room(
    ("#dcecf6", "#eaf4fa", "#f7fbfd"), "#d9e2e6", "tiles", frozenset(("window", "cupboard")),
    (
        Piece(home.bed, 0.82, 0.24, 0.9), Piece(home.window_view, 0.3, y=0.4, scale=0.9),
        Piece(home.picture_frame, 0.66, y=0.24, scale=0.8), Piece(_icon("stethoscope", 110), 0.1, 0.8, 1.0, least=0.3),
    ),
    (
        Piece(home.cupboard, 0.2, 0.14, 0.9), Piece(home.wall_shelf, 0.2, y=0.26, scale=1.0),
        Piece(home.window_view, 0.64, y=0.4, scale=0.9), Piece(home.chair, 0.92, 0.5, 0.9),
    ),
    (
        Piece(home.bed, 0.2, 0.22, 0.85), Piece(home.window_view, 0.74, y=0.42, scale=0.9),
        Piece(home.picture_frame, 0.2, y=0.24, scale=0.8), Piece(home.lamp, 0.94, 0.24, 0.9),
    ),
)  # fmt: skip

OFFICE = _room(
    ("#e6e9f5", "#eef1f9", "#f8f9fd"), "#c9b8a6", "plain", frozenset(("window", "bookshelf")),
    (
        Piece(home.bookshelf, 0.9, 0.1, 1.0), Piece(home.window_view, 0.3, y=0.4, scale=0.95),
        Piece(home.desk, 0.76, 0.4, 0.95), Piece(_icon("potted-plant", 130), 0.08, 0.5, 1.0),
    ),
    (
        Piece(home.bookshelf, 0.12, 0.1, 1.0), Piece(home.window_view, 0.66, y=0.4, scale=0.95),
        Piece(home.desk, 0.22, 0.5, 0.95), Piece(_icon("potted-plant", 130), 0.93, 0.4, 1.0),
    ),
    (
        Piece(home.window_view, 0.2, y=0.4, scale=0.95), Piece(home.picture_frame, 0.5, y=0.24, scale=0.9),
        Piece(home.bookshelf, 0.88, 0.1, 1.0), Piece(home.desk, 0.14, 0.4, 0.9),
    ),
)  # fmt: skip


def _pane(canvas: Canvas, rng: Random, colour: str = "#bfe6f7") -> None:
    """A carriage's window, with hills that pass."""
    frame = box(-120, -90, 240, 180, 26)
    canvas.form(box(-134, -104, 268, 208, 34), "#c9d0dc", 0.9)
    canvas.shape(frame, colour, 0.8)
    with canvas.inside(frame):
        canvas.shape(
            smooth([(-140, 40), (-60, 0), (20, 36), (90, 6), (150, 40), (150, 120), (-140, 120)]), "#8fce8a", 0.7
        )


def _rail(canvas: Canvas, rng: Random, colour: str = "#f2bd4b") -> None:
    """A bar under the ceiling with loops to hold."""
    canvas.form(box(-700, -8, 1400, 16, 8), colour, 0.8)
    for x in range(-600, 601, 150):
        canvas.line(curve((x, 6), (x, 44)), 1.2, "#8a93a8")
        canvas.line(ellipse(x, 62, 17), 1.6, "#8a93a8")


def _lights(canvas: Canvas, rng: Random, colour: str = "#ffe9a8") -> None:
    """Lamps over a stage, and their light."""
    for x in (-300, 0, 300):
        canvas.shade(polygon([(x - 20, 30), (x + 20, 30), (x + 150, 760), (x - 150, 760)]), colour, 0.3)
        canvas.form(smooth([(x - 26, -20), (x + 26, -20), (x + 36, 34), (x - 36, 34)], tension=0.4), "#4a4f5c", 0.9)
        canvas.form(ellipse(x, 34, 34, 11), colour, 0.8)


SEATS = seating.seating("sofa")
LIVING = _room(
    ("#f6e3d0", "#faeee0", "#fff8ef"), "#d9a878", "plain", frozenset(("window", "sofa", "rug")),
    (
        Piece(SEATS, 0.78, 0.3, 0.9), Piece(home.window_view, 0.24, y=0.42, scale=0.95),
        Piece(home.picture_frame, 0.78, y=0.24, scale=0.9), Piece(home.rug, 0.44, 0.84, 1.3),
        Piece(_icon("potted-plant", 130), 0.06, 0.4, 1.0), Piece(home.lamp, 0.98, 0.2, 1.0, least=0.4),
    ),
    (
        Piece(SEATS, 0.24, 0.28, 0.9), Piece(home.bookshelf, 0.92, 0.12, 1.0),
        Piece(home.window_view, 0.6, y=0.4, scale=0.9), Piece(home.rug, 0.56, 0.86, 1.3, args=("#a9d8c4",)),
        Piece(home.picture_frame, 0.24, y=0.24, scale=0.9),
    ),
    (
        Piece(SEATS, 0.5, 0.16, 0.95), Piece(home.window_view, 0.16, y=0.4, scale=0.85),
        Piece(home.picture_frame, 0.5, y=0.22, scale=0.9), Piece(home.lamp, 0.86, 0.22, 1.1),
        Piece(home.rug, 0.5, 0.84, 1.4, args=("#8fc7e0",)), Piece(_icon("potted-plant", 130), 0.07, 0.5, 1.0),
    ),
)  # fmt: skip
LIBRARY = _room(
    ("#ead7c0", "#f3e6d4", "#faf2e6"), "#c08a5c", "plain", frozenset(("bookshelf", "rug")),
    *(
        (
            *(Piece(home.bookshelf, x, 0.1, 1.15) for x in shelves), Piece(home.lamp, lamp, 0.3, 1.0),
            Piece(home.rug, 0.5, 0.84, 1.4, args=("#c0605a",)), Piece(toys.book, 0.9, 0.84, 0.9, least=0.4),
        )
        for shelves, lamp in (((0.14, 0.5, 0.86), 0.68), ((0.1, 0.4, 0.9), 0.66), ((0.12, 0.64, 0.9), 0.36))
    ),
)  # fmt: skip
CARRIAGE = _room(
    ("#dfe6ee", "#edf1f6", "#f7f9fb"), "#b9c2cf", "plain", frozenset(("window", "bench")),
    *(
        (
            Piece(_rail, 0.5, y=0.06), Piece(_pane, a, y=0.34), Piece(_pane, b, y=0.34),
            Piece(BENCH, a, 0.16, 0.75), Piece(BENCH, b, 0.16, 0.75),
        )
        for a, b in ((0.24, 0.8), (0.2, 0.76), (0.16, 0.84))
    ),
)  # fmt: skip
STAGE = _room(
    ("#8f5f7f", "#b98aa0", "#e0b8c4"), "#c98d5a", "plain", frozenset(("curtain",)),
    *(
        (
            Piece(home.curtain, 0.06, 0.1), Piece(home.curtain, 0.94, 0.1, args=("#c0394b",)),
            Piece(_lights, 0.5, y=0.03),
            Piece(_icon(name, 130), x, 0.3, 1.0),
        )
        for name, x in (("radio", 0.84), ("musical-keyboard", 0.2), ("microphone", 0.8))
    ),
)  # fmt: skip


def _spikes(canvas: Canvas, rng: Random, colour: str = "#8a84a6", turn: int = 1) -> None:
    """Stones of a cave that hang from its roof, or stand on its floor where `turn` is -1."""
    for x, long, half in ((-110, 110, 44), (-34, 210, 56), (52, 140, 48), (120, 80, 38)):
        canvas.form(
            smooth([(x - half, -30 * turn), (x - half * 0.3, long * 0.6 * turn), (x, long * turn),
                    (x + half * 0.3, long * 0.6 * turn), (x + half, -30 * turn)], tension=0.7), colour, 0.95,
        )  # fmt: skip
        canvas.line(curve((x - half * 0.3, 20 * turn), (x - 6, long * 0.55 * turn)), 0.6, detail=1)


def _stump(canvas: Canvas, rng: Random, colour: str = "#8a84a6") -> None:
    """Stones that stand on a cave's floor."""
    _spikes(canvas, rng, colour, -1)


def _mouth(canvas: Canvas, rng: Random, colour: str = "#cfeefb") -> None:
    """The mouth of a cave, and the land outside."""
    rim = smooth([(-150, 60), (-164, -60), (-90, -170), (20, -190), (120, -140), (160, -30), (150, 60)], tension=0.8)
    canvas.form(rim, colour, 1.0)
    with canvas.inside(rim):
        hills = [(-200, 10), (-100, -40), (0, 0), (90, -36), (200, 6), (200, 90), (-200, 90)]
        canvas.shape(smooth(hills), "#9fd68a", 0.8)
        canvas.shape(ellipse(60, -110, 26), "#ffe08a", 0.8)


def _crystals(canvas: Canvas, rng: Random, colour: str = "#8fd8e8") -> None:
    canvas.count("crystal")
    for x, high, lean in ((-44, 90, -20), (40, 110, 22), (0, 150, 2)):
        canvas.form(
            polygon([(x - 22, 0), (x - 26 + lean, -high * 0.7), (x + lean, -high), (x + 24 + lean, -high * 0.7),
                     (x + 22, 0)]), colour, 0.95, gloss=0.4,
        )  # fmt: skip
        canvas.line(curve((x, -6), (x + lean, -high * 0.94)), 0.6)


CAVE = _room(
    ("#7f7a9c", "#a39dbd", "#c4bfd6"), "#c9b49a", "rock", frozenset(("crystal",)),
    *(
        (
            Piece(_mouth, mouth, y=0.5, scale=1.0), Piece(_spikes, 0.12, y=0.0, scale=1.1),
            Piece(_spikes, 0.56, y=0.0, scale=0.8), Piece(_spikes, 0.92, y=0.0, scale=1.2),
            Piece(_stump, stump, 0.16, 0.8), Piece(_crystals, gems, 0.34, 0.9),
            Piece(plants.rock, 1 - gems, 0.8, 0.8, args=("#9a94ae",), least=0.4),
        )
        for mouth, stump, gems in ((0.78, 0.06, 0.92), (0.2, 0.95, 0.08), (0.72, 0.3, 0.1))
    ),
)  # fmt: skip


def _open(
    palette: Palette, pieces: tuple[tuple[Piece, ...], ...], ground: str, horizon: float, **more: object
) -> Setting:
    """A wide place with three compositions."""
    layouts = tuple(
        Layout(horizon + at, (x, 1.12), ground=ground, pieces=each)
        for at, x, each in zip((0.0, -0.04, 0.04), (0.42, 0.58, 0.5), pieces, strict=True)
    )
    return Setting(palette, layouts, **more)  # type: ignore[arg-type]


OCEAN = _open(
    Palette(("#7cc9f2", "#cdeefa", "#fff4dc"), "#a9def5", "#8fd3f2", WATER, "#2f7fb8", "#fdeccb", "#eaf7fd", "#58b368"),
    (
        (Piece(sky.sun, 0.84, y=0.15, scale=0.75, plane="far"), Piece(sky.cloud, 0.3, y=0.14, scale=0.8, plane="far"),
         Piece(sky.little_bird, 0.6, y=0.24, scale=0.6, plane="far"), Piece(sea.dolphin, 0.88, 0.34, 0.6, "near")),
        (Piece(sky.sun, 0.16, y=0.15, scale=0.7, plane="far"), Piece(sky.cloud, 0.66, y=0.12, scale=0.9, plane="far"),
         Piece(plants.rock, 0.1, 0.08, 1.4, "mid"), Piece(sky.little_bird, 0.86, y=0.28, scale=0.55, plane="far")),
        (Piece(sky.cloud, 0.2, y=0.14, scale=0.9, plane="far"), Piece(sky.sun, 0.8, y=0.14, scale=0.7, plane="far"),
         Piece(sea.fish, 0.9, 0.7, 0.6, "near"), Piece(sky.little_bird, 0.44, y=0.2, scale=0.5, plane="far")),
    ),
    "hills", 0.5, texture="waves", texture_far="waves", extra={"ripples": "1", "bare": "1"},
)  # fmt: skip
POOL = _open(
    Palette(("#84cdf2", "#d3effa", "#fff7df"), "#b3dfa8", "#f3e4c4", WATER, "#2f7fb8", "#fdeccb", "#f0f9ea", "#5cb257"),
    (
        (Piece(sky.sun, 0.84, y=0.14, scale=0.7, plane="far"), Piece(sea.parasol, 0.84, 0.14, 0.7, "mid"),
         Piece(trees.palm, 0.1, 0.12, 0.8, "mid"), Piece(_icon("ring-buoy", 120), 0.84, 0.66, 1.0)),
        (Piece(sky.cloud, 0.3, y=0.14, scale=0.9, plane="far"), Piece(trees.palm, 0.9, 0.12, 0.9, "mid"),
         Piece(buildings.fence, 0.3, 0.06, 0.8, "mid"), Piece(toys.ball, 0.16, 0.62, 0.8)),
        (Piece(sky.sun, 0.16, y=0.14, scale=0.7, plane="far"), Piece(sea.parasol, 0.16, 0.14, 0.7, "mid"),
         Piece(trees.palm, 0.92, 0.12, 0.8, "mid"), Piece(DUCK, 0.84, 0.6, 1.0)),
    ),
    "flat", 0.46, texture="waves", extra={"ripples": "1", "bare": "1"},
)  # fmt: skip
CLOUDS = _open(
    Palette(
        ("#6fbcf0", "#a9dcf7", "#e6f6fd"), "#e3f2fb", "#eff8fd", "#fbfdff", "#a9c9e6", "#ffffff", "#ffffff", "#5cb257",
    ),
    (
        (Piece(sky.sun, 0.84, y=0.15, scale=0.75, plane="far"), Piece(sky.cloud, 0.22, y=0.2, scale=1.0, plane="far"),
         Piece(sky.cloud, 0.14, 0.5, 1.5), Piece(sky.cloud, 0.88, 0.62, 1.6), Piece(sky.cloud, 0.5, 0.9, 1.4)),
        (Piece(sky.sun, 0.16, y=0.15, scale=0.75, plane="far"), Piece(sky.cloud, 0.76, y=0.2, scale=1.0, plane="far"),
         Piece(sky.cloud, 0.86, 0.46, 1.5), Piece(sky.cloud, 0.1, 0.7, 1.6), Piece(sky.cloud, 0.6, 0.92, 1.4)),
        (Piece(sky.cloud, 0.5, y=0.14, scale=0.8, plane="far"), Piece(sky.sun, 0.86, y=0.16, scale=0.7, plane="far"),
         Piece(sky.cloud, 0.1, 0.4, 1.4), Piece(sky.cloud, 0.92, 0.5, 1.5), Piece(sky.cloud, 0.3, 0.9, 1.6)),
    ),
    "hills", 0.74, texture="scales", texture_far="scales", extra={"bare": "1"},
)  # fmt: skip
