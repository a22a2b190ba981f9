"""Pictures from Google's Gemini API: https://ai.google.dev/gemini-api/docs/image-generation

One synchronous call per picture. A blocked request is answered with HTTP 200, in one of several forms, and drafts
("thoughts") may precede the picture.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from inkwell.core.attempts import AttemptMemory
from inkwell.core.errors import (
    ModelBadCredentials,
    ModelError,
    ModelOutOfCredit,
    ModelRateLimited,
    ModelRefused,
    ModelRejectedInput,
    ModelRetired,
    ModelTimeout,
    ModelUnavailable,
)
from inkwell.core.image_models import ImageInput, ImageRequest, ImageResult
from inkwell.providers import waits
from inkwell.providers.credentials import credential
from inkwell.providers.faults import Fault, FaultTable, cleaned, error_for, logger
from inkwell.providers.http import Client, HttpReply, client
from inkwell.providers.payment import paid_once
from inkwell.providers.pictures import (
    decoded,
    encoded,
    malformed,
    nearest_ratio,
    require_fit,
    token_cost,
    with_mask_in_words,
)
from inkwell.providers.reading import mapping, mappings, text
from inkwell.providers.spec import ModelSpec, Secret

NAME: Final = "gemini"
BASE_URL: Final = "https://generativelanguage.googleapis.com/v1beta"

#: The errors by google.rpc.Code, by the reason of an ErrorInfo, and by the period of a quota.
FAULTS: FaultTable = {
    "API_KEY_INVALID": ModelBadCredentials,
    # A daily quota opens again at midnight in California: no wait that a workflow should make.
    "PerDay": ModelOutOfCredit,
    "INVALID_ARGUMENT": ModelRejectedInput,
    "OUT_OF_RANGE": ModelRejectedInput,
    # Billing is not set up, or the free tier does not reach this region.
    "FAILED_PRECONDITION": ModelOutOfCredit,
    "UNAUTHENTICATED": ModelBadCredentials,
    "PERMISSION_DENIED": ModelBadCredentials,
    "NOT_FOUND": ModelRetired,
    "RESOURCE_EXHAUSTED": ModelRateLimited,
    "CANCELLED": ModelUnavailable,
    "INTERNAL": ModelUnavailable,
    "UNAVAILABLE": ModelUnavailable,
    "DEADLINE_EXCEEDED": ModelTimeout,
}

#: Reasons for a candidate without a picture; any other reason, known or new, is a malformed answer.
FINISH_REASONS: Mapping[str, type[ModelError]] = dict.fromkeys(
    (
        "SAFETY",
        "RECITATION",
        "BLOCKLIST",
        "PROHIBITED_CONTENT",
        "SPII",
        "IMAGE_SAFETY",
        "IMAGE_PROHIBITED_CONTENT",
        "IMAGE_RECITATION",
        "MODEL_ARMOR",
    ),
    ModelRefused,
)

# Quotas are named like "GenerateRequestsPerDayPerProjectPerModel"; a minute's are worth waiting for.
_PERIOD = re.compile(r"PerDay")


class Gemini:
    """An `ImageModel` on the Gemini API.

    Options of its `ModelSpec`: `image_size` ("1K", "2K", "4K"); `thinking_level` ("MINIMAL", "MEDIUM", "HIGH");
    `safety_settings`, as the API takes them; `dollars_per_million_tokens` for "input", "text" and "image".

    Args:
        spec: the model.
        key: gives the API key.
        base_url: the address of the API, with its version.
        http: the client to use.
    """

    def __init__(self, spec: ModelSpec, key: Secret, *, base_url: str = BASE_URL, http: Client | None = None) -> None:
        self._spec = spec
        self._key = key
        self._url = f"{base_url.rstrip('/')}/models/{quote(spec.model, safe='')}:generateContent"
        self._http = http or client()

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """See `ImageModel`."""
        require_fit(self._spec, request)
        headers, body = {"x-goog-api-key": credential(self._key)}, self._body(request)
        with paid_once(NAME, attempt, self._spec.timeout):
            reply = self._http.ask("POST", self._url, timeout=self._spec.timeout, headers=headers, body=body, paid=True)
            if not reply.ok:
                raise error_for(fault_of(reply), FAULTS, self._spec, paid=True)
            return self._result(reply.object(), request)

    def _body(self, request: ImageRequest) -> dict[str, Any]:
        options = self._spec.options
        image = {"aspectRatio": nearest_ratio(request.aspect_ratio, self._spec.aspect_ratios)}
        if size := options.get("image_size"):
            image["imageSize"] = size
        generation: dict[str, Any] = {"responseModalities": ["TEXT", "IMAGE"], "imageConfig": image}
        if self._spec.takes_seed and request.seed is not None:
            generation["seed"] = request.seed
        if level := options.get("thinking_level"):
            generation["thinkingConfig"] = {"thinkingLevel": level, "includeThoughts": False}
        prompt, pictures = with_mask_in_words(request)
        body: dict[str, Any] = {
            "contents": [{"role": "user", "parts": [{"text": prompt}, *map(inline, pictures)]}],
            "generationConfig": generation,
        }
        if settings := options.get("safety_settings"):
            body["safetySettings"] = settings
        return body

    def _result(self, body: Mapping[str, Any], request: ImageRequest) -> ImageResult:
        cost = self._cost(body)
        pictures = [data for part in _parts(body) if (data := _inline_data(part)) and not part.get("thought")]
        if refusal := self._refusal(body):
            raise refusal
        if not pictures:
            logger.warning(
                "an answer without a picture", extra={"model": self._spec.id, "provider_codes": list(_reasons(body))}
            )
            raise malformed(cost)
        return ImageResult(
            data=decoded(pictures[-1].get("data"), cost_micros=cost),
            media_type=text(pictures[-1].get("mimeType")),
            width=0,
            height=0,
            model=self._spec.id,
            seed=request.seed if self._spec.takes_seed else None,
            cost_micros=cost,
        )

    def _refusal(self, body: Mapping[str, Any]) -> ModelError | None:
        """The refusal in an answer that came with HTTP 200, if it is one."""
        block = mapping(body.get("promptFeedback")).get("blockReason")
        reasons = list(_reasons(body))
        kinds = [FINISH_REASONS[reason] for reason in reasons if reason in FINISH_REASONS]
        if block:
            kinds.append(ModelRefused)
        if not kinds:
            return None
        words = " ".join(text(each.get("finishMessage")) for each in mappings(body.get("candidates")))
        logger.warning(
            "a model refused",
            extra={"model": self._spec.id, "provider_codes": [*reasons, block], "provider_text": cleaned(words)},
        )
        return kinds[0]()

    def _cost(self, body: Mapping[str, Any]) -> int:
        usage = mapping(body.get("usageMetadata"))
        drawn = sum(
            count
            for detail in mappings(usage.get("candidatesTokensDetails"))
            if detail.get("modality") == "IMAGE" and isinstance(count := detail.get("tokenCount"), int)
        )
        written, thought = (usage.get(name) for name in ("candidatesTokenCount", "thoughtsTokenCount"))
        all_out = sum(count for count in (written, thought) if isinstance(count, int))
        counts = {"input": usage.get("promptTokenCount"), "image": drawn or None, "text": max(0, all_out - drawn)}
        return token_cost(self._spec, counts)


def inline(picture: ImageInput) -> dict[str, Any]:
    """The part of a request that holds a picture."""
    return {"inlineData": {"mimeType": picture.media_type, "data": encoded(picture)}}


def fault_of(reply: HttpReply) -> Fault:
    """The fault in a google.rpc.Status: https://ai.google.dev/gemini-api/docs/troubleshooting"""
    error = mapping(reply.object().get("error"))
    details = mappings(error.get("details"))
    quotas = [str(quota.get("quotaId")) for detail in details for quota in mappings(detail.get("violations"))]
    codes = [
        *(match[0] for quota in quotas if (match := _PERIOD.search(quota))),
        *(str(detail["reason"]) for detail in details if detail.get("reason")),
        *([str(error["status"])] if error.get("status") else []),
    ]
    delays = (waits.seconds(detail.get("retryDelay")) for detail in details)
    wait = next((delay for delay in delays if delay is not None), waits.from_headers(reply.headers))
    return Fault(reply.status, tuple(codes), text(error.get("message")), wait)


def _reasons(body: Mapping[str, Any]) -> Iterator[str]:
    return (str(candidate.get("finishReason")) for candidate in mappings(body.get("candidates")))


def _parts(body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for candidate in mappings(body.get("candidates")):
        yield from mappings(mapping(candidate.get("content")).get("parts"))


def _inline_data(part: Mapping[str, Any]) -> Mapping[str, Any]:
    data = mapping(part.get("inlineData"))
    return data if text(data.get("mimeType")).startswith("image/") else {}
