"""Beach, the world under water, and space."""

from inkwell_offline.illustrator.props import plants, sea, sky, toys, trees
from inkwell_offline.illustrator.settings.layout import Layout, Palette, Piece, Setting

BEACH = Setting(
    Palette(
        ("#7cc9f2", "#cdeefa", "#fff4dc"), "#7fc4ea", "#6fb8e6", "#f7dfa8", "#d9a45c", "#fdeccb", "#eaf7fd", "#58b368"
    ),
    (
        Layout(
            0.5,
            (0.42, 1.14),
            ground="shore",
            pieces=(
                Piece(sky.sun, 0.14, y=0.15, scale=0.75, plane="far"),
                Piece(sky.cloud, 0.5, y=0.13, scale=0.8, plane="far"),
                Piece(sea.sailboat, 0.74, 0.12, 0.5, "mid"),
                Piece(trees.palm, 0.94, 0.5, 1.25, "near"),
                Piece(sea.sandcastle, 0.76, 0.66, 0.9, "near"),
                Piece(sea.starfish, 0.1, 0.78, 0.7, "near"),
                Piece(sea.shell, 0.22, 0.9, 0.7, "near", least=0.4),
                Piece(toys.ball, 0.92, 0.9, 0.8, "near", least=0.4),
            ),
        ),
        Layout(
            0.42,
            (0.6, 1.14),
            ground="shore",
            pieces=(
                Piece(sky.cloud, 0.24, y=0.12, scale=0.9, plane="far"),
                Piece(sky.sun, 0.82, y=0.15, scale=0.7, plane="far"),
                Piece(sea.sailboat, 0.4, 0.1, 0.42, "mid", least=0.4),
                Piece(sea.parasol, 0.18, 0.58, 1.15, "near"),
                Piece(trees.palm, 0.02, 0.44, 1.0, "near", least=0.5),
                Piece(sea.shell, 0.9, 0.72, 0.8, "near"),
                Piece(sea.starfish, 0.8, 0.9, 0.7, "near"),
                Piece(sea.sandcastle, 0.9, 0.5, 0.55, "near", least=0.4),
                Piece(plants.rock, 0.05, 0.84, 0.7, "near", least=0.5),
            ),
        ),
        Layout(
            0.54,
            (0.5, 1.12),
            ground="shore",
            pieces=(
                Piece(sky.cloud, 0.72, y=0.14, scale=0.9, plane="far"),
                Piece(sky.little_bird, 0.3, y=0.2, scale=0.6, plane="far"),
                Piece(sky.little_bird, 0.44, y=0.14, scale=0.45, plane="far", least=0.4),
                Piece(plants.rock, 0.16, 0.06, 1.2, "mid"),
                Piece(trees.palm, 0.1, 0.46, 1.2, "near"),
                Piece(plants.rock, 0.92, 0.52, 1.0, "near"),
                Piece(sea.shell, 0.8, 0.74, 0.8, "near"),
                Piece(sea.starfish, 0.2, 0.86, 0.75, "near"),
                Piece(plants.grass, 0.96, 0.62, 1.0, "near", least=0.4),
            ),
        ),
    ),
    has=frozenset(("starfish", "shell")),
    small=(sea.shell, plants.pebbles, sea.starfish, plants.grass),
    texture="stripes",
    texture_far="waves",
    extra={"sea": "1", "ripples": "1"},
)

UNDERWATER = Setting(
    Palette(
        ("#8fe0f0", "#5fbfe6", "#3f9ad6"), "#5fa8dc", "#6fbfd8", "#f2dca6", "#b9925a", "#fdeccb", "#7fcdf0", "#4fae7a"
    ),
    (
        Layout(
            0.68,
            (0.44, 1.08),
            ground="hills",
            pieces=(
                Piece(sea.fish, 0.76, y=0.2, scale=0.8, plane="mid"),
                Piece(sea.fish, 0.2, y=0.3, scale=0.6, plane="mid"),
                Piece(sea.fish, 0.88, y=0.42, scale=0.55, plane="mid", least=0.5),
                Piece(sea.seaweed, 0.06, 0.3, 1.2, "near"),
                Piece(sea.coral, 0.86, 0.42, 1.2, "near", ("#ff7f8f",)),
                Piece(sea.coral, 0.16, 0.56, 0.9, "near", ("#c58be0",)),
                Piece(sea.seaweed, 0.97, 0.5, 1.1, "near"),
                Piece(sea.bubbles, 0.66, y=0.42, scale=0.9, plane="near"),
                Piece(sea.starfish, 0.74, 0.86, 0.7, "near"),
                Piece(sea.shell, 0.06, 0.92, 0.8, "near", least=0.4),
                Piece(sea.bubbles, 0.1, y=0.5, scale=0.7, plane="near", least=0.4),
            ),
        ),
        Layout(
            0.62,
            (0.58, 1.06),
            ground="hills",
            pieces=(
                Piece(sea.fish, 0.2, y=0.2, scale=0.85, plane="mid"),
                Piece(sea.jellyfish, 0.82, y=0.26, scale=0.7, plane="mid"),
                Piece(sea.fish, 0.36, y=0.38, scale=0.5, plane="mid", least=0.5),
                Piece(plants.rock, 0.12, 0.2, 1.7, "mid", ("#8fa6c0",)),
                Piece(sea.coral, 0.26, 0.36, 1.0, "near", ("#ff9f5a",)),
                Piece(sea.treasure, 0.16, 0.72, 0.85, "near"),
                Piece(sea.seaweed, 0.92, 0.3, 1.3, "near"),
                Piece(sea.coral, 0.88, 0.6, 0.9, "near", ("#f7c948",)),
                Piece(sea.bubbles, 0.36, y=0.52, scale=0.8, plane="near"),
                Piece(sea.anemone, 0.78, 0.86, 0.9, "near", least=0.4),
            ),
        ),
        Layout(
            0.72,
            (0.5, 1.06),
            ground="hills",
            pieces=(
                Piece(sea.fish, 0.14, y=0.24, scale=0.7, plane="mid"),
                Piece(sea.fish, 0.28, y=0.16, scale=0.55, plane="mid"),
                Piece(sea.fish, 0.84, y=0.22, scale=0.8, plane="mid"),
                Piece(sea.seaweed, 0.1, 0.34, 1.4, "near"),
                Piece(sea.seaweed, 0.22, 0.5, 0.9, "near", least=0.4),
                Piece(sea.coral, 0.9, 0.4, 1.3, "near", ("#c58be0",)),
                Piece(sea.anemone, 0.78, 0.6, 1.1, "near"),
                Piece(sea.starfish, 0.14, 0.86, 0.8, "near"),
                Piece(sea.bubbles, 0.74, y=0.5, scale=0.9, plane="near"),
                Piece(sea.jellyfish, 0.62, y=0.16, scale=0.5, plane="mid", least=0.4),
            ),
        ),
    ),
    kind="sea",
    has=frozenset(("fish", "coral", "seaweed", "bubble")),
    small=(sea.shell, plants.pebbles, sea.starfish, sea.anemone),
    texture="stripes",
    texture_far="waves",
    extra={"ripples": "1"},
)

SPACE = Setting(
    Palette(
        ("#1d1f52", "#3a3486", "#7a5ab8"), "#6a5aa8", "#8f82c8", "#c9bfe6", "#6a5aa0", "#d9d0f0", "#6f62b4", "#8f82c8"
    ),
    (
        Layout(
            0.66,
            (0.42, 1.12),
            ground="hills",
            pieces=(
                Piece(toys.planet, 0.8, y=0.24, scale=1.0, plane="far", args=("#f7a45c",)),
                Piece(toys.planet, 0.16, y=0.16, scale=0.5, plane="far", args=("#6fc3b4",)),
                Piece(toys.rocket, 0.84, 0.5, 0.92, "near"),
                Piece(toys.craters, 0.2, 0.42, 1.0, "near"),
                Piece(toys.craters, 0.62, 0.78, 0.8, "near", least=0.4),
                Piece(plants.rock, 0.06, 0.74, 0.8, "near", ("#b0a5d0",), 0.4),
                Piece(sky.little_star, 0.5, y=0.14, scale=0.8, plane="far"),
                Piece(sky.little_star, 0.3, y=0.32, scale=0.6, plane="far"),
            ),
        ),
        Layout(
            0.72,
            (0.58, 1.1),
            ground="hills",
            pieces=(
                Piece(toys.planet, 0.2, y=0.26, scale=1.2, plane="far", args=("#c58be0",)),
                Piece(toys.ufo, 0.76, y=0.18, scale=0.75, plane="mid"),
                Piece(toys.craters, 0.8, 0.42, 1.1, "near"),
                Piece(toys.craters, 0.16, 0.7, 0.9, "near"),
                Piece(plants.rock, 0.92, 0.8, 0.9, "near", ("#b0a5d0",), 0.4),
                Piece(sky.little_star, 0.46, y=0.12, scale=0.7, plane="far"),
                Piece(sky.little_star, 0.9, y=0.4, scale=0.6, plane="far"),
                Piece(sky.little_star, 0.06, y=0.5, scale=0.6, plane="far", least=0.4),
            ),
        ),
        Layout(
            0.6,
            (0.5, 1.1),
            ground="hills",
            pieces=(
                Piece(toys.planet, 0.86, y=0.2, scale=0.8, plane="far", args=("#6fc3b4",)),
                Piece(toys.planet, 0.14, y=0.34, scale=0.9, plane="far", args=("#f27f9f",)),
                Piece(toys.rocket, 0.16, 0.36, 0.75, "near"),
                Piece(toys.craters, 0.82, 0.4, 1.2, "near"),
                Piece(toys.craters, 0.3, 0.84, 0.7, "near", least=0.4),
                Piece(plants.rock, 0.95, 0.66, 1.0, "near", ("#b0a5d0",), 0.4),
                Piece(sky.little_star, 0.36, y=0.14, scale=0.7, plane="far"),
                Piece(sky.little_star, 0.62, y=0.2, scale=0.9, plane="far"),
            ),
        ),
    ),
    kind="space",
    has=frozenset(("star", "planet")),
    small=(toys.craters, plants.rock, toys.craters),
    texture="rings",
    texture_far="waves",
    extra={"ripples": "1"},
)
