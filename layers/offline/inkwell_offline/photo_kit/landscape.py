"""A storybook landscape by chance, drawn where a picture has no subject."""

import math
import random
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

from inkwell_offline.photo_kit.photo import INK, Colour, Size, mix

_OVERSAMPLING = 2
_SNOW: Colour = (255, 252, 244)
_CIRCLE = [(math.cos(math.tau * step / 48), math.sin(math.tau * step / 48)) for step in range(48)]


@dataclass(frozen=True, slots=True)
class Mood:
    """The colours of an hour: sky from top to horizon, sun or moon, hills from far to near, crowns of trees."""

    sky: tuple[Colour, Colour]
    light: Colour
    hills: tuple[Colour, Colour]
    crowns: tuple[Colour, ...]
    stars: bool = False


def _rgb(code: str) -> Colour:
    red, green, blue = bytes.fromhex(code)
    return red, green, blue


# In columns: sky at the top and at the horizon, sun or moon, far hills, near hills, then crowns of trees.
MOODS = tuple(
    Mood((_rgb(sky), _rgb(horizon)), _rgb(light), (_rgb(far), _rgb(near)), tuple(map(_rgb, crowns)), stars)
    for sky, horizon, light, far, near, crowns, stars in (
        ("78bee2", "fff0d6", "fff4c4", "bad6be", "5c9e60", ("4c8e5c", "74ac5e", "eebe5c"), False),
        ("5c5ca0", "ffbe96", "ffe296", "c48ca6", "524c7a", ("604e82", "ce6a6e", "f09a62"), False),
        ("161e4e", "6a76b0", "fffada", "526298", "1a2a52", ("243c64", "34547a", "4e6892"), True),
        ("a8d0d6", "fce8c4", "ffecb4", "dcbe8a", "b07c48", ("d27034", "e8a442", "a84834"), False),
        ("96bade", "f6eef6", "fff8e6", "d6e2f0", "f4f8fc", ("608c96", "487484", "8cacb4"), False),
        ("f6b2be", "fff2d2", "fffce2", "d6c4e0", "7eb49e", ("f096aa", "fabeba", "74a896"), False),
    )
)


def landscape(size: Size, dice: random.Random, outlines: bool = False) -> Image.Image:
    """A landscape of sky, light, hills, trees and a house.

    Args:
        size: width and height in pixels.
        dice: decides everything; the same dice draw the same picture.
        outlines: black outlines on white instead of colours.
    """
    painter = _Painter(size, dice, outlines)
    painter.sky()
    painter.clouds()
    for plane in range(4):
        painter.hill(plane / 3)
    painter.meadow()
    return painter.image.resize(size, Image.Resampling.LANCZOS)


class _Painter:
    def __init__(self, size: Size, dice: random.Random, outlines: bool) -> None:
        self.width, self.height = size[0] * _OVERSAMPLING, size[1] * _OVERSAMPLING
        self.unit = min(self.width, self.height)
        self.dice = dice
        self.mood = dice.choice(MOODS)
        self.outlines = outlines
        self.horizon = self.height * dice.uniform(0.46, 0.54)
        self.image = Image.new("RGB", (self.width, self.height), "white")
        self.draw = ImageDraw.Draw(self.image)

    def fill(self, colour: Colour) -> Colour:
        return (255, 255, 255) if self.outlines else colour

    def shape(self, outline: list[tuple[float, float]], colour: Colour) -> None:
        self.draw.polygon(outline, fill=self.fill(colour))
        if self.outlines:
            self.draw.line([*outline, outline[0]], fill=INK, width=round(self.unit * 0.004), joint="curve")

    def disc(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        self.shape([(x + rx * across, y + ry * down) for across, down in _CIRCLE], colour)

    def sky(self) -> None:
        radius = self.unit * self.dice.uniform(0.09, 0.13)
        x, y = self.width * self.dice.uniform(0.22, 0.78), self.horizon * self.dice.uniform(0.3, 0.62)
        if not self.outlines:
            ramp = Image.linear_gradient("L").resize((self.width, round(self.horizon * 1.15)))
            top, bottom = (Image.new("RGB", ramp.size, colour) for colour in self.mood.sky)
            self.image.paste(self.mood.sky[1], (0, 0, self.width, self.height))
            self.image.paste(Image.composite(bottom, top, ramp), (0, 0))
            halo = Image.new("L", (128, 128))
            ImageDraw.Draw(halo).ellipse((34, 34, 94, 94), fill=190)
            halo = halo.filter(ImageFilter.GaussianBlur(15)).resize((round(radius * 7), round(radius * 7)))
            self.image.paste(self.mood.light, (round(x - radius * 3.5), round(y - radius * 3.5)), halo)
        for _ in range(70 if self.mood.stars and not self.outlines else 0):
            size = self.unit * self.dice.uniform(0.0012, 0.0034)
            self.disc(self.dice.random() * self.width, self.dice.random() * self.horizon, size, size, _SNOW)
        self.disc(x, y, radius, radius, self.mood.light)

    def clouds(self) -> None:
        colour = mix(self.mood.sky[1], _SNOW, 0.25 if self.mood.stars else 0.7)
        for _ in range(self.dice.randint(2, 4)):
            x, y = self.width * self.dice.uniform(0.05, 0.95), self.horizon * self.dice.uniform(0.12, 0.72)
            size = self.unit * self.dice.uniform(0.05, 0.085)
            puffs = ((-1.5, 0.25, 0.62), (-0.6, -0.2, 0.9), (0.5, -0.35, 1.0), (1.5, 0.2, 0.66))
            self.disc(x, y + size * 0.42, size * 2.2, size * 0.42, colour)
            for dx, dy, scale in puffs:
                self.disc(x + dx * size, y + dy * size, size * scale, size * scale * 0.72, colour)

    def hill(self, nearness: float) -> None:
        far, near = self.mood.hills
        colour = mix(far, near, nearness)
        base = self.horizon + (self.height - self.horizon) * (0.04 + 0.62 * math.pow(nearness, 1.3))
        swing = self.unit * (0.07 - 0.025 * nearness)
        phase, waves = self.dice.uniform(0, math.tau), self.dice.uniform(0.8, 1.5)

        def ridge(x: float) -> float:
            angle = x / self.width * math.tau * waves
            return base + swing * (math.sin(angle + phase) + 0.4 * math.sin(angle * 2.1 + phase * 3))

        steps = [self.width * step / 80 for step in range(81)]
        trees = sorted(self.dice.uniform(0.02, 0.98) for _ in range(self.dice.randint(3, 6)))
        size = self.unit * (0.07 + 0.13 * nearness)
        if nearness < 0.9:
            for place in trees:
                x = place * self.width
                self.tree(x, ridge(x) + size * 0.1, size * self.dice.uniform(0.75, 1.2), nearness)
        self.shape([(-9, self.height + 9), *((x, ridge(x)) for x in steps), (self.width + 9, self.height + 9)], colour)
        if 0.3 < nearness < 0.4:
            x = self.width * self.dice.uniform(0.2, 0.8)
            self.house(x, ridge(x) + size * 0.25, size * 0.95)

    def tree(self, x: float, y: float, size: float, nearness: float) -> None:
        haze = 0.55 * (1 - nearness)
        crown = mix(self.dice.choice(self.mood.crowns), self.mood.hills[0], haze)
        trunk = mix((104, 72, 60), self.mood.hills[0], haze)
        half = size * 0.055
        self.shape([(x - half, y), (x - half * 0.7, y - size), (x + half * 0.7, y - size), (x + half, y)], trunk)
        if self.dice.random() < 0.4:
            for level, width in ((0.35, 0.42), (0.72, 0.34), (1.06, 0.25)):
                foot = y - size * level
                self.shape([(x - size * width, foot), (x, foot - size * 0.62), (x + size * width, foot)], crown)
        else:
            self.disc(x, y - size * 0.98, size * 0.42, size * 0.52, crown)
            if not self.outlines:
                self.disc(x - size * 0.1, y - size * 1.1, size * 0.22, size * 0.28, mix(crown, self.mood.light, 0.22))

    def house(self, x: float, y: float, size: float) -> None:
        half, wall = size * 0.42, size * 0.6
        walls = [(x - half, y), (x - half, y - wall), (x + half, y - wall), (x + half, y)]
        self.shape(walls, mix((250, 238, 220), self.mood.sky[0], 0.3 if self.mood.stars else 0.0))
        left, right, top = x + half * 0.5, x + half * 0.8, y - wall * 2.0
        self.shape([(left, y - wall), (left, top), (right, top), (right, y - wall)], (150, 88, 76))
        self.shape([(x - half * 1.3, y - wall), (x, y - wall * 1.95), (x + half * 1.3, y - wall)], (196, 92, 80))
        self.shape(
            [(x + dx * half, y - wall * dy) for dx, dy in ((-0.2, 0), (-0.2, 0.6), (0.25, 0.6), (0.25, 0))],
            (122, 82, 70),
        )
        for dx in (-0.62, 0.66):
            pane = ((-0.18, 0.38), (-0.18, 0.72), (0.18, 0.72), (0.18, 0.38))
            self.shape([(x + (dx + px) * half, y - wall * py) for px, py in pane], (255, 224, 130))

    def meadow(self) -> None:
        petals = [mix(colour, _SNOW, 0.35) for colour in (*self.mood.crowns, (238, 120, 120), (255, 214, 120))]
        for _ in range(round(46 * self.width / self.unit)):
            x = self.dice.random() * self.width
            depth = self.dice.random()
            y = self.height * (0.86 + 0.14 * depth)
            size = self.unit * (0.006 + 0.008 * depth)
            stem = mix(self.mood.hills[1], (40, 90, 60), 0.4)
            self.draw.line((x, y, x + size, y + size * 5), fill=INK if self.outlines else stem, width=round(size * 0.5))
            petal = self.dice.choice(petals)
            for turn in range(5):
                angle = math.tau * turn / 5
                self.disc(x + size * math.cos(angle), y + size * math.sin(angle), size * 0.8, size * 0.8, petal)
            self.disc(x, y, size * 0.6, size * 0.6, (255, 226, 130))
