"""OpenRouter's Images API, and its chat that draws and writes: https://openrouter.ai/docs/api/reference/overview"""

import base64
import json
from collections.abc import Callable
from typing import Any, ClassVar

from tests.support.providers.base import Fault, ProviderServer, Reply, Request, picture

_FIELDS = {"model", "prompt", "n", "aspect_ratio", "resolution", "size", "quality", "output_format", "background"}
_FIELDS |= {"output_compression", "input_references", "seed", "stream", "provider", "user", "session_id"}
_RATIOS = {"1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"}

MODELS = {
    "openai/gpt-image-2.5-sunburst",
    "google/gemini-nano-banana-2.1",
    "black-forest-labs/flux-3-image",
    "bytedance-seed/seedream-4.5",
}
TEXT_MODELS = {"google/gemini-3.6-flash", "openai/gpt-6-luna"}


class OpenRouterServer(ProviderServer):
    """OpenRouter. `answers` are used up one by one, then a picture is drawn, or a text written by `write`.

    `ends` are the days on which models expire, `limit_remaining` is what the key may still spend.
    """

    key: ClassVar[str] = "sk-or-test"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.answers: list[Reply] = []
        self.models = MODELS | TEXT_MODELS
        self.ends: dict[str, str] = {}
        self.limit_remaining: float | None = 4.2
        self.cost: float | None = 0.0336
        self.write: Callable[[str], Any] = lambda prompt: {}

    @property
    def base_url(self) -> str:
        """Where the API is."""
        return f"{self.origin}/api/v1"

    def costs_money(self, request: Request) -> bool:
        return request.method == "POST"

    def fault_reply(self, fault: Fault) -> Reply:
        if fault == "429":
            return failure(429, "Rate limit exceeded", headers={"Retry-After": "1"}, error_type="rate_limit_exceeded")
        return failure(500, "Internal Server Error", error_type="server")

    def reply(self, request: Request) -> Reply:
        if request.headers.get("authorization") != f"Bearer {self.key}":
            return failure(401, "No cookie auth credentials found")
        if request.path == "/api/v1/key":
            data = {"label": "studio", "limit": 10.0, "limit_remaining": self.limit_remaining, "usage": 5.8}
            return Reply(200, {"data": data | {"is_free_tier": False}})
        if request.path == "/api/v1/models":
            listed = self.models - TEXT_MODELS if request.query.get("output_modalities") == "image" else TEXT_MODELS
            rows = [{"id": name, "expiration_date": self.ends.get(name)} for name in sorted(listed & self.models)]
            return Reply(200, {"data": rows})
        body = request.json
        if body["model"] not in self.models:
            return failure(404, f"No endpoints found for {body['model']}.")
        by_chat = request.path.endswith("/chat/completions")
        if not by_chat:
            if set(body) - _FIELDS or body.get("aspect_ratio", "1:1") not in _RATIOS:
                return schema_error()
            for reference in body.get("input_references", []):
                if not reference["image_url"]["url"].startswith(("data:image/", "https://")):
                    return schema_error()
        elif body.get("response_format", {}).get("type") == "json_schema" and (problem := _problem(body)):
            return failure(400, problem, error_type="invalid_request")
        if self.answers:
            return self.answers.pop(0)
        if "response_format" in body:
            prompt = body["messages"][1]["content"][0]["text"]
            self.paid.append({"prompt": prompt})
            return Reply(200, written(self.write(prompt), self.cost))
        prompt = body["messages"][0]["content"][0]["text"] if by_chat else body["prompt"]
        self.paid.append({"prompt": prompt, "seed": body.get("seed")})
        ratio = body.get("image_config", body).get("aspect_ratio", "1:1")
        return Reply(200, chatted(picture(ratio), self.cost) if by_chat else answered(picture(ratio), self.cost))


def _problem(body: dict[str, Any]) -> str | None:
    """What is wrong with a request for structured output: https://openrouter.ai/docs/features/structured-outputs"""
    asked = body["response_format"]["json_schema"]
    if not 0 < len(asked["name"]) <= 64 or asked.get("strict") is not True:
        return "Invalid response_format"

    def is_closed(schema: Any) -> bool:
        if isinstance(schema, list):
            return all(map(is_closed, schema))
        if not isinstance(schema, dict):
            return True
        inner = all(map(is_closed, schema.values()))
        return inner and (schema.get("type") != "object" or schema.get("additionalProperties") is False)

    return None if is_closed(asked["schema"]) else "'additionalProperties' is required to be supplied and to be false."


def written(content: Any, cost: float | None = 0.0021, **choice: Any) -> dict[str, Any]:
    """An answer of a chat that writes."""
    said = content if isinstance(content, str | None) else json.dumps(content)
    message = {"role": "assistant", "content": said, "refusal": None, "reasoning": None}
    return {
        "id": "gen-1",
        "object": "chat.completion",
        "created": 1763683200,
        "model": "openai/gpt-6-luna",
        "choices": [
            {"index": 0, "finish_reason": "stop", "native_finish_reason": "completed", "message": message, **choice}
        ],
        "usage": {
            "prompt_tokens": 412,
            "completion_tokens": 1120,
            "total_tokens": 1532,
            "cost": cost,
            "is_byok": False,
        },
    }


def answered(data: bytes, cost: float | None = 0.0336) -> dict[str, Any]:
    """An answer of the Images API."""
    return {
        "created": 1763683200,
        "data": [{"b64_json": base64.b64encode(data).decode(), "media_type": "image/png"}],
        "usage": {"prompt_tokens": 12, "completion_tokens": 1120, "total_tokens": 1132, "cost": cost},
    }


def chatted(data: bytes | None, cost: float | None = 0.0336, **choice: Any) -> dict[str, Any]:
    """An answer of a chat that draws."""
    url = f"data:image/png;base64,{base64.b64encode(data or b'').decode()}"
    images = [{"type": "image_url", "image_url": {"url": url}}] if data else []
    message = {"role": "assistant", "content": "", "refusal": None, "reasoning": None, "images": images}
    return {
        "id": "gen-1",
        "object": "chat.completion",
        "created": 1763683200,
        "model": "google/gemini-nano-banana-2.1",
        "choices": [
            {"index": 0, "finish_reason": "stop", "native_finish_reason": "STOP", "message": message, **choice}
        ],
        "usage": {"prompt_tokens": 12, "completion_tokens": 1120, "total_tokens": 1132, "cost": cost, "is_byok": False},
    }


def failure(
    code: int, message: str, *, http: int | None = None, headers: dict[str, str] | None = None, **metadata: Any
) -> Reply:
    """OpenRouter's error body; `http` is the status when it is not the error's own code."""
    error: dict[str, Any] = {"code": code, "message": message}
    if metadata:
        error["metadata"] = metadata
    return Reply(http or code, {"error": error, "user_id": "user_1"}, headers or {})


def schema_error() -> Reply:
    """How some routes refuse a body that breaks their schema."""
    return Reply(400, {"success": False, "error": {"name": "ZodError", "message": '[{"code":"invalid_type"}]'}})
