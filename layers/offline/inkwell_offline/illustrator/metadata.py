"""The metadata of our pictures: the character's record and the scene's settings, in PNG text chunks."""

import io
import json
from math import isfinite
from typing import Any

from PIL import Image, PngImagePlugin

from inkwell.imaging.chunks import CHARACTER, SCENE, own_texts
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


def read_character(data: bytes) -> Character | None:
    """The character that one of our own pictures shows; None for any other picture, and for a record that is none."""
    text = own_texts(data).get(CHARACTER)
    try:
        return None if text is None else Character.from_json(text)
    except ValueError:
        return None


def read_scene(data: bytes) -> dict[str, Any] | None:
    """The settings of the scene in one of our own pictures; None for any other picture, and for a broken scene."""
    text = own_texts(data).get(SCENE)
    try:
        scene = None if text is None else json.loads(text)
    except (ValueError, RecursionError):
        return None
    return scene if isinstance(scene, dict) and _is_recipe(scene.get("recipe", {})) else None


def _is_recipe(recipe: Any) -> bool:
    """Whether values are of the kinds that `want` writes: anybody can put a scene into a PNG."""
    if not isinstance(recipe, dict):
        return False
    hints = recipe.get("hints", {})
    return (
        isinstance(recipe.get("seed", 0), int)
        and isinstance(recipe.get("variant", 0), int)
        and isinstance(recipe.get("key", ""), str)
        and isinstance(recipe.get("prompt", ""), str)
        and isinstance(recipe.get("changes", ""), str)
        and isinstance(hints, dict)
        and all(
            isinstance(value, str | int) or (isinstance(value, float) and isfinite(value)) for value in hints.values()
        )
    )
