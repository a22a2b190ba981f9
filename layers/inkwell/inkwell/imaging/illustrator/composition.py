"""Puts a brief on the page: chooses the layout, places heroes, friends and things, and paints in the right order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from inkwell.imaging.illustrator import scenery, weather
from inkwell.imaging.illustrator.acting import held_item, hero_act
from inkwell.imaging.illustrator.characters.figure import Act, draw_character, natural_size
from inkwell.imaging.illustrator.characters.poses import POSES
from inkwell.imaging.illustrator.characters.record import Character
from inkwell.imaging.illustrator.kit.geometry import boxes_meet
from inkwell.imaging.illustrator.order import Order, Scene, canvas_for, stage_for
from inkwell.imaging.illustrator.props import toys
from inkwell.imaging.illustrator.props.catalogue import Thing, thing
from inkwell.imaging.illustrator.settings.layout import Layout, Piece
from inkwell.imaging.illustrator.stage import stream
from inkwell.imaging.illustrator.words.brief import Prop


@dataclass
class _Actor:
    """Something to draw among the heroes, sorted by where it stands."""

    y: float
    draw: Callable[[], None]


class _Composer:
    def __init__(self, order: Order) -> None:
        self.order = order
        self.brief = order.brief
        self.canvas = canvas_for(order)
        self.stage = stage_for(order, self.canvas)
        self.layout: Layout = self.stage.layout
        self.pieces: list[Piece] = list(self.layout.pieces)
        self.actors: list[_Actor] = []
        self.flying: list[_Actor] = []
        self.behind: list[_Actor] = []
        self.standing: list[tuple[float, float]] = []
        self.manifest_hero: dict[str, Any] = {}
        self.rng = stream(order.key, "cast")
        self.close = self.brief.shot == "close" and self.brief.hero is not None

    # --- the main character ---

    def hero_place(self, who: Character, pose: str) -> tuple[float, float, float]:
        """x and y of the feet and the scale, in units."""
        stage = self.stage
        size = natural_size(who)
        figure = POSES[pose]
        fit = 1.0 / max(1.0, size) ** 0.6
        if self.close:
            scale = 2.1 * min(1.15, stage.height / 1000) * fit / max(0.75, min(1.0, size)) ** 0.5
            x = stage.x(0.5 + (self.layout.hero[0] - 0.5) * 0.5)
            chin = 196 * size * scale
            y = stage.height * 0.77 + chin - (figure.lift * scale * size * 0.4)
            return x, y, scale
        scale = self.layout.hero[1] * stage.growth * fit * {"wide": 0.66, "medium": 1.0}.get(self.brief.shot, 1.0)
        if stage.height < 950:
            scale *= 0.9
        y = stage.height * {"wide": 0.86}.get(self.brief.shot, 0.935)
        if figure.lift > 100:
            y = min(y, stage.height * 0.95)
        room = (y - stage.height * 0.05) / ((455 + figure.lift) * size)
        scale = min(scale, room)
        if self.brief.angle == "low":
            scale = min(room, scale * 1.08)
        return stage.x(self.layout.hero[0]), y, scale

    def add_hero(self, who: Character) -> None:
        stage = self.stage
        pose, expression, turn, view = hero_act(self.brief, stage, self.rng, who)
        x, y, scale = self.hero_place(who, pose)
        size = natural_size(who) * scale
        lift = POSES[pose].lift * size
        half = (190 if POSES[pose].legs == "lie" else 150) * size
        stage.keep((x - half, y - 450 * size - lift, x + half, y + 20))
        act = Act(
            pose,
            expression,
            turn,
            view,
            self.look(x),
            self.order.look.eye_scale,
            flip=view == "profile" and x > stage.width * 0.5,
        )
        held = held_item(self.brief.held, self.order.key)
        shadow = stage.setting.kind != "sea"

        def draw() -> None:
            with self.canvas.at(x, y, scale, weight=1.06):
                draw_character(self.canvas, who, act, held, shadow)

        self.actors.append(_Actor(y, draw))
        self.hero_x = x
        self.standing.append((x, 132 * size))
        self.act = act
        self.scale = scale
        self.manifest_hero = {
            "x": round(x / stage.width, 3),
            "scale": round(scale, 3),
            "pose": pose,
            "expression": expression,
            "view": view,
        }

    def look(self, x: float) -> tuple[float, float]:
        towards = (self.stage.width / 2 - x) / self.stage.width
        return max(-0.5, min(0.5, towards * 2)), -0.15

    # --- everybody else ---

    def add_friends(self) -> None:
        stage = self.stage
        air = [a for a in self.layout.air if not self.close or abs(a[0] - 0.5) > 0.26]
        ground = sorted(self.layout.friends, key=lambda f: abs(f[0] - self.layout.hero[0]) < 0.17)
        moods = ("smile", "happy", "joy", "curious", "wink")
        for i, who in enumerate(self.brief.companions):
            rng = stream(self.order.key, "friend", i)
            flies = who.role == "fairy" or (who.species in ("bird", "parrot") and len(self.brief.companions) > 1)
            expression = (
                self.brief.expression if self.brief.expression in ("asleep", "scared", "joy") else moods[i % len(moods)]
            )
            if flies and air:
                scale = 0.6 * stage.growth / natural_size(who) ** 0.5
                x, y = self._clear_air(air, 130 * scale, 430 * scale)
                act = Act(
                    "wonder" if who.role == "fairy" else "cheer",
                    expression,
                    0.2 if x < stage.width / 2 else -0.2,
                    eye_scale=self.order.look.eye_scale,
                )
                stage.keep((x - 130 * scale, y - 430 * scale, x + 130 * scale, y))
                self.flying.append(_Actor(y, self._figure(who, act, x, y, scale, shadow=False)))
                continue
            if not ground:
                break
            share, depth, k = ground.pop(0)
            if self.close:
                share, depth, k = (0.1 if i % 2 else 0.9), 0.98, 1.15
            size = natural_size(who)
            x, y = stage.x(share), stage.y(depth)
            scale = k * stage.growth * {"wide": 0.66}.get(self.brief.shot, 1.0) / max(1.0, size) ** 0.5
            scale = min(scale, (y - stage.height * 0.06) / (450 * size))
            if stage.height < 950:
                scale *= 0.92
            if not self.close:
                x, scale = self._beside(x, scale, size)
                share = x / stage.width if not stage.mirrored else 1 - x / stage.width
            self._clear(share, depth, 0.13)
            pose = (
                self.brief.pose
                if self.brief.pose in ("run", "walk", "dance", "sleep", "swim", "jump")
                else rng.choice(("greet", "cheer", "stand", "wave", "proud"))
            )
            if stage.setting.kind == "sea" and who.role != "mermaid":
                pose = "swim"
            towards = -1 if x > self.hero_x else 1
            act = Act(pose, expression, 0.26 * towards, look=(0.4 * towards, -0.1), eye_scale=self.order.look.eye_scale)
            stage.keep((x - 130 * scale * size, y - 440 * scale * size, x + 130 * scale * size, y + 10))
            self.actors.append(_Actor(y, self._figure(who, act, x, y, scale, shadow=stage.setting.kind != "sea")))

    def _beside(self, x: float, scale: float, size: float) -> tuple[float, float]:
        """x and scale of a friend: clear of those who stand already, smaller where there is little room."""
        stage = self.stage
        half = 128 * scale * size
        edge = half * 0.72
        best = (0.0, x)
        for step in range(0, 13):
            for side in (1, -1):
                place = min(stage.width - edge, max(edge, x + side * step * stage.width * 0.06))
                gap = min((abs(place - other) / (half + reach) for other, reach in self.standing), default=2.0)
                if gap > best[0] + 0.02:
                    best = (gap, place)
            if best[0] >= 0.86:
                break
        gap, place = best
        if gap < 0.72:
            scale *= max(0.7, gap / 0.72)
        self.standing.append((place, half))
        return place, scale

    def _clear_air(self, air: list[tuple[float, float]], half: float, high: float) -> tuple[float, float]:
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

    def _figure(self, who: Character, act: Act, x: float, y: float, scale: float, shadow: bool) -> Callable[[], None]:
        def draw() -> None:
            with self.canvas.at(x, y, scale):
                draw_character(self.canvas, who, act, shadow=shadow)

        return draw

    def _clear(self, share: float, depth: float, reach: float) -> None:
        """Take away pieces of the layout where somebody or something else will stand."""
        self.pieces = [
            p
            for p in self.pieces
            if p.plane not in ("near", "front")
            or p.y is not None
            or abs(p.x - share) > reach
            or abs(p.depth - depth) > 0.34
            or (p.scale > 0.98 and p.depth < 0.36)
        ]

    # --- things ---

    def add_things(self) -> None:
        stage, hero = self.stage, self.layout.hero[0]
        spots = [s for s in self.layout.spots if abs(s[0] - hero) > (0.2 if self.brief.hero else 0.0)]
        taken = [x for x, _, _ in self.layout.friends[: len(self.brief.companions)]]
        spots.sort(key=lambda s: any(abs(s[0] - t) < 0.14 for t in taken))
        big = [b for b in self.layout.big if abs(b[0] - hero) > 0.15] or list(self.layout.big)
        air = [
            a
            for a in self.layout.air[len([c for c in self.brief.companions if c.role == "fairy"]) :]
            if abs(a[0] - hero) > 0.2 or a[1] < 0.2
        ]
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

    def _draw_thing(self, prop: Prop, item: Thing, x: float, y: float, scale: float, n: int) -> Callable[[], None]:
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
        stage.keep(
            (
                x - item.width * scale / 2,
                y - item.height * scale,
                x + item.width * scale / 2,
                y + item.height * scale * 0.3,
            )
        )
        self._clear(self.layout.hero[0], 0.8, 0.16)
        self.actors.append(_Actor(y, self._draw_thing(prop, item, x, y, scale, 0)))

    def _set_piece(self, prop: Prop, item: Thing, share: float, depth: float, k: float) -> None:
        stage = self.stage
        self.pieces = [
            p
            for p in self.pieces
            if p.plane == "far" or (p.y is not None and p.plane != "near") or abs(p.x - share) > 0.2
        ]
        scale = min(k * item.scale * stage.growth, stage.height * 0.52 / item.height, stage.width * 0.5 / item.width)
        x, y = self._on_page(stage.x(share), item.width * scale), stage.y(depth)
        self.actors.append(_Actor(y, self._draw_thing(prop, item, x, y, scale, 0)))
        stage.keep((x - item.width * scale * 0.4, y - item.height * scale * 0.9, x + item.width * scale * 0.4, y))

    def _on_page(self, x: float, width: float) -> float:
        """x moved so far that nearly all of something `width` wide shows."""
        return max(width * 0.46, min(self.stage.width - width * 0.46, x))

    def _on_ground(self, prop: Prop, item: Thing, share: float, depth: float, k: float, n: int) -> None:
        stage = self.stage
        self._clear(share, depth, 0.1)
        scale = min(k * item.scale * stage.growth * 1.05, 260 / max(item.width, item.height * 0.8) * 1.25)
        x, y = self._on_page(stage.x(share), item.width * scale), min(stage.y(depth), stage.height * 0.97)
        self.actors.append(_Actor(y, self._draw_thing(prop, item, x, y, scale, n)))
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
        draw = self._draw_thing(prop, item, x, y, scale, n)
        (self.behind if item.where == "sky" else self.flying).append(_Actor(y, draw))
        if prop.name != "rainbow":
            stage.keep(
                (
                    x - item.width * scale / 2,
                    y - item.height * scale * 0.7,
                    x + item.width * scale / 2,
                    y + item.height * scale * 0.6,
                )
            )

    def compose(self) -> Scene:
        brief, stage, canvas = self.brief, self.stage, self.canvas
        self.hero_x = stage.x(self.layout.hero[0])
        if brief.hero is not None:
            self.add_hero(brief.hero)
        self.add_friends()
        self.add_things()
        scenery.keep_pieces(stage, self.pieces)
        zoom = 1.34 if self.close else 1.0
        with canvas.at(self.hero_x, stage.horizon, zoom), canvas.at(-self.hero_x, -stage.horizon):
            scenery.backdrop(stage, self.pieces)
            for actor in sorted(self.behind, key=lambda a: a.y):
                actor.draw()
            scenery.scatter(stage)
        for actor in sorted(self.actors, key=lambda a: a.y):
            actor.draw()
        for actor in self.flying:
            actor.draw()
        if not self.close:
            scenery.foreground(stage, self.pieces)
        weather.weather(stage, brief.magic)
        return Scene(canvas.art, self.manifest())

    def manifest(self) -> dict[str, Any]:
        """What the picture shows, in plain values that compare equal across processes."""
        brief, order = self.brief, self.order
        return {
            "layout": "scene",
            "setting": brief.setting,
            "composition": order.variant % 3,
            "mirrored": self.stage.mirrored,
            "hero": {
                "who": (brief.hero.role or brief.hero.species),
                "name": brief.hero.name,
                "fingerprint": brief.hero.fingerprint,
                **self.manifest_hero,
            }
            if brief.hero
            else None,
            "companions": [c.role or c.species for c in brief.companions],
            "props": {p.name.removeprefix("icon:"): p.count for p in brief.props},
            "held": brief.held.removeprefix("icon:"),
            "time": brief.time,
            "weather": brief.weather,
            "season": brief.season,
            "shot": brief.shot,
            "angle": brief.angle,
            "level": order.look.level,
            "counts": dict(sorted(self.canvas.art.counts.items())),
        }


def compose(order: Order) -> Scene:
    """The scene of an order; equal orders give equal scenes."""
    return _Composer(order).compose()
