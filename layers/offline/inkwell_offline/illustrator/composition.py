"""The composition of a brief on the page: layout, places of heroes, friends and things, order of painting."""

from collections.abc import Callable
from typing import Any

from inkwell_offline.illustrator import scenery, weather
from inkwell_offline.illustrator.acting import SEATS, held_item, hero_act
from inkwell_offline.illustrator.characters.figure import Act, draw_character, natural_size
from inkwell_offline.illustrator.characters.poses import POSES
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.kit.geometry import curve
from inkwell_offline.illustrator.order import Order, Scene
from inkwell_offline.illustrator.placing import Actor
from inkwell_offline.illustrator.props.catalogue import thing
from inkwell_offline.illustrator.stage import stream
from inkwell_offline.illustrator.things import Things
from inkwell_offline.illustrator.words.brief import Prop


class _Composer(Things):
    # --- the main character ---

    def hero_place(self, who: Character, pose: str) -> tuple[float, float, float]:
        """The hero's place: x and y of the feet in units, and the scale."""
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
        scale *= self.crowd
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
        seat = SEATS.get(self.brief.seat)
        ride = self.seat(x, y, size, seat) if seat else None
        if seat == "in":
            y -= 62 * size
        elif seat == "on":
            y -= 26 * size
        lift = POSES[pose].lift * size
        half = (190 if POSES[pose].legs == "lie" else 150) * size
        half, high = (0.72 * half, 400) if self.close else (half, 450)
        stage.keep((x - half, y - high * size - lift, x + half, y + 20))
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
            if ride and seat != "in":
                ride()
            with self.canvas.at(x, y, scale, weight=1.06):
                draw_character(self.canvas, who, act, held, shadow and not ride)
            if ride and seat == "in":
                ride()

        self.actors.append(Actor(y, draw))
        self.hero_x, self.hero_y = x, y
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

    def seat(self, x: float, y: float, size: float, kind: str) -> Callable[[], None]:
        """The thing that the hero sits in, stands on or flies on, drawn at the hero's place."""
        prop = Prop(self.brief.seat)
        item = thing(prop.name)
        wide = {"in": 300, "on": 250, "astride": 400}[kind] * size
        draw = self.draw_thing(prop, item, 0, 8, wide / max(item.width, item.height * 0.8), 0)
        lift, turn = (POSES["fly"].lift - 20, 24) if kind == "astride" else (0.0, 0)

        def ride() -> None:
            with self.canvas.at(x, y - lift * size, turn=turn):
                draw()

        return ride

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
                x, y = self.clear_air(air, 130 * scale, 430 * scale)
                act = Act(
                    "wonder" if who.role == "fairy" else "cheer",
                    expression,
                    0.2 if x < stage.width / 2 else -0.2,
                    eye_scale=self.order.look.eye_scale,
                )
                stage.keep((x - 130 * scale, y - 430 * scale, x + 130 * scale, y))
                self.flying.append(Actor(y, self._figure(who, act, x, y, scale, shadow=False)))
                continue
            if not ground:
                break
            share, depth, k = ground.pop(0)
            if self.close:
                share, depth, k = (0.1 if i % 2 else 0.9), 0.98, 1.15
            size = natural_size(who)
            x, y = stage.x(share), stage.y(depth)
            scale = self.crowd * k * stage.growth * {"wide": 0.66}.get(self.brief.shot, 1.0) / max(1.0, size) ** 0.5
            scale = min(scale, (y - stage.height * 0.06) / (450 * size))
            if stage.height < 950:
                scale *= 0.92
            if not self.close:
                x, scale = self.beside(x, y, scale, size)
                share = x / stage.width if not stage.mirrored else 1 - x / stage.width
            self.clear(share, depth, 0.13)
            pose = (
                self.brief.pose
                if self.brief.pose in ("run", "walk", "dance", "sleep", "swim", "jump", "sit")
                else rng.choice(("greet", "cheer", "stand", "wave", "proud"))
            )
            if stage.setting.kind == "sea" and who.role != "mermaid":
                pose = "swim"
            towards = -1 if x > self.hero_x else 1
            act = Act(pose, expression, 0.26 * towards, look=(0.4 * towards, -0.1), eye_scale=self.order.look.eye_scale)
            stage.keep((x - 130 * scale * size, y - 440 * scale * size, x + 130 * scale * size, y + 10))
            self.actors.append(Actor(y, self._figure(who, act, x, y, scale, shadow=stage.setting.kind != "sea")))

    def _figure(self, who: Character, act: Act, x: float, y: float, scale: float, shadow: bool) -> Callable[[], None]:
        def draw() -> None:
            with self.canvas.at(x, y, scale):
                draw_character(self.canvas, who, act, shadow=shadow)

        return draw

    def compose(self) -> Scene:
        brief, stage, canvas = self.brief, self.stage, self.canvas
        self.hero_x = stage.x(self.layout.hero[0])
        if brief.hero is not None:
            self.add_hero(brief.hero)
        self.add_friends()
        self.add_things()
        self.pieces = [p for p in self.pieces if not scenery.drowned(stage, p)]
        scenery.keep_pieces(stage, self.pieces)
        zoom = 1.34 if self.close else 1.0
        with canvas.at(self.hero_x, stage.horizon, zoom), canvas.at(-self.hero_x, -stage.horizon):
            scenery.backdrop(stage, self.pieces)
            for actor in sorted(self.behind, key=lambda a: a.y):
                actor.draw()
            scenery.scatter(stage)
        self.kite_strings()
        for actor in sorted(self.actors, key=lambda a: a.y):
            actor.draw()
        for actor in self.flying:
            actor.draw()
        if not self.close:
            scenery.foreground(stage, self.pieces)
        weather.weather(stage, brief.magic)
        return Scene(canvas.art, self.manifest())

    def kite_strings(self) -> None:
        """The strings from each kite to the hero's hand."""
        if self.brief.hero is None or self.close:
            return
        size = natural_size(self.brief.hero) * self.scale
        for x, y in self.kites:
            hand = (self.hero_x + 118 * size * (1 if x > self.hero_x else -1), self.hero_y - 158 * size)
            self.canvas.line(curve((x, y), ((x + hand[0]) / 2 - 16, (y + hand[1]) / 2 + 30), hand), 0.6)

    def manifest(self) -> dict[str, Any]:
        """The contents of the picture, in plain values that compare equal across processes."""
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
            "seat": brief.seat.removeprefix("icon:"),
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
