"""How each API family tells an error, as its contract has it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Literal

from pydantic import BaseModel, Field

from inkwell.core.errors import (
    BlockedText,
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

# RFC 9110 section 15.5, as Python has them since 3.13: an answer must not depend on the Python that gives it.
_PHRASES = {413: "Content Too Large", 422: "Unprocessable Content"}


def phrase(status: int) -> str:
    """The name of an HTTP status."""
    return _PHRASES.get(status) or HTTPStatus(status).phrase


class KitError(BaseModel):
    """An error of the reference-kit family."""

    statusCode: int = Field(examples=[400])
    message: str = Field(description="What to change", examples=["name is required"])
    error: str = Field(description="The status's name", examples=["Bad Request"])


class StudioError(BaseModel):
    """An error of the colouring-book studio family."""

    error: str = Field(description="What to change")
    code: str = Field(description="A stable code", examples=["VALIDATION_ERROR"])
    details: dict[str, Any] = Field(description="What is wrong, by field")


class StoryError(BaseModel):
    """An error of the story-image family."""

    error: str = Field(description="What went wrong", examples=["Invalid input parameters"])
    details: dict[str, Any] | None = Field(None, description="What is wrong, by field; only where there is something")


class StoryboardError(BaseModel):
    """An error of the storyboard family."""

    success: Literal[False] = False
    error: str = Field(description="What to change", examples=["Missing required field: prompt"])
    code: str = Field(examples=["INVALID_REQUEST"])
    retryable: bool = Field(description="Whether the same request may succeed later")


@dataclass(frozen=True, slots=True)
class Envelope:
    """A family's error body: its model for the document, and how an error fills it."""

    model: type[BaseModel]
    render: Callable[[InkwellError], dict[str, Any]]

    def responses(self, success: int, *errors: int) -> dict[int, Any]:
        """The responses of a route for the OpenAPI document: what it returns, and its errors; 500 always goes along."""
        problem = {"application/json": {"model": self.model}}
        return {success: {"description": phrase(success)}} | {
            status: {"description": phrase(status), "content": dict(problem)} for status in (*errors, 500)
        }


def _kit(error: InkwellError) -> dict[str, Any]:
    return {"statusCode": error.status, "message": error.message, "error": phrase(error.status)}


def _studio(error: InkwellError) -> dict[str, Any]:
    return {"error": error.message, "code": error.code, "details": error.details}


def _story(error: InkwellError) -> dict[str, Any]:
    # The contract has one message for all broken rules, and names the fields in the details.
    is_rule = isinstance(error, InvalidInput) and not isinstance(error, BlockedText)
    message = InvalidInput.default_message if is_rule and error.details else error.message
    return {"error": message} | ({"details": error.details} if error.details else {})


#: The contract's words for our codes; those that are not here are the contract's own already.
_STORYBOARD_CODES: Mapping[str, str] = {
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


def _storyboard(error: InkwellError) -> dict[str, Any]:
    missing = [name for name, problem in error.details.items() if problem == "is required"]
    return {
        "success": False,
        "error": f"Missing required field: {missing[0]}" if missing else error.message,
        "code": _STORYBOARD_CODES.get(error.code, error.code),
        "retryable": error.retryable,
    }


ENVELOPES: Mapping[str, Envelope] = {
    "reference_kits": Envelope(KitError, _kit),
    "storyboards": Envelope(StoryboardError, _storyboard),
    "studio": Envelope(StudioError, _studio),
    "stories": Envelope(StoryError, _story),
}
