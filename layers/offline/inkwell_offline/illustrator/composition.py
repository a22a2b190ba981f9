"""The composition of a brief on the page: layout, places of heroes, friends and things, order of painting."""

from collections.abc import Callable
from typing import Any

from inkwell_offline.illustrator import scenery, weather
from inkwell_offline.illustrator.acting import held_item, hero_act, on_fours
from inkwell_offline.illustrator.characters.animal import Held
from inkwell_offline.illustrator.characters.dinosaurs import PLANS
from inkwell_offline.illustrator.characters.figure import Act, draw_character, natural_size
from inkwell_offline.illustrator.characters.fours import HOOFED
from inkwell_offline.illustrator.characters.poses import POSES
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.kit.geometry import curve
from inkwell_offline.illustrator.order import Order, Scene
from inkwell_offline.illustrator.placing import NEAR, Actor
from inkwell_offline.illustrator.props.catalogue import thing
from inkwell_offline.illustrator.relating import APART
from inkwell_offline.illustrator.seats import LOW, Seat, seat_for
from inkwell_offline.illustrator.stage import stream
from inkwell_offline.illustrator.things import Things
from inkwell_offline.illustrator.words.brief import Prop

ADORNED = 1.25
"""How much larger somebody alone is on a tall page, or on one where the patterns stand inside them."""
TOGETHER = frozenset(("box", "yoga", "throw", "kick", "lift", "salute", "rope", "skate", "ski", "cheer"))
"""Poses that all of a kind take together."""
LONG, ORNATE = 0.56, 0.76
"""The share of the page's width that somebody on four legs may take, also alone on a page with patterns in them."""
ROOMY, SOFA = 320.0, 400.0
"""Units: in wider things there is room for two."""
STEP = 90.0
"""Units: a figure that is lifted higher gets smaller, so that both it and what lifts it have room."""


class _Composer(Things):
    """A scene while it is composed."""

    held: Held | None = None

    # --- the main character ---

    def hero_place(self, who: Character, pose: str) -> tuple[float, float, float]:
        """The hero's place: x and y of the feet in units, and the scale."""
        stage = self.stage
        size = natural_size(who)
        figure = POSES[pose]
        fit = 1.0 / max(1.0, size) ** 0.6
        if not self.brief.companions and not self.brief.place[0]:
            fit /= min(1.0, size) ** 0.5
        if self.close:
            scale = 2.1 * min(1.15, stage.height / 1000) * fit / max(0.75, min(1.0, size)) ** 0.5
            x = stage.x(0.5 + (self.layout.hero[0] - 0.5) * 0.5)
            chin = 196 * size * scale
            y = stage.height * 0.77 + chin - (figure.lift * scale * size * 0.4)
            # Who jumps or climbs high keeps the head on the page.
            if not figure.over:
                y = max(y, stage.height * 0.02 + (455 + figure.lift) * scale * size)
            return x, y, scale
        scale = self.layout.hero[1] * stage.growth * fit * {"wide": 0.66, "medium": 1.0}.get(self.brief.shot, 1.0)
        scale *= self.crowd
        if POSES[pose].legs == "fours" and self.brief.companions and not self.mount:
            scale *= 0.82
        if stage.height > 1500 and not self.brief.companions:
            scale *= ADORNED
        if self.is_ornate and not self.brief.companions:
            scale *= ADORNED
        if stage.height < 950:
            scale *= 1.02 if self.brief.companions or self.brief.place[0] else 1.3
        y = stage.height * {"wide": 0.86}.get(self.brief.shot, 0.935)
        if figure.lift > 100:
            y = min(y, stage.height * 0.95)
        room = (y - stage.height * 0.05) / ((455 + figure.lift) * size)
        scale = min(scale, room)
        if self.brief.angle == "low":
            scale = min(room, scale * 1.08)
        x = stage.x(self.layout.hero[0])
        if who.species in PLANS:
            scale = min(scale, 0.94 * stage.width / (600 * size))
            x = min(max(x, 290 * size * scale), stage.width - 290 * size * scale)
        elif figure.legs == "fours":
            share = ORNATE if self.is_ornate and not self.brief.companions else LONG
            scale = min(scale, share * stage.width / (420 * size))
            x = min(max(x, 230 * size * scale), stage.width - 285 * size * scale)
        return x, y, scale

    def add_hero(self, who: Character) -> None:
        stage = self.stage
        pose, expression, turn, view = hero_act(self.brief, stage, self.rng, who)
        x, y, scale = self.hero_place(who, pose)
        seat = seat_for(self.brief.seat, self.brief.seat_by) if self.brief.seat else None
        if seat and seat.lift > STEP:
            scale *= 455 / (455 + seat.lift)
        elif self.brief.place[0] == "under" and self.brief.place[1] in LOW:
            scale *= 0.72
        size = natural_size(who) * scale
        self.hero_size = size
        ride = self.seat(x, y, size, seat) if seat else None
        y -= seat.lift * size if seat else 0
        lift = POSES[pose].lift * size
        half = (190 if POSES[pose].legs == "lie" else 150) * size
        half, high = (0.72 * half, 400) if self.close else (half, 450)
        stage.keep((x - half, y - high * size - lift, x + half, y + 20))
        pushes = pose == "push" and "push" in (self.brief.bond[0], self.brief.place[0])
        act = Act(
            pose,
            expression,
            turn,
            view,
            self.look(x),
            self.order.look.eye_scale,
            flip=(view == "profile" or pose == "gallop" or pushes) and x > stage.width * 0.5,
            gear=self.brief.gear if not self.close and view == "front" else "",
        )
        contents = dict(self.brief.filled).get(self.brief.held, ())
        held = held_item(self.brief.held, self.brief.held_colour, self.order.key, POSES[pose], contents)
        self.held = held
        shadow = stage.setting.kind != "sea"

        def stand(x: float, y: float, scale: float) -> None:
            with self.canvas.at(x, y, scale, weight=1.06):
                draw_character(self.canvas, who, act, held, shadow and not ride and not self.mount)

        def draw() -> None:
            stand(x, y, scale)
            if ride and seat and seat.front:
                ride()

        if ride and seat and not seat.front:
            self.actors.append(Actor(y + seat.lift * size - 2, ride))
        if self.mount and not self.close:
            self.mounted(who, act, (x, y, scale), stand)
        else:
            self.actors.append(Actor(y + (seat.lift * size if seat else 0), draw))
        self.hero_x, self.hero_y = x, y
        half = 270 if who.species in PLANS else 190 if POSES[pose].legs == "fours" else 132
        self.standing.append((x, half * size))
        self.act = act
        self.scale = scale
        self.manifest_hero = {
            "x": round(x / stage.width, 3),
            "scale": round(scale, 3),
            "pose": pose,
            "expression": expression,
            "view": view,
        }

    def seat(self, x: float, y: float, size: float, seat: Seat) -> Callable[[], None]:
        """The thing that the hero sits in, stands on or flies on, drawn at the hero's place."""
        prop = Prop(self.brief.seat, colour=self.brief.seat_colour)
        item = thing(seat.shape or prop.name)
        draw = self.draw_thing(prop, item, 0, 8, seat.width * size / max(item.width, item.height * 0.8), 0)

        scale = seat.width * size / max(item.width, item.height * 0.8)

        def ride() -> None:
            with self.canvas.at(x, y - seat.drop * size, turn=seat.turn):
                draw()
                self.serve(seat.width * size, -item.height * scale + 18 * size, 105 * size)

        return ride

    def serve(self, width: float, y: float, high: float) -> None:
        """Put what is served on the table before the hero."""
        served = self.brief.served
        for i, prop in enumerate(served):
            item = thing(prop.name)
            k = min(high / item.height, width * 0.28 / item.width)
            places = (0.0,) if len(served) == 1 and prop.count == 1 else (-0.33, 0.33, 0.0)
            for n in range(min(prop.count, 3) if len(served) == 1 else 1):
                self.draw_thing(prop, item, places[i + n] * width, y, k, n)()

    def look(self, x: float) -> tuple[float, float]:
        towards = (self.stage.width / 2 - x) / self.stage.width
        return max(-0.5, min(0.5, towards * 2)), -0.15

    # --- everybody else ---

    def add_friends(self) -> None:
        stage = self.stage
        air = [a for a in self.layout.air if not self.close or abs(a[0] - 0.5) > 0.26]
        ground = sorted(self.layout.friends, key=lambda f: abs(f[0] - self.layout.hero[0]) < 0.17)
        moods = ("smile", "happy", "joy", "curious", "wink")
        kind, bonded = self.brief.bond
        # Who belongs at the hero's side is there before others look for a place.
        # The grown ones come next, so that their young are no larger.
        order = sorted(enumerate(self.brief.companions), key=lambda f: (f[0] != bonded, f[1].age == "baby", f[0]))
        for i, who in order:
            rng = stream(self.order.key, "friend", i)
            if bonded == i and self.brief.hero is not None and not self.close:
                if self.mount:
                    continue
                if self.carries:
                    sits = Act("sit" if kind == "carry" else "cheer", "joy", eye_scale=self.order.look.eye_scale)
                    self.carried(who, sits, kind != "carry")
                    continue
                if kind in APART and i not in self.brief.riding:
                    gear = self.act.gear if self.shares(who) else ""
                    near = Act("greet", moods[i % len(moods)], eye_scale=self.order.look.eye_scale, gear=gear)
                    self.bonded(who, near, kind)
                    continue
            if i in self.brief.riding and self.brief.place[0] == "push" and not self.close:
                continue
            if i < 2 and self.rides_along(who, i, moods[i]):
                continue
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
                self.fliers.append((x - 130 * scale, y - 430 * scale, x + 130 * scale, y))
                stage.keep(self.fliers[-1])
                self.flying.append(Actor(y, self._figure(who, act, x, y, scale, shadow=False)))
                continue
            if not ground:
                break
            share, depth, k = ground.pop(0)
            if self.close:
                share, depth, k = NEAR[i % 2], 0.98, 1.15
            size = natural_size(who)
            x, y = stage.x(share), stage.y(depth)
            scale = self.crowd * k * stage.growth * {"wide": 0.66}.get(self.brief.shot, 1.0) / max(1.0, size) ** 0.5
            scale = min(scale, (y - stage.height * 0.06) / (450 * size))
            if stage.height < 950:
                scale *= 0.92
            if not self.close:
                x, scale = self.beside(
                    x, y, scale, size * (2.0 if who.species in PLANS else 1.5 if who.species in HOOFED else 1.0)
                )
                share = x / stage.width if not stage.mirrored else 1 - x / stage.width
            self.clear(share, depth, 0.2 if stage.setting.kind == "room" else 0.13)
            pose = (
                self.brief.pose
                if self.brief.pose in ("run", "walk", "dance", "sleep", "swim", "jump", "sit")
                else rng.choice(("greet", "cheer", "stand", "wave", "proud"))
            )
            if stage.setting.kind == "sea" and who.role != "mermaid":
                pose = "swim"
            towards = -1 if x > self.hero_x else 1
            gear = self.act.gear if self.shares(who) else ""
            together = self.shares(who) and (self.brief.pose in TOGETHER or self.held is not None)
            pose = self.act.pose if gear or together else pose
            pose = on_fours(who, pose, self.brief.pose == pose) if not gear else pose
            act = Act(
                pose,
                expression,
                0.26 * towards,
                "front",
                (0.4 * towards, -0.1),
                self.order.look.eye_scale,
                POSES[pose].legs == "fours" and towards < 0,
                gear,
            )
            stage.keep((x - 130 * scale * size, y - 440 * scale * size, x + 130 * scale * size, y + 10))
            held = self.held if self.shares(who) and pose == self.act.pose else None
            self.actors.append(Actor(y, self._figure(who, act, x, y, scale, stage.setting.kind != "sea", held)))

    def rides_along(self, who: Character, i: int, mood: str) -> bool:
        """Put a friend of the hero's kind into the same boat; False where nobody else has room."""
        seat = seat_for(self.brief.seat, self.brief.seat_by) if self.brief.seat else None
        is_sofa = seat is not None and seat.pose == "sit" and seat.width > SOFA
        is_boat = seat is not None and seat.front and seat.width > ROOMY and (self.shares(who) or who.is_human)
        if seat is None or self.close or self.mount or not (is_sofa or is_boat):
            return False
        size = self.hero_size * 0.86
        x = self.hero_x + (-1 if i % 2 else 1) * 0.29 * seat.width * self.hero_size
        act = Act("sit" if is_sofa else "cheer" if i % 2 else "greet", mood, -0.2, eye_scale=self.order.look.eye_scale)
        depth = self.hero_y + (seat.lift * self.hero_size - 1 if is_sofa else 0)
        self.actors.append(Actor(depth, self._figure(who, act, x, self.hero_y, size / natural_size(who), False)))
        return True

    def shares(self, who: Character) -> bool:
        """True for a friend of the hero's own kind, who does the same."""
        hero = self.brief.hero
        return hero is not None and (who.species, who.role) == (hero.species, hero.role)

    def _figure(
        self, who: Character, act: Act, x: float, y: float, scale: float, shadow: bool, held: Held | None = None
    ) -> Callable[[], None]:
        def draw() -> None:
            with self.canvas.at(x, y, scale):
                draw_character(self.canvas, who, act, held, shadow)

        return draw

    def compose(self) -> Scene:
        brief, stage, canvas = self.brief, self.stage, self.canvas
        self.hero_x = stage.x(self.layout.hero[0])
        if brief.hero is not None:
            self.add_hero(brief.hero)
        elif brief.companions:
            self.standing.append((self.hero_x, 190.0))
        self.add_friends()
        self.add_things()
        self.pieces = [p for p in self.pieces if not scenery.drowned(stage, p)]
        scenery.keep_pieces(stage, self.pieces)
        is_calm = brief.hero is not None or (self.is_ornate and bool(brief.props))
        zoom = 1.34 if self.close else 1.0
        with (
            canvas.at(self.hero_x, stage.horizon, zoom),
            canvas.at(-self.hero_x, -stage.horizon),
            canvas.calm(is_calm),
        ):
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
            with canvas.calm(is_calm):
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
            "called": dict(brief.called),
            "missing": list(brief.missing),
            "counts": dict(sorted(self.canvas.art.counts.items())),
        }


def compose(order: Order) -> Scene:
    """The scene of an order; equal orders give equal scenes."""
    return _Composer(order).compose()
