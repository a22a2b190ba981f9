"""Colours of a person read from a photo, for a cartoon of them. Crude on purpose: the caller's own hints go first."""

import math

from PIL import Image, ImageFilter

from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.kit.colour import RGB, hexed, rgb

SKINS = ("#ffe0c9", "#f8d0ae", "#f0bf96", "#e0a878", "#c98d62", "#a86f48", "#7f4f33", "#5a3724")
HAIRS = ("#2a1c17", "#4a2f22", "#6b4226", "#8a5a34", "#b07a3f", "#d9a94f", "#a8482a", "#8d8a88", "#e0dcd8")
SIDE = 96
TALLEST = 4
FAR = 70.0
"""How far two colours of 0..255 a channel must lie apart for hair not to be the wall behind it."""
LEAST_FACE = 24
"""Pixels of a picture SIDE wide that must look like skin for a face."""


def _distance(one: RGB, other: RGB) -> float:
    return math.dist(one, other)


def _nearest(colour: RGB, table: tuple[str, ...]) -> str:
    return min(table, key=lambda c: _distance(rgb(c), colour))


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
    """The place of the subject, as shares of width and height: centre-weighted edges on 64 x 64."""
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
    """A copy SIDE wide, and at most TALLEST times as high: every pixel of it is looked at."""
    height = round(SIDE * image.height / image.width)
    return image.convert("RGB").resize((SIDE, min(max(8, height), TALLEST * SIDE)))


def _face(rows: list[list[RGB]], centre: tuple[float, float]) -> list[tuple[int, int, RGB]]:
    """The pixels round and above the subject's centre that look like skin: column, row and colour."""
    middle, reach = centre[0] * SIDE, SIDE * 0.24
    upper = rows[: max(4, int(len(rows) * min(0.8, centre[1] + 0.15)))]
    return [
        (x, y, c) for y, row in enumerate(upper) for x, c in enumerate(row) if abs(x - middle) < reach and _like_skin(c)
    ]


def _head(face: list[tuple[int, int, RGB]]) -> tuple[int, int]:
    """The first and last row of the head: from where skin begins until it thins out for good."""
    count = [0] * (max(y for _, y, _ in face) + 5)
    for _, y, _ in face:
        count[y] += 1
    # Several rows on end: an edge between a dark and a light patch is one row of skin.
    start = next((y for y in range(len(count) - 4) if min(count[y : y + 4]) >= 3), min(y for _, y, _ in face))
    end = start + 4
    while end + 3 < len(count) and sum(count[end + 1 : end + 4]) > 8 and end - start < SIDE * 0.45:
        end += 1
    return start, end


def read_colours(image: Image.Image) -> tuple[str, str, str]:
    """Skin, hair and top of the person in a photo, skin and hair snapped to natural tones, as "#rrggbb"."""
    small = _small(image)
    rows = _rows(small)
    face = _face(rows, subject_centre(small))
    if len(face) > LEAST_FACE:
        start, end = _head(face)
        across = sorted(x for x, y, _ in face if start <= y <= end)
        left, right = across[len(across) // 10], across[-1 - len(across) // 10]
    else:
        start, end, left, right = int(len(rows) * 0.25), int(len(rows) * 0.5), int(SIDE * 0.35), int(SIDE * 0.65)
    # Brown hair looks like skin too, so the two are told by place: cheeks and mouth below, the crown above.
    third, fifth = (end - start) // 3, max(2, (end - start) // 5)
    cheeks = [c for x, y, c in face if left + 2 < x < right - 2 and end - 2 * third < y < end - third // 4]
    skin = sorted(cheeks, key=sum)[int(len(cheeks) * 0.6)] if cheeks else (240, 198, 160)
    middle = range(left + (right - left) // 4, right - (right - left) // 4 + 1)
    beside = (max(0, left - 12), min(SIDE - 1, right + 12))
    behind = [rows[max(0, start - 6)][x] for x in beside]
    above = [rows[y][x] for y in range(max(0, start - 6), start) for x in middle]
    hair_above = [c for c in above if min(_distance(c, wall) for wall in behind) > FAR]
    inside = [rows[y][x] for y in range(start, start + fifth) for x in middle]
    crown = sorted(hair_above if 2 * len(hair_above) > len(above) else inside, key=sum)
    hair = crown[len(crown) // 3] if crown else (90, 60, 40)
    bottom = end
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
