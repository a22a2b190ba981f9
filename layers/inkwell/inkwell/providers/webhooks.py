"""Replicate's webhooks: whether one is really from Replicate, and what it tells us.

A webhook is a help, never a need: whoever waits for a prediction polls it, so one that is lost costs nothing but time.
What it adds is the prediction's id for a task that was killed before it could store it.

Source: https://replicate.com/docs/topics/webhooks/verify-webhook, after https://www.standardwebhooks.com
"""

import base64
import binascii
import hashlib
import hmac
import json
import logging
import time
from collections.abc import Mapping
from typing import Protocol

from inkwell.core.errors import InvalidInput, Unauthenticated
from inkwell.core.pictures import AttemptId
from inkwell.core.store import JobStore
from inkwell.providers.payment import RequestLease
from inkwell.providers.reading import text

logger = logging.getLogger(__name__)

#: How old a webhook may be, or how far ahead its sender's clock, in seconds.
TOLERANCE = 300

_REFUSAL = "The webhook is not signed as it must be"


class SeenWebhooks(Protocol):
    """Remembers which webhooks have come."""

    def first_time(self, webhook_id: str) -> bool:
        """RequestLease a webhook; False when it came before."""


def verify(headers: Mapping[str, str], body: bytes, secrets: str, now: float | None = None) -> str:
    """Prove that a webhook is Replicate's, and return its id.

    Args:
        headers: by lower-case name.
        body: the exact bytes that came.
        secrets: the signing secret (`whsec_...`); several with spaces between, while one replaces another.
        now: seconds since 1970.

    Raises:
        Unauthenticated: no signature fits, or it is too old or from the future.
    """
    webhook_id, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not webhook_id or not moment.isascii() or not moment.isdigit() or len(moment) > 12:
        raise Unauthenticated(_REFUSAL)
    if abs((time.time() if now is None else now) - int(moment)) > TOLERANCE:
        raise Unauthenticated(_REFUSAL)
    signed = f"{webhook_id}.{moment}.".encode(errors="surrogateescape") + body
    expected = [_signature(secret, signed) for secret in secrets.split()]
    given = [
        item[3:].encode(errors="replace") for item in headers.get("webhook-signature", "").split() if item[:3] == "v1,"
    ]
    # No early end: how long this takes tells nothing about which of them fits.
    fits = [hmac.compare_digest(one, other) for one in expected for other in given]
    if not any(fits):
        raise Unauthenticated(_REFUSAL)
    return webhook_id


def _signature(secret: str, signed: bytes) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        logger.error("the signing secret of the webhooks is not base64")
        raise Unauthenticated(_REFUSAL) from None
    return base64.b64encode(hmac.digest(key, signed, hashlib.sha256))


def receive(jobs: JobStore, seen: SeenWebhooks, webhook_id: str, attempt: str, body: bytes) -> bool:
    """Take in what a verified webhook tells: the id of an attempt's prediction, where only a note of it is stored.

    Args:
        jobs: where it is stored.
        seen: which webhooks came before.
        webhook_id: the same for every delivery of it.
        attempt: the attempt's name, from the URL that Replicate was given.
        body: the prediction.

    Returns:
        whether anything was new in it.

    Raises:
        InvalidInput: it is no prediction, or names no attempt.
    """
    which = _try(attempt)
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


def _try(name: str) -> AttemptId | None:
    job_id, _, rest = name.partition("/")
    key, _, attempt = rest.partition("/")
    return AttemptId(job_id, key, int(attempt)) if job_id and key and attempt.isdecimal() and len(attempt) < 6 else None
