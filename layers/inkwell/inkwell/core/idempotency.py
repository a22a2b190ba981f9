"""Idempotency-Keys: requests with the same key do their work once and get the same response.

A key is claimed before any work, and the claim is completed with the response in the transaction that stores the work.
A claim of a killed process lapses after `LEASE`. Had that process stored its work, the claim would be complete: so no
work is done twice.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Protocol

from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import InkwellError, InvalidInput

#: The time for which a response is kept.
RETENTION = timedelta(hours=24)

#: The time for which a claim without a response holds: longer than any API function may run.
LEASE = timedelta(seconds=60)

MAX_LENGTH = 255


@dataclass(frozen=True, slots=True)
class Response:
    """The HTTP status and JSON body for a caller.

    Args:
        replayed: whether the response was given before.
        stored: whether the work's transaction stored the response. Where the request changed nothing, `once` stores it.
    """

    status: int
    body: Mapping[str, Any]
    replayed: bool = False
    stored: bool = True


@dataclass(frozen=True, slots=True)
class ClaimedKey:
    """An Idempotency-Key that one request has claimed.

    Args:
        owner: equal keys of different owners are different keys.
        fingerprint: equal for equal requests.
        token: different for each claim on the same key.
    """

    owner: str
    key: str
    fingerprint: str
    token: str


class IdempotencyStore(Protocol):
    """The store of claims."""

    def claim(self, owner: str, key: str, fingerprint: str) -> ClaimedKey | Response:
        """Claim a key, or return the response that its first request got.

        Raises:
            RequestInProgress: the first request is still being worked on.
            IdempotencyKeyReused: the first request was a different one.
        """

    def completion(self, claimed: ClaimedKey, response: Response) -> JoinedWrite:
        """The write that stores a response with its claim.

        Its refusal is RequestInProgress: the claim lapsed and another request has claimed the key.
        """

    def complete(self, claimed: ClaimedKey, response: Response) -> None:
        """Store the response of a claim whose request changed nothing.

        Raises:
            RequestInProgress: the claim lapsed and another request has claimed the key.
        """

    def release(self, claimed: ClaimedKey) -> None:
        """Release a claim that is not completed, so that the caller may try again."""

    def forget(self, owner: str, key: str, response: Response) -> None:
        """Remove a claim that was completed with this very response, so that the caller may try again."""


class WorkUndoneError(Exception):
    """The work of a key was stored and came to nothing: it cost nothing, and the key may be used again.

    Args:
        error: the error for the caller.
    """

    def __init__(self, error: InkwellError) -> None:
        super().__init__(error.message)
        self.error = error


class Claim(Protocol):
    """The right of one request to do its work, whether or not it sent an Idempotency-Key."""

    def completed(self, response: Response) -> Sequence[JoinedWrite]:
        """The writes that store the response, for the transaction that stores the work."""


@dataclass(frozen=True, slots=True)
class _KeyClaim:
    store: IdempotencyStore
    claimed: ClaimedKey

    def completed(self, response: Response) -> Sequence[JoinedWrite]:
        return [self.store.completion(self.claimed, response)]


class Unclaimed:
    """The `Claim` of a request without an Idempotency-Key: there is nothing to complete."""

    def completed(self, response: Response) -> Sequence[JoinedWrite]:
        """See `Claim`."""
        return ()


def fingerprint(method: str, path: str, body: object) -> str:
    """A digest that is equal for requests with the same method, path and JSON value."""
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{method} {path}\n{canonical}".encode()).hexdigest()


def once(
    store: IdempotencyStore,
    owner: str,
    key: str | None,
    request: str,
    work: Callable[[Claim], Response],
    finish: Callable[[Response], Response] | None = None,
) -> Response:
    """Do `work` once per key: the first call's response is given again to those that follow.

    Args:
        store: keeps the claims.
        owner: the owner of the key.
        key: the Idempotency-Key header; without it the work is done on each call.
        request: the request's fingerprint.
        work: gets the claim and completes it in its own transaction, or returns a response that is not `stored`. It
            must change nothing when it raises.
        finish: makes the caller's response of the stored one, of the first request and of those that repeat it: for
            endpoints that wait for a job, whose stored response only names the job. A WorkUndoneError of it frees the
            key.

    Raises:
        InvalidInput: the key is empty or too long.
        RequestInProgress, IdempotencyKeyReused: as `IdempotencyStore.claim` says.
        InkwellError: what `work` and `finish` raise.
    """
    if key is not None and not 1 <= len(key) <= MAX_LENGTH:
        raise InvalidInput.field("Idempotency-Key", f"must have 1 to {MAX_LENGTH} characters")
    stored = work(Unclaimed()) if key is None else _stored(store, owner, key, request, work)
    try:
        return replace(finish(stored), replayed=stored.replayed) if finish else stored
    except WorkUndoneError as undone:
        if key is not None:
            store.forget(owner, key, stored)
        raise undone.error from undone


def _stored(store: IdempotencyStore, owner: str, key: str, request: str, work: Callable[[Claim], Response]) -> Response:
    """The response that is stored with a key, now or before."""
    claimed = store.claim(owner, key, request)
    if isinstance(claimed, Response):
        return replace(claimed, replayed=True)
    try:
        response = work(_KeyClaim(store, claimed))
        if not response.stored:
            store.complete(claimed, response)
        return response
    except BaseException:
        store.release(claimed)
        raise
