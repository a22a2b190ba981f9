"""The photo kit: a given picture in other framings and graphic treatments, with Pillow alone.

`model` is the picture model, `photo` treats pictures, `landscape` draws what stands behind a subject.
"""

from inkwell_offline.photo_kit.model import MODEL, PhotoKit

__all__ = ["MODEL", "PhotoKit"]
