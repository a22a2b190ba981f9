"""Texts from Google's Gemini API: https://ai.google.dev/gemini-api/docs/structured-output"""

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import quote

from inkwell.core.text_models import TextMemory, TextRequest, TextResult
from inkwell.providers.credentials import credential
from inkwell.providers.faults import error_for
from inkwell.providers.gemini import BASE_URL, fault_of, inline, unfinished
from inkwell.providers.http import Client, client
from inkwell.providers.outcomes.gemini import FAULTS
from inkwell.providers.pictures import is_count
from inkwell.providers.reading import first, mapping, mappings, text
from inkwell.providers.spec import Secret, TextModelSpec
from inkwell.providers.texts.drafts import Correction, Draft, write
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
        return write(self._spec, request, attempt, partial(self._ask, request, headers))

    def _ask(
        self, request: TextRequest, headers: Mapping[str, str], correction: Correction | None, timeout: float
    ) -> Draft:
        body = self._body(request, correction)
        reply = self._http.ask("POST", self._url, timeout=timeout, headers=headers, body=body, paid=True)
        if fault := fault_of(reply):
            told = self._told(mapping(reply.object().get("usageMetadata")), wrote=False)
            raise error_for(fault, FAULTS, self._spec, paid=True, told_micros=told)
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
        has_text = bool(said.strip())
        told = self._told(mapping(body.get("usageMetadata")), wrote=has_text)
        if error := unfinished(body, self._spec, told, has_result=has_text):
            raise error
        return Draft(said, told)

    def _told(self, usage: Mapping[str, Any], *, wrote: bool) -> int | None:
        names = ("promptTokenCount", "candidatesTokenCount", "thoughtsTokenCount")
        read, written, thought = (count if is_count(count := usage.get(name)) else None for name in names)
        return self._spec.told_micros(read, written, thought, wrote=wrote)
