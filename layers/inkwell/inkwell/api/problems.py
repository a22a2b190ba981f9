"""Errors about broken request rules, in words that tell the caller what to change."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from inkwell.core.errors import InvalidInput

# pydantic's error types (https://docs.pydantic.dev/latest/errors/validation_errors/) to the rest of a sentence that
# begins with the field's name. Values come from the error's context.
_PROBLEMS: Mapping[str, str] = {
    "missing": "is required",
    "extra_forbidden": "is not a known field",
    "string_type": "must be a string",
    "string_too_long": "must have at most {max_length} characters",
    "string_too_short": "must have at least {min_length} characters",
    "string_pattern_mismatch": "has an invalid format",
    "string_unicode": "must be text in UTF-8",
    "bytes_type": "must be a file",
    "bytes_too_long": "must have at most {max_length} bytes",
    "bytes_too_short": "must have at least {min_length} bytes",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be greater than {gt}",
    "less_than_equal": "must be at most {le}",
    "less_than": "must be less than {lt}",
    "list_type": "must be a list",
    "too_long": "must have at most {max_length} entries",
    "too_short": "must have at least {min_length} entries",
    "dict_type": "must be a JSON object",
    "model_type": "must be a JSON object",
    "model_attributes_type": "must be a JSON object",
    "literal_error": "must be one of {expected}",
    "enum": "must be one of {expected}",
    "value_error": "{error}",
}


#: The most problems that a response names.
MAX_PROBLEMS = 20


def invalid_input(errors: Sequence[Mapping[str, Any]]) -> InvalidInput:
    """The error for a request that breaks rules of its model.

    Args:
        errors: as pydantic lists them; the first becomes the message, the first `MAX_PROBLEMS` become the details.
    """
    details: dict[str, object] = {}
    for error in islice(errors, MAX_PROBLEMS):
        details.setdefault(_field(error["loc"]), _problem(error))
    name, problem = next(iter(details.items()))
    return InvalidInput(f"{name} {problem}", details=details)


def _field(location: Sequence[Any]) -> str:
    """The field's name as the caller knows it: without its place (body, path, query, header)."""
    return ".".join(str(part) for part in location[1:]) or str(location[0])


def _problem(error: Mapping[str, Any]) -> str:
    context = {key: str(value).replace("'", "") for key, value in (error.get("ctx") or {}).items()}
    if context.get("min_length") == "1":
        return "must not be blank" if error["type"] == "string_too_short" else "must not be empty"
    return _PROBLEMS.get(error["type"], "is invalid").format_map(context)
