"""The outcomes of OpenAI's API."""

from typing import Final

from inkwell.core.errors import (
    ModelBadCredentials,
    ModelNotServed,
    ModelOutOfCredit,
    ModelRateLimited,
    ModelRefused,
    ModelRetired,
    ModelUnavailable,
)
from inkwell.providers.outcomes.table import Outcome, Outcomes, Source, rows

_CODES: Final = Source("https://platform.openai.com/docs/guides/error-codes", "2026-11-20")
_BILLING: Final = Source("https://www.developersdigest.tech/errors/api/openai-api", "2026-11-20")
_MODERATED: Final = Source("https://github.com/ucx0204/CarrotMangaTranslator/issues/123", "2026-09-20")
_MODERATED_BEFORE: Final = Source("https://github.com/danny-avila/LibreChat/issues/7291", "2025-05-08")
_UNVERIFIED: Final = Source("https://github.com/openai-php/client/issues/565", "2025-04-25")
_SCOPES: Final = Source("https://github.com/marcusquinn/aidevops/issues/24564", "2026-06-08")

#: By `error.code`, by `error.type` where there is no code, by HTTP status.
FAULTS: Final[Outcomes] = (
    # The shape of earlier models, without a code.
    Outcome(
        400, ModelRefused, _MODERATED_BEFORE, words=r"^your request was rejected (by|as a result of) (the|our) safety"
    ),
    Outcome(400, ModelNotServed, _UNVERIFIED, words=r"^your organization must be verified"),
    Outcome(403, ModelNotServed, _UNVERIFIED, words=r"^your organization must be verified"),
    *rows(("moderation_blocked", "content_policy_violation"), ModelRefused, _MODERATED),
    Outcome("invalid_api_key", ModelBadCredentials, _CODES),
    # A country that is not supported, or a model that this account may not use.
    Outcome(403, ModelNotServed, _CODES),
    *rows(
        ("insufficient_quota", "credit_balance_exhausted", "billing_hard_limit_reached", "billing_not_active"),
        ModelOutOfCredit,
        _BILLING,
    ),
    Outcome("model_not_found", ModelRetired, _CODES),
    *rows(("rate_limit_exceeded", "slow_down"), ModelRateLimited, _CODES),
    Outcome("server_is_overloaded", ModelUnavailable, _CODES),
)

#: The outcomes by which the list of models is not for this key, although it may draw and write.
MAY_NOT_LIST: Final[Outcomes] = (
    Outcome(401, ModelNotServed, _SCOPES, words=r"missing scopes: [\w., ]*model\.read"),
    Outcome(403, ModelNotServed, _SCOPES, words=r"missing scopes: [\w., ]*model\.read"),
)
