"""The meaning of a provider's answer that is no result: the one place where outcomes become error types.

Each provider has a table of outcomes (`inkwell.providers.outcomes`). What it does not name is judged by the HTTP
status; what that does not tell either is unclear: nobody is blamed for it, it is told to the operator, and another
model is asked. The provider's words go to the log, cleaned, and nowhere else.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inkwell.core.errors import ModelAnswerLost, ModelError, ModelUnavailable, ModelUnclearAnswer
from inkwell.providers.cleaning import cleaned
from inkwell.providers.outcomes.common import STATUSES
from inkwell.providers.outcomes.gemini import REFUSALS
from inkwell.providers.outcomes.openai import FILTERED
from inkwell.providers.outcomes.table import Outcomes, outcome_of
from inkwell.providers.reading import mapping, number, text
from inkwell.providers.spec import ModelSpec, TextModelSpec

if TYPE_CHECKING:
    from inkwell.providers.http import HttpReply  # requests, which not every provider needs

logger = logging.getLogger(__name__)

# OpenRouter calls some ends "stop" that Gemini calls otherwise.
_REFUSED = {FILTERED, *(each.code for each in REFUSALS)}


@dataclass(frozen=True, slots=True)
class Fault:
    """The contents of an error reply.

    Args:
        status: the HTTP status, or the status that the body gives in its place.
        codes: the provider's own codes, the most specific first.
        text: the provider's words.
        retry_after: seconds that the provider asks us to wait; None when it does not say.
        beginning: how the reply begins, for the log, where no words of the provider's are found in it.
    """

    status: int
    codes: tuple[str, ...] = ()
    text: str = ""
    retry_after: float | None = None
    beginning: str = ""

    @property
    def is_the_providers(self) -> bool:
        """True when the provider itself replied, and not a gateway in front of it."""
        return bool(self.codes or self.text)


def status_of(reply: "HttpReply", code: object) -> int:
    """The status of an error reply: the one that its body gives, where it gives one.

    What goes wrong while a model is at work comes with HTTP 200, and may have no code: the work failed.
    """
    given = number(code)
    if given is not None and 400 <= given < 600:
        return int(given)
    return 502 if reply.ok else reply.status


def meaning(fault: Fault, outcomes: Outcomes) -> type[ModelError]:
    """The type of error that an error reply means.

    Args:
        fault: the contents of the reply.
        outcomes: the provider's table.
    """
    codes: tuple[str | int, ...] = (*fault.codes, fault.status)
    known = outcome_of(outcomes, codes, fault.text) or outcome_of(STATUSES, (fault.status,), "")
    if known:
        return known.error
    return ModelUnavailable if fault.status >= 500 else ModelUnclearAnswer


def error_for(
    fault: Fault,
    outcomes: Outcomes,
    spec: ModelSpec | TextModelSpec,
    *,
    paid: bool = False,
    told_micros: int | None = None,
) -> ModelError:
    """The error that an error reply means; it is logged here, once.

    Args:
        fault: the contents of the reply.
        outcomes: the provider's table.
        spec: the model that was asked.
        paid: whether the provider charges for the request. A 5xx without the provider's own words then comes from a
            gateway in between, which does not know what became of the request: the answer counts as lost.
        told_micros: the cost that the reply tells, in millionths of a US dollar; None when it tells none. What goes
            wrong while a model is at work may be charged for.
    """
    lost = paid and fault.status >= 500 and not fault.is_the_providers
    kind = ModelAnswerLost if lost else meaning(fault, outcomes)
    _tell(kind, spec, fault.status, fault.codes, fault.text or fault.beginning)
    error = kind(retry_after=fault.retry_after)
    # A lost request stays counted at its price.
    error.cost_micros = 0 if lost else told_micros or 0
    return error


def ending(
    reason: str,
    outcomes: Outcomes,
    spec: ModelSpec | TextModelSpec,
    *,
    text: str = "",
    told_micros: int | None = None,
    request_id: str = "",
) -> ModelError:
    """The error that an answer means which came, but ended without a result; it is logged here, once.

    Args:
        reason: the provider's code for its end.
        outcomes: the provider's table of ends.
        spec: the model that was asked.
        text: the provider's words.
        told_micros: the cost that the answer tells, in millionths of a US dollar; None when it tells none.
        request_id: the provider's id of the request, for the log.
    """
    known = outcome_of(outcomes, (reason,), text)
    kind = known.error if known else ModelUnclearAnswer
    _tell(kind, spec, 200, (reason,), text, request_id)
    error = kind()
    error.cost_micros = told_micros or 0
    return error


def is_refused(choice: Mapping[str, Any]) -> bool:
    """True for a chat's choice that its model refused, or that was filtered, by its own or the host's word for it."""
    reasons = {text(choice.get("finish_reason")), text(choice.get("native_finish_reason"))}
    return bool(mapping(choice.get("message")).get("refusal")) or bool(reasons & _REFUSED)


def _tell(
    kind: type[ModelError],
    spec: ModelSpec | TextModelSpec,
    status: int,
    codes: tuple[str, ...],
    text: str,
    request_id: str = "",
) -> None:
    """Log an answer; one that we do not know as an error, because an operator should hear of it."""
    logger.log(
        logging.ERROR if issubclass(kind, ModelUnclearAnswer) else logging.WARNING,
        "a model's provider answered without a result",
        extra={
            "model": spec.id,
            "error": kind.__name__,
            "provider_status": status,
            "provider_codes": [cleaned(code) for code in codes],
            "provider_text": cleaned(text),
            **({"provider_id": request_id} if request_id else {}),
        },
    )
