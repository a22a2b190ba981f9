"""The cast of a story: its hero and the friends who come along, the same in every scene."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from inkwell_offline.storyteller import words
from inkwell_offline.storyteller.beings import Someone
from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.kids import looks
from inkwell_offline.storyteller.kids.places import species
from inkwell_offline.storyteller.nouns import with_article
from inkwell_offline.storyteller.reading import Idea

TYPES = ("child", "animal", "fairy-tale", "robot", "toy")
MOST = 4
_PRONOUNS = {"girl": "she", "boy": "he", "neutral": "they"}
_CHILD_NOUNS = frozenset("girl boy child kid toddler hero friend cousin twin".split())
#: Relatives and others who are called by what they are to the hero, each with what one sees.
_KIN = {
    "brother": "boy",
    "sister": "girl",
    "cousin": "child",
    "uncle": "man",
    "aunt": "woman",
    "neighbour": "woman",
    "neighbor": "woman",
}
#: Adjectives that say nothing about looks, so that no picture's face must follow them.
_MOODS = frozenset(
    "shy happy sad lonely brave grumpy tired sleepy scared curious kind friendly funny silly clever naughty cheeky lost angry proud "
    "gentle cheerful worried young lovely poor good last first only new next own other missing same".split()
)
_SIZES = frozenset("small tiny little big giant huge tall long young old baby fat thin round".split())
#: Creatures with the face of a person and clothes of their own.
_LIKE_PEOPLE = frozenset("fairy mermaid elf gnome".split())
_COLOURS = frozenset(
    "red orange yellow golden green blue purple violet pink brown white black grey gray silver turquoise cream polar spotted striped rainbow".split()
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A character: its name, what it is, how it looks, its pronoun, and what it is to the hero, when that must be said."""

    name: str
    noun: str
    look: str
    pronoun: str
    kin: str = "friend"

    @property
    def seen(self) -> str:
        """The character as every picture describes it."""
        return f"{self.name}, {with_article(self.look)}" if self.name else with_article(self.look)


def cast(idea: Idea, dice: Dice, hints: Mapping[str, Any], age: str) -> tuple[Figure, tuple[Figure, ...]]:
    """The hero and the friends: those of the prompt, else those of the options, else by chance.

    Args:
        idea: what the visitor wishes.
        dice: the story's chance.
        hints: `protagonist_gender`, `character_type`, `num_characters`.
        age: of the reader; a child in the story is as old.
    """
    hero = _hero(idea, dice.apart("hero"), hints, age)
    chance = dice.apart("pals")
    wanted = hints.get("num_characters")
    number = wanted if isinstance(wanted, int) and not isinstance(wanted, bool) and 1 <= wanted <= MOST else 0
    # "Grandma and I": the story is about the child.
    elders = [idea.hero.noun] if _is_elder(idea) else []
    there = {"friend", *(each.noun for each in idea.company)}
    named = elders + [noun for noun in idea.friends if noun not in there]
    taken, used = {species(hero.noun)}, {hero.name}
    pals = [_twin(idea.hero.noun, hero, chance, used) for _ in range(twins_of(idea))]
    pals += [_companion(each, chance, used) for each in idea.company]
    pals += [_named(noun, chance, used) for noun in named]
    pals = pals[: MOST - 1]
    taken |= {species(each.noun) for each in pals}
    count = max(len(pals), number - 1 if number else 1)
    wet = "sea" in (idea.place.noun, words.HOMES.get(hero.noun))
    others = chance.shuffled(
        [look for look in (looks.SWIMMERS if wet else looks.COMPANIONS) if species(look) not in taken]
    )
    for look in others[: max(0, min(MOST - 1, count) - len(pals))]:
        pals.append(
            Figure(
                _fresh(looks.COMPANION_NAMES, chance, used),
                look.split()[-1],
                _dressed(look, chance, 0.4 if count == 1 else 0),
                "it",
            )
        )
    return hero, tuple(pals)


def twins_of(idea: Idea) -> int:
    """The number of figures who are like the hero of an idea and with them from the beginning."""
    several = idea.hero.several
    return {"two": 1, "three": 2, "four": 3, "some": 1}.get(several, 1 if several else 0)


def _twin(noun: str, hero: Figure, dice: Dice, used: set[str]) -> Figure:
    """Another one like the hero: people have their own faces, animals look the same."""
    if noun in words.PEOPLE and noun != "twin":
        return _named(noun, dice, used)
    if noun == "twin":
        return replace(hero, name=_fresh(looks.NAMES["girl" if hero.pronoun == "she" else "boy"], dice, used))
    return replace(hero, name=_fresh(looks.CREATURE_NAMES["girl" if hero.pronoun == "she" else "boy"], dice, used))


def _companion(someone: Someone, dice: Dice, used: set[str]) -> Figure:
    """Somebody who comes along, as the prompt calls them."""
    figure = _named(someone.noun, dice, used)
    if someone.noun == "hero":
        gender = {"she": "girl", "he": "boy"}.get(someone.pronoun) or dice.pick(("girl", "boy"))
        figure = _child(gender, dice, someone.name, "young-child")
    if someone.adjectives and figure.noun not in words.PEOPLE:
        figure = replace(figure, look=f"{someone.adjectives} {figure.noun}")
    used.add(someone.name)
    return replace(figure, name=someone.name or figure.name)


def _hero(idea: Idea, dice: Dice, hints: Mapping[str, Any], age: str) -> Figure:
    asked = hints.get("protagonist_gender")
    someone = idea.hero
    if _is_elder(idea):
        someone = Someone("child", is_known=False)
    own = looks.GENDER.get(someone.noun.split()[-1]) or {"she": "girl", "he": "boy"}.get(someone.pronoun, "")
    gender = (own if someone.is_known else "") or (asked if asked in _PRONOUNS else dice.pick(("girl", "boy")))
    kind = hints.get("character_type")
    usual = ("child",) if _is_elder(idea) else ("child", "animal")
    kind = kind if kind in TYPES else dice.pick(usual)
    if not someone.is_known or (someone.noun == "hero" and kind != "child"):
        return _invented(kind, gender, dice, someone.name, age)
    if someone.noun in _CHILD_NOUNS or (someone.noun in _KIN and (someone.several or someone.name)):
        return _child(gender, dice, someone.name, age)
    return _described(someone.noun, someone.adjectives, gender, dice, someone.name)


def _is_elder(idea: Idea) -> bool:
    """Whether the prompt begins with somebody's mother, grandfather and so on, who then comes along."""
    # Of "my sister" somebody tells who is not she.
    is_kin = idea.hero.noun in _KIN and idea.subject.lower().startswith("my ")
    return (idea.hero.noun in (*looks.FAMILY, "aunt", "uncle") or is_kin) and not idea.hero.name


def _invented(kind: str, gender: str, dice: Dice, name: str, age: str) -> Figure:
    if kind == "child":
        return _child(gender, dice, name, age)
    options: Sequence[str] = {"robot": looks.ROBOTS, "toy": looks.TOYS, "animal": looks.ANIMALS}.get(
        kind
    ) or looks.TALES[gender]
    look = dice.pick(options)
    noun = look.split()[-1]
    names = (
        looks.ROBOT_NAMES
        if kind == "robot"
        else looks.NAMES[gender]
        if noun in words.PEOPLE
        else looks.CREATURE_NAMES[gender]
    )
    dressed = _faced(look, dice) if noun in words.PEOPLE or noun in _LIKE_PEOPLE else _dressed(look, dice, 1)
    return Figure(name or dice.pick(names), noun, dressed, _PRONOUNS[gender])


def _child(gender: str, dice: Dice, name: str, age: str) -> Figure:
    noun = {"neutral": "child"}.get(gender, gender)
    size = "" if age == "older-child" else "little "
    return Figure(
        name or dice.pick(looks.NAMES[gender]),
        noun,
        f"{size}{noun} with {dice.pick(looks.CHILDREN[gender])}",
        _PRONOUNS[gender],
    )


def _described(noun: str, adjectives: str, gender: str, dice: Dice, name: str) -> Figure:
    """A character that the prompt describes."""
    how = [each for each in adjectives.split() if each not in _MOODS][:2]
    last = noun.split()[-1]
    creature = noun.split()[0]
    if creature in looks.COLOURS and not _COLOURS & set(how):
        # A big teddy bear is a big brown teddy bear.
        how.insert(next((at for at, each in enumerate(how) if each not in _SIZES), len(how)), looks.COLOURS[creature])
    if not how or how[0] in _COLOURS:
        how.insert(0, "young" if last in words.PEOPLE and noun not in looks.FAMILY else "small")
    look = " ".join((*how, noun))
    if (last in words.PEOPLE and creature == last) or last in _LIKE_PEOPLE:
        names = looks.NAMES[gender]
        return Figure(name or looks.FAMILY.get(noun) or dice.pick(names), noun, _faced(look, dice), _PRONOUNS[gender])
    names = looks.ROBOT_NAMES if noun == "robot" else looks.CREATURE_NAMES[gender]
    return Figure(name or dice.pick(names), noun, _dressed(look, dice, 1), _PRONOUNS[gender])


def _named(noun: str, dice: Dice, used: set[str]) -> Figure:
    """A friend whom the prompt names."""
    if noun in words.PEOPLE or noun in looks.FAMILY:
        gender = looks.GENDER.get(noun) or dice.pick(("girl", "boy"))
        name = looks.FAMILY.get(noun) or _fresh(looks.NAMES[gender], dice, used)
        plain = {**_KIN, "friend": "child", "family": "child", "hero": "child"}.get(noun, noun)
        look = f"kind {plain} with grey hair" if name.startswith("Gran") else f"kind {_faced(plain, dice)}"
        look = look if noun in looks.FAMILY or plain in ("man", "woman") else f"small {_faced(plain, dice)}"
        kin = "" if noun in looks.FAMILY else noun if noun in _KIN else "friend"
        return Figure(name, plain, look, _PRONOUNS[gender], kin)
    look = " ".join(filter(None, ("small", looks.COLOURS.get(noun, ""), noun)))
    return Figure(_fresh(looks.COMPANION_NAMES, dice, used), noun, look, "it")


def _fresh(names: Sequence[str], dice: Dice, used: set[str]) -> str:
    name = dice.pick([each for each in names if each not in used])
    used.add(name)
    return name


def _dressed(look: str, dice: Dice, share: float) -> str:
    return f"{look} with {dice.pick(looks.WEARS)}" if dice.number(1, 100) <= 100 * share else look


def _faced(look: str, dice: Dice) -> str:
    return f"{look} with {dice.pick(looks.FACES)}"
