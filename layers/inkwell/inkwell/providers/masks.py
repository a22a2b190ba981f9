"""Masks in the form that providers want. Ours are white where the picture is to be repainted, theirs transparent."""

from io import BytesIO

from PIL import Image

from inkwell.core.errors import ModelRejectedInput
from inkwell.core.image_models import ImageInput

_WHITE_FROM = 128  # the brightness from which a pixel of a mask counts as white


def transparent_where_white(mask: ImageInput, picture: ImageInput) -> tuple[ImageInput, ImageInput]:
    """A mask whose transparent area is to be repainted, and the picture in the same format and size, both as PNG.

    Raises:
        ModelRejectedInput: the mask or the picture cannot be decoded.
    """
    try:
        painting = Image.open(BytesIO(picture.data)).convert("RGB")
        white = Image.open(BytesIO(mask.data)).convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ModelRejectedInput from error
    if white.size != painting.size:
        white = white.resize(painting.size, Image.Resampling.NEAREST)
    stencil = Image.new("RGBA", painting.size, "black")
    stencil.putalpha(white.point([0 if value >= _WHITE_FROM else 255 for value in range(256)]))
    return _png(stencil, mask.name), _png(painting, picture.name)


def _png(image: Image.Image, name: str) -> ImageInput:
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return ImageInput(buffer.getvalue(), "image/png", name)
