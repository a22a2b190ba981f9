"""Missing parts of a topic in a tale: each part that was read stands in the beat where it belongs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.kids.cast import Figure
from inkwell_offline.storyteller.parts import Parts
from inkwell_offline.storyteller.tables import table
from inkwell_offline.storyteller.topics import definite

#: The beats in whose text, and in whose picture, a part stands.
_TOLD = {
    "wears": ("opening",),
    "place": ("opening",),
    "when": ("opening",),
    "thing": ("cause", "end"),
    "whom": ("cause", "end"),
    "met": ("meet", "end"),
}
_SEEN = {"thing": ("cause", "end"), "whom": ("end", "closing"), "met": ("meet", "end", "closing")}


@dataclass(frozen=True, slots=True)
class Missing:
    """The parts of a topic, for the beats that do not name them; and the hero's `company`, for the first."""

    parts: Parts
    hero: Figure
    dice: Dice
    company: str = ""
    _used: set[str] = field(default_factory=set)

    def told(self, beat: str, text: str) -> Iterator[str]:
        """Sentences that name what a beat's text does not."""
        if self.company and beat == "opening":
            yield self._sentence("company", beat, self.company)
        for part, beats in _TOLD.items():
            said = self._said(part)
            if said and beat in beats and not _names(text, said):
                yield self._sentence(part, beat, said)

    def _sentence(self, part: str, beat: str, said: str) -> str:
        wordings = [each for each in table("topics")["named"][part] if each not in self._used]
        wording = self.dice.apart(f"{part} {beat}").pick(wordings)
        self._used.add(wording)
        them = "her" if self.hero.pronoun == "she" else "him"
        sentence = str(wording).format(said=said, hero=self.hero.name, them=them)
        return sentence[:1].upper() + sentence[1:]

    def seen(self, beat: str, picture: str) -> Iterator[str]:
        """The further parts that a beat's picture shows."""
        for part, beats in _SEEN.items():
            said = self._said(part)
            if said and beat in beats and not _names(picture, said):
                yield said if part == "thing" else f"{_shown(said)} nearby"

    def _said(self, part: str) -> str:
        said = str(getattr(self.parts, part))
        their = "her" if self.hero.pronoun == "she" else "his"
        return said if part in ("wears", "when") else definite(said).replace("{their}", their)


def _shown(whom: str) -> str:
    """Somebody as a picture shows them: of "his friend the owl" the owl."""
    *_, last = re.split(r"\bfriend the\b", whom)
    return f"the {last.strip()}" if last != whom else whom


def _names(text: str, said: str) -> bool:
    """True for a text in which the last word of a part stands."""
    return bool(re.search(rf"\b{re.escape(said.split()[-1])}\b", text, re.I))
