"""From any model's picture to a printable page: black lines on white at the trim size, two values only.

The lines are found at the picture's own size, by how much darker each pixel is than what surrounds it: shading, tinted
paper and colours vanish, whatever is as black as ink stays. Then the picture is enlarged, and the threshold comes last.
Pillow and the standard library only.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from inkwell.imaging.areas import Runs, without_small
from inkwell.imaging.bitmaps import REACH, Bitmap
from inkwell.imaging.page_gate import SPECK, margins_clear, stroke_of, two_levels
from inkwell.imaging.page_standards import Standard
from inkwell.imaging.print_sizes import Box, Size, from_points, live_area, square_millimetres

#: Lines are narrower than this share of a picture's shorter side; what is wider is an area.
WIDEST_LINE = 1 / 40
#: The least darkness of a line, as a share of the darkest lines. Pencil shading and the noise of JPEG stay below it.
LINE = 0.36
#: The brightness below which an area is black, as a share of the paper's: grey shading is lighter.
BLACK = 0.42
#: The darkest paper that counts as paper, of 255.
DARKEST_PAPER = 160
#: The least contrast between lines and paper, of 255: less is noise.
LEAST_CONTRAST = 48
#: Blur before the threshold, in pixels of the picture, which takes the steps out of enlarged lines.
SMOOTHING = 0.6
#: An island of ink that is smaller is a speck unless it is as black as the lines, in square millimetres: a dot 2 mm
#: across. Smaller than `SPECK` it is one, however black.
FAINT_SPECK, FAINT = 3.0, 0.65
#: A hole in a line that nobody would colour, in square millimetres.
PINHOLE = 0.45
#: The most that a border is thick, as a share of the side.
BORDER = 0.15

#: The most times that lines are thinned: one does for all but the thickest.
THINNINGS = 2
#: The shorter side, in pixels, at which faint and strong marks are compared.
SAMPLE = 512

# A picture is reduced by so much to see where anything is drawn.
_COARSE = 4
# What is smaller there does not count, in pixels.
_DUST = 10
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True, eq=False)
class LineArt:
    """A printable page.

    Args:
        page: mode "1", 300 dpi.
        faint: faint marks for each strong one in the picture that it was made from, see `Measures`.
        untouched: whether the picture was such a page already.
    """

    page: Image.Image
    faint: float = 0.0
    untouched: bool = False


def printable(picture: Image.Image, size: Size, standard: Standard) -> LineArt:
    """The page of a picture.

    The art is scaled to fit the live area, never cropped or stretched. A border around it makes place for a line of the
    reader's weight; art that runs to the picture's edges gets such a line, so that its outer shapes are closed.

    Args:
        picture: in mode 1, L, RGB or RGBA.
        size: the trim size in pixels at 300 dpi. A picture that is a page of this size already stays as it is.
    """
    if picture.size == size and two_levels(picture) and margins_clear(picture):
        return LineArt(picture.convert("1", dither=Image.Dither.NONE), untouched=True)
    marks, faint = _marks(picture)
    box, is_framed = _art(marks)
    left, top, right, bottom = live_area(size)
    pen = math.ceil(from_points(standard.frame))
    inset = pen if is_framed else 0
    scale = min((right - left - 2 * inset) / (box[2] - box[0]), (bottom - top - 2 * inset) / (box[3] - box[1]))
    art_size = max(1, round((box[2] - box[0]) * scale)), max(1, round((box[3] - box[1]) * scale))
    lines = _weighted(_thresholded(marks.crop(box), art_size), standard)
    page = Image.new("1", size, 1)
    at = (left + right - art_size[0]) // 2, (top + bottom - art_size[1]) // 2
    page.paste(lines, at)
    if is_framed:
        frame = at[0] - pen, at[1] - pen, at[0] + art_size[0] + pen - 1, at[1] + art_size[1] + pen - 1
        ImageDraw.Draw(page).rectangle(frame, outline=0, width=pen)
    return LineArt(page, faint)


def redrawn(picture: Image.Image, size: Size, standard: Standard) -> Image.Image:
    """The lines of a picture at another size, in mode "1": all in its place, without the margins of a page.

    Args:
        picture: in mode 1, L, RGB or RGBA; stretched where its ratio is another one.
    """
    if picture.size == size and two_levels(picture):
        return picture.convert("1", dither=Image.Dither.NONE)
    return _weighted(_thresholded(_marks(picture)[0], size), standard)


def _marks(picture: Image.Image) -> tuple[Image.Image, float]:
    """The ink of each pixel, 0 to 255 in mode L; and the ratio of faint marks to strong ones."""
    grey = _brightness(picture)
    darker, contrast = _darker(grey)
    # Steep, as the edge of an area is: half of it lies where the area begins.
    limit = _paper(grey).point([round(BLACK * max(DARKEST_PAPER, value)) for value in range(256)])
    black = ImageChops.subtract(limit, grey, scale=0.25, offset=128)
    lines = darker.point([min(255, round(value * 128 / (LINE * contrast))) for value in range(256)])
    return ImageChops.lighter(lines, black), _faint(grey)


def _faint(grey: Image.Image) -> float:
    """Faint marks for each strong one, at a size at which noise has gone and lines are still there."""
    small = grey.reduce(max(1, round(min(grey.size) / SAMPLE)))
    darker, contrast = _darker(small)
    counts = darker.histogram()
    strong, faint = sum(counts[contrast // 2 :]), sum(counts[contrast // 5 : contrast // 2])
    return faint / strong if strong > 0.002 * small.width * small.height else 0.0


def _darker(grey: Image.Image) -> tuple[Image.Image, int]:
    """The difference by which each pixel is darker than what surrounds it, and that of the darkest lines."""
    span = max(9, round(min(grey.size) * WIDEST_LINE) | 1)
    darker = ImageChops.subtract(_closed(grey, span), grey)
    return darker, max(LEAST_CONTRAST, _percentile(darker.histogram(), 0.99))


def _brightness(picture: Image.Image) -> Image.Image:
    """The brightest channel of each pixel: colours are bright there, and ink is dark; of coloured ink its grey."""
    if picture.mode in {"RGBA", "LA"}:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    grey = picture.convert("L")
    if picture.mode not in {"RGB", "RGBA"}:
        return grey
    red, green, blue = picture.convert("RGB").split()
    value = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return grey if _percentile(value.histogram(), 0.01) > DARKEST_PAPER / 2 else value


def _paper(grey: Image.Image) -> Image.Image:
    """The brightness of the paper at each pixel, which may be darker on one side than on the other."""
    small = grey.reduce(_COARSE)
    return _closed(small, min(small.size) // 3 | 1).resize(grey.size, Image.Resampling.BILINEAR)


def _percentile(counts: list[int], share: float) -> int:
    left = share * sum(counts)
    for value, count in enumerate(counts):
        left -= count
        if left <= 0:
            return value
    return len(counts) - 1


def _closed(grey: Image.Image, span: int) -> Image.Image:
    """The picture without dark things narrower than `span` pixels (a morphological closing)."""
    return _spread(_spread(grey, span, ImageChops.lighter), span, ImageChops.darker)


def _spread(grey: Image.Image, span: int, pick: Callable[[Image.Image, Image.Image], Image.Image]) -> Image.Image:
    """The brightest or darkest of the square of `span` pixels around each pixel."""
    for across, down in ((1, 0), (0, 1)):
        done = 1
        while done < span:
            more = min(done, span - done)
            grey = pick(grey, ImageChops.offset(grey, more * across, more * down))
            done += more
    return ImageChops.offset(grey, -(span // 2), -(span // 2))


def _art(marks: Image.Image) -> tuple[Box, bool]:
    """The part of a picture that is its art, and whether a line belongs around it: that art runs to its edges."""
    width, height = marks.size
    hard = marks.point([0] * 128 + [255] * 128)
    coarse = hard.reduce(_COARSE).point([255] * _COARSE + [0] * (256 - _COARSE))
    shown = ImageOps.invert(without_small(coarse, True, _DUST)).getbbox()
    if shown is None:
        return (0, 0, width, height), False
    left, top, right, bottom = (edge * _COARSE for edge in shown)
    inner = hard.crop((left, top, min(width, right), min(height, bottom))).getbbox() or (0, 0, width, height)
    left, top, right, bottom = left + inner[0], top + inner[1], left + inner[2], top + inner[3]
    hard = hard.crop((left, top, right, bottom))
    rows = hard.resize((1, hard.height), Image.Resampling.BOX).tobytes()
    columns = hard.resize((hard.width, 1), Image.Resampling.BOX).tobytes()
    borders = tuple(map(_border, (columns, rows, columns[::-1], rows[::-1])))
    if max(borders) > min(width, height) * WIDEST_LINE:
        return (left + borders[0], top + borders[1], right - borders[2], bottom - borders[3]), True
    near = max(_COARSE, round(min(width, height) * 0.006))
    runs_out = min(left, top, width - right, height - bottom) < near
    if not runs_out:
        return (left, top, right, bottom), False
    # The picture's own line around it, or else the whole picture: the white at its other edges is sky.
    return ((left, top, right, bottom), False) if min(borders) else ((0, 0, width, height), True)


def _border(shares: bytes) -> int:
    """The thickness of a border: the rows from the edge on that are ink for the most part.

    Args:
        shares: the ink of each row from the edge, 0 to 255.
    """
    solid = [share > 0.8 * 255 for share in shares]
    begin = next((place for place in range(_COARSE + 2) if solid[place : place + 1] == [True]), None)
    if begin is None:
        return 0
    end = next((place for place in range(begin, len(solid)) if not solid[place]), len(solid))
    # With the soft edge of its last row. What goes on for long is no border.
    return end + 2 if end <= BORDER * len(solid) else 0


def _thresholded(marks: Image.Image, size: Size) -> Image.Image:
    """The ink in two values, mode L, 0 is ink, at its final size and without specks."""
    smooth = marks.filter(ImageFilter.GaussianBlur(SMOOTHING)).resize(size, Image.Resampling.LANCZOS)
    page = smooth.point([255] * 128 + [0] * 128)
    darkness = smooth.tobytes()

    def is_a_dot(runs: Runs) -> bool:
        if sum(end - start for _, start, end in runs) < square_millimetres(SPECK):
            return False
        darkest = max(max(darkness[y * size[0] + start : y * size[0] + end]) for y, start, end in runs)
        return darkest > 128 / LINE * FAINT

    return without_small(page, True, square_millimetres(FAINT_SPECK), is_a_dot)


def _weighted(page: Image.Image, standard: Standard) -> Image.Image:
    """The page with lines of the reader's weight, in mode "1"."""
    ink = Bitmap.of(page)
    least, most = map(from_points, standard.stroke)
    found = stroke_of(ink)
    if 0 < found < least:
        ink = ink | _redrawn(ink, found, least * 1.12)
    for _ in range(THINNINGS):
        if found > most:
            ink = _thinned(ink, found, most * 0.75)
            found = stroke_of(ink)
    firm = firmed(ink, math.ceil(from_points(standard.finest)))
    return without_small(firm.image(), False, square_millimetres(PINHOLE)).convert("1", dither=Image.Dither.NONE)


def firmed(ink: Bitmap, pixels: int) -> Bitmap:
    """The ink with its thinnest lines widened until they are about so many pixels wide."""
    near = pixels // 3
    for _ in range(pixels - 1):
        wide = ink.opened(pixels)
        # The pen leaves crumbs along a wide line, such as the steps of a slanted one. They are no lines of their own.
        lines = ink.without(wide.grown(near))
        if not lines.bits:
            break
        thin = ink.without(wide) & lines.grown(near + 1)
        ink = ink | thin.widened()
    return ink


def _thinned(ink: Bitmap, pen: float, wanted: float) -> Bitmap:
    """The ink with a thinner pen, which loses no line that was thin already.

    Args:
        pen, wanted: widths in pixels.
    """
    thinner, reach = _redrawn(ink, pen, wanted), min(REACH // 2, math.ceil(pen))
    # What is not near to anything that is left stays as it was.
    lost = ink.without(thinner.grown(reach)).grown(reach)
    return thinner | (ink & lost)


def _redrawn(ink: Bitmap, pen: float, wanted: float) -> Bitmap:
    """Lines of one width with a round pen of another: a blur, and the threshold that it has at the wanted edge.

    Args:
        pen, wanted: widths in pixels.
    """
    # Wide enough to reach the wanted edge, and no wider: the middle of a line is to stay dark.
    sigma = max(pen / 4, wanted / 2.5)
    edge = _NORMAL.cdf((wanted + pen) / (2 * sigma)) - _NORMAL.cdf((wanted - pen) / (2 * sigma))
    level = round(255 * (1 - edge))
    soft = ink.image().convert("L").filter(ImageFilter.GaussianBlur(sigma))
    return Bitmap.of(soft.point([0] * level + [255] * (256 - level)))
