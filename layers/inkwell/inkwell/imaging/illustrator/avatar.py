"""Colours of a person read from a photo, for a cartoon of them. Crude on purpose: what the caller knows goes first."""

import math

from PIL import Image, ImageFilter, ImageOps

from inkwell.imaging.illustrator.characters.record import Character
from inkwell.imaging.illustrator.kit.colour import RGB, hexed, rgb

SKINS = ("#ffe0c9", "#f8d0ae", "#f0bf96", "#e0a878", "#c98d62", "#a86f48", "#7f4f33", "#5a3724")
HAIRS = ("#2a1c17", "#4a2f22", "#6b4226", "#8a5a34", "#b07a3f", "#d9a94f", "#a8482a", "#8d8a88", "#e0dcd8")
SIDE = 96
LEAST_FACE = 24
"""Pixels of a picture SIDE wide that must look like skin for a face."""


def _nearest(colour: RGB, table: tuple[str, ...]) -> str:
    return min(table, key=lambda c: sum((a - b) ** 2 for a, b in zip(rgb(c), colour, strict=True)))


def _like_skin(c: RGB) -> bool:
    """Ranges after Kovac et al. (2003), opened a little for dark skin and tightened against orange cloth."""
    r, g, b = c
    return (
        r > 70
        and g > 40
        and b > 25
        and r > g >= b
        and 12 < r - b < 120
        and 6 < r - g < 68
        and (r - b) / r > 0.12
        and (g - b) < 0.75 * (r - b)
    )


def subject_centre(image: Image.Image) -> tuple[float, float]:
    """Where the subject is, as shares of width and height: centre-weighted edges on 64 x 64."""
    edges = image.convert("L").resize((64, 64)).filter(ImageFilter.FIND_EDGES).filter(ImageFilter.GaussianBlur(3))
    raw = edges.tobytes()
    total = sx = sy = 1e-6
    for y in range(4, 60):
        for x in range(4, 60):
            weight = raw[y * 64 + x] * math.exp(-((x - 32) ** 2 + (y - 30) ** 2) / 500)
            total, sx, sy = total + weight, sx + weight * x, sy + weight * y
    return sx / total / 64, sy / total / 64


def _rows(image: Image.Image) -> list[list[RGB]]:
    raw = image.tobytes()
    w = image.width
    return [
        [(raw[i], raw[i + 1], raw[i + 2]) for i in range(y * w * 3, (y + 1) * w * 3, 3)] for y in range(image.height)
    ]


def _small(image: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(image).convert("RGB")
    return upright.resize((SIDE, max(8, round(SIDE * upright.height / upright.width))))


def _face(rows: list[list[RGB]], centre: tuple[float, float]) -> list[tuple[int, int, RGB]]:
    """The pixels round and above the subject's centre that look like skin: column, row and colour."""
    middle, reach = centre[0] * SIDE, SIDE * 0.24
    upper = rows[: max(4, int(len(rows) * min(0.8, centre[1] + 0.15)))]
    return [
        (x, y, c)
        for y, row in enumerate(upper)
        for x, c in enumerate(row)
        if abs(x - middle) < reach and _like_skin(c)
    ]


def read_colours(image: Image.Image) -> tuple[str, str, str]:
    """Skin, hair and top of the person in a photo, skin and hair snapped to natural tones, as "#rrggbb"."""
    small = _small(image)
    rows = _rows(small)
    face = _face(rows, subject_centre(small))
    if len(face) > LEAST_FACE:
        tones = sorted((c for _, _, c in face), key=sum)
        skin = tones[int(len(tones) * 0.62)]
        ys = sorted(y for _, y, _ in face)
        top, bottom = ys[int(len(ys) * 0.08)], ys[int(len(ys) * 0.9)]
        left, right = min(x for x, _, _ in face), max(x for x, _, _ in face)
    else:
        skin, top, bottom, left, right = (
            (240, 198, 160),
            int(len(rows) * 0.25),
            int(len(rows) * 0.5),
            int(SIDE * 0.35),
            int(SIDE * 0.65),
        )
    band = sorted(
        (c for row in rows[max(0, top - 9) : top + 3] for c in row[left : right + 1] if not _like_skin(c)), key=sum
    )
    hair = band[len(band) // 4] if band else (90, 60, 40)
    low = small.crop((int(SIDE * 0.25), min(len(rows) - 4, bottom + 4), int(SIDE * 0.75), len(rows)))
    few = low.quantize(4, method=Image.Quantize.MEDIANCUT).convert("RGB").getcolors() or [(1, (90, 130, 200))]
    shirt = max(
        few,
        key=lambda pair: pair[0] * (0.35 + (max(pair[1]) - min(pair[1])) / 255) if isinstance(pair[1], tuple) else 0,
    )[1]
    assert isinstance(shirt, tuple)
    return _nearest(skin, SKINS), _nearest(hair, HAIRS), hexed((shirt[0], shirt[1], shirt[2]))


def avatar(image: Image.Image, hint: Character | None = None) -> Character:
    """A cartoon person coloured from a photo.

    Args:
        hint: who the words describe; hair style, glasses, age and role come from there, and an animal stays an animal.
    """
    skin, hair, top = read_colours(image)
    if hint is not None and not hint.is_human:
        return hint
    if hint is not None:
        return hint.changed(skin=skin, hair=hair, top=top, dress="" if not hint.dress else hint.dress)
    return Character.from_colours(skin, hair, top, role="child")
