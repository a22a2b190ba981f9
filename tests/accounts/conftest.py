"""Users, sessions and failures in an emulated table, on a clock that tests move."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher

from inkwell.accounts import passwords
from inkwell.accounts import sessions as sessions_module
from inkwell.accounts import throttle as throttle_module
from inkwell.accounts.sessions import Sessions
from inkwell.accounts.signing_keys import SigningKeys
from inkwell.accounts.throttle import Throttle
from inkwell.accounts.users import User
from inkwell.aws import sessions as stores_module
from inkwell.aws.sessions import DynamoFailures, DynamoSessions
from inkwell.aws.users import DynamoUsers
from inkwell.core.timestamps import now
from tests.support.aws import TABLE

PASSWORD = "correct horse battery staple"
KEYS = SigningKeys("k2", {"k2": "2" * 64, "k1": "1" * 64})


class Clock:
    """What stands in for the modules `time` and for `now` where accounts look at the clock."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def time(self) -> float:
        """Seconds since 1970."""
        return self.now().timestamp()

    def now(self) -> datetime:
        """The present."""
        return now() + self.ahead

    def advance(self, **by: float) -> None:
        """Let time pass."""
        self.ahead += timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of throttle and sessions (not of tokens, whose library asks the system)."""
    clock = Clock()
    monkeypatch.setattr(throttle_module, "time", clock)
    monkeypatch.setattr(stores_module, "time", clock)
    monkeypatch.setattr(sessions_module, "now", clock.now)
    return clock


@pytest.fixture(scope="module")
def password_hash() -> Iterator[str]:
    """Alice's; from here on hashes are cheap. What they cost in the studio is told by test_names_and_passwords.py."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=16, parallelism=1))
        patch.setattr(passwords, "_NOBODY", passwords.hash_password("a password that nobody knows"))
        yield passwords.hash_password(PASSWORD)


@pytest.fixture
def users(dynamodb: Any, password_hash: str) -> DynamoUsers:
    """The users: Alice alone."""
    users = DynamoUsers(dynamodb, TABLE)
    users.add(User("alice", password_hash))
    return users


@pytest.fixture
def account(users: DynamoUsers) -> User:
    """Alice, as she is stored."""
    account = users.find("alice")
    assert account
    return account


@pytest.fixture
def throttle(dynamodb: Any, clock: Clock) -> Throttle:
    """Nothing has failed yet."""
    return Throttle(DynamoFailures(dynamodb, TABLE))


@pytest.fixture
def sessions(dynamodb: Any, users: DynamoUsers, throttle: Throttle) -> Sessions:
    """Nobody is signed in yet."""
    return Sessions(users, DynamoSessions(dynamodb, TABLE), throttle, lambda: KEYS)
