"""Structured output: the JSON object in a model's text, checked against the schema that was asked for."""

import json
import re
from collections.abc import Mapping
from typing import Any

_FENCED = re.compile(r"```[\w-]*\s*\n(.*?)```", re.DOTALL)
_MOST_PROBLEMS = 5


def read(text: str, schema: Mapping[str, Any]) -> tuple[dict[str, Any] | None, list[str]]:
    """The JSON object in a model's text, and its faults by the schema.

    Args:
        text: what the model wrote.
        schema: a JSON schema (draft 2020-12).

    Returns:
        The object, None when there is none in the text; and the faults in words, none when it satisfies the schema.
    """
    data = _object_in(text)
    if data is None:
        return None, ["it is not a JSON object"]
    return data, _problems(data, schema)


def _object_in(text: str) -> dict[str, Any] | None:
    """The JSON object in a text: the whole text, the content of a code fence, or what follows the first brace."""
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
    from jsonschema import Draft202012Validator  # imported late: only functions that write texts need it

    errors = list(Draft202012Validator(schema).iter_errors(data))
    return [f"{error.json_path}: {error.message}" for error in errors[:_MOST_PROBLEMS]]


def strict(schema: Any) -> Any:
    """The schema in the strict form of structured output: every property required, and no other allowed.

    Source: https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
    """
    if isinstance(schema, Mapping):
        closed = {name: strict(value) for name, value in schema.items()}
        if isinstance(properties := closed.get("properties"), dict) and closed.get("type") == "object":
            closed |= {"required": list(properties), "additionalProperties": False}
        return closed
    return [strict(each) for each in schema] if isinstance(schema, list | tuple) else schema
