"""Forest, jungle, mountains and snow."""

from inkwell_offline.illustrator.props import buildings, plants, sky, toys, trees
from inkwell_offline.illustrator.settings.layout import Draw, Layout, Palette, Piece, Setting

RED, VIOLET, AMBER, PINK = "#e8504a", "#8b7ae0", "#f2a33c", "#ec6aa0"


def _row(
    draw: Draw, xs: tuple[float, ...], depth: float, scale: float, plane: str, least: float = 0.0
) -> tuple[Piece, ...]:
    return tuple(
        Piece(draw, x, depth + 0.02 * (i % 2), scale * (1.12 if i % 2 else 0.94), plane, least=least)
        for i, x in enumerate(xs)
    )


FOREST = Setting(
    Palette(),
    (
        Layout(
            0.5,
            (0.42, 1.18),
            ground="path",
            pieces=(
                *_row(trees.tree, (0.14, 0.34, 0.62), 0.02, 0.42, "far", 0.5),
                *_row(trees.pine, (0.24, 0.76), 0.02, 0.46, "far", 0.5),
                Piece(trees.tree, 0.66, 0.12, 0.72, "mid"),
                Piece(trees.pine, 0.2, 0.1, 0.7, "mid", least=0.6),
                Piece(plants.mushroom, 0.5, 0.12, 0.28, "mid", (VIOLET,), 0.7),
                Piece(trees.big_trunk, 0.04, 0.3, 1.0, "near", (-900, 64), 0.5),
                Piece(plants.mushroom_house, 0.83, 0.46, 1.12, "near", (RED,)),
                Piece(plants.mushroom, 0.69, 0.52, 0.46, "near", (AMBER,), 0.6),
                Piece(plants.mushroom, 0.97, 0.6, 0.5, "near", (PINK,), 0.6),
                Piece(plants.stump, 0.16, 0.52, 0.8, "near", least=0.6),
                Piece(plants.fern, 0.03, 0.86, 0.9, "front", least=0.6),
                Piece(plants.fern, 0.98, 0.92, 0.8, "front", least=0.6),
            ),
        ),
        Layout(
            0.44,
            (0.6, 1.14),
            ground="river",
            pieces=(
                *_row(trees.pine, (0.05, 0.18, 0.3, 0.7, 0.84), 0.02, 0.5, "far", 0.5),
                Piece(trees.tree, 0.14, 0.16, 0.98, "mid"),
                Piece(trees.tree, 0.93, 0.14, 0.86, "mid"),
                Piece(plants.bush, 0.42, 0.12, 0.6, "mid", least=0.6),
                Piece(buildings.bridge, 0.27, 0.44, 0.8, "near"),
                Piece(plants.reeds, 0.44, 0.52, 0.7, "near", least=0.6),
                Piece(plants.rock, 0.08, 0.56, 0.9, "near", least=0.5),
                Piece(plants.mushroom, 0.9, 0.56, 0.62, "near", (RED,)),
                Piece(plants.mushroom, 0.98, 0.66, 0.42, "near", (AMBER,), 0.6),
                Piece(plants.fern, 0.96, 0.96, 0.95, "front", least=0.6),
            ),
        ),
        Layout(
            0.54,
            (0.5, 1.16),
            ground="hills",
            pieces=(
                *_row(trees.tree, (0.08, 0.28, 0.52, 0.9), 0.0, 0.4, "far", 0.5),
                Piece(trees.pine, 0.36, 0.1, 0.78, "mid"),
                Piece(trees.pine, 0.48, 0.08, 0.6, "mid", least=0.6),
                Piece(trees.tree, 0.86, 0.3, 1.3, "near"),
                Piece(plants.log, 0.24, 0.5, 0.9, "near"),
                Piece(plants.mushroom, 0.1, 0.5, 0.6, "near", (VIOLET,)),
                Piece(plants.mushroom, 0.35, 0.46, 0.34, "near", (PINK,), 0.7),
                Piece(plants.berry_bush, 0.68, 0.4, 0.8, "near", least=0.5),
                Piece(plants.stump, 0.93, 0.68, 0.7, "near", least=0.7),
                Piece(trees.big_trunk, 0.0, 0.5, 1.0, "near", (-1000, 58), 0.8),
            ),
        ),
    ),
    has=frozenset(("tree", "mushroom")),
    small=(plants.grass, plants.flower, plants.pebbles, plants.grass),
    frame="canopy",
    texture="lawn",
    texture_far="leaves",
)

JUNGLE = Setting(
    Palette(
        ("#9fe0d0", "#dff5d0", "#fdf8cf"), "#8fcfa0", "#63b878", "#5cb45a", "#11523a", "#e9d29a", "#e6f6dc", "#3f9a55"
    ),
    (
        Layout(
            0.46,
            (0.56, 1.16),
            ground="path",
            pieces=(
                *_row(trees.palm, (0.1, 0.34, 0.62, 0.86), 0.02, 0.5, "far", 0.5),
                Piece(trees.palm, 0.24, 0.14, 0.9, "mid"),
                Piece(trees.palm, 0.85, 0.12, 0.84, "mid"),
                Piece(trees.big_trunk, 0.02, 0.36, 1.0, "near", (-1000, 60), 0.5),
                Piece(plants.bush, 0.18, 0.42, 0.95, "near"),
                Piece(plants.rock, 0.9, 0.46, 1.0, "near"),
                Piece(plants.fern, 0.78, 0.44, 0.9, "near", least=0.6),
                Piece(plants.fern, 0.02, 0.96, 1.2, "front", least=0.4),
                Piece(plants.fern, 0.98, 0.98, 1.1, "front", least=0.4),
            ),
        ),
        Layout(
            0.42,
            (0.38, 1.16),
            ground="river",
            pieces=(
                *_row(trees.palm, (0.06, 0.24, 0.46, 0.94), 0.02, 0.46, "far", 0.5),
                Piece(trees.palm, 0.72, 0.12, 0.98, "mid"),
                Piece(trees.palm, 0.94, 0.16, 1.1, "mid"),
                Piece(plants.bush, 0.1, 0.24, 0.9, "mid"),
                Piece(plants.reeds, 0.62, 0.42, 0.8, "near", least=0.5),
                Piece(plants.log, 0.84, 0.56, 0.85, "near"),
                Piece(plants.fern, 0.1, 0.48, 1.0, "near"),
                Piece(plants.fern, 0.96, 0.96, 1.2, "front", least=0.4),
            ),
        ),
        Layout(
            0.52,
            (0.48, 1.14),
            ground="hills",
            pieces=(
                *_row(trees.palm, (0.16, 0.4, 0.68), 0.0, 0.44, "far", 0.5),
                Piece(trees.palm, 0.1, 0.26, 1.15, "mid"),
                Piece(trees.tree, 0.9, 0.2, 1.2, "mid"),
                Piece(plants.stump, 0.24, 0.5, 0.8, "near"),
                Piece(plants.bush, 0.72, 0.4, 0.85, "near"),
                Piece(plants.rock, 0.92, 0.58, 0.8, "near", least=0.5),
                Piece(plants.fern, 0.0, 0.9, 1.2, "front", least=0.4),
            ),
        ),
    ),
    has=frozenset(("palm",)),
    small=(plants.fern, plants.flower, plants.grass, plants.pebbles),
    frame="vines",
    texture="leaves",
    texture_far="leaves",
)

MOUNTAINS = Setting(
    Palette(
        ("#7fc3ec", "#cfeaf6", "#fff4dd"), "#a9b6cf", "#8fc49a", "#8acb72", "#2a6a52", "#f0dcae", "#eaf3fa", "#4f9f6a"
    ),
    (
        Layout(
            0.52,
            (0.4, 1.12),
            ground="path",
            pieces=(
                *_row(trees.pine, (0.06, 0.2, 0.66, 0.8, 0.94), 0.04, 0.56, "mid", 0.4),
                Piece(plants.rock, 0.88, 0.42, 1.1, "near"),
                Piece(trees.pine, 0.95, 0.3, 1.0, "near"),
                Piece(buildings.signpost, 0.72, 0.48, 0.9, "near", least=0.5),
                Piece(plants.rock, 0.08, 0.58, 0.8, "near", least=0.4),
                Piece(plants.bush, 0.02, 0.98, 1.0, "front", least=0.5),
            ),
        ),
        Layout(
            0.46,
            (0.62, 1.12),
            ground="river",
            pieces=(
                *_row(trees.pine, (0.1, 0.84, 0.96), 0.06, 0.6, "mid", 0.4),
                Piece(buildings.camp_tent, 0.16, 0.34, 0.95, "near"),
                Piece(trees.pine, 0.02, 0.3, 1.05, "near"),
                Piece(plants.rock, 0.9, 0.5, 0.9, "near"),
                Piece(plants.log, 0.88, 0.72, 0.7, "near", least=0.6),
                Piece(plants.reeds, 0.4, 0.5, 0.7, "near", least=0.6),
            ),
        ),
        Layout(
            0.58,
            (0.5, 1.12),
            ground="hills",
            pieces=(
                *_row(trees.pine, (0.04, 0.14, 0.3, 0.58, 0.7), 0.02, 0.46, "mid", 0.4),
                Piece(trees.pine, 0.88, 0.28, 1.15, "near"),
                Piece(trees.pine, 1.0, 0.44, 1.1, "near"),
                Piece(plants.rock, 0.14, 0.42, 1.2, "near"),
                Piece(plants.rock, 0.26, 0.58, 0.7, "near", least=0.5),
                Piece(plants.stump, 0.78, 0.62, 0.7, "near", least=0.6),
            ),
        ),
    ),
    has=frozenset(("pine", "mountain")),
    small=(plants.grass, plants.flower, plants.pebbles),
    texture="lawn",
    texture_far="stripes",
    extra={"peaks": "1"},
)

SNOW = Setting(
    Palette(
        ("#8fc6ee", "#d3e9f8", "#fdf2f6"), "#cfe0f2", "#e3effa", "#f5fafe", "#9fc0e6", "#dfeaf6", "#f3f8fd", "#4d9a8a"
    ),
    (
        Layout(
            0.5,
            (0.4, 1.14),
            ground="hills",
            pieces=(
                *_row(trees.snowy_pine, (0.08, 0.22, 0.6, 0.76, 0.92), 0.02, 0.5, "mid", 0.4),
                Piece(toys.snowman, 0.82, 0.48, 0.9, "near"),
                Piece(trees.snowy_pine, 0.04, 0.34, 1.05, "near"),
                Piece(toys.sled, 0.66, 0.86, 0.7, "near", least=0.6),
                Piece(trees.snowy_pine, 1.0, 0.4, 1.2, "near", least=0.4),
            ),
        ),
        Layout(
            0.44,
            (0.62, 1.14),
            ground="flat",
            pieces=(
                *_row(trees.snowy_pine, (0.06, 0.94), 0.06, 0.6, "mid"),
                Piece(buildings.igloo, 0.24, 0.32, 1.0, "near"),
                Piece(trees.snowy_pine, 0.92, 0.24, 0.95, "near"),
                Piece(plants.rock, 0.9, 0.56, 0.8, "near", ("#e3effa",), 0.5),
                Piece(plants.rock, 0.06, 0.66, 0.9, "near", ("#e3effa",), 0.5),
            ),
        ),
        Layout(
            0.56,
            (0.52, 1.14),
            ground="path",
            pieces=(
                *_row(trees.snowy_pine, (0.3, 0.44, 0.6), 0.0, 0.42, "mid", 0.4),
                Piece(buildings.house, 0.82, 0.22, 0.86, "mid", ("#f7dcc0", "#eef6fc")),
                Piece(trees.snowy_pine, 0.1, 0.3, 1.2, "near"),
                Piece(trees.snowy_pine, 0.97, 0.42, 1.1, "near"),
                Piece(buildings.fence, 0.66, 0.44, 0.7, "near", least=0.5),
                Piece(sky.snowflake, 0.5, y=0.2, scale=0.8),
            ),
        ),
    ),
    has=frozenset(("snowman", "snowflake")),
    small=(plants.pebbles,),
    texture="waves",
    texture_far="stripes",
    extra={"snow": "1", "peaks": "1"},
)
