"""Rooms: bedroom, kitchen and school."""

from inkwell_offline.illustrator.props import buildings, home, toys
from inkwell_offline.illustrator.settings.layout import Layout, Palette, Piece, Setting

FRIENDS = ((0.76, 0.56, 0.95), (0.14, 0.5, 0.9), (0.9, 0.4, 0.8), (0.3, 0.3, 0.7), (0.62, 0.26, 0.66))

BEDROOM = Setting(
    Palette(
        ("#fbe3ee", "#fdeef2", "#fff4ee"), "#f6d3e0", "#f9dfe8", "#e9c49a", "#a9764a", "#f3d9b4", "#fff4ee", "#7cc06a"
    ),
    (
        Layout(
            0.64,
            (0.36, 1.08),
            friends=FRIENDS,
            ground="floor",
            pieces=(
                Piece(home.window_view, 0.24, y=0.46, scale=1.0),
                Piece(home.bed, 0.74, 0.34, 1.1),
                Piece(home.picture_frame, 0.62, y=0.22, scale=1.0),
                Piece(home.rug, 0.4, 0.76, 1.3),
                Piece(home.lamp, 0.96, 0.26, 1.0, least=0.3),
                Piece(home.teddy, 0.92, 0.8, 0.85),
                Piece(toys.ball, 0.08, 0.86, 0.8, least=0.4),
            ),
        ),
        Layout(
            0.6,
            (0.6, 1.1),
            friends=FRIENDS,
            ground="floor",
            pieces=(
                Piece(home.bookshelf, 0.14, 0.12, 1.12),
                Piece(home.window_view, 0.56, y=0.42, scale=1.05),
                Piece(home.picture_frame, 0.88, y=0.24, scale=0.9),
                Piece(home.rug, 0.56, 0.78, 1.4),
                Piece(home.toy_box, 0.88, 0.4, 0.95),
                Piece(home.teddy, 0.12, 0.74, 0.9),
                Piece(toys.book, 0.28, 0.9, 0.9, least=0.4),
                Piece(home.picture_frame, 0.34, y=0.26, scale=0.75, least=0.5),
            ),
        ),
        Layout(
            0.66,
            (0.52, 1.08),
            friends=FRIENDS,
            ground="floor",
            pieces=(
                Piece(home.bed, 0.24, 0.24, 1.0),
                Piece(home.window_view, 0.74, y=0.46, scale=1.0),
                Piece(home.picture_frame, 0.26, y=0.24, scale=1.0),
                Piece(home.picture_frame, 0.42, y=0.32, scale=0.7, least=0.4),
                Piece(home.rug, 0.56, 0.8, 1.3),
                Piece(home.lamp, 0.93, 0.2, 1.1),
                Piece(home.toy_box, 0.88, 0.66, 0.9, least=0.3),
                Piece(toys.ball, 0.14, 0.84, 0.9),
            ),
        ),
    ),
    kind="room",
    has=frozenset(("window", "rug")),
    texture="stripes",
    extra={"wall": "dots"},
)

KITCHEN = Setting(
    Palette(
        ("#fff3d6", "#fff6e2", "#fffaf0"), "#fce6b8", "#fdeecd", "#e3d3bc", "#a98a62", "#f3e6cf", "#fffaf0", "#7cc06a"
    ),
    (
        Layout(
            0.62,
            (0.4, 1.1),
            friends=FRIENDS,
            ground="floor",
            pieces=(
                Piece(home.window_view, 0.3, y=0.44, scale=0.95),
                Piece(home.cupboard, 0.28, 0.14, 1.1),
                Piece(home.stove, 0.78, 0.16, 1.1),
                Piece(home.wall_shelf, 0.76, y=0.24, scale=1.0),
                Piece(home.rug, 0.42, 0.84, 1.1, args=("#a9d8c4",), least=0.4),
                Piece(home.chair, 0.93, 0.7, 0.95),
                Piece(toys.basket, 0.1, 0.76, 0.9),
            ),
        ),
        Layout(
            0.58,
            (0.62, 1.1),
            friends=FRIENDS,
            ground="floor",
            pieces=(
                Piece(home.stove, 0.14, 0.14, 1.1),
                Piece(home.cupboard, 0.62, 0.12, 1.2),
                Piece(home.window_view, 0.6, y=0.4, scale=0.95),
                Piece(home.wall_shelf, 0.16, y=0.22, scale=0.9),
                Piece(home.wall_shelf, 0.92, y=0.26, scale=0.7, least=0.5),
                Piece(home.table, 0.2, 0.86, 0.95),
                Piece(home.pot, 0.2, 0.53, 0.6, least=0.3),
                Piece(home.rug, 0.66, 0.88, 1.0, args=("#f2c08f",), least=0.5),
            ),
        ),
        Layout(
            0.64,
            (0.5, 1.1),
            friends=FRIENDS,
            ground="floor",
            pieces=(
                Piece(home.cupboard, 0.2, 0.12, 1.0),
                Piece(home.wall_shelf, 0.2, y=0.26, scale=1.05),
                Piece(home.wall_shelf, 0.2, y=0.4, scale=0.9, least=0.4),
                Piece(home.window_view, 0.72, y=0.46, scale=1.0),
                Piece(home.stove, 0.92, 0.2, 0.95),
                Piece(home.chair, 0.1, 0.7, 1.0),
                Piece(toys.basket, 0.84, 0.84, 0.9),
                Piece(home.rug, 0.5, 0.88, 1.0, args=("#f2a3b3",), least=0.5),
            ),
        ),
    ),
    kind="room",
    has=frozenset(("stove", "window", "cupboard")),
    texture="lattice",
    extra={"wall": "tiles"},
)

SCHOOL = Setting(
    Palette(
        ("#dff1ee", "#e9f6f2", "#f4faf6"), "#c9e6de", "#d9eee8", "#e6c79a", "#a9764a", "#f3d9b4", "#f4faf6", "#7cc06a"
    ),
    (
        Layout(
            0.6,
            (0.38, 1.08),
            friends=FRIENDS,
            ground="floor",
            pieces=(
                Piece(home.blackboard, 0.46, y=0.42, scale=1.15),
                Piece(home.bookshelf, 0.92, 0.1, 1.0),
                Piece(home.desk, 0.76, 0.66, 1.0),
                Piece(home.picture_frame, 0.1, y=0.26, scale=0.8),
                Piece(toys.book, 0.1, 0.86, 1.0),
                Piece(home.chair, 0.94, 0.78, 0.8, least=0.5),
            ),
        ),
        Layout(
            0.64,
            (0.6, 1.08),
            friends=FRIENDS,
            ground="floor",
            pieces=(
                Piece(home.window_view, 0.22, y=0.46, scale=1.0),
                Piece(home.blackboard, 0.7, y=0.4, scale=1.0),
                Piece(home.desk, 0.2, 0.62, 1.05),
                Piece(home.bookshelf, 0.0, 0.1, 0.9, least=0.5),
                Piece(home.desk, 0.92, 0.5, 0.8, least=0.3),
                Piece(buildings.bunting, 0.02, y=0.06, scale=1.0, args=(960, 34), least=0.4),
            ),
        ),
        Layout(
            0.58,
            (0.5, 1.08),
            friends=FRIENDS,
            ground="floor",
            pieces=(
                Piece(home.bookshelf, 0.12, 0.12, 1.1),
                Piece(home.bookshelf, 0.88, 0.12, 1.1),
                Piece(home.window_view, 0.5, y=0.42, scale=1.0),
                Piece(home.rug, 0.5, 0.8, 1.4, args=("#8fc7e0",)),
                Piece(home.table, 0.9, 0.88, 0.75),
                Piece(toys.book, 0.16, 0.8, 1.0),
                Piece(toys.book, 0.24, 0.92, 0.9, args=("#5fb8e0",), least=0.4),
            ),
        ),
    ),
    kind="room",
    has=frozenset(("blackboard", "window", "bookshelf")),
    texture="stripes",
    extra={"wall": "plain"},
)
