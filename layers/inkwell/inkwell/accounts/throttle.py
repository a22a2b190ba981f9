"""The throttle of failed sign-ins: passwords cannot be guessed, and nobody can lock others out.

Three counts, each against another attack:

* by user *and* address, tight: guessing one person's password from one place. It hinders nobody else.
* by address, wide: trying one password on many users from one place.
* by user, wide: guessing one person's password from many places.

The wide ones would let an attacker shut others out (a neighbour behind the same address; everybody, from the account
under attack), so they do not apply where the user has signed in from the same address within `REMEMBERED`: there only
the tight one does. Running sessions and API keys are never touched.

A name counts whether or not a user has it. The counts are checked before and after the password is verified: however
many sign-ins run at once, a right password among them is confirmed only while fewer failures stand than are allowed.
"""

import hashlib
import ipaddress
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from inkwell.core.errors import RateLimited

WINDOW = timedelta(minutes=15)
REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit on failed sign-ins.

    Args:
        failures: how many failures are allowed; after that many, sign-ins are refused.
        extends: whether each failure begins the `WINDOW` anew; otherwise it runs from the first.
    """

    failures: int
    extends: bool


PAIR = Limit(5, extends=True)
ADDRESS = Limit(50, extends=False)
USER = Limit(100, extends=False)


@dataclass(frozen=True, slots=True)
class Count:
    """A count of failures that stand until a moment, in seconds since 1970."""

    failures: int
    until: int


class FailureStore(Protocol):
    """Keeps counts of failures, and marks of users who signed in from an address. Expired ones are as if deleted."""

    def read(self, keys: Collection[str]) -> Mapping[str, Count]:
        """The counts and marks that stand, by key, strongly consistent."""

    def add(self, key: str, until: int, *, extends: bool) -> Count:
        """Count one more failure, atomically; the first one, and with `extends` each one, sets the end."""

    def remember(self, key: str, until: int) -> None:
        """Keep a mark until a moment."""

    def clear(self, key: str) -> None:
        """Forget a count."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """An attempt to sign in.

    Args:
        username: the name, folded by `usernames.fold`.
        address: the source address as the gateway saw it.
    """

    username: str
    address: str

    @property
    def pair(self) -> str:
        """The key of the count by user and address."""
        return f"PAIR#{self._user}#{network_of(self.address)}"

    @property
    def mark(self) -> str:
        """The key of the mark that this user has signed in from this address."""
        return f"SEEN#{self._user}#{network_of(self.address)}"

    @property
    def limits(self) -> dict[str, Limit]:
        """The limits that this sign-in counts against, by the key of the count."""
        return {self.pair: PAIR, f"ADDRESS#{network_of(self.address)}": ADDRESS, f"USER#{self._user}": USER}

    @property
    def _user(self) -> str:
        # Hashed, because people type passwords into the wrong box.
        return hashlib.sha256(self.username.encode(errors="surrogatepass")).hexdigest()[:32]


class Throttle:
    """Counts failed sign-ins, and refuses more than are allowed."""

    def __init__(self, store: FailureStore) -> None:
        self._store = store

    def check(self, sign_in: SignIn) -> None:
        """Refuse a sign-in where as many failures stand as are allowed.

        Raises:
            RateLimited: too many failures stand; `retry_after` says for how many seconds.
        """
        counts = self._store.read([*sign_in.limits, sign_in.mark])
        self._refuse(sign_in, counts, further=0)

    def failed(self, sign_in: SignIn) -> None:
        """Count a failure.

        Raises:
            RateLimited: sign-ins at the same time had already reached a limit.
        """
        end = int(time.time() + WINDOW.total_seconds())
        counts = {key: self._store.add(key, end, extends=limit.extends) for key, limit in sign_in.limits.items()}
        self._refuse(sign_in, {**self._store.read([sign_in.mark]), **counts}, further=1)

    def succeeded(self, sign_in: SignIn) -> None:
        """Forget the failures of this user from this address, and remember that the user has signed in from there."""
        self._store.clear(sign_in.pair)
        self._store.remember(sign_in.mark, int(time.time() + REMEMBERED.total_seconds()))

    def _refuse(self, sign_in: SignIn, counts: Mapping[str, Count], further: int) -> None:
        is_known = sign_in.mark in counts
        ends = [
            counts[key].until
            for key, limit in sign_in.limits.items()
            if (key == sign_in.pair or not is_known)
            and key in counts
            and counts[key].failures >= limit.failures + further
        ]
        if ends:
            raise RateLimited(
                "Too many failed attempts to sign in, please try again later",
                retry_after=max(1, max(ends) - time.time()),
            )


def network_of(address: str) -> str:
    """The network that one person holds: an IPv4 address, or an IPv6 network of 64 bits."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    return str(ip.ipv4_mapped or ipaddress.IPv6Network((int(ip), 64), strict=False))
