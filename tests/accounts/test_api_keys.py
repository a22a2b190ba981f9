"""API keys act as their user, are stored hashed, and can be revoked."""

import hashlib
from typing import Any

import pytest

from inkwell.accounts import api_keys
from inkwell.accounts.users import User
from inkwell.aws.users import DynamoUsers
from inkwell.core.errors import Unauthenticated
from tests.support.aws import TABLE


def _make(users: DynamoUsers, user: User) -> str:
    key, shown = api_keys.create(user.username)
    assert users.add_api_key(user, key)
    return shown


def _refused(users: DynamoUsers, text: str) -> None:
    with pytest.raises(Unauthenticated, match="Could not validate credentials"):
        api_keys.verify(users, text)


def test_a_key_acts_as_its_user(users: DynamoUsers, account: User) -> None:
    first, second = _make(users, account), _make(users, account)
    assert first != second
    assert api_keys.verify(users, first).id == api_keys.verify(users, second).id == account.id


def test_its_secret_is_stored_as_a_hash_alone(users: DynamoUsers, account: User, dynamodb: Any) -> None:
    shown = _make(users, account)
    _, key_id, secret = shown.split("_", 2)
    stored = str(dynamodb.scan(TableName=TABLE)["Items"])
    assert secret not in stored
    assert hashlib.sha256(secret.encode()).hexdigest() in stored
    assert key_id in stored


@pytest.mark.parametrize("index", [0, 5, 25, -1])
def test_another_character_is_another_key(users: DynamoUsers, account: User, index: int) -> None:
    shown = _make(users, account)
    changed = list(shown)
    changed[index] = "0" if changed[index] != "0" else "1"
    _refused(users, "".join(changed))


def test_the_secret_of_another_key_does_not_open_it(users: DynamoUsers, account: User) -> None:
    first, second = _make(users, account), _make(users, account)
    _refused(users, first[:21] + second[21:])


@pytest.mark.parametrize(
    "text",
    ["", "ink_", "ink__", "x", "ink_0123456789abcdef_", "ink_0123456789abcdef_" + "A" * 43, "a" * 9000, "é", "\x00"],
)
def test_what_is_no_key(users: DynamoUsers, text: str) -> None:
    _refused(users, text)


def test_space_around_a_key_is_not_part_of_it_here(users: DynamoUsers, account: User) -> None:
    _refused(users, _make(users, account) + "\n")


def test_a_revoked_key_is_over_at_once_and_the_others_stay(users: DynamoUsers, account: User) -> None:
    first, second = _make(users, account), _make(users, account)
    users.revoke_api_keys(account, {first.split("_")[1]})
    _refused(users, first)
    assert api_keys.verify(users, second)
    user = users.find("alice")
    assert user
    users.revoke_api_keys(user, user.api_keys)
    _refused(users, second)
    assert users.find("alice") == account


def test_a_key_that_its_user_does_not_list_is_over(users: DynamoUsers, account: User, dynamodb: Any) -> None:
    shown = _make(users, account)
    dynamodb.update_item(
        TableName=TABLE, Key={"pk": {"S": "USER#alice"}, "sk": {"S": "USER"}}, UpdateExpression="REMOVE api_keys"
    )
    _refused(users, shown)


def test_the_keys_of_a_disabled_user_are_over_at_once(users: DynamoUsers, account: User) -> None:
    shown = _make(users, account)
    users.disable("alice")
    _refused(users, shown)
    users.enable("alice")
    assert api_keys.verify(users, shown)


def test_another_password_leaves_keys_alone(users: DynamoUsers, account: User) -> None:
    shown = _make(users, account)
    users.set_password("alice", "hash")
    assert api_keys.verify(users, shown)


def test_nobody_gets_a_key_for_nobody(users: DynamoUsers) -> None:
    nobody = User("nobody", "hash")
    key, shown = api_keys.create("nobody")
    assert not users.add_api_key(nobody, key)
    _refused(users, shown)


def test_users_are_listed_by_name(users: DynamoUsers, account: User) -> None:
    users.add(User("zoe", "hash"))
    users.add(User("bob", "hash"))
    assert not users.add(User("bob", "another"))
    users.disable("bob")
    assert [(user.username, user.disabled) for user in users.list()] == [
        ("alice", False),
        ("bob", True),
        ("zoe", False),
    ]
    assert not users.disable("nobody")
    assert not users.enable("nobody")
    assert not users.set_password("nobody", "hash")
    assert users.find("nobody") is None
