"""From what a language model said to data that satisfies the schema, or to one request to say it again."""

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from inkwell.core.attempts import AttemptMemory
from inkwell.core.errors import ModelAnswerLost, ModelError, ModelMalformedAnswer
from inkwell.core.text_models import TextRequest, TextResult
from inkwell.providers.faults import cleaned, logger
from inkwell.providers.payment import NOTHING, take_lease, unanswered
from inkwell.providers.texts.spec import TextModelSpec

#: A repair that would have less time than this, in seconds, is not begun.
SHORTEST_REPAIR = 3.0

_FENCED = re.compile(r"```[\w-]*\s*\n(.*?)```", re.DOTALL)
_MOST_PROBLEMS = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """What a model said, and what that cost in millionths of a US dollar."""

    text: str
    cost_micros: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A draft that cannot be used, and what to tell the model about it."""

    draft: str
    demand: str


Ask = Callable[[Correction | None, float], Draft]
"""Asks the model, for the first time or with a correction, within so many seconds."""


class TextWriter(Protocol):
    """Speaks to one text model. Raises the `ModelError` family, or AttemptTaken, and nothing else."""

    def complete(self, request: TextRequest, attempt: AttemptMemory) -> TextResult:
        """Write one text; a request that is paid for is claimed before it is sent."""


class Unrecorded:
    """The `AttemptMemory` at a text of which nothing is kept."""

    name = "unrecorded"

    def __init__(self) -> None:
        self.request_id: str | None = None

    def claim(self, note: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`."""
        self.request_id = note

    def submitted(self, request_id: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`."""
        self.request_id = request_id

    def paid(self, requests: int, cost_micros: int) -> None:
        """See `AttemptMemory`."""

    def progress(self, percent: int) -> None:
        """See `AttemptMemory`."""


def write(spec: TextModelSpec, request: TextRequest, attempt: AttemptMemory, ask: Ask) -> TextResult:
    """A text that satisfies the request's schema. A draft that does not is given back to the model once.

    Args:
        spec: the model; its timeout holds for both drafts together.
        request: what to write.
        attempt: what every draft is claimed and counted with.
        ask: speaks to the model.

    Raises:
        ModelAnswerLost: a request was sent, now or by an earlier run of this attempt, and its answer is lost.
        AttemptTaken: another worker of this attempt may be waiting for its answer.
        ModelMalformedAnswer: the second draft cannot be used either, or there is no time for one.
    """
    deadline = time.monotonic() + min(spec.timeout, request.timeout or spec.timeout)
    correction, cost = None, 0
    for _ in range(2):
        draft = _asked(spec, request, attempt, ask, correction, deadline - time.monotonic())
        cost += draft.cost_micros
        data, problems = read(draft.text, request.schema)
        if data is not None and not problems:
            return TextResult(data, spec.id, cost)
        logger.warning(
            "a text breaks its schema",
            extra={"model": spec.id, "schema": request.schema_name, "problems": cleaned("; ".join(problems))},
        )
        if deadline - time.monotonic() < SHORTEST_REPAIR:
            break
        listed = "\n".join(f"- {problem}" for problem in problems)
        correction = Correction(
            draft.text,
            f"That answer cannot be used:\n{listed}\nAnswer again, with the whole JSON object and nothing else.",
        )
    raise charged(ModelMalformedAnswer(), cost)


def _asked(
    spec: TextModelSpec,
    request: TextRequest,
    attempt: AttemptMemory,
    ask: Ask,
    correction: Correction | None,
    left: float,
) -> Draft:
    """One draft. It counts as what it may cost at most before it is asked for, and as what it cost when it is there.

    Once there is an answer, any answer, nothing is under way any more, and the attempt may ask again.
    """
    if attempt.request_id:
        raise unanswered(attempt.request_id)
    most = spec.most_micros(request)
    note = take_lease(spec.provider, attempt, left, requests=1, cost_micros=most)
    facts = {"model": spec.id, "schema": request.schema_name, "attempt": attempt.name}
    try:
        draft = ask(correction, left)
    except ModelAnswerLost:
        attempt.submitted(str(note.released))
        logger.warning("a text was lost", extra=facts | {"cost_micros": most})
        raise
    except ModelError as error:
        attempt.submitted(NOTHING, requests=0 if error.cost_micros else -1, cost_micros=error.cost_micros - most)
        raise
    attempt.submitted(NOTHING, cost_micros=draft.cost_micros - most)
    logger.info("a text was paid for", extra=facts | {"cost_micros": draft.cost_micros})
    return draft


E = TypeVar("E", bound=ModelError)


def charged(error: E, cost_micros: int) -> E:
    """The error of an answer that the provider charges for all the same."""
    error.cost_micros = cost_micros
    return error


def read(text: str, schema: Mapping[str, Any]) -> tuple[dict[str, Any] | None, list[str]]:
    """The JSON object in a model's words, and what is wrong with it."""
    data = _object_in(text)
    if data is None:
        return None, ["it is not a JSON object"]
    return data, _problems(data, schema)


def _object_in(text: str) -> dict[str, Any] | None:
    """The JSON object that a text is, or that stands in a fence or between other words."""
    fenced = _FENCED.search(text)
    for candidate in (text, fenced[1] if fenced else "", text[text.find("{") :] if "{" in text else ""):
        try:
            data, _ = json.JSONDecoder().raw_decode(candidate.strip())
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict):
            return data
    return None


def _problems(data: dict[str, Any], schema: Mapping[str, Any]) -> list[str]:
    from jsonschema import Draft202012Validator  # only for functions that have an answer to judge

    errors = list(Draft202012Validator(schema).iter_errors(data))
    return [f"{error.json_path}: {error.message}" for error in errors[:_MOST_PROBLEMS]]


def strict(schema: Any) -> Any:
    """A schema as strict structured output wants it: every property required, none besides.

    Source: https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
    """
    if isinstance(schema, Mapping):
        closed = {name: strict(value) for name, value in schema.items()}
        if isinstance(properties := closed.get("properties"), dict) and closed.get("type") == "object":
            closed |= {"required": list(properties), "additionalProperties": False}
        return closed
    return [strict(each) for each in schema] if isinstance(schema, list | tuple) else schema
