"""Google's Gemini API: https://ai.google.dev/api/generate-content"""

import base64
import json
import re
from collections.abc import Callable
from typing import Any, ClassVar

from tests.support.providers.base import Fault, ProviderServer, Reply, Request, picture

_RATIOS = {"1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", "1:4", "4:1", "1:8", "8:1"}
_SIZES = {"1K", "2K", "4K"}
_PATH = re.compile(r"/(v1|v1beta)/models/([^/:]+)(?::(\w+))?")
_TYPE = "type.googleapis.com/google.rpc."

_GENERATION = {"responseModalities", "imageConfig", "seed", "temperature", "candidateCount", "thinkingConfig"}
_GENERATION |= {"responseMimeType", "responseJsonSchema", "responseSchema", "maxOutputTokens", "topP", "topK"}
_LEVELS = {"MINIMAL", "LOW", "MEDIUM", "HIGH"}
_MOST_PICTURES = 14
_MOST_SEED = 2**31 - 1

MODELS = {"gemini-nano-banana-2.1", "gemini-3-pro-image", "gemini-3.1-flash-lite-image"}
TEXT_MODELS = {"gemini-3.6-flash", "gemini-3.5-flash-lite"}


class GeminiServer(ProviderServer):
    """Gemini. `answers` (whole bodies or replies) are used up one by one, then a picture is drawn, or a text written.

    `page_size` is the most models on one page of the list.
    """

    key: ClassVar[str] = "AIzaTestKey"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.answers: list[dict[str, Any] | Reply] = []
        self.models = MODELS | TEXT_MODELS
        self.page_size = 1000
        self.write: Callable[[str], Any] = lambda prompt: {}

    @property
    def base_url(self) -> str:
        """Where the API is."""
        return f"{self.origin}/v1beta"

    def costs_money(self, request: Request) -> bool:
        return request.path.endswith(":generateContent")

    def fault_reply(self, fault: Fault) -> Reply:
        return quota_exceeded("1s") if fault == "429" else status(500, "INTERNAL", "An internal error has occurred.")

    def reply(self, request: Request) -> Reply:
        if request.headers.get("x-goog-api-key") != self.key:
            info = {"@type": _TYPE + "ErrorInfo", "reason": "API_KEY_INVALID", "domain": "googleapis.com"}
            return status(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", info)
        if request.path in ("/v1/models", "/v1beta/models"):
            return self._listed(request)
        match = _PATH.fullmatch(request.path)
        if not match:
            return status(404, "NOT_FOUND", "Requested entity was not found.")
        if match[2] not in self.models:
            return status(404, "NOT_FOUND", f"models/{match[2]} is not found for API version {match[1]}")
        if request.method == "GET":
            return Reply(200, _row(match[2]))
        problem = self._problem(request.json)
        if problem:
            return status(400, "INVALID_ARGUMENT", problem)
        if self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, Reply):
                return answer
            if "usageMetadata" in answer:
                self.paid.append({"prompt": _prompt(request.json)})
            return Reply(200, answer)
        body = request.json
        self.paid.append({"prompt": _prompt(body), "seed": body["generationConfig"].get("seed")})
        if body["generationConfig"].get("responseMimeType") == "application/json":
            return Reply(200, answered([{"text": json.dumps(self.write(_prompt(body)))}]))
        ratio = body["generationConfig"].get("imageConfig", {}).get("aspectRatio", "1:1")
        return Reply(200, answered([{"text": "Here it is."}, drawn(ratio)]))

    def _listed(self, request: Request) -> Reply:
        names, size = sorted(self.models), min(self.page_size, int(request.query.get("pageSize", 50)))
        start = int(request.query.get("pageToken", 0))
        following = {"nextPageToken": str(start + size)} if start + size < len(names) else {}
        return Reply(200, {"models": list(map(_row, names[start : start + size])), **following})

    @staticmethod
    def _problem(body: dict[str, Any]) -> str | None:
        unknown = set(body) - {"contents", "systemInstruction", "generationConfig", "safetySettings"}
        generation = body.get("generationConfig", {})
        thinking = generation.get("thinkingConfig", {})
        level = thinking.get("thinkingLevel", thinking.get("thinking_level", "LOW"))
        if unknown := unknown | (set(generation) - _GENERATION):
            return f'Invalid JSON payload received. Unknown name "{unknown.pop()}": Cannot find field.'
        if not 0 <= generation.get("seed", 0) <= _MOST_SEED:
            return "Invalid value at 'generation_config.seed' (TYPE_INT32)"
        if level not in _LEVELS:
            return "Invalid value at 'generation_config.thinking_config.thinking_level'"
        parts = [part for content in body["contents"] for part in content["parts"]]
        if sum("inlineData" in part for part in parts) > _MOST_PICTURES:
            return f"At most {_MOST_PICTURES} images are supported"
        image = generation.get("imageConfig", {})
        if set(image) - {"aspectRatio", "imageSize"}:
            return "imageConfig carries only aspectRatio and imageSize here"
        if image.get("aspectRatio", "1:1") not in _RATIOS or image.get("imageSize", "1K") not in _SIZES:
            return "Invalid value at 'generation_config.image_config'"
        for part in parts:
            if "inlineData" in part:
                # Either alphabet is taken: https://protobuf.dev/programming-guides/json/
                base64.b64decode(part["inlineData"]["data"].translate(_STANDARD), validate=True)
        return None


_STANDARD = str.maketrans("-_", "+/")


def _row(name: str) -> dict[str, Any]:
    methods = ["generateContent", "countTokens"]
    return {"name": f"models/{name}", "version": "1", "displayName": name, "supportedGenerationMethods": methods}


def _prompt(body: dict[str, Any]) -> str:
    return str(body["contents"][0]["parts"][0]["text"])


def drawn(ratio: str = "1:1", *, seed: int = 0, **more: Any) -> dict[str, Any]:
    """A part with a picture."""
    data = base64.b64encode(picture(ratio, seed=seed)).decode()
    return {"inlineData": {"mimeType": "image/png", "data": data}, **more}


def answered(parts: list[dict[str, Any]] | None, finish: str = "STOP", **more: Any) -> dict[str, Any]:
    """An answer with one candidate; without parts its content is empty."""
    content: dict[str, Any] = {} if parts is None else {"role": "model", "parts": parts}
    return {
        "candidates": [{"index": 0, "content": content, "finishReason": finish, **more}],
        "usageMetadata": {
            "promptTokenCount": 2076,
            "candidatesTokenCount": 1332,
            "thoughtsTokenCount": 137,
            "totalTokenCount": 3545,
            "promptTokensDetails": [
                {"modality": "TEXT", "tokenCount": 1302},
                {"modality": "IMAGE", "tokenCount": 774},
            ],
            "candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": 1120}],
        },
        "modelVersion": "gemini-nano-banana-2.1",
        "responseId": "abc",
    }


def status(code: int, name: str, message: str, *details: dict[str, Any]) -> Reply:
    """A google.rpc.Status."""
    return Reply(code, {"error": {"code": code, "message": message, "status": name, "details": list(details)}})


def quota_exceeded(delay: str | None, quota: str = "GenerateRequestsPerMinutePerProjectPerModel") -> Reply:
    """A 429 with the quota that ran out, and with the wait if there is one."""
    violation = {"quotaMetric": "generativelanguage.googleapis.com/requests", "quotaId": quota, "quotaValue": "10"}
    details: list[dict[str, Any]] = [
        {"@type": _TYPE + "QuotaFailure", "violations": [violation]},
        {"@type": _TYPE + "Help", "links": []},
    ]
    if delay:
        details.append({"@type": _TYPE + "RetryInfo", "retryDelay": delay})
    return status(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", *details)
