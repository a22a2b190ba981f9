"""The offline illustrator: real pictures from words, without keys and without network.

Illustrator().generate(request, attempt)    a picture, behind the port of image models
brief(prompt)                               what the words were understood to ask for
scene(request), manifest(request)           the drawing and its description, without pixels
svg(request)                                the drawing as SVG
Character, read_character(png)              the record that keeps somebody the same on every page
"""

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
