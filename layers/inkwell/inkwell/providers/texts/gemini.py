"""Texts from Google's Gemini API: https://ai.google.dev/gemini-api/docs/structured-output"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from inkwell.core.errors import ModelMalformedAnswer, ModelRefused
from inkwell.core.text_models import TextMemory, TextRequest, TextResult
from inkwell.providers.credentials import credential
from inkwell.providers.faults import error_for
from inkwell.providers.gemini import BASE_URL, FAULTS, FINISH_REASONS, fault_of, inline
from inkwell.providers.http import Client, client
from inkwell.providers.reading import first, mapping, mappings, text
from inkwell.providers.spec import Secret, TextModelSpec
from inkwell.providers.texts.drafts import Correction, Draft, charged, write
from inkwell.providers.texts.schemas import strict


class GeminiTexts:
    """A `TextWriter` on the Gemini API.

    Options of its `TextModelSpec`: `max_tokens`; `thinking_level` ("MINIMAL", "LOW", "MEDIUM", "HIGH"); `temperature`.

    Args:
        spec: the model.
        key: gives the API key.
        base_url: the address of the API, with its version.
        http: the client to use.
    """

    def __init__(
        self, spec: TextModelSpec, key: Secret, *, base_url: str = BASE_URL, http: Client | None = None
    ) -> None:
        self._spec = spec
        self._key = key
        self._url = f"{base_url.rstrip('/')}/models/{quote(spec.model, safe='')}:generateContent"
        self._http = http or client()

    def complete(self, request: TextRequest, attempt: TextMemory) -> TextResult:
        """See `TextWriter`."""
        headers = {"x-goog-api-key": credential(self._key)}

        def ask(correction: Correction | None, timeout: float) -> Draft:
            return self._ask(request, headers, correction, timeout)

        return write(self._spec, request, attempt, ask)

    def _ask(
        self, request: TextRequest, headers: Mapping[str, str], correction: Correction | None, timeout: float
    ) -> Draft:
        body = self._body(request, correction)
        reply = self._http.ask("POST", self._url, timeout=timeout, headers=headers, body=body, paid=True)
        if not reply.ok:
            raise error_for(fault_of(reply), FAULTS, self._spec, paid=True)
        return self._draft(reply.object())

    def _body(self, request: TextRequest, correction: Correction | None) -> dict[str, Any]:
        options = self._spec.options
        contents = [{"role": "user", "parts": [{"text": request.prompt}, *map(inline, request.images)]}]
        if correction:
            contents.append({"role": "model", "parts": [{"text": correction.draft}]})
            contents.append({"role": "user", "parts": [{"text": correction.demand}]})
        generation: dict[str, Any] = {
            "responseMimeType": "application/json",
            "responseJsonSchema": strict(request.schema),
            "maxOutputTokens": self._spec.max_tokens,
        }
        if request.seed is not None:
            generation["seed"] = request.seed & 0x7FFFFFFF  # a signed 32-bit number there
        if "temperature" in options:
            generation["temperature"] = options["temperature"]
        if level := options.get("thinking_level"):
            generation["thinkingConfig"] = {"thinkingLevel": level, "includeThoughts": False}
        return {
            "systemInstruction": {"parts": [{"text": request.system}]},
            "contents": contents,
            "generationConfig": generation,
        }

    def _draft(self, body: Mapping[str, Any]) -> Draft:
        """The model's draft in an answer. A blocked request is answered with HTTP 200, too."""
        candidate = mapping(first(body.get("candidates")))
        parts = mappings(mapping(candidate.get("content")).get("parts"))
        said = "".join(text(part.get("text")) for part in parts if not part.get("thought"))
        blocked = mapping(body.get("promptFeedback")).get("blockReason")
        cost = self._cost(mapping(body.get("usageMetadata")))
        if blocked or candidate.get("finishReason") in FINISH_REASONS:
            raise charged(ModelRefused(), cost)
        if not said.strip():
            raise charged(ModelMalformedAnswer(), cost)
        return Draft(said, cost)

    def _cost(self, usage: Mapping[str, Any]) -> int:
        counts = [usage.get(name) for name in ("promptTokenCount", "candidatesTokenCount", "thoughtsTokenCount")]
        read, written, thought = (count if isinstance(count, int) else 0 for count in counts)
        return self._spec.cost_micros(read, written + thought)
