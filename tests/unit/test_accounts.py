"""Tokens, passwords, sessions: mostly what must not get in."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from inkwell.accounts import passwords, tokens
from inkwell.accounts.models import LoginRequest
from inkwell.accounts.sessions import log_in
from inkwell.accounts.users import User
from inkwell.core.errors import Unauthenticated

SECRET, OTHER = "s" * 64, "o" * 64
KEYS = tokens.SigningKeys("second", {"first": OTHER, "second": SECRET})


def claims(**changes: Any) -> dict[str, Any]:
    moment = datetime.now(UTC)
    good = {
        "sub": "user-1",
        "iat": moment,
        "exp": moment + timedelta(minutes=1),
        "jti": "1",
        "iss": tokens.ISSUER,
        "aud": tokens.AUDIENCE,
        "typ": tokens.TYPE,
    }
    return {name: value for name, value in (good | changes).items() if value is not ...}


def token(key: str = SECRET, kid: Any = "second", algorithm: str = "HS256", **changes: Any) -> str:
    return jwt.encode(claims(**changes), key, algorithm=algorithm, headers={} if kid is ... else {"kid": kid})


def part(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def refused(text: str) -> None:
    with pytest.raises(Unauthenticated) as caught:
        tokens.verify(KEYS, text)
    assert caught.value.message == "Could not validate credentials"


def test_a_token_of_ours_speaks_for_its_user() -> None:
    text = tokens.issue(KEYS, "user-1")
    assert tokens.verify(KEYS, text) == "user-1"
    assert jwt.get_unverified_header(text) == {"alg": "HS256", "typ": "JWT", "kid": "second"}
    assert tokens.verify(KEYS, token()) == "user-1"


def test_a_token_of_a_key_before_rotation_still_holds() -> None:
    assert tokens.verify(KEYS, tokens.issue(tokens.SigningKeys("first", KEYS.keys), "user-1")) == "user-1"


def test_every_token_is_another_one_and_lasts_fifteen_minutes() -> None:
    one, other = (jwt.decode(tokens.issue(KEYS, "u"), options={"verify_signature": False}) for _ in range(2))
    assert one["jti"] != other["jti"]
    assert one["exp"] - one["iat"] == 15 * 60


@pytest.mark.parametrize("name", ["sub", "iat", "exp", "jti", "iss", "aud", "typ"])
def test_no_claim_may_be_missing(name: str) -> None:
    refused(token(**{name: ...}))


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "somebody"}, {"iss": ["inkwell"]}, {"aud": "another-api"}, {"aud": []}, {"typ": "refresh"},
        {"typ": None},
        {"typ": ["access"]}, {"sub": 7}, {"sub": None}, {"jti": 7}, {"exp": "soon"}, {"iat": "now"},
        {"exp": datetime.now(UTC) - timedelta(seconds=1)}, {"iat": datetime.now(UTC) + timedelta(hours=1)},
        {"nbf": datetime.now(UTC) + timedelta(hours=1)}, {"exp": 0}, {"exp": -1},
    ],
)  # fmt: skip
def test_claims_must_hold(changes: dict[str, Any]) -> None:
    try:
        text = token(**changes)
    except TypeError:  # PyJWT does not sign such an issuer; a forger would
        payload = {
            name: value.timestamp() if isinstance(value, datetime) else value for name, value in claims().items()
        }
        text = jwt.api_jws.encode(json.dumps(payload | changes).encode(), SECRET, "HS256", {"kid": "second"})
    refused(text)


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
def test_another_algorithm_is_refused_even_with_the_right_key(algorithm: str) -> None:
    refused(token(algorithm=algorithm))


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "", "RS256", ["HS256"], None, 256])
def test_the_token_does_not_choose_the_algorithm(algorithm: Any) -> None:
    body = part({name: value.timestamp() if isinstance(value, datetime) else value for name, value in claims().items()})
    signature = token().rpartition(".")[2]
    for ending in ("", signature):
        refused(f"{part({'alg': algorithm, 'kid': 'second'})}.{body}.{ending}")


@pytest.mark.parametrize("kid", [..., "third", "", "../second", "SECOND"])
def test_the_key_must_be_one_of_ours(kid: Any) -> None:
    refused(token(kid=kid))


@pytest.mark.parametrize("kid", [None, 1, [], {}, ["second"]])
def test_a_key_id_is_a_text(kid: Any) -> None:
    refused(f"{part({'alg': 'HS256', 'kid': kid})}.{part({})}.{part(b'x')}")


def test_a_key_does_not_sign_for_another() -> None:
    refused(token(key=OTHER))
    refused(token(key="x" * 64))


def test_a_changed_token_is_refused() -> None:
    header, body, signature = token().split(".")
    forged = json.loads(base64.urlsafe_b64decode(body + "==")) | {"sub": "user-2"}
    refused(f"{header}.{part(forged)}.{signature}")
    refused(f"{header}.{body}.{signature[:-4]}")
    refused(f"{header}.{body}.")
    refused(f"{header}.{body}")


@pytest.mark.parametrize(
    "text",
    ["", ".", "..", "...", "a", "a.b.c", "ü.ü.ü", "\ud800.a.b", " ", "x" * 1_000_000, "x." * 100_000, "\x00.\x00.\x00"],
)
def test_what_is_no_token_is_refused(text: str) -> None:
    refused(text)


@pytest.mark.parametrize(
    "header", [b"[" * 20_000, b"[]", b'"x"', b"null", b"\xff\xfe", b'{"alg":"HS256","kid":"second","b64":false}']
)
def test_odd_headers_are_refused(header: bytes) -> None:
    refused(f"{part(header)}.{part({})}.{part(b'x')}")


# ---------------------------------------------------------------- passwords and sessions


def test_passwords() -> None:
    stored = passwords.hash_password("demo-password")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert stored != passwords.hash_password("demo-password")
    assert passwords.verify("demo-password", stored)
    for wrong in ("", "demo-passwor", "Demo-password", "demo-password ", stored):
        assert not passwords.verify(wrong, stored)


@pytest.mark.parametrize("stored", [None, "", "plain", "$argon2id$broken", "$2b$12$abc"])
def test_no_password_fits_a_broken_hash(stored: str | None) -> None:
    assert not passwords.verify("plain", stored)


class Users:
    def __init__(self, *users: User) -> None:
        self._users = {user.username: user for user in users}

    def find(self, username: str) -> User | None:
        return self._users.get(username)

    def add(self, user: User) -> bool:
        raise NotImplementedError


ANN = User("ann", passwords.hash_password("demo-password"))


def test_a_session_speaks_for_its_user() -> None:
    session = log_in(Users(ANN), KEYS, LoginRequest(username="ann", password="demo-password"))
    assert tokens.verify(KEYS, session.access_token) == ANN.id


@pytest.mark.parametrize(
    ("username", "password"), [("ann", "wrong"), ("bob", "demo-password"), ("Ann", "demo-password")]
)
def test_a_stranger_learns_nothing(username: str, password: str) -> None:
    with pytest.raises(Unauthenticated, match=r"^Incorrect username or password$"):
        log_in(Users(ANN), KEYS, LoginRequest(username=username, password=password))


def test_an_unknown_user_costs_a_password_check_too(monkeypatch: pytest.MonkeyPatch) -> None:
    checked = []
    monkeypatch.setattr(passwords, "verify", lambda password, stored: checked.append(stored) or False)
    for username in ("ann", "bob"):
        with pytest.raises(Unauthenticated):
            log_in(Users(ANN), KEYS, LoginRequest(username=username, password="x"))
    assert checked == [ANN.password_hash, None]
