"""OpenRouter's Images API and its chat, as far as it draws: https://openrouter.ai/docs/api/reference/overview"""

import base64
from typing import Any, ClassVar

from tests.providers.servers.base import Fault, ProviderServer, Reply, Request, picture

_FIELDS = {"model", "prompt", "n", "aspect_ratio", "resolution", "size", "quality", "output_format", "background"}
_FIELDS |= {"output_compression", "input_references", "seed", "stream", "provider", "user", "session_id"}
_RATIOS = {"1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"}

MODELS = {
    "openai/gpt-image-2.5-sunburst",
    "google/gemini-nano-banana-2.1",
    "black-forest-labs/flux-3-image",
    "bytedance-seed/seedream-4.5",
}


class OpenRouterServer(ProviderServer):
    """OpenRouter. `answers` are used up one by one, then a picture is drawn."""

    key: ClassVar[str] = "sk-or-test"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.answers: list[Reply] = []
        self.models = set(MODELS)
        self.cost: float | None = 0.0336

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
            data = {"label": "studio", "limit": 10.0, "limit_remaining": 4.2, "usage": 5.8, "is_free_tier": False}
            return Reply(200, {"data": data})
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
        if self.answers:
            return self.answers.pop(0)
        prompt = body["messages"][0]["content"][0]["text"] if by_chat else body["prompt"]
        self.paid.append({"prompt": prompt, "seed": body.get("seed")})
        ratio = body.get("image_config", body).get("aspect_ratio", "1:1")
        return Reply(200, chatted(picture(ratio), self.cost) if by_chat else answered(picture(ratio), self.cost))


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
