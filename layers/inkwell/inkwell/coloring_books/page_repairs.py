"""Repairs of page plans: scenes that models repeat, forget or pile up. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from inkwell.coloring_books.page_scenes import COMPOSITIONS, FIGURES, Composition, KeptPage, PageType, Scene, Teller
from inkwell.core.errors import ModelMalformedAnswer

#: Of so many pages one may do without the hero, and one may be neither an illustration nor a pattern.
ONE_IN = 5
#: From so many pages on a plan has all compositions; from `SOME_KINDS` on three of them.
ALL_KINDS, SOME_KINDS = 10, 5
#: Scenes of any idea, for the few that a model left out.
_SPARE: tuple[tuple[Composition, str], ...] = (
    ("full-figure", "{hero} waving hello with one hand, flowers on both sides, in the world of {idea}"),
    ("action", "{hero} jumping over a puddle with arms up high, in the world of {idea}"),
    ("close-up", "the laughing face of {hero} between two butterflies, in the world of {idea}"),
    ("surroundings", "winding paths, hills and clouds with {hero} walking far away, in the world of {idea}"),
    ("full-figure", "{hero} carrying a basket full of treasures home, in the world of {idea}"),
    ("action", "{hero} flying a big kite on a windy day, in the world of {idea}"),
    ("close-up", "{hero} looking closely at a ladybug on a leaf, in the world of {idea}"),
    ("full-figure", "{hero} sitting on a tree stump reading a story book, in the world of {idea}"),
    ("action", "{hero} dancing under bunting and balloons at a party, in the world of {idea}"),
    ("surroundings", "the night sky with moon, stars and {hero} gazing upward, in the world of {idea}"),
    ("full-figure", "{hero} holding an umbrella while rain drops fall, in the world of {idea}"),
    ("close-up", "{hero} yawning in a cozy blanket at bedtime, in the world of {idea}"),
    ("action", "{hero} building a tall tower out of stones, in the world of {idea}"),
    ("full-figure", "{hero} sharing a birthday cake with candles, in the world of {idea}"),
)
_PATTERNS = (
    "a pattern of repeated small motifs in rows, all from {idea}",
    "a round mandala of petals and leaves, built from shapes of {idea}",
    "a patchwork of squares, in each one thing out of {idea}",
    "garlands that cross the page, hung with ornaments about {idea}",
)


def fewest(count: int) -> int:
    """The fewest scenes of a model for so many pages; with less of them too much would be ours."""
    return -(-3 * count // 4)


def mended(drafted: Any, numbers: Sequence[int], hero: str, idea: str, kept: Sequence[KeptPage] = ()) -> list[Scene]:
    """As many scenes as there are numbers, in the draft's order: distinct, mixed, and with the hero often enough.

    Args:
        drafted: the model's pages.
        hero: as `called` gives it.

    Raises:
        ModelMalformedAnswer: less than three quarters of them can be used.
    """
    told = Teller(hero, idea)
    known = [told.scene(page.scene_brief, page.composition or "action") for page in kept]
    scenes = _chosen(list(_distinct(map(told.drafted, _entries(drafted)), known)), numbers)
    if len(scenes) < fewest(len(numbers)):
        raise ModelMalformedAnswer
    spares = _distinct(map(told.spare, _SPARE), [*known, *scenes])
    while len(scenes) < len(numbers):
        try:
            scenes.append(next(spares))
        except StopIteration:
            raise ModelMalformedAnswer from None
    scenes = _mixed(scenes, lambda so_far: next(_distinct(map(told.pattern, _PATTERNS), [*known, *so_far]), None))
    return _illustrated(_with_heroes(scenes, told))


def _entries(drafted: Any) -> list[Mapping[str, Any]]:
    if not isinstance(drafted, list):
        raise ModelMalformedAnswer
    return [entry for entry in drafted if isinstance(entry, Mapping)]


def _distinct(scenes: Iterable[Scene | None], known: Sequence[Scene]) -> Iterator[Scene]:
    """The scenes that are like none before, nor like a known one."""
    seen = list(known)
    for scene in scenes:
        if scene is not None and not any(scene.alike(other) for other in seen):
            seen.append(scene)
            yield scene


def _chosen(scenes: Sequence[Scene], numbers: Sequence[int]) -> list[Scene]:
    """At most as many scenes as numbers, those that were meant for these pages first."""

    def place(scene: Scene) -> int:
        return numbers.index(scene.number) if scene.number in numbers else len(numbers)

    return sorted(scenes, key=place)[: len(numbers)]


def _mixed(scenes: Sequence[Scene], pattern: Callable[[Sequence[Scene]], Scene | None]) -> list[Scene]:
    """The scenes with compositions changed where one is too frequent, or others are missing.

    Args:
        pattern: a pattern of ours that is like none of the given scenes; None where there is none.
    """
    mixed = list(scenes)
    most = max(1, -(-len(mixed) // 2))

    def recomposed(composition: Composition) -> None:
        """Give one scene of the most frequent composition another one: the last, as the first is the cover."""
        counts = Counter(scene.composition for scene in mixed)
        frequent = max(COMPOSITIONS, key=lambda each: counts[each])
        at = max(at for at, scene in enumerate(mixed) if scene.composition == frequent)
        ours = pattern(mixed) if composition == "pattern" else None
        mixed[at] = ours or replace(mixed[at], composition=composition)

    def count(composition: Composition) -> int:
        return sum(scene.composition == composition for scene in mixed)

    while any(count(each) > most for each in COMPOSITIONS):
        recomposed(min(FIGURES, key=count))
    if not any(count(each) for each in FIGURES):
        recomposed("full-figure")
    wanted = COMPOSITIONS if len(mixed) >= ALL_KINDS else FIGURES if len(mixed) >= SOME_KINDS else ()
    kinds = len(COMPOSITIONS) if len(mixed) >= ALL_KINDS else 3
    for missing in wanted:
        if not count(missing) and sum(1 for each in COMPOSITIONS if count(each)) < kinds:
            recomposed(missing)
    return mixed


def _with_heroes(scenes: Sequence[Scene], told: Teller) -> list[Scene]:
    """The scenes with the hero in enough of them: patterns and surroundings may longest do without."""
    order = ("pattern", "surroundings", *FIGURES)
    without = [at for at, scene in enumerate(scenes) if not scene.has_hero]
    without.sort(key=lambda at: order.index(scenes[at].composition))
    joining = set(without[len(scenes) // ONE_IN :])
    joining |= {at for at in without if scenes[at].composition in FIGURES}
    return [told.joined(scene) if at in joining else scene for at, scene in enumerate(scenes)]


def _illustrated(scenes: Sequence[Scene]) -> list[Scene]:
    """The scenes with page types: a pattern's is its own, and other special ones are few."""
    left = len(scenes) // ONE_IN
    typed = []
    for scene in scenes:
        page_type: PageType = "pattern" if scene.composition == "pattern" else scene.page_type
        if page_type == "pattern" and scene.composition != "pattern":
            page_type = "illustration"
        if page_type in ("text-focus", "educational"):
            page_type, left = (page_type, left - 1) if left else ("illustration", 0)
        typed.append(replace(scene, page_type=page_type))
    return typed


def placed(scenes: Sequence[Scene], numbers: Sequence[int], kept: Sequence[KeptPage] = ()) -> list[tuple[int, Scene]]:
    """The scenes on their pages, in the draft's order as far as no composition comes three times in a row.

    Args:
        scenes: as many as numbers.
        numbers: ascending.
    """
    book: dict[int, Composition] = {page.number: page.composition for page in kept if page.composition}
    left, pages = list(scenes), []
    for number in numbers:
        free = [each for each in COMPOSITIONS if not _makes_three(book, number, each)]
        figures = [each for each in FIGURES if each in free]
        fitting = [scene for scene in left if scene.composition in (figures if number == 1 else free)]
        unfitting = sorted(left, key=lambda scene: not scene.has_hero)
        after = [scene for scene in fitting if _can_follow(book, number, scene, left)]
        counts = Counter(scene.composition for scene in left)
        chosen = (after or sorted(fitting, key=lambda scene: -counts[scene.composition]) or unfitting)[0]
        left.remove(chosen)
        if chosen not in fitting:
            page_type = "illustration" if chosen.page_type == "pattern" else chosen.page_type
            chosen = replace(chosen, composition=figures[0], page_type=page_type)
        book[number] = chosen.composition
        pages.append((number, chosen))
    return pages


def _makes_three(book: Mapping[int, Composition], number: int, composition: Composition) -> bool:
    return any(all(book.get(number + step) == composition for step in steps) for steps in ((-2, -1), (-1, 1), (1, 2)))


def _can_follow(book: Mapping[int, Composition], number: int, scene: Scene, left: Sequence[Scene]) -> bool:
    """True for a scene after which all others can still be placed without three alike in a row."""
    counts = Counter(other.composition for other in left)
    counts[scene.composition] -= 1
    run = 2 if book.get(number - 1) == scene.composition else 1
    total = sum(counts.values())
    return all(
        count <= 2 * (total - count) + (2 - run if composition == scene.composition else 2)
        for composition, count in counts.items()
    )
