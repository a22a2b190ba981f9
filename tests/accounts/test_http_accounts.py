"""Accounts over HTTP, as a caller sees them."""

import json
import time
from collections.abc import Iterator

import jwt
import pytest

from tests.conftest import PASSWORD
from tests.support.client import Client
from tests.support.keys import KeyServer, claims, signed
from tests.support.studio import Studio

CREDENTIALS = {"error": "Could not validate credentials"}


@pytest.fixture
def door(studio: Studio) -> Iterator[Client]:
    """A caller without credentials."""
    client = Client(studio.url)
    yield client
    client.close()


def _token(door: Client, username: str = "alice") -> str:
    answer = door.post("/v1/auth/sessions", {"username": username, "password": PASSWORD})
    assert answer.status_code == 200
    assert set(answer.json()) == {"access_token", "token_type"}
    return str(answer.json()["access_token"])


def _bearer(token: str) -> dict[str, dict[str, str]]:
    return {"headers": {"Authorization": f"Bearer {token}"}}


def test_sign_in_refresh_and_sign_out(door: Client, alice: Client) -> None:
    token = _token(door)
    said = jwt.decode(token, options={"verify_signature": False})
    assert (said["sub"], said["exp"] - said["iat"]) == (alice.owner, 900)
    answer = door.post("/v1/auth/refresh", **_bearer(token))
    assert (answer.status_code, answer.json()["token_type"]) == (200, "bearer")
    fresh = answer.json()["access_token"]
    assert fresh != token
    assert door.get("/reference-kits", **_bearer(fresh)).status_code == 200
    for _ in range(2):
        answer = door.call("DELETE", "/v1/auth/sessions", **_bearer(token))
        assert (answer.status_code, answer.content) == (204, b"")
    for ended in (token, fresh):
        answer = door.post("/v1/auth/refresh", **_bearer(ended))
        assert (answer.status_code, answer.json()) == (401, CREDENTIALS)


@pytest.mark.parametrize(("method", "path"), [("POST", "/v1/auth/refresh"), ("DELETE", "/v1/auth/sessions")])
def test_a_session_is_shown_by_its_token_alone(door: Client, studio: Studio, method: str, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic YTpi"}, {"X-Api-Key": "x"}):
        answer = door.call(method, path, headers=headers)
        assert (answer.status_code, answer.json()) == (401, CREDENTIALS)


def test_each_family_refuses_in_its_own_words(door: Client) -> None:
    bad = _bearer("nonsense")
    kits, uploads, stories = (
        door.get("/reference-kits", **bad),
        door.post("/api/upload", {}, **bad),
        door.post("/v1/auth/refresh", **bad),
    )
    assert set(kits.json()) == {"statusCode", "message", "error"}
    assert set(uploads.json()) == {"error", "code", "details"}
    assert stories.json() == CREDENTIALS
    for answer in (kits, uploads, stories):
        # API Gateway renames this header of a function's answer; what the function says is "WWW-Authenticate".
        assert answer.headers["x-amzn-Remapped-WWW-Authenticate"] == "Bearer"


def test_guessing_is_stopped_and_others_come_in(door: Client, alice: Client, bob: Client) -> None:
    session = _token(door, "bob")
    for username in ("nobody-here", "bob"):
        guess = {"username": username, "password": "wrong"}
        for _ in range(5):
            answer = door.post(
                "/v1/auth/sessions", guess, headers={"X-Forwarded-For": f"10.0.0.{time.time_ns() % 250}"}
            )
            assert (answer.status_code, answer.json()) == (401, {"error": "Incorrect username or password"})
        for path, password in (("/v1/auth/sessions", "wrong"), ("/v1/auth/login", PASSWORD)):
            answer = door.post(path, guess | {"password": password})
            assert answer.status_code == 429
            assert 800 < int(answer.headers["Retry-After"]) <= 900
            assert set(answer.json()) == {"error"}
    assert _token(door, "alice")
    assert door.post("/v1/auth/refresh", **_bearer(session)).status_code == 200


def test_a_supabase_session_over_http(door: Client, supabase: KeyServer) -> None:
    def answered(token: str, **more: object) -> tuple[int, object]:
        cookie = "sb-127-auth-token=" + json.dumps({"access_token": token, **more})
        answer = door.get("/reference-kits", headers={"Cookie": f"other=1; {cookie}"})
        return answer.status_code, answer.json()

    said = claims(supabase.issuer)
    assert answered(signed(said)) == (200, [])
    assert answered(signed(claims(supabase.issuer, exp=int(time.time()) - 60)), refresh_token="r")[0] == 401
    assert answered(signed(claims(supabase.issuer, role="service_role")))[0] == 401
    assert answered(signed(said, "x" * 64, "HS256"))[0] == 401
    assert supabase.asked == ["/auth/v1/.well-known/jwks.json"]
