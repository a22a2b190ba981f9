"""Signing in."""

from inkwell.accounts import passwords, tokens
from inkwell.accounts.models import LoginRequest, Session
from inkwell.accounts.users import UserStore
from inkwell.core.errors import Unauthenticated


def log_in(users: UserStore, keys: tokens.SigningKeys, request: LoginRequest) -> Session:
    """A session for a user who knows the password.

    Raises:
        Unauthenticated: unknown user or wrong password, in the same words and the same time.
    """
    user = users.find(request.username)
    if not passwords.verify(request.password, user.password_hash if user else None) or user is None:
        raise Unauthenticated("Incorrect username or password")
    return Session(access_token=tokens.issue(keys, user.id))
