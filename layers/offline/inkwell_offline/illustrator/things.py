"""The things a text names, put where they belong: on the ground, in the air, behind everybody, or in the middle."""

from collections.abc import Callable

from inkwell_offline.illustrator.ground import in_river
from inkwell_offline.illustrator.placing import Actor, Placing
from inkwell_offline.illustrator.props import toys
from inkwell_offline.illustrator.props.catalogue import Thing, thing
from inkwell_offline.illustrator.stage import stream
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
AFLOAT = 0.26
"""How far down the ground ships lie: just beyond the foam."""


class Things(Placing):
    """Adds the props of the brief."""

    def add_things(self) -> None:
        stage, hero = self.stage, self.layout.hero[0]
        spots = [s for s in self.layout.spots if abs(s[0] - hero) > (0.2 if self.brief.hero else 0.0)]
        taken = [x for x, _, _ in self.layout.friends[: len(self.brief.companions)]]
        spots.sort(key=lambda s: any(abs(s[0] - t) < 0.14 for t in taken))
        big = [b for b in self.layout.big if abs(b[0] - hero) > 0.15] or list(self.layout.big)
        big.sort(key=lambda b: any(abs(stage.x(b[0]) - x) < 0.2 * stage.width for x, _ in self.standing))
        air = [
            a
            for a in self.layout.air[len([c for c in self.brief.companions if c.role == "fairy"]) :]
            if abs(a[0] - hero) > 0.2 or a[1] < 0.2
        ]
        spots.sort(key=lambda s: in_river(stage, stage.x(s[0]), stage.y(s[1]), 30))
        self.leave_out()
        focus = self.brief.hero is None
        for prop in self.brief.props:
            item = thing(prop.name)
            if (
                prop.name in stage.setting.has
                and item.where in ("big", "sky")
                and prop.name in ("castle", "circus tent", "tree", "pine", "palm")
            ):
                continue
            if prop.name in ("moon", "crescent moon") and self.brief.time == "night" and stage.setting.kind == "sky":
                continue
            count = prop.count
            if focus:
                focus = False
                self._focus(prop, item)
                count -= 1
            for n in range(count):
                where = item.where
                if where == "big" and big and n == 0:
                    share, depth, k = big.pop(0)
                    self._set_piece(prop, item, share, depth, k)
                elif where in ("air", "sky") and air:
                    share, high = air.pop(0)
                    self._in_air(prop, item, share, high, n)
                elif spots:
                    share, depth, k = spots.pop(0)
                    self._on_ground(prop, item, share, depth, k * (0.5 if where == "big" else 1.0), n)

    def floats(self, prop: Prop) -> bool:
        """True for a thing that belongs on the sea, where the layout shows one."""
        return self.layout.ground == "shore" and prop.name in SHIPS

    def leave_out(self) -> None:
        """Leave out the place's own things of a kind that the words count: "three stars" are three."""
        stage = self.stage
        for prop in self.brief.props:
            if not prop.name.startswith("icon:") and (prop.count > 2 or prop.name not in stage.setting.has):
                stage.left_out.add(thing(prop.name).draw)
        self.pieces = [p for p in self.pieces if p.draw not in stage.left_out]

    def draw_thing(self, prop: Prop, item: Thing, x: float, y: float, scale: float, n: int) -> Callable[[], None]:
        rng = stream(self.order.key, prop.name, n)
        name = prop.name.removeprefix("icon:")

        def draw() -> None:
            before = self.canvas.art.counts.get(name, 0)
            with self.canvas.at(x, y, scale, weight=min(1.0, scale) ** 0.4):
                if prop.colour:
                    item.draw(self.canvas, rng, prop.colour)
                else:
                    item.draw(self.canvas, rng)
            if self.canvas.art.counts.get(name, 0) == before:
                self.canvas.count(name)

        return draw

    def _focus(self, prop: Prop, item: Thing) -> None:
        """Without a hero the first thing takes its place."""
        stage = self.stage
        scale = min(stage.height * 0.5 / item.height, stage.width * 0.55 / item.width, 2.4) * {
            "wide": 0.7,
            "close": 1.3,
        }.get(self.brief.shot, 1.0)
        x = stage.x(self.layout.hero[0])
        y = stage.height * (0.42 if item.where in ("air", "sky") else 0.9)
        if item.where in ("air", "sky"):
            y += item.height * scale * 0.1
        elif self.floats(prop):
            y = stage.y(AFLOAT)
        stage.keep(
            (
                x - item.width * scale / 2,
                y - item.height * scale,
                x + item.width * scale / 2,
                y + item.height * scale * 0.3,
            )
        )
        self.clear(self.layout.hero[0], 0.8, 0.16)
        self.actors.append(Actor(y, self.draw_thing(prop, item, x, y, scale, 0)))

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
