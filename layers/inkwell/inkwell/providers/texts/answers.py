"""From what a language model said to data that satisfies the schema, or to one request to say it again."""

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from inkwell.core.errors import ModelMalformedAnswer
from inkwell.core.ports import TextRequest, TextResult
from inkwell.providers.faults import cleaned, logger
from inkwell.providers.texts.spec import TextModelSpec

#: A repair that would have less time than this, in seconds, is not begun.
SHORTEST_REPAIR = 3.0

_FENCED = re.compile(r"```[\w-]*\s*\n(.*?)```", re.DOTALL)
_MOST_PROBLEMS = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """What a model said, and what that cost in millionths of a US dollar."""

    text: str
    cost_micros: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A draft that cannot be used, and what to tell the model about it."""

    draft: str
    demand: str


Ask = Callable[[Correction | None, float], Draft]
"""Asks the model, for the first time or with a correction, within so many seconds."""


def write(spec: TextModelSpec, request: TextRequest, ask: Ask) -> TextResult:
    """A text that satisfies the request's schema. A draft that does not is given back to the model once.

    Args:
        spec: the model; its timeout holds for both drafts together.
        request: what to write.
        ask: speaks to the model.

    Raises:
        ModelMalformedAnswer: the second draft cannot be used either, or there is no time for one.
    """
    deadline = time.monotonic() + min(spec.timeout, request.timeout or spec.timeout)
    correction, cost = None, 0
    for _ in range(2):
        draft = ask(correction, deadline - time.monotonic())
        cost += draft.cost_micros
        data, problems = read(draft.text, request.schema)
        if data is not None and not problems:
            return TextResult(data, spec.id, cost)
        logger.warning(
            "a text breaks its schema",
            extra={"model": spec.id, "schema": request.schema_name, "problems": cleaned("; ".join(problems))},
        )
        if deadline - time.monotonic() < SHORTEST_REPAIR:
            break
        listed = "\n".join(f"- {problem}" for problem in problems)
        correction = Correction(
            draft.text,
            f"That answer cannot be used:\n{listed}\nAnswer again, with the whole JSON object and nothing else.",
        )
    error = ModelMalformedAnswer()
    error.cost_micros = cost
    raise error


def read(text: str, schema: Mapping[str, Any]) -> tuple[dict[str, Any] | None, list[str]]:
    """The JSON object in a model's words, and what is wrong with it."""
    data = _object_in(text)
    if data is None:
        return None, ["it is not a JSON object"]
    return data, _problems(data, schema)


def _object_in(text: str) -> dict[str, Any] | None:
    """The JSON object that a text is, or that stands in a fence or between other words."""
    fenced = _FENCED.search(text)
    for candidate in (text, fenced[1] if fenced else "", text[text.find("{") :] if "{" in text else ""):
        try:
            data, _ = json.JSONDecoder().raw_decode(candidate.strip())
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict):
            return data
    return None


def _problems(data: dict[str, Any], schema: Mapping[str, Any]) -> list[str]:
    from jsonschema import Draft202012Validator  # only for functions that have an answer to judge

    errors = list(Draft202012Validator(schema).iter_errors(data))
    return [f"{error.json_path}: {error.message}" for error in errors[:_MOST_PROBLEMS]]


def strict(schema: Any) -> Any:
    """A schema as strict structured output wants it: every property required, none besides.

    Source: https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
    """
    if isinstance(schema, Mapping):
        closed = {name: strict(value) for name, value in schema.items()}
        if isinstance(properties := closed.get("properties"), dict) and closed.get("type") == "object":
            closed |= {"required": list(properties), "additionalProperties": False}
        return closed
    return [strict(each) for each in schema] if isinstance(schema, list | tuple) else schema
