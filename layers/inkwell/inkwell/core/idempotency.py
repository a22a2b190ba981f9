"""One Idempotency-Key, one job: the first answer is given again.

A key is claimed before any work, and the claim is completed with the answer in the same transaction that stores the
work. A claim left by a killed process lapses after `LEASE`; whatever that process had stored carries the completed
claim, so nothing is ever started twice.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Protocol

from inkwell.core.errors import InvalidInput

#: How long an answer is kept.
RETENTION = timedelta(hours=24)

#: How long an unanswered claim holds: longer than any API function may run.
LEASE = timedelta(seconds=60)

MAX_LENGTH = 255


@dataclass(frozen=True, slots=True)
class Answer:
    """What the caller was told: HTTP status and JSON body.

    Args:
        replayed: whether it was given before.
        stored: whether it was stored together with the work; one that took no work is stored by `once`.
    """

    status: int
    body: Mapping[str, Any]
    replayed: bool = False
    stored: bool = True


@dataclass(frozen=True, slots=True)
class Marker:
    """A claimed key. `fingerprint` tells one request from another; `token` one claim from another of the same."""

    owner: str
    key: str
    fingerprint: str
    token: str
    answer: Answer | None = None

    def answered(self, status: int, body: Mapping[str, Any]) -> "Marker":
        """This claim completed with the answer; store it together with the work."""
        return replace(self, answer=Answer(status, body))


class IdempotencyStore(Protocol):
    """Keeps claims."""

    def claim(self, owner: str, key: str, fingerprint: str) -> Marker:
        """Claim a key. One that was answered before comes back with its answer.

        Raises:
            RequestInProgress: the first request is still being worked on.
            IdempotencyKeyReused: it was another request.
        """

    def complete(self, marker: Marker) -> None:
        """Store the answer of a claim whose request changed nothing.

        Raises:
            RequestInProgress: the claim lapsed and is somebody else's by now.
        """

    def release(self, marker: Marker) -> None:
        """Give an unanswered claim back, so that the caller may try again."""


def fingerprint(method: str, path: str, body: object) -> str:
    """Tells requests apart; how their JSON is spelled does not matter."""
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{method} {path}\n{canonical}".encode()).hexdigest()


def once(
    store: IdempotencyStore,
    owner: str,
    key: str | None,
    request: str,
    work: Callable[[Marker | None], Answer],
) -> Answer:
    """Do `work` once per key: the first call's answer is given again to those that follow.

    Args:
        store: keeps the claims.
        owner: whose key it is; keys of different owners never meet.
        key: the Idempotency-Key header; without it nothing is deduplicated.
        request: the request's fingerprint.
        work: gets the marker, and stores it answered with what it does, or says that there was nothing to do; one that
            fails has done nothing.

    Raises:
        InvalidInput: the key is empty or too long.
        RequestInProgress, IdempotencyKeyReused: as `IdempotencyStore.claim` says.
    """
    if key is None:
        return work(None)
    if not 1 <= len(key) <= MAX_LENGTH:
        raise InvalidInput.field("Idempotency-Key", f"must have 1 to {MAX_LENGTH} characters")
    marker = store.claim(owner, key, request)
    if marker.answer:
        return replace(marker.answer, replayed=True)
    try:
        answer = work(marker)
        if not answer.stored:
            store.complete(marker.answered(answer.status, answer.body))
        return answer
    except BaseException:
        store.release(marker)
        raise
