"""How each API family tells an error, as its contract has it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, Field

from inkwell.core.errors import InkwellError

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

    error: str = Field(description="What to change")
    details: dict[str, Any] | None = Field(None, description="What is wrong, by field; only where there is something")


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
    return {"error": error.message} | ({"details": error.details} if error.details else {})


ENVELOPES: Mapping[str, Envelope] = {
    "reference_kits": Envelope(KitError, _kit),
    "studio": Envelope(StudioError, _studio),
    "stories": Envelope(StoryError, _story),
}
