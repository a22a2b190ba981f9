"""The idea in a prompt: its hero, place, friends, things and light."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from inkwell_offline.illustrator.words.reader import read as seen_in
from inkwell_offline.storyteller import words
from inkwell_offline.storyteller.beings import BEINGS, PLACES, UNSPACED, Someone, being_of, is_place, pronoun_of
from inkwell_offline.storyteller.company import company_of
from inkwell_offline.storyteller.nouns import lowered, plural, singular, with_article
from inkwell_offline.storyteller.verbs import base, is_act

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", re.UNICODE)
_AD_WORD = r"(?:ads?|advert|advertisements?|advertising|commercials?|campaign|promo|product launch|launch video|teaser)"
_AD = re.compile(rf"\b{_AD_WORD}\b", re.I)
_ORDER = re.compile(
    r"^\W*(?:please\s+)?(?:(?:can|could|would) you\s+)?(?:create|make|generate|write|draw|show|tell|design|produce|imagine|give|read)\b"
    r"(?:\s+(?:me|us))?\s*",
    re.I,
)
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
_LOOKS = re.compile(
    r"light|lighting|colou?r|palette|background|aesthetic|mood|tone|style|(?:golden|blue) hour|cinematic|sunset|sunrise|neon|shadows?|glow|"
    r"minimalis|vintage|retro|dramatic|vibrant|pastel|watercolou?r|photography|atmosphere",
    re.I,
)
_CROWD = re.compile(
    r"\b(?:models?|people|athletes?|families|family|friends|couple|dancers|customers|children|kids|women|men)\b", re.I
)
_ENDS_NOUN = frozenset(
    "in on at to into onto through with without and or but of from for by under over near inside beside behind who whose "
    "that which while when where as is are was were has have had does do goes can could will would must meets finds learns "
    "discovers explores visits builds makes wants tries loves helps saves becomes gets rides flies swims lives".split()
)
_ARTICLES = frozenset("a an the my our your his her their some two three four five".split())
_NOT_ADJECTIVES = frozenset("create make story about of and with the a an in on to for day first".split())
#: Words that say how something is: no hero ends with one.
_HOW = frozenset(
    "new old missing lost first last magic magical secret giant little big small great best worst real true special "
    "golden silver broken stolen hidden happy sad funny long short perfect only own other same red blue green".split()
)
_NO_NAMES = frozenset("why how what when where who is are can do does if once this that there here it we you".split())
#: Small words of other languages, and those by which a text is English all the same.
_FOREIGN = frozenset(
    "der die das den dem ein eine einen und mit für im el los las un una unos y del con que en le la les une et avec des du dans il lo gli "
    "uno di che os uma um com na".split()
)
_ENGLISH = frozenset("the an and of with for his her its their who is was to my our at".split())
#: Nouns of events: they happen, and do nothing.
_EVENTS = frozenset(
    "day night time party lesson lessons trip journey visit voyage adventure holiday vacation birthday wedding tour walk team group choir orchestra crowd".split()
)
#: Prepositions before a place.
_WHERE = frozenset(
    "at in on to into onto from under behind near inside through across around beside toward towards by over along".split()
)
_ANYWHERE = ("a crooked signpost", "a row of tall trees", "a little bridge", "an old stone wall")
#: Words that are kept as the prompt has them, because they say more than the noun that they stand for.
_KEPT = frozenset(
    "kitten puppy bunny pony lamb piglet duckling tortoise fawn goldfish seagull toddler kid grandma granny grandpa mom mum dad daddy lady".split()
)


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
    asked = _ORDER.sub("", text)
    subject = (
        asked if _AD.search(text) else _ONCE.sub("", _FRAME.sub("", _ABOUT.sub("", _TITLED.sub(r"\g<title>", asked))))
    )
    is_framed = len(subject) < len(asked) or asked == text
    tokens = _TOKEN.findall(subject)
    found = list(_beings(tokens))
    is_foreign = _is_foreign(tokens)
    company = None if is_foreign else company_of(subject)
    hero = company.hero if company else _hero(subject, tokens, found)
    place = _place(tokens, hero.noun)
    others = company.others if company else ()
    own = {hero.noun, BEINGS.get(hero.noun, ""), *hero.noun.split()}
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


def _beings(tokens: list[str]) -> Iterator[tuple[str, int]]:
    for index, token in enumerate(tokens):
        # "The king's dinner" is no king; "Grandma's letters" are about Grandma.
        is_owner = index > 1 and token.endswith(("'s", "’s")) and tokens[index - 1].lower() in _ARTICLES
        noun = "" if is_owner else being_of(token)
        if not noun:
            noun = next((noun for word, noun in UNSPACED.items() if word in token), "")
        if noun:
            yield noun, index


def _hero(text: str, tokens: list[str], found: list[tuple[str, int]]) -> Someone:
    name, at = _name(tokens)
    called = re.search(r"\b(?:called|named)\s+([^\W\d_]+)", text)
    if called:
        name = called[1].capitalize()
    if name and not called:
        # "Pip the fox", "Mia, a girl"; any other being in the text is somebody else.
        near = [
            each
            for each in found
            if 1 < each[1] - at <= 3
            and tokens[at + 1].lower() in ("the", "a", "an")
            and not _ENDS_NOUN & {t.lower() for t in tokens[at + 1 : each[1]]}
        ]
        noun, index = near[0] if near else ("", -1)
        pronoun = pronoun_of(name)
        if not noun:
            noun = {"she": "girl", "he": "boy"}.get(pronoun, "hero")
            return Someone(noun, name, "", pronoun or "they")
        return Someone(noun, name, _adjectives(tokens, index), pronoun or words.PEOPLE.get(noun, "it"))
    if found:
        noun, index = found[0]
        # "A hedgehog girl" is one person.
        if len(found) > 1 and found[1][1] == index + 1 and not tokens[index].endswith(("'s", "’s")):
            pronoun = words.PEOPLE.get(found[1][0], "it")
            return Someone(f"{noun} {found[1][0]}", name, _adjectives(tokens, index), pronoun)
        several = _several(tokens, index)
        pronoun = "they" if several else words.PEOPLE.get(noun, "it")
        kept = singular(tokens[index])
        adjectives = _adjectives(tokens, index)
        return Someone(kept if kept in _KEPT else noun, name, adjectives, pronoun, several=several)
    phrase = _noun_phrase(tokens)
    if phrase:
        *adjectives_before, noun = phrase
        return Someone(noun.lower(), name, " ".join(adjectives_before).lower(), "it")
    return Someone("little hero", name, "", "they", is_known=False)


def _several(tokens: list[str], index: int) -> str:
    """The count of a noun in words; empty for one."""
    token = tokens[index].lower()
    if token == singular(token) or token.endswith(("'s", "’s")):
        return ""
    before = (each.lower() for each in reversed(tokens[max(0, index - 3) : index]))
    return next((word for word in before if word in ("two", "three", "four", "five")), "some")


def _name(tokens: list[str]) -> tuple[str, int]:
    known = words.NAMES_SHE | words.NAMES_HE
    for index, token in enumerate(tokens):
        plain = token.removesuffix("'s").removesuffix("’s")
        if plain.lower() in known and token[0].isupper():
            return plain, index
    if len(tokens) > 1 and tokens[0][:1].isupper() and tokens[0].isascii():
        plain = tokens[0].removesuffix("'s")
        verb = tokens[1].lower()
        looks_like_name = (
            not plain.lower().endswith("ing")
            and plain.lower() not in _ARTICLES | _NO_NAMES
            and not (BEINGS.get(singular(plain)) or PLACES.get(plain.lower()))
        )
        acts = singular(plain) == plain.lower() and verb.endswith("s") and _is_verb(tokens, 1)
        if looks_like_name and (
            acts or verb in _ENDS_NOUN - {"in", "on", "of", "for", "with", "and", "from", "to"} or verb == "the"
        ):
            return plain, 0
    return "", -1


def _adjectives(tokens: list[str], index: int) -> str:
    """The words right before a noun, back to its article; none when there is no article."""
    for start in range(index - 1, max(-1, index - 4), -1):
        if tokens[start].lower() in _ARTICLES:
            between = tokens[start + 1 : index]
            good = not {each.lower() for each in between} & (_ENDS_NOUN | _NOT_ADJECTIVES | _FOREIGN)
            good = good and not any(each.endswith(("'s", "’s")) for each in between)
            return lowered(" ".join(between)) if good else ""
    return ""


def _noun_phrase(tokens: list[str]) -> list[str]:
    """The first noun phrase with an article, when we know none of its words: somebody who may act."""
    for index, token in enumerate(tokens):
        # At a party, or under a bridge, is where somebody is.
        if token.lower() not in _ARTICLES or not token.isascii() or tokens[index - 1].lower() in _WHERE:
            continue
        phrase: list[str] = []
        for at, following in enumerate(tokens[index + 1 : index + 5], index + 1):
            if following.lower() in _ENDS_NOUN or (phrase and _is_verb(tokens, at)):
                break
            phrase.append(following.removesuffix("'s").removesuffix("’s"))
        ending = tokens[index + 1 + len(phrase)].lower() if len(tokens) > index + 1 + len(phrase) else ""
        last = phrase[-1].lower() if phrase else ""
        # "The history of ..." is a topic, "a new school" a place, and "a lantern" a thing: nobody who could do anything.
        acts = ending.endswith(("s", "ing")) or ending in _ENDS_NOUN - {"of", "and", "in", "on", "with", "for", "at"}
        # "My cousins" are some, and nobody in particular.
        is_nobody = (
            (last != singular(last) and token.lower() in ("a", "an", "my", "our", "your"))
            or last in _HOW
            or is_place(last)
            or singular(last) in words.THINGS
            or last in _NOT_ADJECTIVES
            or _EVENTS & {*map(str.lower, phrase[:1]), last}
        )
        if phrase and ending != "of" and (acts or token.lower() != "the") and not is_nobody:
            return phrase
    return []


def _is_verb(tokens: list[str], at: int) -> bool:
    """True for a word behind a noun phrase that says what somebody does: "juggles the plates", no "cookies"."""
    word = tokens[at].lower()
    after = tokens[at + 1].lower() if len(tokens) > at + 1 else ""
    is_past = word.endswith("ed") or (is_act(word) and base(word) != word)
    is_finite = is_past or (word.endswith("s") and not word.endswith(("ss", "us", "is")))
    return word.endswith("ing") or (is_finite and (after in _ARTICLES | _ENDS_NOUN | {"up", "out", "a", "off", "away"}))


def _place(tokens: list[str], hero: str) -> Place:
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
        word = token.lower() if token.lower() == noun or (token.isascii() and token.lower() in _english(noun)) else noun
        adjectives = _adjectives(tokens, index)
        if word == "space" and not adjectives:
            return Place(noun, "outer space", True)
        return Place(noun, f"the {adjectives} {word}".replace("  ", " "), True)
    noun = words.HOMES.get(BEINGS.get(hero, hero), "")
    return Place(noun, f"the {noun}", False) if noun else Place("", "", False)


def _is_owned(tokens: list[str], index: int) -> bool:
    """True for a place that is somebody's thing: "her brother broke her tower", "his toy train"."""
    before = [each.lower() for each in tokens[max(0, index - 3) : index]]
    if before[-1:] in (["toy"], ["model"], ["paper"]):
        return True
    owned = next((at for at, each in enumerate(before) if each in ("his", "her", "its", "their")), None)
    return owned is not None and not _WHERE & set(before) and len(tokens) == index + 1 and index > _FEW


_FEW = 3


_ENGLISH_PLACES = frozenset(
    "woods woodland rainforest field mountains hill hills seaside shore ocean lake pond palace tower town street galaxy "
    "planet clouds cavern bakery classroom bookshop gallery bazaar fair playground home bedroom attic garage laboratory "
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
    return sum(each in _FOREIGN for each in small) > sum(each in _ENGLISH for each in small)


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
