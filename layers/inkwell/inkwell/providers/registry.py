"""The models behind the roles of the model table: the first model of a role's chain that can take a request answers it.

A model that cannot take a request, that its provider has shut down, or whose provider is out of order or answers what
we do not know, is passed over in favour of its fallback in the table. The result says so (`fallback_for`), and so does
the log.
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
    ModelNotServed,
    ModelOutOfCredit,
    ModelRateLimited,
    ModelRejectedInput,
    ModelRetired,
    ModelUnclearAnswer,
)
from inkwell.core.image_models import ImageModel, ImageRequest, ImageResult
from inkwell.core.text_models import TextMemory, TextModel, TextRequest, TextResult
from inkwell.providers.attempts import CountingAttempt, Unrecorded, split_request_id
from inkwell.providers.choosing import Candidate, able_to_look, candidates, why_not
from inkwell.providers.limits import CircuitOpen
from inkwell.providers.payment import already_sent
from inkwell.providers.rate_limiter import RateLimiter
from inkwell.providers.spec import ModelSpec, TextModelSpec
from inkwell.providers.table import ModelTable, Role, TextRole
from inkwell.providers.texts.drafts import TextWriter

logger = logging.getLogger(__name__)

#: Errors with which the same model would fail again, but another model may well succeed.
PASSED_ON = (
    ModelRetired,
    ModelOutOfCredit,
    ModelBadCredentials,
    ModelNotServed,
    ModelRejectedInput,
    ModelUnclearAnswer,
)

S = TypeVar("S", ModelSpec, TextModelSpec)
R = TypeVar("R")


class Registry:
    """The `ImageModels` and the text models of a deployment.

    Args:
        table: the model table.
        image_model: makes the adapter of a picture model.
        text_model: makes the adapter of a text model.
        rate_limiter: gives the permits for the calls.
    """

    def __init__(
        self,
        table: ModelTable,
        image_model: Callable[[ModelSpec], ImageModel],
        text_model: Callable[[TextModelSpec], TextWriter],
        rate_limiter: RateLimiter,
    ) -> None:
        self._table = table
        self._image_model = image_model
        self._text_model = text_model
        self._rate_limiter = rate_limiter

    def for_request(self, role: str, request: ImageRequest) -> ImageModel:
        """See `ImageModels`."""
        return _ImageChain(self._table.chain(cast(Role, role)), self._image_model, self._rate_limiter)

    def for_text(self, role: TextRole, attempt: TextMemory | None = None) -> TextModel:
        """The model that writes the texts of a role.

        Args:
            role: the kind of text.
            attempt: keeps a repeated task from paying again, and counts what is paid; without one, only the log does.
        """
        return _TextChain(self._table.text_chain(role), self._text_model, self._rate_limiter, attempt or Unrecorded())


@dataclass(frozen=True, slots=True)
class _ImageChain:
    chain: Sequence[ModelSpec]
    make: Callable[[ModelSpec], ImageModel]
    rate_limiter: RateLimiter

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """See `ImageModel`."""
        able = {candidate.spec.id: candidate for candidate in candidates(self.chain, request)}
        running, request_id = split_request_id(attempt)
        if running and running not in able:
            # The table or the references have changed since: another model's picture would be paid for as well.
            raise already_sent(request_id)
        if running:
            result = self._draw(able[running], attempt)
            passed = self._passed_over(able, request, running)
        else:
            specs = [candidate.spec for candidate in able.values()]
            passed = self._passed_over(able, request, specs[0].id)
            result = _first_to_answer(specs, self.rate_limiter, lambda spec: self._draw(able[spec.id], attempt), passed)
        return replace(result, fallback_for="; ".join(passed) or None)

    def _passed_over(self, able: Mapping[str, Candidate], request: ImageRequest, drawn_by: str) -> list[str]:
        before = takewhile(lambda spec: spec.id != drawn_by, self.chain)
        return [f"{spec.id} {'' if spec.id in able else why_not(spec, request)}".rstrip() for spec in before]

    def _draw(self, candidate: Candidate, attempt: AttemptMemory) -> ImageResult:
        spec = candidate.spec
        counting = CountingAttempt(spec, attempt)
        try:
            result = self.make(spec).generate(candidate.request, counting)
        except ModelError as error:
            if error.cost_micros:
                attempt.paid(1, error.cost_micros)
            raise
        cost = spec.price_micros if result.cost_micros is None else result.cost_micros
        return replace(result, cost_micros=cost, counted=counting.has_counted(cost))


@dataclass(frozen=True, slots=True)
class _TextChain:
    chain: Sequence[TextModelSpec]
    make: Callable[[TextModelSpec], TextWriter]
    rate_limiter: RateLimiter
    attempt: TextMemory

    def complete(self, request: TextRequest) -> TextResult:
        """See `TextModel`. A text that an earlier task of the attempt has paid for is not paid for again."""
        if found := self.attempt.take_text():
            return found
        try:
            able = able_to_look(self.chain, request)
            return _first_to_answer(
                able, self.rate_limiter, lambda spec: self.make(spec).complete(request, self.attempt), []
            )
        except ModelError as error:
            raise error.about_text() from error.__cause__


def _first_to_answer(specs: Iterable[S], rate_limiter: RateLimiter, call: Callable[[S], R], passed: list[str]) -> R:
    """The answer of the first model that gives one; models that are passed over before it are added to `passed`."""
    last: ModelError = ModelRateLimited()
    for spec in specs:
        permitted = rate_limiter.acquire(spec.provider)
        if isinstance(permitted, CircuitOpen):
            last = ModelRateLimited(retry_after=permitted.retry_after / 1000)
            passed.append(f"{spec.id} has an open circuit")
            continue
        try:
            with permitted or nullcontext():
                answer = call(spec)
        except PASSED_ON as error:
            last = error
            passed.append(f"{spec.id} failed with {error.code}")
            # What is unclear was told when it came, with all that is known of it.
            level = logging.WARNING if isinstance(error, ModelUnclearAnswer) else logging.ERROR
            logger.log(level, "model passed over", extra={"model": spec.id, "code": error.code}, exc_info=error)
            continue
        if passed:
            logger.warning("fallback used", extra={"model": spec.id, "instead_of": passed})
        return answer
    raise last
