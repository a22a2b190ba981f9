"""Who may call, and how one signs in."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from inkwell.accounts import tokens
from inkwell.accounts.signing_keys import SigningKeys
from tests.conftest import PASSWORD
from tests.support.client import Client
from tests.support.studio import Studio


def _forged(keys: SigningKeys, **changes: Any) -> str:
    now = int(time.time())
    claims = {
        "sub": "somebody",
        "iat": now,
        "exp": now + 60,
        "jti": "1",
        "iss": tokens.ISSUER,
        "aud": tokens.AUDIENCE,
        "typ": tokens.TYPE,
        "sid": "session",
    } | changes
    claims = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(claims, keys.keys[keys.current], tokens.ALGORITHM, headers={"kid": keys.current})


def _status(studio: Studio, authorization: str) -> int:
    client = Client(studio.url)
    answer = client.get("/reference-kits", headers={"Authorization": authorization})
    client.close()
    return answer.status_code


def test_a_token_of_ours_is_taken(studio: Studio, keys: SigningKeys) -> None:
    assert _status(studio, f"Bearer {_forged(keys)}") == 200
    until = datetime.now(UTC) + timedelta(hours=1)
    issued = tokens.issue(keys, tokens.AccessToken("somebody", "session"), until=until)
    assert _status(studio, f"bearer {issued}") == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": 1},
        {"exp": None},
        {"sub": None},
        {"sid": None},
        {"iss": "somebody else"},
        {"aud": "another api"},
        {"typ": "refresh"},
        {"typ": None},
        {"iat": int(time.time()) + 3600},
    ],
)
def test_a_token_that_does_not_hold_is_refused(studio: Studio, keys: SigningKeys, changes: dict[str, Any]) -> None:
    assert _status(studio, f"Bearer {_forged(keys, **changes)}") == 401


def test_a_token_signed_by_others_or_by_nobody_is_refused(studio: Studio, keys: SigningKeys) -> None:
    good = _forged(keys)
    claims = jwt.decode(good, options={"verify_signature": False})
    other = jwt.encode(claims, "x" * 64, "HS256", headers={"kid": keys.current})
    unknown = jwt.encode(claims, "x" * 64, "HS256", headers={"kid": "another"})
    stronger = jwt.encode(claims, keys.keys[keys.current], "HS512", headers={"kid": keys.current})
    unsigned = jwt.encode(claims, "", "none", headers={"kid": keys.current})
    nameless = jwt.encode(claims, keys.keys[keys.current], "HS256")
    for token in (other, unknown, stronger, unsigned, nameless, good[:-4] + "AAAA", good + "x"):
        assert _status(studio, f"Bearer {token}") == 401


@pytest.mark.parametrize(
    "authorization", ["Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Basic YTpi", "token", "Bearer null", "Bearer é"]
)
def test_bad_credentials_are_never_anonymous(studio: Studio, authorization: str) -> None:
    assert _status(studio, authorization.encode("utf-8").decode("latin-1")) == 401


def test_a_refusal_says_how_to_come_in(studio: Studio) -> None:
    client = Client(studio.url, token="nonsense")
    answer = client.get("/reference-kits")
    client.close()
    assert answer.json() == {
        "statusCode": 401,
        "message": "Could not validate credentials",
        "error": "Unauthorized",
    }


def test_who_calls_comes_before_what_they_say(studio: Studio) -> None:
    client = Client(studio.url, token="nonsense")
    for path in ("/reference-kits", "/reference-kits/1/images", "/api/upload"):
        assert client.post(path, b"{").status_code == 401
    assert client.get("/reference-kits", params={"status": "odd"}).status_code == 401
    client.close()


@pytest.mark.parametrize("path", ["/v1/auth/sessions", "/v1/auth/login"])
def test_signing_in(studio: Studio, anyone: Client, alice: Client, path: str) -> None:
    answer = anyone.post(path, {"username": "alice", "password": PASSWORD})
    assert answer.status_code == 200
    assert set(answer.json()) == {"access_token", "token_type"}
    assert answer.json()["token_type"] == "bearer"
    assert _status(studio, f"Bearer {answer.json()['access_token']}") == 200


@pytest.mark.parametrize(("username", "password"), [("alice", "wrong"), ("nobody", PASSWORD), ("alice ", "wrong")])
def test_a_wrong_name_and_a_wrong_password_are_refused_alike(
    anyone: Client, alice: Client, username: str, password: str
) -> None:
    answer = anyone.post("/v1/auth/sessions", {"username": username, "password": password})
    assert answer.status_code == 401
    assert answer.json() == {"error": "Incorrect username or password"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "username"),
        ({"username": "alice"}, "password"),
        ({"username": "", "password": "x"}, "username"),
        ({"username": "alice", "password": None}, "password"),
        ({"username": ["alice"], "password": "x"}, "username"),
        ({"username": "alice", "password": "x" * 1001}, "password"),
    ],
)
def test_a_login_that_breaks_a_rule_is_refused(anyone: Client, body: Any, field: str) -> None:
    answer = anyone.post("/v1/auth/sessions", body)
    assert answer.status_code == 400
    assert field in answer.json()["details"]
