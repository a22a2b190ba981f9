"""The errors of the storyboard family, in the form of its contract."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, Field

from inkwell.core.errors import (
    Conflict,
    DeadlineExceeded,
    IdempotencyKeyReused,
    InkwellError,
    InvalidInput,
    ModelRateLimited,
    ModelRefused,
    ModelTimeout,
    PayloadTooLarge,
    RateLimited,
)
from inkwell.envelopes import JsonEnvelope


class StoryboardError(BaseModel):
    """An error of the storyboard family."""

    success: Literal[False] = False
    error: str = Field(description="What to change", examples=["Missing required field: prompt"])
    code: str = Field(examples=["INVALID_REQUEST"])
    retryable: bool = Field(description="Whether the same request may succeed later")


#: The contract's codes for ours, where they differ.
_CODES: Mapping[str, str] = {
    InvalidInput.code: "INVALID_REQUEST",
    ModelRefused.code: "INVALID_REQUEST",
    Conflict.code: "INVALID_REQUEST",
    IdempotencyKeyReused.code: "INVALID_REQUEST",
    PayloadTooLarge.code: "INVALID_REQUEST",
    RateLimited.code: "RATE_LIMIT",
    ModelRateLimited.code: "RATE_LIMIT",
    ModelTimeout.code: "TIMEOUT",
    DeadlineExceeded.code: "TIMEOUT",
}


def _render(error: InkwellError) -> dict[str, Any]:
    missing = [name for name, problem in error.details.items() if problem == "is required"]
    return {
        "success": False,
        "error": f"Missing required field: {missing[0]}" if missing else error.message,
        "code": _CODES.get(error.code, error.code),
        "retryable": error.retryable,
    }


STORYBOARD_ERRORS = JsonEnvelope(StoryboardError, _render)
