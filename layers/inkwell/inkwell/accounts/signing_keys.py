"""The keys that sign our access tokens, and their rotation while everybody stays signed in."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from inkwell.core.errors import Conflict

#: The time for which a function keeps the keys in memory.
CACHED = timedelta(minutes=5)

#: The time after a rotation for which tokens of the key before may still be in use: a function may sign one until it
#: reads the keys again (`CACHED`), and the token lives for 15 minutes.
SETTLED = CACHED + timedelta(minutes=15)

_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """Signing keys by key id; tokens are signed with `current` and verified with any of them."""

    current: str
    keys: Mapping[str, str]

    def find(self, kid: str) -> str | None:
        """The key of that id, or None."""
        return self.keys.get(kid)


def rotate(keys: SigningKeys, moment: datetime, *, leaked: bool = False) -> SigningKeys:
    """Replace the current key by a fresh one; the key before still verifies.

    Args:
        keys: the keys before.
        moment: the present moment, which the fresh key's id carries.
        leaked: whether no earlier key may be trusted any more: everybody has to sign in again.

    Raises:
        Conflict: the last rotation is so recent that tokens of the key that would go may still be in use.
    """
    last = _made_at(keys.current)
    if not leaked and last is not None and len(keys.keys) > 1 and moment - last < SETTLED:
        raise Conflict(
            "The last rotation is too recent: tokens of the key before it are still in use. "
            f"Rotate again after {last + SETTLED:%H:%M:%S} UTC, or now with --leaked, which signs everybody out"
        )
    fresh = f"{moment.astimezone(UTC):{_STAMP}}-{secrets.token_hex(3)}"
    previous = {} if leaked else {keys.current: keys.keys[keys.current]}
    return SigningKeys(fresh, {fresh: secrets.token_urlsafe(48), **previous})


def _made_at(kid: str) -> datetime | None:
    """The moment at which a key was made; None for the key that came with the deployment."""
    stamp = re.fullmatch(r"(\d{8}T\d{6}Z)-[0-9a-f]+", kid)
    return datetime.strptime(stamp[1], _STAMP).replace(tzinfo=UTC) if stamp else None
