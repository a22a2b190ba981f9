"""The chat completions protocol, which OpenAI began and OpenRouter shares: requests and answers."""

from collections.abc import Mapping
from typing import Any

from inkwell.core.errors import ModelMalformedAnswer
from inkwell.core.image_models import ImageInput
from inkwell.core.text_models import TextRequest
from inkwell.providers.faults import ending, is_refused
from inkwell.providers.outcomes.openai import FILTERED
from inkwell.providers.outcomes.table import Outcomes
from inkwell.providers.pictures import data_url, is_count
from inkwell.providers.reading import dollars, first, mapping, mappings, text
from inkwell.providers.spec import TextModelSpec
from inkwell.providers.texts.drafts import Correction, Draft, charged
from inkwell.providers.texts.schemas import strict

_TOKENS = ("prompt_tokens", "completion_tokens")


def body_of(spec: TextModelSpec, request: TextRequest, correction: Correction | None, bound: str) -> dict[str, Any]:
    """The body of a request.

    Args:
        spec: the model; its option `max_tokens` bounds the answer.
        request: what to write.
        correction: the draft before and its faults, if there was one.
        bound: the provider's name of the field that bounds the answer, in tokens.
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
        bound: spec.max_tokens,
    }


def draft_of(spec: TextModelSpec, body: Mapping[str, Any], ends: Outcomes) -> Draft:
    """The model's draft in a successful answer.

    Args:
        spec: the model.
        body: the answer.
        ends: the provider's table of ends.

    Raises:
        ModelRefused: the model refused, or its provider did.
        ModelMalformedAnswer: the answer holds no text.
    """
    choice = mapping(first(body.get("choices")))
    message = mapping(choice.get("message"))
    content = message.get("content")
    # Some answer in parts. Source: openrouter 1.3.84, components/chatassistantmessage.py
    said = text(content) or "".join(text(part.get("text")) for part in mappings(content))
    has_text = bool(said.strip())
    told = told_micros(spec, body, wrote=has_text)
    if is_refused(choice):
        raise ending(FILTERED, ends, spec, text=text(message.get("refusal")), told_micros=told)
    if not has_text:
        raise charged(ModelMalformedAnswer(), told or 0)
    return Draft(said, told)


def told_micros(spec: TextModelSpec, body: Mapping[str, Any], *, wrote: bool) -> int | None:
    """The cost that an answer tells in millionths of a US dollar: as such (OpenRouter), else by its tokens.

    Args:
        spec: the model.
        body: the answer.
        wrote: whether it holds a text.

    Returns:
        None when the answer tells no cost.
    """
    usage = mapping(body.get("usage"))
    told = dollars(usage.get("cost"))
    if told is not None:
        return told
    read, written = (count if is_count(count := usage.get(name)) else None for name in _TOKENS)
    return spec.told_micros(read, written, wrote=wrote)


def _image(picture: ImageInput) -> dict[str, Any]:
    return {"type": "image_url", "image_url": {"url": data_url(picture)}}
