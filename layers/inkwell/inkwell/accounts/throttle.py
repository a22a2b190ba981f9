"""Failed sign-ins are counted, so that passwords cannot be guessed and nobody can lock others out.

Three counts, each answering another attack:

* by user *and* address, tight: guessing one person's password from one place. It hinders nobody else.
* by address, wide: trying one password on many users from one place.
* by user, wide: guessing one person's password from many places.

The wide ones would let an attacker shut others out (a neighbour behind the same address; everybody, from the account
under attack), so they do not apply where the user has signed in from the same address within `REMEMBERED`: there only
the tight one does. Running sessions and API keys are never touched.

A name counts whether or not anybody has it, and is counted before and after the password is looked at: however many
attempts run at once, a right password among them is told only while fewer failures stand than are allowed.
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
    """How many failures are allowed.

    Args:
        failures: the one that reaches it is the last to be answered.
        extends: whether each failure begins the 15 minutes anew; otherwise they run from the first.
    """

    failures: int
    extends: bool


PAIR = Limit(5, extends=True)
ADDRESS = Limit(50, extends=False)
USER = Limit(100, extends=False)


@dataclass(frozen=True, slots=True)
class Count:
    """Failures that stand until a moment, in seconds since 1970."""

    failures: int
    until: int


class FailureStore(Protocol):
    """Keeps counts and who was seen where. What has ended is not there."""

    def read(self, keys: Collection[str]) -> Mapping[str, Count]:
        """The counts that stand, strongly consistent."""

    def add(self, key: str, until: int, *, extends: bool) -> Count:
        """Count one more, atomically; the first of a count, and each where it extends, sets the end."""

    def remember(self, key: str, until: int) -> None:
        """Keep a mark until a moment."""

    def clear(self, key: str) -> None:
        """Forget a count."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """One sign-in.

    Args:
        username: folded.
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
        """What is counted, and how far, by key."""
        return {self.pair: PAIR, f"ADDRESS#{network_of(self.address)}": ADDRESS, f"USER#{self._user}": USER}

    @property
    def _user(self) -> str:
        # Hashed, because people type passwords into the wrong box.
        return hashlib.sha256(self.username.encode(errors="surrogatepass")).hexdigest()[:32]


class Throttle:
    """Counts failed sign-ins, and refuses more than are allowed."""

    def __init__(self, store: FailureStore) -> None:
        self._store = store

    def check(self, attempt: SignIn) -> None:
        """Refuse an attempt where as many failures stand as are allowed.

        Raises:
            RateLimited: says after how many seconds to try again.
        """
        counts = self._store.read([*attempt.limits, attempt.mark])
        self._refuse(attempt, counts, spare=0)

    def failed(self, attempt: SignIn) -> None:
        """Count a failure.

        Raises:
            RateLimited: others that ran at the same time had used up what is allowed.
        """
        end = int(time.time() + WINDOW.total_seconds())
        counts = {key: self._store.add(key, end, extends=limit.extends) for key, limit in attempt.limits.items()}
        self._refuse(attempt, {**self._store.read([attempt.mark]), **counts}, spare=1)

    def succeeded(self, attempt: SignIn) -> None:
        """Forget the failures of this user from this address, and remember that it is theirs."""
        self._store.clear(attempt.pair)
        self._store.remember(attempt.mark, int(time.time() + REMEMBERED.total_seconds()))

    def _refuse(self, attempt: SignIn, counts: Mapping[str, Count], spare: int) -> None:
        is_known = attempt.mark in counts
        ends = [
            counts[key].until
            for key, limit in attempt.limits.items()
            if (key == attempt.pair or not is_known)
            and key in counts
            and counts[key].failures >= limit.failures + spare
        ]
        if ends:
            raise RateLimited(
                "Too many failed attempts to sign in, please try again later",
                retry_after=max(1, max(ends) - time.time()),
            )


def network_of(address: str) -> str:
    """What one person holds of addresses: an IPv4 address, or an IPv6 network of 64 bits."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    return str(ip.ipv4_mapped or ipaddress.IPv6Network((int(ip), 64), strict=False))
