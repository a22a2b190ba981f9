"""The signatures of Replicate's webhooks, which prove that Replicate sent them; and what all signatures share.

Source: https://replicate.com/docs/topics/webhooks/verify-webhook, after https://www.standardwebhooks.com
"""

import base64
import binascii
import hashlib
import hmac
import logging
import time
from collections.abc import Mapping, Sequence

from inkwell.core.errors import Unauthenticated

logger = logging.getLogger(__name__)

#: The greatest age of a webhook, and the most that its sender's clock may be ahead of ours, in seconds.
TOLERANCE = 300

_REFUSAL = "The webhook is not signed as it must be"


def verify(headers: Mapping[str, str], body: bytes, secrets: str, now: float | None = None) -> str:
    """Prove that a webhook is Replicate's, and return its id.

    Args:
        headers: the request's headers, by lower-case name.
        body: the exact bytes of the request's body.
        secrets: the signing secret (`whsec_...`); several with spaces between, while one replaces another.
        now: the present moment in seconds since 1970; None for the clock's.

    Raises:
        Unauthenticated: no signature fits, or the webhook is too old or from the future.
    """
    webhook_id, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not webhook_id or not is_recent(moment, now):
        raise Unauthenticated(_REFUSAL)
    signed = f"{webhook_id}.{moment}.".encode(errors="surrogateescape") + body
    expected = [_signature(secret, signed) for secret in secrets.split()]
    given = [
        item[3:].encode(errors="replace") for item in headers.get("webhook-signature", "").split() if item[:3] == "v1,"
    ]
    if not any_fits(expected, given):
        raise Unauthenticated(_REFUSAL)
    return webhook_id


def is_recent(moment: str, now: float | None = None) -> bool:
    """True for the text of a moment, in seconds since 1970, that is no further from the present than `TOLERANCE`."""
    if not moment.isascii() or not moment.isdigit() or len(moment) > 12:
        return False
    return abs((time.time() if now is None else now) - int(moment)) <= TOLERANCE


def any_fits(expected: Sequence[bytes], given: Sequence[bytes]) -> bool:
    """True when one of the given signatures is an expected one; the time that this takes tells nothing about which."""
    # No early end.
    fits = [hmac.compare_digest(one, other) for one in expected for other in given]
    return any(fits)


def _signature(secret: str, signed: bytes) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        logger.error("the signing secret of the webhooks is not base64")
        raise Unauthenticated(_REFUSAL) from None
    return base64.b64encode(hmac.digest(key, signed, hashlib.sha256))
