"""The metadata of our pictures: the character's record and the scene's settings, in PNG text chunks."""

import io
import json
from typing import Any

from PIL import Image, PngImagePlugin, UnidentifiedImageError

from inkwell.imaging.chunks import CHARACTER, SCENE
from inkwell_offline.illustrator.characters.record import Character

LARGE = 4_000_000
"""Pixels from which compression is kept light: a print page would take seconds otherwise."""


def encode(image: Image.Image, character: Character | None, scene: dict[str, Any]) -> bytes:
    """The picture as PNG with its metadata; line art is marked as 300 dpi."""
    info = PngImagePlugin.PngInfo()
    if character is not None:
        info.add_itxt(CHARACTER, character.to_json())
    info.add_itxt(SCENE, json.dumps(scene, sort_keys=True, separators=(",", ":")))
    out = io.BytesIO()
    level = 6 if image.mode == "1" else 1 if image.width * image.height > LARGE else 3
    image.save(out, "PNG", pnginfo=info, dpi=(300, 300) if image.mode == "1" else (72, 72), compress_level=level)
    return out.getvalue()


def texts(data: bytes) -> dict[str, str]:
    """The text chunks of a PNG; nothing for other formats or broken files. Pixels are not decoded."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            found = getattr(image, "text", {})
            return {str(k): str(v) for k, v in found.items()}
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return {}


def read_character(data: bytes) -> Character | None:
    """The character that one of our own pictures shows; None for any other picture."""
    text = texts(data).get(CHARACTER)
    if text is None:
        return None
    try:
        return Character.from_json(text)
    except (ValueError, TypeError):
        return None


def read_scene(data: bytes) -> dict[str, Any] | None:
    """The settings of the scene in one of our own pictures; None for any other picture."""
    text = texts(data).get(SCENE)
    if text is None:
        return None
    try:
        scene = json.loads(text)
    except ValueError:
        return None
    return scene if isinstance(scene, dict) else None
