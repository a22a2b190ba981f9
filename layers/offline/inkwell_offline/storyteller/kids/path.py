"""The path through a story: from the choices that were taken to the step that is told, and the steps that are offered.

Nothing is kept between scenes: the same plan and the same choices always lead to the same step.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from inkwell_offline.storyteller.kids.places import species
from inkwell_offline.storyteller.kids.plan import Plan
from inkwell_offline.storyteller.kids.slots import slots
from inkwell_offline.storyteller.kids.steps import Step
from inkwell_offline.storyteller.kids.tokens import TOKENS

OFFERED = 3


@dataclass(frozen=True)
class Path:
    """A path.

    Args:
        plan: the story's.
        length: the scenes of the whole story.
        taken: the choices so far, in the words in which they were offered.
    """

    plan: Plan
    length: int
    taken: tuple[str, ...]

    @property
    def depth(self) -> int:
        """The number of the scene that is told, 1 for the first."""
        return len(self.taken) + 1

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps so far, the last of them for the scene that is told."""
        return self._walked[0]

    @property
    def answered(self) -> bool:
        """Whether the last choice is one that was offered."""
        return not self.taken or self.taken[-1] in self._walked[2]

    @cached_property
    def offers(self) -> dict[str, Step]:
        """The steps that may follow, by their choices."""
        return self._offers(self.steps, self._walked[1])

    @cached_property
    def _walked(self) -> tuple[tuple[Step, ...], tuple[Step, ...], tuple[str, ...]]:
        """The steps, all steps that were offered on the way, and the last choices that were offered."""
        steps: tuple[Step, ...] = (self._opening(),)
        seen: tuple[Step, ...] = ()
        last: tuple[str, ...] = ()
        for choice in self.taken:
            offers = self._offers(steps, seen)
            chosen = offers.get(_plain(choice)) or next(
                (step for text, step in offers.items() if _plain(text) == _plain(choice)),
                self.plan.dice.apart(f"own/{len(steps)}/{choice}").pick(tuple(offers.values())),
            )
            last = tuple(text for text in offers if _plain(text) == _plain(choice)) and (choice,)
            seen += tuple(step for step in offers.values() if step not in seen)
            steps += (chosen,)
        return steps, seen, last

    def words(self, index: int) -> dict[str, str]:
        """The slots of the scene at an index of `steps`."""
        return self._words(self.steps[index], index + 1, self._token(index))

    def found(self) -> str:
        """The first token that was found before the scene that is told; empty when there is none."""
        index = next((at for at, step in enumerate(self.steps[:-1]) if step.token), None)
        return "" if index is None else self._token(index)

    def _opening(self) -> Step:
        fitting = [step for step in self.plan.arc.openings if self._fits(step)]
        return self.plan.dice.apart("opening").pick(fitting)

    def _offers(self, steps: tuple[Step, ...], seen: tuple[Step, ...]) -> dict[str, Step]:
        after = self.length - len(steps)
        arc = self.plan.arc
        name, pool = (
            ("finals", arc.finals) if after == 1 else ("turns", arc.turns) if after == 2 else ("steps", arc.steps)
        )
        deck = [step for step in self.plan.dice.apart(name).shuffled(pool) if self._fits(step)]
        # What was not offered yet comes first; a choice that was left may come back, and one that was taken only in a
        # very long story.
        deck.sort(key=lambda step: (step in steps, step in seen))
        shown = deck[:OFFERED]
        return {step.choice.format_map(self._words(step, len(steps) + 1, "bell")): step for step in shown}

    def _fits(self, step: Step) -> bool:
        return (not step.outdoors or self.plan.place.outdoors) and (not step.pals or bool(self.plan.pals))

    def _token(self, index: int) -> str:
        """The token that is found at an index: none comes twice in a story."""
        order = [
            each for each in self.plan.dice.apart("tokens").shuffled(sorted(TOKENS)) if each not in self.plan.about
        ]
        return order[sum(step.token for step in self.steps[:index]) % len(order)]

    def _words(self, step: Step, depth: int, token: str) -> dict[str, str]:
        return dict(slots(self.plan, depth=depth, helper=self._helper(step), token=token))

    def _helper(self, step: Step) -> str:
        """The helper in a step: each time somebody else."""
        plan = self.plan
        cast = {species(each.noun) for each in (plan.small, plan.hero, *plan.pals)}
        free = [each for each in plan.place.beings if species(each) not in cast]
        free = plan.dice.apart("helpers").shuffled(free or plan.place.beings)
        helping = [each for each in plan.arc.steps if each.needs_helper]
        return free[helping.index(step) % len(free)] if step in helping else free[0]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().strip(" .!?“”\"'")


def choices_taken(depth: int, story: object, choice: object) -> tuple[str, ...]:
    """The choices so far, as many as lead to a depth; an unknown one is empty.

    Args:
        depth: of the scene to tell, 1 for the first.
        story: the scenes read so far, each with the `choice` that was taken at its end.
        choice: the last one.
    """
    told: Sequence[object] = story if isinstance(story, Sequence) and not isinstance(story, str) else ()
    taken = [str(each.get("choice") or "") if isinstance(each, dict) else "" for each in told]
    taken = (taken + [""] * depth)[: depth - 1]
    if taken and choice:
        taken[-1] = str(choice)
    return tuple(taken)
