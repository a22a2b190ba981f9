"""The errors of the family of colouring books, in the form and with the codes of its contract."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, Field

from inkwell.coloring_books.errors import BillingDisabled, GenerationDisabled
from inkwell.core.errors import (
    Forbidden,
    InkwellError,
    InsufficientBlots,
    InvalidInput,
    NotFound,
    RateLimited,
    StorageFull,
    Unauthenticated,
)
from inkwell.envelopes import JsonEnvelope

ErrorCode = Literal[
    "UNAUTHORIZED",
    "FORBIDDEN",
    "NOT_FOUND",
    "INSUFFICIENT_BLOTS",
    "STORAGE_FULL",
    "RATE_LIMITED",
    "VALIDATION_ERROR",
    "GENERATION_DISABLED",
    "BILLING_DISABLED",
    "INTERNAL_ERROR",
]


class BookError(BaseModel):
    """An error of the family of colouring books."""

    error: str = Field(description="What to change", examples=["name is required"])
    code: ErrorCode
    details: dict[str, Any] = Field(description="What is wrong by field, or other facts by name")


#: The contract's codes, by ours, and BILLING_DISABLED, for which it has none. Other errors have the code of what they
#: tell a caller: to change the request (4xx), or that it is not the caller's fault (5xx).
_CODES: Mapping[str, ErrorCode] = {
    InvalidInput.code: "VALIDATION_ERROR",
    Unauthenticated.code: "UNAUTHORIZED",
    InsufficientBlots.code: "INSUFFICIENT_BLOTS",
    StorageFull.code: "STORAGE_FULL",
    Forbidden.code: "FORBIDDEN",
    NotFound.code: "NOT_FOUND",
    RateLimited.code: "RATE_LIMITED",
    GenerationDisabled.code: "GENERATION_DISABLED",
    BillingDisabled.code: "BILLING_DISABLED",
    InkwellError.code: "INTERNAL_ERROR",
}


def _render(error: InkwellError) -> dict[str, Any]:
    other: ErrorCode = "VALIDATION_ERROR" if error.status < 500 else "INTERNAL_ERROR"
    # The contract has no field for it, and its codes of failures of ours do not say it.
    is_said = error.retryable or error.status >= 500
    retryable = {"retryable": error.retryable} if is_said else {}
    return {"error": error.message, "code": _CODES.get(error.code, other), "details": error.details | retryable}


BOOK_ERRORS = JsonEnvelope(BookError, _render)
