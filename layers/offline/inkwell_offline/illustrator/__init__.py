"""The offline illustrator: real pictures from words, without keys and without network.

Illustrator().generate(request, attempt)    a picture, behind the port of image models
brief(prompt)                               what the words were understood to ask for
scene(request), manifest(request)           the drawing and its description, without pixels
svg(request)                                the drawing as SVG
Character, read_character(png)              the record that keeps somebody the same on every page

Drawing needs Pillow, understanding words (`words`) does not: each name is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inkwell_offline.illustrator.characters.record import Character
    from inkwell_offline.illustrator.metadata import read_character, read_scene
    from inkwell_offline.illustrator.model import MODEL, Illustrator, manifest, scene, svg
    from inkwell_offline.illustrator.order import Scene
    from inkwell_offline.illustrator.words.brief import Brief, Prop
    from inkwell_offline.illustrator.words.reader import read as brief

__all__ = [
    "MODEL",
    "Brief",
    "Character",
    "Illustrator",
    "Prop",
    "Scene",
    "brief",
    "manifest",
    "read_character",
    "read_scene",
    "scene",
    "svg",
]

#: The module of each name, and its name there where it has another one.
_HOMES = {
    **dict.fromkeys(("MODEL", "Illustrator", "manifest", "scene", "svg"), "model"),
    **dict.fromkeys(("read_character", "read_scene"), "metadata"),
    **dict.fromkeys(("Brief", "Prop"), "words.brief"),
    "Character": "characters.record",
    "Scene": "order",
    "brief": "words.reader",
}
_NAMES = {"brief": "read"}


def __getattr__(name: str) -> Any:
    """The public name, from the module that has it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), _NAMES.get(name, name))
