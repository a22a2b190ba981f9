"""OpenRouter's Images API, and its chat that draws and writes: https://openrouter.ai/docs/api/reference/overview"""

import base64
import json
from collections.abc import Callable
from typing import Any, ClassVar

from tests.support.providers.base import Fault, ProviderServer, Reply, Request, picture
from tests.support.providers.openai import is_closed

_FIELDS = {"model", "prompt", "n", "aspect_ratio", "resolution", "size", "quality", "output_format", "background"}
_QUALITIES = {"auto", "low", "medium", "high", "xhigh", "max"}
_RESOLUTIONS = {"512", "768", "1K", "1.5K", "2K", "4K"}
_FIELDS |= {"output_compression", "input_references", "seed", "stream", "provider", "user", "session_id"}
_RATIOS = {"1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", "1:2", "2:1", "1:4", "4:1"}
_RATIOS |= {"1:8", "8:1", "5:7", "7:5", "9:21"}

MODELS = {
    "openai/gpt-image-2.5-sunburst",
    "google/gemini-nano-banana-2.1",
    "black-forest-labs/flux-3-image",
    "bytedance-seed/seedream-4.5",
}
TEXT_MODELS = {"google/gemini-3.6-flash", "openai/gpt-6-luna"}

#: The parameters that the hosts of a model advertise, where `require_parameters` looks for them.
ADVERTISED = ("include_reasoning", "max_tokens", "reasoning", "response_format", "seed", "structured_outputs")
ADVERTISED += ("temperature", "tool_choice", "tools", "top_p")
# Not parameters of a model, so no host needs to advertise them.
_ROUTED = {"model", "models", "messages", "provider", "user", "session_id", "metadata", "stream", "plugins"}
_MOST_PICTURES = {"google/gemini-nano-banana-2.1": 14}


class OpenRouterServer(ProviderServer):
    """OpenRouter. `answers` are used up one by one, then a picture is drawn, or a text written by `write`.

    `ends` are the days on which models expire, `limit_remaining` is what the key may still spend, `credits` what the
    account has bought and spent, which only a management key is told. `excluded` models are listed, but not for this
    account, which may not use them. `advertised` is what the hosts of a model take,
    `page_size` the most models on one page of the list.
    """

    key: ClassVar[str] = "sk-or-test"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.answers: list[Reply] = []
        self.models = MODELS | TEXT_MODELS
        self.ends: dict[str, str] = {}
        self.limit_remaining: float | None = 4.2
        self.cost: float | None = 0.0336
        self.credits: tuple[float, float] | None = None
        self.is_free_tier = False
        self.excluded: set[str] = set()
        self.page_size = 500
        self.advertised: dict[str, tuple[str, ...]] = {}
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
        if request.method == "GET":
            return self._told(request)
        body = request.json
        if body["model"] not in self.models:
            return failure(404, f"No endpoints found for {body['model']}.")
        if body["model"] in self.excluded:
            return failure(404, "No endpoints available matching your guardrail restrictions and data policy. ...")
        by_chat = request.path.endswith("/chat/completions")
        if not by_chat:
            if not _fits(body):
                return schema_error()
            if len(body.get("input_references", [])) > _MOST_PICTURES.get(body["model"], 16):
                return failure(400, "Provider returned error", raw="too many pictures", provider_name="Google")
        elif body.get("response_format", {}).get("type") == "json_schema" and (problem := _problem(body)):
            return failure(400, problem, error_type="invalid_request")
        if body.get("provider", {}).get("require_parameters") and set(body) - _ROUTED - set(self.takes(body["model"])):
            return failure(404, "No endpoints found that can handle the requested parameters. To learn more ...")
        if self.answers:
            return self.answers.pop(0)
        if body["model"] in TEXT_MODELS:
            prompt = next(each for each in body["messages"] if each["role"] == "user")["content"][0]["text"]
            self.paid.append({"prompt": prompt})
            return Reply(200, written(self.write(prompt), self.cost))
        prompt = body["messages"][0]["content"][0]["text"] if by_chat else body["prompt"]
        self.paid.append({"prompt": prompt, "seed": body.get("seed")})
        ratio = body.get("image_config", body).get("aspect_ratio", "1:1")
        return Reply(200, chatted(picture(ratio), self.cost) if by_chat else answered(picture(ratio), self.cost))

    def takes(self, model: str) -> tuple[str, ...]:
        """The parameters that the hosts of a model advertise."""
        return self.advertised.get(model, ADVERTISED)

    def _told(self, request: Request) -> Reply:
        if request.path == "/api/v1/key":
            return Reply(200, {"data": _key(self.limit_remaining, self.is_free_tier)})
        if request.path == "/api/v1/credits":
            # Seen: a plain key is answered with zeros. https://github.com/openchamber/openchamber/pull/3411
            bought, spent = self.credits or (0, 0)
            return Reply(200, {"data": {"total_credits": bought, "total_usage": spent}})
        if request.path not in ("/api/v1/models", "/api/v1/models/user"):
            return failure(404, "Not Found")
        is_image = request.query.get("output_modalities") == "image"
        listed = self.models - TEXT_MODELS if is_image else TEXT_MODELS & self.models
        if request.path.endswith("/user"):
            listed = listed - self.excluded
        outputs = ["image"] if is_image else ["text"]
        start, size = int(request.query.get("offset", 0)), min(self.page_size, int(request.query.get("limit", 500)))
        rows = [self._row(name, outputs) for name in sorted(listed)]
        following = f"{self.origin}{request.path}?offset={start + size}&limit={size}"
        links = {"next": following if start + size < len(rows) else None}
        page = {"data": rows[start : start + size], "links": links, "total_count": len(rows)}
        return Reply(200, page)

    def _row(self, name: str, outputs: list[str]) -> dict[str, Any]:
        return {
            "id": name,
            "canonical_slug": name,
            "name": name,
            "created": 1757289600,
            "description": "",
            "context_length": 1_000_000,
            "architecture": {
                "input_modalities": ["text", "image"],
                "output_modalities": outputs,
                "modality": f"text+image->{outputs[0]}",
                "tokenizer": "Other",
                "instruct_type": None,
            },
            "pricing": {"prompt": "0.0000015", "completion": "0.0000075"},
            "top_provider": {"is_moderated": False, "context_length": 1_000_000, "max_completion_tokens": 64_000},
            "per_request_limits": None,
            "default_parameters": None,
            "supported_parameters": list(self.takes(name)),
            "supported_voices": None,
            "links": {"details": f"/api/v1/models/{name}/endpoints"},
            "expiration_date": self.ends.get(name),
        }


def _key(limit_remaining: float | None, is_free_tier: bool) -> dict[str, Any]:
    zeros = [f"{kind}{span}" for kind in ("usage", "byok_usage") for span in ("_daily", "_weekly", "_monthly")]
    return {
        "label": "studio",
        "limit": 10.0,
        "limit_remaining": limit_remaining,
        "limit_reset": None,
        "usage": 5.8,
        "byok_usage": 0.0,
        **dict.fromkeys(zeros, 0.0),
        "include_byok_in_limit": False,
        "is_free_tier": is_free_tier,
        "is_management_key": False,
        "is_provisioning_key": False,
        "creator_user_id": None,
        "organization_id": None,
        "workspace_id": None,
        "allowed_data_regions": [],
        "budgets": [],
        "effective_budget": None,
        "free_model_daily_requests": {"limit": 50, "remaining": 50, "used": 0, "reset": None},
        "rate_limit": {"requests": -1, "interval": "10s", "note": ""},
    }


def _fits(body: dict[str, Any]) -> bool:
    """Whether a request keeps to the schema of the Images API."""
    return (
        set(body) <= _FIELDS
        and isinstance(body.get("prompt"), str)
        and 1 <= body.get("n", 1) <= 10
        and body.get("aspect_ratio", "1:1") in _RATIOS
        and body.get("quality", "auto") in _QUALITIES
        and body.get("resolution", "1K") in _RESOLUTIONS
        and body.get("output_format", "png") in {"png", "jpeg", "webp", "svg"}
        and isinstance(body.get("seed", 0), int)
        and all(
            reference["image_url"]["url"].startswith(("data:image/", "https://"))
            for reference in body.get("input_references", [])
        )
    )


def _problem(body: dict[str, Any]) -> str | None:
    """What is wrong with a request for structured output: https://openrouter.ai/docs/features/structured-outputs"""
    asked = body["response_format"]["json_schema"]
    if not 0 < len(asked["name"]) <= 64 or asked.get("strict") is not True:
        return "Invalid response_format"
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
        "system_fingerprint": None,
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
        "system_fingerprint": None,
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
