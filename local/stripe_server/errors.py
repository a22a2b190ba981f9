"""The errors that the server answers, as Stripe writes them: https://docs.stripe.com/api/errors"""

from dataclasses import dataclass
from typing import Any


class RefusedError(Exception):
    """A request that is refused.

    Args:
        message: for the developer.
        status: of the response.
        kind: Stripe's type of error.
        code: Stripe's code, where it has one.
        param: the parameter that is wrong.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
    ):
        super().__init__(message)
        self.status = status
        facts = {"type": kind, "message": message, "code": code, "param": param}
        self.body: dict[str, Any] = {"error": {name: fact for name, fact in facts.items() if fact is not None}}


def missing(what: str, id: str, param: str = "id") -> RefusedError:
    """Return the error for an id that is not there."""
    # One that a path names is a 404, one in a parameter a 400.
    status = 404 if param == "id" else 400
    return RefusedError(f"No such {what}: '{id}'", status=status, code="resource_missing", param=param)


@dataclass
class Fault:
    """An answer that the next requests get in place of theirs, as a test asked for it.

    Attributes:
        times: how many.
        is_kept: whether the answer is kept under the request's Idempotency-Key, as Stripe keeps what it began and could
            not end.
    """

    status: int
    body: dict[str, Any]
    times: int
    is_kept: bool = False
