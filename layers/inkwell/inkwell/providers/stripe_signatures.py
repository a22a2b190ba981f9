"""The signatures of Stripe's webhooks, which prove that Stripe sent them.

Not by Stripe's own library, which is heavy and checks text, not bytes; tests hold this against it.

Source: https://docs.stripe.com/webhooks#verify-manually
"""

import hashlib
import hmac
from collections.abc import Sequence

from inkwell.core.errors import InvalidInput
from inkwell.providers.webhook_signatures import any_fits, is_recent


def verify(header: str, body: bytes, secrets: Sequence[str], now: float | None = None) -> None:
    """Prove that a webhook is Stripe's.

    Args:
        header: the header `Stripe-Signature`, such as "t=1700000000,v1=0c86...,v1=41d5...".
        body: the exact bytes of the request's body.
        secrets: the signing secrets that count; the key is the whole text, `whsec_` and all.
        now: the present moment in seconds since 1970; None for the clock's.

    Raises:
        InvalidInput: no signature fits, or the webhook is too old or from the future.
    """
    parts = [part.strip().partition("=") for part in header.split(",")]
    moment = next((value for name, _, value in parts if name == "t"), "")
    given = [value.encode(errors="replace") for name, _, value in parts if name == "v1"]
    signed = f"{moment}.".encode(errors="replace") + body
    expected = [hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest().encode() for secret in secrets]
    if not is_recent(moment, now) or not any_fits(expected, given):
        raise InvalidInput("The webhook is not signed as it must be")
