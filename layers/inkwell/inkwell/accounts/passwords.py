"""Passwords, hashed with Argon2id at the parameters of OWASP's Password Storage Cheat Sheet (m=19456 KiB, t=2, p=1)."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)

#: The hash of a random password that nobody knows: an unknown user costs the same time as a wrong password.
_NOBODY = _HASHER.hash(secrets.token_urlsafe(32))


def hash_password(password: str) -> str:
    """The Argon2id hash of a password, in PHC format with a fresh salt."""
    return _HASHER.hash(password)


def verify(password: str, password_hash: str | None) -> bool:
    """Whether the password is right; no hash (an unknown user) takes just as long and is False."""
    try:
        _HASHER.verify(password_hash or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None
