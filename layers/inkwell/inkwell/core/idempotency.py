"""One Idempotency-Key, one job: the first response is given again.

A key is claimed before any work, and the claim is completed with the response in the same transaction that stores the
work. A claim left by a killed process lapses after `LEASE`; whatever that process had stored carries the completed
claim, so nothing is ever started twice.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Protocol

from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import InvalidInput

#: How long a response is kept.
RETENTION = timedelta(hours=24)

#: How long an unanswered claim holds: longer than any API function may run.
LEASE = timedelta(seconds=60)

MAX_LENGTH = 255


@dataclass(frozen=True, slots=True)
class Response:
    """The HTTP status and JSON body that a caller is given.

    Args:
        replayed: whether it was given before.
        stored: whether it was stored with the work that it tells of. A response to a request that changed nothing is
            stored by `once`.
    """

    status: int
    body: Mapping[str, Any]
    replayed: bool = False
    stored: bool = True


@dataclass(frozen=True, slots=True)
class ClaimedKey:
    """An Idempotency-Key that one request has claimed.

    Args:
        owner: whose key it is; keys of different owners never meet.
        fingerprint: tells one request from another.
        token: tells one claim from another of the same key.
    """

    owner: str
    key: str
    fingerprint: str
    token: str


class IdempotencyStore(Protocol):
    """Keeps claims."""

    def claim(self, owner: str, key: str, fingerprint: str) -> ClaimedKey | Response:
        """Claim a key, or find the response that was given to it before.

        Raises:
            RequestInProgress: the first request is still being worked on.
            IdempotencyKeyReused: it was another request.
        """

    def completion(self, claimed: ClaimedKey, response: Response) -> JoinedWrite:
        """The write that stores the response with the claim.

        It is refused with RequestInProgress where the claim has lapsed and is somebody else's by now.
        """

    def complete(self, claimed: ClaimedKey, response: Response) -> None:
        """Store the response of a claim whose request changed nothing.

        Raises:
            RequestInProgress: the claim lapsed and is somebody else's by now.
        """

    def release(self, claimed: ClaimedKey) -> None:
        """Give an unanswered claim back, so that the caller may try again."""


class Claim(Protocol):
    """The right of one request to do its work, whether or not it sent an Idempotency-Key."""

    def completed(self, response: Response) -> Sequence[JoinedWrite]:
        """What stores the response; it belongs into the transaction that stores the work."""


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
    """A digest that tells requests apart; how their JSON is spelled does not matter."""
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{method} {path}\n{canonical}".encode()).hexdigest()


def once(
    store: IdempotencyStore,
    owner: str,
    key: str | None,
    request: str,
    work: Callable[[Claim], Response],
    resume: Callable[[Response], Response] | None = None,
) -> Response:
    """Do `work` once per key: the first call's response is given again to those that follow.

    Args:
        store: keeps the claims.
        owner: whose key it is.
        key: the Idempotency-Key header; without it nothing is deduplicated.
        request: the request's fingerprint.
        work: gets the claim, and completes it in the transaction of what it does, or returns a response that is not
            `stored`; work that fails has done nothing.
        resume: makes the response to a repeated request out of the stored one. For work whose caller waits for a job:
            what is stored when the job is accepted only names the job.

    Raises:
        InvalidInput: the key is empty or too long.
        RequestInProgress, IdempotencyKeyReused: as `IdempotencyStore.claim` says.
    """
    if key is None:
        return work(Unclaimed())
    if not 1 <= len(key) <= MAX_LENGTH:
        raise InvalidInput.field("Idempotency-Key", f"must have 1 to {MAX_LENGTH} characters")
    claimed = store.claim(owner, key, request)
    if isinstance(claimed, Response):
        return replace(resume(claimed) if resume else claimed, replayed=True)
    try:
        response = work(_KeyClaim(store, claimed))
        if not response.stored:
            store.complete(claimed, response)
        return response
    except BaseException:
        store.release(claimed)
        raise
