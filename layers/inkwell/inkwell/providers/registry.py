"""The models behind the roles of the model table: chosen by what a request carries, called in turn, replaced in sight.

A model that cannot take a request, that its provider has shut down, or whose provider is out of order, is replaced by
its fallback in the table. The result says so (`fallback_for`), and so does the log.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TypeVar, cast

from inkwell.core.attempts import AttemptMemory
from inkwell.core.errors import (
    ModelBadCredentials,
    ModelError,
    ModelOutOfCredit,
    ModelRateLimited,
    ModelRejectedInput,
    ModelRetired,
)
from inkwell.core.image_models import ImageModel, ImageRequest, ImageResult
from inkwell.core.text_models import TextModel, TextRequest, TextResult
from inkwell.providers.choosing import Candidate, able_to_look, candidates, why_not
from inkwell.providers.limits import CircuitOpen
from inkwell.providers.payment import RequestLease, unanswered
from inkwell.providers.rate_limiter import RateLimiter
from inkwell.providers.spec import ModelSpec
from inkwell.providers.table import ModelTable, Role, TextRole
from inkwell.providers.texts.drafts import TextWriter, Unrecorded
from inkwell.providers.texts.spec import TextModelSpec

logger = logging.getLogger(__name__)

#: With these another try of the same model is in vain, but another model may well do it.
PASSED_ON = (ModelRetired, ModelOutOfCredit, ModelBadCredentials, ModelRejectedInput)

S = TypeVar("S", ModelSpec, TextModelSpec)
R = TypeVar("R")


class Registry:
    """The `ImageModels` and the text models of a deployment.

    Args:
        table: which model does what.
        image_model: makes the adapter of a picture model.
        text_model: makes the adapter of a text model.
        turns: paces the calls.
    """

    def __init__(
        self,
        table: ModelTable,
        image_model: Callable[[ModelSpec], ImageModel],
        text_model: Callable[[TextModelSpec], TextWriter],
        turns: RateLimiter,
    ) -> None:
        self._table = table
        self._image_model = image_model
        self._text_model = text_model
        self._turns = turns

    def for_request(self, role: str, request: ImageRequest) -> ImageModel:
        """See `ImageModels`."""
        return _ImageChain(self._table.chain(cast(Role, role)), self._image_model, self._turns)

    def for_text(self, role: TextRole, attempt: AttemptMemory | None = None) -> TextModel:
        """The model that writes such a text.

        Args:
            attempt: keeps a repeated task from paying again, and counts what is paid; without one, only the log does.
        """
        return _TextChain(self._table.text_chain(role), self._text_model, self._turns, attempt or Unrecorded())


@dataclass(frozen=True, slots=True)
class _ImageChain:
    chain: Sequence[ModelSpec]
    make: Callable[[ModelSpec], ImageModel]
    turns: RateLimiter

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """See `ImageModel`."""
        able = {candidate.spec.id: candidate for candidate in candidates(self.chain, request)}
        running = _model_at_work(attempt)
        if running and running not in able:
            # The table or the references have changed since: another model's picture would be paid for as well.
            raise unanswered((attempt.request_id or "").partition(" ")[2])
        if running:
            result = self._draw(able[running], attempt)
            passed = self._passed_over(able, request, running)
        else:
            specs = [candidate.spec for candidate in able.values()]
            passed = self._passed_over(able, request, specs[0].id)
            result = _first_to_answer(specs, self.turns, lambda spec: self._draw(able[spec.id], attempt), passed)
        return replace(result, fallback_for="; ".join(passed) or None)

    def _passed_over(self, able: Mapping[str, Candidate], request: ImageRequest, drawn_by: str) -> list[str]:
        before = takewhile(lambda spec: spec.id != drawn_by, self.chain)
        return [f"{spec.id} {'' if spec.id in able else why_not(spec, request)}".rstrip() for spec in before]

    def _draw(self, candidate: Candidate, attempt: AttemptMemory) -> ImageResult:
        spec = candidate.spec
        book = _Book(spec, attempt)
        try:
            result = self.make(spec).generate(candidate.request, book)
        except ModelError as error:
            if error.cost_micros:
                attempt.paid(1, error.cost_micros)
            raise
        cost = result.cost_micros or spec.price_micros
        return replace(result, cost_micros=cost, counted=book.has_counted(cost))


def _model_at_work(attempt: AttemptMemory) -> str:
    """The id of the model that a killed task of this attempt had already asked; empty when it had not."""
    return (attempt.request_id or "").partition(" ")[0]


class _Book:
    """The attempt as one model sees it: its request ids carry the model's name, and what is paid for is counted."""

    def __init__(self, spec: ModelSpec, attempt: AttemptMemory) -> None:
        self._spec = spec
        self._attempt = attempt
        self._request_id = (attempt.request_id or "").partition(" ")[2] if _model_at_work(attempt) == spec.id else ""

    @property
    def name(self) -> str:
        """See `AttemptMemory`."""
        return self._attempt.name

    @property
    def request_id(self) -> str | None:
        """See `AttemptMemory`."""
        return self._request_id or None

    def claim(self, note: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`. A request counts when it is noted, but not again when an unanswered one is repeated."""
        counted = 0 if RequestLease.read(self._request_id) else 1
        self._attempt.claim(
            f"{self._spec.id} {note}",
            requests=requests + counted,
            cost_micros=cost_micros + counted * self._spec.price_micros,
        )
        self._request_id = note

    def submitted(self, request_id: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`. A request counts no longer when its note is withdrawn."""
        counted = bool(request_id) - bool(self._request_id)
        stored = f"{self._spec.id} {request_id}" if request_id else ""
        self._request_id = request_id
        self._attempt.submitted(
            stored, requests=requests + counted, cost_micros=cost_micros + counted * self._spec.price_micros
        )

    def paid(self, requests: int, cost_micros: int) -> None:
        """See `AttemptMemory`."""
        self._attempt.paid(requests, cost_micros)

    def progress(self, percent: int) -> None:
        """See `AttemptMemory`."""
        self._attempt.progress(percent)

    def has_counted(self, cost_micros: int) -> bool:
        """Whether a picture that was delivered is counted, at what it cost; one without a request id is not yet."""
        counted = bool(self._request_id)
        if counted and cost_micros != self._spec.price_micros:
            self._attempt.paid(0, cost_micros - self._spec.price_micros)
        return counted


@dataclass(frozen=True, slots=True)
class _TextChain:
    chain: Sequence[TextModelSpec]
    make: Callable[[TextModelSpec], TextWriter]
    turns: RateLimiter
    attempt: AttemptMemory

    def complete(self, request: TextRequest) -> TextResult:
        """See `TextModel`."""
        try:
            able = able_to_look(self.chain, request)
            return _first_to_answer(able, self.turns, lambda spec: self.make(spec).complete(request, self.attempt), [])
        except ModelError as error:
            raise error.about_text() from error.__cause__


def _first_to_answer(specs: Iterable[S], turns: RateLimiter, call: Callable[[S], R], passed: list[str]) -> R:
    """The answer of the first model that is in order; what is passed over before it is added to `passed`."""
    last: ModelError = ModelRateLimited()
    for spec in specs:
        turn = turns.take(spec.provider)
        if isinstance(turn, CircuitOpen):
            last = ModelRateLimited(retry_after=turn.retry_after / 1000)
            passed.append(f"{spec.id} rests after faults")
            continue
        try:
            with turn or nullcontext():
                answer = call(spec)
        except PASSED_ON as error:
            last = error
            passed.append(f"{spec.id} failed with {error.code}")
            logger.error("model passed over", extra={"model": spec.id, "code": error.code}, exc_info=error)
            continue
        if passed:
            logger.warning("fallback used", extra={"model": spec.id, "instead_of": passed})
        return answer
    raise last
