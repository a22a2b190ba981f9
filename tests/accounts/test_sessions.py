"""Signing in, staying in, signing out, being thrown out."""

from datetime import timedelta
from typing import Any

import jwt
import pytest
from argon2 import PasswordHasher

from inkwell.accounts import passwords, tokens
from inkwell.accounts.models import LoginRequest
from inkwell.accounts.sessions import Sessions
from inkwell.accounts.tokens import AccessToken
from inkwell.accounts.users import User
from inkwell.aws.users import DynamoUsers
from inkwell.core.errors import RateLimited, Unauthenticated
from tests.accounts.conftest import KEYS, PASSWORD, Clock
from tests.support.aws import TABLE

HOME = "198.51.100.1"


def _log_in(sessions: Sessions, username: str = "alice", password: str = PASSWORD, address: str = HOME) -> AccessToken:
    answer = sessions.log_in(LoginRequest(username=username, password=password), address)
    assert answer.token_type == "bearer"
    return tokens.verify(KEYS, answer.access_token)


def _refused(sessions: Sessions, token: AccessToken | None) -> None:
    with pytest.raises(Unauthenticated, match="Could not validate credentials"):
        sessions.refresh(token)


@pytest.mark.parametrize("typed", ["alice", " ALICE ", "\uff41\uff4c\uff49\uff43\uff45"])
def test_who_knows_the_password_comes_in(sessions: Sessions, account: User, typed: str) -> None:
    assert _log_in(sessions, typed).user_id == account.id


def test_each_sign_in_is_a_session_of_its_own(sessions: Sessions) -> None:
    first, second = _log_in(sessions), _log_in(sessions)
    assert first.session_id != second.session_id
    sessions.log_out(first)
    _refused(sessions, first)
    assert sessions.refresh(second)


@pytest.mark.parametrize(
    "username", ["alice", "nobody", "", "a" * 100, "ﷺ" * 100, "#", "alice#x", "USER#alice", "\x00", "🦊", "../alice"]
)
def test_every_failure_is_told_alike_and_costs_one_hash(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch, username: str
) -> None:
    verified = []
    really = passwords.verify
    monkeypatch.setattr(passwords, "verify", lambda *args: verified.append(args) or really(*args))
    request = LoginRequest.model_construct(username=username, password="wrong")
    for _ in range(2):
        with pytest.raises(Unauthenticated, match="Incorrect username or password"):
            sessions.log_in(request, HOME)
    assert len(verified) == 2


@pytest.mark.parametrize("username", ["alice", "nobody", "#"])
def test_being_throttled_tells_nothing_either(sessions: Sessions, username: str) -> None:
    for _ in range(5):
        with pytest.raises(Unauthenticated):
            _log_in(sessions, username, "wrong")
    for password in ("wrong", PASSWORD):
        with pytest.raises(RateLimited, match="Too many failed attempts"):
            _log_in(sessions, username, password)
    if username == "alice":
        assert _log_in(sessions, username, address="198.51.100.2")


def test_a_right_password_among_many_guesses_at_once_is_not_told(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = passwords.verify

    def slow(password: str, stored: str | None) -> bool:
        if password == PASSWORD:
            for guess in range(5):
                with pytest.raises(Unauthenticated):
                    _log_in(sessions, password=f"guess {guess}")
        return really(password, stored)

    monkeypatch.setattr(passwords, "verify", slow)
    with pytest.raises(RateLimited):
        _log_in(sessions)


def test_a_disabled_user_is_refused_like_a_wrong_password(sessions: Sessions, users: DynamoUsers) -> None:
    users.disable("alice")
    with pytest.raises(Unauthenticated, match="Incorrect username or password"):
        _log_in(sessions)
    users.enable("alice")
    assert _log_in(sessions)


def test_a_session_ends_after_twelve_hours_however_often_it_is_refreshed(sessions: Sessions, clock: Clock) -> None:
    token = _log_in(sessions)
    clock.advance(hours=11, minutes=59)
    refreshed = jwt.decode(sessions.refresh(token).access_token, options={"verify_signature": False})
    assert refreshed["sid"] == token.session_id
    clock.advance(minutes=1, seconds=1)
    _refused(sessions, token)


def test_a_refresh_makes_another_token_of_the_same_session(sessions: Sessions) -> None:
    token = _log_in(sessions)
    answers = [sessions.refresh(token).access_token for _ in range(2)]
    assert len(set(answers)) == 2
    assert {tokens.verify(KEYS, answer) for answer in answers} == {token}


def test_signing_out_can_be_repeated(sessions: Sessions) -> None:
    token = _log_in(sessions)
    sessions.log_out(token)
    sessions.log_out(token)
    _refused(sessions, token)


def test_signing_out_of_what_is_not_there_makes_nothing(sessions: Sessions) -> None:
    made_up = AccessToken("user", "made-up")
    sessions.log_out(made_up)
    _refused(sessions, made_up)


def test_who_is_in_no_session_can_neither_stay_nor_leave(sessions: Sessions) -> None:
    _refused(sessions, None)
    with pytest.raises(Unauthenticated):
        sessions.log_out(None)


def test_a_session_of_somebody_else_does_not_help(sessions: Sessions) -> None:
    token = _log_in(sessions)
    _refused(sessions, AccessToken("another user", token.session_id))


@pytest.mark.parametrize("change", ["set_password", "disable", "disable_and_enable", "remove", "replace"])
def test_what_an_administrator_does_ends_sessions(
    sessions: Sessions, users: DynamoUsers, dynamodb: Any, change: str
) -> None:
    token = _log_in(sessions)
    key = {"pk": {"S": "USER#alice"}, "sk": {"S": "USER"}}
    if change == "set_password":
        users.set_password("alice", passwords.hash_password("another password"))
    elif change.startswith("disable"):
        users.disable("alice")
        if change.endswith("enable"):
            users.enable("alice")
    else:
        dynamodb.delete_item(TableName=TABLE, Key=key)
        if change == "replace":
            users.add(User("alice", "hash"))
    _refused(sessions, token)


def test_a_session_that_began_before_the_change_and_was_stored_after_it_is_over(
    sessions: Sessions, users: DynamoUsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = passwords.verify

    def meanwhile(*args: Any) -> bool:
        users.set_password("alice", passwords.hash_password("another password"))
        return really(*args)

    monkeypatch.setattr(passwords, "verify", meanwhile)
    token = _log_in(sessions)
    _refused(sessions, token)


def test_an_old_hash_is_made_anew_and_the_session_stays(
    sessions: Sessions, users: DynamoUsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    users.set_password("alice", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD))
    token = _log_in(sessions)
    user = users.find("alice")
    assert user
    assert not passwords.needs_rehash(user.password_hash)
    assert passwords.verify(PASSWORD, user.password_hash)
    assert sessions.refresh(token)


def test_a_rehash_never_undoes_a_new_password(users: DynamoUsers, account: User) -> None:
    users.set_password("alice", "new")
    users.rehash(account, "old password, hashed anew")
    changed = users.find("alice")
    assert changed
    assert changed.password_hash == "new"


def test_sessions_leave_the_table_by_themselves(sessions: Sessions, dynamodb: Any, clock: Clock) -> None:
    token = _log_in(sessions)
    key = {"pk": {"S": f"SESSION#{token.session_id}"}, "sk": {"S": "SESSION"}}
    item = dynamodb.get_item(TableName=TABLE, Key=key)["Item"]
    lasts = int(item["expires_at"]["N"]) - clock.time()
    assert abs(lasts - timedelta(hours=12).total_seconds()) < 60
