"""Sizes in pixels of an exact aspect ratio."""

import math
import re
from fractions import Fraction

#: What the usual providers draw: about a megapixel.
MEGAPIXEL = 1024 * 1024

# Edges are multiples of so many steps of the ratio where that leaves the number of pixels about as it is.
_STEP = 4
_FINE = 8
_RATIO = re.compile(r"(\d{1,6}(?:\.\d{1,6})?):(\d{1,6}(?:\.\d{1,6})?)", re.ASCII)


def ratio_of(aspect_ratio: str) -> Fraction:
    """Width by height of an aspect ratio such as "9:16".

    Raises:
        ValueError: it is not two positive numbers.
    """
    sides = _RATIO.fullmatch(aspect_ratio)
    if sides is None or not Fraction(sides[1]) * Fraction(sides[2]):
        raise ValueError("the aspect ratio is not two positive numbers")
    return Fraction(sides[1]) / Fraction(sides[2])


def size_of(ratio: Fraction, pixels: int = MEGAPIXEL) -> tuple[int, int]:
    """Width and height that have a ratio exactly, and about so many pixels.

    Ratios of large numbers, such as 1.9132:1, have no such size; they are met to the nearest pixel.

    Args:
        ratio: width by height.
        pixels: width times height.
    """
    scale = math.sqrt(pixels / (ratio.numerator * ratio.denominator))
    if scale < _FINE:
        return max(1, round(math.sqrt(pixels * ratio))), max(1, round(math.sqrt(pixels / ratio)))
    steps = _STEP * round(scale / _STEP) if scale > _FINE * _STEP else round(scale)
    return ratio.numerator * steps, ratio.denominator * steps


def size_with_side(ratio: Fraction, shorter: int) -> tuple[int, int]:
    """Width and height that have a ratio exactly, with the shorter side at least so long and as near to it as can be.

    Ratios of large numbers are met to the nearest pixel.

    Args:
        ratio: width by height.
        shorter: the shorter side in pixels.
    """
    least = min(ratio.numerator, ratio.denominator)
    if least * _FINE > shorter:
        return max(shorter, round(shorter * ratio)), max(shorter, round(shorter / ratio))
    steps = math.ceil(shorter / least)
    return ratio.numerator * steps, ratio.denominator * steps
