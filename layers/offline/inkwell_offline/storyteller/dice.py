"""Repeatable chance."""

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


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
