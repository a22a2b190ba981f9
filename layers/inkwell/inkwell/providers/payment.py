"""An attempt pays at most once.

Before a request that a provider charges for is sent, a note of it goes into the attempt's durable memory, in the place
of the provider's request id. The note is a claim with a lease: of two workers at one attempt only one gets it stored,
and as long as that one may be waiting for its answer, the other ends as `AttemptTaken` and looks again later. Whoever
repeats the attempt after a kill, a cut connection or an answer that never came
finds that note. Where the provider can be asked what became of the request (Replicate), it is asked; where it cannot,
the attempt ends as `ModelAnswerLost`, and only an explicit retry, which is a new attempt, may pay again. A note is
withdrawn when the provider answered that it did not do the work. So the attempts that hold a note or an id are
exactly those that a provider may have charged for.
"""

import math
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from inkwell.core.attempts import AttemptMemory
from inkwell.core.errors import AttemptTaken, ModelAnswerLost, ModelError

#: What is stored in place of a request id when nothing is under way (any more).
NOTHING = ""

#: Seconds that its sender may take, after the answer, to check and store what was in it.
STORING = 30

_NOTE = re.compile(r"([a-z]+)@(\d{1,12}\.\d{3})(?:\+(\d{1,6}))?")


@dataclass(frozen=True, slots=True)
class RequestLease:
    """That a request went to a provider, and its id is not known yet.

    Args:
        provider: where it went.
        moment: when, in seconds since 1970.
        lease: for how many seconds from then its sender may be at work; 0 when the sender has given up.
    """

    provider: str
    moment: float
    lease: int = 0

    @classmethod
    def read(cls, request_id: str) -> "RequestLease | None":
        """The note in place of a request id; None when it is a real id."""
        match = _NOTE.fullmatch(request_id)
        return cls(match[1], float(match[2]), int(match[3] or 0)) if match else None

    def __str__(self) -> str:
        return f"{self.provider}@{self.moment:.3f}" + (f"+{self.lease}" if self.lease else "")

    @property
    def seconds_left(self) -> float:
        """For how many seconds its sender may still be at work; 0 or less when it surely is not."""
        return self.moment + self.lease - time.time() if self.lease else 0.0

    @property
    def released(self) -> "RequestLease":
        """The note when its sender waits no longer, whatever became of the request."""
        return replace(self, lease=0)


def take_lease(provider: str, attempt: AttemptMemory, patience: float, **counts: int) -> RequestLease:
    """Store that this worker is about to send a request.

    Args:
        provider: its name in notes, in lower-case letters.
        patience: seconds until the answer is there or given up.
        counts: what is counted with it, see `AttemptMemory.claim`.

    Raises:
        AttemptTaken: another worker of this attempt was faster.
    """
    note = RequestLease(provider, time.time(), math.ceil(patience) + STORING)
    attempt.claim(str(note), **counts)
    return note


def unanswered(request_id: str) -> ModelAnswerLost | AttemptTaken:
    """The error for an attempt whose request was sent by somebody who has not said what became of it."""
    note = RequestLease.read(request_id)
    if note and note.seconds_left > 0:
        return AttemptTaken(retry_after=note.seconds_left)
    return ModelAnswerLost()


@contextmanager
def paid_once(provider: str, attempt: AttemptMemory, patience: float) -> Iterator[None]:
    """Around the one paid request of a provider that cannot be asked later what became of it.

    Args:
        provider: its name in notes, in lower-case letters.
        patience: seconds until the answer is there or given up.

    Raises:
        AttemptTaken: another worker of this attempt has sent its request, and may be waiting for the answer.
        ModelAnswerLost: it has sent it, and died.
    """
    if attempt.request_id:
        raise unanswered(attempt.request_id)
    note = take_lease(provider, attempt, patience)
    try:
        yield
    except ModelAnswerLost:
        attempt.submitted(str(note.released))
        raise
    except ModelError:
        attempt.submitted(NOTHING)
        raise
