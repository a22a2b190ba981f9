"""New passwords: from the terminal or from standard input, never from an argument, which other processes can see."""

import getpass
import sys

from inkwell.accounts.passwords import check_new
from inkwell.core.errors import InvalidInput


def new_password() -> str:
    """A new password: typed twice, or the first line of standard input when that is no terminal.

    Raises:
        InvalidInput: the two passwords differ, or the password is too short or too long.
    """
    if sys.stdin.isatty():
        password = getpass.getpass("New password: ")
        if getpass.getpass("Once more: ") != password:
            raise InvalidInput("The two passwords differ")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    check_new(password)
    return password
