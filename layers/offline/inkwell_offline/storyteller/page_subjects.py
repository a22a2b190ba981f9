"""Subjects of page plans: who acts in a book, where, with whom and with what, as far as its idea says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, cycle, product

from inkwell_offline.illustrator.words.brief import Brief
from inkwell_offline.illustrator.words.kinds import Kind, kind_in
from inkwell_offline.illustrator.words.lexicon import NUMBERS
from inkwell_offline.illustrator.words.reader import read as seen_in
from inkwell_offline.storyteller.beings import Someone, being_of
from inkwell_offline.storyteller.nouns import plural, singular, with_article
from inkwell_offline.storyteller.page_places import BEFORE, LIKE, NIGHTS, PLACES, WHENS, Ground
from inkwell_offline.storyteller.page_themes import Deed, Theme, faced, guises_of, scenes_of, theme_of
from inkwell_offline.storyteller.reading import Idea
from inkwell_offline.storyteller.words import HOMES

#: So many kinds of figures are no theme but a cast.
_MIXED = 2
#: Words for people of whom nothing is said.
_GENERIC = frozenset(("hero", "person", "child", "friend", "boy", "girl", "man", "woman"))
_TOPIC_WORDS, _TOPIC_LETTERS = 3, 40
_READERS = re.compile(
    r"\b(?:for|para)\s+(?:\w+\s+){0,2}?(?:toddlers?|kids?|children|tweens?|teens?|adults?|grown-?ups|ages\b.*)",
    re.IGNORECASE,
)
_BOOK = re.compile(r"\bcolou?ring\s+(?:book|pages?)\b(?:\s+(?:about|of|with|for))?", re.IGNORECASE)
_LEADING = frozenset(("a", "an", "the", "of", "and", "or", "in", "on", "at", "to", "for", "with"))
#: Whoever is on the sea is not under it.
_ABOVE = re.compile(
    r"\b(?:on|across|over|by|along|sails?|sailing) (?:the |an? )?(?:[\w-]+ )?(?:sea|ocean|waves)\b", re.IGNORECASE
)
#: Places whose noun is not how they are called.
_UNCALLED = {"": "the meadow", "space": "outer space"}
#: So many motifs of the idea's own need none of its place.
_ENOUGH = 4
#: Friends for stars who are all the friends of their place themselves.
_ANYBODY = ("bird", "mouse", "bunny", "fox")
#: The looks of a hero of whom nobody knows any.
_UNKNOWN_LOOK = "a small round creature with big friendly eyes, soft ears and a curly tail"


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a book.

    Args:
        title: what the book is about.
        name: the hero's, or the subject's.
        look: the hero's looks, where they are known.
        stars: who or what the pages show by turns, as words for the middle of a sentence.
        acts: whether the stars act.
        where: the place with its preposition; `ground` what is there.
        friends, things, details, motifs: decks of words. The first friend is the idea's own where it has one.
        sights: pairs of what is seen in a wide view.
        whens: times and weathers; `is_timed` where the idea says them.
        guests, topics: whom and what the idea names beside its stars, with articles or in the plural.
        scenes: what happens on its pages before anything else.
        views: whole pages without a scene, see `Theme`.
    """

    title: str
    name: str
    look: str
    stars: tuple[str, ...]
    acts: bool
    where: str
    ground: Ground
    friends: tuple[str, ...]
    things: tuple[str, ...]
    details: tuple[str, ...]
    sights: tuple[tuple[str, str], ...]
    motifs: tuple[str, ...]
    whens: tuple[str, ...]
    is_timed: bool
    guests: tuple[str, ...]
    topics: tuple[str, ...]
    scenes: tuple[Deed, ...]
    views: tuple[str, ...]


def subject_of(idea: Idea, hero: object) -> Subject:
    """The subject of an idea.

    Args:
        hero: an object with `name` and `description` for a book that has a hero of its own; else anything.
    """
    text = " ".join(_BOOK.sub(" ", _READERS.sub(" ", idea.text)).split())
    shown, kind = _said(seen_in(text), text), kind_in(text)
    own = hero if isinstance(hero, Mapping) and str(hero.get("name") or "").strip() else None
    theme = theme_of(text)
    drawn = {who.role or who.species for who in (shown.hero, *shown.companions) if who}
    if theme and not idea.friends and len(drawn) < _MIXED and _is_theme(idea.hero, theme):
        known = None
        stars, name, look, acts = faced(theme.stars, text), text, "", theme.acts
    else:
        known = idea.hero if _is_known(idea.hero, text) else None
        if (thing := _thing(idea)) and not theme:
            stars, name, look, acts = tuple(dict.fromkeys((thing, *_things(idea, shown)))), text, "", False
        else:
            stars, name, look, acts = _cast(None if thing else known, shown, kind, theme, text)
    is_about = bool(stars or own or theme or idea.place.is_given or shown.props)
    # Whom or what the idea is about comes along with the book's own hero.
    others = _others(stars, known, shown) if own else ()
    added, beside = ((), map(_bare, others)) if acts else (others, ())
    if own:
        stars, name, look, acts = *_owned(own), True
    elif not stars:
        stars, name, look = ("the curious fox",), "the curious fox", "a fox with a scarf"
    noun = _place_noun(idea, shown, theme)
    ground = PLACES[noun]
    things = tuple(
        each for each in dict.fromkeys((*_things(idea, shown), *added)) if _noun(each) not in (noun, idea.place.noun)
    )
    kin = {_kind(each) for each in stars}
    seen = (who.role or who.species for who in shown.companions)
    told = {_kind(f"a {each}"): each for each in (*beside, *seen, *idea.friends)}
    guests = [each for drawn, each in told.items() if drawn not in kin]
    usual = [each for each in ground.friends if _kind(f"a {each}") not in kin and each not in guests]
    # Of three friends two are the idea's own.
    often = guests * max(1, -(-2 * len(usual) // len(guests))) if guests else []
    topics = things or (theme.motifs if theme else ())
    return Subject(
        title=text or "a surprise",
        name=name,
        look=look,
        stars=stars,
        acts=acts,
        where=_where(idea, noun, "" if is_about else text),
        ground=ground,
        friends=(*often, *usual) or (*ground.friends, *_ANYBODY),
        things=topics or ground.motifs,
        details=(*ground.details, *things),
        sights=tuple(
            (one, two)
            for one, two in (
                product(ground.details, topics) if topics and acts else combinations((*ground.details, *things), 2)
            )
            if _noun(one) != _noun(two)
        ),
        motifs=_motifs(things, theme, ground),
        whens=_whens(shown, ground, theme),
        is_timed=bool(shown.time == "night" or shown.season or shown.weather or (theme and theme.whens)),
        guests=tuple(map(with_article, guests)),
        topics=topics,
        scenes=() if own else scenes_of(theme, stars),
        views=theme.views if theme and not own else (),
    )


def _said(shown: Brief, text: str) -> Brief:
    """What a picture of a text shows, without what no noun of it says: nobody is old in ancient Egypt."""
    lower = text.lower()
    guessed = {what for word, what in shown.called if not any(part in lower for part in word.split())}
    props = tuple(each for each in shown.props if each.name.removeprefix("icon:") not in guessed)
    is_guessed = shown.hero and shown.hero.role in guessed
    return replace(shown, hero=None if is_guessed else shown.hero, props=props)


def _is_theme(someone: Someone, theme: Theme | None) -> bool:
    """True for an idea's hero who is but a word of its theme: "dinosaurs", a wedding, and "heroes" of the Bible."""
    if theme is None or someone.name or (someone.several not in ("", "some")):
        return False
    noun = singular(someone.noun)
    if not theme.acts and any(noun in word.split() and " " in word for word in theme.words):
        # The monster of "monster trucks" is part of a thing.
        return True
    is_told = bool({noun, someone.noun, plural(noun)} & theme.words) and (
        someone.several == "some" or not theme.acts or not being_of(noun)
    )
    return is_told or bool(theme.scenes and noun in _GENERIC)


def _is_known(someone: Someone, text: str) -> bool:
    """True for an idea's hero who is somebody: no word for the readers, and no number."""
    if someone.name:
        return True
    noun = singular(someone.noun)
    # A word such as "toddlers" is no hero where it only says for whom the book is.
    return bool(someone.is_known and noun in text.lower() and noun not in NUMBERS)


def _thing(idea: Idea) -> str:
    """What an idea is about, with an article, where that is drawn as a thing: a bus, a cup, a snowman.

    A thing is somebody all the same where it has a name or does something.
    """
    someone = idea.hero
    if someone.name or someone.several or idea.told:
        return ""
    thing = with_article(" ".join(filter(None, (someone.adjectives, someone.noun))))
    seen = seen_in(thing)
    return thing if seen.props and not seen.hero else ""


def _cast(
    known: Someone | None, shown: Brief, kind: Kind | None, theme: Theme | None, text: str
) -> tuple[tuple[str, ...], str, str, bool]:
    """Whom an idea is about: the stars, their name and looks, and whether they act. No stars where it says nothing."""
    members = [each for each in kind.members if seen_in(each).hero] if kind else []
    is_kind = bool(members) and (known is None or not (known.name or seen_in(known.noun).hero))
    if is_kind and kind and not (theme and not theme.acts):
        # A kind has the same home as its theme, and some more members there.
        if theme and theme.guises:
            return (
                tuple(f"{each} {guise}" for each, guise in zip(cycle(members), theme.guises, strict=False)),
                text,
                "",
                True,
            )
        more = theme.stars if theme and theme.place in kind.place else ()
        return tuple(dict.fromkeys((*members, *more))), text, "", True
    if known and known.several == "some":
        one = with_article(" ".join(filter(None, (known.adjectives, singular(known.noun)))))
        return tuple(f"{one} {guise}" for guise in guises_of(theme)), text, "", True
    if known or (shown.hero and not is_kind):
        return *_stars(known, shown, text), True
    return (faced(theme.stars, text), text, "", theme.acts) if theme else ((), "", "", True)


def _owned(own: Mapping[str, object]) -> tuple[tuple[str, ...], str, str]:
    """A book's own hero in a sentence, by name, and in looks."""
    name = " ".join(str(own["name"]).split())
    return (name,), name, " ".join(str(own.get("description") or "").split()).rstrip(".")


def _others(stars: Sequence[str], known: Someone | None, shown: Brief) -> tuple[str, ...]:
    """Whom an idea is about, with articles; nobody where it gives a name: that is the book's own hero."""
    if (known and known.name) or (shown.hero and shown.hero.name):
        return ()
    return tuple(with_article(_bare(each)) for each in stars)


def _bare(phrase: str) -> str:
    """A noun phrase without its article."""
    return re.sub(r"^(?:an?|the)\s+", "", phrase)


def _stars(known: Someone | None, shown: Brief, text: str) -> tuple[tuple[str, ...], str, str]:
    """The hero in a sentence, by name, and in looks."""
    drawn = (shown.hero.role or shown.hero.species) if shown.hero else ""
    named = re.search(rf"\b{re.escape(known.noun)}\s+([A-Z][a-z]+)\b", text) if known and not known.name else None
    if known and named:
        known = replace(known, name=named[1])
    if known and known.name:
        kind = _own_word(drawn, text) or (known.noun if known.noun != "hero" else drawn or "child")
        called = f"{known.name} the {' '.join(filter(None, (known.adjectives, kind)))}"
        return (called,), known.name, f"{known.name}, {with_article(kind)}"
    if known and known.several not in ("", "some"):
        several = known.full
        return (several,), several, several
    if known:
        kind = _own_word(drawn, text) or singular(known.noun)
        described = " ".join(filter(None, (known.adjectives, kind)))
        look = with_article(described) if drawn else f"{with_article(described)}, {_UNKNOWN_LOOK}"
        return (f"the {described}",), f"the {described}", look
    if drawn:
        name = shown.hero.name if shown.hero else ""
        called = f"{name} the {drawn}" if name else f"the {drawn}"
        return (called,), name or f"the {drawn}", with_article(drawn)
    return (), "", ""


def _place_noun(idea: Idea, shown: Brief, theme: Theme | None) -> str:
    """The noun of the place, a key of `PLACES`: the idea's, the theme's, or where its hero is at home."""
    named = idea.place.noun if idea.place.is_given else shown.setting if shown.named else ""
    if theme and any(" " in word and named in map(singular, word.split()) for word in theme.words):
        # The house of "fairy houses" is what is shown, and not where.
        named = theme.place
    home = idea.place.noun or (HOMES.get(shown.hero.role or shown.hero.species, shown.setting) if shown.hero else "")
    props = shown.setting if shown.props and not shown.hero else ""
    noun = named or (theme.place if theme else "") or home or props
    if noun in ("sea", "underwater") and _ABOVE.search(idea.text):
        return "beach"
    noun = LIKE.get(noun, noun)
    return noun if noun in PLACES else ""


def _things(idea: Idea, shown: Brief) -> tuple[str, ...]:
    """The things that the idea names beside its hero, in the plural or with an article."""
    drawn = []
    for prop in shown.props:
        noun = prop.name.removeprefix("icon:").replace("-", " ")
        drawn.append(plural(noun) if prop.count > 1 else with_article(noun))
    named = {word for each in idea.things for word in map(singular, each.split())}
    # "Treasure" of the idea is the illustrator's "treasure chest"; a building site's barrier is nothing to colour.
    fresh = (each for each in drawn if named.isdisjoint(map(singular, each.split())) and "construction" not in each)
    return (*idea.things, *fresh)


def _motifs(things: tuple[str, ...], theme: Theme | None, ground: Ground) -> tuple[str, ...]:
    """The motifs of patterns, in the plural, each kind once: the idea's own things first."""
    own = (*map(_several, things), *(theme.motifs if theme else ()))
    named = own if len(set(own)) >= _ENOUGH else (*own, *ground.motifs)
    return tuple({_noun(each): each for each in reversed(named)}.values())[::-1]


def _several(thing: str) -> str:
    noun = re.sub(r"^(?:an?|the)\s+", "", thing)
    return noun if noun != thing and noun in ("sun", "moon") else plural(noun) if noun != thing else thing


def _whens(shown: Brief, ground: Ground, theme: Theme | None) -> tuple[str, ...]:
    """The times and weathers of a book: those that its idea names, its theme's, or its place's."""
    if ground.kind != "land":
        return WHENS[ground.kind]
    if shown.time == "night":
        return NIGHTS
    if named := shown.season:
        return (f"on a sunny {named} day", f"on a windy {named} day", f"on a {named} morning", f"on a {named} night")
    if shown.weather:
        return tuple(f"{when} with {shown.weather}" for when in ("in the morning", "at noon", "at sunset"))
    usual = (theme.whens if theme else ()) or WHENS["land"]
    return usual if ground.snows else tuple(when for when in usual if "snow" not in when)


def _where(idea: Idea, noun: str, topic: str) -> str:
    """The place with its preposition.

    Args:
        noun: a key of `PLACES`.
        topic: the words of an idea in which we find nobody and nothing; empty for any other.
    """
    if topic:
        told = re.sub(r"[^\w\s'’-]", " ", topic).split()[:_TOPIC_WORDS]
        while told and told[-1].lower() in _LEADING:
            told.pop()
        named = " ".join(told)[:_TOPIC_LETTERS].strip()
        return f"in the world of {named}" if named else "in a quiet land"
    called = idea.place.called if idea.place.is_given else _UNCALLED.get(noun, f"the {noun}")
    if noun == "beach" and _noun(called) == "sea":
        return f"by {called}"
    return f"{BEFORE.get(called.split()[-1], BEFORE.get(_noun(called), BEFORE.get(noun, 'in')))} {called}"


def _own_word(drawn: str, text: str) -> str:
    """The illustrator's word for somebody, where the text says it so."""
    return drawn if drawn and re.search(rf"\b{re.escape(drawn)}s?\b", text, re.IGNORECASE) else ""


def _kind(phrase: str) -> str:
    """Which kind of figure the illustrator draws for words; the noun itself where it draws none."""
    hero = seen_in(phrase).hero
    return (hero.role or hero.species) if hero else _noun(phrase)


def _noun(phrase: str) -> str:
    return singular(phrase.split()[-1]) if phrase else ""
