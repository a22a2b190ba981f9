"""Users and their API keys. An administrator makes them; there is no registration."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from inkwell.core.names import new_id
from inkwell.core.timestamps import now

#: How many API keys one user may have: enough for a few programs and their rotation.
MAX_API_KEYS = 10


@dataclass(frozen=True, slots=True)
class User:
    """A user, who can sign in.

    Args:
        username: the name to sign in with, folded by `inkwell.accounts.usernames`.
        password_hash: an Argon2id hash in PHC format.
        id: the owner of the user's things; never changes.
        created_at: when it was made.
        disabled: whether the password, the sessions and the API keys are refused.
        generation: grows when all their sessions end; a session of an earlier generation is over.
        api_keys: the ids of the user's API keys.
    """

    username: str
    password_hash: str
    id: str = field(default_factory=new_id)
    created_at: datetime = field(default_factory=now)
    disabled: bool = False
    generation: int = 0
    api_keys: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A stored API key. A slow hash would add nothing: the secret has 256 random bits.

    Args:
        id: the public part, by which the key is found.
        secret_hash: SHA-256 of the secret, in hexadecimal.
        username: the user whom the key acts as.
        created_at: when it was made.
    """

    id: str
    secret_hash: str
    username: str
    created_at: datetime = field(default_factory=now)


class UserStore(Protocol):
    """Keeps users and their API keys. A change returns False when there is no such user."""

    def find(self, username: str) -> User | None:
        """The user of that name, or None."""

    def add(self, user: User) -> bool:
        """Store a new user; False when the name is taken."""

    def list(self) -> Sequence[User]:
        """The list of all users, by name."""

    def set_password(self, username: str, password_hash: str) -> bool:
        """Change the password; all sessions end."""

    def rehash(self, user: User, password_hash: str) -> None:
        """Store the same password under today's parameters, unless it was changed since `user` was read."""

    def disable(self, username: str) -> bool:
        """Refuse the user's password and API keys from now on; all sessions end."""

    def enable(self, username: str) -> bool:
        """Accept the user's password and API keys again; ended sessions stay ended."""

    def add_api_key(self, user: User, key: ApiKey) -> bool:
        """Store a new API key of the user's."""

    def find_api_key(self, key_id: str) -> ApiKey | None:
        """The API key of that id, or None."""

    def revoke_api_keys(self, user: User, key_ids: Set[str]) -> None:
        """Remove API keys of the user's."""
