"""Meadow, garden and desert."""

from random import Random

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.props import buildings, plants, sky, toys, trees
from inkwell_offline.illustrator.settings.layout import Layout, Palette, Piece, Setting

DAISY = ("#ffffff", "daisy")
TULIP = ("#ff7fae", "tulip")
SUN = ("#ffcf4d", "sunflower")

MEADOW = Setting(
    Palette(
        ("#84cdf2", "#d3effa", "#fff7df"), "#b3dfa8", "#98d584", "#86cf66", "#2a7a48", "#f4dfb2", "#f0f9ea", "#5cb257"
    ),
    (
        Layout(
            0.5,
            (0.4, 1.16),
            ground="path",
            pieces=(
                Piece(sky.sun, 0.84, y=0.15, scale=0.72, plane="far"),
                Piece(sky.cloud, 0.3, y=0.14, scale=0.9, plane="far"),
                Piece(sky.cloud, 0.58, y=0.22, scale=0.62, plane="far", least=0.5),
                Piece(trees.tree, 0.12, 0.04, 0.5, "far", least=0.4),
                Piece(trees.tree, 0.9, 0.02, 0.44, "far", least=0.4),
                Piece(buildings.windmill, 0.72, 0.1, 0.62, "mid"),
                Piece(plants.bush, 0.9, 0.22, 0.7, "mid", least=0.4),
                Piece(trees.tree, 0.06, 0.32, 1.05, "near"),
                Piece(buildings.fence, 0.68, 0.42, 0.85, "near", least=0.4),
                Piece(plants.flower, 0.93, 0.74, 1.2, "near", DAISY),
                Piece(plants.flower, 0.84, 0.7, 0.95, "near", TULIP, 0.5),
            ),
        ),
        Layout(
            0.46,
            (0.6, 1.16),
            ground="river",
            pieces=(
                Piece(sky.sun, 0.16, y=0.14, scale=0.7, plane="far"),
                Piece(sky.cloud, 0.7, y=0.13, scale=0.95, plane="far"),
                Piece(sky.cloud, 0.44, y=0.2, scale=0.6, plane="far", least=0.5),
                Piece(trees.tree, 0.08, 0.06, 0.56, "far", least=0.4),
                Piece(trees.tree, 0.3, 0.04, 0.46, "far", least=0.5),
                Piece(buildings.barn, 0.84, 0.12, 0.62, "mid"),
                Piece(plants.bush, 0.64, 0.12, 0.6, "mid", least=0.5),
                Piece(buildings.bridge, 0.26, 0.46, 0.8, "near"),
                Piece(plants.reeds, 0.44, 0.56, 0.75, "near", least=0.5),
                Piece(trees.tree, 0.98, 0.4, 1.1, "near", least=0.4),
                Piece(plants.flower, 0.08, 0.8, 1.2, "near", TULIP),
                Piece(plants.flower, 0.17, 0.84, 1.0, "near", DAISY, 0.5),
            ),
        ),
        Layout(
            0.56,
            (0.5, 1.14),
            ground="hills",
            pieces=(
                Piece(sky.cloud, 0.2, y=0.13, scale=1.0, plane="far"),
                Piece(sky.cloud, 0.8, y=0.2, scale=0.75, plane="far"),
                Piece(sky.hot_air_balloon, 0.56, y=0.2, scale=0.42, plane="far", least=0.5),
                Piece(buildings.house, 0.22, 0.06, 0.52, "mid"),
                Piece(trees.tree, 0.08, 0.06, 0.55, "mid"),
                Piece(trees.tree, 0.4, 0.04, 0.42, "mid", least=0.5),
                Piece(trees.apple_tree, 0.88, 0.34, 1.2, "near"),
                Piece(plants.bush, 0.06, 0.44, 0.9, "near"),
                Piece(plants.sunflower, 0.18, 0.62, 0.72, "near"),
                Piece(plants.sunflower, 0.08, 0.7, 0.82, "near", least=0.5),
                Piece(plants.rock, 0.72, 0.56, 0.6, "near", least=0.6),
            ),
        ),
    ),
    has=frozenset(("flower", "tree", "cloud")),
    small=(plants.flower, plants.grass, plants.flower, plants.grass),
    texture="lawn",
    texture_far="stripes",
)

GARDEN = Setting(
    Palette(
        ("#93d6f0", "#dcf3f7", "#fff6e4"), "#b7e0a6", "#9ad68a", "#8ed56f", "#2a7a48", "#f1dcc0", "#f3faec", "#5cb257"
    ),
    (
        Layout(
            0.46,
            (0.44, 1.16),
            ground="path",
            pieces=(
                Piece(sky.cloud, 0.7, y=0.12, scale=0.9, plane="far"),
                Piece(sky.sun, 0.14, y=0.14, scale=0.62, plane="far"),
                Piece(trees.tree, 0.08, 0.0, 0.62, "far"),
                Piece(trees.tree, 0.5, 0.0, 0.5, "far", least=0.5),
                Piece(buildings.house, 0.8, 0.14, 0.9, "mid"),
                Piece(buildings.fence, 0.0, 0.2, 0.8, "mid", ("#fffaf0", 7), 0.3),
                Piece(plants.bush, 0.58, 0.22, 0.7, "near", least=0.4),
                Piece(plants.sunflower, 0.07, 0.46, 0.95, "near"),
                Piece(plants.sunflower, 0.18, 0.42, 0.8, "near", least=0.4),
                Piece(plants.flower, 0.88, 0.6, 1.2, "near", TULIP),
                Piece(plants.flower, 0.96, 0.64, 1.1, "near", DAISY),
                Piece(plants.flower, 0.8, 0.58, 0.95, "near", ("#b99cff", "star"), 0.5),
            ),
        ),
        Layout(
            0.4,
            (0.58, 1.16),
            ground="flat",
            pieces=(
                Piece(sky.cloud, 0.3, y=0.1, scale=0.9, plane="far"),
                Piece(sky.cloud, 0.66, y=0.16, scale=0.6, plane="far", least=0.5),
                Piece(trees.tree, 0.9, 0.06, 0.8, "mid"),
                Piece(buildings.fence, 0.28, 0.12, 0.95, "mid", ("#fffaf0", 9), 0.2),
                Piece(buildings.well, 0.2, 0.34, 0.9, "near"),
                Piece(plants.berry_bush, 0.9, 0.4, 1.0, "near"),
                Piece(plants.carrots, 0.06, 0.62, 0.85, "near"),
                Piece(plants.carrots, 0.16, 0.66, 0.8, "near", least=0.4),
                Piece(plants.carrots, 0.27, 0.62, 0.75, "near", least=0.6),
                Piece(plants.flower, 0.86, 0.72, 1.2, "near", ("#ff7a6b", "rose")),
                Piece(plants.flower, 0.95, 0.76, 1.2, "near", TULIP, 0.4),
            ),
        ),
        Layout(
            0.52,
            (0.5, 1.14),
            ground="hills",
            pieces=(
                Piece(sky.sun, 0.8, y=0.15, scale=0.66, plane="far"),
                Piece(sky.cloud, 0.36, y=0.14, scale=0.85, plane="far"),
                Piece(plants.bush, 0.3, 0.02, 0.9, "mid", least=0.4),
                Piece(plants.bush, 0.66, 0.02, 0.8, "mid", least=0.4),
                Piece(trees.apple_tree, 0.12, 0.3, 1.15, "near"),
                Piece(plants.flower, 0.9, 0.36, 1.3, "near", SUN),
                Piece(plants.flower, 0.8, 0.4, 1.15, "near", ("#8fb6ff", "bell")),
                Piece(toys.basket, 0.78, 0.72, 0.8, "near", least=0.4),
                Piece(plants.mushroom, 0.95, 0.62, 0.5, "near", least=0.5),
            ),
        ),
    ),
    has=frozenset(("flower", "fence")),
    small=(plants.flower, plants.flower, plants.grass),
    texture="flowers",
    texture_far="leaves",
)


def _small_cactus(canvas: Canvas, rng: Random) -> None:
    with canvas.at(0, 0, 0.6, weight=0.8):
        plants.cactus(canvas, rng)


DESERT = Setting(
    Palette(
        ("#8fd0f0", "#fbe6c4", "#fff0d4"), "#f0c894", "#ecb878", "#f4cf90", "#b8743f", "#fae3b8", "#fdf0da", "#7fb36a"
    ),
    (
        Layout(
            0.5,
            (0.4, 1.14),
            ground="hills",
            pieces=(
                Piece(sky.sun, 0.8, y=0.16, scale=0.8, plane="far"),
                Piece(sky.cloud, 0.3, y=0.12, scale=0.6, plane="far", least=0.5),
                Piece(plants.cactus, 0.14, 0.16, 0.7, "mid"),
                Piece(plants.rock, 0.66, 0.12, 0.9, "mid"),
                Piece(plants.cactus, 0.86, 0.42, 1.15, "near"),
                Piece(plants.rock, 0.08, 0.56, 0.9, "near"),
                Piece(plants.cactus, 0.7, 0.4, 0.6, "near", least=0.5),
                Piece(plants.grass, 0.24, 0.6, 0.9, "near"),
            ),
        ),
        Layout(
            0.46,
            (0.62, 1.14),
            ground="river",
            pieces=(
                Piece(sky.sun, 0.2, y=0.15, scale=0.75, plane="far"),
                Piece(trees.palm, 0.16, 0.3, 1.1, "near"),
                Piece(trees.palm, 0.3, 0.26, 0.85, "near"),
                Piece(plants.reeds, 0.42, 0.46, 0.7, "near", least=0.5),
                Piece(plants.rock, 0.92, 0.4, 1.0, "near"),
                Piece(plants.cactus, 0.86, 0.12, 0.6, "mid"),
                Piece(plants.bush, 0.06, 0.42, 0.7, "near"),
            ),
        ),
        Layout(
            0.56,
            (0.5, 1.12),
            ground="path",
            pieces=(
                Piece(sky.sun, 0.5, y=0.18, scale=0.8, plane="far"),
                Piece(plants.rock, 0.2, 0.06, 1.4, "mid", ("#d99a62",)),
                Piece(plants.rock, 0.8, 0.04, 1.2, "mid", ("#d99a62",)),
                Piece(plants.cactus, 0.1, 0.4, 1.1, "near"),
                Piece(plants.cactus, 0.9, 0.5, 0.95, "near"),
                Piece(plants.rock, 0.76, 0.6, 0.6, "near", least=0.4),
                Piece(buildings.signpost, 0.26, 0.46, 0.8, "near", least=0.5),
            ),
        ),
    ),
    has=frozenset(("cactus",)),
    small=(plants.rock, plants.grass, _small_cactus, plants.flower, plants.pebbles),
    texture="stripes",
    texture_far="scales",
    extra={"ripples": "1"},
)
