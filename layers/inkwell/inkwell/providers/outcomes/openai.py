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
from inkwell.providers.outcomes.table import TELLS, Outcome, Outcomes, Source, rows

_CODES: Final = Source("https://platform.openai.com/docs/guides/error-codes", "2026-11-20")
_BILLING: Final = Source("https://www.developersdigest.tech/errors/api/openai-api", "2026-11-20")
_MODERATED: Final = Source("https://github.com/ucx0204/CarrotMangaTranslator/issues/123", "2026-09-20")
_MODERATED_BEFORE: Final = Source("https://github.com/danny-avila/LibreChat/issues/7291", "2025-05-08")
_UNVERIFIED: Final = Source("https://github.com/openai-php/client/issues/565", "2025-04-25")
_FILTERED_IMAGE: Final = Source("https://portkey.ai/error-library/content-violation-error-10068", "2026-11-29")
_FLAGGED: Final = Source("https://github.com/MDX-Tom/gpt-instruct/issues/56", "2026-08-20")
_LIMITS: Final = Source("https://help.openai.com/en/articles/6614457", "2026-11-29")
_NO_ACCESS: Final = Source("https://github.com/Aider-AI/aider/issues/1903", "2024-10-03")
_NO_TIER: Final = Source("https://lune.dev/questions/6011", "2026-11-29")
_SDK: Final = Source("openai 3.57.0, types/chat/chat_completion.py: finish_reason, refusal", "2026-11-29")
_SCOPES: Final = Source("https://github.com/marcusquinn/aidevops/issues/24564", "2026-06-08")

#: The code of a chat that ends without a result, because the model refuses or its text was filtered.
FILTERED: Final = "content_filter"

#: By `error.code`, by `error.type` where there is no code, by HTTP status.
FAULTS: Final[Outcomes] = (
    # The shape of earlier models, without a code.
    Outcome(
        400, ModelRefused, _MODERATED_BEFORE, words=r"^your request was rejected (by|as a result of) (the|our) safety"
    ),
    Outcome(400, ModelRefused, _FILTERED_IMAGE, words=r"content that is not allowed by our safety system"),
    Outcome(400, ModelRefused, _FLAGGED, words=r"^invalid prompt: your prompt was flagged"),
    # An account that has never paid enough has none of this model to use, at no time.
    Outcome(429, ModelOutOfCredit, _NO_TIER, words=r"\blimit:? 0[/,]"),
    # Said with the code of a model that does not exist.
    Outcome(403, ModelNotServed, _NO_ACCESS, words=r"^project \S+ does not have access to model"),
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
    *rows(
        ("organization_usage_limit_exceeded", "organization_spend_limit_exceeded", "project_spend_limit_exceeded"),
        ModelOutOfCredit,
        _LIMITS,
    ),
    Outcome("model_not_found", ModelRetired, _CODES),
    *rows(("rate_limit_exceeded", "slow_down"), ModelRateLimited, _CODES),
    Outcome("server_is_overloaded", ModelUnavailable, _CODES),
)

#: The outcomes of chats with HTTP 200.
ENDS: Final[Outcomes] = rows((FILTERED,), ModelRefused, _SDK, charge=TELLS)

#: The outcomes by which the list of models is not for this key, although it may draw and write.
MAY_NOT_LIST: Final[Outcomes] = (
    Outcome(401, ModelNotServed, _SCOPES, words=r"missing scopes: [\w., ]*model\.read"),
    Outcome(403, ModelNotServed, _SCOPES, words=r"missing scopes: [\w., ]*model\.read"),
)
