"""The outcomes by HTTP status alone, where a provider's own table does not say more."""

from typing import Final

from inkwell.core.errors import (
    ModelBadCredentials,
    ModelOutOfCredit,
    ModelRateLimited,
    ModelRejectedInput,
    ModelTimeout,
    ModelUnavailable,
)
from inkwell.providers.outcomes.table import Outcome, Outcomes, Source, rows

_RFC: Final = Source("https://www.rfc-editor.org/rfc/rfc9110#section-15", "2022-06-01")
_GATEWAYS: Final = Source("https://openrouter.ai/docs/api/reference/errors-and-debugging", "2026-11-29")

#: A bare 403 or 404 is not here: it may be the key, the account, the region, the address or the words.
STATUSES: Final[Outcomes] = (
    *rows((400, 413, 415, 422), ModelRejectedInput, _RFC),
    *rows((401,), ModelBadCredentials, _RFC),
    *rows((402,), ModelOutOfCredit, _RFC),
    *rows((408, 504), ModelTimeout, _RFC),
    *rows((429,), ModelRateLimited, _RFC),
    *rows((500, 502, 503), ModelUnavailable, _RFC),
    # Of gateways in front of a provider.
    Outcome(524, ModelTimeout, _GATEWAYS),
    Outcome(529, ModelUnavailable, _GATEWAYS),
)
