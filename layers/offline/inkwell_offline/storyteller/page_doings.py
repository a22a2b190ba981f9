"""Doings of the pages of page plans; all of them can be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that a hero does.

    Args:
        text: with the slots {friend} and {thing}.
        where: the kinds of places that it suits: land, sea, space or room.
        when: its own time or weather; empty for any.
    """

    text: str
    where: str = "land room"
    when: str = ""


_ANY = "land room sea space"

DOINGS: Mapping[str, tuple[Doing, ...]] = {
    "full-figure": (
        Doing("waving hello with a big smile", _ANY),
        Doing("standing under three round balloons"),
        Doing("carrying a basket"),
        Doing("reading a book with {friend}", _ANY),
        Doing("holding an umbrella", "land", "on a rainy day"),
        Doing("holding a glowing lantern", "land room sea", "at night"),
        Doing("hugging a soft teddy bear"),
        Doing("standing proudly beside {friend}", _ANY),
        Doing("holding a birthday cake"),
        Doing("carrying a gift for {friend}", _ANY),
        Doing("pointing at a rainbow", "land"),
        Doing("thinking about {thing}", _ANY),
        Doing("sitting at a picnic with {friend}", "land"),
        Doing("holding a tulip"),
        Doing("holding a magic wand among sparkling stars", _ANY),
        Doing("pointing at the moon beside a telescope", "land", "at night"),
        Doing("holding a paintbrush and thinking of {thing}"),
        Doing("holding a trophy while {friend} cheers", _ANY),
        Doing("holding a cup of hot cocoa", "land room"),
        Doing("discovering {thing} with wide eyes", _ANY),
        Doing("carrying a suitcase on a long journey"),
        Doing("holding a compass to find the way", _ANY),
        Doing("sitting quietly next to {friend}", _ANY),
        Doing("holding a star like a treasure", _ANY),
        Doing("showing {thing} to {friend}", _ANY),
    ),
    "action": (
        Doing("running a race with {friend}"),
        Doing("jumping over a puddle", "land", "on a rainy day"),
        Doing("dancing with {friend}", _ANY),
        Doing("running with a kite in the wind", "land"),
        Doing("kicking a ball to {friend}"),
        Doing("climbing up to reach a star", "land room space", "at night"),
        Doing("riding on a skateboard past {friend}", "land room"),
        Doing("sliding down on a sled", "land", "on a snowy winter day"),
        Doing("chasing three butterflies", "land"),
        Doing("marching along with a drum"),
        Doing("blowing soap bubbles with {friend}", "land room"),
        Doing("building a snowman with {friend}", "land", "on a snowy winter day"),
        Doing("floating in the air with three balloons", "land room"),
        Doing("flying on a broom", "land", "at night"),
        Doing("flying high above {thing}", "land space"),
        Doing("planting a seedling beside {friend}", "land"),
        Doing("leaping over {thing}", "land room"),
        Doing("walking hand in hand with {friend}"),
        Doing("celebrating with {friend} and two balloons", _ANY),
        Doing("catching a star", "land space", "at night"),
        Doing("hopping along with a frog", "land"),
        Doing("swimming around {thing}", "sea"),
        Doing("diving down to {thing}", "sea"),
        Doing("swimming a race with a dolphin", "sea"),
        Doing("playing tag with three fish", "sea"),
        Doing("swimming beside a big whale", "sea"),
        Doing("diving among jellyfish", "sea"),
        Doing("playing hide and seek with an octopus", "sea"),
        Doing("collecting shells with {friend}", "sea"),
        Doing("floating weightless beside {thing}", "space"),
        Doing("floating in space with {friend}", "space"),
        Doing("jumping from planet to planet", "space"),
        Doing("flying past a comet", "space"),
        Doing("racing against a rocket", "space"),
        Doing("chasing a shooting star", "space"),
        Doing("tiptoeing past {thing} with {friend}", "land room"),
        Doing("playing a guitar while {friend} sings", "land room"),
        Doing("bouncing a ball as high as the clouds", "land"),
    ),
    "close-up": (
        Doing("laughing out loud with {friend}", _ANY),
        Doing("holding a rose and smelling it"),
        Doing("looking surprised at a ladybug", "land"),
        Doing("hugging {friend} tightly", _ANY),
        Doing("yawning sleepily under the crescent moon", "land room", "at night"),
        Doing("winking", _ANY),
        Doing("holding a cookie"),
        Doing("listening to a shell", "land sea room"),
        Doing("looking curiously at a snail", "land"),
        Doing("watching soap bubbles", "land room sea"),
        Doing("looking through a magnifying glass", _ANY),
        Doing("holding a flower and smiling shyly", "land room"),
        Doing("thinking of {thing} with eyes closed", _ANY),
        Doing("holding a lollipop"),
        Doing("looking up at falling snowflakes", "land", "on a snowy winter day"),
        Doing("holding a daisy", "land room"),
        Doing("gazing at {thing} in wonder", _ANY),
        Doing("giggling beside {friend}", _ANY),
        Doing("holding a heart", _ANY),
        Doing("watching a butterfly", "land"),
        Doing("holding an ice cream cone"),
        Doing("making friends with a starfish", "sea"),
        Doing("smiling at a tiny fish", "sea"),
        Doing("gazing at a planet with rings", "space"),
        Doing("holding a mitten", "land", "on a snowy winter day"),
    ),
}
#: Scenes with stars that do not act: {a}, a helper {who}.
VIEWS: Mapping[str, tuple[str, ...]] = {
    "full-figure": (
        "{a} in the middle of the page, stars all around",
        "{a}, three balloons above it",
        "{a} with a big bow, a cake beside it",
        "{a} between flowers and butterflies",
        "{a} under a rainbow",
        "{a}, a tall tree on one side",
        "{a} in the sunshine under puffy clouds",
    ),
    "action": (
        "{who} dancing around {a}",
        "{who} jumping for joy beside {a}",
        "{who} running towards {a}",
        "{who} pointing at {a}",
        "{who} cheering and waving beside {a}",
        "{who} building something next to {a}",
        "{who} carrying a gift past {a}",
        "{who} reading a book about {a}",
    ),
    "close-up": (
        "{who} looking at {a} from near",
        "the face of {who} laughing at {a}",
        "{who} gazing at {a} in wonder",
        "{who} hugging {a}",
    ),
}
HELPERS = (
    "a girl with curly hair",
    "a little bear",
    "a boy with glasses",
    "a bunny",
    "a fox",
    "a cat",
    "a puppy",
    "a panda",
    "a mouse",
    "an elephant",
    "a duckling",
    "a koala",
)
#: Phrases that join somebody of the idea to a scene that names nobody of it.
BESIDE = ("with", "together with", "greeted by", "followed by")
COVER = "waving welcome with {friend}, {thing} beside them"
SURROUNDINGS = (
    "a wide view {where} with {a} and {b}",
    "{a} in the wide view {where}, {b} further on",
    "far and wide {where}, with {b} behind {a}",
    "{a} in a quiet corner {where}, with {b}",
    "{b} and {a} {where}, seen from above",
    "a look around {where}, {a} in front, {b} at the back",
)
#: Arrangement, and how it is told.
PATTERNS = (
    "a pattern in rows of {motifs}, repeated over the whole page",
    "a round mandala of {motifs}, ring around ring to the edge",
    "a patchwork of squares with {motifs}, one in each square",
    "garlands of {motifs} in bands across the whole page",
    "a lattice of {motifs} side by side, an even pattern without gaps",
)
