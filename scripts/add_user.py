"""Add a user to a deployed stack: `python -m scripts.add_user inkwell-dev NAME`, which asks for the password."""

import argparse
import getpass
import sys

import boto3

from inkwell.accounts.passwords import hash_password
from inkwell.accounts.users import User
from inkwell.aws.users import DynamoUsers


def main(arguments: list[str] | None = None) -> int:
    """Return the exit code: 0, or 1 when the name is taken or the passwords differ."""
    parser = argparse.ArgumentParser(prog="python -m scripts.add_user", description=__doc__)
    parser.add_argument("stack", help="name of the stack, which is also that of its table")
    parser.add_argument("username")
    parser.add_argument("--region", help="the stack's region (default: the one that the AWS CLI would use)")
    options = parser.parse_args(arguments)
    password = getpass.getpass(f"Password of {options.username}: ")
    if not password or password != getpass.getpass("Once more: "):
        print("error: the passwords are empty or differ", file=sys.stderr)
        return 1
    users = DynamoUsers(boto3.client("dynamodb", region_name=options.region), options.stack)
    if not users.add(User(options.username, hash_password(password))):
        print(f"error: there is a user {options.username} already", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
