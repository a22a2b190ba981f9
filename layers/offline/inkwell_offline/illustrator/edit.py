"""Pictures from pictures: palette and composition of a seed picture, repainting under a mask, more or less detail."""

import math
from dataclasses import replace
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from inkwell.core.errors import ModelRejectedInput
from inkwell.imaging.areas import Areas, Runs, areas, without_small
from inkwell.imaging.bitmaps import REACH, Bitmap
from inkwell.imaging.fitting import within
from inkwell.imaging.page_gate import regions_of, stroke_of, two_levels
from inkwell.imaging.print_sizes import Box
from inkwell_offline.illustrator.avatar import subject_centre
from inkwell_offline.illustrator.characters.figure import Act, draw_character, natural_size
from inkwell_offline.illustrator.composition import compose
from inkwell_offline.illustrator.kit.colour import hexed
from inkwell_offline.illustrator.kit.marks import Art
from inkwell_offline.illustrator.kit.patterns import PATTERNS
from inkwell_offline.illustrator.kit.raster import pattern_mask, render
from inkwell_offline.illustrator.order import Order, canvas_for
from inkwell_offline.illustrator.paper import dots, printed, without_crumbs
from inkwell_offline.illustrator.props.catalogue import thing
from inkwell_offline.illustrator.room import room_in
from inkwell_offline.illustrator.stage import stream

FILLED_SHARE, FILLED = (0.006, 0.12), 8
"""Regions of a page, as shares of it, that `add_detail` fills with patterns: not crumbs, not the sky; and how many."""
MODERATE = 1.6
"""The regions of a page with more detail, for each one before, are fewer than this."""
COARSENESS = 1.0, 1.6, 2.6
"""How coarse the pattern of an area may be, for its usual size; the first at which the page stays moderate is taken."""
BLACK_SHAPE = 900
"""Pixels at 300 dpi of black that is more than where lines meet: the pupil of an eye."""
SMALL_SHAPE, DOUBLINGS = 3600, 5
"""Pixels at 300 dpi of a shape that is too small for a simple page (26 mm2), and how often that is doubled."""
SIMPLIFIED_EDGE = 1280
"""Pixels of the longer side of what `simplify` filters: its filters look at 81 pixels for each."""


def _mean(image: Image.Image) -> str:
    r, g, b = image.convert("RGB").resize((1, 1), Image.Resampling.BOX).tobytes()
    return hexed((r, g, b))


def palette_of(image: Image.Image) -> tuple[str, str, str]:
    """A picture's colours above, in the middle and below, livened a little: they become sky and ground."""
    w, h = image.size
    vivid = ImageEnhance.Color(image.convert("RGB")).enhance(1.15)
    return (
        _mean(vivid.crop((0, 0, w, max(1, h // 5)))),
        _mean(vivid.crop((0, h // 3, w, max(h // 3 + 1, h // 2)))),
        _mean(vivid.crop((0, min(h - 1, h * 3 // 4), w, h))),
    )


def composition_of(image: Image.Image) -> tuple[float, float]:
    """The place of a picture's subject (share of the width) and of its horizon (share of the height)."""
    x, _ = subject_centre(image)
    column = image.convert("L").resize((1, 64), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(1)).tobytes()
    steps = [abs(column[i + 3] - column[i - 3]) for i in range(20, 48)]
    return x, (20 + steps.index(max(steps))) / 64


def taken_over(order: Order, seed: Image.Image) -> Order:
    """The order with the palette and the composition of a foreign seed picture."""
    x, horizon = composition_of(seed)
    return replace(order, palette=palette_of(seed), hero_x=x, horizon=horizon)


def mask_for(mask: Image.Image, seed: Image.Image) -> Image.Image:
    """The mask as "L", 255 where to repaint.

    Raises:
        ModelRejectedInput: its size differs from the picture's, or it marks nothing.
    """
    if mask.size != seed.size:
        raise ModelRejectedInput(f"the mask must have the picture's size, {seed.width} x {seed.height}")
    if mask.mode in ("RGBA", "LA"):
        plain = Image.new("RGB", mask.size, "black")
        plain.paste(mask.convert("RGB"), (0, 0), mask.getchannel("A"))
        mask = plain
    hard = mask.convert("L").point([255 if v > 127 else 0 for v in range(256)])
    if hard.getbbox() is None:
        raise ModelRejectedInput("the mask must be white where the picture is to be repainted")
    return hard


def inpaint(order: Order, seed: Image.Image, mask: Image.Image, ours: bool) -> Image.Image:
    """The seed picture with new content where `mask` is white; every other pixel, and the mode, stays.

    Args:
        order: its brief holds the words for the masked part only; for one of our own pictures, also the place.
        ours: the seed is our own picture: the place behind is drawn again, seamlessly.
    """
    box = room_in(mask)
    binary = seed.mode == "1" or two_levels(seed)
    order = replace(order, line_art=binary, width=seed.width, height=seed.height, margins=binary and ours)
    if ours:
        empty = replace(order.brief, hero=None, companions=(), props=(), held="")
        base = _drawn(order, compose(replace(order, brief=empty)).art)
    else:
        base = _blank(seed, mask, binary)
    drawn = _drawn(order, _objects(order, box), base)
    result = seed.copy()
    if seed.mode in ("RGBA", "LA"):
        drawn = drawn.convert(seed.mode)
    elif seed.mode == "P":
        result, drawn = seed.convert("RGB"), drawn.convert("RGB")
    else:
        drawn = drawn.convert(seed.mode)
    result.paste(drawn, (0, 0), mask)
    return result


def _drawn(order: Order, art: Art, base: Image.Image | None = None) -> Image.Image:
    size = (order.width, order.height)
    if order.line_art:
        return printed(art, size, order.box, order.pen, base)
    return render(art, *size, base=base)


def _blank(seed: Image.Image, mask: Image.Image, binary: bool) -> Image.Image:
    """The masked part without its content: white paper, or colours flowing in from around."""
    if binary:
        base = seed.convert("L")
        base.paste(255, (0, 0, *base.size), mask)
        return base
    rgb = seed.convert("RGB")
    known = mask.point([255 - v for v in range(256)])
    small_size = (max(8, seed.width // 8), max(8, seed.height // 8))
    weights = known.resize(small_size, Image.Resampling.BOX)
    colours = ImageChops.multiply(rgb, Image.merge("RGB", [known] * 3)).resize(small_size, Image.Resampling.BOX)
    radius = max(small_size) / 24
    filled = colours
    for _ in range(6):
        spread, weight = (
            colours.filter(ImageFilter.GaussianBlur(radius)),
            weights.filter(ImageFilter.GaussianBlur(radius)),
        )
        raw, norm = spread.tobytes(), weight.tobytes()
        data = bytes(min(255, raw[i] * 255 // max(1, norm[i // 3])) for i in range(len(raw)))
        filled = Image.frombytes("RGB", small_size, data)
        if min(norm) > 2:
            break
        radius *= 1.7
    smooth = filled.filter(ImageFilter.GaussianBlur(2)).resize(seed.size, Image.Resampling.BICUBIC)
    rgb.paste(smooth, (0, 0), mask)
    return rgb


def _objects(order: Order, box: tuple[int, int, int, int]) -> Art:
    """The things and characters of the brief, fitted into a box of pixels."""
    canvas = canvas_for(order)
    left, top, right, _ = order.box
    k = canvas.art.width / (right - left)
    x0, y0, x1, y1 = (v * k for v in (box[0] - left, box[1] - top, box[2] - left, box[3] - top))
    brief = order.brief
    wide, high = x1 - x0, y1 - y0
    cast = [c for c in (brief.hero, *brief.companions) if c is not None][:2]
    items = [(p, thing(p.name)) for p in brief.props for _ in range(min(3, p.count))][:4]
    n = len(cast) + len(items)
    if not n:
        return canvas.art
    for i, who in enumerate(cast):
        size = natural_size(who)
        scale = min(wide / n * 0.96 / (310 * size), high * 0.94 / (460 * size))
        with canvas.at(x0 + wide * (i + 0.5) / n, y1 - high * 0.04, scale):
            draw_character(canvas, who, Act(brief.pose or "greet", brief.expression or "happy"), shadow=False)
    for j, (prop, item) in enumerate(items):
        scale = min(wide / n * 0.94 / item.width, high * 0.92 / item.height)
        x = x0 + wide * (len(cast) + j + 0.5) / n
        y = y1 - high * 0.05 if item.where in ("ground", "big") else y0 + high * 0.5
        rng = stream(order.key, "inpaint", j)
        with canvas.at(x, y if prop.name != "balloon" else y1 - high * 0.04, scale, weight=min(1.0, scale) ** 0.4):
            item.draw(canvas, rng, *((prop.colour,) if prop.colour else ()))
    return canvas.art


def simplify(image: Image.Image) -> Image.Image:
    """A foreign picture with less in it: fewer lines and larger shapes, or fewer, flatter colours."""
    if image.mode == "1" or two_levels(image):
        return _fewer_shapes(image.convert("1", dither=Image.Dither.NONE))
    flat = (
        within(image.convert("RGB"), SIMPLIFIED_EDGE)
        .filter(ImageFilter.MedianFilter(7))
        .quantize(14, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        .convert("RGB")
    )
    return flat.filter(ImageFilter.ModeFilter(9)).filter(ImageFilter.SMOOTH).resize(image.size)


def _fewer_shapes(page: Image.Image) -> Image.Image:
    """A page without the lines between its small shapes, and without small marks; no line becomes thicker.

    What counts as small grows until a fifth of the shapes is gone.
    """
    ink, scale = Bitmap.of(page), dots(page.size) ** 2
    reach = min(REACH // 2, math.ceil(1.3 * stroke_of(ink)) + 1)
    solid = _black(page)
    found, before = areas(page, ink=False), regions_of(page)[0]
    small = SMALL_SHAPE * scale
    result = page
    for _ in range(DOUBLINGS):
        large = Image.new("1", page.size, 1)
        pen = ImageDraw.Draw(large)
        for y, start, end, label in found.runs:
            if found.sizes[label] >= small:
                pen.line((start, y, end - 1, y), fill=0)
        # A line stays where a large shape is on one of its sides, and what is black on purpose stays: eyes, noses.
        kept = ink & Bitmap.of(large).grown(reach)
        plain = without_crumbs(kept.image(), dots(page.size), speck=small / scale / 4)
        result = (Bitmap.of(plain) | Bitmap.of(solid)).image()
        if regions_of(result)[0] <= 0.8 * before:
            break
        small *= 2
    return result


def _black(page: Image.Image) -> Image.Image:
    """The parts of a page that are black on purpose, such as pupils and noses: wider than any line."""
    ink = Bitmap.of(page)
    width = min(REACH, 2 * math.ceil(1.3 * stroke_of(ink)) + 2)
    # With what the round pen leaves at their edges.
    whole = ink.opened(width).grown(width // 4) & ink
    return without_small(whole.image(), True, BLACK_SHAPE * dots(page.size) ** 2)


def _runs_of(found: Areas) -> list[Runs]:
    """The runs of each area, as (row, start, end)."""
    rows: list[list[tuple[int, int, int]]] = [[] for _ in found.sizes]
    for y, start, end, label in found.runs:
        rows[label].append((y, start, end))
    return list(rows)


def _box(runs: Runs) -> Box:
    return min(a for _, a, _ in runs), runs[0][0], max(b for _, _, b in runs), runs[-1][0] + 1


def _holds(box: Box, eye: Box) -> bool:
    """True when something black lies within a box, as eyes do in a face."""
    x, y = (eye[0] + eye[2]) / 2, (eye[1] + eye[3]) / 2
    return box[0] < x < box[2] and box[1] < y < box[3]


def add_detail(image: Image.Image, rng: Random) -> Image.Image:
    """A foreign picture with more in it: patterns in the middle-sized regions of a page, or crisper texture."""
    if not (image.mode == "1" or two_levels(image)):
        return image.convert("RGB").filter(ImageFilter.UnsharpMask(6, 60, 2)).filter(ImageFilter.DETAIL)
    page = image.convert("L")
    names = sorted(PATTERNS)
    # As thick as the page's own lines, and as coarse as these ask for.
    pen = max(2, round(stroke_of(Bitmap.of(page))))
    most = MODERATE * regions_of(page)[0]
    for runs in _plain(page)[:FILLED]:
        name = names[rng.randrange(len(names))]
        filled = (_patterned(page, runs, name, pen, coarse) for coarse in COARSENESS)
        page = next((each for each in filled if regions_of(each)[0] < most), page)
    # All that was on the page before stays, crumbs too.
    return ImageChops.darker(without_crumbs(page, dots(image.size)).convert("L"), image.convert("L"))


def _plain(page: Image.Image) -> list[Runs]:
    """The middle-sized white areas without a face in them, the largest first."""
    found, total = areas(page, ink=False), page.width * page.height
    low, high = FILLED_SHARE
    fitting = [runs for runs, size in zip(_runs_of(found), found.sizes, strict=True) if low < size / total < high]
    eyes = [_box(runs) for runs in _runs_of(areas(_black(page), ink=True))]
    plain = [runs for runs in fitting if not any(_holds(_box(runs), eye) for eye in eyes)]
    return sorted(plain, key=lambda runs: -sum(end - start for _, start, end in runs))


def _patterned(page: Image.Image, runs: Runs, name: str, pen: int, coarse: float) -> Image.Image:
    """A page with a pattern in one of its areas.

    Args:
        pen: the width of its lines, in pixels.
        coarse: its size, for its usual size.
    """
    page, k = page.copy(), pen / 1.6 * coarse
    x0, y0, x1, y1 = _box(runs)
    mask = Image.new("L", (x1 - x0, y1 - y0), 0)
    draw = ImageDraw.Draw(mask)
    for y, start, end in runs:
        draw.line((start - x0, y - y0, end - 1 - x0, y - y0), fill=255)
    lines = pattern_mask(name, (mask.width / k, mask.height / k), (k, k), pen, (0, 0), mask.size)
    page.paste(0, (x0, y0), ImageChops.darker(lines, mask))
    return page
