"""The plan of a story: everything about it that stays the same from its first scene to its last."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inkwell_offline.storyteller import words
from inkwell_offline.storyteller.beings import being_of
from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.kids.arcs import ARCS
from inkwell_offline.storyteller.kids.cast import Figure, cast
from inkwell_offline.storyteller.kids.feats import FEATS
from inkwell_offline.storyteller.kids.places import ANYWHERE, HELPERS, NEAREST, PLACES, Place, species
from inkwell_offline.storyteller.kids.steps import Arc
from inkwell_offline.storyteller.nouns import singular
from inkwell_offline.storyteller.reading import Idea
from inkwell_offline.storyteller.topics import Topic, topic_of

AGES: Mapping[str, tuple[int, int]] = {"toddler": (25, 45), "young-child": (40, 80), "older-child": (70, 130)}
STYLES = ("gentle", "funny", "rhyming", "adventurous")

#: Words of a prompt that ask for a kind of conflict.
_CUES: Mapping[str, str] = {
    "lost-and-found": r"lost|lose|loses|missing|search\w*|look(?:s|ing) for|find|finds|found|treasure",
    "new-friend": r"friends?|friendship|lonely|alone|shy|new (?:boy|girl|kid|neighbou?r)|meets?",
    "mystery": r"myster\w+|detectives?|secrets?|clues?|puzzl\w+|strange|who (?:took|stole|ate|left)|riddles?",
    "challenge": r"races?|contest|compet\w+|learns?|learning|brave|courage|wins?|show|dares?|practi[cs]\w+|wants to|builds?|bakes?",
    "bedtime": r"bed|bedtime|sleep\w*|asleep|good ?night|dreams?|lullaby|pyjamas|pajamas",
}
#: Things that a child can lose, give and carry.
_PORTABLE = frozenset(
    "kite balloon ball boat map key lantern book crown cake cookie apple pumpkin umbrella drum guitar letter shell feather bell "
    "teapot wand gem crystal acorn leaf puzzle toy doll clock telescope camera gift present mushroom flower star".split()
)
#: Wishes of a hero, by the plot of the topic.
_WISHES: Mapping[str, str] = {
    "wish": "{goal}",
    "fear": "stop being afraid of {thing}",
    "feast": "celebrate {feast}",
    "right": "{right}",
    "help": "help {thing}",
}
#: Verbs of wishes that nobody can practise.
_NO_FEATS = frozenset(
    "see visit meet find go be have know touch sleep stay stop celebrate get help own live become keep wait".split()
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A story's plan.

    Args:
        hero, pals: who goes through it. small: the little one who is met at the turn.
        place: where. called, at: the place's name in the words of the prompt, alone and with its preposition.
        arc: which conflict. about: what it is about, with its adjective.
        age, style: how it is told.
        wish: what the hero would like to do, in the prompt's words; empty when it does not say. It runs through all scenes.
        feat: what the hero wants to learn: the wish, or something else.
        extras: other things that the prompt names, for pictures and the first scene.
        quoted: the prompt, when nothing in it is understood; else empty.
        dice: the story's own chance; the same for every scene.
    """

    hero: Figure
    pals: tuple[Figure, ...]
    small: Figure
    place: Place
    called: str
    at: str
    arc: Arc
    about: str
    age: str
    style: str
    wish: str
    feat: str
    extras: tuple[str, ...]
    quoted: str
    dice: Dice

    @property
    def learns(self) -> bool:
        """Whether the story is about what the hero wants to learn."""
        return self.arc is ARCS["challenge"] and self.feat == self.wish

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the most words of a scene."""
        return AGES[self.age]

    @property
    def conditions(self) -> str:
        """The letters of the conditions that hold, see `lines`."""
        return f"{'p' if self.pals else 's'}{self.style[0]}{'o' if self.place.outdoors else 'i'}{'' if self.arc is ARCS['bedtime'] else 'd'}"


def plan(idea: Idea, dice: Dice, hints: Mapping[str, Any]) -> Plan:
    """The plan of a story.

    Args:
        idea: what the visitor wishes.
        dice: the story's chance.
        hints: the options, each a value that we know, or anything else for any.
    """
    age = _option(hints, "protagonist_age", AGES) or "young-child"
    style = _option(hints, "writing_style", STYLES) or dice.apart("style").pick(("gentle", "funny", "adventurous"))
    topic = topic_of(idea, dice.apart("topic"))
    hero, pals = cast(idea, dice, hints, age)
    wish = _wish(topic, hero.pronoun)
    is_feat = bool(wish) and wish.split()[0] not in _NO_FEATS
    arc, about = _conflict(idea, dice, hints, _lost(topic), can_practise=is_feat or not wish)
    noun, called = _where(idea, hero, dice, at_night=arc is ARCS["bedtime"])
    place = PLACES[noun]
    taken = {species(each.noun) for each in (hero, *pals)}
    tiny = [each for each in (*place.tiny, "chick", "mouse", "bunny", "frog") if species(each) not in taken]
    small = dice.apart("small").pick(tiny[:3])
    return Plan(
        hero=hero,
        pals=pals,
        small=Figure("", small, HELPERS[small], "it"),
        place=place,
        called=called,
        at=place.at.replace(place.called, called) if place.called in place.at else place.at,
        arc=arc,
        about=about,
        age=age,
        style=style,
        wish=wish,
        feat=wish if is_feat else dice.apart("feat").pick(FEATS),
        extras=tuple(each for each in idea.things if each.split()[-1] not in about.split())[:2],
        quoted="" if wish or idea.hero.is_known or idea.place.is_given or idea.things else _quotable(idea.text),
        dice=dice,
    )


def _option(hints: Mapping[str, Any], name: str, known: Any) -> str:
    value = hints.get(name)
    return value if isinstance(value, str) and value in known else ""


def _lost(topic: Topic) -> str:
    """The thing that a topic says is lost, or sought; empty for nothing that somebody can find."""
    thing = re.sub(r"^(?:the|an?|\{their\}) ", "", topic.slots.get("thing", ""))
    is_thing = (
        topic.plot == "lost" and thing and not being_of(thing.split()[-1]) and re.fullmatch(r"[\w-]+(?: \w+)?", thing)
    )
    return singular(thing) if is_thing and " " not in thing else thing if is_thing else ""


def _conflict(idea: Idea, dice: Dice, hints: Mapping[str, Any], lost: str, *, can_practise: bool) -> tuple[Arc, str]:
    """The arc of a story, and the thing that it is about.

    Args:
        lost: what the topic says is lost.
        can_practise: whether the hero's wish, if any, is something to practise.
    """
    fitting = [name for name in sorted(ARCS) if can_practise or name != "challenge"]
    cued = [each for each, cue in _CUES.items() if each in fitting and re.search(rf"\b(?:{cue})\b", idea.text, re.I)]
    name = _option(hints, "conflict_type", ARCS) or dice.apart("conflict").pick(cued[:1] or fitting)
    arc = ARCS[name]
    carried = [
        noun for each in idea.things if (noun := singular(each.removeprefix("a ").removeprefix("an "))) in _PORTABLE
    ]
    if lost and arc is ARCS["lost-and-found"]:
        return arc, lost
    about = carried[0] if carried else dice.apart("about").pick(arc.things)
    return arc, about


def _where(idea: Idea, hero: Figure, dice: Dice, *, at_night: bool) -> tuple[str, str]:
    noun = NEAREST.get(idea.place.noun, idea.place.noun)
    if idea.place.is_given and noun in PLACES:
        called = idea.place.called
        return noun, PLACES[noun].called if called in ("outer space", "the space", "the snow", "the ice") else called
    home = words.HOMES.get(hero.noun.split()[-1], "")
    home = NEAREST.get(home, home)
    if home in PLACES and (idea.hero.is_known or home in ("sea", "castle", "space", "workshop", "arctic")):
        return home, PLACES[home].called
    noun = "house" if at_night and home != "forest" else dice.apart("place").pick(ANYWHERE)
    return noun, PLACES[noun].called


def _wish(topic: Topic, pronoun: str) -> str:
    """The wish of a topic's hero; empty where it does not say any."""
    told = _WISHES.get(topic.plot, "").format_map(topic.slots)
    their = {"she": "her", "he": "his", "it": "its"}.get(pronoun, "their")
    return told.replace("{their}", their)


def _quotable(text: str) -> str:
    """A prompt that is not understood, so short that it can be quoted; empty when it has no words."""
    if sum(character.isalpha() for character in text) < 3:
        return ""
    short = text if len(text) <= 60 else f"{text[:60].rsplit(' ', 1)[0].rstrip(',;:.- ')}…"
    return short.strip(" .,;:!?“”\"'")
