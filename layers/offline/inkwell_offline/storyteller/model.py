"""The text model that needs no network: the storyteller behind the port."""

from collections.abc import Callable, Mapping
from typing import Any

from inkwell.core.attempts import AttemptMemory
from inkwell.core.text_models import TextRequest, TextResult
from inkwell_offline.storyteller.descriptions import description
from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.page_plans import page_plan
from inkwell_offline.storyteller.reading import Idea, read
from inkwell_offline.storyteller.scenes import scene
from inkwell_offline.storyteller.shaping import shaped, wanted
from inkwell_offline.storyteller.stories import story
from inkwell_offline.storyteller.storyboards import storyboard

MODEL = "offline/storyteller"

Writer = Callable[[Idea, Dice, int, Mapping[str, Any]], dict[str, Any]]

#: The writers by `TextRequest.schema_name`, each with its usual number of scenes, pages, pictures or choices.
WRITERS: Mapping[str, tuple[Writer, int]] = {
    "storyboard": (storyboard, 5),
    "page_plan": (page_plan, 10),
    "story": (story, 3),
    "scene": (scene, 3),
    "description": (description, 1),
}

#: The hints that may carry the caller's own words, apart from the instructions around them.
_SUBJECTS = ("prompt", "idea", "topic", "passage", "subject")


class Storyteller:
    """A `TextWriter` that writes from a grammar, for nothing.

    Hints that it uses: the caller's own words as `prompt`, `idea`, `topic`, `passage` or `subject` (when none is given, the
    whole prompt is read), `count` for how many scenes, pages, pictures or choices, and what each writer names.
    """

    def complete(self, request: TextRequest, attempt: AttemptMemory | None = None) -> TextResult:
        """See `TextWriter`. The answer satisfies the schema; a schema name that is not one of WRITERS gets a story."""
        given = [str(request.hints[name]) for name in _SUBJECTS if name in request.hints]
        said = next(filter(None, given), "" if given else request.prompt)
        write, usual = WRITERS.get(request.schema_name, WRITERS["story"])
        idea = read(said)
        dice = Dice(request.seed, f"{request.schema_name}/{said}")
        made = write(idea, dice, _count(request, usual), request.hints)
        return TextResult(shaped(request.schema, made), MODEL)


def _count(request: TextRequest, usual: int) -> int:
    """The number of scenes, pages, pictures or choices: as hinted, within the bounds of the schema."""
    least, most = wanted(request.schema)
    hinted = request.hints.get("count")
    count = hinted if isinstance(hinted, int) and not isinstance(hinted, bool) and hinted > 0 else usual
    if least is not None and not isinstance(hinted, int):
        count = max(count, least) if most is None or least != most else least
    return min(max(count, least or 1), most if most is not None else count)
