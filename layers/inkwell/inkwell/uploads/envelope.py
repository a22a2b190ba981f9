"""The errors of uploads, in the form of the upload contract."""

from typing import Any

from pydantic import BaseModel, Field

from inkwell.core.errors import InkwellError
from inkwell.envelopes import JsonEnvelope


class StudioError(BaseModel):
    """An error of an upload."""

    error: str = Field(description="What to change")
    code: str = Field(description="A stable code", examples=["VALIDATION_ERROR"])
    details: dict[str, Any] = Field(description="What is wrong, by field")


def _render(error: InkwellError) -> dict[str, Any]:
    return {"error": error.message, "code": error.code, "details": error.details}


STUDIO_ERRORS = JsonEnvelope(StudioError, _render)
