"""Art styles: what a style changes before drawing, and what it does to the finished pixels."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from inkwell_offline.illustrator.look import Look

Finish = Callable[[Image.Image, int], Image.Image]
ALIASES = {
    "watercolour": "watercolor",
    "water-color": "watercolor",
    "pencil": "pencil-sketch",
    "sketch": "pencil-sketch",
    "pixel": "pixel-art",
    "pixelart": "pixel-art",
    "oil": "oil-painting",
    "3d": "3d-render",
    "3d-animation": "3d-render",
    "realistic": "photorealistic",
    "photo": "photorealistic",
    "photographic": "photorealistic",
    "manga": "anime",
    "comic-book": "comic",
    "picture-book": "storybook",
    "children's-book": "storybook",
    "lineart": "line-art",
    "digital-art": "cartoon",
    "pastels": "pastel",
}


@cache
def _tile(seed: int) -> Image.Image:
    return Image.frombytes("L", (256, 256), Random(seed).randbytes(65536))


def grain(size: tuple[int, int], seed: int, blur: float = 0.0, scale: int = 1) -> Image.Image:
    """Even noise around 128, the same for the same seed; `scale` makes coarser grains."""
    small = (max(1, size[0] // scale + 1), max(1, size[1] // scale + 1))
    image = Image.new("L", small)
    tile = _tile(seed)
    turns = list(Image.Transpose)
    for y in range(0, small[1], 256):
        for x in range(0, small[0], 256):
            image.paste(tile.transpose(turns[(x // 256 * 3 + y // 256 * 5 + seed) % len(turns)]), (x, y))
    if blur:
        image = ImageOps.autocontrast(image.filter(ImageFilter.GaussianBlur(blur)), cutoff=1)
    return image.resize(size, Image.Resampling.BICUBIC) if scale > 1 else image.crop((0, 0, *size))


def _paper(image: Image.Image, seed: int, strength: float, tint: tuple[int, int, int] = (255, 252, 245)) -> Image.Image:
    tooth = grain(image.size, seed, 0.8).point([round(255 - strength * (255 - v)) for v in range(256)])
    return ImageChops.multiply(
        image, Image.merge("RGB", [tooth.point([v * c // 255 for v in range(256)]) for c in tint])
    )


def _storybook(image: Image.Image, seed: int) -> Image.Image:
    return _paper(image, seed, 0.03, (255, 254, 251))


def _cartoon(image: Image.Image, seed: int) -> Image.Image:
    return ImageEnhance.Color(image).enhance(1.22)


def _watercolor(image: Image.Image, seed: int) -> Image.Image:
    s = max(image.size) / 1024
    soft = image.filter(ImageFilter.GaussianBlur(2.2 * s))
    inner = ImageChops.difference(
        image.filter(ImageFilter.GaussianBlur(1.2 * s)),
        image.reduce(2).filter(ImageFilter.GaussianBlur(3.4 * s)).resize(image.size),
    ).convert("L")
    pools = inner.point([min(140, round(v * 2.4)) for v in range(256)])
    wash = Image.composite(
        ImageEnhance.Brightness(ImageEnhance.Color(soft).enhance(1.25)).enhance(0.8),
        ImageEnhance.Brightness(soft).enhance(1.06),
        pools,
    )
    blot = grain(image.size, seed, 5, 8)
    wash = Image.composite(
        ImageEnhance.Brightness(wash).enhance(1.2),
        wash,
        blot.point([max(0, min(130, (v - 96) * 2)) for v in range(256)]),
    )
    wash = Image.composite(
        ImageEnhance.Brightness(wash).enhance(0.9),
        wash,
        blot.point([max(0, min(120, (110 - v) * 2)) for v in range(256)]),
    )
    grey = image.convert("L")
    line = ImageChops.subtract(grey.filter(ImageFilter.MaxFilter(5)), grey).point(
        [255 - min(120, round(v * 0.75)) for v in range(256)]
    )
    wash = ImageChops.multiply(
        wash, Image.merge("RGB", (line, line, line.point([min(255, v + 14) for v in range(256)])))
    )
    return _paper(_deckle(wash, seed), seed + 1, 0.07, (255, 252, 243))


def _deckle(image: Image.Image, seed: int) -> Image.Image:
    """An uneven white edge, as paint leaves on paper."""
    w, h = image.size
    edge = Image.new("L", (w // 4, h // 4), 0)
    pad = max(4, round(min(w, h) / 4 * 0.035))
    ImageDraw.Draw(edge).rectangle((pad, pad, w // 4 - pad, h // 4 - pad), fill=255)
    edge = edge.filter(ImageFilter.GaussianBlur(pad * 0.55))
    rough = grain(edge.size, seed + 2, 3)
    mask = (
        ImageChops.add(edge, rough, 2)
        .point([0 if v < 116 else min(255, (v - 116) * 14) for v in range(256)])
        .resize(image.size, Image.Resampling.BICUBIC)
    )
    return Image.composite(image, Image.new("RGB", image.size, (253, 250, 244)), mask)


def _comic(image: Image.Image, seed: int) -> Image.Image:
    flat = ImageOps.posterize(ImageEnhance.Color(ImageEnhance.Contrast(image).enhance(1.12)).enhance(1.45), 4)
    step = max(6, round(max(image.size) / 1024 * 8))
    cell = Image.new("L", (step * 2, step * 2), 0)
    draw = ImageDraw.Draw(cell)
    r = step * 0.36
    for x, y in ((0, 0), (step, step), (step * 2, 0), (0, step * 2), (step * 2, step * 2)):
        draw.ellipse((x - r, y - r, x + r, y + r), fill=255)
    dots = Image.new("L", image.size)
    strip = Image.new("L", (image.width, cell.height))
    for x in range(0, image.width, cell.width):
        strip.paste(cell, (x, 0))
    for y in range(0, image.height, cell.height):
        dots.paste(strip, (0, y))
    tone = (
        flat.convert("L")
        .filter(ImageFilter.GaussianBlur(2))
        .point([max(0, min(150, round((200 - v) * 1.1))) if 60 < v < 215 else 0 for v in range(256)])
    )
    return Image.composite(ImageEnhance.Brightness(flat).enhance(0.68), flat, ImageChops.multiply(dots, tone))


def _pixel(image: Image.Image, seed: int) -> Image.Image:
    k = 112 / min(image.size)
    small = (
        ImageEnhance.Color(image)
        .enhance(1.2)
        .resize((max(1, round(image.width * k)), max(1, round(image.height * k))), Image.Resampling.BOX)
    )
    few = small.quantize(28, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).convert("RGB")
    return few.resize(image.size, Image.Resampling.NEAREST)


def _pastel(image: Image.Image, seed: int) -> Image.Image:
    chalk = grain(image.size, seed, 0.6, 2)
    soft = Image.composite(
        ImageEnhance.Brightness(image).enhance(1.1), image, chalk.point([max(0, min(150, v - 110)) for v in range(256)])
    )
    return _paper(ImageEnhance.Color(soft).enhance(0.86), seed + 1, 0.06)


def _oil(image: Image.Image, seed: int) -> Image.Image:
    k = 512 / max(image.size)
    small = image.resize((max(1, round(image.width * k)), max(1, round(image.height * k))), Image.Resampling.BOX)
    small = small.filter(ImageFilter.ModeFilter(7)).filter(ImageFilter.MedianFilter(3))
    paint = ImageEnhance.Color(small.resize(image.size, Image.Resampling.BICUBIC)).enhance(1.3)
    strokes = (
        grain((image.width, image.height), seed, 1.4, 3)
        .resize((image.width, image.height * 2))
        .crop((0, 0, *image.size))
    )
    relief = ImageChops.add(strokes.filter(ImageFilter.EMBOSS), paint.convert("L").filter(ImageFilter.EMBOSS), 2)
    light = relief.point([max(0, min(255, round(128 + (v - 128) * 0.9))) for v in range(256)])
    return ImageChops.soft_light(paint, Image.merge("RGB", [light] * 3))


def _bloom(image: Image.Image, amount: float) -> Image.Image:
    glow = (
        image.reduce(4)
        .filter(ImageFilter.GaussianBlur(max(image.size) / 1024 * 7))
        .resize(image.size, Image.Resampling.BICUBIC)
    )
    return Image.blend(image, ImageChops.screen(image, glow), amount)


def _anime(image: Image.Image, seed: int) -> Image.Image:
    bright = _bloom(ImageEnhance.Color(ImageEnhance.Contrast(image).enhance(1.08)).enhance(1.35), 0.3)
    beam = Image.linear_gradient("L").rotate(125, expand=False).resize(image.size).point([v // 3 for v in range(256)])
    return Image.composite(ImageChops.screen(bright, Image.new("RGB", image.size, (120, 110, 70))), bright, beam)


def _render(image: Image.Image, seed: int) -> Image.Image:
    s = max(image.size) / 1024
    soft = image.filter(ImageFilter.GaussianBlur(0.8 * s))
    height = image.convert("L").reduce(2).filter(ImageFilter.GaussianBlur(3.5 * s))
    relief = (
        height.filter(ImageFilter.Kernel((3, 3), (2, 1, 0, 1, 0, -1, 0, -1, -2), 1, 128))
        .filter(ImageFilter.GaussianBlur(2.4 * s))
        .resize(image.size, Image.Resampling.BICUBIC)
    )
    strong = relief.point([max(0, min(255, round(128 - (v - 128) * 4.5))) for v in range(256)])
    return _vignette(_bloom(ImageChops.soft_light(soft, Image.merge("RGB", [strong] * 3)), 0.22), 0.25)


def _vignette(image: Image.Image, amount: float) -> Image.Image:
    dark = Image.radial_gradient("L").resize(image.size).point([round(max(0, v - 90) * amount) for v in range(256)])
    return Image.composite(ImageEnhance.Brightness(image).enhance(0.35), image, dark)


def _photo(image: Image.Image, seed: int) -> Image.Image:
    """Not a photograph: soft edges, depth of field, film grain and a lens's light."""
    s = max(image.size) / 1024
    sharp = image.filter(ImageFilter.GaussianBlur(0.9 * s))
    far = image.reduce(2).filter(ImageFilter.GaussianBlur(3.2 * s)).resize(image.size, Image.Resampling.BICUBIC)
    focus = Image.radial_gradient("L").resize(image.size).point([max(0, min(255, (v - 96) * 3)) for v in range(256)])
    view = Image.composite(far, sharp, focus)
    view = ImageEnhance.Contrast(ImageEnhance.Color(view).enhance(0.88)).enhance(1.12)
    noise = grain(image.size, seed).point([round(128 + (v - 128) * 0.13) for v in range(256)])
    return _vignette(_bloom(ImageChops.overlay(view, Image.merge("RGB", [noise] * 3)), 0.2), 0.5)


def pencil(line: Image.Image, colour: Image.Image, seed: int) -> Image.Image:
    """Graphite lines and three flat grey washes on toothed paper, from both readings of a scene."""
    noise = grain(colour.size, seed, 1.2)
    strokes = line.convert("L").filter(ImageFilter.GaussianBlur(0.6)).point([62 + round(v * 0.757) for v in range(256)])
    strokes = ImageChops.lighter(strokes, noise.point([max(0, round((v - 150) * 2.1)) for v in range(256)]))
    tone = (
        colour.convert("L")
        .filter(ImageFilter.GaussianBlur(2))
        .point([198 if v < 96 else 222 if v < 160 else 238 if v < 200 else 252 for v in range(256)])
    )
    hatch = noise.point([234 + round(v * 0.082) for v in range(256)])
    page = ImageChops.multiply(ImageChops.multiply(strokes, tone.filter(ImageFilter.GaussianBlur(0.9))), hatch)
    return ImageOps.colorize(page, (38, 36, 44), (255, 253, 248))


@dataclass(frozen=True, slots=True)
class Style:
    """An art style: how it weighs outlines before drawing, and its finish."""

    finish: Finish | None = None
    outline: float = 1.0


STYLES: dict[str, Style] = {
    "": Style(),
    "storybook": Style(_storybook),
    "cartoon": Style(_cartoon, 1.5),
    "watercolor": Style(_watercolor, 0.8),
    "comic": Style(_comic, 1.9),
    "pencil-sketch": Style(None, 1.2),
    "line-art": Style(None),
    "pixel-art": Style(_pixel, 2.4),
    "pastel": Style(_pastel, 0.9),
    "night": Style(),
    "oil-painting": Style(_oil, 0.8),
    "anime": Style(_anime, 0.75),
    "3d-render": Style(_render, 0.35),
    "photorealistic": Style(_photo, 0.35),
}


def style_name(name: str) -> str:
    """The style's own name for any of its spellings; an unknown one is "storybook"."""
    plain = name.strip().lower().replace("_", "-").replace(" ", "-")
    plain = ALIASES.get(plain, plain)
    return plain if plain in STYLES else "storybook"


def weighted(look: Look, style: str) -> Look:
    """The look with the outline that the style wants."""
    return replace(look, outline=max(0.9, look.outline * STYLES[style].outline))
