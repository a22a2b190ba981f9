"""The idea in a prompt: its hero, place, friends, things and light."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from inkwell_offline.illustrator.words.reader import read as seen_in
from inkwell_offline.storyteller import words
from inkwell_offline.storyteller.beings import BEINGS, PLACES, Someone, being_of, pronoun_of
from inkwell_offline.storyteller.company import company_of
from inkwell_offline.storyteller.heroes import FOREIGN, WHERE, adjectives_before, beings_in, hero_of
from inkwell_offline.storyteller.nouns import lowered, plural, singular, with_article
from inkwell_offline.storyteller.spelling import mended
from inkwell_offline.storyteller.verbs import base

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", re.UNICODE)
_AD_WORD = r"(?:ads?|advert|advertisements?|advertising|commercials?|campaign|promo|product launch|launch video|teaser)"
_AD = re.compile(rf"\b{_AD_WORD}\b", re.I)
_ORDER = re.compile(
    r"^\W*(?:please\s+)?(?:(?:can|could|would) you\s+)?(?:create|make|generate|write|draw|show|tell|design|produce|imagine|give|read)\b"
    r"(?:\s+(?:me|us))?\s*",
    re.I,
)
#: Words that say how a story shall be told.
_MANNER = re.compile(r"^\W*(?:please\s+)?(?:make|keep) (?:it|this) [\w ,]{1,30}?[:.]\s*", re.I)
#: Words that ask for a story, before those that say what it is about.
_ABOUT = re.compile(r"^(?:(?:something|anything|more|all)\s+)?about\s+", re.I)
_ONCE = re.compile(
    r"^(?:once(?: upon a time)?,?\s+)?there (?:once )?(?:was|were|lived|is|are|lives)\s+(?:once\s+)?(?=an?\b|two\b|three\b)",
    re.I,
)
_TITLED = re.compile(
    r"^\W*[\"“„«'](?P<title>[^\"”“»]+)[\"”“»']\W*(?:an?\b|the\b)?[\w\s]*\b(?:story|tale|book|fable)\b.*$", re.I
)
_FRAME = re.compile(
    rf"^(?:an?|the|some)?\s*(?:[\w-]+\s+){{0,2}}?(?:story|stories|tale|book|picture|image|illustration|video|storyboard|scene|"
    rf"page|pages|film|movie|animation|adventure|colou?ring book|{_AD_WORD})\s+(?:about|of|for|with|featuring|where|in which)\s+",
    re.I,
)
#: Words of light and style, and of people in a picture.
LOOKS = (
    r"light|lighting|colou?r|palette|background|aesthetic|mood|\btones?\b|style|(?:golden|blue) hour|cinematic|sunset|sunrise|neon|shadows?|glow|"
    r"minimalis|vintage|retro|dramatic|vibrant|pastel|watercolou?r|photography|atmosphere"
)
CROWD = "models?|people|athletes?|families|family|friends|couple|dancers|customers|children|kids|women|men"
_LOOKS = re.compile(LOOKS, re.I)
_CROWD = re.compile(rf"\b(?:{CROWD})\b", re.I)
#: Words by which a text is English, whatever else stands in it.
_ENGLISH = frozenset("the an and of with for his her its their who is was to my our at".split())
_ANYWHERE = ("a crooked signpost", "a row of tall trees", "a little bridge", "an old stone wall")


@dataclass(frozen=True, slots=True)
class Place:
    """The place of an idea: its `noun` in our words, and the prompt's own name for it."""

    noun: str
    called: str
    is_given: bool

    @property
    def details(self) -> tuple[str, ...]:
        """The details that are seen there."""
        return words.PLACES[self.noun][1] if self.noun in words.PLACES else _ANYWHERE


@dataclass(frozen=True, slots=True)
class Idea:
    """The idea of a prompt.

    Args:
        text: the prompt, on one line.
        subject: the same without the words that only ask for a story.
        hero, place: who and where.
        friends: who else the prompt names, as nouns.
        things: what else, as nouns in the plural or with an article.
        looks: light, colours and style, in the prompt's words.
        scenes: what else an advertisement shows.
        crowd: the people in an advertisement.
        company: who is with the hero from the beginning.
        wears: how the hero, or each of the heroes, is dressed, such as "in a red scarf".
        is_foreign: whether the prompt is in another language than English.
        told: the prompt as a sentence about the hero alone; empty where it is none about somebody who does something.
    """

    text: str
    hero: Someone
    place: Place
    friends: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    crowd: str = ""
    company: tuple[Someone, ...] = ()
    wears: str = ""
    told: str = ""
    subject: str = ""
    is_foreign: bool = False


def read(prompt: str) -> Idea:
    """The idea in a prompt; every prompt gives one."""
    text = " ".join(_spelled_out(prompt).split())
    text = text.lower() if text.isupper() else text
    text = text if _is_foreign(_TOKEN.findall(text)) else mended(text)
    asked = _ORDER.sub("", _MANNER.sub("", text))
    subject = (
        asked if _AD.search(text) else _ONCE.sub("", _FRAME.sub("", _ABOUT.sub("", _TITLED.sub(r"\g<title>", asked))))
    )
    is_framed = len(subject) < len(asked) or asked == text
    tokens = _TOKEN.findall(subject)
    found = list(beings_in(tokens))
    is_foreign = _is_foreign(tokens)
    company = None if is_foreign else company_of(subject)
    hero = company.hero if company else hero_of(subject, tokens, found)
    place = _place(tokens, hero)
    others = (company.others if company else ()) or _kin(subject, hero)
    own = {"family", hero.noun, BEINGS.get(hero.noun, ""), *hero.noun.split()}
    # "My brother Ben" is Ben himself.
    own |= {noun for noun, at in found if hero.name and tokens[at + 1 : at + 2] == [hero.name]}
    friends = tuple(dict.fromkeys(noun for noun, _ in found if noun not in own))
    extras = _extras(text)
    things = _drawn(subject, hero.noun, place.noun) if is_foreign else _things(tokens, (hero.noun, place.noun))
    return Idea(
        text=text[:400].rstrip(),
        hero=hero,
        place=place,
        friends=friends[:3],
        things=tuple(dict.fromkeys(things))[:4],
        looks=tuple(extra for extra in extras if _LOOKS.search(extra))[:3],
        scenes=tuple(extra for extra in extras if not _LOOKS.search(extra) and not _CROWD.search(extra))[:3],
        crowd=next((extra for extra in extras if _CROWD.search(extra)), ""),
        company=others,
        wears=company.wears if company else "",
        told=company.told if company else "",
        # "Write a letter" is what somebody does; "write a story about" is an order.
        subject=(subject if is_framed else text)[:400].rstrip(),
        is_foreign=is_foreign,
    )


_KIN = re.compile(
    r"\b(?:his|her|their|its|my) (?:[a-z]+ ){0,2}?(?P<kin>friend|brother|sister|cousin|uncle|aunt|grandfather|grandmother) (?P<name>[A-Z]\w+)\b"
)


def _kin(text: str, hero: Someone) -> tuple[Someone, ...]:
    """Whom a text calls by what they are to the hero, and by name: "angry at his best friend Sam"."""
    found = _KIN.search(text)
    if not found or found["name"] == hero.name:
        return ()
    pronoun = pronoun_of(found["name"])
    noun = {"she": "girl", "he": "boy"}.get(pronoun, "child") if found["kin"] == "friend" else found["kin"]
    return (Someone(noun, found["name"], "", pronoun or words.PEOPLE.get(noun, "they")),)


def _spelled_out(prompt: str) -> str:
    """Emoji by their names: a dragon face is a dragon."""
    out, last = [], ""
    for character in prompt:
        # Three frogs in a row are one word.
        if character == last and unicodedata.category(character) == "So":
            continue
        last = character if character.strip() else last
        if unicodedata.category(character) in ("So", "Sk") and ord(character) > 0x2000:
            name = unicodedata.name(character, "").lower()
            out.append(f" {re.sub(r'( face| symbol| with .*|^white |^black |^emoji .*)', '', name)} ")
        elif unicodedata.category(character) not in ("Cf", "Mn", "Cc", "Cs") or character in "\n\t ":
            out.append(character)
    return "".join(out)


def _place(tokens: list[str], hero: Someone) -> Place:
    for index, token in enumerate(tokens):
        noun = PLACES.get(token.lower()) or PLACES.get(singular(token))
        if noun is None:
            noun = next((noun for word, noun in PLACES.items() if ord(word[0]) > 0x2E80 and word in token), None)
        if noun is None or _is_owned(tokens, index) or (index == 0 and noun in ("train", "ship") and token[-1:] == "s"):
            continue
        # A proper noun has no article; a word of another language is given in English.
        if noun in ("rome", "egypt", "mars"):
            before = (
                tokens[index - 1].lower() if index and tokens[index - 1].lower() in ("ancient", "modern", "old") else ""
            )
            return Place(noun, " ".join(filter(None, (before, noun.capitalize()))), True)
        if noun in ("moon", "sky") and token.isascii() and not _leads_to(tokens[max(0, index - 3) : index]):
            # Who comes to dinner, or shines, is nowhere.
            continue
        word = token.lower() if token.lower() == noun or (token.isascii() and token.lower() in _english(noun)) else noun
        adjectives = adjectives_before(tokens, index)
        if index and tokens[index - 1][:1].isupper() and tokens[index - 1].endswith(("'s", "’s")):
            kin = tokens[index - 2 : index - 1] if index > 1 and being_of(tokens[index - 2]) else []
            return Place(noun, " ".join((*map(str.capitalize, kin), tokens[index - 1], word)), True)
        if word == "space" and not adjectives:
            return Place(noun, "outer space", True)
        return Place(noun, f"the {adjectives} {word}".replace("  ", " "), True)
    # A lighthouse keeper is at home in a lighthouse.
    kinds = (BEINGS.get(hero.noun, hero.noun), *hero.adjectives.split())
    noun = next((words.HOMES[each] for each in kinds if each in words.HOMES), "")
    called = "outer space" if noun == "space" else f"the {lowered(noun)}"
    return Place(noun, called, False) if noun else Place("", "", False)


def _leads_to(before: list[str]) -> bool:
    """True for words that are followed by a place."""
    return any(each.lower() in WHERE or base(each) in ("visit", "explore", "reach") for each in before)


def _is_owned(tokens: list[str], index: int) -> bool:
    """True for a place that is somebody's thing: "her brother broke her tower", "his toy train"."""
    before = [each.lower() for each in tokens[max(0, index - 3) : index]]
    if before[-1:] in (["toy"], ["model"], ["paper"]):
        return True
    owned = next((at for at, each in enumerate(before) if each in ("his", "her", "its", "their")), None)
    return owned is not None and not WHERE & set(before) and len(tokens) == index + 1 and index > _FEW


_FEW = 3


_ENGLISH_PLACES = frozenset(
    "woods woodland rainforest field mountains hill hills seaside shore ocean lake pond palace tower town street galaxy "
    "snow planet clouds cavern bakery classroom bookshop gallery bazaar fair playground home bedroom attic garage laboratory "
    "railway station boat studio reef".split()
)


def _english(noun: str) -> frozenset[str]:
    return frozenset(words.PLACES[noun][0].split()) & _ENGLISH_PLACES


def _things(tokens: list[str], others: tuple[str, ...]) -> Iterator[str]:
    for at, token in enumerate(tokens):
        noun = singular(token)
        if noun == "toy" and tokens[at + 1 : at + 2] and singular(tokens[at + 1]) in words.THINGS:
            # A toy train is neither a toy nor a train.
            yield f"a toy {singular(tokens[at + 1])}"
        elif at and tokens[at - 1].lower() == "toy":
            continue
        elif noun in words.THINGS and noun not in others:
            only_one = f"the {noun}" if noun in ("moon", "sun") else with_article(noun)
            yield plural(noun) if token.lower() != noun else only_one


def _is_foreign(tokens: list[str]) -> bool:
    small = [token.lower() for token in tokens]
    return sum(each in FOREIGN for each in small) > sum(each in _ENGLISH for each in small)


def _drawn(text: str, *others: str) -> Iterator[str]:
    """The things of a text in another language, by the names under which the illustrator knows them."""
    for prop in seen_in(text).props:
        noun = prop.name.removeprefix("icon:").replace("-", " ")
        if noun not in others:
            yield plural(noun) if prop.count > 1 else f"the {noun}" if noun in ("moon", "sun") else with_article(noun)


def _extras(text: str) -> list[str]:
    """The parts of a list behind "with", "featuring" or "on"."""
    match = re.search(r"\b(?:with|featuring|including|on|in)\s+(.+)$", text, re.I)
    if not match:
        return [part.strip() for part in text.split(",")[1:] if _LOOKS.search(part) and len(part) <= 60]
    parts = re.split(r",|;|\.|\band\b|\bwith\b", match[1])
    cleaned = (re.sub(r"^\s*(?:an?|the)\s+", "", part.strip(), flags=re.I) for part in parts)
    return [part for part in cleaned if 2 < len(part) <= 60]
