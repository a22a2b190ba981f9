"""Scenes of page plans: from a model's text to a scene of at most 30 words that can be told from others. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

Composition = Literal["close-up", "full-figure", "action", "surroundings", "pattern"]
PageType = Literal["illustration", "text-focus", "pattern", "educational"]

COMPOSITIONS: tuple[Composition, ...] = get_args(Composition)
#: Compositions in which the hero can be large.
FIGURES: tuple[Composition, ...] = ("full-figure", "action", "close-up")

FEWEST_WORDS, MOST_WORDS = 10, 30
#: Briefs are alike when they share so much of their words.
ALIKE = 0.8

#: So many of a brief's first words tell its scene from others: they stay when the hero is added.
_TELLING = 18
#: The most words of a hero's name, and of an idea, in a sentence of ours.
_NAME_WORDS, _IDEA_WORDS = 6, 8
_NOBODY = "the main character"

#: Phrases of ten words that make a short brief long enough, by composition.
_PADDING: Mapping[Composition, str] = {
    "close-up": "seen from very near, so that it fills the page",
    "full-figure": "shown from head to foot in the middle of everything",
    "action": "in full movement, with the whole figure in the picture",
    "surroundings": "a wide view with much to discover in every corner",
    "pattern": "repeated over the whole page as an even, balanced pattern",
}
#: Phrases that bring the hero into a scene, by composition.
_JOINED: Mapping[Composition, str] = {
    "close-up": "with {hero}",
    "full-figure": "with {hero}",
    "action": "with {hero}",
    "surroundings": "with {hero} small in the distance",
    "pattern": "with {hero} in the middle",
}
_SMALL_WORDS = frozenset(
    "the and with for from into onto that this its his her their are all out under over".split()  # noqa: SIM905
)
_OURS = " ".join((*_PADDING.values(), *_JOINED.values(), "in the world of")).replace("{hero}", "")
_ENDS = frozenset("a an the and or with of in on at to for from by its his her their".split())  # noqa: SIM905
_WRITTEN = re.compile(
    r",?\s*(?:\b(?:that|which)\s+)?\b(?:say(?:s|ing)|read(?:s|ing)|spell(?:s|ing)(?:\s+out)?|titled|captioned|label(?:l)?ed"
    r"|with\s+(?:the\s+)?(?:words?|text|letters?|label|title|caption))\s*:?\s*[\"“«][^\"”»]*[\"”»]",
    re.IGNORECASE,
)
_CUES: tuple[tuple[Composition, re.Pattern[str]], ...] = (
    ("pattern", re.compile(r"\b(?:pattern|mandala|repeat(?:ed|ing)|patchwork|border)\b", re.IGNORECASE)),
    ("close-up", re.compile(r"\b(?:close.?up|from near|portrait|face of)\b", re.IGNORECASE)),
    ("surroundings", re.compile(r"\b(?:wide|view of|landscape|panorama|from above)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page of the book that is not planned anew; its composition where it is known."""

    number: int
    scene_brief: str
    composition: Composition | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene on its way into a plan.

    Args:
        words: those that tell it from other scenes.
        doing: its action and its setting, as the model names them; empty where it does not.
        number: the page that the model meant it for.
    """

    brief: str
    composition: Composition
    has_hero: bool
    page_type: PageType
    words: frozenset[str]
    doing: tuple[str, str] = ("", "")
    number: int | None = None

    def alike(self, other: "Scene") -> bool:
        """True for two scenes of which a reader would say that they are the same."""
        if all(self.doing) and self.doing == other.doing:
            return True
        return len(self.words & other.words) >= ALIKE * len(self.words | other.words)


def called(name: str) -> str:
    """A hero's name in a sentence of ours."""
    return " ".join(name.split()[:_NAME_WORDS]) or _NOBODY


def worded(scene: Scene) -> Scene:
    """The scene with a brief of at least ten words, and a capital letter."""
    brief = scene.brief
    if len(brief.split()) < FEWEST_WORDS:
        brief = f"{brief}, {_PADDING[scene.composition]}"
    return replace(scene, brief=brief[:1].upper() + brief[1:])


class Teller:
    """The maker of scenes, from texts of models and of ours.

    Args:
        hero, idea: as in `mended`.
    """

    def __init__(self, hero: str, idea: str) -> None:
        self._hero = hero
        self._idea = " ".join(idea.split()[:_IDEA_WORDS])
        self._named = re.compile(rf"(?<!\w){re.escape(hero)}(?!\w)", re.IGNORECASE)
        self._stock = _SMALL_WORDS | _words(f"{_OURS} {hero}")

    def scene(self, text: str, composition: Composition, has_hero: bool = True) -> Scene:
        """A scene of a text, cut to the most words."""
        brief = _cut(_WRITTEN.sub("", " ".join(text.split())), MOST_WORDS)
        telling = _words(" ".join(brief.split()[:_TELLING])) - self._stock
        return Scene(brief, composition, has_hero, "illustration", telling)

    def drafted(self, entry: Mapping[str, Any]) -> Scene | None:
        """The scene of a model's page; None for one that says nothing."""
        text = entry.get("sceneBrief")
        if not isinstance(text, str):
            return None
        given = entry.get("composition")
        composition = cast("Composition", given) if given in COMPOSITIONS else _guessed(text)
        scene = self.scene(text, composition)
        if not scene.words:
            return None
        number, typed = entry.get("pageNumber"), entry.get("pageType")
        is_named = composition != "pattern" and self._named.search(scene.brief) is not None
        return replace(
            scene,
            has_hero=entry.get("includesHero") is True or is_named,
            page_type=cast("PageType", typed) if typed in get_args(PageType) else "illustration",
            doing=(_plain(entry.get("action")), _plain(entry.get("setting"))),
            number=number if isinstance(number, int) and not isinstance(number, bool) else None,
        )

    def spare(self, template: tuple[Composition, str]) -> Scene:
        """A scene of ours."""
        return self.scene(template[1].format(hero=self._hero, idea=self._idea), template[0])

    def pattern(self, template: str) -> Scene:
        """A pattern of ours, without the hero."""
        return self.scene(template.format(idea=self._idea), "pattern", has_hero=False)

    def joined(self, scene: Scene) -> Scene:
        """The scene with the hero in it."""
        if self._named.search(scene.brief):
            return replace(scene, has_hero=True)
        joined = _JOINED[scene.composition].format(hero=self._hero)
        words = scene.brief.split()[: MOST_WORDS - len(joined.split())]
        brief = f"{_trimmed(words)}, {joined}"
        return replace(scene, brief=brief, has_hero=True)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", text.casefold()) if len(word) > 2 or not word.isascii())


def _plain(value: Any) -> str:
    return " ".join(value.casefold().split()) if isinstance(value, str) else ""


def _guessed(text: str) -> Composition:
    return next((composition for composition, cue in _CUES if cue.search(text)), "full-figure")


def _cut(text: str, most: int) -> str:
    """The first words of a text, to the end of a clause where that leaves enough."""
    words = text.split()
    if len(words) <= most:
        return text.rstrip(" .,;:")
    words = words[:most]
    ends = [at for at, word in enumerate(words, 1) if word.endswith((",", ";", ".")) and at >= FEWEST_WORDS]
    return _trimmed(words[: ends[-1]] if ends else words)


def _trimmed(words: Sequence[str]) -> str:
    """Words without those at the end that lead to nothing."""
    kept = len(words)
    while kept > FEWEST_WORDS and words[kept - 1].lower() in _ENDS:
        kept -= 1
    return " ".join(words[:kept]).rstrip(" .,;:")
