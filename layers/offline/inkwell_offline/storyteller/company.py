"""Company: those whom a topic is about, read from its sentence: who, how they look, with whom, and what they do."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from inkwell_offline.storyteller import words
from inkwell_offline.storyteller.beings import Someone, being_of, is_place, pronoun_of
from inkwell_offline.storyteller.nouns import CAPITALS, lowered, singular, with_article
from inkwell_offline.storyteller.verbs import base, is_act, third

COUNTS = ("two", "three", "four", "five")
_ARTICLES = frozenset(("a", "an", "the", "one", "some", "my", "our", "his", "her", "its", "their", *COUNTS))
_WHOSE = frozenset("his her its their a an the".split())
#: Words that stand before a name.
_TITLES = {
    **{title: title for title in "captain princess prince king queen doctor detective pirate witch wizard fairy knight".split()},
    "sir": "knight", "dr": "doctor", "mr": "man", "mrs": "woman", "miss": "woman", "uncle": "uncle", "aunt": "aunt",
    "grandma": "grandmother", "granny": "grandmother", "grandpa": "grandfather",
}  # fmt: skip
_HOW = frozenset("little old brave young big tiny poor lucky clever curious".split())
#: Many who are called together, each with what one of them is.
_GROUPS = {
    "siblings": "brother", "twins": "brother", "friends": "child", "cousins": "cousin", "brothers": "brother", "sisters": "sister",
}  # fmt: skip
#: Words for what one of a group is to another one.
_OTHERS = {
    "child": {"she": "girl", "he": "boy"},
    "cousin": {},
    "brother": {"she": "sister", "he": "brother"},
    "sister": {"she": "sister", "he": "brother"},
}
_COLLECTIVES = frozenset("family group pack herd flock team class pair litter band crew couple".split())
#: Nouns that come in pairs, or have no singular.
_PAIRS = frozenset(
    "boots shoes socks gloves mittens glasses goggles trousers pyjamas pajamas wings slippers skates".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[,;:!?]")
_WEARS = re.compile(r"\b(?:in|with|wearing)\b")
_LONGEST_SUBJECT, _LONGEST_NAME = 12, 3
_PAIR = re.compile(
    r"^(?:an?|the|one|my) [\w’'-]+(?: [\w’'-]+)? and (?:his|her|its|their) [\w -]*?(?:friend|pal|buddy)s?\b", re.I
)


@dataclass(frozen=True, slots=True)
class Company:
    """The company whom a topic is about.

    Args:
        hero: the first of them.
        others: who is with the hero from the beginning.
        who: the hero in the topic's words, with article or count; empty for a name.
        wears: how they look, such as "in a red scarf".
        verb, rest: what they do, without those who are with them.
    """

    hero: Someone
    others: tuple[Someone, ...]
    who: str
    wears: str
    verb: str
    rest: str

    @property
    def told(self) -> str:
        """The sentence that the topic says of the hero alone."""
        if not self.verb:
            return ""
        subject = self.hero.name or self.who
        does = third(self.verb) if self.others and self.verb == base(self.verb) else self.verb
        return " ".join(filter(None, (subject, does, self.rest)))


def company_of(text: str) -> Company | None:
    """The company of a topic; None for one that is no sentence about somebody who does something."""
    text = re.sub(r"\b(Mr|Mrs|Dr)\.", r"\1", text).strip(" .!")
    found = list(_WORD.finditer(text))
    at = _verb(found)
    if not at:
        read = _subject(pair[0]) if (pair := _PAIR.match(text)) else None
        return Company(read[0], tuple(read[1]), read[2], read[3], "", "") if read else None
    subject, verb = text[: found[at].start()].strip(), found[at][0]
    rest = text[found[at].end() :].strip()
    read = _subject(subject)
    if read is None:
        return None
    first, others, who, wears = read
    verb, rest, helped = _helped(verb, rest)
    rest, joined = _joined(rest)
    return Company(first, tuple(each for each in (*others, *helped, *joined) if each)[:3], who, wears, verb, rest)


def _verb(found: Sequence[re.Match[str]]) -> int:
    """The number of the word that says what the subject does; 0 for none."""
    said = [each[0] for each in found]
    for at, word in enumerate(said[:_LONGEST_SUBJECT]):
        lower, before = word.lower(), said[at - 1].lower() if at else ""
        if lower in ("who", "that", "whose", "which") or lower in ";:!?":
            return 0
        if not at or before in _ARTICLES or not is_act(word):
            continue
        heads = {singular(each) != each.lower() for each in said[:at]} | {"and" in said[:at], said[0].lower() in COUNTS}
        if lower != base(lower) or True in heads:
            return at
    return 0


def _subject(text: str) -> tuple[Someone, list[Someone], str, str] | None:
    """The hero, the others, the hero in the topic's words, and what they wear."""
    said = text.split()
    if said and said[0].lower() in ("best", *_GROUPS) and "and" in said:
        kind = next((_GROUPS[each.lower()] for each in said[:2] if each.lower() in _GROUPS), "")
        said = [each for each in said if each.lower() not in ("best", *_GROUPS)]
    else:
        kind = ""
    text = " ".join(said)
    wears = ""
    if parted := _WEARS.search(text):
        behind = text[parted.end() :].split()
        if parted[0] == "with" and (someone := _someone(behind)) and being_of(someone.noun):
            text = f"{text[: parted.start()].strip()} and {' '.join(behind)}"
        else:
            text, wears = text[: parted.start()].strip(), _worn(text[parted.start() :])
            if parted[0] == "with" and " " not in text and not pronoun_of(text):
                # "Fruit with funny faces" is nobody by that name.
                return None
    people = [_someone(each.split()) for each in re.split(r",? and |, (?!the |an? )", text)]
    if not people or None in people:
        return None
    first, *others = [each for each in people if each]
    if kind:
        first = replace(first, noun={"she": "girl", "he": "boy"}.get(first.pronoun, "child"))
        others = [replace(each, noun=_OTHERS[kind].get(each.pronoun, kind)) for each in others]
    is_named = text.split()[0].lower() not in _ARTICLES
    who = "" if is_named else re.split(r",? and ", text)[0].lower()
    return first, others, who, wears


def _someone(said: list[str]) -> Someone | None:
    """Somebody in a noun phrase; None where it means nobody."""
    said = [each for each in said if each not in (",", "")]
    if not said or len(said) > 6 or any(each.endswith(("'s", "’s")) for each in said):
        return None
    if said[-1].lower() == "twins" and len(said) <= 2:
        return Someone("twin", pronoun="they", several="two")
    if said[0].lower() in _ARTICLES:
        return _in_words(said)
    if len(said) == 1 and said[0].lower() in _GROUPS:
        one = {"brothers": "boy", "sisters": "girl"}.get(said[0].lower(), "child")
        return Someone(one, pronoun="they", several="two")
    before, noun = said[:-1], ""
    if "the" in before or "a" in before:
        cut = before.index("the" if "the" in before else "a")
        described = _in_words(said[cut:])
        if described is None:
            return None
        said, noun, how = said[:cut], described.noun, described.adjectives
    else:
        how = ""
    *before, name = [each.strip(",") for each in said]
    if (
        not name[:1].isupper()
        or len(said) > _LONGEST_NAME
        or any(each.lower() not in _TITLES and each.lower() not in _HOW for each in before)
    ):
        return None
    is_known = name.lower() in words.NAMES_SHE | words.NAMES_HE
    if name.lower() in CAPITALS or name.lower() in ("why", "how", "what", "when", "where", "who", "which"):
        return None
    if not is_known and (being_of(name) or is_place(name) or name.lower() in words.THINGS or name != name.capitalize()):
        return None
    title = next((_TITLES[each.lower()] for each in before if each.lower() in _TITLES), "")
    how = how or " ".join(each.lower() for each in before if each.lower() in _HOW - {"little"})
    pronoun = pronoun_of(name)
    noun = noun or title or {"she": "girl", "he": "boy"}.get(pronoun, "hero")
    return Someone(noun, name, how, pronoun or words.PEOPLE.get(noun, "they"))


def _in_words(said: list[str]) -> Someone | None:
    """Somebody with an article, a count or a possessive, and perhaps a name: "his sister Lotte"."""
    count, *rest = said
    rest = [each.strip(",") for each in rest]
    if "of" in rest[1:2] and rest[0].lower() in _COLLECTIVES:
        count, rest = "some", rest[2:]
    name = rest.pop() if len(rest) > 1 and rest[-1][:1].isupper() else ""
    if not rest:
        return None
    *how, last = (lowered(each) for each in rest)
    if last in ("friend", "pal", "buddy") and how and being_of(how[-1]):
        # Her seagull friend is a seagull.
        last = how.pop()
    one = "child" if last == "children" else singular(last)
    if (
        one in words.THINGS
        or is_place(one)
        or {"of", "to", "who", "that", "the", "a", "day", "night", "time"} & {*how, last}
    ):
        return None
    noun = one if one in _KEPT else being_of(one) or one
    several = count.lower() if count.lower() in COUNTS else "some" if one != last else ""
    pronoun = "they" if several else words.PEOPLE.get(noun, "it")
    if name:
        pronoun = pronoun_of(name) or pronoun
    return Someone(noun, name, " ".join(how), pronoun, several=several)


#: Words that say more than the noun that they stand for.
_KEPT = frozenset("kitten puppy bunny pony lamb piglet duckling tortoise fawn goldfish seagull".split())


def _worn(text: str) -> str:
    """The clothes of each of several: of two in red scarves each is in a red scarf."""
    how, *what = text.split()
    last = what[-1].lower() if what else ""
    if not what or what[0].lower() in _ARTICLES or last in _PAIRS or singular(last) == last:
        return text
    return f"{how} {with_article(' '.join((*what[:-1], singular(last))))}"


def _helped(verb: str, rest: str) -> tuple[str, str, list[Someone | None]]:
    """Whom the hero helps with what: "helps her uncle sell oranges" is done together."""
    if base(verb) != "help":
        return verb, rest, []
    said = rest.split()
    for at in range(2, min(5, len(said))):
        plain = said[at].lower()
        someone = _someone(said[:at])
        if (
            someone
            and (being_of(someone.noun) or someone.name)
            and (plain == "to" or (plain == base(plain) and is_act(plain)))
        ):
            behind = said[at + 1 :] if plain == "to" else said[at:]
            if behind and is_act(behind[0]):
                return behind[0], " ".join(behind[1:]), [someone]
    return verb, rest, []


def _joined(rest: str) -> tuple[str, list[Someone]]:
    """The rest of a text without those who come along "with" somebody, and those."""
    found: list[Someone] = []
    for phrase, someone in _withs(rest):
        rest = " ".join(rest.replace(phrase, " ", 1).split())
        found.append(someone)
    return rest, found


def _withs(rest: str) -> Iterator[tuple[str, Someone]]:
    for each in re.finditer(r"\b(?:(?:together|along) )?with (?:the help of )?(?P<who>.+)", rest):
        said = each["who"].split()
        is_owned = said[0].lower() in _WHOSE
        for length in range(1, 5):
            someone = _someone([word.strip(",") for word in said[:length]]) if len(said) >= length else None
            follows = said[length] if len(said) > length else ""
            is_somebody = someone and (being_of(someone.noun) or (someone.name and not is_owned))
            if someone and is_somebody and not (is_owned and follows[:1].isupper()):
                yield " ".join((each[0][: each.start("who") - each.start()].strip(), *said[:length])), someone
                break
