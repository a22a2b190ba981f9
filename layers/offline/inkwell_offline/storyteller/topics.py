"""Topics of stories: the plot that a topic asks for, and the goal, the trouble and the things that it brings along."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from inkwell_offline.storyteller.beings import Someone, being_of, is_person, is_place
from inkwell_offline.storyteller.company import company_of
from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.kids.looks import FAMILY
from inkwell_offline.storyteller.nouns import singular, with_article
from inkwell_offline.storyteller.parts import Parts, parts_of
from inkwell_offline.storyteller.reading import Idea, Place
from inkwell_offline.storyteller.tables import table
from inkwell_offline.storyteller.verbs import base, gerund, is_act

_NOBODY = Someone("child", is_known=False)
_LONGEST_PHRASE, _LONGEST_DEED = 5, 9
#: Words of a sentence, which no thing has in its name.
_NO_THINGS = tuple("up down out away off you is are was were has have had does do did gets getting".split())
#: Somebody who is what they do: "the elephant who forgot everything".
_WHO = re.compile(
    r"^(?:the|an?|my|our|one|two|three) [\w’' -]+? (?:who|that) (?:always |never |just |kept |keeps |suddenly )?(?P<verb>[a-z]+)\b ?(?P<rest>.*)",
    re.I,
)
#: An errand for somebody of whom the topic does not say who it is.
_ERRAND = re.compile(r" to \w+ (?:for|at|after|with) (?:him|her|it|them)$")
_OWN = re.compile(r"^(?:his|her|its|their|my|our|your)\b", re.I)
_WHOSE = re.compile(r"(?<![{\w])(?:his|her|its|their)(?= \w)")
_INDEFINITE = re.compile(r"^(?:an?|one|some|this|that)\s+", re.I)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,.;:!?]")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic.

    Args:
        plot: the name of its plot's table.
        slots: what it brings along, such as the `thing` that is lost or the `goal` that is wanted; {their} in them
            is the hero's.
        idea: with the hero and the friends who are in the story beside what the slots name.
        gender: of the hero, as far as the words say: "girl", "boy" or "".
        parts: what else must stand in the tale, whatever its plot.
    """

    plot: str
    slots: Mapping[str, str]
    idea: Idea
    gender: str = ""
    parts: Parts = field(default_factory=Parts)


def topic_of(idea: Idea, dice: Dice) -> Topic:
    """The topic of an idea; every idea has one.

    Args:
        dice: choose where the idea says next to nothing.
    """
    text = (idea.subject or idea.text).rstrip(" .!")
    gender = (
        "girl" if re.search(r"\b(?:she|her)\b", text, re.I) else "boy" if re.search(r"\bhis?\b|\bhim\b", text) else ""
    )
    parts = Parts() if idea.is_foreign else parts_of(text)
    # What is said of the hero alone: who comes along is in the idea.
    said = idea.told or text
    said = " ".join(said.replace(parts.when, " ").split()) if parts.when else said
    if parts.place and not any(map(being_of, parts.place.split())):
        noun = idea.place.noun if idea.place.noun and set(parts.place.split()) & set(idea.place.called.split()) else ""
        idea = replace(idea, place=Place(noun, definite(parts.place), is_given=True))
    elif "snow" in parts.when:
        # Snow that falls is no place.
        idea = replace(idea, place=Place("forest", "the forest", is_given=False))
    if parts.whom and parts.place and not parts.thing:
        parts = replace(parts, met=with_article(re.sub(r"^(?:the|an?|\w+)(?: friend the)? ", "", parts.whom)))
    if journey := _journey(parts):
        plot, brought = journey
        return Topic(plot, _numbered(brought), replace(_apart(idea, brought), hero=idea.hero), gender, parts)
    # The cues are English; of another language only the nouns are known.
    for cue in () if idea.is_foreign else table("topics")["cues"]:
        if cue["plot"] == "friend" and idea.company:
            # Whoever has a friend needs none.
            continue
        found = re.search(cue["cue"], said, re.I)
        slots = _slots(cue, found, idea, said.rstrip("?")) if found else None
        if slots:
            return Topic(
                cue["plot"],
                _numbered(slots),
                idea if cue.get("together") else _apart(idea, slots, alone=cue.get("alone", False)),
                gender,
                parts,
            )
    plot, slots = (None if idea.is_foreign else _told(text)) or _usual(idea, dice)
    return Topic(plot, _numbered(slots), _apart(idea, slots), gender, parts)


def _journey(parts: Parts) -> tuple[str, dict[str, str]] | None:
    """The plot of those who carry something to somebody, or who explore a place and meet somebody there."""
    if parts.thing and parts.whom:
        whom = definite(parts.whom)
        head = whom.split()[-1]
        in_sky = head in table("topics")["words"]["sky"].split()
        waiting = f"everybody {before_place(head)} {whom}" if is_place(head) and not in_sky else whom
        return "errand", {"thing": definite(parts.thing), "whom": waiting}
    if parts.met and parts.place:
        return "encounter", {"whom": definite(parts.whom or parts.met), "thing": ""}
    return None


def before_place(head: str) -> str:
    """What stands before the noun of a place."""
    return next((word for word, nouns in table("topics")["before"].items() if head.lower() in nouns.split()), "in")


def _told(text: str) -> tuple[str, dict[str, str]] | None:
    """The plot of a topic that says what somebody does, without a cue for it: they want to do it, or to be rid of it."""
    words = table("topics")["words"]
    who, company = _WHO.match(text), company_of(text)
    verb, rest = (who["verb"], who["rest"]) if who else (company.verb, company.rest) if company else ("", "")
    plain = base(verb)
    if not verb or not is_act(verb) or plain in words["states"].split() or not (rest or who):
        return None
    goal = _deed(f"{plain} {rest}".strip())
    if plain in words["mishaps"].split():
        goal = f"stop {_deed(goal, gerund)}"
    goal = _WHOSE.sub("{their}", goal)
    return "wish", {"goal": goal, "doing": _deed(goal, gerund)}


def _usual(idea: Idea, dice: Dice) -> tuple[str, dict[str, str]]:
    """The plot of an idea without a cue."""
    if idea.hero.is_known and {*idea.friends} - {*FAMILY} and not idea.company:
        return "friend", {"thing": "a friend"}
    if idea.things:
        return "find", {"thing": definite(idea.things[0])}
    if idea.place.is_given:
        return "place", {"place": idea.place.called}
    if idea.hero.is_known:
        # Whoever comes with their grandmother is not alone.
        own = [] if idea.company or idea.hero.noun in FAMILY else [("friend", "a friend")]
        own += [("find", dice.pick(table("topics")["words"]["treasures"]))]
        plot, thing = dice.pick(own)
        return plot, {"thing": thing}
    return "question", {"quote": idea.subject or idea.text}


def _slots(cue: Mapping[str, Any], found: re.Match[str], idea: Idea, text: str) -> dict[str, str] | None:
    """The slots that a cue fills; None where it says too little."""
    said = {name.rstrip("234"): value for name, value in found.groupdict().items() if value is not None}
    if "feast" in said:
        return _feast(text)
    slots = dict(cue.get("slots", {}))
    if "find" in said:
        said["goal"] = f"find {definite(phrase(said.pop('find')))}"
    if "dead" in said:
        # Whoever has died is remembered; a tale brings nobody back.
        said["thing"] = f"the old photograph of {definite(phrase(said.pop('dead')))}"
        return {name: _WHOSE.sub("{their}", value) for name, value in said.items()}
    if "missed" in said:
        said["goal"] = f"see {definite(phrase(said.pop('missed')))} again"
    if "lacked" in said:
        lacked = phrase(said.pop("lacked"))
        said["goal"] = f"have {lacked if is_plural(lacked.split()[-1]) else with_article(lacked)}"
    if "whose" in said:
        said["whose"] = re.sub(
            r"^(?:dad|mum|mom|papa|mama|grandma|grandpa)(?=['’])", lambda each: each[0].capitalize(), said["whose"]
        )
    if "clause" in said:
        said["goal"] = f"find out why {{their}} {_deed(said.pop('clause'))}"
    if "wanted" in said:
        said["wanted"] = _OWN.sub("{their}", phrase(said["wanted"]))
        if (
            not said["wanted"]
            or being_of(said["wanted"].split()[-1])
            or said["wanted"].split()[-1].startswith("friend")
        ):
            return None
    if "deed" in said:
        said["goal"] = f"{base(said.pop('deed'))} {said.pop('rest')}"
    if "doing" in said:
        verb, _, rest = said.pop("doing").partition(" ")
        doing = f"{base(verb)} {rest}".strip()
        said["goal" if cue.get("base") else "thing"] = doing if cue.get("base") else _deed(doing, gerund)
    elif "thing" in said:
        said["thing"] = definite(phrase(said["thing"]), bare=cue["plot"] == "fear")
        head = said["thing"].split()[-1] if said["thing"] else ""
        is_being = bool(being_of(head))
        if not head or cue.get("being", is_being) != is_being or (is_being and cue["plot"] in ("find", "lost")):
            return None
    if "whole" in said:
        head = (phrase(re.split(r" of\b", said["whole"])[0]).split() or [""])[-1]
        own = re.match(r"(?:the|an?|my|our|his|her)\b|[\w’'-]+['’]s\b", said["whole"], re.I)
        parts = said["whole"].lower().split()
        no_things = (*table("topics")["words"]["abstract"].split(), *_NO_THINGS)
        is_hidden = head.lower() in table("topics")["words"]["hidden"].split()
        is_told = any((is_place(part) and not is_hidden) or part in no_things for part in parts)
        if not own or is_told or being_of(head) or is_person(head):
            return None
        said["thing"] = definite(_still(said["whole"]))
    if cue.get("ill"):
        said["goal"] = f"get rid of {definite(said['goal'])}"
    if "goal" in said:
        said["goal"] = _deed(said["goal"])
    if "whom" in said:
        said["whom"] = definite(phrase(said["whom"]))
    if "place" in said and not (said := _destination(said, idea)):
        return None
    if cue.get("found") and (thing := re.search(r"\b(?:finds?|found|and an?) (.+)", text, re.I)):
        said["thing"] = definite(phrase(thing[1]))
    if said.get("kin") in ("sibling", "baby"):
        slots["goal"] = "be the best friend of the new baby"
    words = {**_numbered({**slots, **said}), "their": "{their}"}
    slots = {name: value.format_map(words) if "{" in value else value for name, value in slots.items()}
    slots |= {name: value for name, value in said.items() if value}
    slots = {name: _WHOSE.sub("{their}", value) for name, value in slots.items()}
    return slots | ({"doing": _deed(slots["goal"], gerund)} if "goal" in slots else {}) or None


def _still(text: str) -> str:
    """A noun phrase without what it does: of "the clock stops ticking" the clock."""
    words = text.split()
    does = (at for at, word in enumerate(words) if at > 1 and is_act(word) and word.lower() != base(word))
    return " ".join(words[: next(does, len(words))])


def _feast(text: str) -> dict[str, str] | None:
    for words, (feast, plain, props) in table("topics")["feasts"].items():
        if re.search(rf"\b(?:{words})\b", text, re.I):
            owner = re.search(
                rf"\b(?:((?:the|an?|my|our|his|her) (?:\w+ ){{0,2}}))?([A-Za-z]+['’]s) {plain}\b", text, re.I
            )
            owned = definite(f"{owner[1] or ''}{owner[2]}") if owner and owner[1] else owner[2] if owner else ""
            return {
                "feast": f"{owned} {plain}" if owned else feast,
                "feast_plain": plain,
                "props": props,
                "props_bare": props.removeprefix("the "),
            }
    return None


def _destination(said: dict[str, str], idea: Idea) -> dict[str, str]:
    """The place that a topic leads to; nothing where it is none."""
    named = phrase(said.pop("place"))
    head = named.split()[-1].lower() if named else ""
    if not head or head in ("bed", "sleep", "her", "him", "them", "it"):
        return {}
    if is_place(head) and head in idea.place.called.split():
        return {"place": idea.place.called}
    if head in table("topics")["words"]["offices"].split():
        return {"place": f"{definite(named)}'s office", "at": f"at {definite(named)}'s office"}
    if being_of(head):
        return {"place": f"{definite(named)}'s house"}
    called = definite(named) if re.match(r"(?:an?|the|his|her|their|my|our)\b", named, re.I) else named
    # The first day of school is at school.
    before = before_place(head) if said.get("at", "").lower() == "of" else said.get("at", "")
    return {"place": called, **({"at": f"{before} {called}"} if before else {})}


def _apart(idea: Idea, slots: Mapping[str, str], *, alone: bool = False) -> Idea:
    """An idea without those beings in hero and friends whom the slots name already."""
    words = [word for value in slots.values() for word in _WORD.findall(value.lower())]
    # Grandpa's violin is not Grandpa.
    named = {singular(word) for word in words if not word.endswith(("'s", "’s"))}
    nouns = {*named, *(noun for word in named if (noun := being_of(word)))}
    friends = tuple(each for each in idea.friends if each not in nouns)
    is_there = base(slots.get("goal", "").split(" ")[0]) in ("cross", "climb", "explore", "dive", "follow")
    if idea.place.noun and idea.place.called.split()[-1] in named and "goal" in slots and not is_there:
        # Where somebody wants to go, nobody is yet.
        idea = replace(idea, place=Place("", "", is_given=False))
    hero = idea.hero
    if hero.name or not hero.is_known:
        return replace(idea, friends=friends)
    if alone or hero.noun in nouns:
        keeper = re.match(r"(?:the|an?) ([a-z]+(?: [a-z]+)?) (?:and|who)\b", idea.text, re.I)
        apart = bool(keeper and keeper[1].lower() not in named and hero.noun not in keeper[1].lower().split())
        hero = Someone(keeper[1].lower(), pronoun="it") if keeper and apart and not alone else _NOBODY
    return replace(idea, hero=hero, friends=friends)


def _numbered(slots: Mapping[str, str]) -> dict[str, str]:
    """Slots with the pronouns and the verb that fit the thing's number."""
    head = (slots.get("thing") or "").split(" of ")[0].split(" on ")[0].split()[-1:]
    several = bool(head) and is_plural(head[0])
    it = ("them", "they", "were", "they were") if several else ("it", "it", "was", "it was")
    return {**slots, **dict(zip(("it", "it_s", "thing_was", "it_s_was"), it, strict=True))}


def is_plural(noun: str) -> bool:
    """True for a noun in the plural."""
    lower = noun.lower()
    return lower in ("children", "mice", "people", "men", "women", "feet", "geese") or (
        singular(lower) != lower and lower not in table("topics")["words"]["singles"].split()
    )


#: Words that follow a verb, and seldom a noun in the plural.
_AFTER_VERBS = frozenset("to a an the her his its their that how".split())
_BEFORE_NOUNS = frozenset("a an the my our your her his its their".split())


def phrase(text: str) -> str:
    """The noun phrase with which a text begins."""
    ends = table("topics")["words"]["ends"].split()
    kept: list[str] = []
    tokens = _WORD.findall(text)
    for word, following in zip(tokens, [*tokens[1:], ""], strict=False):
        is_verb = bool(kept) and word.lower() in table("verbs") and word.lower() not in ("lost", "found")
        # "The dark learns to sing" is the dark; but "the waves" are waves.
        has_noun = bool(kept) and kept[-1].lower() not in _BEFORE_NOUNS
        is_verb |= has_noun and is_act(word) and word.lower() != base(word) and following.lower() in _AFTER_VERBS
        if word in ",.;:!?" or word.lower() in ends or is_verb or len(kept) == _LONGEST_PHRASE:
            break
        kept.append(word)
    if len(kept) > 2 and kept[-1].endswith("ed") and is_act(kept[-1]):
        # "The colors disappeared" are the colors.
        kept.pop()
    return " ".join(kept)


def definite(named: str, *, bare: bool = False) -> str:
    """A noun phrase as something that is known: with "the", or with a slot for whose it is.

    Args:
        bare: whether it may be without an article, such as "spiders".
    """
    named = _INDEFINITE.sub("the ", named.strip())
    named = _OWN.sub("{their}", named)
    first = named.split(" ")[0]
    is_known = first in ("the", "{their}") or first.lower() == "the" or first.endswith(("'s", "’s"))
    named = f"the{named[3:]}" if named.lower().startswith("the ") else named
    return named if is_known or bare or not named else f"the {named}"


_STOPS = ("but", "who", "because", "so", "until", "when", "while", "then", "before", "and then", "where")


def _deed(text: str, form: Callable[[str], str] = str) -> str:
    """A deed, from its verb to where it ends.

    Args:
        form: of the verb, which is plain.
    """
    words = table("topics")["words"]
    kept: list[str] = []
    tokens = _WORD.findall(_ERRAND.sub("", text))
    for at, word in enumerate(tokens):
        lower = word.lower()
        follows = [each.lower() for each in tokens[at + 1 : at + 4]]
        is_where = lower in ("in", "on", "at") and kept and any(map(is_place, follows[1:]))
        goes_on = lower == "and" and follows and base(follows[0]) in words["goes_on"].split()
        stops = lower in _STOPS or word in ",.;:!?"
        # "A bird that sings" is a bird; "learns that" goes on.
        stops = stops or (lower in ("that", "which") and len(kept) > 1)
        if (lower == "and" and not goes_on) or is_where or stops or len(kept) == _LONGEST_DEED:
            break
        is_verb = not kept or kept[-1] == "and"
        plain = base(word) if kept else word
        kept.append(
            form(plain[:1].lower() + plain[1:])
            if is_verb
            else re.sub(r"^(?:his|her|its|their|my|our)$", "{their}", word)
        )
    if len(kept) == _LONGEST_DEED and "and" in kept[-3:]:
        # Of "and flies it over the sea" nothing is left to tell.
        kept = kept[: len(kept) - 1 - kept[::-1].index("and")]
    while kept and kept[-1].lower() in ("to", "the", "a", "an", "of", "with", "and", "in", "for"):
        kept.pop()
    return " ".join(kept)
