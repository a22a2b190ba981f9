"""What an encoded picture from outside really is, and a clean copy of it.

Nothing that a caller says about a picture counts, only its bytes. A picture that passes has been decoded to its last
pixel once; the decoded picture is kept, so that cleaning it and making its thumbnail decode nothing again.
"""

import json
import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps, PngImagePlugin

from inkwell.core.errors import InvalidInput
from inkwell.imaging.chunks import CHARACTER

MAX_PIXELS = 50_000_000
THUMBNAIL_EDGE = 300

#: The longest record of a character that is kept, in characters.
MAX_RECORD = 8192

# MPO is a JPEG with further pictures behind the first: depth maps and gain maps of telephones.
_MEDIA_TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_ENCODERS: dict[str, tuple[str, dict[str, int]]] = {
    "image/jpeg": ("JPEG", {"quality": 93, "subsampling": 0}),
    "image/png": ("PNG", {}),
    "image/webp": ("WEBP", {"quality": 95}),
}
_GREY_16 = frozenset({"I;16", "I;16B", "I;16L", "I"})
_SRGB = ImageCms.createProfile("sRGB")


@dataclass(frozen=True, slots=True, eq=False)
class InspectedImage:
    """A picture that is what it claims to be.

    Args:
        media_type: image/jpeg, image/png or image/webp, from the bytes.
        width, height: pixels, as a viewer shows it (after its EXIF rotation).
        image: the decoded picture, upright, in sRGB, without metadata; mode L, RGB or RGBA. Not to be changed.
        character: the record of who it shows, when it is one of our own pictures: the one thing that cleaning keeps.
    """

    media_type: str
    width: int
    height: int
    image: Image.Image
    character: str | None = None


@dataclass(frozen=True, slots=True)
class EncodedImage:
    """An encoded picture; `width` and `height` in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def inspect(data: bytes, *, field: str, max_pixels: int = MAX_PIXELS) -> InspectedImage:
    """Decode a picture from outside. Of an animation the first frame counts.

    Args:
        data: the encoded bytes.
        field: the name of the caller's field, for the error.
        max_pixels: the largest width times height; judged by the header, before anything is decoded.

    Raises:
        InvalidInput: no JPEG, PNG or WebP, too large, or broken; names `field`.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about odd metadata, which is dropped, and about sizes, which are judged here
        try:
            image = Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
        except Image.DecompressionBombError as error:
            raise _too_many_pixels(field, max_pixels) from error
        # Pillow documents no closed list of what its decoders raise on hostile bytes.
        except Exception as error:
            raise InvalidInput.field(field, "must be a JPEG, PNG or WebP image") from error
        if not image.width * image.height:
            raise InvalidInput.field(field, "must be an image with at least one pixel")
        if image.width * image.height > max_pixels:
            raise _too_many_pixels(field, max_pixels)
        media_type = _MEDIA_TYPES[image.format or ""]
        try:
            decoded = _decode(image)
        except Exception as error:
            raise InvalidInput.field(field, "must be an intact image (it is damaged or incomplete)") from error
        return InspectedImage(media_type, decoded.width, decoded.height, decoded, _character(image))


def normalise(inspected: InspectedImage, *, max_edge: int | None = None) -> EncodedImage:
    """The same picture encoded anew in its own format: upright, in sRGB, with nothing appended and no metadata but the
    character's record of a picture of ours.

    Args:
        inspected: the picture.
        max_edge: the longest edge in pixels; a larger picture is scaled down.
    """
    image = inspected.image if max_edge is None else _within(inspected.image, max_edge)
    return _encode(image, inspected.media_type, inspected.character)


def thumbnail(inspected: InspectedImage, edge: int = THUMBNAIL_EDGE) -> EncodedImage:
    """A small JPEG that fits into a square of `edge` pixels; what is transparent becomes white."""
    return _encode(_on_white(_within(inspected.image, edge)), "image/jpeg")


def _too_many_pixels(field: str, max_pixels: int) -> InvalidInput:
    return InvalidInput.field(field, f"must have at most {max_pixels / 1_000_000:g} megapixels")


def _decode(image: Image.Image) -> Image.Image:
    image.load()
    profile = image.info.get("icc_profile")
    ImageOps.exif_transpose(image, in_place=True)
    image = _in_srgb(_in_plain_mode(image), profile)
    image.info.clear()
    return image


def _in_plain_mode(image: Image.Image) -> Image.Image:
    """Mode L, RGB, RGBA or CMYK: the modes that colour profiles speak about."""
    if image.mode in _GREY_16:
        return image.point(lambda value: value * (1 / 257), "F").convert("L")
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    if image.mode in {"L", "RGB", "CMYK"}:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    mode = "RGB" if image.mode == "CMYK" else image.mode
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            if not ImageCms.getProfileDescription(source).startswith("sRGB"):
                target = "RGB" if mode == "L" else mode
                converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode=target)
                return converted or image
        # A profile that is broken, or of another kind than the picture: the plain conversion must do.
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image if image.mode == mode else image.convert(mode)


def _within(image: Image.Image, edge: int) -> Image.Image:
    scale = edge / max(image.size)
    if scale >= 1:
        return image
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _character(image: Image.Image) -> str | None:
    text = getattr(image, "text", {}).get(CHARACTER)
    try:
        is_record = text is not None and len(text) <= MAX_RECORD and isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return None
    return str(text) if is_record else None


def _encode(image: Image.Image, media_type: str, character: str | None = None) -> EncodedImage:
    format_name, options = _ENCODERS[media_type]
    buffer = BytesIO()
    if character and media_type == "image/png":
        chunks = PngImagePlugin.PngInfo()
        chunks.add_itxt(CHARACTER, character)
        image.save(buffer, format_name, pnginfo=chunks, **options)
    else:
        image.save(buffer, format_name, **options)
    return EncodedImage(buffer.getvalue(), media_type, image.width, image.height)
