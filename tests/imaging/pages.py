"""Pictures of the kinds that models answer with when they are asked for a colouring page."""

import random
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Size = tuple[int, int]

LETTER: Size = (2550, 3300)
UPRIGHT: Size = (1024, 1325)
"""The size that models draw a letter page at."""


def drawing(size: Size = UPRIGHT, pen: float = 5, cells: Size = (4, 5), ink: str = "black") -> Image.Image:
    """Line art on white: in each cell an egg with a ball in it, which makes two regions to colour.

    Args:
        pen: width of the lines in pixels.
    """
    fine = 4  # drawn so much larger, for soft edges
    page = Image.new("RGB", (size[0] * fine, size[1] * fine), "white")
    draw = ImageDraw.Draw(page)
    wide, high = page.width * 0.9 / cells[0], page.height * 0.9 / cells[1]
    for row in range(cells[1]):
        for column in range(cells[0]):
            x, y = page.width * 0.05 + column * wide, page.height * 0.05 + row * high
            for inset in (0.08, 0.32):
                egg = x + wide * inset, y + high * inset, x + wide * (1 - inset), y + high * (1 - inset)
                draw.ellipse(egg, fill="white", outline=ink, width=round(pen * fine))
    return page.resize(size, Image.Resampling.BOX)


def scene(size: Size = UPRIGHT, pen: float = 5) -> Image.Image:
    """Line art that runs to all four edges: ground and clouds around what `drawing` has."""
    page = drawing(size, pen)
    draw = ImageDraw.Draw(page)
    for share in (0.3, 0.7):
        draw.line((0, size[1] * share, size[0], size[1] * share), fill="black", width=round(pen))
        draw.line((size[0] * share, 0, size[0] * share, size[1]), fill="black", width=round(pen))
    return page


def shaded(page: Image.Image) -> Image.Image:
    """The page with grey shading, soft and hard, over a third of it."""
    shade = Image.new("L", page.size, 0)
    draw = ImageDraw.Draw(shade)
    width, height = page.size
    for x, y, r, dark in ((0.3, 0.3, 0.2, 60), (0.7, 0.6, 0.25, 90), (0.2, 0.8, 0.12, 110)):
        draw.ellipse((width * (x - r), height * (y - r), width * (x + r), height * (y + r)), fill=dark)
    soft = shade.filter(ImageFilter.GaussianBlur(12))
    draw.rectangle((width * 0.55, height * 0.05, width * 0.85, height * 0.2), fill=80)
    soft.paste(shade.crop((width // 2, 0, width, height // 4)), (width // 2, 0))
    return ImageChops.subtract(page.convert("RGB"), Image.merge("RGB", [soft] * 3))


def on_tinted_paper(page: Image.Image) -> Image.Image:
    """The page on old paper: yellowish, and darker to the bottom by a quarter."""
    ramp = Image.linear_gradient("L").resize(page.size).point([round(value * 0.25) for value in range(256)])
    red, green, blue = page.convert("RGB").split()
    aged = (ImageChops.subtract(band, ramp) for band in (red, green, blue.point([v * 3 // 4 for v in range(256)])))
    return Image.merge("RGB", list(aged))


def as_jpeg(page: Image.Image, quality: int = 40) -> Image.Image:
    """The page with the noise of strong compression."""
    buffer = BytesIO()
    page.convert("RGB").save(buffer, "JPEG", quality=quality)
    return Image.open(buffer).convert("RGB")


def dusty(page: Image.Image, specks: int = 150) -> Image.Image:
    """The page with grains of dust, grey and black, up to 4 pixels across."""
    chance = random.Random(7)
    page = page.copy()
    draw = ImageDraw.Draw(page)
    for _ in range(specks):
        x, y, r = chance.uniform(0, page.width), chance.uniform(0, page.height), chance.choice((0.5, 1, 1.5, 2))
        grey = chance.choice((0, 90, 170))
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(grey, grey, grey))
    return page


def coloured(page: Image.Image) -> Image.Image:
    """The page with its shapes painted in bright flat colours."""
    page = page.copy()
    colours = ("#ffd24d", "#5ab0ff", "#ff8a70", "#7ccf6a")
    for number in range(8):
        x, y = (number % 4 + 0.5) / 4 * page.width * 0.9, (number // 4 + 0.5) / 5 * page.height * 0.9
        ImageDraw.floodfill(
            page, (round(x + page.width * 0.05), round(y + page.height * 0.05)), _rgb(colours[number % 4])
        )
    return page


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def photograph(size: Size = UPRIGHT) -> Image.Image:
    """A photograph: Chelsea the cat, by Stéfan van der Walt (CC0)."""
    return Image.open(Path(__file__).parent / "data" / "cat.jpg").convert("RGB").resize(size, Image.Resampling.BICUBIC)
