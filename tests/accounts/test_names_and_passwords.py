"""User names have one spelling; passwords are hashed as OWASP says."""

import pytest
from argon2 import PasswordHasher, extract_parameters
from hypothesis import given
from hypothesis import strategies as st

from inkwell.accounts import passwords, usernames
from inkwell.core.errors import InvalidInput


@pytest.mark.parametrize(
    "typed",
    [
        "alice",
        "ALICE",
        " Alice\n",
        "\uff41\uff4c\uff49\uff43\uff45",
        "\U0001d4b6\U0001d4c1\U0001d4be\U0001d4b8\u212f",
        "Ⓐlice",
    ],
)
def test_a_name_is_found_however_it_is_typed(typed: str) -> None:
    assert usernames.parse(typed) == "alice"


@pytest.mark.parametrize("name", ["a", "7", "jürgen", "анна", "ada.l@example.com", "a_b-c+d", "a" * 100, "हिन्दी"])
def test_a_sensible_name_is_taken(name: str) -> None:
    assert usernames.parse(name) == name


@pytest.mark.parametrize(
    "name",
    ["", " ", ".a", "-a", "a b", "a#b", "a/b", "a\x00b", "a\u200bb", "a\u202eb", "a" * 101, "ﷺ", "a'--", "🦊", "a\nb"],
)
def test_a_name_that_would_make_trouble_is_not(name: str) -> None:
    with pytest.raises(InvalidInput, match="username must be"):
        usernames.parse(name)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert usernames.fold(usernames.fold(text)) == usernames.fold(text)


def test_a_password_is_hashed_with_argon2id_as_owasp_says() -> None:
    parameters = extract_parameters(passwords.hash_password("a password"))
    found = (parameters.type.name, parameters.memory_cost, parameters.time_cost, parameters.parallelism)
    assert found == ("ID", 19456, 2, 1)


def test_a_password_is_right_or_wrong() -> None:
    stored = passwords.hash_password("pässword")
    assert passwords.verify("pässword", stored)
    assert passwords.verify("pa\u0308ssword", stored)
    for wrong in ("password", "Pässword", "pässword ", "", "pässword\x00"):
        assert not passwords.verify(wrong, stored)
    assert not passwords.verify("pässword", None)
    assert not passwords.verify("pässword", "no hash at all")


def test_an_unknown_user_costs_what_a_wrong_password_costs() -> None:
    assert extract_parameters(passwords._NOBODY) == extract_parameters(passwords.hash_password("a password"))


def test_a_hash_with_other_parameters_is_noticed() -> None:
    assert passwords.needs_rehash(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("a password"))
    assert not passwords.needs_rehash(passwords.hash_password("a password"))


@pytest.mark.parametrize("password", ["", "1234567", "x" * 1001])
def test_a_new_password_is_long_but_not_endless(password: str) -> None:
    with pytest.raises(InvalidInput, match="8 to 1000"):
        passwords.check_new(password)


@pytest.mark.parametrize("password", ["12345678", "x" * 1000, "🦊" * 8])
def test_a_long_password_is_taken_whatever_is_in_it(password: str) -> None:
    passwords.check_new(password)
