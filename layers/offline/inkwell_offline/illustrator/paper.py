"""The paper of a colouring page: its margins, and pens and patterns that do not shrink with it."""

import math

from PIL import Image, ImageDraw

from inkwell.imaging.areas import without_small
from inkwell.imaging.bitmaps import Bitmap
from inkwell.imaging.line_art import firmed
from inkwell.imaging.print_sizes import MARGIN_PIXELS, Box, Size
from inkwell_offline.illustrator.kit.marks import Art
from inkwell_offline.illustrator.kit.raster import render

PRINT = 1500
"""Pixels of the shorter side: so large a page has 300 dpi, a smaller one is a small picture of a letter page."""
LETTER = 2550
UNIT = 2.55
"""Pixels at 300 dpi of a unit of line weight: 0.612 pt."""
SPECK, PINHOLE = 420, 60
"""Pixels at 300 dpi: a smaller island of ink is a speck (3.0 mm2), a smaller hole in ink means nothing."""
THINNEST, HAIRLINE = 4, 0.3
"""What a line is widened to, in pixels at 300 dpi and as a share of the main outline."""
FRAME = 0.8
"""The width of the line around the art, as a share of the main outline."""


def dots(size: Size) -> float:
    """Pixels of a page for each pixel at 300 dpi."""
    return 1.0 if min(size) >= PRINT else min(size) / LETTER


def fineness(size: Size) -> float:
    """How much finer pens are on a page that is smaller than a letter page: little, so that small faces do not clot."""
    return math.sqrt(math.sqrt(min(size) / LETTER / dots(size)))


def art_box(size: Size) -> Box:
    """The part of a page that is drawn on: in the middle of what its margins leave, in the page's own shape."""
    margin = round(MARGIN_PIXELS * dots(size))
    scale = min((side - 2 * margin) / side for side in size)
    width, height = (round(side * scale) for side in size)
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    return left, top, left + width, top + height


def without_crumbs(
    page: Image.Image, scale: float, pen: float = 0, speck: float = SPECK, pinhole: float = PINHOLE
) -> Image.Image:
    """A drawing without specks of ink, pinholes in lines, and hairlines where a line was nearly covered.

    Args:
        scale: its pixels for each pixel at 300 dpi, see `dots`.
        pen: the width of its main outline, in pixels.
        speck, pinhole: in pixels at 300 dpi.

    Returns:
        the drawing in mode "1".
    """
    page = without_small(page, True, speck * scale**2)
    firm = firmed(Bitmap.of(page), max(2, round(scale * THINNEST), round(pen * HAIRLINE)))
    return without_small(firm.image(), False, pinhole * scale**2).convert("1", dither=Image.Dither.NONE)


def printed(art: Art, size: Size, box: Box, pen: float, base: Image.Image | None = None) -> Image.Image:
    """A drawing on its page, in mode "1".

    Args:
        size: of the page, in pixels.
        box: where on the page the drawing is; a line goes around one that leaves margins.
        pen: the width of the main outline in pixels.
        base: a page of that size to draw on, instead of blank paper.
    """
    inner = box[2] - box[0], box[3] - box[1]
    drawn = without_crumbs(render(art, *inner, base=base.crop(box) if base else None), dots(size), pen)
    if inner == size:
        return drawn
    page = Image.new("1", size, 1)
    page.paste(drawn, box)
    frame = box[0], box[1], box[2] - 1, box[3] - 1
    ImageDraw.Draw(page).rectangle(frame, outline=0, width=max(2, round(pen * FRAME)))
    return page
