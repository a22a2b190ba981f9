"""What providers answer when they do not draw, which error each answer is, and for how long it asks to wait."""

import json

from inkwell.core.errors import (
    ModelBadCredentials,
    ModelError,
    ModelMalformedAnswer,
    ModelNotServed,
    ModelOutOfCredit,
    ModelRateLimited,
    ModelRefused,
    ModelRejectedInput,
    ModelRetired,
    ModelTimeout,
    ModelUnavailable,
    ModelUnclearAnswer,
)
from tests.support.providers import bedrock, gemini, openai, openrouter, replicate
from tests.support.providers.base import Reply

#: An answer, its error, and the seconds after which the provider wants to be asked again.
Failure = tuple[Reply, type[ModelError], float | None]

_DEPLETED = "Your prepayment credits are depleted."

GEMINI: list[Failure] = [
    (gemini.quota_exceeded("37s"), ModelRateLimited, 37),
    (gemini.quota_exceeded("1.5s"), ModelRateLimited, 1.5),
    (gemini.quota_exceeded(None), ModelRateLimited, None),
    (gemini.quota_exceeded("40s", "GenerateRequestsPerDayPerProjectPerModel-FreeTier"), ModelOutOfCredit, 40),
    (gemini.status(403, "PERMISSION_DENIED", "Permission denied"), ModelBadCredentials, None),
    (gemini.status(400, "FAILED_PRECONDITION", "Enable billing"), ModelOutOfCredit, None),
    (gemini.status(500, "INTERNAL", "An internal error has occurred."), ModelUnavailable, None),
    (gemini.status(503, "UNAVAILABLE", "The model is overloaded."), ModelUnavailable, None),
    (gemini.status(504, "DEADLINE_EXCEEDED", "Deadline expired"), ModelTimeout, None),
    (gemini.status(409, "SOMETHING_NEW", "?"), ModelUnclearAnswer, None),
    (Reply(413, b"too large"), ModelRejectedInput, None),
    (Reply(404, b""), ModelUnclearAnswer, None),
    (gemini.status(429, "RESOURCE_EXHAUSTED", f"{_DEPLETED} Please go to AI Studio ..."), ModelOutOfCredit, None),
    (gemini.status(402, "RESOURCE_EXHAUSTED", f"{_DEPLETED} Please go to AI Studio ..."), ModelOutOfCredit, None),
    (
        gemini.status(429, "RESOURCE_EXHAUSTED", "Your billing account has exceeded its monthly spending cap."),
        ModelOutOfCredit,
        None,
    ),
    (
        gemini.status(400, "FAILED_PRECONDITION", "User location is not supported for the API use."),
        ModelNotServed,
        None,
    ),
    (
        gemini.status(400, "FAILED_PRECONDITION", "Image generation is not available in your country."),
        ModelNotServed,
        None,
    ),
    (
        gemini.status(
            429,
            "RESOURCE_EXHAUSTED",
            "You exceeded your current quota, please check your plan and billing details. ... \n* Quota exceeded for "
            "metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 0, model: ...",
        ),
        ModelOutOfCredit,
        None,
    ),
    # Words count only where the status says that they may.
    (gemini.status(400, "INVALID_ARGUMENT", f"{_DEPLETED} is no prompt"), ModelRejectedInput, None),
    (gemini.status(429, "RESOURCE_EXHAUSTED", f"The prompt says: {_DEPLETED}"), ModelRateLimited, None),
]

OPENAI: list[Failure] = [
    (
        openai.failure(
            400,
            "Your request was rejected by the safety system.",
            "image_generation_user_error",
            "moderation_blocked",
            moderation_details={"moderation_stage": "output", "categories": ["violence"]},
        ),
        ModelRefused,
        None,
    ),
    (
        openai.failure(429, "Rate limit reached", "requests", "rate_limit_exceeded", {"retry-after-ms": "900"}),
        ModelRateLimited,
        0.9,
    ),
    (openai.failure(429, "Rate limit", "tokens", "rate_limit_exceeded", {"retry-after": "20"}), ModelRateLimited, 20),
    (openai.failure(429, "Please try again in 1m12s.", "tokens", "rate_limit_exceeded"), ModelRateLimited, 72),
    (
        openai.failure(429, "You exceeded your quota", "insufficient_quota", "insufficient_quota"),
        ModelOutOfCredit,
        None,
    ),
    (openai.failure(429, "No credit", "insufficient_quota", "credit_balance_exhausted"), ModelOutOfCredit, None),
    (openai.failure(429, "No quota", "insufficient_quota", None), ModelOutOfCredit, None),
    (openai.failure(404, "The model does not exist", "invalid_request_error", "model_not_found"), ModelRetired, None),
    (
        openai.failure(
            403, "Project `proj_1` does not have access to model `m`", "invalid_request_error", "model_not_found"
        ),
        ModelNotServed,
        None,
    ),
    (openai.failure(429, "The limit is reached", "requests", "project_spend_limit_exceeded"), ModelOutOfCredit, None),
    (
        openai.failure(
            429,
            "Rate limit exceeded for images per minute in organization org-1. Limit: 0/1min. Current: 1/1min.",
            "requests",
            "rate_limit_exceeded",
        ),
        ModelOutOfCredit,
        None,
    ),
    (
        openai.failure(
            400,
            "Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please ...",
            "invalid_request_error",
            "invalid_prompt",
        ),
        ModelRefused,
        None,
    ),
    (
        openai.failure(
            400,
            "Your input image may contain content that is not allowed by our safety system.",
            "invalid_request_error",
            None,
        ),
        ModelRefused,
        None,
    ),
    (
        openai.failure(403, "Your organization must be verified", "invalid_request_error", None),
        ModelNotServed,
        None,
    ),
    (openai.failure(403, "You are not allowed to", "invalid_request_error", None), ModelNotServed, None),
    (
        openai.failure(403, "Country not supported", "request_forbidden", "unsupported_country_region_territory"),
        ModelNotServed,
        None,
    ),
    (
        openai.failure(
            400, "Your request was rejected by the safety system. If ...", "image_generation_user_error", None
        ),
        ModelRefused,
        None,
    ),
    (
        openai.failure(
            400, "Your request was rejected as a result of our safety system.", "invalid_request_error", None
        ),
        ModelRefused,
        None,
    ),
    (
        openai.failure(401, "Missing scopes: model.request", "invalid_request_error", None),
        ModelBadCredentials,
        None,
    ),
    (openai.failure(409, "?", "something_new", None), ModelUnclearAnswer, None),
    (openai.failure(404, "Not Found", "invalid_request_error", None), ModelUnclearAnswer, None),
    (openai.failure(503, "Slow down", "server_error", "slow_down"), ModelRateLimited, None),
    (openai.failure(503, "Overloaded", "server_error", "server_is_overloaded"), ModelUnavailable, None),
    (openai.failure(500, "Error", "server_error", None), ModelUnavailable, None),
    (openai.failure(400, "Invalid image", "image_generation_user_error", "something_new"), ModelRejectedInput, None),
    (Reply(200, {"created": 1, "data": []}), ModelMalformedAnswer, None),
    (Reply(200, {"created": 1, "data": [{"b64_json": None}]}), ModelMalformedAnswer, None),
    (Reply(200, [1, 2]), ModelMalformedAnswer, None),
]

OPENROUTER: list[Failure] = [
    (openrouter.failure(400, "Bad request"), ModelRejectedInput, None),
    (openrouter.schema_error(), ModelRejectedInput, None),
    (openrouter.failure(401, "User not found."), ModelBadCredentials, None),
    (openrouter.failure(402, "Insufficient credits", limit_source="openrouter_credits"), ModelOutOfCredit, None),
    (openrouter.failure(402, "Key limit exceeded", limit_source="openrouter_key_limit"), ModelOutOfCredit, None),
    (
        openrouter.failure(402, "In flight", limit_source="openrouter_in_flight_budget", headers={"Retry-After": "3"}),
        ModelRateLimited,
        3,
    ),
    (openrouter.failure(402, "Insufficient credits"), ModelOutOfCredit, None),
    (
        openrouter.failure(
            403, "Flagged", reasons=["violence"], flagged_input="a fox", provider_name="OpenAI", model_slug="m"
        ),
        ModelRefused,
        None,
    ),
    # Without metadata nobody says that it was the caller's words.
    (openrouter.failure(403, "Flagged"), ModelUnclearAnswer, None),
    (
        openrouter.failure(
            403, "Key limit exceeded (total limit). Manage it using https://openrouter.ai/settings/keys"
        ),
        ModelOutOfCredit,
        None,
    ),
    (
        openrouter.failure(402, "This request requires more credits, or fewer max_tokens. You requested ..."),
        ModelOutOfCredit,
        None,
    ),
    (openrouter.failure(403, "No access", error_type="permission_denied"), ModelBadCredentials, None),
    (openrouter.failure(404, "No endpoints found"), ModelUnclearAnswer, None),
    (openrouter.failure(404, "No endpoints found for google/gemini-0."), ModelRetired, None),
    (openrouter.failure(404, "Gone", error_type="not_found"), ModelRetired, None),
    (openrouter.failure(400, "google/gemini-0 is not a valid model ID"), ModelRetired, None),
    (
        openrouter.failure(404, "No endpoints found that can handle the requested parameters. To learn ..."),
        ModelNotServed,
        None,
    ),
    (openrouter.failure(404, "No endpoints found that support image input"), ModelNotServed, None),
    (
        openrouter.failure(
            404, "All providers have been ignored. To change your default ignored providers, visit: ..."
        ),
        ModelNotServed,
        None,
    ),
    (
        openrouter.failure(
            403, "The request is prohibited due to a violation of provider Terms Of Service.", provider_name=None
        ),
        ModelNotServed,
        None,
    ),
    (openrouter.failure(400, "Token limit", error_type="token_limit_exceeded"), ModelOutOfCredit, None),
    (
        openrouter.failure(400, "Provider returned error", raw={"error": {"code": "moderation_blocked"}}),
        ModelRefused,
        None,
    ),
    # What a host said is quoted; a caller's words in it have their quotes escaped.
    (
        openrouter.failure(
            400, "Provider returned error", raw='{"error": {"code": "moderation_blocked"}}', provider_name="OpenAI"
        ),
        ModelRefused,
        None,
    ),
    (
        openrouter.failure(
            400,
            "Provider returned error",
            raw=json.dumps({"error": {"message": 'bad prompt: "code": "moderation_blocked"', "code": None}}),
        ),
        ModelRejectedInput,
        None,
    ),
    (
        openrouter.failure(404, "No endpoints found matching your data policy (Paid model training). Configure: ..."),
        ModelNotServed,
        None,
    ),
    (
        openrouter.failure(502, "Paid model training violation (account settings): 1 endpoint excluded"),
        ModelNotServed,
        None,
    ),
    (openrouter.failure(408, "Timed out"), ModelTimeout, None),
    (openrouter.failure(413, "Too large", error_type="payload_too_large"), ModelRejectedInput, None),
    (openrouter.failure(422, "Unprocessable", error_type="unprocessable"), ModelRejectedInput, None),
    (openrouter.failure(429, "Rate limit exceeded", error_type="rate_limit_exceeded"), ModelRateLimited, None),
    (
        openrouter.failure(
            429,
            "Provider returned error",
            raw="temporarily rate-limited upstream",
            provider_name="Google",
            is_byok=False,
            limit_source="upstream_provider_shared_pool",
            retry_after_seconds=11,
            headers={},
        ),
        ModelRateLimited,
        11,
    ),
    (openrouter.failure(502, "Provider returned error", provider_name="X", raw="boom"), ModelUnavailable, None),
    (openrouter.failure(503, "No provider available"), ModelUnavailable, None),
    (openrouter.failure(524, "Timed out at the edge"), ModelTimeout, None),
    (openrouter.failure(529, "Overloaded", error_type="provider_overloaded"), ModelUnavailable, None),
    (openrouter.failure(400, "Refused", error_type="content_policy_violation"), ModelRefused, None),
    (openrouter.failure(400, "New", error_type="something_new"), ModelRejectedInput, None),
    # while drawing, with HTTP 200
    (
        openrouter.failure(502, "Provider returned error", http=200, error_type="provider_unavailable"),
        ModelUnavailable,
        None,
    ),
    (openrouter.failure(429, "Rate limit", http=200, retry_after_seconds=4), ModelRateLimited, 4),
    (openrouter.failure(403, "Flagged", http=200, reasons=["x"]), ModelRefused, None),
    (Reply(200, {"error": {"message": "no code"}}), ModelUnavailable, None),
    (Reply(200, {"error": {"code": "boom", "message": "another kind of code"}}), ModelUnavailable, None),
    (Reply(200, {"created": 1, "data": []}), ModelMalformedAnswer, None),
    (Reply(200, {"data": [{"b64_json": "%"}]}), ModelMalformedAnswer, None),
    (Reply(200, []), ModelMalformedAnswer, None),
]

BEDROCK: list[Failure] = [
    (bedrock.filtered("Filter reason: prompt"), ModelRefused, None),
    (bedrock.filtered("Filter reason: output image"), ModelRefused, None),
    (bedrock.filtered("Filter reason: input image"), ModelRefused, None),
    (bedrock.filtered("Inference error"), ModelUnavailable, None),
    (bedrock.filtered("Something new"), ModelUnclearAnswer, None),
    (Reply(200, {"seeds": [1], "finish_reasons": [None], "images": []}), ModelMalformedAnswer, None),
    (Reply(200, b"[]"), ModelMalformedAnswer, None),
    (bedrock.failure(429, "ThrottlingException", "Too many requests"), ModelRateLimited, None),
    (bedrock.failure(429, "ThrottlingException", "Too many requests", **{"Retry-After": "2"}), ModelRateLimited, 2),
    (bedrock.failure(429, "ModelNotReadyException", "Not ready"), ModelUnavailable, None),
    (bedrock.failure(408, "ModelTimeoutException", "Timed out"), ModelTimeout, None),
    (bedrock.failure(424, "ModelErrorException", "Model error"), ModelUnavailable, None),
    (bedrock.failure(500, "InternalServerException", "Error"), ModelUnavailable, None),
    (bedrock.failure(503, "ServiceUnavailableException", "Throttled"), ModelUnavailable, None),
    (bedrock.failure(400, "ValidationException", "Malformed input request"), ModelRejectedInput, None),
    (
        bedrock.failure(400, "ValidationException", "The provided model identifier is invalid."),
        ModelNotServed,
        None,
    ),
    (
        bedrock.failure(400, "ValidationException", "Invocation of model ID x with on-demand throughput isn\u2019t"),
        ModelNotServed,
        None,
    ),
    (bedrock.failure(403, "AccessDeniedException", "No access"), ModelNotServed, None),
    (bedrock.failure(403, "MPAgreementBeingCreated", "Your subscription is being processed"), ModelNotServed, None),
    (bedrock.failure(400, "ValidationException", "Operation not allowed"), ModelNotServed, None),
    (
        bedrock.failure(400, "ValidationException", "Your account is not authorized to invoke this API operation."),
        ModelNotServed,
        None,
    ),
    (
        bedrock.failure(429, "ThrottlingException", "Too many tokens per day, please wait before trying again."),
        ModelOutOfCredit,
        None,
    ),
    (bedrock.failure(400, "RequestExpired", "The request has expired"), ModelBadCredentials, None),
    (bedrock.failure(409, "SomethingNewException", "?"), ModelUnclearAnswer, None),
]

REPLICATE: list[Failure] = [
    (
        replicate.problem(401, "Unauthenticated", "You did not pass a valid authentication token"),
        ModelBadCredentials,
        None,
    ),
    (
        replicate.problem(402, "Insufficient credit", "You have insufficient credit to run this model."),
        ModelOutOfCredit,
        None,
    ),
    (replicate.problem(404, "Not found", "The requested resource could not be found."), ModelRetired, None),
    (
        replicate.problem(422, "Input validation failed", "- input.seed: seed must be an integer\n"),
        ModelRejectedInput,
        None,
    ),
    (replicate.problem(422, "Invalid version or not permitted", "The version does not exist"), ModelRetired, None),
    (replicate.problem(418, "Teapot", "short and stout"), ModelUnclearAnswer, None),
    (Reply(429, {"detail": "Request was throttled. Your rate limit resets in ~30s."}), ModelRateLimited, 30),
    (Reply(429, {"detail": "Request was throttled. ~30s.", "retry_after": 5}), ModelRateLimited, 5),
    (Reply(429, {"retry_after": 5}, {"Retry-After": "2"}), ModelRateLimited, 2),
    (Reply(429, b"slow down"), ModelRateLimited, None),
    (Reply(302, b"", {"Location": "https://elsewhere.example"}), ModelUnclearAnswer, None),
]

FAILURES = {
    "gemini": GEMINI,
    "openai": OPENAI,
    "openrouter": OPENROUTER,
    "openrouter chat": OPENROUTER,
    "bedrock": BEDROCK,
    "replicate": REPLICATE,
}
