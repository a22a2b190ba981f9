"""The small things that heroes find on their way, and how each comes back at the end."""

from collections.abc import Mapping
from typing import NamedTuple


class Token(NamedTuple):
    """A find: what it is, and how the ending uses it in prose and as a couplet."""

    called: str
    prose: str
    verse: str


TOKENS: Mapping[str, Token] = {
    "bell": Token(
        "a tiny golden bell",
        "The tiny golden bell rang, ting-a-ling, all the way home.",
        "The tiny bell that {hero} had found / went ting-a-ling, a happy sound.",
    ),
    "feather": Token(
        "a sky-blue feather",
        "And the sky-blue feather? {Hero} tucked it under the pillow, for flying dreams.",
        "The sky-blue feather, soft and light, / lay under {hero}'s head that night.",
    ),
    "lantern": Token(
        "a little lantern",
        "The little lantern lit the whole way home.",
        "The little lantern, warm and bright, / lit up the way with yellow light.",
    ),
    "button": Token(
        "a shiny brass button",
        "The shiny brass button got a place of honour on the window sill.",
        "The button shone upon the sill, / and if you look, it shines there still.",
    ),
    "shell": Token(
        "a shiny shell",
        "{Hero} held the shiny shell to one ear. It hummed the whole story again.",
        "The shiny shell held to an ear / told it again for all to hear.",
    ),
    "whistle": Token(
        "a wooden whistle",
        "{Hero} blew the wooden whistle, toot-toot, so that everybody knew the good news.",
        "The whistle blew, with a toot and a cheer, / for every wing and paw and ear.",
    ),
    "key": Token(
        "a little silver key",
        "And the little silver key? It opened the biscuit tin.",
        "The silver key, so small and thin, / fitted the lock of the biscuit tin.",
    ),
    "pebble": Token(
        "a smooth white pebble",
        "The smooth white pebble stayed in {hero}'s hand, warm as a little sun.",
        "The smooth white pebble, round and small, / was warm to hold, the best of all.",
    ),
    "map": Token(
        "a crumpled old map",
        "On the crumpled old map {hero} drew a star, right where it had happened.",
        "The crumpled map now had a star / to show where all the good friends are.",
    ),
}
