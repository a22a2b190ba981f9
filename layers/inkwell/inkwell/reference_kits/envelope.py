"""The errors of the reference-kit family, in the form of its contract."""

from typing import Any

from pydantic import BaseModel, Field

from inkwell.core.errors import InkwellError
from inkwell.envelopes import JsonEnvelope, phrase


class KitError(BaseModel):
    """An error of the reference-kit family."""

    statusCode: int = Field(examples=[400])
    message: str = Field(description="What to change", examples=["name is required"])
    error: str = Field(description="The status's name", examples=["Bad Request"])


def _render(error: InkwellError) -> dict[str, Any]:
    return {"statusCode": error.status, "message": error.message, "error": phrase(error.status)}


KIT_ERRORS = JsonEnvelope(KitError, _render)
