"""Passwords, hashed with Argon2id at the parameters of OWASP's Password Storage Cheat Sheet (m=19456 KiB, t=2, p=1)."""

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from inkwell.core.errors import InvalidInput

MIN_LENGTH = 8
MAX_LENGTH = 1000

_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)

#: The hash of a random password that nobody knows: an unknown user costs the same time as a wrong password. Made at
#: import, so that the first unknown user costs no more than the next.
_NOBODY = _HASHER.hash(secrets.token_urlsafe(32))


def check_new(password: str) -> None:
    """Check a new password by NIST SP 800-63B: its length counts, its kinds of characters do not.

    Raises:
        InvalidInput: the password is too short or too long.
    """
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
        raise InvalidInput.field("password", f"must have {MIN_LENGTH} to {MAX_LENGTH} characters")


def hash_password(password: str) -> str:
    """The Argon2id hash of a password, in PHC format with a fresh salt."""
    return _HASHER.hash(_prepared(password))


def verify(password: str, password_hash: str | None) -> bool:
    """True when the password is right. Without a hash (an unknown user) it takes just as long, and is False."""
    try:
        _HASHER.verify(password_hash or _NOBODY, _prepared(password))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def needs_rehash(password_hash: str) -> bool:
    """True for a hash that was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(password_hash)


def _prepared(password: str) -> str:
    """The password in one spelling for every keyboard: NFC (RFC 8265), neither trimmed nor case-folded."""
    return unicodedata.normalize("NFC", password)
