"""The outcomes of Google's Gemini API."""

from typing import Final

from inkwell.core.errors import (
    ModelBadCredentials,
    ModelMalformedAnswer,
    ModelNotServed,
    ModelOutOfCredit,
    ModelRateLimited,
    ModelRefused,
    ModelRejectedInput,
    ModelRetired,
    ModelTimeout,
    ModelUnavailable,
)
from inkwell.providers.outcomes.table import TELLS, Outcome, Outcomes, Source, rows

_TROUBLES: Final = Source("https://ai.google.dev/gemini-api/docs/troubleshooting", "2026-11-20")
_SDK: Final = Source("google-genai 3.6.1, types.py: FinishReason, BlockedReason", "2026-11-28")
_LIMITS: Final = Source("https://ai.google.dev/gemini-api/docs/rate-limits", "2026-11-20")
_PREPAID: Final = Source("https://discuss.ai.google.dev/t/140828", "2026-11-29")
_PAYMENT_REQUIRED: Final = Source("https://discuss.ai.google.dev/t/183654", "2026-11-29")
_CAP: Final = Source("https://help.apiyi.com/en/ai-studio-monthly-spending-cap-429-solution-en.html", "2026-11-29")
_REGION: Final = Source("https://github.com/google-gemini/gemini-cli/issues/24641", "2026-04-03")

_NO_PICTURES: Final = Source("https://github.com/chatboxai/chatbox/issues/2280", "2025-04-23")
_NO_FREE_TIER: Final = Source("https://github.com/googleapis/js-genai/issues/1322", "2026-02-12")

#: The code of an answer whose prompt was blocked, whatever its `blockReason`.
BLOCKED: Final = "blockReason"
#: The code of an answer without any candidate.
EMPTY: Final = "no candidate"

#: By google.rpc.Code, by the reason of an ErrorInfo, by the period of a quota, by HTTP status.
FAULTS: Final[Outcomes] = (
    # An empty account was 429 and became 402, both with the status of a quota.
    Outcome("402 RESOURCE_EXHAUSTED", ModelOutOfCredit, _PAYMENT_REQUIRED),
    Outcome(429, ModelOutOfCredit, _PREPAID, words=r"^your prepayment credits are depleted"),
    Outcome(
        429, ModelOutOfCredit, _CAP, words=r"^your (billing account|project) has exceeded its monthly spending cap"
    ),
    # An account without billing has none of this model to use, at no time.
    Outcome(429, ModelOutOfCredit, _NO_FREE_TIER, words=r"free_tier\w*, limit: 0\b"),
    Outcome("FAILED_PRECONDITION", ModelNotServed, _NO_PICTURES, words=r"^image generation is not available in your"),
    Outcome("FAILED_PRECONDITION", ModelNotServed, _REGION, words=r"^user location is not supported"),
    Outcome("API_KEY_INVALID", ModelBadCredentials, _TROUBLES),
    # A daily quota opens again at midnight in California: no wait that a workflow should make.
    Outcome("PerDay", ModelOutOfCredit, _LIMITS),
    *rows(("INVALID_ARGUMENT", "OUT_OF_RANGE"), ModelRejectedInput, _TROUBLES),
    # Billing is not set up.
    Outcome("FAILED_PRECONDITION", ModelOutOfCredit, _TROUBLES),
    *rows(("UNAUTHENTICATED", "PERMISSION_DENIED"), ModelBadCredentials, _TROUBLES),
    Outcome("NOT_FOUND", ModelRetired, _TROUBLES),
    Outcome("RESOURCE_EXHAUSTED", ModelRateLimited, _LIMITS),
    *rows(("CANCELLED", "INTERNAL", "UNAVAILABLE"), ModelUnavailable, _TROUBLES),
    Outcome("DEADLINE_EXCEEDED", ModelTimeout, _TROUBLES),
)

#: Ends of a candidate at which there is no result, or none that may be used.
REFUSALS: Final[Outcomes] = rows(
    (
        BLOCKED,
        "SAFETY",
        "RECITATION",
        "BLOCKLIST",
        "PROHIBITED_CONTENT",
        "SPII",
        "IMAGE_SAFETY",
        "IMAGE_PROHIBITED_CONTENT",
        "IMAGE_RECITATION",
        "MODEL_ARMOR",
        "ESCALATION",
    ),
    ModelRefused,
    _SDK,
    charge=TELLS,
)

#: The outcomes of answers with HTTP 200, by `finishReason`.
ENDS: Final[Outcomes] = (
    *REFUSALS,
    Outcome("PUP_LIMITED_DISABLED", ModelNotServed, _SDK, charge=TELLS),
    Outcome("LANGUAGE", ModelRejectedInput, _SDK, charge=TELLS),
    *rows(
        (
            EMPTY,
            "STOP",
            "MAX_TOKENS",
            "NO_IMAGE",
            "IMAGE_OTHER",
            "OTHER",
            "MALFORMED_RESPONSE",
            "MALFORMED_FUNCTION_CALL",
            "UNEXPECTED_TOOL_CALL",
            "TOO_MANY_TOOL_CALLS",
            "MISSING_THOUGHT_SIGNATURE",
            "FINISH_REASON_UNSPECIFIED",
        ),
        ModelMalformedAnswer,
        _SDK,
        charge=TELLS,
    ),
)
