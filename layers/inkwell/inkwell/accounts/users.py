"""Users, as an administrator makes them. There is no registration."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from inkwell.core.jobs import new_id, now


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who can sign in.

    Args:
        username: what they sign in with.
        password_hash: an Argon2id hash in PHC format.
        id: what owns their things; never changes.
    """

    username: str
    password_hash: str
    id: str = field(default_factory=new_id)
    created_at: datetime = field(default_factory=now)


class UserStore(Protocol):
    """Keeps users."""

    def find(self, username: str) -> User | None:
        """The user of that name, or None."""

    def add(self, user: User) -> bool:
        """Store a new user; False when the name is taken."""
