"""Colours as "#rrggbb" text, and the few mixes that drawing needs."""

from functools import lru_cache

RGB = tuple[int, int, int]


@lru_cache(maxsize=4096)
def rgb(colour: str) -> RGB:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(c * 2 for c in digits)
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def hexed(values: tuple[float, float, float] | RGB) -> str:
    r, g, b = (max(0, min(255, round(v))) for v in values)
    return f"#{r:02x}{g:02x}{b:02x}"


@lru_cache(maxsize=8192)
def mix(a: str, b: str, share: float) -> str:
    """The mix of two colours: `share` of `b` in `a`."""
    x, y = rgb(a), rgb(b)
    return hexed((x[0] + (y[0] - x[0]) * share, x[1] + (y[1] - x[1]) * share, x[2] + (y[2] - x[2]) * share))


def dark(colour: str, share: float = 0.3) -> str:
    """The colour, deeper and a little cooler, as shadows are."""
    return mix(colour, "#1d1238", share)


def light(colour: str, share: float = 0.3) -> str:
    return mix(colour, "#ffffff", share)


@lru_cache(maxsize=8192)
def tinted(colour: str, tint: str, share: float) -> str:
    """`colour` as seen under a light of colour `tint`."""
    x, y = rgb(colour), rgb(tint)
    return mix(colour, hexed((x[0] * y[0] / 255, x[1] * y[1] / 255, x[2] * y[2] / 255)), share)


def luminance(colour: str) -> float:
    """The luminance of a colour: 0 black to 1 white (Rec. 601 weights)."""
    r, g, b = rgb(colour)
    return (0.299 * r + 0.587 * g + 0.114 * b) / 255
