"""Heroes: whom a prompt is about, as its words say it."""

import re
from collections.abc import Iterator

from inkwell_offline.storyteller import words
from inkwell_offline.storyteller.beings import (
    BEINGS,
    PLACES,
    UNSPACED,
    Someone,
    being_of,
    is_person,
    is_place,
    pronoun_of,
)
from inkwell_offline.storyteller.nouns import CAPITALS, lowered, singular
from inkwell_offline.storyteller.verbs import base, is_act

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
#: Small words of other languages.
FOREIGN = frozenset(
    "der die das den dem ein eine einen und mit für im el los las un una unos y del con que en le la les une et avec des du dans il lo gli "
    "uno di che os uma um com na".split()
)
_FEELINGS = frozenset(
    "sad lonely loneliest shy brave grumpy sleepy angry proud curious jealous kind cheeky tired".split()
)
_WILLS = frozenset(
    "wants wanted wishes dreams loves hates learns tries thinks refuses misses forgets feels never can't can’t cannot couldn't "
    "couldn’t won't won’t doesn't doesn’t does will would".split()
)
#: Nouns of events: they happen, and do nothing.
_EVENTS = frozenset(
    "day night time party lesson lessons trip journey visit voyage adventure holiday vacation birthday wedding tour walk team group choir orchestra crowd".split()
)
#: Prepositions before a place.
WHERE = frozenset(
    "at in on to into onto from under behind near inside through across around beside toward towards by over along".split()
)
#: Words that are kept as the prompt has them, because they say more than the noun that they stand for.
_KEPT = frozenset(
    "kitten puppy bunny pony lamb piglet duckling tortoise fawn goldfish seagull toddler kid grandma granny grandpa mom mum dad daddy lady".split()
)


def beings_in(tokens: list[str]) -> Iterator[tuple[str, int]]:
    """The beings of a text as our nouns, each with the number of its word."""
    for index, token in enumerate(tokens):
        # "The king's dinner" is no king; "Grandma's letters" are about Grandma.
        is_owner = index > 1 and token.endswith(("'s", "’s")) and tokens[index - 1].lower() in _ARTICLES
        after = tokens[index + 1] if len(tokens) > index + 1 else ""
        # At Aunt Ruth's house there need not be an aunt.
        is_owner |= after[:1].isupper() and after.endswith(("'s", "’s")) and token.lower() == singular(token)
        noun = "" if is_owner or _is_compound(tokens, index) else being_of(token)
        if not noun:
            noun = next((noun for word, noun in UNSPACED.items() if word in token), "")
        if noun:
            yield noun, index


def _is_compound(tokens: list[str], index: int) -> bool:
    """True for a word that only says what kind of place or thing something is: "a pirate ship"."""
    after = tokens[index + 1].lower() if len(tokens) > index + 1 else ""
    return tokens[index].lower() == singular(tokens[index]) and (after in PLACES or after in words.THINGS)


def hero_of(text: str, tokens: list[str], found: list[tuple[str, int]]) -> Someone:
    """The hero of a text.

    Args:
        tokens: its words.
        found: the beings in it, as `beings_in` gives them.
    """
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
        return Someone(noun, name, adjectives_before(tokens, index), pronoun or words.PEOPLE.get(noun, "it"))
    if found:
        noun, index = found[0]
        # "A hedgehog girl" is one person.
        if (
            len(found) > 1
            and found[1][1] == index + 1
            and found[1][0] != "family"
            and not tokens[index].endswith(("'s", "’s"))
        ):
            pronoun = words.PEOPLE.get(found[1][0], "it")
            return Someone(f"{noun} {found[1][0]}", name, adjectives_before(tokens, index), pronoun)
        several = _several(tokens, index)
        pronoun = "they" if several else words.PEOPLE.get(noun, "it")
        kept = singular(tokens[index])
        adjectives = adjectives_before(tokens, index)
        return Someone(kept if kept in _KEPT else noun, name, adjectives, pronoun, several=several)
    phrase = _noun_phrase(tokens)
    if phrase:
        *how, noun = phrase
        return Someone(noun.lower(), name, " ".join(how).lower(), "it")
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
            and plain.lower() not in _ARTICLES | _NO_NAMES | CAPITALS
            and not (BEINGS.get(singular(plain)) or PLACES.get(plain.lower()))
        )
        acts = singular(plain) == plain.lower() and verb.endswith("s") and _is_verb(tokens, 1)
        if looks_like_name and (
            acts or verb in _ENDS_NOUN - {"in", "on", "of", "for", "with", "and", "from", "to"} or verb == "the"
        ):
            return plain, 0
    return "", -1


def adjectives_before(tokens: list[str], index: int) -> str:
    """The words right before a noun, back to its article; none when there is no article."""
    for start in range(index - 1, max(-1, index - 4), -1):
        if tokens[start].lower() in _ARTICLES:
            between = tokens[start + 1 : index]
            good = not {each.lower() for each in between} & (_ENDS_NOUN | _NOT_ADJECTIVES | FOREIGN)
            good = good and not any(each.endswith(("'s", "’s")) for each in between)
            return lowered(" ".join(between)) if good else ""
    return ""


def _noun_phrase(tokens: list[str]) -> list[str]:
    """The first noun phrase with an article, when we know none of its words: somebody who may act."""
    for index, token in enumerate(tokens):
        # At a party, or under a bridge, is where somebody is.
        if token.lower() not in _ARTICLES or not token.isascii() or tokens[index - 1].lower() in WHERE:
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
            or (singular(last) in words.THINGS and not _feels(phrase, ending, tokens[index + 2 + len(phrase) :]))
            or last in _NOT_ADJECTIVES
            or _EVENTS & {*map(str.lower, phrase[:1]), last}
        )
        is_meant = is_person(last) or (
            acts
            or _FEELINGS & {*map(str.lower, phrase[:-1])}
            or token.lower() not in ("the", "my", "our", "your", "his", "her", "its", "their")
        )
        if phrase and ending != "of" and is_meant and not is_nobody:
            return phrase
    return []


def _feels(phrase: list[str], ending: str, behind: list[str]) -> bool:
    """True for a thing that a text speaks of as of somebody: "a sad cloud that can't rain"."""
    is_moody = bool({each.lower() for each in phrase[:-1]} & _FEELINGS)
    return is_moody or (ending in ("who", "that") and bool(behind) and behind[0].lower() in _WILLS)


def _is_verb(tokens: list[str], at: int) -> bool:
    """True for a word behind a noun phrase that says what somebody does: "juggles the plates", no "cookies"."""
    word = tokens[at].lower()
    after = tokens[at + 1].lower() if len(tokens) > at + 1 else ""
    is_past = word.endswith("ed") or (is_act(word) and base(word) != word)
    is_finite = is_past or (word.endswith("s") and not word.endswith(("ss", "us", "is")))
    return word.endswith("ing") or (is_finite and (after in _ARTICLES | _ENDS_NOUN | {"up", "out", "a", "off", "away"}))
