"""Palettes of covers and coloured pages: a book has the one that its title chooses."""

import hashlib
from dataclasses import dataclass

from inkwell.printing.press import Colour


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours that go together.

    Args:
        ground: of the cover; light letters can be read on it.
        ink: for titles on light paper.
        paper: the tint of pages with text.
        light: letters on the ground.
        accents: for pencils and stars.
    """

    ground: Colour
    ink: Colour
    paper: Colour
    light: Colour
    accents: tuple[Colour, ...]


def _rgb(code: str) -> Colour:
    red, green, blue = bytes.fromhex(code)
    return round(red / 255, 4), round(green / 255, 4), round(blue / 255, 4)


def _palette(ground: str, ink: str, paper: str, light: str, *accents: str) -> Palette:
    return Palette(_rgb(ground), _rgb(ink), _rgb(paper), _rgb(light), tuple(map(_rgb, accents)))


PALETTES = (
    _palette("1f6f78", "14505a", "fbf7ee", "fff8e7", "f6b93b", "e55039", "78c2ad", "f8efba", "b33771"),
    _palette("3b3a7a", "2d2c63", "f8f6fb", "fff6e0", "ffc048", "ef5777", "4bcffa", "d2dae2", "05c46b"),
    _palette("b5453c", "8f2f2a", "fdf6ee", "fff5e1", "ffd166", "118ab2", "06a77d", "fbe7c6", "5f0f40"),
    _palette("2f6b3c", "23532e", "f8f8ee", "fff9e3", "f4d35e", "ee964b", "5fa8d3", "dce9be", "c8553d"),
    _palette("7a3e6b", "5d2c51", "fcf5f9", "fff4e6", "f9c74f", "43aa8b", "f3722c", "f2d7ee", "577590"),
    _palette("21508c", "173c6b", "f5f8fb", "fff8e6", "fcca46", "fe7f2d", "a1c181", "cfe3f5", "d1495b"),
)


def palette_of(title: str) -> Palette:
    """The palette of a book."""
    return PALETTES[hashlib.sha256(title.encode("utf-8", "replace")).digest()[0] % len(PALETTES)]
