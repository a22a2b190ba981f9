"""Draws 24 pages across settings, readers and styles, and a contact sheet of them.

python -m inkwell_offline.illustrator.gallery docs/gallery
"""

import argparse
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

from inkwell.core.image_models import ImageRequest, Medium
from inkwell_offline.illustrator.model import Illustrator

LETTER = (1275, 1650)
COLUMNS, CELL, GAP = 6, (300, 330), 14
JPEG_QUALITY = 86


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the gallery."""

    name: str
    prompt: str
    medium: Medium = "colour"
    aspect_ratio: str = "1:1"
    seed: int = 1
    hints: dict[str, Any] = field(default_factory=dict)


def _line(name: str, prompt: str, seed: int = 1, **hints: Any) -> Page:
    return Page(name, prompt, "line_art", "17:22", seed, hints)


PAGES = (
    Page("01-magical-forest", "Bella the bunny discovers a magical forest with mushrooms and fairies", seed=3),
    Page("02-space-rocket", "An astronaut girl floating beside her rocket in outer space with three stars", seed=2),
    Page(
        "03-under-the-sea",
        "A mermaid with long red hair, an octopus and fish in a coral reef",
        aspect_ratio="4:3",
        seed=1,
    ),
    _line("04-toddler-elephant", "An elephant with a red balloon in the meadow", 5, audience="toddler"),
    _line("05-children-pirate", "A pirate and a parrot find a treasure chest on the beach", 2),
    _line("06-adult-owl", "An owl in the forest at night", 4, audience="adult"),
    Page("07-castle-night", "A knight and a friendly dragon at the castle at night", aspect_ratio="4:3", seed=1),
    Page(
        "08-watercolour-garden",
        "A girl with braids and glasses watering flowers in the garden with two butterflies",
        seed=3,
        hints={"art_style": "watercolor"},
    ),
    Page(
        "09-comic-city",
        "A superhero boy running through the city, low angle",
        aspect_ratio="3:4",
        seed=4,
        hints={"art_style": "comic"},
    ),
    _line("10-teen-unicorn", "A unicorn dancing under a rainbow in the mountains", 1, audience="teen"),
    _line(
        "11-kawaii-cat", "A cute cat with a pink bow holding a birthday cake in the kitchen", 2, style_preset="kawaii"
    ),
    _line("12-botanical-deer", "A deer in a flower garden", 3, audience="adult", style_preset="botanical"),
    Page("13-snow-penguin", "A penguin in a blue scarf building a snowman, it is snowing", seed=1),
    Page("14-bedtime-bear", "A little bear sleeping in the bedroom with a teddy bear at night", seed=2),
    Page("15-pixel-robot", "A robot and a small dog in the park", seed=2, hints={"art_style": "pixel-art"}),
    Page(
        "16-pencil-storyboard",
        "Wide establishing shot: a fox walks through the forest at dawn",
        aspect_ratio="16:9",
        seed=5,
        hints={"art_style": "pencil-sketch"},
    ),
    Page("17-close-up", "Close-up of a laughing boy with curly hair and freckles at the circus", seed=2),
    Page("18-jungle", "A lion, an elephant and a monkey in the jungle, adventure", aspect_ratio="4:3", seed=3),
    _line("19-bold-dinosaur", "A dinosaur jumping in the meadow", 6, audience="toddler", style_preset="bold-simple"),
    _line(
        "20-whimsical-witch",
        "A witch reading a book with a black cat under the crescent moon",
        1,
        style_preset="whimsical",
    ),
    Page("21-pastel-school", "A panda and a mouse painting at school", seed=3, hints={"art_style": "pastel"}),
    Page("22-autumn", "A squirrel and a hedgehog collecting acorns in the autumn forest", seed=2),
    Page("23-sheet", "A fox girl with a yellow scarf, character sheet", seed=1, hints={"layout": "sheet_2x2"}),
    Page(
        "24-portrait",
        "A princess with brown skin and curly hair",
        aspect_ratio="9:16",
        seed=1,
        hints={"view": "expression_smile"},
    ),
)


class Unheard:
    """The `AttemptMemory` of a picture of which nothing is kept."""

    name = "unheard"
    request_id = None

    def claim(self, note: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`; does nothing."""

    def submitted(self, request_id: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`; does nothing."""

    def paid(self, requests: int, cost_micros: int) -> None:
        """See `AttemptMemory`; does nothing."""

    def progress(self, percent: int) -> None:
        """See `AttemptMemory`; does nothing."""


def draw(page: Page) -> Image.Image:
    """The page as a picture."""
    size = LETTER if page.medium == "line_art" else None
    request = ImageRequest(
        page.prompt, page.aspect_ratio, seed=page.seed, medium=page.medium, size=size, hints=page.hints
    )
    image = Image.open(io.BytesIO(Illustrator().generate(request, Unheard()).data))
    image.load()
    return image


def contact_sheet(pictures: list[Image.Image]) -> Image.Image:
    """The contact sheet: all pictures small, in rows."""
    rows = -(-len(pictures) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * (CELL[0] + GAP) + GAP, rows * (CELL[1] + GAP) + GAP), "#e9e4ee")
    for i, picture in enumerate(pictures):
        small = picture.convert("L").convert("RGB") if picture.mode == "1" else picture.convert("RGB")
        small.thumbnail(CELL, Image.Resampling.LANCZOS)
        x = GAP + (i % COLUMNS) * (CELL[0] + GAP) + (CELL[0] - small.width) // 2
        y = GAP + (i // COLUMNS) * (CELL[1] + GAP) + (CELL[1] - small.height) // 2
        sheet.paste(small, (x, y))
    return sheet


def main(folder: Path) -> None:
    """Draw the gallery into `folder`: line art as 1-bit PNG, colour as JPEG, `contact_sheet.jpg`."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = []
    for page in PAGES:
        image = draw(page)
        if image.mode == "1":
            image.save(folder / f"{page.name}.png", optimize=True)
        else:
            image.save(folder / f"{page.name}.jpg", quality=JPEG_QUALITY, optimize=True)
        pictures.append(image)
    contact_sheet(pictures).save(folder / "contact_sheet.jpg", quality=JPEG_QUALITY, optimize=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Draw the gallery of the offline illustrator.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/gallery"))
    main(parser.parse_args().folder)
