"""`inkwell users`: the users who may sign in."""

import argparse
import sys
from typing import Any

from inkwell.accounts import api_keys, usernames
from inkwell.accounts.passwords import hash_password
from inkwell.accounts.users import MAX_API_KEYS, User
from inkwell.cli.passwords import new_password
from inkwell.cli.studio import Studio, add_argument, studio
from inkwell.cli.tables import show
from inkwell.core.errors import Conflict, NotFound
from inkwell.core.timestamps import timestamp

_ALL = "all"


def register(subparsers: Any) -> None:
    """Add the command to its parser."""
    commands = subparsers.add_parser("users", help="who may sign in").add_subparsers(required=True, metavar="COMMAND")
    add_argument(_command(commands, "list", _list, "all users", named=False))
    for name, run, text in (
        ("add", _add, "make a user; the password is asked for, or read from standard input"),
        (
            "set-password",
            _set_password,
            "another password; sessions end at their next refresh, access tokens that are out are valid for up to 15 "
            "minutes more, API keys stay",
        ),
        (
            "disable",
            _disable,
            "refuse a user: password and API keys at once, sessions at their next refresh; access tokens that are out "
            "are valid for up to 15 minutes more and can start paid work till then",
        ),
        ("enable", _enable, "accept a user's password and API keys again; sessions stay ended"),
    ):
        add_argument(_command(commands, name, run, text))
    api_key = _command(commands, "api-key", _api_key, "make an API key and print it, this once")
    api_key.add_argument(
        "--revoke", nargs="?", const=_ALL, metavar="ID", help="remove the key of that id instead, or all of the user's"
    )
    add_argument(api_key)


def _command(commands: Any, name: str, run: Any, text: str, *, named: bool = True) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    if named:
        parser.add_argument("name", metavar="NAME", help="the user's name")
    parser.set_defaults(run=run)
    return parser


def _list(options: argparse.Namespace) -> int:
    with studio(options) as target:
        users = target.users.list()
    rows = [("NAME", "ID", "STATE", "CREATED", "API KEYS")]
    for user in users:
        state = "disabled" if user.disabled else "enabled"
        rows.append((user.username, user.id, state, timestamp(user.created_at), " ".join(sorted(user.api_keys))))
    show(rows)
    return 0


def _add(options: argparse.Namespace) -> int:
    name = usernames.parse(options.name)
    with studio(options) as target:
        if target.users.find(name):
            raise Conflict(f"There is a user {name} already")
        user = User(name, hash_password(new_password()))
        if not target.users.add(user):
            raise Conflict(f"There is a user {name} already")
    print(f"Added {name}, id {user.id}.")
    return 0


def _set_password(options: argparse.Namespace) -> int:
    with studio(options) as target:
        name = _find(target, options.name).username
        _require(target.users.set_password(name, hash_password(new_password())), name)
    print(f"Changed the password of {name}; sessions end at their next refresh, within 15 minutes.")
    return 0


def _disable(options: argparse.Namespace) -> int:
    name = usernames.fold(options.name)
    with studio(options) as target:
        _require(target.users.disable(name), name)
    print(f"Disabled {name}: password and API keys at once, access tokens that are out within 15 minutes.")
    return 0


def _enable(options: argparse.Namespace) -> int:
    name = usernames.fold(options.name)
    with studio(options) as target:
        _require(target.users.enable(name), name)
    print(f"Enabled {name}.")
    return 0


def _api_key(options: argparse.Namespace) -> int:
    with studio(options) as target:
        user = _find(target, options.name)
        if options.revoke:
            return _revoke(target, user, options.revoke)
        if user.disabled:
            raise Conflict(f"{user.username} is disabled")
        if len(user.api_keys) >= MAX_API_KEYS:
            raise Conflict(f"{user.username} has {MAX_API_KEYS} API keys, which is the most: revoke one first")
        key, shown = api_keys.create(user.username)
        _require(target.users.add_api_key(user, key), user.username)
    print(f"API key {key.id} of {user.username}. It is not stored and cannot be shown again:", file=sys.stderr)
    print(shown)
    return 0


def _revoke(target: Studio, user: User, which: str) -> int:
    chosen = user.api_keys if which == _ALL else user.api_keys & {which}
    if which != _ALL and not chosen:
        raise NotFound(f"{user.username} has no API key {which}")
    target.users.revoke_api_keys(user, chosen)
    print(f"Revoked {len(chosen)} API key{'' if len(chosen) == 1 else 's'} of {user.username}.")
    return 0


def _find(target: Studio, name: str) -> User:
    folded = usernames.fold(name)
    user = target.users.find(folded) if usernames.is_valid(folded) else None
    if user is None:
        raise NotFound(f"There is no user {folded}")
    return user


def _require(done: bool, name: str) -> None:
    if not done:
        raise NotFound(f"There is no user {name}")
