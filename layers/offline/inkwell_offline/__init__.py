"""The models of a studio without keys and without network: they draw and write on the machine itself.

OfflineStudio    draws every picture that is asked for: the illustrator, or the photo kit for foreign pictures
PhotoKit         frames and treats a given picture anew
Storyteller      writes every kind of text

Drawing needs Pillow, writing needs nothing: each name is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inkwell_offline.photo_kit import PhotoKit
    from inkwell_offline.storyteller import Storyteller
    from inkwell_offline.studio import OfflineStudio

__all__ = ["OfflineStudio", "PhotoKit", "Storyteller"]

_MODULES = {"OfflineStudio": "studio", "PhotoKit": "photo_kit", "Storyteller": "storyteller"}


def __getattr__(name: str) -> Any:
    """The public name, from the module that has it."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
