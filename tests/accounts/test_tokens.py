"""Attacks on access tokens, as the OWASP JSON Web Token cheat sheet and RFC 8725 list them."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st

from inkwell.accounts import tokens
from inkwell.accounts.tokens import AccessToken
from inkwell.core.errors import Unauthenticated
from tests.accounts.conftest import KEYS
from tests.accounts.forging import forged, segment

LATER = datetime.now(UTC) + timedelta(hours=1)


def _claims(**changes: Any) -> dict[str, Any]:
    now = int(time.time())
    claims = {
        "sub": "user",
        "sid": "session",
        "iat": now,
        "exp": now + 60,
        "jti": "1",
        "iss": "inkwell",
        "aud": "inkwell-api",
        "typ": "access",
    }
    return {name: value for name, value in (claims | changes).items() if value is not None}


def _signed(body: Any, *, kid: Any = "k2", algorithm: str = "HS256", **header: Any) -> str:
    """Signed with the right key."""
    header = {"alg": algorithm, "typ": "JWT", "kid": kid, **header}
    return forged(header, body, KEYS.keys["k2"].encode(), algorithm.replace("HS", "sha"))


def _refused(token: str) -> None:
    with pytest.raises(Unauthenticated):
        tokens.verify(KEYS, token)


def test_a_token_says_what_was_put_in() -> None:
    said = AccessToken("user", "session")
    assert tokens.verify(KEYS, tokens.issue(KEYS, said, until=LATER)) == said


def test_it_carries_every_claim_and_lasts_a_quarter_of_an_hour() -> None:
    token = tokens.issue(KEYS, AccessToken("user", "session"), until=LATER)
    claims = jwt.decode(token, options={"verify_signature": False})
    assert set(claims) == {"sub", "sid", "iat", "exp", "jti", "iss", "aud", "typ"}
    assert claims["exp"] - claims["iat"] == 900
    assert jwt.get_unverified_header(token) == {"alg": "HS256", "typ": "JWT", "kid": "k2"}


def test_it_does_not_outlive_its_session() -> None:
    end = datetime.now(UTC) + timedelta(minutes=2)
    token = tokens.issue(KEYS, AccessToken("user", "session"), until=end)
    assert jwt.decode(token, options={"verify_signature": False})["exp"] == int(end.timestamp())


def test_a_token_of_the_previous_key_holds() -> None:
    token = jwt.encode(_claims(), KEYS.keys["k1"], "HS256", headers={"kid": "k1"})
    assert tokens.verify(KEYS, token).user_id == "user"


@pytest.mark.parametrize("name", ["sub", "sid", "iat", "exp", "jti", "iss", "aud", "typ"])
def test_a_claim_that_is_missing(name: str) -> None:
    _refused(_signed(_claims(**{name: None})))


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": int(time.time()) - 60},
        {"exp": 0},
        {"exp": -1},
        {"exp": "soon"},
        {"exp": float("inf")},
        {"exp": [1]},
        {"nbf": int(time.time()) + 600},
        {"iat": int(time.time()) + 600},
        {"iss": "somebody else"},
        {"iss": ["inkwell"]},
        {"iss": ""},
        {"aud": "another-api"},
        {"aud": ["inkwell-api", "another-api"]},
        {"aud": []},
        {"aud": {"inkwell-api": 1}},
        {"typ": "refresh"},
        {"typ": "ACCESS"},
        {"typ": ["access"]},
        {"sub": 7},
        {"sub": ""},
        {"sub": ["user"]},
        {"sid": ""},
        {"sid": 7},
        {"sid": ["session"]},
        {"jti": 7},
    ],
)
def test_a_claim_that_does_not_hold(changes: dict[str, Any]) -> None:
    _refused(_signed(_claims(**changes)))


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "nOnE", "", None, 256, ["HS256"]])
def test_unsigned(algorithm: Any) -> None:
    head, body = segment({"alg": algorithm, "typ": "JWT", "kid": "k2"}), segment(_claims())
    for signature in ("", "x", "AAAA"):
        _refused(f"{head}.{body}.{signature}")
    _refused(f"{head}.{body}")


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
def test_another_algorithm_of_the_same_key(algorithm: str) -> None:
    _refused(_signed(_claims(), algorithm=algorithm))


def test_an_algorithm_of_another_kind() -> None:
    key = rsa.generate_private_key(65537, 2048)
    _refused(jwt.encode(_claims(), key, "RS256", headers={"kid": "k2"}))


def test_a_signature_of_another_key() -> None:
    _refused(jwt.encode(_claims(), "x" * 64, "HS256", headers={"kid": "k2"}))
    _refused(jwt.encode(_claims(), KEYS.keys["k1"], "HS256", headers={"kid": "k2"}))


def test_a_token_that_was_changed() -> None:
    head, body, signature = _signed(_claims()).split(".")
    other = segment(_claims(sub="admin"))
    first = "A" if signature[0] != "A" else "B"
    for token in (
        f"{head}.{other}.{signature}",
        f"{head}.{body}.{first}{signature[1:]}",
        f"{head}.{body}.{signature[:-2]}",
        f"{head}.{body}.",
        f"{head}.{body}.{signature}.{signature}",
        f"{head}.{body}.{signature}AAAA",
        f"{segment({'alg': 'HS256', 'kid': 'k2'})}.{body}.{signature}",
    ):
        _refused(token)


@pytest.mark.parametrize(
    "kid",
    ["k3", "", "current", "../../dev/null", "/dev/null", "k2' UNION SELECT 'x", "k2\x00", "K2", "k2 ", "__class__"],
)
def test_a_key_id_that_is_not_ours(kid: str) -> None:
    _refused(_signed(_claims(), kid=kid))
    # The classic: a path to an empty file, signed with the empty key.
    head, body = segment({"alg": "HS256", "typ": "JWT", "kid": kid}), segment(_claims())
    _refused(f"{head}.{body}.{segment(b'')}")


@pytest.mark.parametrize("kid", [None, 0, 1.5, True, ["k2"], {"k2": 1}])
def test_a_key_id_that_is_no_text(kid: Any) -> None:
    _refused(_signed(_claims(), kid=kid))


@pytest.mark.parametrize(
    "header",
    [
        {"jku": "https://attacker.example/jwks.json"},
        {"x5u": "https://attacker.example/cert.pem"},
        {"jwk": {"kty": "oct", "k": "eHh4"}},
    ],
)
def test_a_key_that_the_token_brings_along_is_not_used(header: dict[str, Any]) -> None:
    _refused(jwt.encode(_claims(), "x" * 64, "HS256", headers={"kid": "k2", **header}))


def test_a_header_that_must_be_understood_and_is_not() -> None:
    _refused(_signed(_claims(), crit=["exp-on-mars"], **{"exp-on-mars": True}))


@pytest.mark.parametrize(
    "token",
    [
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        "null",
        "é.é.é",
        "\ud800.a.b",
        "a" * 8193,
        "x." * 100_000,
        "\x00.\x00.\x00",
        f"{segment({'alg': 'HS256', 'kid': 'k2', 'b64': False})}.e30.AAAA",
        f"{segment(b'[' * 3000)}.e30.AAAA",
        f"{segment([])}.e30.AAAA",
        f"{segment('x')}.e30.AAAA",
        f"{segment(b'{')}.e30.AAAA",
        f"{segment({'alg': 'HS256'})}.e30.AAAA",
        f"{segment({'alg': ['HS256'], 'kid': 'k2'})}.e30.AAAA",
        f"{segment({'alg': 'HS256', 'kid': 'k2'})}.!!.AAAA",
    ],
)
def test_what_is_no_token(token: str) -> None:
    _refused(token)


@pytest.mark.parametrize("body", [[], "text", 7, None, b"\xff\xfe", b"{", b""])
def test_a_body_that_is_no_object(body: Any) -> None:
    _refused(_signed(body))


def test_the_hand_that_signs_these_is_right() -> None:
    assert tokens.verify(KEYS, _signed(_claims())) == AccessToken("user", "session")


def test_a_huge_token_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jwt, "get_unverified_header", lambda token: pytest.fail("it was read"))
    _refused(_signed(_claims(sub="x" * 10_000)))


@given(st.text(max_size=200))
def test_anything_else_is_refused_and_nothing_breaks(text: str) -> None:
    _refused(text)
