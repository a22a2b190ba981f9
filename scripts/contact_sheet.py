"""Contact sheets: pictures side by side with their captions."""

from io import BytesIO
from pathlib import Path
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont


def contact_sheet(pictures: list[tuple[str, Path]], target: Path, *, columns: int, cell: tuple[int, int]) -> None:
    """Put pictures side by side with their captions.

    Args:
        pictures: the caption of each picture, and its file.
        target: the file to write.
        columns: the number of pictures in a row.
        cell: width and height of each, in pixels; a picture keeps its shape.
    """
    margin, line = 24, 28
    captions = [wrap(name, cell[0] // 11) for name, _ in pictures]
    caption = 12 + line * max(map(len, captions))
    rows = -(-len(pictures) // columns)
    width = margin + columns * (cell[0] + margin)
    height = margin + rows * (cell[1] + caption + margin)
    sheet = Image.new("RGB", (width, height), "#faf7f0")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(size=22)
    for index, (_, file) in enumerate(pictures):
        left = margin + index % columns * (cell[0] + margin)
        top = margin + index // columns * (cell[1] + caption + margin)
        with Image.open(BytesIO(file.read_bytes())) as picture:
            shown = picture.convert("RGB")
        shown.thumbnail(cell, Image.Resampling.LANCZOS)
        sheet.paste(shown, (left + (cell[0] - shown.width) // 2, top + (cell[1] - shown.height) // 2))
        for number, words in enumerate(captions[index]):
            middle = (left + cell[0] / 2, top + cell[1] + 12 + number * line)
            draw.text(middle, words, fill="#4a4238", font=font, anchor="mt")
    sheet.save(target, optimize=True)
