"""The way from a model's draft to data that satisfies the request's schema.

A draft that breaks the schema is given back to the model once, with what is wrong in it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from inkwell.core.again import patiently
from inkwell.core.errors import ModelAnswerLost, ModelError, ModelMalformedAnswer
from inkwell.core.text_models import TextMemory, TextRequest, TextResult
from inkwell.providers.cleaning import cleaned
from inkwell.providers.faults import logger
from inkwell.providers.payment import NOTHING, already_sent, take_lease
from inkwell.providers.spec import TextModelSpec
from inkwell.providers.texts.schemas import read

#: A repair that would have less time than this, in seconds, is not begun.
SHORTEST_REPAIR = 3.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A model's text, and its cost in millionths of a US dollar; None when the answer does not tell it."""

    text: str
    cost_micros: int | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A draft that cannot be used, and the demand for a better one."""

    draft: str
    demand: str


Ask = Callable[[Correction | None, float], Draft]
"""Asks the model, for the first time or with a correction, within so many seconds."""


class TextWriter(Protocol):
    """Speaks to one text model. Raises the `ModelError` family, or AttemptTaken, and nothing else."""

    def complete(self, request: TextRequest, attempt: TextMemory) -> TextResult:
        """Write one text; a lease on each paid request is stored before the request is sent.

        The key is read before that: a task that dies in between has sent nothing, and none would be sent again.
        """


def write(spec: TextModelSpec, request: TextRequest, attempt: TextMemory, ask: Ask) -> TextResult:
    """Write a text that satisfies the request's schema; a draft that does not is given back to the model once.

    Args:
        spec: the model; its timeout holds for both drafts together.
        request: what to write.
        attempt: the memory in which every draft is leased and counted, and a good one kept.
        ask: asks the model for a draft.

    Raises:
        ModelAnswerLost: a request was sent, now or by an earlier run of this attempt, and its answer is lost.
        AttemptTaken: another worker of this attempt may be waiting for its answer.
        ModelMalformedAnswer: the second draft cannot be used either, or there is no time for one.
    """
    deadline = time.monotonic() + min(spec.timeout, request.timeout or spec.timeout)
    correction, cost = None, 0
    for _ in range(2):
        most = spec.most_micros(request)
        draft = _draft(spec, request, attempt, ask, correction, deadline - time.monotonic(), most)
        # What is not told stays counted at the most that it may be.
        drafted = most if draft.cost_micros is None else draft.cost_micros
        cost += drafted
        data, problems = read(draft.text, request.schema)
        if data is not None and not problems:
            result = TextResult(data, spec.id, cost)
            # It is paid for: nobody could get it again.
            patiently(lambda: attempt.written(result, cost_micros=drafted - most))  # noqa: B023
            return result
        attempt.submitted(NOTHING, cost_micros=drafted - most)
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


def _draft(
    spec: TextModelSpec,
    request: TextRequest,
    attempt: TextMemory,
    ask: Ask,
    correction: Correction | None,
    left: float,
    most: int,
) -> Draft:
    """A draft of a model. Its highest price `most` is counted before the request is sent.

    An error ends the lease on the request. A draft does not: whoever stores what became of it ends the lease.
    """
    if attempt.request_id:
        raise already_sent(attempt.request_id)
    lease = take_lease(spec.provider, attempt, left, requests=1, cost_micros=most)
    facts = {"model": spec.id, "schema": request.schema_name, "attempt": attempt.name}
    try:
        draft = ask(correction, left)
    except ModelAnswerLost:
        attempt.submitted(str(lease.released))
        logger.warning("a text was lost", extra=facts | {"cost_micros": most})
        raise
    except ModelError as error:
        attempt.submitted(NOTHING, requests=0 if error.cost_micros else -1, cost_micros=error.cost_micros - most)
        raise
    logger.info("a text was paid for", extra=facts | {"cost_micros": draft.cost_micros})
    return draft


E = TypeVar("E", bound=ModelError)


def charged(error: E, cost_micros: int) -> E:
    """The error, with the cost that the provider charges all the same, in millionths of a US dollar."""
    error.cost_micros = cost_micros
    return error
