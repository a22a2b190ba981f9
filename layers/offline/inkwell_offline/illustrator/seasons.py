"""The seasons: the things of a place in another season."""

from collections.abc import Sequence
from dataclasses import replace

from inkwell_offline.illustrator.props import plants, trees
from inkwell_offline.illustrator.settings.layout import Draw, Piece
from inkwell_offline.illustrator.stage import Stage

IN_WINTER: dict[Draw, Draw] = {
    trees.pine: trees.snowy_pine,
    trees.apple_tree: trees.tree,
    plants.flower: plants.pebbles,
    plants.sunflower: plants.stump,
}
"""What stands where snow lies, in place of what a setting has in other seasons."""


def in_season(stage: Stage, draws: Sequence[Draw]) -> list[Draw]:
    """The things of a setting as they are drawn in a season."""
    return [IN_WINTER.get(draw, draw) if stage.snowy else draw for draw in draws]


def pieces_in_season(stage: Stage) -> list[Piece]:
    """The pieces of the layout as they are in this season."""
    found = []
    for piece in stage.layout.pieces:
        (draw,) = in_season(stage, [piece.draw])
        found.append(piece if draw is piece.draw else replace(piece, draw=draw, args=()))
    return found
