"""The parts of a place: layouts, pieces, palettes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Draw = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A thing of a place.

    Args:
        draw: called as draw(canvas, rng, *args).
        x: 0 left to 1 right (mirrored with the layout).
        depth: where it stands, 0 at the horizon to 1 at the lower edge; beyond 1 it is cut by the edge.
        scale: its size.
        plane: far, mid, near or front (front is drawn over the heroes).
        args: more arguments, such as a colour.
        least: the lowest density (0..1.3) at which it is drawn; crowded things go first on simple pages.
        y: instead of `depth`, the share of the page's height (for things in the sky or on a wall).
    """

    draw: Draw
    x: float
    depth: float = 0.3
    scale: float = 1.0
    plane: str = "near"
    args: tuple[Any, ...] = ()
    least: float = 0.0
    y: float | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A composition of a place.

    Args:
        horizon: share of the page's height above the ground line.
        hero: x and scale of the main character.
        pieces: what stands where.
        friends: x, depth and scale of companions.
        spots: x, depth and scale of things on the ground.
        big: x, depth and scale of large things behind the heroes.
        air: x and share of the page's height of things that fly.
        ground: the shape of the ground: hills, path, flat, shore, river, stairs.
    """

    horizon: float
    hero: tuple[float, float]
    pieces: tuple[Piece, ...] = ()
    friends: tuple[tuple[float, float, float], ...] = (
        (0.74, 0.72, 0.95),
        (0.16, 0.66, 0.85),
        (0.9, 0.6, 0.75),
        (0.3, 0.55, 0.7),
        (0.62, 0.5, 0.62),
    )
    spots: tuple[tuple[float, float, float], ...] = (
        (0.72, 0.93, 0.95),
        (0.12, 0.9, 0.9),
        (0.9, 0.86, 0.9),
        (0.28, 0.62, 0.75),
        (0.62, 0.55, 0.65),
        (0.86, 0.5, 0.6),
        (0.05, 0.6, 0.6),
    )
    big: tuple[tuple[float, float, float], ...] = ((0.8, 0.34, 0.95), (0.2, 0.24, 0.8), (0.55, 0.16, 0.6))
    air: tuple[tuple[float, float], ...] = (
        (0.78, 0.3),
        (0.22, 0.24),
        (0.52, 0.16),
        (0.9, 0.46),
        (0.1, 0.44),
        (0.66, 0.2),
        (0.36, 0.32),
    )
    ground: str = "hills"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of a place: sky from top to horizon, planes of ground, accents."""

    sky: tuple[str, str, str] = ("#8fd3f0", "#d9f1f7", "#fff6dc")
    far: str = "#a9d8b5"
    mid: str = "#8fce8a"
    ground: str = "#84cb6b"
    deep: str = "#1f6a4a"
    path: str = "#f3dcae"
    haze: str = "#eef8ea"
    leaf: str = "#58a957"


@dataclass(frozen=True, slots=True)
class Setting:
    """A place.

    Args:
        palette: its colours by day.
        layouts: three compositions.
        kind: sky, space, sea (under water) or room.
        has: things of the catalogue that it shows anyway.
        small: draws of small things scattered on the ground.
        frame: what hangs over the top: canopy, bunting, vines or "".
        texture: pattern of the ground on pages for adults.
        texture_far: pattern of the hills behind.
    """

    palette: Palette
    layouts: tuple[Layout, Layout, Layout]
    kind: str = "sky"
    has: frozenset[str] = frozenset()
    small: tuple[Draw, ...] = ()
    frame: str = ""
    texture: str = "waves"
    texture_far: str = "scales"
    extra: dict[str, str] = field(default_factory=dict)
