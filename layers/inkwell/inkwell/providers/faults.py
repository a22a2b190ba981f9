"""The meaning of a provider's error reply: the one place where HTTP outcomes become error types.

Each adapter brings a table from its provider's own codes to our types. A code that the table does not name is judged by
the HTTP status, an unknown status by its class (4xx, 5xx). The provider's words go to the log, cleaned, and nowhere
else.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inkwell.core.errors import (
    ModelAnswerLost,
    ModelBadCredentials,
    ModelError,
    ModelMalformedAnswer,
    ModelOutOfCredit,
    ModelRateLimited,
    ModelRejectedInput,
    ModelRetired,
    ModelTimeout,
    ModelUnavailable,
)
from inkwell.providers.spec import ModelSpec, TextModelSpec

logger = logging.getLogger(__name__)

FaultTable = Mapping[str | int, type[ModelError]]

#: The errors by HTTP status, where the provider's own codes do not say more.
STATUSES: Mapping[int, type[ModelError]] = {
    400: ModelRejectedInput,
    401: ModelBadCredentials,
    402: ModelOutOfCredit,
    403: ModelBadCredentials,
    404: ModelRetired,
    408: ModelTimeout,
    410: ModelRetired,
    429: ModelRateLimited,
    504: ModelTimeout,
    524: ModelTimeout,
}

# Base64 of a picture that a provider quotes back, in either alphabet; and what keys look like.
_ENCODED = re.compile(r"[A-Za-z0-9+/=_-]{64,}")
_KEYS = re.compile(r"\b(?:sk-|r8_|AIza|Bearer\s+)[\w*.-]+")
_LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """The contents of an error reply.

    Args:
        status: the HTTP status, or the status that the body gives in its place.
        codes: the provider's own codes, the most specific first.
        text: the provider's words.
        retry_after: seconds that the provider asks us to wait; None when it does not say.
    """

    status: int
    codes: tuple[str, ...] = ()
    text: str = ""
    retry_after: float | None = None

    @property
    def is_the_providers(self) -> bool:
        """True when the provider itself replied, and not a gateway in front of it."""
        return bool(self.codes or self.text)


def error_for(fault: Fault, table: FaultTable, spec: ModelSpec | TextModelSpec, *, paid: bool = False) -> ModelError:
    """The error that a fault means; it is logged here, once.

    Args:
        fault: the contents of the reply.
        table: the provider's codes, and statuses that mean something else with this provider.
        spec: the model that was asked.
        paid: whether the provider charges for the request. A 5xx without the provider's own words then comes from a
            gateway in between, which does not know what became of the request: the answer counts as lost.
    """
    lost = paid and fault.status >= 500 and not fault.is_the_providers
    kind = ModelAnswerLost if lost else next(_meanings(fault, table))
    logger.warning(
        "a model's provider answered with an error",
        extra={
            "model": spec.id,
            "error": kind.__name__,
            "provider_status": fault.status,
            "provider_codes": list(fault.codes),
            "provider_text": cleaned(fault.text),
        },
    )
    return kind(retry_after=fault.retry_after)


def _meanings(fault: Fault, table: FaultTable) -> Iterator[type[ModelError]]:
    keys: tuple[str | int, ...] = (*fault.codes, fault.status)
    yield from (table[key] for key in keys if key in table)
    if fault.status in STATUSES:
        yield STATUSES[fault.status]
    if fault.status >= 500:
        yield ModelUnavailable
    yield ModelRejectedInput if fault.status >= 400 else ModelMalformedAnswer


def cleaned(text: str) -> str:
    """A provider's words as they may be logged: no keys, no encoded pictures, not too long."""
    return _KEYS.sub("[key]", _ENCODED.sub("[data]", text[: _LONGEST_TEXT * 8]))[:_LONGEST_TEXT]
