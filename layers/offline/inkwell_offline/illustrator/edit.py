"""Pictures from pictures: palette and composition of a seed picture, repainting under a mask, more or less detail."""

from dataclasses import replace
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from inkwell.core.errors import ModelRejectedInput
from inkwell.imaging.fitting import within
from inkwell.imaging.lineart import areas, despeckle, scaled, two_levels
from inkwell_offline.illustrator.avatar import subject_centre
from inkwell_offline.illustrator.characters.figure import Act, draw_character, natural_size
from inkwell_offline.illustrator.composition import compose
from inkwell_offline.illustrator.kit.colour import hexed
from inkwell_offline.illustrator.kit.marks import Art
from inkwell_offline.illustrator.kit.patterns import PATTERNS
from inkwell_offline.illustrator.kit.raster import pattern_mask, render
from inkwell_offline.illustrator.order import Order, canvas_for
from inkwell_offline.illustrator.props.catalogue import thing
from inkwell_offline.illustrator.stage import stream

FILLED_SHARE = (0.002, 0.12)
"""Regions of a page, as shares of it, that `add_detail` fills with patterns: not crumbs, not the sky."""
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
    box = mask.getbbox()
    assert box is not None
    binary = seed.mode == "1" or two_levels(seed)
    order = replace(order, line_art=binary, width=seed.width, height=seed.height)
    if ours:
        empty = replace(order.brief, hero=None, companions=(), props=(), held="")
        base = render(compose(replace(order, brief=empty)).art, seed.width, seed.height)
    else:
        base = _blank(seed, mask, binary)
    drawn = render(_objects(order, box), seed.width, seed.height, base=base)
    if binary:
        drawn = despeckle(drawn)
    result = seed.copy()
    if seed.mode in ("RGBA", "LA"):
        drawn = drawn.convert(seed.mode)
    elif seed.mode == "P":
        result, drawn = seed.convert("RGB"), drawn.convert("RGB")
    else:
        drawn = drawn.convert(seed.mode)
    result.paste(drawn, (0, 0), mask)
    return result


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
    k = canvas.art.width / order.width
    x0, y0, x1, y1 = (v * k for v in box)
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
    """A foreign picture with less in it: fewer, bolder lines, or fewer, flatter colours."""
    if image.mode == "1" or two_levels(image):
        s = image.width / 2550
        bold = (
            image.convert("L")
            .filter(ImageFilter.GaussianBlur(max(0.8, 5 * s)))
            .point([255 if v > 178 else 0 for v in range(256)])
        )
        return despeckle(bold, scaled(2600, image.size), scaled(900, image.size))
    flat = (
        within(image.convert("RGB"), SIMPLIFIED_EDGE)
        .filter(ImageFilter.MedianFilter(7))
        .quantize(14, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        .convert("RGB")
    )
    return flat.filter(ImageFilter.ModeFilter(9)).filter(ImageFilter.SMOOTH).resize(image.size)


def add_detail(image: Image.Image, rng: Random) -> Image.Image:
    """A foreign picture with more in it: patterns in the middle-sized regions of a page, or crisper texture."""
    if not (image.mode == "1" or two_levels(image)):
        return image.convert("RGB").filter(ImageFilter.UnsharpMask(6, 60, 2)).filter(ImageFilter.DETAIL)
    page = image.convert("L")
    found = areas(page, ink=False)
    total = page.width * page.height
    low, high = FILLED_SHARE
    chosen = {label for label, size in enumerate(found.sizes) if low * total < size < high * total}
    rows: dict[int, list[tuple[int, int, int]]] = {}
    for y, start, end, label in found.runs:
        if label in chosen:
            rows.setdefault(label, []).append((y, start, end))
    names = sorted(PATTERNS)
    k = page.width / 1000
    for label in sorted(rows):
        runs = rows[label]
        x0, x1 = min(a for _, a, _ in runs), max(b for _, _, b in runs)
        y0, y1 = runs[0][0], runs[-1][0] + 1
        mask = Image.new("L", (x1 - x0, y1 - y0), 0)
        pen = ImageDraw.Draw(mask)
        for y, start, end in runs:
            pen.line((start - x0, y - y0, end - 1 - x0, y - y0), fill=255)
        name = names[rng.randrange(len(names))]
        shape = (mask.width / k, mask.height / k)
        lines = pattern_mask(name, shape, (k, k), max(1, round(1.6 * k)), (0, 0), mask.size)
        page.paste(0, (x0, y0), ImageChops.darker(lines, mask))
    return despeckle(page)
