"""Keys are rotated while everybody stays signed in."""

from datetime import UTC, datetime, timedelta

import pytest

from inkwell.accounts import tokens
from inkwell.accounts.signing_keys import SETTLED, SigningKeys, rotate
from inkwell.accounts.tokens import AccessToken
from inkwell.aws import secrets
from inkwell.aws.secrets import SecretKeyRing, dump_signing_keys, load_signing_keys
from inkwell.core.errors import Conflict, Unauthenticated

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FIRST = SigningKeys("first", {"first": "1" * 64})
SAID = AccessToken("user", "session")


def _token(keys: SigningKeys) -> str:
    return tokens.issue(keys, SAID, until=datetime.now(UTC) + timedelta(hours=1))


def test_a_rotation_keeps_the_key_before_it() -> None:
    rotated = rotate(FIRST, NOW)
    assert set(rotated.keys) == {"first", rotated.current}
    assert len(rotated.keys[rotated.current]) == 64
    assert tokens.verify(rotated, _token(FIRST)) == SAID
    assert tokens.verify(rotated, _token(rotated)) == SAID


def test_the_next_rotation_drops_it() -> None:
    second = rotate(FIRST, NOW)
    third = rotate(second, NOW + SETTLED)
    assert set(third.keys) == {second.current, third.current}
    with pytest.raises(Unauthenticated):
        tokens.verify(third, _token(FIRST))


def test_no_rotation_signs_anybody_out_who_is_in() -> None:
    second = rotate(FIRST, NOW)
    with pytest.raises(Conflict, match="12:20:00 UTC"):
        rotate(second, NOW + SETTLED - timedelta(seconds=1))


def test_after_a_leak_no_earlier_key_holds() -> None:
    second = rotate(FIRST, NOW)
    third = rotate(second, NOW, leaked=True)
    assert set(third.keys) == {third.current}
    # Nothing would go with the next one, so it need not wait.
    assert rotate(third, NOW).find(third.current)


def test_the_secret_holds_them_all() -> None:
    rotated = rotate(FIRST, NOW)
    assert load_signing_keys(dump_signing_keys(rotated)) == rotated
    assert load_signing_keys('{"current": "first", "first": "x"}') == SigningKeys("first", {"first": "x"})


class Secret:
    """A secret that is read through a cache, and counts how often it is really read."""

    def __init__(self, keys: SigningKeys) -> None:
        self.keys = keys
        self.reads = 0
        self._cached = ""

    def read(self, secret_id: str, *, fresh: bool = False) -> str:
        if fresh or not self._cached:
            self.reads += 1
            self._cached = dump_signing_keys(self.keys)
        return self._cached


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> Secret:
    secret = Secret(FIRST)
    monkeypatch.setattr(secrets, "secret_text", secret.read)
    return secret


def test_a_new_key_is_found_at_once(secret: Secret) -> None:
    ring = SecretKeyRing("jwt")
    assert ring.find("first")
    secret.keys = rotate(FIRST, NOW)
    assert tokens.verify(ring, _token(secret.keys)) == SAID
    assert secret.reads == 2


def test_made_up_keys_do_not_hammer_the_secret(secret: Secret) -> None:
    ring = SecretKeyRing("jwt")
    for number in range(50):
        assert ring.find(f"made-up-{number}") is None
    assert secret.reads == 2
