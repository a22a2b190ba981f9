"""Signatures of Stripe: those that its own library makes, and those that it refuses."""

import hashlib
import hmac

import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as st

from inkwell.core.errors import InvalidInput
from inkwell.providers.stripe_signatures import verify

# A vector that was made with Stripe's library and checked with another implementation.
SECRET, NOW = "whsec_test_secret", 1_700_000_000
BODY = b'{"id":"evt_1","object":"event"}'
SIGNATURE = "0c8670ed117751cc551a20e35839447075c42800ea3cf3e8a2fbda99cd1e6edd"
HEADER = f"t={NOW},v1={SIGNATURE}"

make = stripe.WebhookSignature.generate_signature_header


def holds(header: str, body: bytes = BODY, secrets: tuple[str, ...] = (SECRET,), now: float = NOW) -> bool:
    try:
        verify(header, body, secrets, now)
    except InvalidInput:
        return False
    return True


def test_the_vector() -> None:
    assert make(BODY.decode(), SECRET, NOW) == HEADER
    assert holds(HEADER)


@pytest.mark.parametrize("other", ["v1=00ff", "v0=" + SIGNATURE, "v1=", "v1", "x=1=2", "v1=é"])
def test_one_good_signature_among_others_is_enough(other: str) -> None:
    assert holds(f"t={NOW},{other},v1={SIGNATURE}")
    assert holds(f"t={NOW},v1={SIGNATURE},{other}")


@pytest.mark.parametrize("secrets", [("whsec_new", SECRET), (SECRET, "whsec_old")])
def test_while_a_secret_is_exchanged_both_hold(secrets: tuple[str, ...]) -> None:
    assert holds(HEADER, secrets=secrets)


@pytest.mark.parametrize(
    "header",
    [
        "",
        f"v1={SIGNATURE}",
        f"t={NOW}",
        f"t=,v1={SIGNATURE}",
        f"t=soon,v1={SIGNATURE}",
        f"t=-{NOW},v1={SIGNATURE}",
        f"t={NOW}0000000,v1={SIGNATURE}",
        f"t={NOW + 1},v1={SIGNATURE}",
        f"t={NOW},v0={SIGNATURE}",
        f"t={NOW},v1={SIGNATURE[:-1]}",
        f"t={NOW},v1={SIGNATURE.upper()}",
        f"t=\u0661\u0667,v1={SIGNATURE}",
        make(BODY.decode(), "test_secret", NOW),
        "garbage",
        "=,=,=",
    ],
)
def test_any_other_header_is_refused(header: str) -> None:
    assert not holds(header)


def test_without_a_secret_nothing_holds() -> None:
    assert not holds(HEADER, secrets=())


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_five_minutes_either_way_are_taken(seconds: int) -> None:
    assert holds(HEADER, now=NOW + seconds)
    assert not holds(HEADER, now=NOW + seconds + (1 if seconds >= 0 else -1) * 301)


@given(st.binary(max_size=300), st.integers(0, 2400))
def test_every_byte_counts(body: bytes, where: int) -> None:
    signature = hmac.digest(SECRET.encode(), f"{NOW}.".encode() + body, hashlib.sha256).hex()
    assert holds(f"t={NOW},v1={signature}", body)
    changed = bytearray(body + b"\0")
    changed[where // 8 % len(changed)] ^= 1 << where % 8
    assert not holds(f"t={NOW},v1={signature}", bytes(changed))


@given(st.text(max_size=200), st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40))
def test_it_takes_what_the_library_makes(body: str, secret: str) -> None:
    try:
        sent = body.encode()
    except UnicodeEncodeError:
        return
    header = make(body, secret, NOW)
    assert holds(header, sent, (secret,))
    assert not holds(header, sent, (secret + "x",))
