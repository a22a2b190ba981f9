"""API keys: `ink_{id}_{secret}`. The id finds the key; of the secret only a hash is stored."""

import hashlib
import hmac
import re
import secrets

from inkwell.accounts.users import ApiKey, User, UserStore
from inkwell.core.errors import Unauthenticated

_FORM = re.compile(r"ink_([0-9a-f]{16})_([A-Za-z0-9_-]{43})")


def create(username: str) -> tuple[ApiKey, str]:
    """A fresh API key for a user.

    Returns:
        The key to store, and the text `ink_{id}_{secret}` to show once.
    """
    key_id, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    return ApiKey(key_id, _hash(secret), username), f"ink_{key_id}_{secret}"


def verify(users: UserStore, text: str) -> User:
    """The user whom an API key acts as.

    Args:
        users: the store of users and their keys.
        text: the key as the caller sent it.

    Raises:
        Unauthenticated: the key is malformed, unknown or revoked, or its user is disabled.
    """
    parts = _FORM.fullmatch(text)
    key = users.find_api_key(parts[1]) if parts else None
    if parts is None or key is None or not hmac.compare_digest(key.secret_hash, _hash(parts[2])):
        raise Unauthenticated
    user = users.find(key.username)
    # The user's own list counts: a key that is being revoked is over even if its item is still there.
    if user is None or user.disabled or key.id not in user.api_keys:
        raise Unauthenticated
    return user


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
