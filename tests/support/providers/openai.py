"""OpenAI's Images API and its chat completions: https://platform.openai.com/docs/api-reference/images"""

import base64
import json
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, ClassVar

from PIL import Image

from tests.support.providers.base import Fault, ProviderServer, Reply, Request, picture

#: By field: its values, or None for any.
_FIELDS: dict[str, set[str] | None] = {
    "model": None,
    "prompt": None,
    "n": {str(number) for number in range(1, 11)},
    "size": None,
    "quality": {"low", "medium", "high", "xhigh", "max", "auto"},
    "background": {"transparent", "opaque", "auto"},
    "output_format": {"png", "webp", "jpeg"},
    "output_compression": {str(number) for number in range(101)},
    "moderation": {"low", "auto"},
    "complexity": {"low", "medium", "high"},
    "user": None,
    "safety_identifier": None,
}
_EDIT_FIELDS = _FIELDS | {"input_fidelity": {"high", "low"}}
_CHAT_FIELDS = {"model", "messages", "response_format", "max_completion_tokens", "temperature", "seed"}
_CHAT_FIELDS |= {"reasoning_effort", "service_tier"}
_SIZES = {"1024x1024", "1536x1024", "1024x1536", "auto"}
_OLDER = {"gpt-image-1-mini"}
_LONGEST_PROMPT = 32_000
_MOST_IMAGES = 16

#: Ids, with the day on which they are shut down.
MODELS: dict[str, str | None] = {
    "gpt-image-2.5-flare": None,
    "gpt-image-2.5-sunburst": None,
    "gpt-image-1-mini": "2026-12-01",
    "gpt-6-sol": None,
    "gpt-6-luna": None,
}


class OpenAIServer(ProviderServer):
    """OpenAI. `answers` are used up one by one, then a picture is drawn, or a text written by `write`.

    A key that `may_list` not, may draw and write all the same.
    """

    key: ClassVar[str] = "sk-test"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.answers: list[Reply] = []
        self.models = dict(MODELS)
        self.may_list = True
        self.write: Callable[[str], Any] = lambda prompt: {}

    @property
    def base_url(self) -> str:
        """Where the API is."""
        return f"{self.origin}/v1"

    def costs_money(self, request: Request) -> bool:
        return request.method == "POST"

    def fault_reply(self, fault: Fault) -> Reply:
        if fault == "429":
            return failure(429, "Rate limit reached", "requests", "rate_limit_exceeded", {"retry-after-ms": "900"})
        return failure(500, "The server had an error while processing your request", "server_error", None)

    def reply(self, request: Request) -> Reply:
        if request.headers.get("authorization") != f"Bearer {self.key}":
            return failure(401, "Incorrect API key provided: sk-te**.", "invalid_request_error", "invalid_api_key")
        if request.path == "/v1/models":
            return self._listed()
        multipart = request.path == "/v1/images/edits"
        by_chat = request.path == "/v1/chat/completions"
        fields = request.form if multipart else request.json
        problem = _wrong_chat(fields) if by_chat else _wrong_fields(fields, _EDIT_FIELDS if multipart else _FIELDS)
        if problem:
            return problem
        if fields["model"] not in self.models:
            message = f"The model `{fields['model']}` does not exist or you do not have access to it."
            return failure(404, message, "invalid_request_error", "model_not_found")
        if multipart and (wrong := _problem(request)):
            return failure(400, wrong, "invalid_request_error", None)
        if self.answers:
            return self.answers.pop(0)
        if by_chat:
            prompt = fields["messages"][1]["content"][0]["text"]
            self.paid.append({"prompt": prompt})
            return Reply(200, written(self.write(prompt), fields["model"]))
        self.paid.append({"prompt": fields["prompt"]})
        asked = fields.get("size") or "auto"
        size = "1024x1024" if asked == "auto" else asked
        return Reply(200, answered(picture(size.replace("x", ":")), size))

    def _listed(self) -> Reply:
        if not self.may_list:
            message = (
                "You have insufficient permissions for this operation. Missing scopes: api.model.read. Check that you "
                "have the correct role in your organization, and if you're using a restricted API key, that it has the "
                "necessary scopes."
            )
            return failure(401, message, "invalid_request_error", None)
        common = {"object": "model", "created": 1757289600, "owned_by": "system"}
        rows = [{"id": name, **common, "shutdown_date": day} for name, day in self.models.items()]
        return Reply(200, {"object": "list", "data": rows})


def _wrong_fields(fields: Mapping[str, Any], known: Mapping[str, set[str] | None]) -> Reply | None:
    """The refusal of a request for a picture, if it breaks a documented rule."""
    kind = "invalid_request_error"
    for name, value in fields.items():
        if name not in known:
            return failure(400, f"Unknown parameter: '{name}'.", kind, "unknown_parameter")
        if known[name] is not None and str(value) not in (known[name] or ()):
            return failure(400, f"Invalid value: '{value}'.", kind, "invalid_value")
    if not 0 < len(fields.get("prompt", "")) <= _LONGEST_PROMPT:
        return failure(400, "Invalid 'prompt': string too long or missing.", kind, "string_above_max_length")
    model, size = str(fields.get("model", "")), str(fields.get("size") or "auto")
    if "input_fidelity" in fields and model not in _OLDER:
        return failure(400, f"The model '{model}' does not support 'input_fidelity'.", kind, "unsupported_parameter")
    if size not in _SIZES and (model in _OLDER or not _is_size(size)):
        return failure(400, f"Invalid value: '{size}'.", kind, "invalid_value")
    return None


def _wrong_chat(fields: Mapping[str, Any]) -> Reply | None:
    """The refusal of a chat, if it breaks a documented rule of structured outputs."""
    kind = "invalid_request_error"
    if unknown := set(fields) - _CHAT_FIELDS:
        message = f"Unsupported parameter: '{sorted(unknown)[0]}' is not supported with this model."
        return failure(400, message, kind, "unsupported_parameter")
    asked = fields.get("response_format", {}).get("json_schema", {})
    if not re.fullmatch(r"[\w-]{1,64}", asked.get("name", "")) or not is_closed(asked.get("schema")):
        return failure(400, "Invalid schema for response_format", kind, None)
    return None


def is_closed(schema: Any) -> bool:
    """Whether a schema is strict: every object requires all its properties, and allows no others."""
    if isinstance(schema, list):
        return all(map(is_closed, schema))
    if not isinstance(schema, dict):
        return schema is not None
    inner = all(map(is_closed, schema.values()))
    if schema.get("type") != "object":
        return inner
    wanted = sorted(schema.get("properties", {}))
    return inner and schema.get("additionalProperties") is False and sorted(schema.get("required", [])) == wanted


def _is_size(text: str) -> bool:
    """Whether newer models draw pictures of such a size."""
    match = re.fullmatch(r"(\d+)x(\d+)", text)
    if not match:
        return False
    width, height = int(match[1]), int(match[2])
    fine = width % 16 == height % 16 == 0 and max(width, height) <= 3840 and min(width, height) <= 2160
    return fine and height > 0 and 1 / 3 <= width / height <= 3


def _problem(request: Request) -> str | None:
    images = [(name, content) for name, content, _ in request.files if name != "mask"]
    masks = [content for name, content, _ in request.files if name == "mask"]
    if len(images) > _MOST_IMAGES:
        return "Invalid 'image': array too long."
    if not images or {name for name, _ in images} not in ({"image"}, {"image[]"}):
        return "Invalid files: expected 'image', or several 'image[]'"
    if len(images) > 1 and images[0][0] == "image":
        return "Duplicate parameter: 'image'"
    for mask in masks:
        opened, first = Image.open(BytesIO(mask)), Image.open(BytesIO(images[0][1]))
        if opened.format != "PNG" or "A" not in opened.getbands():
            return "Invalid mask image format - mask image missing alpha channel"
        if opened.size != first.size or opened.format != first.format:
            return "Invalid mask image format - mask size does not match image size"
    return None


def answered(data: bytes, size: str = "1024x1024") -> dict[str, Any]:
    """An answer with one picture."""
    return {
        "created": 1713833628,
        "background": "opaque",
        "data": [{"b64_json": base64.b64encode(data).decode()}],
        "output_format": "png",
        "quality": "medium",
        "size": size,
        "usage": {
            "input_tokens": 50,
            "input_tokens_details": {"image_tokens": 40, "text_tokens": 10},
            "output_tokens": 439,
            "output_tokens_details": {"image_tokens": 439, "text_tokens": 0},
            "total_tokens": 489,
        },
    }


def written(content: Any, model: str = "gpt-6-luna", **choice: Any) -> dict[str, Any]:
    """An answer of a chat."""
    said = content if isinstance(content, str | None) else json.dumps(content)
    message = {"role": "assistant", "content": said, "refusal": None, "annotations": []}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1763683200,
        "model": model,
        "choices": [{"index": 0, "finish_reason": "stop", "logprobs": None, "message": message, **choice}],
        "usage": {"prompt_tokens": 412, "completion_tokens": 1120, "total_tokens": 1532},
    }


def failure(
    status: int, message: str, kind: str, code: str | None, headers: dict[str, str] | None = None, **more: Any
) -> Reply:
    """OpenAI's error body."""
    error = {"message": message, "type": kind, "param": None, "code": code, **more}
    return Reply(status, {"error": error}, {"x-request-id": "req_1", **(headers or {})})
