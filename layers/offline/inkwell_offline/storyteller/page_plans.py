"""Page plans of colouring books: one scene a page, varied, the hero nearly everywhere, the first fit for a cover."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.nouns import singular, with_article
from inkwell_offline.storyteller.page_doings import BESIDE, COVER, DOINGS, HELPERS, PATTERNS, SURROUNDINGS, VIEWS, Doing
from inkwell_offline.storyteller.page_subjects import Subject, subject_of
from inkwell_offline.storyteller.reading import Idea

#: Of so many pages one does without the hero.
_ONE_IN = 5
#: The turns of pages with the hero.
_TURNS = ("action", "full-figure", "close-up", "action", "close-up", "full-figure")
#: Every third page without the hero is a pattern.
_WITHOUT = ("surroundings", "pattern", "surroundings")

#: The most words of a scene, and those of its first words that tell it from others.
_LONGEST, _TELLING = 30, 18
#: Scenes are alike when they share so much of these words.
_ALIKE = 0.6
#: The most times that a scene is made anew until it is like none before.
_TRIES = 80
_TITLES: Mapping[str, tuple[str, ...]] = {
    "full-figure": ("Hello there!", "Out and about", "A good day", "Here I am"),
    "close-up": ("A closer look", "What is this?", "A little secret", "A big smile"),
    "action": ("Up and away!", "Catch me!", "Ready, steady, go!", "Hooray!"),
    "surroundings": ("All around", "A place to explore", "Far and wide", "Quiet hours"),
    "pattern": ("Shapes to colour", "Pattern play", "Round and round"),
}


@dataclass(frozen=True, slots=True)
class _Scene:
    """A scene: what happens, where and when, and both in one sentence."""

    action: str
    setting: str
    brief: str


def page_plan(idea: Idea, dice: Dice, count: int, hints: Mapping[str, Any]) -> dict[str, Any]:
    """A plan of pages to colour, none of which has both the action and the setting of another.

    Args:
        idea: what the book is about.
        dice: chooses.
        count: how many pages.
        hints: `hero`, an object with `name` and `description`, when the book has one of its own; `page_numbers`, when
            they are not 1 to `count`; `kept`, the scenes of other pages, none of which comes again.
    """
    subject = subject_of(idea, hints.get("hero"))
    numbers = hints.get("page_numbers") or range(1, count + 1)
    kept = [str(brief).lower() for brief in hints.get("kept") or ()]
    scenes = _Scenes(subject, dice, kept)
    pages = []
    for number, composition in zip(numbers, _compositions(count, dice), strict=False):
        scene = scenes.cover() if number == 1 else scenes.next(composition)
        has_hero = composition not in _WITHOUT
        look = f", {subject.look}" if subject.look and has_hero else ""
        brief = f"{scene.brief[:1].upper()}{scene.brief[1:]}"
        pages.append(
            {
                "number": number,
                "title": dice.deal(f"title {composition}", _TITLES[composition]),
                "action": scene.action,
                "setting": scene.setting,
                "description": brief,
                "image_prompt": f"{brief}{look}, no text or letters in the picture",
                "composition": composition,
                "page_type": "pattern" if composition == "pattern" else "illustration",
                "includes_hero": has_hero,
            }
        )
    title = subject.title[:60].rstrip()
    return {
        "title": f"{title[:1].upper()}{title[1:]}: a colouring book",
        # Stars that take turns are no hero whose looks stay.
        "hero": {"name": "", "looks": ""} if len(subject.stars) > 1 else {"name": subject.name, "looks": subject.look},
        "pages": pages,
    }


def _compositions(count: int, dice: Dice) -> list[str]:
    """A mix in which no two neighbours are alike, and the hero is missing from at most a fifth."""
    without = count // _ONE_IN
    places = {round((at + 1) * (count + 1) / (without + 1)): _WITHOUT[at % 3] for at in range(without)}
    turn = dice.number(0, len(_TURNS) - 1)
    chosen: list[str] = ["full-figure"]
    for number in range(2, count + 1):
        if number in places:
            chosen.append(places[number])
            continue
        while _TURNS[turn % len(_TURNS)] == chosen[-1]:
            turn += 1
        chosen.append(_TURNS[turn % len(_TURNS)])
        turn += 1
    return chosen[:count]


class _Scenes:
    """Scenes of a subject, none of them twice.

    Args:
        kept: scenes of other pages, in lower case.
    """

    def __init__(self, subject: Subject, dice: Dice, kept: Sequence[str]) -> None:
        self._subject = subject
        self._dice = dice
        self._seen: set[tuple[str, str]] = set()
        self._stars = iter(_turning(subject.stars))
        self._scenes = dice.apart("scenes").shuffled(subject.scenes)
        self._own_words = frozenset(word for star in subject.stars for word in star.lower().split())
        self._told = [self._words(brief) for brief in kept]
        threes = [dict(zip("abc", each, strict=True)) for each in permutations(subject.motifs, 3)]
        views = (view.format(**three) for view in subject.views for three in threes)
        self._views = tuple(dict.fromkeys(views))

    def cover(self) -> _Scene:
        """The first page's scene."""
        if not self._subject.acts:
            return self.next("full-figure")
        return self._fresh(lambda: self._acted(Doing(COVER), "cover"))

    def next(self, composition: str) -> _Scene:
        """A scene that has not come yet."""
        makers: Mapping[str, Callable[[], _Scene]] = {"surroundings": self._surroundings, "pattern": self._pattern}
        makers = {} if self._subject.views else makers
        return self._fresh(makers.get(composition, lambda: self._usual(composition)))

    def _fresh(self, make: Callable[[], _Scene]) -> _Scene:
        scene = make()
        for _ in range(_TRIES):
            if (scene.action, scene.setting) not in self._seen and not self._is_told(scene):
                break
            scene = make()
        self._seen.add((scene.action, scene.setting))
        self._told.append(self._words(scene.brief))
        return scene

    def _is_told(self, scene: _Scene) -> bool:
        """True for a scene of which a reader would say that another page shows it."""
        words = self._words(scene.brief)
        return any(len(words & told) >= _ALIKE * len(words | told) for told in self._told)

    def _words(self, brief: str) -> frozenset[str]:
        first = re.findall(r"\w+", " ".join(brief.lower().split()[:_TELLING]))
        return frozenset(word for word in first if len(word) > 2) - self._own_words

    def _usual(self, composition: str) -> _Scene:
        """A scene with the stars: one of the theme's own while there are any."""
        if self._subject.views:
            action = self._dice.deal("views", self._views)
            return _Scene(action, "pattern", action)
        if self._scenes:
            return self._told_of(composition)
        return self._done(composition) if self._subject.acts else self._viewed(composition)

    def _done(self, composition: str) -> _Scene:
        ground = self._subject.ground
        doings = [each for each in DOINGS[composition] if ground.kind in each.where.split()]
        if not any("snow" in when for when in self._subject.whens):
            doings = [each for each in doings if "snow" not in each.when]
        return self._acted(self._dice.deal(composition, doings), composition)

    def _acted(self, doing: Doing, composition: str) -> _Scene:
        hero = next(self._stars)
        # The cover promises whom the book is about.
        friend = self._deal("friends")
        for _ in self._subject.friends:
            if friend not in hero.split() and (composition != "cover" or friend in self._subject.friends[:1]):
                break
            friend = self._deal("friends")
        action = doing.text.format(friend=with_article(friend), thing=self._deal("things"))
        near = "in close view " if composition == "close-up" else ""
        where = self._subject.where if composition == "cover" else self._spot(action)
        # A cover is of no special hour.
        when = doing.when or ("" if composition == "cover" and not self._subject.is_timed else self._when())
        if self._subject.ground.kind != "land" and doing.when not in ("", "at night"):
            when = ""
        return _scene(f"{hero} {action}, {near}{where}", action, where, when)

    def _told_of(self, composition: str) -> _Scene:
        """A scene of the theme's own, before somebody who looks on."""
        deed = self._scenes.pop()
        near = "in close view " if composition == "close-up" else ""
        helper = self._dice.deal("helpers", HELPERS)
        return _scene(f"{deed.who} {deed.does}, {near}{deed.where}, {helper} looking on", deed.does, deed.where, "")

    def _viewed(self, composition: str) -> _Scene:
        star = next(self._stars)
        is_room = self._subject.ground.kind == "room"
        views = [each for each in VIEWS[composition] if not (is_room and _OUTDOORS.search(each))]
        view = self._dice.deal(composition, views)
        action = view.format(a=star, who=self._dice.deal("helpers", HELPERS))
        where = self._spot(action)
        return _scene(f"{action}, {where}", action, where, self._when())

    def _surroundings(self) -> _Scene:
        first, second = self._dice.deal("sights", self._subject.sights)
        is_wide = self._subject.ground.kind != "room"
        told = self._dice.deal("surroundings", [each for each in SURROUNDINGS if is_wide or "wide" not in each])
        action = told.format(where=self._subject.where, a=first, b=second)
        return _scene(action, action, self._subject.where, self._when())

    def _pattern(self) -> _Scene:
        motifs = self._subject.motifs
        at = self._dice.number(0, len(motifs) - 1)
        three = list(dict.fromkeys((*motifs[:1], motifs[at], motifs[(at + 1) % len(motifs)], *motifs)))[:3]
        action = self._dice.deal("pattern", PATTERNS).format(motifs=" and ".join(three))
        return _Scene(action, "pattern", action)

    def _spot(self, action: str) -> str:
        """A spot of the place: with what the idea names, where the action names nothing of it."""
        where, guests, topics = self._subject.where, self._subject.guests, self._subject.topics
        # Whom a book is about comes before what is there.
        named = (*guests * 3, *topics) if self._subject.acts else ()
        if named and not any(map(_naming(action), named)):
            each = self._dice.deal("named", named)
            return f"{where}, {self._dice.deal('beside', BESIDE)} {each}" if each in guests else f"near {each} {where}"
        detail = self._deal("details")
        while detail in action:
            detail = self._deal("details")
        return f"near {detail} {self._subject.where}"

    def _when(self) -> str:
        return self._dice.deal("whens", self._subject.whens)

    def _deal(self, deck: str) -> str:
        options: tuple[str, ...] = getattr(self._subject, deck)
        return self._dice.deal(deck, options)


def _scene(told: str, action: str, where: str, when: str) -> _Scene:
    """A scene that is told in words, with its time as far as the most words allow."""
    words = len(told.split())
    if when and words + len(when.split()) <= _LONGEST and not _same_time(told, when):
        told = f"{told}, {when}"
    else:
        when = ""
    return _Scene(action, f"{where} {when}".strip(), " ".join(told.split()[:_LONGEST]).rstrip(","))


def _naming(told: str) -> Callable[[str], bool]:
    """A question about noun phrases: whether their noun, in the singular or the plural, is in words."""
    words = {singular(word) for word in re.findall(r"\w+", told.lower())}
    return lambda phrase: singular(phrase.split()[-1]) in words


_OUTDOORS = re.compile(r"\b(?:tree|sunshine|rainbow|butterflies)\b")
_TIMES = re.compile(r"\b(?:night|moon|rainbow|snowy?|rainy?|autumn|winter|sun|sunset|morning)\b")


def _same_time(told: str, when: str) -> bool:
    """True for a scene that names a time or a weather already."""
    return bool(_TIMES.search(told)) and bool(_TIMES.search(when))


def _turning(stars: Sequence[str]) -> Iterator[str]:
    while True:
        yield from stars
