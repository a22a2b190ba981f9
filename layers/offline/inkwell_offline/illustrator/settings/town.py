"""City, castle and circus."""

from inkwell_offline.illustrator.props import buildings, plants, sky, toys, trees
from inkwell_offline.illustrator.settings.layout import Layout, Palette, Piece, Setting

BLUE, ROSE, SAND, MINT = "#b9c9e0", "#f0bfc0", "#f3dcb4", "#b9dccf"

CITY = Setting(
    Palette(
        ("#8fcdf0", "#d6edf7", "#fff1de"), "#bccbe0", "#cfd8e2", "#d8d2cc", "#8a7f86", "#eae4da", "#eef4fa", "#6cb565"
    ),
    (
        Layout(
            0.62,
            (0.42, 1.12),
            ground="street",
            pieces=(
                *(
                    Piece(buildings.skyscraper, x, 0.02, k, "far", (c, 150, h))
                    for x, k, c, h in (
                        (0.08, 1.0, BLUE, 420),
                        (0.24, 1.0, ROSE, 340),
                        (0.42, 1.0, SAND, 460),
                        (0.6, 1.0, MINT, 360),
                        (0.94, 1.0, BLUE, 440),
                    )
                ),
                Piece(buildings.shop, 0.82, 0.16, 1.05, "near"),
                Piece(buildings.house, 0.1, 0.14, 0.95, "near", ("#ffe3b8", "#6f9fd0")),
                Piece(trees.tree, 0.6, 0.2, 0.72, "near", least=0.4),
                Piece(sky.cloud, 0.5, y=0.1, scale=0.7, plane="far", least=0.4),
            ),
        ),
        Layout(
            0.56,
            (0.6, 1.12),
            ground="street",
            pieces=(
                *(
                    Piece(buildings.skyscraper, x, 0.0, 1.0, "far", (c, 160, h))
                    for x, c, h in ((0.4, BLUE, 380), (0.58, SAND, 440), (0.76, ROSE, 350), (0.94, MINT, 410))
                ),
                Piece(buildings.shop, 0.16, 0.18, 1.15, "near", ("#d9e9f2", "#5fa8d8")),
                Piece(trees.tree, 0.92, 0.22, 0.85, "near"),
                Piece(toys.car, 0.86, 0.46, 0.75, "near"),
                Piece(sky.cloud, 0.3, y=0.1, scale=0.8, plane="far", least=0.4),
            ),
        ),
        Layout(
            0.66,
            (0.5, 1.12),
            ground="street",
            pieces=(
                *(
                    Piece(buildings.skyscraper, x, 0.0, 1.0, "far", (c, 140, h))
                    for x, c, h in ((0.3, MINT, 380), (0.46, BLUE, 470), (0.62, ROSE, 400))
                ),
                Piece(buildings.house, 0.14, 0.14, 1.05, "near", ("#f7d3d0", "#8f7fc0")),
                Piece(buildings.house, 0.86, 0.14, 1.1, "near", ("#d9eed8", "#e2905c")),
                Piece(plants.bush, 0.32, 0.2, 0.7, "near", least=0.4),
                Piece(plants.bush, 0.68, 0.2, 0.7, "near", least=0.4),
                Piece(sky.sun, 0.84, y=0.14, scale=0.6, plane="far", least=0.3),
            ),
        ),
    ),
    has=frozenset(("building",)),
    small=(plants.pebbles,),
    texture="bricks",
    texture_far="bricks",
)

COTTAGES = (
    ("#ffe3b8", "#e2705c"),
    ("#f7d3d0", "#8f7fc0"),
    ("#d9eed8", "#c9804c"),
    ("#e3ecf7", "#6f9fd0"),
    ("#fff3dc", "#b8604f"),
)


def _row(*places: tuple[float, float, float]) -> tuple[Piece, ...]:
    """Cottages by x, depth and size, far ones first, each in other colours."""
    return tuple(
        Piece(buildings.house, x, depth, k, "mid" if depth < 0.1 else "near", COTTAGES[i % len(COTTAGES)])
        for i, (x, depth, k) in enumerate(places)
    )


VILLAGE = Setting(
    Palette(
        ("#93cff1", "#d9eef7", "#fff3df"), "#b5d9ae", "#a3d18c", "#93cd74", "#2f7a4e", "#ecd9b4", "#f1f7ee", "#62ad5a"
    ),
    (
        Layout(
            0.5,
            (0.42, 1.12),
            ground="path",
            pieces=(
                Piece(sky.cloud, 0.2, y=0.13, scale=0.8, plane="far"),
                *_row((0.3, 0.02, 0.5), (0.52, 0.04, 0.52), (0.1, 0.16, 0.9), (0.76, 0.14, 0.8), (0.98, 0.3, 1.0)),
                Piece(trees.tree, 0.62, 0.1, 0.55, "mid", least=0.3),
                Piece(buildings.street_lamp, 0.88, 0.46, 0.9, "near"),
                Piece(buildings.fence, 0.14, 0.42, 0.8, "near", ("#fffaf0", 4), 0.5),
            ),
        ),
        Layout(
            0.54,
            (0.58, 1.12),
            ground="path",
            pieces=(
                Piece(sky.cloud, 0.72, y=0.15, scale=0.8, plane="far"),
                Piece(buildings.church, 0.66, 0.04, 0.72, "mid"),
                *_row((0.46, 0.03, 0.5), (0.88, 0.12, 0.85), (0.22, 0.14, 0.85), (0.0, 0.26, 1.0)),
                Piece(trees.tree, 0.34, 0.06, 0.5, "mid", least=0.3),
                Piece(buildings.street_lamp, 0.12, 0.5, 0.9, "near"),
                Piece(plants.bush, 0.94, 0.5, 0.8, "near", least=0.4),
            ),
        ),
        Layout(
            0.48,
            (0.5, 1.12),
            ground="path",
            pieces=(
                Piece(sky.sun, 0.82, y=0.14, scale=0.6, plane="far"),
                *_row((0.38, 0.02, 0.46), (0.6, 0.03, 0.5), (0.12, 0.18, 0.95), (0.84, 0.16, 0.95)),
                Piece(buildings.well, 0.86, 0.62, 0.62, "near", least=0.3),
                Piece(buildings.street_lamp, 0.26, 0.36, 0.8, "near"),
                Piece(trees.tree, 0.98, 0.1, 0.6, "mid", least=0.5),
            ),
        ),
    ),
    has=frozenset(("house", "street lamp")),
    small=(plants.pebbles, plants.grass, plants.flower),
    texture="lawn",
    texture_far="scales",
)

CASTLE = Setting(
    Palette(
        ("#94c8f2", "#dcecf8", "#fff2e2"), "#b7d6c0", "#9fd08f", "#8fce72", "#2f7a4e", "#f0e0bf", "#f2f6fb", "#5aa657"
    ),
    (
        Layout(
            0.5,
            (0.38, 1.12),
            ground="path",
            pieces=(
                Piece(sky.cloud, 0.22, y=0.14, scale=0.9, plane="far"),
                Piece(buildings.castle, 0.7, 0.14, 0.86, "mid"),
                Piece(trees.tree, 0.06, 0.1, 0.62, "mid"),
                Piece(trees.tree, 0.98, 0.16, 0.7, "mid", least=0.4),
                Piece(plants.bush, 0.92, 0.42, 0.85, "near", least=0.3),
                Piece(plants.flower, 0.84, 0.64, 1.1, "near", ("#ff7a6b", "rose")),
                Piece(plants.flower, 0.93, 0.68, 1.1, "near", ("#ff8fb8", "tulip"), 0.4),
            ),
        ),
        Layout(
            0.56,
            (0.6, 1.12),
            ground="river",
            pieces=(
                Piece(sky.sun, 0.84, y=0.14, scale=0.62, plane="far"),
                Piece(sky.cloud, 0.62, y=0.18, scale=0.7, plane="far", least=0.4),
                Piece(buildings.castle, 0.26, 0.06, 0.82, "mid"),
                Piece(trees.tree, 0.9, 0.12, 0.8, "mid"),
                Piece(buildings.bridge, 0.26, 0.46, 0.85, "near"),
                Piece(plants.bush, 0.96, 0.44, 0.9, "near", least=0.3),
                Piece(plants.rock, 0.86, 0.62, 0.6, "near", least=0.5),
            ),
        ),
        Layout(
            0.46,
            (0.5, 1.12),
            ground="hills",
            pieces=(
                Piece(sky.cloud, 0.12, y=0.12, scale=0.85, plane="far"),
                Piece(sky.cloud, 0.9, y=0.16, scale=0.75, plane="far"),
                Piece(buildings.castle, 0.5, 0.1, 0.72, "far"),
                Piece(trees.tree, 0.1, 0.28, 1.0, "mid"),
                Piece(trees.tree, 0.92, 0.26, 0.92, "mid"),
                Piece(buildings.fence, 0.66, 0.46, 0.8, "near", ("#fffaf0", 6), 0.4),
                Piece(plants.flower, 0.1, 0.66, 1.2, "near", ("#b99cff", "star")),
                Piece(plants.flower, 0.2, 0.7, 1.1, "near", ("#ff8fb8", "tulip"), 0.4),
            ),
        ),
    ),
    has=frozenset(("castle",)),
    small=(plants.flower, plants.grass, plants.pebbles),
    texture="lawn",
    texture_far="scales",
)

CIRCUS = Setting(
    Palette(
        ("#9fd3f2", "#e3f0fa", "#fff0de"), "#cfe0b4", "#b7d68f", "#f2d6a2", "#c0894f", "#fbe8c4", "#fbf4ea", "#6cb565"
    ),
    (
        Layout(
            0.52,
            (0.4, 1.12),
            ground="flat",
            pieces=(
                Piece(sky.cloud, 0.16, y=0.16, scale=0.8, plane="far"),
                Piece(buildings.tent, 0.68, 0.16, 0.86, "mid"),
                Piece(toys.balloon, 0.1, 0.3, 0.9, "near", ("#ff6f7f",)),
                Piece(toys.balloon, 0.16, 0.34, 0.75, "near", ("#5fb8f0",), 0.4),
                Piece(toys.drum, 0.84, 0.66, 0.9, "near"),
                Piece(toys.ball, 0.1, 0.8, 1.0, "near"),
                Piece(plants.bush, 0.98, 0.26, 0.7, "near", least=0.4),
            ),
        ),
        Layout(
            0.48,
            (0.62, 1.12),
            ground="path",
            pieces=(
                Piece(sky.sun, 0.86, y=0.16, scale=0.6, plane="far"),
                Piece(buildings.tent, 0.28, 0.14, 0.8, "mid", ("#5f8fe0",)),
                Piece(toys.train, 0.9, 0.22, 0.62, "mid"),
                Piece(toys.balloon, 0.94, 0.5, 0.9, "near", ("#ffcf4d",)),
                Piece(toys.gift, 0.12, 0.72, 0.85, "near"),
                Piece(toys.ball, 0.26, 0.88, 0.8, "near", least=0.4),
            ),
        ),
        Layout(
            0.56,
            (0.5, 1.12),
            ground="hills",
            pieces=(
                Piece(sky.hot_air_balloon, 0.84, y=0.26, scale=0.62, plane="far"),
                Piece(buildings.tent, 0.22, 0.04, 0.62, "mid"),
                Piece(buildings.tent, 0.7, 0.02, 0.48, "mid", ("#9a78dc",)),
                Piece(toys.cake, 0.86, 0.6, 0.8, "near"),
                Piece(toys.balloon, 0.06, 0.5, 0.95, "near", ("#8fd07a",)),
                Piece(toys.balloon, 0.13, 0.56, 0.8, "near", ("#ff6f7f",), 0.4),
                Piece(toys.drum, 0.14, 0.78, 0.8, "near"),
            ),
        ),
    ),
    has=frozenset(("circus tent", "balloon")),
    small=(plants.pebbles, plants.grass),
    frame="bunting",
    texture="lattice",
    texture_far="stripes",
)
