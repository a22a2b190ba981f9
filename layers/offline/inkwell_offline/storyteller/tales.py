"""Tales: a topic's plot told from beginning to end, as moments with a text and a picture."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from inkwell_offline.storyteller.beings import Someone, being_of
from inkwell_offline.storyteller.bible.beats import Passage
from inkwell_offline.storyteller.bible.choosing import retold
from inkwell_offline.storyteller.bible.telling import picture_of
from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.kids.cast import Figure, cast, twins_of
from inkwell_offline.storyteller.kids.looks import COLOURS, COMPANION_NAMES, FAMILY
from inkwell_offline.storyteller.missing import Missing
from inkwell_offline.storyteller.nouns import plural, singular, with_article
from inkwell_offline.storyteller.reading import Idea, Place
from inkwell_offline.storyteller.tables import table
from inkwell_offline.storyteller.topics import Topic, before_place, topic_of
from inkwell_offline.storyteller.words import HOMES, THINGS

#: The beats of every tale, each with the light of its picture.
BEATS: Mapping[str, str] = {
    "opening": "in soft morning light",
    "cause": "in clear morning light",
    "try": "in bright daylight",
    "meet": "in warm daylight",
    "trouble": "under a cloudy sky",
    "idea": "in hopeful light",
    "end": "in golden light",
    "closing": "in warm evening light",
}
_LIT = re.compile(r"\b(?:night|moon|moonlight|stars?|sunset|sunrise|evening|morning|light|rain|storm|fog|dark)\b")
#: Things that nobody has or meets in the sea.
_ON_LAND = re.compile(
    r"\b(?:beetle|trunk|branch|puddle|knees|legs?|feet|foot|boots|chimney|slope|bush|rain|umbrella|footprints|tiptoe|walk\w*|climb\w*|"
    r"trees?|grass|nest|roofs?|swing|goat|birds?|sparrows?|crow|socks|ladder|kite|smoke|gust|wind|hay|mud|field|horse|hill|butterfly)\b",
    re.I,
)
#: Ways of saying a sentence.
_WAYS = re.compile(r"\[([^\[\]]+)\]")
_SENTENCE = re.compile(r"[^.!?]*[.!?]+[”’]*")
#: The rest of a sentence that begins with a question: “Who?” asked the owl.
_GOES_ON = re.compile(
    r"\s*(?:[a-z]|[A-Z]\w+ (?:wanted to know|said|asked|cried|called|thought|whispered|told|announced|shouted)\b)"
)
#: Stands for whose something is, until the sentence is known.
WHOSE = "\x00"
#: The beginning of a speech or a sentence, and who may speak in it or be spoken to.
_LIMITS = re.compile(r"[.!?:“”\n]")
_SPEAKING = re.compile(r"\b(?:I|you|You|she|he|they|She|He|They)\b")
_COMMAS = re.compile(r",\s*(?=[,.:;!?]|$)")
_FEWEST_WORDS, _MOST_WORDS = 5, 28


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a tale: its text, the sentence of it that belongs under its picture, and what the picture shows."""

    text: str
    subtitle: str
    seen: str


@dataclass(frozen=True, slots=True)
class Tale:
    """A tale: who is seen in it, the moments by their beats, and the words of an idea that it could only quote."""

    figures: tuple[Figure, ...]
    moments: Mapping[str, Moment]
    quoted: str


def tale(idea: Idea, dice: Dice) -> Tale:
    """The tale of an idea: of its plot, or of the passage of the Bible that it names."""
    if passage := retold(idea.text):
        return Tale((), dict(zip(BEATS, _retold(passage), strict=True)), "")
    topic = topic_of(idea, dice.apart("topic"))
    place, at = _place(topic, dice.apart("place"))
    hero, pal, *others = figures = _figures(topic, place, dice)
    company = [each for each in (pal, *others) if each not in (pal,) or topic.plot != "encounter"][: _together(topic)]
    at = at.replace("{their}", _their(hero))
    slots = _slots(topic, hero, pal, place, at) | ({"pal_intro": pal.name} if pal in company else {})
    plot, common = table(f"plots/{topic.plot}"), table("plots/common")
    details = _Details(place, dice.apart("details"))
    moments = {}
    voice = _voice(dice.apart("voice"))
    parts = topic.parts if topic.parts.thing else replace(topic.parts, thing=_at_stake(topic))
    missing = Missing(parts, hero, dice.apart("missing"), _presented(company, topic, hero))
    for beat, light in BEATS.items():
        wordings = _fitting(plot.get(beat) or common[beat], place, is_wet=HOMES.get(being_of(idea.hero.noun)) == "sea")
        text, _, seen = dice.apart(beat).pick(wordings).partition(" | ")
        text = _in_voice(_one_way(text, dice.apart(f"{beat} ways")), voice)
        words = _Words({**slots, **details.next(text)})
        told = _COMMAS.sub("", _filled(text, words))
        action = plot.get("sees", {}).get(beat, seen)
        shown = plot.get("shows", {}).get(beat, "{detail} nearby")
        lit = topic.parts.when if topic.parts.when and beat != "closing" else light
        seen = _filled(action, words)
        shows = _filled(shown, words)
        # Whoever is met is described where the name stands.
        met = pal.look if topic.plot == "encounter" and pal.name in seen else ""
        with_them = _beside(hero, [each for each in company if each.name not in f"{seen} {shows}"])
        shows = ", ".join((*with_them, shows, *missing.seen(beat, f"{seen} {shows} {met}")))
        told = " ".join((told[:1].upper() + told[1:], *missing.told(beat, told)))
        picture = _picture(hero, seen, at, shows, lit, is_said=bool(topic.parts.place or topic.parts.when))
        if met:
            picture = picture.replace(pal.name, described(pal), 1).replace(",,", ",")
        moments[beat] = Moment(told, _subtitle(told, hero.name), picture)
    return Tale(tuple(figures), moments, topic.slots.get("quote", ""))


def _retold(passage: Passage) -> list[Moment]:
    """The moments of a passage, and its last verse."""
    told = [Moment(beat.told, _subtitle(beat.told, ""), picture_of(passage, beat)) for beat in passage.beats]
    last = passage.beats[-1]
    verse = f"So it is told in the Bible, and so it is written there: “{last.quotation}” ({last.reference})."
    return [*told, Moment(verse, verse, told[-1].seen)]


def described(figure: Figure) -> str:
    """A figure in a sentence about a picture, always in the same words."""
    return f"{figure.name}, {with_article(figure.look)},"


def _together(topic: Topic) -> int:
    """The number of figures who are with the hero from the beginning."""
    return twins_of(topic.idea) + len(topic.idea.company)


def _at_stake(topic: Topic) -> str:
    """The thing that a tale is about, where it is one that can be shown."""
    thing = topic.slots.get("thing", "")
    head = singular(thing.split()[-1]) if thing else ""
    is_shown = topic.plot in ("find", "lost", "help", "right") or being_of(head) or head in THINGS
    return thing if is_shown and topic.plot != "friend" else ""


def _presented(company: Sequence[Figure], topic: Topic, hero: Figure) -> str:
    """The companions whom the hero has from the beginning, as they are told of at first; empty for nobody."""
    twins = company[: twins_of(topic.idea)]
    number = {1: "", 2: "two ", 3: "three "}[len(twins) or 1]
    noun = topic.idea.hero.noun if len(twins) == 1 else plural(topic.idea.hero.noun)
    said = [f"{' and '.join(each.name for each in twins)}, the other {number}{noun}"] if twins else []
    said += [_introduced(each, _their(hero)).rstrip(",") for each in company[len(twins) :]]
    return ", and ".join(said)


def _beside(hero: Figure, company: Sequence[Figure]) -> list[str]:
    """The companions of the hero that a picture shows beside what it shows anyway."""
    them = "her" if hero.pronoun == "she" else "him"
    called = [f"{_their(hero)} {each.kin} {each.name}" if each.kin in _CLOSE else each.name for each in company]
    return [f"{' and '.join(called)} beside {them}"] if company else []


#: Relatives who look like others of their age: a picture says what they are.
_CLOSE = ("brother", "sister", "cousin")


class _Words(dict[str, str]):
    """Slots; one that begins with a capital begins a sentence."""

    def __missing__(self, name: str) -> str:
        text = self[name.lower()] if name != name.lower() else ""
        return text[:1].upper() + text[1:]


class _Details:
    """Details around a place: new at first, and known after that."""

    def __init__(self, place: Place, dice: Dice) -> None:
        self._place = place
        self._dice = dice
        self._known: set[str] = set()

    def next(self, text: str) -> Mapping[str, str]:
        """The detail of a paragraph."""
        detail = self._dice.deal("details", self._place.details)
        bare = re.sub(r"^(?:an?|the) ", "", detail)
        is_known = bare in self._known or bare == detail
        self._known |= {bare} if "detail}" in text.lower() else set()
        return {"detail": f"the {bare}" if is_known else detail}


def _place(topic: Topic, dice: Dice) -> tuple[Place, str]:
    """The place of a tale, and the same with its preposition."""
    place = topic.idea.place
    if called := topic.slots.get("place"):
        place = replace(place, called=called, is_given=True)
    elif not place.called:
        # Whoever goes with somebody of the sea meets them at its shore.
        pals = {HOMES.get(each) for each in (*topic.idea.friends, *(each.noun for each in topic.idea.company))}
        noun = "beach" if "sea" in pals else dice.pick(table("topics")["words"]["homes"])
        place = Place(noun, f"the {noun}", is_given=False)
    is_wet = HOMES.get(topic.idea.hero.noun) == "sea"
    if place.noun == "sea" and not is_wet and topic.plot != "encounter":
        # Whoever is no fish stays on the shore.
        place = replace(place, noun="beach")
    if at := topic.slots.get("at"):
        return place, at
    called = place.called
    before = before_place(called.split()[-1])
    is_under = is_wet and place.noun == "sea" and called.split()[1:] in (["sea"], ["ocean"])
    return place, f"{'under' if is_under else before} {called}"


def _figures(topic: Topic, place: Place, dice: Dice) -> list[Figure]:
    """The hero, the friend, and whoever else is with them: whom the idea names first."""
    hero = topic.idea.hero
    pronoun = {"she": "girl", "he": "boy"}.get(hero.pronoun, "")
    gender = topic.gender or pronoun or dice.apart("gender").pick(("girl", "boy"))
    # Whoever has a name and nothing else is a child.
    kind = "" if hero.is_known and hero.noun != "hero" else "child"
    idea = replace(topic.idea, place=place)
    made, pals = cast(idea, dice, {"protagonist_gender": gender, "character_type": kind}, "young-child")
    # Nobody is "it" for a whole story.
    made = made if made.pronoun in ("she", "he") else replace(made, pronoun="she" if gender == "girl" else "he")
    twins, together = twins_of(idea), list(pals[: _together(topic)])
    if wears := topic.idea.wears:
        made, *together[:twins] = (
            replace(each, look=f"{each.look.split(' with ')[0]} {wears}") for each in (made, *together[:twins])
        )
    if topic.plot == "encounter":
        used = {each.name for each in (made, *together)}
        name = dice.apart("met").pick([each for each in COMPANION_NAMES if each not in used])
        return [made, _met(topic.parts.met, name), *together]
    return [made, *(together or pals[:1])]


def _met(called: str, name: str) -> Figure:
    """Somebody who is met, as the topic calls them."""
    bare = re.sub(r"^(?:an?|the|some) ", "", called)
    noun = bare.split()[-1]
    look = bare if " " in bare else " ".join(filter(None, ("small", COLOURS.get(noun, ""), noun)))
    return Figure(name, noun, look, "it")


def _slots(topic: Topic, hero: Figure, pal: Figure, place: Place, at: str) -> dict[str, str]:
    they, them = ("she", "her") if hero.pronoun == "she" else ("he", "him")
    their = _their(hero)
    theirs = "hers" if their == "her" else their
    called = place.called.replace("{their}", their)
    someone = topic.idea.hero
    plain = hero.look.split(" with ")[0]
    described = (
        " ".join(filter(None, (someone.adjectives, someone.noun)))
        if someone.adjectives and not someone.several
        else plain
    )
    if someone.several:
        intro = f"{hero.name}, one of {'the' if someone.several == 'some' else someone.several} {_many(someone)},"
    elif hero.name in FAMILY.values():
        intro = hero.name
    else:
        one = re.search(r"\b(?:last|first|only|\w{3,}est)\b", described)
        intro = f"{hero.name}, {f'the {described}' if one else with_article(described)},"
    owner = f"{hero.name}'s"
    slots = {
        "hero": hero.name,
        "name": hero.name,
        "intro": intro,
        "they": they,
        "them": them,
        "their": their,
        "theirs": theirs,
        "themself": f"{them}self",
        "place": called,
        "place_c": called,
        "at": at,
        "pal": pal.name,
        "pal_intro": _introduced(pal, their),
    }
    return {
        **slots,
        **{name: value.replace("{their}", WHOSE).replace(owner, WHOSE) for name, value in topic.slots.items() if value},
    }


def _their(hero: Figure) -> str:
    return "her" if hero.pronoun == "she" else "his"


def _many(someone: Someone) -> str:
    return " ".join(filter(None, (someone.adjectives, plural(someone.noun))))


def _introduced(pal: Figure, their: str) -> str:
    """A friend at the first meeting."""
    if pal.name in FAMILY.values():
        return pal.name
    if pal.kin not in ("", "friend"):
        return f"{their} {pal.kin} {pal.name}"
    return f"{pal.name}, {with_article(pal.look.split(' with ')[0])},"


def _fitting(wordings: Sequence[str], place: Place, *, is_wet: bool) -> list[str]:
    """The wordings that suit a place and its hero: nobody lives at school, and no fish has boots."""
    if place.noun == "sea" or is_wet:
        return [fit for each in wordings if (fit := _in_water(each))] or list(wordings)
    is_public = place.noun in table("topics")["words"]["public"].split()
    return [each for each in wordings if not (is_public and re.search(r"\b(?:lived|doorstep|door was)\b", each))]


def _in_water(wording: str) -> str:
    """A wording with those of its ways that suit the sea; empty for one that has none."""
    text, _, seen = wording.partition(" | ")
    ways = [
        " / ".join(way for way in part.split(" / ") if not _ON_LAND.search(way)) for part in re.split(r"[\[\]]", text)
    ]
    is_whole = all(way.strip() or not part.strip() for way, part in zip(ways, re.split(r"[\[\]]", text), strict=True))
    told = "".join(f"[{way}]" if " / " in way else way for way in ways)
    return f"{told} | {seen}" if is_whole and not _ON_LAND.search(seen) else ""


def _one_way(text: str, ways: Dice) -> str:
    """A wording, said in one of the ways that it offers for each of its sentences: "[It rained. / Rain fell.]"."""
    return _WAYS.sub(lambda found: ways.pick(found[1].split(" / ")), text)


def _voice(dice: Dice) -> list[tuple[re.Pattern[str], str]]:
    """The words that the narrator of a tale prefers to those of the wordings."""
    habits = [each for each in table("voices")["habits"] if dice.number(0, 1)]
    return [(re.compile(rf"\b{usual}\b"), own) for usual, own in habits]


def _in_voice(text: str, voice: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for usual, own in voice:
        text = usual.sub(own, text)
    return text


def _filled(text: str, words: _Words) -> str:
    """A wording with its slots filled: what belongs to the hero is "my" where the hero speaks, and "your" to others."""
    text = text.format_map(words)
    while (at := text.find(WHOSE)) >= 0:
        before = _SPEAKING.findall(_LIMITS.split(text[:at])[-1])
        whose = {"I": "my", "you": "your"}.get(
            before[-1] if before[-1:] == ["I"] else "".join(before[-1:]).lower(), words["their"]
        )
        text = f"{text[:at]}{_as_begun(whose, text[:at])}{text[at + 1 :]}"
    # Whoever says "I" speaks of "myself".
    text = re.sub(r"(“[^”]*\bI\b[^”]*?)\b(?:her|him)self\b", r"\1myself", text)
    return text.replace("?”.", "?”").replace("!”.", "!”")


def _as_begun(word: str, before: str) -> str:
    return word.capitalize() if before.rstrip()[-1:] in (".", "!", "?", "“") else word


def _subtitle(text: str, hero: str) -> str:
    """The sentence of a text that tells most: with the hero in it, and neither long nor a mere call."""
    sentences: list[str] = []
    for each in _SENTENCE.findall(text):
        if sentences and sentences[-1].endswith("”") and _GOES_ON.match(each):
            sentences[-1] += each
        else:
            sentences.append(each.strip())
    whole = [each for each in sentences if each.count("“") == each.count("”") and not each[:1].islower()]
    fitting = [each for each in whole if _FEWEST_WORDS <= len(each.split()) <= _MOST_WORDS]
    return next((each for each in fitting if hero in each), next(iter(fitting), max(whole or [text], key=len)))


def _picture(hero: Figure, action: str, at: str, shown: str, light: str, *, is_said: bool) -> str:
    """The picture of a moment: who does what, where, with what, and in which light."""
    first, comma, rest = action.partition(",")
    # What the topic says is shown; what the tale made up need not be said twice.
    place = " ".join(at.split()[1:])
    where = "" if place in action or (at.split()[-1] in action and not is_said) else f" {at}"
    lit = "" if _LIT.search(action) and not is_said else f", {light}"
    return f"{described(hero)} {first}{where}{comma}{rest}, {shown}{lit}"
