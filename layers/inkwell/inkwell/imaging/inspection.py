"""Inspection of encoded pictures from outside: their real type and size, and a clean copy.

Nothing that a caller says about a picture counts, only its bytes. A picture whose pixels are all there passes, whatever
its metadata are and however its file ends; one that lacks pixels does not. The decoded picture is kept, so that
cleaning it and making its thumbnail decode nothing again.
"""

import json
import threading
import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import ExifTags, Image, ImageChops, PngImagePlugin

from inkwell.core.errors import InvalidInput
from inkwell.imaging.chunks import CHARACTER, own_texts
from inkwell.imaging.colours import in_srgb
from inkwell.imaging.containers import BareFile, bare
from inkwell.imaging.fitting import acceptable, within
from inkwell.imaging.limits import MAX_EXIF, MAX_PIXELS, MAX_RECORD, THUMBNAIL_EDGE

_ENCODERS: dict[str, tuple[str, dict[str, int]]] = {
    "image/jpeg": ("JPEG", {"quality": 93, "subsampling": 0}),
    # Levels that take a third to a half of the time of the usual ones for at most a fifth more bytes.
    "image/png": ("PNG", {"compress_level": 3}),
    "image/webp": ("WEBP", {"quality": 95, "method": 2}),
}
# Where EXIF says that a picture is stored turned or mirrored: what sets it upright.
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_GREY_16 = frozenset({"I;16", "I;16B", "I;16L", "I"})
_SCALABLE = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})

# A function has less than a whole processor: decoding side by side gains nothing, and takes the memory several times.
# Filters of warnings are shared by all threads too.
_DECODING = threading.Lock()


@dataclass(frozen=True, slots=True, eq=False)
class InspectedImage:
    """A picture that is what it claims to be.

    Args:
        media_type: image/jpeg, image/png or image/webp, from the bytes.
        width, height: pixels, as a viewer shows it (after its EXIF rotation).
        image: the decoded picture, upright, in sRGB, without metadata; mode L, RGB or RGBA. Not to be changed.
        character: the record of who it shows, when it is one of our own pictures: the one thing that cleaning keeps.
            Anybody can write one, so its content is a caller's.
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
    """Decode a picture from outside, as it is. Of an animation the first frame counts.

    Args:
        data: the encoded bytes.
        field: the name of the caller's field, for the error.
        max_pixels: the largest width times height; judged by the header, before anything is decoded.

    Raises:
        InvalidInput: no JPEG, PNG or WebP, too large, or lacking pixels; names `field`.
    """
    return _inspected(data, field, max_pixels, is_fitted=False)


def accept(data: bytes, *, field: str) -> InspectedImage:
    """Decode a picture that a caller hands in, scaled down to what can be drawn from: see `acceptable`.

    Args:
        data: the encoded bytes.
        field: the name of the caller's field, for the error.

    Raises:
        InvalidInput: no JPEG, PNG or WebP, too large, or lacking pixels; names `field`.
    """
    return _inspected(data, field, MAX_PIXELS, is_fitted=True)


def pixels(data: bytes, *, field: str) -> int:
    """Width times height of a picture by its header; nothing is decoded.

    Raises:
        InvalidInput: no JPEG, PNG or WebP, or too large; names `field`.
    """
    _, image = _opened(data, field, MAX_PIXELS)
    return image.width * image.height


def normalise(inspected: InspectedImage, *, max_edge: int | None = None) -> EncodedImage:
    """The same picture encoded anew in its own format: upright, in sRGB, with nothing appended and no metadata but the
    character's record of a picture of ours.

    Args:
        inspected: the picture.
        max_edge: the longest edge in pixels; a larger picture is scaled down.
    """
    image = inspected.image if max_edge is None else within(inspected.image, max_edge)
    return _encode(image, inspected.media_type, inspected.character)


def thumbnail(inspected: InspectedImage, edge: int = THUMBNAIL_EDGE) -> EncodedImage:
    """A small JPEG that fits into a square of `edge` pixels; what is transparent becomes white."""
    return _encode(_on_white(within(inspected.image, edge)), "image/jpeg")


def _too_many_pixels(field: str, max_pixels: int) -> InvalidInput:
    return InvalidInput.field(field, f"must have at most {max_pixels / 1_000_000:g} megapixels")


def _damaged(field: str) -> InvalidInput:
    return InvalidInput.field(field, "must be an intact image (it is damaged or incomplete)")


def _opened(data: bytes, field: str, max_pixels: int) -> tuple[BareFile, Image.Image]:
    """The bare file, and its picture before it is decoded."""
    file = bare(data)
    if file is None:
        raise InvalidInput.field(field, "must be a JPEG, PNG or WebP image")
    try:
        with _DECODING, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about sizes, which are judged here
            image = Image.open(BytesIO(file.data), formats=("JPEG", "PNG", "WEBP"))
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(field, max_pixels) from error
    # Pillow documents no closed list of what its decoders raise on hostile bytes.
    except Exception as error:
        raise _damaged(field) from error
    if not image.width * image.height:
        raise InvalidInput.field(field, "must be an image with at least one pixel")
    if image.width * image.height > max_pixels:
        raise _too_many_pixels(field, max_pixels)
    return file, image


def _inspected(data: bytes, field: str, max_pixels: int, *, is_fitted: bool) -> InspectedImage:
    file, image = _opened(data, field, max_pixels)
    try:
        with _DECODING, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            decoded = None if file.lacks_pixels() else _decode(image, file, is_fitted)
    except Exception as error:
        raise _damaged(field) from error
    if decoded is None:
        raise _damaged(field)
    return InspectedImage(file.media_type, decoded.width, decoded.height, decoded, _character(data))


def _decode(image: Image.Image, file: BareFile, is_fitted: bool) -> Image.Image:
    image.load()
    image = _in_scalable_mode(image)
    image = acceptable(image) if is_fitted else image
    turn = _UPRIGHT.get(_orientation(file.exif))
    image = in_srgb(image if turn is None else image.transpose(turn), file.profile)
    image.info.clear()
    return image


def _orientation(exif: bytes) -> int:
    """The EXIF orientation, 1 (upright) unless EXIF data say otherwise in a way that can be read."""
    found = Image.Exif()
    try:
        found.load(exif[:MAX_EXIF])
        return int(found.get(ExifTags.Base.Orientation, 1))
    except Exception:  # Pillow documents no closed list of what it raises on broken EXIF data
        return 1


def _in_scalable_mode(image: Image.Image) -> Image.Image:
    """The picture in a mode whose pixels can be mixed: L, LA, RGB, RGBA or CMYK."""
    transparent = image.info.get("transparency")
    if image.mode in _GREY_16:
        grey = image.point(lambda value: value * (1 / 257), "F").convert("L")
        return grey if transparent is None else Image.merge("LA", (grey, _unlike(image, transparent)))
    if image.mode == "1":
        image = image.convert("L")
    if transparent is not None and image.mode in {"L", "RGB"}:
        return image.convert("LA" if image.mode == "L" else "RGBA")
    if image.mode in _SCALABLE:
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _unlike(image: Image.Image, grey: int) -> Image.Image:
    """A mask of a picture with 16 bits: 0 where it has this very grey."""
    samples = image.tobytes()
    planes = (Image.frombytes("L", image.size, samples[start::2]) for start in (0, 1))
    low, high = (
        plane.point([value != wanted for value in range(256)])
        for plane, wanted in zip(planes, divmod(grey, 256)[::-1], strict=True)
    )
    return ImageChops.lighter(low, high).point([0] + [255] * 255)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _character(data: bytes) -> str | None:
    text = own_texts(data).get(CHARACTER)
    try:
        is_record = text is not None and len(text) <= MAX_RECORD and isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return None
    return text if is_record else None


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
