"""The things a text names, put where they belong: on the ground, in the air, behind everybody, or in the middle."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import TypeVar

from inkwell_offline.illustrator.ground import in_river
from inkwell_offline.illustrator.kit.geometry import boxes_meet
from inkwell_offline.illustrator.order import Order
from inkwell_offline.illustrator.placing import NEAR, Actor
from inkwell_offline.illustrator.props import toys
from inkwell_offline.illustrator.props.catalogue import Thing, thing
from inkwell_offline.illustrator.relating import Relating
from inkwell_offline.illustrator.seats import TABLES
from inkwell_offline.illustrator.words.brief import Prop

SHIPS = frozenset(
    [
        "boat",
        "pirate ship",
        "whale",
        "icon:canoe",
        "icon:speedboat",
        "icon:ferry",
        "icon:motor-boat",
        "icon:passenger-ship",
    ]
)
NETS = frozenset(("icon:spider-web",))
"""Things in whose middle others are."""
LIGHTS = frozenset(("sun", "moon", "crescent moon", "planet"))
"""Lights of the sky: drawn around their middle, above the land."""
SWIMMERS = frozenset(
    (
        "fish",
        "dolphin",
        "manta ray",
        "jellyfish",
        "icon:tropical-fish",
        "icon:blowfish",
        "icon:shark",
        "icon:squid",
        "icon:shrimp",
        "icon:lobster",
    )
)
"""Things that float in water, and lie on dry land."""
REACH = 60.0
"""Units to each side that a thing in the air takes, more or less."""
PAIRS = {2: 0.66, 3: 0.52}
"""How much smaller so many things side by side are."""
WINGS = 0.14
"""The share of the page's width that half of a large flying thing takes."""
SMALLISH = 240.0
"""Units: what is smaller stands on a table."""
AFLOAT = 0.26
"""How far down the ground ships lie: just beyond the foam."""


Place = TypeVar("Place")


class Things(Relating):
    """Adds the props of the brief."""

    def __init__(self, order: Order) -> None:
        super().__init__(order)
        self.beside_stack: set[str] = set()

    def add_things(self) -> None:
        stage, hero = self.stage, self.layout.hero[0]
        spots = [s for s in self.layout.spots if abs(s[0] - hero) > (0.2 if self.brief.hero else 0.0)]
        taken = [x for x, _, _ in self.layout.friends[: len(self.brief.companions)]]
        spots.sort(key=lambda s: any(abs(s[0] - t) < 0.14 for t in taken))
        big = [b for b in self.layout.big if abs(b[0] - hero) > 0.15] or list(self.layout.big)
        big.sort(key=lambda b: any(abs(stage.x(b[0]) - x) < 0.2 * stage.width for x, _ in self.standing))
        air = [a for a in self.layout.air if (abs(a[0] - hero) > 0.2 or a[1] < 0.2) and not self.meets_flier(*a)]
        spots.sort(key=lambda s: in_river(stage, stage.x(s[0]), stage.y(s[1]), 30))
        self.leave_out()
        focus = self.brief.hero is None
        props = list(self.brief.props)
        if focus and props and thing(props[0].name).where == "air":
            # A building is what a picture without anybody is about, not what hangs over it.
            props.sort(key=lambda prop: thing(prop.name).where != "big")
        corners = [0.15, 0.85] if self.close else []
        for prop in props:
            item = thing(prop.name)
            if prop.name in (self.brief.stack[1], *self.beside_stack) or self._is_shown_anyway(prop, item):
                continue
            placed = self._first_placed(prop, item, focus)
            focus = focus and not placed
            for n in range(prop.count - placed):
                where = self._where(prop, item)
                if where == "big" and big and n == 0:
                    share, depth, k = self._next(big, prop)
                    self._set_piece(prop, item, share, depth, k)
                elif where in ("air", "sky") and air:
                    share, high = self._next(air, prop)
                    self._in_air(prop, item, share, high, n)
                elif corners and n == 0:
                    self._in_front(prop, item, corners.pop(0))
                elif spots:
                    share, depth, k = self._next(spots, prop)
                    self._on_ground(prop, item, share, depth, k * (0.5 if where == "big" else 1.0), n)

    def _where(self, prop: Prop, item: Thing) -> str:
        """The part of the scene in which a thing is drawn: on land, fish are never in the sky."""
        return "ground" if prop.name in SWIMMERS and self.stage.setting.kind != "sea" else item.where

    def meets_flier(self, share: float, level: float) -> bool:
        """True for a place in the air where a thing would cover somebody who flies."""
        x, y = self.stage.x(share), self.stage.height * level
        near = (x - REACH, y - REACH, x + REACH, y + REACH)
        return any(boxes_meet(near, flier) for flier in self.fliers)

    def _next(self, places: list[Place], prop: Prop) -> Place:
        """The next of the free places; what a change adds gets any of them, another one for each seed."""
        return places.pop(self.order.turn % len(places) if prop.name in self.order.added else 0)

    def _is_shown_anyway(self, prop: Prop, item: Thing) -> bool:
        """True for a thing that the place shows on its own, or a relation, where no words say who is near it."""
        stage = self.stage
        if prop.name == "wheelchair" and self.brief.bond[0] == "push":
            return True
        if prop.name in ("moon", "crescent moon"):
            return self.brief.time == "night" and stage.setting.kind == "sky"
        usual = prop.name in stage.setting.has and item.where in ("big", "sky")
        return (
            usual
            and prop.name in ("castle", "circus tent", "tree", "pine", "palm", "window", "bookshelf")
            and prop.name != self.brief.place[1]
        )

    def _first_placed(self, prop: Prop, item: Thing, focus: bool) -> int:
        """Put the first of a prop's things where a relation to the hero or the middle of the picture is its place.

        Args:
            focus: whether the middle is still to be filled.

        Returns:
            How many were put there.
        """
        if prop.name == self.brief.perched[0] and self.brief.hero is not None and not self.close:
            self.perched(prop, item)
        elif prop.name == self.brief.place[1] and self.brief.hero is not None and not self.close:
            self.placed(self.brief.place[0], prop, item)
        elif focus and prop.name == self.brief.stack[0]:
            self._stacked(prop, item)
        elif focus:
            return self._focus(prop, item)
        else:
            return 0
        return 1

    def floats(self, prop: Prop) -> bool:
        """True for a thing that belongs on the sea, where the layout shows one."""
        return self.layout.ground == "shore" and prop.name in SHIPS

    def leave_out(self) -> None:
        """Leave out the place's own things of a kind that the words count: "three stars" are three."""
        stage = self.stage
        for prop in self.brief.props:
            if not prop.name.startswith("icon:") and (prop.count > 2 or prop.name not in stage.setting.has):
                stage.left_out.add(thing(prop.name).draw)
        if self.brief.seat:
            stage.left_out.add(thing(self.brief.seat).draw)
        self.pieces = [p for p in self.pieces if p.draw not in stage.left_out]

    def _focus(self, prop: Prop, item: Thing) -> int:
        """Without a hero the first thing takes its place, or two or three of them side by side; returns how many."""
        stage = self.stage
        is_shown = stage.setting.kind == "studio" and self.canvas.line_art
        large = 2.0 if self.is_ornate else 1.5 if is_shown else 1.0
        is_ware = stage.setting.kind == "studio"
        high, wide = stage.height * (0.62 if self.is_ornate or is_ware else 0.5), stage.width * 0.55 * large**0.6
        scale = min(high / item.height, wide / item.width, 2.4 * large)
        scale *= {"wide": 0.7, "close": 1.3}.get(self.brief.shot, 1.0)
        where = self._where(prop, item)
        if prop.count > max(PAIRS) and where == "ground":
            return self._in_rows(prop, item)
        count = prop.count if prop.count in PAIRS and where in ("ground", "air") else 1
        scale = min(scale * PAIRS.get(count, 1.0), 0.94 * stage.width / (item.width * count * 1.06))
        x = self.on_page(stage.x(self.layout.hero[0]), item.width * scale * count)
        y = stage.height * (0.42 if where in ("air", "sky") else 0.9)
        if where in ("air", "sky"):
            y = max(y + item.height * scale * 0.1, item.height * scale + stage.height * 0.06)
        elif self.floats(prop):
            y = stage.y(AFLOAT)
        if prop.name in LIGHTS:
            y = stage.height * 0.34
        if prop.name == "bridge" and self.layout.ground == "river":
            y = stage.y(0.62)
            wet = [at for at in range(0, int(stage.width), 10) if in_river(stage, at, y)]
            x = wet[len(wet) // 2] if wet else x
        stage.keep(
            (
                x - item.width * scale * count / 2,
                y - item.height * scale,
                x + item.width * scale * count / 2,
                y + item.height * scale * 0.3,
            )
        )
        self.clear(self.layout.hero[0], 0.8, 0.16)
        places = [x + (i - (count - 1) / 2) * item.width * scale * 1.06 for i in range(count)]
        draws = [self.draw_thing(prop, item, at, y, scale, i) for i, at in enumerate(places)]

        self.actors.append(Actor(y, self._adorned(draws)))
        return count

    def _in_rows(self, prop: Prop, item: Thing) -> int:
        """Put counted things in two rows, one before the other; returns the number that was put."""
        stage = self.stage
        back = prop.count // 2
        wide = stage.width * 0.9 / (prop.count - back)
        scale = min(wide / (item.width * 1.08), stage.height * 0.26 / item.height, 2.0)
        for count, depth, k in ((back, 0.66, 0.88), (prop.count - back, 0.9, 1.0)):
            y = stage.height * depth
            for i in range(count):
                x = stage.width / 2 + (i - (count - 1) / 2) * wide
                self.actors.append(Actor(y, self._adorned([self.draw_thing(prop, item, x, y, scale * k, i)])))
            half = count * wide / 2
            stage.keep((stage.width / 2 - half, y - item.height * scale, stage.width / 2 + half, y + 10))
        self.clear(0.5, 0.8, 0.5)
        return prop.count

    def _adorned(self, draws: Iterable[Callable[[], None]]) -> Callable[[], None]:
        """The drawing of what a page is about, with patterns in it where the page is to have some."""

        def draw() -> None:
            with self.canvas.adorned() if self.is_ornate else nullcontext():
                for each in draws:
                    each()

        return draw

    @property
    def is_ornate(self) -> bool:
        """True on a page whose patterns stand inside what it is about."""
        return self.order.look.usual > 2 and self.order.line_art

    def _stacked(self, prop: Prop, item: Thing) -> None:
        """The first thing on top of another, both large in the middle."""
        stage = self.stage
        below = next(p for p in self.brief.props if p.name == self.brief.stack[1])
        ground = thing(below.name)
        x, y = stage.x(self.layout.hero[0]), stage.height * 0.93
        wide = min(stage.width * 0.62 / ground.width, stage.height * 0.36 / ground.height, 2.6)
        top = y - ground.height * wide * (0.34 if below.name in NETS else 0.94)
        scale = min(stage.width * 0.42 / item.width, top * 0.82 / item.height, stage.height * 0.42 / item.height, 2.4)
        # What flies is no larger than what it sits on.
        scale = min(scale, wide) if item.where == "air" else scale
        draws = (self.draw_thing(below, ground, x, y, wide, 0), self.draw_thing(prop, item, x, top, scale, 0))
        self.actors.append(Actor(y, self._adorned(draws)))
        self._served_beside(below, x, top, ground.width * wide, scale)
        half = max(ground.width * wide, item.width * scale) / 2
        stage.keep((x - half, top - item.height * scale, x + half, y))
        self.clear(self.layout.hero[0], 0.8, 0.2)

    def _served_beside(self, below: Prop, x: float, top: float, wide: float, scale: float) -> None:
        """What is named beside a thing on a table stands on the table, too."""
        others = [p for p in self.brief.props if p.name not in self.brief.stack]
        for side, other in zip((-1, 1), others if below.name in TABLES else (), strict=False):
            near = thing(other.name)
            if near.where == "ground" and max(near.width, near.height) < SMALLISH:
                k = min(wide * 0.24 / near.width, 150 / near.height, scale)
                draw = self.draw_thing(other, near, x + side * wide * 0.36, top, k, 0)
                self.actors.append(Actor(top + 2 * self.stage.height, draw))
                self.beside_stack.add(other.name)

    def _set_piece(self, prop: Prop, item: Thing, share: float, depth: float, k: float) -> None:
        stage = self.stage
        self.pieces = [
            p
            for p in self.pieces
            if p.plane == "far" or (p.y is not None and p.plane != "near") or abs(p.x - share) > 0.2
        ]
        scale = min(k * item.scale * stage.growth, stage.height * 0.52 / item.height, stage.width * 0.5 / item.width)
        x, y = self.on_page(stage.x(share), item.width * scale), stage.y(AFLOAT if self.floats(prop) else depth)
        self.actors.append(Actor(y, self.draw_thing(prop, item, x, y, scale, 0)))
        stage.keep((x - item.width * scale * 0.4, y - item.height * scale * 0.9, x + item.width * scale * 0.4, y))

    def _on_ground(self, prop: Prop, item: Thing, share: float, depth: float, k: float, n: int) -> None:
        stage = self.stage
        self.clear(share, depth, 0.1)
        scale = min(k * item.scale * stage.growth * 1.05, 260 / max(item.width, item.height * 0.8) * 1.25)
        x, y = self.on_page(stage.x(share), item.width * scale), min(stage.y(depth), stage.height * 0.97)
        self.actors.append(Actor(y, self.draw_thing(prop, item, x, y, scale, n)))
        stage.keep((x - item.width * scale / 2, y - item.height * scale, x + item.width * scale / 2, y + 10))

    def _in_front(self, prop: Prop, item: Thing, share: float) -> None:
        """Before a face that is seen from near, in a lower corner, where else it would be hidden.

        It is large, but for a friend's face behind it.
        """
        stage = self.stage
        is_before_friend = any(abs(share - friend) < 0.1 for friend in NEAR[: len(self.brief.companions)])
        high = 0.13 if is_before_friend else 0.24
        scale = min(stage.width * 0.3 / item.width, stage.height * high / item.height)
        x, y = self.on_page(stage.x(share), item.width * scale), stage.height * 0.985
        self.actors.append(Actor(2 * stage.height, self.draw_thing(prop, item, x, y, scale, 0)))
        stage.keep((x - item.width * scale / 2, y - item.height * scale, x + item.width * scale / 2, y))

    def _in_air(self, prop: Prop, item: Thing, share: float, high: float, n: int) -> None:
        stage = self.stage
        scale = item.scale * stage.growth * (1.0 - 0.08 * (n % 3))
        x, y = stage.x(share), stage.height * high
        if item.draw is toys.balloon:
            y += 190 * scale
        elif prop.name.startswith("icon:"):
            y += item.height * scale * 0.5
        if prop.name == "rainbow":
            x, y, scale = stage.width * 0.5, stage.horizon + 10, min(1.6, stage.width * 0.9 / 600)
        self.pieces = [
            p
            for p in self.pieces
            if p.y is None or p.plane == "far" or abs(p.x - share) > 0.17 or abs(p.y - high) > 0.15
        ]
        half = item.width * scale / 2
        if self.brief.hero is not None and half > WINGS * stage.width and prop.name != "rainbow":
            # What is so large flies beside the hero's head, not through it.
            far = half + 110 * self.hero_size
            x = self.hero_x + (far if self.hero_x < stage.width / 2 else -far)
            x = min(stage.width - half * 0.6, max(half * 0.6, x))
        draw = self.draw_thing(prop, item, x, y, scale, n)
        if prop.name == "kite":
            self.kites.append((x, y))
        (self.behind if item.where == "sky" else self.flying).append(Actor(y, draw))
        if prop.name != "rainbow":
            stage.keep(
                (
                    x - item.width * scale / 2,
                    y - item.height * scale * 0.7,
                    x + item.width * scale / 2,
                    y + item.height * scale * 0.6,
                )
            )
