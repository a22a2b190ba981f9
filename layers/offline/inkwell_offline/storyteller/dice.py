"""Repeatable chance, and a voice that fills sentences with an idea."""

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

from inkwell_offline.storyteller.nouns import plural, with_article
from inkwell_offline.storyteller.reading import Idea

T = TypeVar("T")

_PRONOUNS = {
    "she": ("she", "her", "her"),
    "he": ("he", "him", "his"),
    "it": ("it", "it", "its"),
    "they": ("they", "them", "their"),
}


class Dice:
    """Dice that choose; the same seed and text always choose the same."""

    def __init__(self, seed: int | None, text: str) -> None:
        self._key = f"{seed or 0}/{text}"
        digest = hashlib.sha256(self._key.encode(errors="replace")).digest()
        self._random = random.Random(int.from_bytes(digest[:8]))
        self._decks: dict[str, list[object]] = {}

    def apart(self, name: str) -> "Dice":
        """Dice for one question: what they choose does not depend on how often others were asked."""
        return Dice(0, f"{self._key}/{name}")

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """All options, in an order by chance."""
        return self._random.sample(options, len(options))

    def pick(self, options: Sequence[T]) -> T:
        """An option, by chance."""
        return self._random.choice(options)

    def deal(self, name: str, options: Sequence[T]) -> T:
        """An option, by chance; none comes again before all have come."""
        deck = self._decks.get(name)
        if not deck:
            deck = self._decks[name] = list(self._random.sample(options, len(options)))
        return deck.pop()  # type: ignore[return-value]

    def number(self, lowest: int, highest: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(lowest, highest)


class Voice:
    """Fills sentences with the parts of an idea: {hero}, {they}, {place}, {friend}, {thing}, {detail} and so on.

    A slot that begins with a capital begins a sentence.
    """

    def __init__(self, idea: Idea, dice: Dice) -> None:
        self._idea = idea
        self._dice = dice
        neighbours = [*idea.friends, *(each for each in (idea.place.neighbour, "robin") if each != idea.hero.noun)]
        self._friend = neighbours[0]
        they, them, their = _PRONOUNS[idea.hero.pronoun]
        self._fixed = {
            "hero": idea.hero.short,
            # An apposition is closed by a comma before the verb.
            "intro": f"{idea.hero.full}," if "," in idea.hero.full else idea.hero.full,
            "seen": idea.hero.seen,
            "s": "" if idea.hero.several else "s",
            "es": "" if idea.hero.several else "es",
            "they": they,
            "them": them,
            "their": their,
            "place": idea.place.called or "the land behind the hills",
            "friend": f"the {self._friend}",
            "a_friend": with_article(self._friend if "friend" in self._friend else f"friendly {self._friend}"),
            "friends": plural(self._friend),
        }

    def say(self, template: str) -> str:
        """A template with its slots filled."""
        return self.tell(template)[0]

    def tell(self, *templates: str) -> tuple[str, ...]:
        """Templates with their slots filled, all with the same detail and the same thing."""
        words = dict(self._fixed)
        joined = "".join(templates).lower()
        if "{detail}" in joined:
            words["detail"] = self._dice.deal("details", self._idea.place.details)
        if "{thing}" in joined:
            words["thing"] = self._dice.deal("things", self._idea.things or _TREASURES)
        words |= {name.capitalize(): text[:1].upper() + text[1:] for name, text in words.items()}
        return tuple(template.format_map(words).replace(",,", ",").replace(",.", ".") for template in templates)


_TREASURES = (
    "a tiny golden key",
    "a glowing lantern",
    "an old map",
    "a feather as blue as the sky",
    "a smooth round stone",
)
