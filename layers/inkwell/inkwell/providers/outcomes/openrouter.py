"""The outcomes of OpenRouter."""

from typing import Final

from inkwell.core.errors import (
    ModelBadCredentials,
    ModelNotServed,
    ModelOutOfCredit,
    ModelRateLimited,
    ModelRefused,
    ModelRejectedInput,
    ModelRetired,
    ModelTimeout,
    ModelUnavailable,
)
from inkwell.providers.outcomes.openai import FILTERED
from inkwell.providers.outcomes.table import TELLS, Outcome, Outcomes, Source, rows

_ERRORS: Final = Source("https://openrouter.ai/docs/api/reference/errors-and-debugging", "2026-11-29")
_SDK: Final = Source("openrouter 1.3.84, components/apierrortype.py", "2026-11-28")
_KEY_LIMIT: Final = Source("https://github.com/danielsmithdevelopment/ClawQL/pull/876", "2026-08-08")
_CANNOT_AFFORD: Final = Source("https://github.com/anomalyco/opencode/issues/12219", "2026-02-05")
_PARAMETERS: Final = Source("https://github.com/openstory-so/openstory/pull/1318", "2026-08-26")
_DATA_POLICY: Final = Source("https://github.com/unoplat/unoplat-code-confluence/issues/1080", "2026-11-29")
_TRAINING: Final = Source("https://github.com/omnara-ai/omnara/issues/501", "2026-09-10")
_NO_HOST: Final = Source("https://github.com/Alishahryar1/free-claude-code/issues/144", "2026-04-23")
_NOT_ALLOWED: Final = Source("https://github.com/agent0ai/agent-zero/issues/1255", "2026-03-13")
# The page is the one that the words themselves name.
_IGNORED: Final = Source("https://openrouter.ai/settings/privacy", "2026-11-29")
_TERMS: Final = Source("https://github.com/Davidvandijcke/coarse/issues/183", "2026-05-05")
_UPSTREAM: Final = Source("https://github.com/reVrost/go-openrouter/pull/21", "2025-08-10")
_BUDGET: Final = Source("https://www.developersdigest.tech/errors/api/openrouter", "2026-11-29")
_NO_ID: Final = Source("https://github.com/OpenRouterTeam/openrouter-examples/issues/74", "2026-05-06")

#: The code of an answer whose metadata says what moderation found.
MODERATED: Final = "moderation"

#: By the limit that ran out, by `metadata.error_type`, by an error's name, by status.
FAULTS: Final[Outcomes] = (
    Outcome(403, ModelOutOfCredit, _KEY_LIMIT, words=r"^key limit exceeded"),
    Outcome(402, ModelOutOfCredit, _CANNOT_AFFORD, words=r"requires more credits"),
    # The words of a host are quoted as JSON: its moderation has codes of its own.
    Outcome(400, ModelRefused, _UPSTREAM, words=r'"code":\s*"(moderation_blocked|content_policy_violation)"'),
    # These rows are about our request or settings, not about the model.
    Outcome(404, ModelNotServed, _PARAMETERS, words=r"^no endpoints (found|available) that (can handle|support)"),
    Outcome(404, ModelNotServed, _DATA_POLICY, words=r"^no endpoints (found|available) matching your"),
    Outcome(404, ModelNotServed, _NOT_ALLOWED, words=r"^no allowed providers are available"),
    Outcome(404, ModelNotServed, _IGNORED, words=r"^all providers have been ignored"),
    Outcome(403, ModelNotServed, _TERMS, words=r"^the request is prohibited due to a violation of provider terms"),
    Outcome(502, ModelNotServed, _TRAINING, words=r"model training violation"),
    Outcome(404, ModelRetired, _NO_HOST, words=r"^no endpoints found for"),
    Outcome(400, ModelRetired, _NO_ID, words=r"is not a valid model id$"),
    *rows(("openrouter_credits", "openrouter_key_limit", "payment_required"), ModelOutOfCredit, _ERRORS),
    # A budget in tokens, drawn from the credit.
    Outcome("token_limit_exceeded", ModelOutOfCredit, _BUDGET),
    # Requests under way have reserved what is left: it comes free again as they end.
    Outcome("openrouter_in_flight_budget", ModelRateLimited, _ERRORS),
    # Only moderation that says what it found is about the caller's words.
    *rows((MODERATED, "content_policy_violation", "refusal"), ModelRefused, _ERRORS),
    *rows(("authentication", "permission_denied"), ModelBadCredentials, _SDK),
    Outcome("rate_limit_exceeded", ModelRateLimited, _SDK),
    *rows(("provider_overloaded", "provider_unavailable", "server"), ModelUnavailable, _SDK),
    Outcome("timeout", ModelTimeout, _SDK),
    Outcome("not_found", ModelRetired, _SDK),
    Outcome("ZodError", ModelRejectedInput, _ERRORS),
)

#: The outcomes of answers with HTTP 200, by `finish_reason`.
ENDS: Final[Outcomes] = rows((FILTERED,), ModelRefused, _ERRORS, charge=TELLS)
