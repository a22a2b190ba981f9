"""The errors of story images, in the form of their contract, which accounts share."""

from typing import Any

from pydantic import BaseModel, Field

from inkwell.core.errors import BlockedText, InkwellError, InvalidInput
from inkwell.envelopes import JsonEnvelope


class StoryError(BaseModel):
    """An error of the story-image family."""

    error: str = Field(description="What went wrong", examples=["Invalid input parameters"])
    details: dict[str, Any] | None = Field(None, description="What is wrong, by field; only where there is something")


def _render(error: InkwellError) -> dict[str, Any]:
    # The contract has one message for all broken rules; the details name the fields.
    is_rule = isinstance(error, InvalidInput) and not isinstance(error, BlockedText)
    message = InvalidInput.default_message if is_rule and error.details else error.message
    return {"error": message} | ({"details": error.details} if error.details else {})


STORY_ERRORS = JsonEnvelope(StoryError, _render)
