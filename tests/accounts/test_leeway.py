"""Clocks that are up to thirty seconds apart, at the edges, for tokens of both issuers."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import Any

import jwt
import pytest

from inkwell.accounts import tokens
from inkwell.accounts.supabase import SharedSecret, Supabase
from inkwell.core.errors import Unauthenticated
from tests.accounts.conftest import KEYS
from tests.support.keys import SECRET, claims, signed

NOON = 1_764_331_200
ISSUER, COOKIE = "https://abcd.supabase.co/auth/v1", "sb-abcd-auth-token"
Verify = Callable[[dict[str, Any]], object]


class Noon(datetime):
    """The clock of the library that verifies."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Noon":
        """Noon."""
        return cls.fromtimestamp(NOON, tz)


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jwt.api_jwt.datetime", Noon)


def _ours(said: dict[str, Any]) -> object:
    own = {"sid": "session", "jti": "1", "iss": tokens.ISSUER, "aud": tokens.AUDIENCE, "typ": tokens.TYPE}
    body = {"sub": "user", "iat": NOON, "exp": NOON + 900} | own | said
    return tokens.verify(KEYS, jwt.encode(body, KEYS.keys["k2"], "HS256", headers={"kid": "k2"}))


def _supabases(said: dict[str, Any]) -> object:
    project = Supabase(ISSUER, "HS256", COOKIE, SharedSecret(lambda: SECRET))
    token = signed(claims(ISSUER, iat=NOON, exp=NOON + 3600) | said, SECRET, "HS256", None)
    return project.owner({COOKIE: json.dumps({"access_token": token})})


@pytest.mark.parametrize("verify", [_ours, _supabases])
@pytest.mark.parametrize("said", [{"exp": NOON - 29}, {"nbf": NOON + 30}, {"iat": NOON + 30}])
def test_a_clock_may_be_thirty_seconds_off(verify: Verify, said: dict[str, int]) -> None:
    assert datetime.now(UTC).timestamp() > NOON, "only the library stands still"
    assert verify(said)


@pytest.mark.parametrize("verify", [_ours, _supabases])
@pytest.mark.parametrize("said", [{"exp": NOON - 30}, {"nbf": NOON + 31}, {"iat": NOON + 31}])
def test_and_no_further(verify: Verify, said: dict[str, int]) -> None:
    with pytest.raises(Unauthenticated):
        verify(said)
