"""The shape of a place."""

from typing import NamedTuple


class Place(NamedTuple):
    """A place.

    Args:
        called: its name, with its article. at: that name with its preposition.
        high: a thing to climb. hide: a thing to look behind. way: a way to follow. cross: a thing to get across.
        soft: a good bed. treat: food that grows or lies about there, in the plural. tracks: traces on the ground.
        morning, dusk: a sentence each.
        seen: the place for a picture, without light.
        beings: who may help there. tiny: who may be found there; both are nouns of `HELPERS`.
        outdoors: whether wind and weather come in.
    """

    called: str
    at: str
    high: str
    hide: str
    way: str
    cross: str
    soft: str
    treat: str
    tracks: str
    morning: str
    dusk: str
    seen: str
    beings: tuple[str, ...]
    tiny: tuple[str, ...]
    outdoors: bool = True
