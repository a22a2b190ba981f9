"""Places on the page: those taken, those in water, and those still free."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from inkwell_offline.illustrator.characters.fours import HOOFED
from inkwell_offline.illustrator.filling import ROOMS, draw_filling
from inkwell_offline.illustrator.ground import in_river
from inkwell_offline.illustrator.kit.geometry import Point, boxes_meet
from inkwell_offline.illustrator.order import Order, canvas_for, stage_for
from inkwell_offline.illustrator.props.catalogue import Thing, thing
from inkwell_offline.illustrator.seasons import pieces_in_season
from inkwell_offline.illustrator.settings.layout import Layout, Piece
from inkwell_offline.illustrator.stage import stream
from inkwell_offline.illustrator.words.brief import Prop

WHOLE = 1.1
"""How far from the edge a figure is all on the page but for its paws, for half of the room that it stands in."""
NEAR = (0.9, 0.1)
"""Shares of the width where friends stand who are seen from near."""


@dataclass
class Actor:
    """A character or thing among the heroes, sorted by its place from back to front."""

    y: float
    draw: Callable[[], None]


class Placing:
    """An order's page while it fills: who and what stands where, and the questions about free places."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.brief = order.brief
        self.canvas = canvas_for(order)
        self.stage = stage_for(order, self.canvas)
        self.layout: Layout = self.stage.layout
        self.pieces: list[Piece] = pieces_in_season(self.stage)
        self.actors: list[Actor] = []
        self.flying: list[Actor] = []
        self.fliers: list[tuple[float, float, float, float]] = []
        self.behind: list[Actor] = []
        self.standing: list[tuple[float, float]] = []
        self.kites: list[Point] = []
        self.manifest_hero: dict[str, Any] = {}
        self.rng = stream(order.key, "cast")
        self.close = self.brief.shot == "close" and self.brief.hero is not None

    @property
    def crowd(self) -> float:
        """The scale of each character, smaller where many share the page."""
        wide = sum(who.species in HOOFED for who in self.brief.companions)
        return (1.0, 1.0, 1.0, 0.88, 0.8, 0.74, 0.7, 0.66)[min(7, len(self.brief.companions) + wide)]

    def beside(self, x: float, y: float, scale: float, size: float) -> tuple[float, float]:
        """The x and the scale of a friend: clear of those who stand already, smaller where there is little room."""
        stage = self.stage
        half = 128 * scale * size
        edge = half * 0.72
        best = (0.0, x)
        for step in range(0, 13):
            for side in (1, -1):
                place = min(stage.width - edge, max(edge, x + side * step * stage.width * 0.06))
                gap = min((abs(place - other) / (half + reach) for other, reach in self.standing), default=2.0)
                if in_river(stage, place, y, half * 0.4):
                    gap = min(gap, 0.8)
                # A wide page has room for all; on a tall one its edge may cut who would else be hidden.
                if stage.width > stage.height:
                    gap = min(gap, 1.0) - max(0.0, WHOLE - min(place, stage.width - place) / half)
                if gap > best[0] + 0.02:
                    best = (gap, place)
            if best[0] >= 0.86:
                break
        gap, place = best
        if gap < 0.72:
            scale *= max(0.7, gap / 0.72)
        self.standing.append((place, half))
        return place, scale

    def clear_air(self, air: list[tuple[float, float]], half: float, high: float) -> tuple[float, float]:
        """The feet of somebody who flies: the next place in the air that covers nobody."""
        stage = self.stage
        tries = [*air, (0.14, 0.2), (0.86, 0.2), (0.5, 0.12), (0.14, 0.5), (0.86, 0.5)]
        for share, level in tries:
            x = min(stage.width - half, max(half, stage.x(share)))
            y = max(high * 1.02, stage.height * level + high * 0.35)
            if not any(boxes_meet((x - half, y - high, x + half, y), box) for box in stage.kept):
                break
        if (share, level) in air:
            air.remove((share, level))
        return x, y

    def clear(self, share: float, depth: float, reach: float) -> None:
        """Take away pieces of the layout where somebody or something else will stand.

        In a room also a table before them: furniture is drawn behind everybody.
        """
        deep = 0.6 if self.stage.setting.kind == "room" else 0.34
        self.pieces = [
            p
            for p in self.pieces
            if p.plane not in ("near", "front")
            or p.y is not None
            or abs(p.x - share) > reach
            or abs(p.depth - depth) > deep
            or (p.scale > 0.98 and p.depth < 0.36)
        ]

    def on_page(self, x: float, width: float) -> float:
        """The x of a thing `width` wide, moved so far that nearly all of it shows."""
        return max(width * 0.46, min(self.stage.width - width * 0.46, x))

    def draw_thing(self, prop: Prop, item: Thing, x: float, y: float, scale: float, n: int) -> Callable[[], None]:
        rng = stream(self.order.key, prop.name, n)
        contents = dict(self.brief.filled).get(prop.name, ())
        item = thing("empty basket") if contents and prop.name == "basket" else item
        is_before = bool(contents) and ROOMS[prop.name].before
        name = prop.name.removeprefix("icon:")

        def draw() -> None:
            before = self.canvas.art.counts.get(name, 0)
            with self.canvas.at(x, y, scale, weight=min(1.0, scale) ** 0.4):
                if contents and not is_before:
                    draw_filling(self.canvas, prop.name, item, contents, self.order.key)
                item.draw(self.canvas, rng, *((prop.colour,) if prop.colour else ()))
                if is_before:
                    draw_filling(self.canvas, prop.name, item, contents, self.order.key)
            if self.canvas.art.counts.get(name, 0) == before:
                self.canvas.count(name)

        return draw
