"""Figures and things that belong together: riders, friends who hug, and things that somebody is under or behind."""

from collections.abc import Callable

from inkwell_offline.illustrator.acting import on_fours
from inkwell_offline.illustrator.characters.figure import Act, draw_character, natural_size
from inkwell_offline.illustrator.characters.fours import HOOFED
from inkwell_offline.illustrator.characters.human import GROWN, draw_leg_over, tallness
from inkwell_offline.illustrator.characters.poses import POSES
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.characters.species import SPECIES
from inkwell_offline.illustrator.kit.geometry import curve
from inkwell_offline.illustrator.placing import Actor, Placing
from inkwell_offline.illustrator.props.catalogue import Thing, thing
from inkwell_offline.illustrator.seats import LOW
from inkwell_offline.illustrator.words.brief import Prop

MOUNT, RIDER = 0.84, (0.42, 0.76)
"""The size of a mount and of its rider, for each size of a figure that stands alone."""
MOUNT_ON_FOURS = 1.1
SMALL = 0.85
"""Animals that are smaller carry others upright, on the head."""
SPOTS = {"nose": (8.0, 236.0), "head": (0.0, 372.0), "shoulder": (74.0, 196.0), "hand": (170.0, 202.0)}
FOURS_SPOTS = {"nose": (150.0, 200.0), "head": (130.0, 350.0), "shoulder": (-50.0, 222.0), "hand": (-50.0, 222.0)}
"""Places of small things on a body, upright and on four legs: units from its middle, and from the ground."""
ASTRIDE = 172.0
"""Units from the ground to the feet of somebody who rides; their legs are on both sides of the mount."""
APART = {"hug": 165.0, "hands": 262.0, "beside": 230.0, "behind": 86.0, "push": 240.0}
"""Units between the middles of two figures, by what they do."""


class Relating(Placing):
    """Adds those who stand in a relation to the hero."""

    hero_x: float
    hero_y: float
    hero_size: float
    act: Act

    @property
    def carries(self) -> bool:
        """True where the hero, larger than the friend, carries them in the arms or on the shoulders."""
        kind, index = self.brief.bond
        hero = self.brief.hero
        if kind not in ("carry", "shoulder", "back") or hero is None or index >= len(self.brief.companions):
            return False
        other = self.brief.companions[index]
        return kind in ("carry", "back") or natural_size(other) < natural_size(hero)

    def carried(self, who: Character, act: Act, on_shoulders: bool) -> None:
        """Put a friend in the hero's arms, or on the shoulders."""
        hero = self.brief.hero
        assert hero is not None
        size = self.hero_size
        tall = tallness(hero)
        high = (424 if tall > 1 else 386) if on_shoulders else 66 * tall
        small = (0.5 if on_shoulders else 0.56) * size / max(0.8, natural_size(who)) ** 0.3
        x, y = self.hero_x + (0 if on_shoulders else 22 * size), self.hero_y - high * size
        if on_shoulders and POSES[self.act.pose].legs == "fours":
            x, y = self.hero_x + (60 if self.act.flip else -60) * size, self.hero_y - 206 * size

        def draw() -> None:
            with self.canvas.at(x, y, small):
                draw_character(self.canvas, who, act, shadow=False)

        self.actors.append(Actor(self.hero_y + (-1 if on_shoulders else 2), draw))

    @property
    def mount(self) -> Character | None:
        """The friend on whom the hero rides or sits."""
        kind, index = self.brief.bond
        is_ridden = kind in ("ride", "on") or (kind == "shoulder" and not self.carries)
        return self.brief.companions[index] if is_ridden and index < len(self.brief.companions) else None

    def mounted(
        self, who: Character, act: Act, place: tuple[float, float, float], draw: Callable[[float, float, float], None]
    ) -> None:
        """Put the hero on its mount: behind its head when riding, on its head when it sits on top.

        Args:
            draw: draws the hero at x and y in a scale.
        """
        mount = self.mount
        assert mount is not None
        x, y, scale = place
        size = scale * max(1.0, natural_size(who))
        is_plush = SPECIES[mount.species].build == "plush" and natural_size(mount) > SMALL
        high = (MOUNT_ON_FOURS if is_plush else MOUNT) * size
        small = min(max(high * natural_size(who) / natural_size(mount), RIDER[0] * size), RIDER[1] * size)
        astride = who.is_human and (is_plush or self.brief.bond[0] == "ride")
        lift = ASTRIDE if astride and is_plush else 212.0 if is_plush else 300.0 if astride else 372.0
        at_shoulder = self.brief.bond[0] == "shoulder"
        tall = tallness(mount)
        lift = 186 * tall if at_shoulder else lift
        small = small * 0.7 if at_shoulder else small
        lift *= 0.8 if "long neck" in SPECIES[mount.species].marks and is_plush else 1.0
        feet = y - lift * high
        pose = "fours" if is_plush else "walk" if astride else "greet"
        beast = Act(pose, "smile", 0.2 if is_plush else act.turn * 0.5, eye_scale=act.eye_scale)
        back = x - 66 * high if is_plush else x + 92 * high if at_shoulder else x

        def carry() -> None:
            with self.canvas.at(x, y, high / natural_size(mount)):
                draw_character(self.canvas, mount, beast)
            if astride and is_plush:
                with self.canvas.at(back, feet, small / natural_size(who)):
                    draw_leg_over(self.canvas, who)

        def ride() -> None:
            draw(back, feet, small / natural_size(who))

        self.actors += [Actor(y, carry), Actor(y + (-1 if astride else 1), ride)]
        self.stage.keep((x - 200 * high, feet - 440 * small, x + 150 * high, y + 20))
        self.standing.append((x, 140 * high))

    def bonded(self, who: Character, act: Act, kind: str) -> None:
        """Put a friend beside the hero, as near as what they do."""
        stage = self.stage
        side = 1 if self.hero_x < stage.width / 2 else -1
        hero = self.brief.hero
        assert hero is not None
        size = self.hero_size * min(max(natural_size(who) / natural_size(hero), 0.5), 1.2) ** 0.8
        is_running = self.act.pose == "gallop"
        far = APART[kind] * (2.0 if is_running else 1.4 if who.species in HOOFED else 1.0)
        x = self.hero_x + side * far * (self.hero_size + size) / 2
        edge = (150 if is_running or who.species in HOOFED else 90) * size
        x = min(stage.width - edge, max(edge, x))
        y = self.hero_y + (10 if kind == "behind" else -6)
        scale = size / natural_size(who)
        pose = {"hug": "hug", "push": "sit", "hands": "wonder"}.get(kind, "")
        pose = pose or on_fours(who, "run" if is_running else act.pose, is_running)
        mood = "love" if kind == "hug" else act.expression
        flips = POSES[pose].legs == "fours" and (self.act.flip if is_running else side > 0)
        near = Act(pose, mood, -0.4 * side, look=act.look, eye_scale=act.eye_scale, flip=flips, gear=act.gear)

        def draw() -> None:
            flip = -1 if kind == "hug" and side > 0 else 1
            rolls = kind == "push" and "wheelchair" in {prop.name for prop in self.brief.props}
            with self.canvas.at(x, y - (58 * size if rolls else 0), scale * flip, scale):
                draw_character(self.canvas, who, near, shadow=not rolls)
            if rolls:
                chair = thing("wheelchair")
                self.draw_thing(Prop("wheelchair"), chair, x, y, 300 * size / chair.width, 0)()

        self.actors.append(Actor(y, draw))
        self.standing.append((x, 120 * size))
        stage.keep((x - 130 * size, y - 430 * size, x + 130 * size, y + 10))

    def perched(self, prop: Prop, item: Thing) -> None:
        """Put a small thing on the hero: on the nose, the head, a shoulder or a hand."""
        hero, size = self.brief.hero, self.hero_size
        assert hero is not None
        part = self.brief.perched[1]
        # What flies, such as a butterfly, may sit on the nose; anything else is balanced on the head.
        part = "head" if part == "nose" and item.where == "ground" else part
        side = -1 if self.act.flip else 1
        if POSES[self.act.pose].legs == "fours":
            x, up = FOURS_SPOTS[part]
        else:
            x, up = SPOTS[part]
            tall, face = GROWN.get(hero.age, (1.0, 1.0)) if hero.is_human else (1.0, 1.0)
            up = 192 * tall + 78 * face + (up - 270) * (face if part in ("nose", "head") else tall)
        scale = (100 if part == "nose" else 130) * size / max(item.width, item.height)
        y = self.hero_y - (up + POSES[self.act.pose].lift) * size
        y += item.height * scale * (0.5 if item.where == "air" and part == "nose" else 0.0)
        draw = self.draw_thing(prop, item, self.hero_x + side * x * size, y, scale, 0)
        self.actors.append(Actor(self.hero_y + 1, draw))

    def pulled(self, x: float, y: float, size: float, item: Thing, scale: float) -> None:
        """Put those who ride on what the hero pulls, and the rope between."""
        number = len(self.brief.riding)
        for at, index in enumerate(self.brief.riding):
            who = self.brief.companions[index]
            small = 0.66 * size / natural_size(who) ** 0.5
            place = x + (at - (number - 1) / 2) * item.width * scale * 0.8 / number
            act = Act("sit", "joy", -0.2, eye_scale=self.order.look.eye_scale)

            def ride(who: Character = who, act: Act = act, place: float = place, small: float = small) -> None:
                with self.canvas.at(place, y - 0.62 * item.height * scale, small):
                    draw_character(self.canvas, who, act, shadow=False)

            self.actors.append(Actor(y + 1, ride))
        if number:
            hand, end = self.hero_x, x + (item.width * scale / 2) * (1 if self.hero_x > x else -1)
            rope = curve((hand, self.hero_y - 110 * size), ((hand + end) / 2, y - 50 * size), (end, y - 30 * size))
            self.actors.append(Actor(self.hero_y - 3, lambda: self.canvas.line(rope, 1.4, "#8a5c3b")))

    def placed(self, kind: str, prop: Prop, item: Thing) -> None:
        """Put a thing where the words say that the hero is under, behind or beside it, or pushes it."""
        stage, size = self.stage, self.hero_size
        side = 1 if self.hero_x < stage.width / 2 else -1
        reach = max(item.width, 1.0)
        if kind == "under" and (item.where == "big" or prop.name in LOW):
            is_low = prop.name in LOW
            scale = (300 if is_low else 640) * size / item.height
            scale = min(scale, stage.width * 0.86 / reach, self.hero_y * 0.94 / item.height)
            x, y = self.hero_x, self.hero_y + (8 if is_low else -14)
        elif kind in ("climb", "in"):
            high = 900 if kind == "climb" else 660
            scale = min(high * size / item.height, stage.width * 0.9 / reach, stage.height * 0.86 / item.height)
            x, y = self.hero_x, self.hero_y - 16
        elif kind == "behind":
            scale = min((430 if item.where == "big" else 290) * size / item.height, stage.width * 0.6 / reach)
            x, y = self.hero_x + side * min(130 * size, reach * scale * 0.42 + 40 * size), self.hero_y + 16
        else:
            larger = 1.7 if self.brief.riding and kind == "push" else 1.25
            scale = min(item.scale * size * larger, stage.width * 0.42 / reach, stage.height * 0.6 / item.height)
            x = self.hero_x + side * (120 * size + reach * scale * 0.5)
            y = self.hero_y + (4 if kind == "push" else -10)
        x = self.on_page(x, reach * scale)
        # The crown of a tree would hide friends who stand farther back than its trunk.
        if kind == "push":
            self.pulled(x, y, size, item, scale)
        is_behind = kind == "climb" or (kind == "under" and item.where == "big")
        self.actors.append(Actor(0.0 if is_behind else y, self.draw_thing(prop, item, x, y, scale, 0)))
        stage.keep((x - reach * scale / 2, y - item.height * scale, x + reach * scale / 2, y + 10))
