"""The places of children's stories: for each, the parts of it that a story uses."""

from collections.abc import Mapping

from inkwell_offline.storyteller.kids.places.built import BUILT
from inkwell_offline.storyteller.kids.places.helpers import HELPERS, species
from inkwell_offline.storyteller.kids.places.nature import NATURE
from inkwell_offline.storyteller.kids.places.place import Place

__all__ = ["ANYWHERE", "HELPERS", "NEAREST", "PLACES", "Place", "species"]

PLACES: Mapping[str, Place] = {**NATURE, **BUILT}

#: Places of `words.PLACES` that have no entry of their own, by the entry that tells them best.
NEAREST: Mapping[str, str] = {
    "rome": "city",
    "egypt": "desert",
    "mars": "space",
    "zoo": "park",
    "museum": "library",
    "market": "village",
    "office": "school",
}

#: Where a story goes when neither the prompt nor its hero says.
ANYWHERE = ("forest", "garden", "meadow", "beach", "farm", "park", "river", "village", "mountain")
