"""The pictures of a story's scenes: who is seen, always in the same words, what they do, where, and in which light."""

from inkwell_offline.storyteller.kids.path import Path
from inkwell_offline.storyteller.kids.slots import joined

#: The fewest words of a description; less leaves too much open.
SHORTEST = 30


def picture(path: Path) -> str:
    """The description of the picture of the scene at the end of a path."""
    plan = path.plan
    action = path.steps[-1].seen.format_map(path.words(path.depth - 1))
    friends = f" Beside {plan.hero.name}: {joined([pal.seen for pal in plan.pals])}." if plan.pals else ""
    where = (plan.arc.ends_at if path.depth >= path.length - 1 else "") or plan.place.seen
    new = [each for each in plan.extras if each.split()[-1] not in plan.place.seen]
    extras = f", with {joined(new)}" if new and path.depth == 1 else ""
    seen = f"{plan.hero.seen}, {action}.{friends} {where[:1].upper()}{where[1:]}{extras}, {_light(path)}."
    return seen if len(seen.split()) >= SHORTEST else f"{seen} Everything around is quiet and still."


def _light(path: Path) -> str:
    """The light of a scene: the day goes by as the story does."""
    first, middle, last = path.plan.arc.hours
    return first if path.depth == 1 else last if path.depth >= path.length - 1 else middle
