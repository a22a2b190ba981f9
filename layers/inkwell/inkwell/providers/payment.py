"""The rule that an attempt pays at most once, kept by leases on paid requests.

Before a request that a provider charges for is sent, a lease on it is stored in the attempt's durable memory, in place
of the provider's request id. Of two workers at one attempt only one gets its lease stored. As long as that worker may
be waiting for its answer, the other ends as `AttemptTaken` and looks again later.

Whoever repeats the attempt after a kill, a cut connection or an answer that never came finds the lease. A provider that
can tell what became of the request (Replicate) is asked. With all others the attempt ends as `ModelAnswerLost`, and
only an explicit retry, which is a new attempt, may pay again.

A lease is withdrawn when an answer came that is no result: the provider did not do the work, or what it did is of no
use. What such an answer costs all the same is counted in the same write (`settle`). So the attempts that hold a lease
or an id are exactly those of which nobody knows yet what the provider charges.
"""

import math
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from inkwell.core.attempts import AttemptMemory
from inkwell.core.errors import AttemptTaken, ModelAnswerLost, ModelError

#: The stored request id when no request is under way (any more).
NOTHING = ""

#: Seconds that the sender may take, after the answer, to check and store what was in it.
STORING = 30

_LEASE = re.compile(r"([a-z]+)@(\d{1,12}\.\d{3})(?:\+(\d{1,6}))?")


@dataclass(frozen=True, slots=True)
class RequestLease:
    """A claim with an end on a paid request whose id is not known yet.

    Args:
        provider: where the request is sent.
        moment: when, in seconds since 1970.
        seconds: how long from then its sender may be at work; 0 when the sender has given up.
    """

    provider: str
    moment: float
    seconds: int = 0

    @classmethod
    def read(cls, request_id: str) -> "RequestLease | None":
        """The lease that is stored in place of a request id; None when it is a real id."""
        match = _LEASE.fullmatch(request_id)
        return cls(match[1], float(match[2]), int(match[3] or 0)) if match else None

    def __str__(self) -> str:
        return f"{self.provider}@{self.moment:.3f}" + (f"+{self.seconds}" if self.seconds else "")

    @property
    def seconds_left(self) -> float:
        """Seconds for which the sender may still be at work; 0 or less when it surely is not."""
        return self.moment + self.seconds - time.time() if self.seconds else 0.0

    @property
    def released(self) -> "RequestLease":
        """The lease once its sender waits no longer, whatever became of the request."""
        return replace(self, seconds=0)


def take_lease(provider: str, attempt: AttemptMemory, patience: float, **counts: int) -> RequestLease:
    """Store a lease: this worker is about to send a paid request.

    Args:
        provider: its name in leases, in lower-case letters.
        attempt: the attempt that pays.
        patience: seconds until the answer is there or given up.
        counts: what is counted with it, see `AttemptMemory.claim`.

    Raises:
        AttemptTaken: another worker of this attempt was faster.
    """
    lease = RequestLease(provider, time.time(), math.ceil(patience) + STORING)
    attempt.claim(str(lease), **counts)
    return lease


def already_sent(request_id: str) -> ModelAnswerLost | AttemptTaken:
    """The error for an attempt that has sent its paid request already, and does not know the answer.

    Args:
        request_id: what is stored of that request.

    Returns:
        AttemptTaken while its sender's lease runs, ModelAnswerLost afterwards.
    """
    lease = RequestLease.read(request_id)
    if lease and lease.seconds_left > 0:
        return AttemptTaken(retry_after=lease.seconds_left)
    return ModelAnswerLost()


def settle(attempt: AttemptMemory, error: ModelError) -> None:
    """End a request whose answer came and is an error; what it costs all the same is counted in the same write.

    Args:
        attempt: the attempt that pays.
        error: what the answer means; its `cost_micros` is counted then, and 0.
    """
    attempt.submitted(NOTHING, requests=1 if error.cost_micros else 0, cost_micros=error.cost_micros)
    error.cost_micros = 0


@contextmanager
def paid_once(provider: str, attempt: AttemptMemory, patience: float) -> Iterator[None]:
    """A context around the one paid request to a provider that cannot tell later what became of it.

    Args:
        provider: its name in leases, in lower-case letters.
        attempt: the attempt that pays.
        patience: seconds until the answer is there or given up.

    Raises:
        AttemptTaken: another worker of this attempt has sent its request, and may be waiting for the answer.
        ModelAnswerLost: another worker of this attempt has sent its request, and died.
    """
    if attempt.request_id:
        raise already_sent(attempt.request_id)
    lease = take_lease(provider, attempt, patience)
    try:
        yield
    except ModelAnswerLost:
        attempt.submitted(str(lease.released))
        raise
    except ModelError as error:
        settle(attempt, error)
        raise
