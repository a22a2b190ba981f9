"""Errors of colouring books: the codes are the contract's, whatever is raised."""

from collections.abc import Iterator

import pytest

from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.errors import BillingDisabled, BillingFailed, GenerationDisabled
from inkwell.core.errors import (
    Forbidden,
    IdempotencyKeyReused,
    InkwellError,
    InsufficientBlots,
    InvalidInput,
    ModelRefused,
    NotFound,
    RateLimited,
    RequestInProgress,
    StorageFull,
    Unauthenticated,
    Unavailable,
)

#: The table of the contract.
CONTRACT = {
    "UNAUTHORIZED": 401,
    "FORBIDDEN": 403,
    "NOT_FOUND": 404,
    "INSUFFICIENT_BLOTS": 402,
    "STORAGE_FULL": 402,
    "RATE_LIMITED": 429,
    "VALIDATION_ERROR": 400,
    "GENERATION_DISABLED": 503,
    # The contract has none for it.
    "BILLING_DISABLED": 503,
    "INTERNAL_ERROR": 500,
}


@pytest.mark.parametrize(
    "error",
    [
        Unauthenticated(),
        Forbidden(),
        NotFound(),
        InsufficientBlots.short_of(15, 2),
        StorageFull.beyond(11, 10),
        RateLimited(),
        InvalidInput(),
        GenerationDisabled(),
        BillingDisabled(),
        InkwellError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_the_contract_s_errors_have_its_codes_and_statuses(error: InkwellError) -> None:
    body = BOOK_ERRORS.render(error)
    assert (body["code"], CONTRACT[body["code"]]) == (error.code, error.status)


def classes(root: type[InkwellError] = InkwellError) -> Iterator[type[InkwellError]]:
    yield root
    for child in root.__subclasses__():
        yield from classes(child)


def test_no_error_has_another_code() -> None:
    assert {BOOK_ERRORS.render(kind())["code"] for kind in classes()} == set(CONTRACT)


def test_an_error_that_the_contract_does_not_know_says_whose_fault_it_is() -> None:
    told = {type(error): BOOK_ERRORS.render(error)["code"] for error in (IdempotencyKeyReused(), ModelRefused())}
    assert set(told.values()) == {"VALIDATION_ERROR"}
    assert BOOK_ERRORS.render(Unavailable()) == {
        "error": "The service is busy, please try again",
        "code": "INTERNAL_ERROR",
        "details": {"retryable": True},
    }
    assert BOOK_ERRORS.render(RequestInProgress())["details"] == {"retryable": True}
    assert BOOK_ERRORS.render(BillingFailed())["details"] == {"retryable": False}
    assert BOOK_ERRORS.render(InvalidInput())["details"] == {}


def test_a_caller_learns_what_is_missing() -> None:
    assert BOOK_ERRORS.render(InsufficientBlots.short_of(15, 2))["details"] == {
        "required": 15,
        "available": 2,
        "shortfall": 13,
    }
    assert BOOK_ERRORS.render(StorageFull.beyond(11, 10))["details"] == {"used": 11, "limit": 10}
