"""Colours as screens show them: pictures converted to sRGB by their colour profile, whatever it calls itself."""

import itertools
from io import BytesIO

from PIL import Image, ImageChops, ImageCms

_SRGB = ImageCms.createProfile("sRGB")
_PLAIN = {"L": "L", "LA": "L", "RGB": "RGB", "RGBA": "RGB", "CMYK": "CMYK"}
_SAME = 2  # steps of 256 a channel: profiles of sRGB differ by so much through their rounding


def in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """A picture in sRGB, as mode L, RGB or RGBA; transparency stays as it is.

    Args:
        image: in mode L, LA, RGB, RGBA or CMYK.
        profile: its ICC colour profile. Without one, and when it is broken or of another kind than the picture, a
            picture counts as sRGB.
    """
    plain = _PLAIN[image.mode]
    transform = _transform(profile, plain) if profile else None
    if transform is None:
        return image.convert({"LA": "RGBA", "CMYK": "RGB"}.get(image.mode, image.mode))
    converted = _applied(transform, image.convert(plain)).convert("L" if image.mode == "L" else "RGB")
    if image.mode in {"LA", "RGBA"}:
        converted.putalpha(image.getchannel("A"))
    return converted


def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """The transform that a profile asks for in pictures of a mode; None where it changes nothing, or cannot be made."""
    try:
        transform = ImageCms.buildTransform(ImageCms.ImageCmsProfile(BytesIO(profile)), _SRGB, mode, "RGB")
        sample = _sample(mode)
        changes = ImageChops.difference(_applied(transform, sample), sample.convert("RGB"))
    # Profiles are a caller's bytes: whatever is wrong with one, the picture counts without it.
    except Exception:
        return None
    return transform if max(changes.tobytes()) > _SAME else None


def _applied(transform: ImageCms.ImageCmsTransform, image: Image.Image) -> Image.Image:
    converted = ImageCms.applyTransform(image, transform)
    assert converted is not None
    return converted


def _sample(mode: str) -> Image.Image:
    """Colours from all over a mode's range, a pixel each."""
    steps = range(0, 256, 17 if mode == "L" else 51)
    values = list(itertools.product(steps, repeat=len(mode)))
    return Image.frombytes(mode, (len(values), 1), bytes(itertools.chain.from_iterable(values)))
