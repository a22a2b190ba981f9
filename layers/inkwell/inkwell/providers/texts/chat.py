"""The chat completions protocol, which OpenAI began and OpenRouter shares: requests and answers."""

from collections.abc import Mapping
from typing import Any

from inkwell.core.errors import ModelMalformedAnswer, ModelRefused
from inkwell.core.image_models import ImageInput
from inkwell.core.text_models import TextRequest
from inkwell.providers.pictures import data_url
from inkwell.providers.reading import first, mapping, text
from inkwell.providers.spec import TextModelSpec
from inkwell.providers.texts.drafts import Correction, Draft, charged
from inkwell.providers.texts.schemas import strict


def body_of(spec: TextModelSpec, request: TextRequest, correction: Correction | None) -> dict[str, Any]:
    """The body of a request.

    Args:
        spec: the model; its option `max_tokens` bounds the answer.
        request: what to write.
        correction: the draft before and its faults, if there was one.
    """
    messages: list[dict[str, Any]] = [
        {"role": "system", "content": request.system},
        {"role": "user", "content": [{"type": "text", "text": request.prompt}, *map(_image, request.images)]},
    ]
    if correction:
        messages.append({"role": "assistant", "content": correction.draft})
        messages.append({"role": "user", "content": correction.demand})
    return {
        "model": spec.model,
        "messages": messages,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": request.schema_name, "strict": True, "schema": strict(request.schema)},
        },
        "max_completion_tokens": spec.max_tokens,
    }


def draft_of(spec: TextModelSpec, body: Mapping[str, Any]) -> Draft:
    """The model's draft in a successful answer.

    Raises:
        ModelRefused: the model refused, or its provider did.
        ModelMalformedAnswer: the answer holds no text.
    """
    choice = mapping(first(body.get("choices")))
    message = mapping(choice.get("message"))
    cost = cost_of(spec, body)
    if message.get("refusal") or choice.get("finish_reason") == "content_filter":
        raise charged(ModelRefused(), cost)
    said = text(message.get("content"))
    if not said.strip():
        raise charged(ModelMalformedAnswer(), cost)
    return Draft(said, cost)


def cost_of(spec: TextModelSpec, body: Mapping[str, Any]) -> int:
    """The cost of an answer in millionths of a US dollar: as it says (OpenRouter), else by its tokens."""
    usage = mapping(body.get("usage"))
    cost = usage.get("cost")
    if isinstance(cost, int | float) and not isinstance(cost, bool) and cost >= 0:
        return round(cost * 1_000_000)
    read, written = (usage.get(name) for name in ("prompt_tokens", "completion_tokens"))
    return spec.cost_micros(read if isinstance(read, int) else 0, written if isinstance(written, int) else 0)


def _image(picture: ImageInput) -> dict[str, Any]:
    return {"type": "image_url", "image_url": {"url": data_url(picture)}}
