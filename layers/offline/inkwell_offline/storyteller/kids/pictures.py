"""The pictures of a story's scenes: who is seen, always in the same words, what they do, where, and in which light."""

from inkwell_offline.storyteller.kids.path import Path
from inkwell_offline.storyteller.kids.slots import joined


def picture(path: Path) -> str:
    """The description of the picture of the scene at the end of a path."""
    plan = path.plan
    action = path.steps[-1].seen.format_map(path.words(path.depth - 1))
    friends = f" Beside {plan.hero.name}: {joined([pal.seen for pal in plan.pals])}." if plan.pals else ""
    extras = f" with {joined(list(plan.extras))}" if plan.extras and path.depth == 1 else ""
    return f"{plan.hero.seen}, {action}.{friends} {plan.place.seen[:1].upper()}{plan.place.seen[1:]}{extras}, {_light(path)}."


def _light(path: Path) -> str:
    """The light of a scene: the day goes by as the story does."""
    first, middle, last = path.plan.arc.hours
    return first if path.depth == 1 else last if path.depth >= path.length - 1 else middle
