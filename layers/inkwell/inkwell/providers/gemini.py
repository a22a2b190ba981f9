"""Pictures from Google's Gemini API: https://ai.google.dev/gemini-api/docs/image-generation

One synchronous call per picture. A blocked request is answered with HTTP 200, in one of several forms, and drafts
("thoughts") may precede the picture.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from inkwell.core.attempts import AttemptMemory
from inkwell.core.errors import ModelError
from inkwell.core.image_models import ImageInput, ImageRequest, ImageResult
from inkwell.providers import waits
from inkwell.providers.credentials import credential
from inkwell.providers.faults import Fault, ending, error_for, status_of
from inkwell.providers.http import Client, HttpReply, client
from inkwell.providers.outcomes.gemini import BLOCKED, EMPTY, ENDS, FAULTS, REFUSALS
from inkwell.providers.outcomes.table import outcome_of
from inkwell.providers.payment import paid_once
from inkwell.providers.pictures import (
    cost_of,
    decoded,
    encoded,
    is_count,
    nearest_ratio,
    require_fit,
    told_by_tokens,
    with_mask_in_words,
)
from inkwell.providers.reading import error_in, mapping, mappings, text, words
from inkwell.providers.spec import ModelSpec, Secret, TextModelSpec

NAME: Final = "gemini"
BASE_URL: Final = "https://generativelanguage.googleapis.com/v1beta"

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
            if fault := fault_of(reply):
                told = self._told(mapping(reply.object().get("usageMetadata")), drew=False)
                raise error_for(fault, FAULTS, self._spec, paid=True, told_micros=told)
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
        pictures = [data for part in _parts(body) if (data := _inline_data(part)) and not part.get("thought")]
        told = self._told(mapping(body.get("usageMetadata")), drew=bool(pictures))
        if error := unfinished(body, self._spec, told, has_result=bool(pictures)):
            raise error
        cost = cost_of(self._spec, told, drew=True)
        return ImageResult(
            data=decoded(pictures[-1].get("data"), cost_micros=cost),
            media_type=text(pictures[-1].get("mimeType")),
            width=0,
            height=0,
            model=self._spec.id,
            seed=request.seed if self._spec.takes_seed else None,
            cost_micros=cost,
        )

    def _told(self, usage: Mapping[str, Any], *, drew: bool) -> int | None:
        details = mappings(usage.get("candidatesTokensDetails"))
        drawn = sum(
            count
            for detail in details
            if detail.get("modality") == "IMAGE" and is_count(count := detail.get("tokenCount"))
        )
        out = [count for name in ("candidatesTokenCount", "thoughtsTokenCount") if is_count(count := usage.get(name))]
        counts = {
            "input": usage.get("promptTokenCount"),
            "image": drawn or None,
            "text": max(0, sum(out) - drawn) if out else None,
        }
        return told_by_tokens(self._spec, counts, drew=drew)


def unfinished(
    body: Mapping[str, Any], spec: ModelSpec | TextModelSpec, told_micros: int | None, *, has_result: bool
) -> ModelError | None:
    """The error that an answer with HTTP 200 means; None when its result may be used.

    Args:
        body: the answer.
        spec: the model that was asked.
        told_micros: the cost that the answer tells, in millionths of a US dollar; None when it tells none.
        has_result: whether it holds a picture or a text.
    """
    candidates = mappings(body.get("candidates"))
    blocked = mapping(body.get("promptFeedback")).get("blockReason")
    reasons = [reason for each in candidates if (reason := text(each.get("finishReason")))]
    refused = [BLOCKED] if blocked else [reason for reason in reasons if outcome_of(REFUSALS, (reason,), "")]
    if has_result and not refused:
        return None
    words = " ".join([text(blocked), *(text(each.get("finishMessage")) for each in candidates)]).strip()
    return ending([*refused, *reasons, EMPTY][0], ENDS, spec, text=words, told_micros=told_micros)


def inline(picture: ImageInput) -> dict[str, Any]:
    """The part of a request that holds a picture."""
    return {"inlineData": {"mimeType": picture.media_type, "data": encoded(picture)}}


def fault_of(reply: HttpReply) -> Fault | None:
    """The fault in a google.rpc.Status, whatever the reply's HTTP status; None for a reply without an error.

    https://ai.google.dev/gemini-api/docs/troubleshooting
    """
    error = error_in(reply.json())
    if reply.ok and not error:
        return None
    status = status_of(reply, error.get("code"))
    details = mappings(error.get("details"))
    quotas = [str(quota.get("quotaId")) for detail in details for quota in mappings(detail.get("violations"))]
    codes = [
        *(match[0] for quota in quotas if (match := _PERIOD.search(quota))),
        *(str(detail["reason"]) for detail in details if detail.get("reason")),
        *([f"{status} {error['status']}", str(error["status"])] if error.get("status") else []),
        *([str(error["code"])] if error.get("code") else []),
    ]
    delays = (waits.seconds(detail.get("retryDelay")) for detail in details)
    wait = next((delay for delay in delays if delay is not None), waits.from_headers(reply.headers))
    return Fault(status, tuple(codes), words(error.get("message")), wait, reply.beginning)


def _parts(body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for candidate in mappings(body.get("candidates")):
        yield from mappings(mapping(candidate.get("content")).get("parts"))


def _inline_data(part: Mapping[str, Any]) -> Mapping[str, Any]:
    data = mapping(part.get("inlineData"))
    return data if text(data.get("mimeType")).startswith("image/") and data.get("data") else {}
