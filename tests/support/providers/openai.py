"""OpenAI's Images API: https://platform.openai.com/docs/api-reference/images"""

import base64
import re
from io import BytesIO
from typing import Any, ClassVar

from PIL import Image

from tests.support.providers.base import Fault, ProviderServer, Reply, Request, picture

_FIELDS = {"model", "prompt", "n", "size", "quality", "background", "output_format", "output_compression", "moderation"}
_SIZES = {"1024x1024", "1536x1024", "1024x1536", "auto"}
_OLDER = {"gpt-image-1-mini"}

#: Ids, with the day on which they are shut down.
MODELS: dict[str, str | None] = {
    "gpt-image-2.5-flare": None,
    "gpt-image-2.5-sunburst": None,
    "gpt-image-1-mini": "2026-12-01",
}


class OpenAIServer(ProviderServer):
    """OpenAI. `answers` are used up one by one, then a picture is drawn."""

    key: ClassVar[str] = "sk-test"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.answers: list[Reply] = []
        self.models = dict(MODELS)

    @property
    def base_url(self) -> str:
        """Where the API is."""
        return f"{self.origin}/v1"

    def costs_money(self, request: Request) -> bool:
        return request.path.startswith("/v1/images/")

    def fault_reply(self, fault: Fault) -> Reply:
        if fault == "429":
            return failure(429, "Rate limit reached", "requests", "rate_limit_exceeded", {"retry-after-ms": "900"})
        return failure(500, "The server had an error while processing your request", "server_error", None)

    def reply(self, request: Request) -> Reply:
        if request.headers.get("authorization") != f"Bearer {self.key}":
            return failure(401, "Incorrect API key provided: sk-te**.", "invalid_request_error", "invalid_api_key")
        if request.path == "/v1/models":
            rows = [{"id": name, "object": "model", "shutdown_date": day} for name, day in self.models.items()]
            return Reply(200, {"object": "list", "data": rows})
        multipart = request.path == "/v1/images/edits"
        fields = request.form if multipart else request.json
        if unknown := set(fields) - _FIELDS:
            name = sorted(unknown)[0]
            return failure(400, f"Unknown parameter: '{name}'.", "invalid_request_error", "unknown_parameter")
        if fields["model"] not in self.models:
            message = f"The model `{fields['model']}` does not exist or you do not have access to it."
            return failure(404, message, "invalid_request_error", "model_not_found")
        if fields["size"] not in _SIZES and (fields["model"] in _OLDER or not _is_size(fields["size"])):
            return failure(400, f"Invalid value: '{fields['size']}'.", "invalid_request_error", "invalid_value")
        if multipart and (problem := _problem(request)):
            return failure(400, problem, "invalid_request_error", None)
        if self.answers:
            return self.answers.pop(0)
        self.paid.append({"prompt": fields["prompt"]})
        size = "1024x1024" if fields["size"] == "auto" else fields["size"]
        return Reply(200, answered(picture(size.replace("x", ":")), size))


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


def failure(
    status: int, message: str, kind: str, code: str | None, headers: dict[str, str] | None = None, **more: Any
) -> Reply:
    """OpenAI's error body."""
    error = {"message": message, "type": kind, "param": None, "code": code, **more}
    return Reply(status, {"error": error}, {"x-request-id": "req_1", **(headers or {})})
