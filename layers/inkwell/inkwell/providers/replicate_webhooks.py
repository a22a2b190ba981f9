"""The webhooks by which Replicate reports a prediction.

A webhook is a help, never a need: whoever waits for a prediction polls it, so a lost webhook costs nothing but time.
What it adds is the prediction's id for an attempt whose task was killed before it could store the id.
"""

import json
from typing import Protocol

from inkwell.core.errors import InvalidInput
from inkwell.core.pictures import AttemptId
from inkwell.core.store import JobStore
from inkwell.providers.payment import RequestLease
from inkwell.providers.reading import text


class SeenWebhooks(Protocol):
    """Remembers which webhooks have come."""

    def first_time(self, webhook_id: str) -> bool:
        """Remember a webhook; False when it came before."""


def receive(jobs: JobStore, seen: SeenWebhooks, webhook_id: str, attempt: str, body: bytes) -> bool:
    """Store the id of an attempt's prediction from a verified webhook, where only the request's lease is stored so far.

    Args:
        jobs: the store with the attempt's picture.
        seen: remembers the webhooks that came before.
        webhook_id: the webhook's id, the same for every delivery of it.
        attempt: the attempt's name, from the URL that Replicate was given.
        body: the prediction as JSON.

    Returns:
        Whether the id was stored.

    Raises:
        InvalidInput: the body is no prediction, or the name is no attempt's.
    """
    which = _attempt_id(attempt)
    try:
        prediction = json.loads(body)
    except ValueError:
        prediction = None
    prediction_id = text(prediction.get("id")) if isinstance(prediction, dict) else ""
    if which is None or not prediction_id:
        raise InvalidInput("This is no webhook about a prediction of ours")
    if not seen.first_time(f"replicate/{webhook_id}"):
        return False
    picture = next(iter(jobs.pictures(which.job_id, [which.key])), None)
    if picture is None or picture.attempt != which.attempt:
        return False
    model, _, stored = (picture.request_id or "").partition(" ")
    if not RequestLease.read(stored):
        return False
    return jobs.identify_request(which, picture.request_id or "", f"{model} {prediction_id}")


def _attempt_id(name: str) -> AttemptId | None:
    job_id, _, rest = name.partition("/")
    key, _, attempt = rest.partition("/")
    return AttemptId(job_id, key, int(attempt)) if job_id and key and attempt.isdecimal() and len(attempt) < 6 else None
