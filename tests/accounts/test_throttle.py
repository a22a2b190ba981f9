"""Guessing is stopped, and nobody can use that to shut others out."""

import pytest

from inkwell.accounts import throttle as throttle_module
from inkwell.accounts.throttle import PAIR, Limit, SignIn, Throttle, network_of
from inkwell.core.errors import RateLimited
from tests.accounts.conftest import Clock

HOME = "198.51.100.1"
ATTACKER = "203.0.113.66"

#: The wide limits of these tests; the real ones take long to reach.
ADDRESS = Limit(8, extends=False)
USER = Limit(12, extends=False)


@pytest.fixture(autouse=True)
def _reachable_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert PAIR.failures == 5
    assert PAIR.failures < throttle_module.ADDRESS.failures < throttle_module.USER.failures
    monkeypatch.setattr(throttle_module, "ADDRESS", ADDRESS)
    monkeypatch.setattr(throttle_module, "USER", USER)


def _fail(throttle: Throttle, username: str, address: str, times: int = 1) -> None:
    for _ in range(times):
        throttle.check(SignIn(username, address))
        throttle.failed(SignIn(username, address))


def _address(number: int) -> str:
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def _refused(throttle: Throttle, username: str, address: str) -> float:
    with pytest.raises(RateLimited) as caught:
        throttle.check(SignIn(username, address))
    assert caught.value.retry_after
    return caught.value.retry_after


def test_five_failures_are_answered_and_no_sixth(throttle: Throttle) -> None:
    _fail(throttle, "alice", HOME, PAIR.failures)
    assert 890 < _refused(throttle, "alice", HOME) <= 900


def test_a_quarter_of_an_hour_later_it_is_forgotten(throttle: Throttle, clock: Clock) -> None:
    _fail(throttle, "alice", HOME, PAIR.failures)
    clock.advance(minutes=14, seconds=50)
    assert 1 <= _refused(throttle, "alice", HOME) <= 11
    clock.advance(seconds=11)
    _fail(throttle, "alice", HOME, PAIR.failures)
    _refused(throttle, "alice", HOME)


def test_no_window_has_more_than_five_however_they_are_spread(throttle: Throttle, clock: Clock) -> None:
    _fail(throttle, "alice", HOME)
    clock.advance(minutes=14)
    _fail(throttle, "alice", HOME, PAIR.failures - 1)
    clock.advance(minutes=2)
    _refused(throttle, "alice", HOME)


def test_a_success_clears_the_pair(throttle: Throttle) -> None:
    _fail(throttle, "alice", HOME, PAIR.failures - 1)
    throttle.succeeded(SignIn("alice", HOME))
    _fail(throttle, "alice", HOME, PAIR.failures)
    _refused(throttle, "alice", HOME)


def test_who_guesses_hinders_himself_alone(throttle: Throttle) -> None:
    _fail(throttle, "alice", ATTACKER, PAIR.failures)
    _refused(throttle, "alice", ATTACKER)
    throttle.check(SignIn("alice", HOME))
    throttle.check(SignIn("bob", ATTACKER))


def test_one_password_on_many_users_from_one_address_is_stopped(throttle: Throttle) -> None:
    for number in range(ADDRESS.failures):
        _fail(throttle, f"user-{number}", ATTACKER)
    _refused(throttle, "another", ATTACKER)
    throttle.check(SignIn("another", HOME))


def test_one_user_from_many_addresses_is_stopped(throttle: Throttle) -> None:
    for number in range(USER.failures):
        _fail(throttle, "alice", _address(number))
    _refused(throttle, "alice", "192.0.2.200")
    throttle.check(SignIn("bob", "192.0.2.200"))


def test_the_attacked_user_still_comes_in_from_where_they_came_before(throttle: Throttle, clock: Clock) -> None:
    throttle.succeeded(SignIn("alice", HOME))
    clock.advance(days=29)
    for number in range(USER.failures):
        _fail(throttle, "alice", _address(number))
    for number in range(ADDRESS.failures):
        _fail(throttle, f"user-{number}", HOME)
    _refused(throttle, "bob", HOME)
    throttle.check(SignIn("alice", HOME))
    # But nobody may guess there either.
    _fail(throttle, "alice", HOME, PAIR.failures)
    _refused(throttle, "alice", HOME)


def test_where_somebody_came_from_is_forgotten_after_a_month(throttle: Throttle, clock: Clock) -> None:
    throttle.succeeded(SignIn("alice", HOME))
    clock.advance(days=31)
    for number in range(USER.failures):
        _fail(throttle, "alice", _address(number))
    _refused(throttle, "alice", HOME)


def test_an_account_of_ones_own_opens_no_other(throttle: Throttle) -> None:
    for number in range(ADDRESS.failures):
        if number % 4 == 0:
            throttle.succeeded(SignIn("mallory", ATTACKER))
        _fail(throttle, f"user-{number}", ATTACKER)
    _refused(throttle, "alice", ATTACKER)


def test_wide_counts_run_from_the_first_failure(throttle: Throttle, clock: Clock) -> None:
    _fail(throttle, "first", HOME)
    clock.advance(minutes=14)
    for number in range(ADDRESS.failures - 1):
        _fail(throttle, f"user-{number}", HOME)
    assert _refused(throttle, "alice", HOME) <= 61
    clock.advance(minutes=1, seconds=1)
    throttle.check(SignIn("alice", HOME))


def test_attempts_at_once_get_no_more_answers_than_one_by_one(throttle: Throttle) -> None:
    attempt = SignIn("alice", ATTACKER)
    for _ in range(20):
        throttle.check(attempt)
    answered = 0
    for _ in range(20):
        try:
            throttle.failed(attempt)
            answered += 1
        except RateLimited:
            pass
    assert answered == PAIR.failures


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_whoever_has_a_network_is_one(address: str, network: str) -> None:
    assert network_of(address) == network


def test_nothing_that_is_stored_tells_the_name(throttle: Throttle, dynamodb: object) -> None:
    _fail(throttle, "my-secret-password", HOME)
    assert "my-secret-password" not in str(dynamodb.scan(TableName="inkwell-test")["Items"])  # type: ignore[attr-defined]
