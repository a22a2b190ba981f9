"""Attacks on Supabase sessions: what is configured counts, never what a token or a cookie says."""

import json
import time
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import ValidationError

from inkwell.accounts.supabase import PublishedKeys, SharedSecret, Supabase
from inkwell.core.errors import Unauthenticated, Unavailable
from inkwell.settings import SupabaseSettings
from tests.accounts.forging import forged
from tests.support.keys import EC_KEY, RSA_KEY, SECRET, SUBJECT, KeyServer, claims, key_server, published, signed

NAME = "sb-abcd-auth-token"
ISSUER = "https://abcd.supabase.co/auth/v1"
OWNER = f"supabase:{SUBJECT}"


@pytest.fixture
def server() -> Iterator[KeyServer]:
    with key_server() as server:
        yield server


def _owner(project: Supabase, token: str, **more: Any) -> str | None:
    return project.owner({NAME: json.dumps({"access_token": token, **more})})


def _refused(project: Supabase, token: str, **more: Any) -> None:
    with pytest.raises(Unauthenticated):
        _owner(project, token, **more)


@pytest.fixture
def shared() -> Supabase:
    """A project of the old kind."""
    return Supabase(ISSUER, "HS256", NAME, SharedSecret(lambda: SECRET))


@pytest.fixture
def elliptic(server: KeyServer) -> Supabase:
    """A project of today's kind."""
    return Supabase(server.issuer, "ES256", NAME, PublishedKeys(server.issuer))


def _hs(**changes: Any) -> str:
    return signed(claims(ISSUER, **changes), SECRET, "HS256", None)


def test_a_person_of_a_project_with_a_secret(shared: Supabase) -> None:
    assert _owner(shared, _hs()) == OWNER
    assert _owner(shared, signed(claims(ISSUER), SECRET, "HS256", "some-kid")) == OWNER


def test_a_person_of_a_project_with_published_keys(elliptic: Supabase, server: KeyServer) -> None:
    assert _owner(elliptic, signed(claims(server.issuer))) == OWNER
    assert _owner(elliptic, signed(claims(server.issuer))) == OWNER
    assert server.asked == ["/auth/v1/.well-known/jwks.json"]


def test_a_person_of_a_project_with_rsa_keys(server: KeyServer) -> None:
    project = Supabase(server.issuer, "RS256", NAME, PublishedKeys(server.issuer))
    assert _owner(project, signed(claims(server.issuer), RSA_KEY, "RS256", "k2")) == OWNER
    _refused(project, signed(claims(server.issuer)))


def test_no_cookie_is_nobody(shared: Supabase) -> None:
    assert shared.owner({}) is None
    assert shared.owner({NAME: "nonsense", "other": "x"}) is None


@pytest.mark.parametrize("name", ["exp", "iss", "aud", "sub", "role"])
def test_a_claim_that_is_missing(shared: Supabase, name: str) -> None:
    _refused(shared, _hs(**{name: None}))


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": int(time.time()) - 60},
        {"nbf": int(time.time()) + 600},
        {"iat": int(time.time()) + 600},
        {"iss": "https://other.supabase.co/auth/v1"},
        {"iss": "supabase"},
        {"iss": f"{ISSUER}/"},
        {"aud": "anon"},
        {"aud": ["other"]},
        {"role": "anon"},
        {"role": "service_role"},
        {"role": "supabase_admin"},
        {"role": ["authenticated"]},
        {"role": ""},
        {"sub": ""},
        {"sub": 7},
        {"sub": "a#reference_kit"},
        {"sub": "a b"},
        {"sub": "a\n"},
        {"sub": "x" * 200},
    ],
)
def test_a_claim_that_does_not_hold(shared: Supabase, changes: dict[str, Any]) -> None:
    _refused(shared, _hs(**changes))


def test_the_public_keys_of_a_project_are_no_secret(elliptic: Supabase, server: KeyServer) -> None:
    """The algorithm confusion: an HMAC with the public key, which everybody has, as its key."""
    pem = EC_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for public in (pem, pem.strip(), json.dumps(published("k1")).encode()):
        _refused(elliptic, forged({"alg": "HS256", "typ": "JWT", "kid": "k1"}, claims(server.issuer), public))
        _refused(elliptic, forged({"alg": "ES256", "typ": "JWT", "kid": "k1"}, claims(server.issuer), public))


def test_a_secret_verifies_nothing_that_is_signed_otherwise(shared: Supabase) -> None:
    for key, algorithm in ((EC_KEY, "ES256"), (RSA_KEY, "RS256"), (SECRET, "HS384"), (SECRET, "HS512"), (None, "none")):
        _refused(shared, signed(claims(ISSUER), key, algorithm, None))
    _refused(shared, signed(claims(ISSUER), SECRET + "x", "HS256", None))


@pytest.mark.parametrize("algorithm", ["none", "None", "nOnE"])
def test_unsigned(shared: Supabase, elliptic: Supabase, server: KeyServer, algorithm: str) -> None:
    unsigned = signed(claims(server.issuer), None, "none")
    head, body, _ = unsigned.split(".")
    for project in (shared, elliptic):
        _refused(project, unsigned)
        _refused(project, f"{head}.{body}")


def test_a_key_of_somebody_else(elliptic: Supabase, server: KeyServer) -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    _refused(elliptic, signed(claims(server.issuer), other))
    bring = {"kid": "k1", "jku": "https://attacker.example/jwks.json", "jwk": published("k1", other)}
    _refused(elliptic, jwt.encode(claims(server.issuer), other, "ES256", headers=bring))


def test_a_changed_token(elliptic: Supabase, server: KeyServer) -> None:
    head, _, signature = signed(claims(server.issuer)).split(".")
    body = signed(claims(server.issuer, sub="somebody-else")).split(".")[1]
    _refused(elliptic, f"{head}.{body}.{signature}")


def test_a_key_of_the_project_that_is_for_something_else(elliptic: Supabase, server: KeyServer) -> None:
    server.answer = {"keys": [published("k1", use="enc"), published("k2", RSA_KEY)]}
    _refused(elliptic, signed(claims(server.issuer)))


def test_a_symmetric_key_among_the_published_ones_verifies_nothing(elliptic: Supabase, server: KeyServer) -> None:
    server.answer = {"keys": [{"kty": "oct", "k": "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg", "kid": "k1"}]}
    _refused(elliptic, signed(claims(server.issuer), "x" * 32, "HS256"))
    _refused(elliptic, signed(claims(server.issuer)))


@pytest.mark.parametrize("kid", [None, "", "k9", "../k1", "k1' OR '1'='1"])
def test_an_unknown_key(elliptic: Supabase, server: KeyServer, kid: str | None) -> None:
    _refused(elliptic, signed(claims(server.issuer), kid=kid))


def test_unknown_keys_do_not_hammer_the_project(elliptic: Supabase, server: KeyServer) -> None:
    for number in range(20):
        _refused(elliptic, signed(claims(server.issuer), kid=f"made-up-{number}"))
    assert len(server.asked) == 1


def test_what_is_no_token_asks_nobody(elliptic: Supabase, server: KeyServer) -> None:
    for token in ("a.b.c", "x", "a" * 9000, _hs(), signed(claims(server.issuer), RSA_KEY, "RS256", "k2")):
        _refused(elliptic, token)
    assert not server.asked


@pytest.mark.parametrize(
    ("status", "answer"),
    [(500, {}), (404, {}), (302, {}), (200, b"no json"), (200, {"keys": []}), (200, {"keys": [{"kty": "odd"}]})],
)
def test_a_project_that_cannot_be_asked_is_an_outage_and_nobodys_fault(
    elliptic: Supabase, server: KeyServer, status: int, answer: Any
) -> None:
    server.status, server.answer = status, answer
    with pytest.raises(Unavailable):
        _owner(elliptic, signed(claims(server.issuer)))
    server.status, server.answer = 200, {"keys": [published("k1")]}
    assert _owner(elliptic, signed(claims(server.issuer))) == OWNER


def test_a_project_that_is_gone_is_an_outage(server: KeyServer) -> None:
    gone = Supabase(server.issuer, "ES256", NAME, PublishedKeys("http://127.0.0.1:9/auth/v1"))
    with pytest.raises(Unavailable):
        _owner(gone, signed(claims(server.issuer)))


def test_nothing_else_in_the_cookie_counts(shared: Supabase) -> None:
    user = {"id": "admin", "role": "service_role", "aud": "authenticated"}
    assert _owner(shared, _hs(), user=user, expires_at=1) == OWNER
    _refused(shared, _hs(exp=int(time.time()) - 60), user=user, expires_at=9999999999, refresh_token="r")


def test_an_expired_session_is_not_refreshed(elliptic: Supabase, server: KeyServer) -> None:
    _refused(elliptic, signed(claims(server.issuer, exp=int(time.time()) - 60)), refresh_token="once")
    assert server.asked == ["/auth/v1/.well-known/jwks.json"]


@pytest.mark.parametrize(
    "url",
    [
        "http://abcd.supabase.co",
        "ftp://a",
        "abcd",
        "https://",
        "file:///etc/passwd",
        "https://a@b",
        "https://a/b",
        "https://a?b",
    ],
)
def test_a_project_has_a_plain_address(url: str) -> None:
    with pytest.raises(ValidationError):
        SupabaseSettings.model_validate({"SUPABASE_URL": url})


@pytest.mark.parametrize("algorithm", ["none", "hs256", "", "HS256,ES256", "HS512"])
def test_a_project_has_one_of_three_algorithms(algorithm: str) -> None:
    with pytest.raises(ValidationError):
        SupabaseSettings.model_validate({"SUPABASE_ALGORITHM": algorithm})


def test_the_issuer_is_the_project(server: KeyServer) -> None:
    for url in ("https://abcd.supabase.co", "https://abcd.supabase.co/"):
        assert SupabaseSettings.model_validate({"SUPABASE_URL": url}).issuer == ISSUER
    assert SupabaseSettings.model_validate({"SUPABASE_URL": server.url}).issuer == server.issuer
