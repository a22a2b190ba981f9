"""The matching of words with the lexicon: whole words, longest phrase first, plurals and verb endings undone."""

# ruff: noqa: SIM905 - tables of words are read more easily as text

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from inkwell_offline.illustrator.props import icons
from inkwell_offline.illustrator.words import compounds, lexicon, looks, nouns, others, wares
from inkwell_offline.illustrator.words.grammar import SMALL_WORDS

Entry = tuple[str, str]
"""A category and a value, such as ("species", "bunny")."""

IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "mice:mouse geese:goose children:child grandchildren:grandchild men:man women:woman feet:foot teeth:tooth "
        "oxen:ox leaves:leaf wolves:wolf knives:knife shelves:shelf elves:elf cacti:cactus fairies:fairy ran:run "
        "flew:fly swam:swim slept:sleep sat:sit held:hold hid:hide found:find gave:give brought:bring caught:catch "
        "stood:stand rode:ride drove:drive ate:eat drank:drink sang:sing told:tell saw:see met:meet thought:think "
        "crept:sneak lying:lie danced:dance wept:weep flies:fly dreamt:dream leapt:leap built:build taught:teach "
        "led:lead hung:hang spun:spin fled:flee dove:dive chosen:choose tears:tear puppies:puppy bunnies:bunny"
    ).split()
)
"""Forms of words that no rule makes, each with its plain form."""
KEPT = frozenset("does was has his this its yes us thus as is goes less across always perhaps bus gas lens".split())
MARKS = "\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
"""Accents and vowel signs that stand for themselves: letters of a word."""
TOKEN = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*(?:['\u2019][^\W_]+)?|[.,;:!?()\n]")
PLURAL_OWNER = re.compile(r"(?<=\w)s'(?=\s+\w)")
"""The ending of a plural possessive: the bears' table."""
LONGEST = 6
EMOJI_SHADES = frozenset(("black", "white", "heavy", "medium"))
"""Words of an emoji's name that say how old fonts filled it, not its colour."""
BESIDE_ICONS = frozenset(("action", "mood", "style", "wear", "dress", "top", "bottom", "shoes", "weather", "setting"))
"""Meanings that a word may have beside that of a thing."""
JOBS = {
    "\U0001f680": "astronaut",
    "\U0001f692": "firefighter",
    "\U0001f373": "chef",
    "\U0001f33e": "farmer",
    "\U0001f3a8": "artist",
    "\U0001f3eb": "teacher",
    "\U0001f52c": "scientist",
    "\u2695": "doctor",
}
"""What a person's emoji joined with that of a tool stands for."""
JOINED = re.compile("[\U0001f468\U0001f469\U0001f9d1][\U0001f3fb-\U0001f3ff]?\u200d([" + "".join(JOBS) + "])\ufe0f?")


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found at tokens `start`..`end` (exclusive).

    Args:
        entries: what the lexicon knows of it.
        stands_for: the words themselves where the lexicon only knows their category.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    stands_for: str = ""

    def value(self, category: str) -> str | None:
        return next((v for c, v in self.entries if c == category), None)


def tokens(text: str) -> list[str]:
    """Lower-case words and punctuation marks; hyphens part words, an emoji counts as the words of its name."""
    out: list[str] = []
    for char in JOINED.sub(lambda found: f" , {JOBS[found.group(1)]} , ", unicodedata.normalize("NFC", text)):
        if ord(char) > 0x2100 and unicodedata.category(char) in ("So", "Sk"):
            name = [w for w in unicodedata.name(char, "").lower().replace("-", " ").split() if w not in EMOJI_SHADES]
            out.append(f" , {' '.join(name)} , ")
        else:
            out.append(char)
    plain = PLURAL_OWNER.sub("s's", "".join(out).replace("\u2019", "'").lower())
    words = []
    for word in TOKEN.findall(plain):
        base, _, ending = word.partition("'")
        words += [base, ending] if ending in ("s", "re", "ll") else [word.replace("'", "")]
    return words


def _alternatives(word: str) -> Iterator[str]:
    yield word
    if word in IRREGULAR:
        yield IRREGULAR[word]
    if word in KEPT or len(word) < 4:
        return
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("ves"):
        yield word[:-3] + "f"
        yield word[:-3] + "fe"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            yield stem + "e"
            yield stem
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]
    if word.endswith("ied"):
        yield word[:-3] + "y"


def _tables() -> Iterator[tuple[str, Entry]]:
    for category, table in (
        ("species", lexicon.SPECIES_WORDS),
        ("species", compounds.SPECIES_COMPOUNDS),
        ("people", lexicon.PEOPLE_WORDS),
        ("people", compounds.PEOPLE_COMPOUNDS),
        ("thing", compounds.THING_COMPOUNDS),
        ("setting", lexicon.SETTING_WORDS),
        ("action", lexicon.ACTION_WORDS),
        ("mood", lexicon.MOOD_WORDS),
        ("time", lexicon.TIME_WORDS),
        ("weather", lexicon.WEATHER_WORDS),
        ("season", lexicon.SEASON_WORDS),
        ("shot", lexicon.SHOT_WORDS),
        ("angle", lexicon.ANGLE_WORDS),
        ("view", lexicon.VIEW_WORDS),
        ("style", lexicon.STYLE_WORDS),
        ("audience", lexicon.AUDIENCE_WORDS),
        ("preset", lexicon.PRESET_WORDS),
        ("hair", looks.HAIR_STYLES),
        ("wear", looks.WEAR_WORDS),
        ("folk", looks.FOLK_WORDS),
        ("thing", wares.WARE_WORDS),
        ("thing", nouns.THING_WORDS),
    ):
        for value, phrases in table.items():
            for phrase in phrases.split("|"):
                yield phrase, (category, value)
    for category, phrases in (
        ("magic", lexicon.MAGIC_WORDS),
        ("dress", looks.DRESS_WORDS),
        ("top", looks.TOP_WORDS),
        ("bottom", looks.BOTTOM_WORDS),
        ("shoes", looks.SHOE_WORDS),
        ("ignored", lexicon.IGNORED),
        ("ignored", compounds.NOTHING),
        ("sheet", SHEETS),
        ("hair", "hair"),
        ("iris", "eye"),
        ("ears", "ear"),
        ("wings", "wing"),
    ):
        for phrase in phrases.split("|"):
            yield phrase, (category, "")
    for phrase, skin in looks.SKINS.items():
        yield phrase, ("skin", skin)
    called: dict[str, str] = {}
    for table in (wares.MORE_ICON_WORDS, compounds.ICON_COMPOUNDS, nouns.ICON_WORDS):
        called |= {phrase: icon for icon, phrases in table.items() for phrase in phrases.split("|")}
    for phrase, icon in called.items():
        if icon in icons.names():
            yield phrase, ("thing", f"icon:{icon}")
    for icon in sorted(icons.names() - nouns.NOT_DRAWN):
        if not icon.startswith(("man-", "woman-", "person-", "face-")) and not icon.endswith("-face"):
            yield icon.replace("-", " "), ("thing", f"icon:{icon}")


SHEETS = (
    "character sheet|reference sheet|model sheet|turnaround|turnaround sheet|character turnaround|2x2|2x2 grid|"
    "four poses|four view|character reference sheet|2x2 sheet|expression sheet|pose sheet"
)


@cache
def phrases() -> dict[tuple[str, ...], tuple[Entry, ...]]:
    """The entries of every known phrase; hand-made meanings stand before icons."""
    found: dict[tuple[str, ...], list[Entry]] = {}
    for phrase, entry in _tables():
        key = tuple(phrase.split())
        entries = found.setdefault(key, [])
        if entry[1].startswith("icon:") and any(c not in BESIDE_ICONS for c, _ in entries):
            continue
        if entry not in entries:
            entries.append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def vocabulary() -> frozenset[str]:
    return frozenset(word for key in phrases() for word in key) | looks.COLOURS.keys() | lexicon.NUMBERS.keys()


@cache
def canonical(word: str) -> str:
    """The form under which the lexicon knows a word, or the word itself."""
    known = vocabulary()
    return next((form for form in _alternatives(word) if form in known), word)


def is_known(word: str) -> bool:
    """True for a word of the lexicon in any form, and for small words."""
    return canonical(word) in vocabulary() or word in SMALL_WORDS


@cache
def _lemma(word: str) -> str:
    """The plainest known form: "run" for "running", although "running" itself is part of a known phrase."""
    known = vocabulary()
    return next((form for form in _alternatives(word) if form in known and form != word), word)


def category(words: list[str]) -> tuple[Entry, ...]:
    """What the lexicon knows of the category of words that it does not know."""
    *before, last = words
    for form in _alternatives(last):
        if known := others.kinds().get(" ".join((*before, form))):
            return phrases()[tuple(known.split())]
    return ()


def matches(words: list[str]) -> list[Match]:
    """The phrases found in `words`, left to right, longest first, never overlapping."""
    table = phrases()
    sources = (words, [canonical(w) for w in words], [_lemma(w) for w in words])
    found: list[Match] = []
    i = 0
    while i < len(words):
        for length in range(min(LONGEST, len(words) - i), 0, -1):
            for source in sources:
                entries = table.get(tuple(source[i : i + length]))
                if entries:
                    break
            if entries:
                found.append(Match(i, i + length, entries))
                i += length
                break
        else:
            i += 1
    return found
