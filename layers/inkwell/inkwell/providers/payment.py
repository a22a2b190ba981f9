"""An attempt pays at most once.

Before a request that a provider charges for is sent, a note of it goes into the attempt's durable memory, in the place
of the provider's request id. Whoever repeats the attempt after a kill, a cut connection or an answer that never came
finds that note. Where the provider can be asked what became of the request (Replicate), it is asked; where it cannot,
the attempt ends as `ModelAnswerLost`, and only an explicit retry, which is a new attempt, may pay again. A note is
withdrawn when the provider answered that it did not do the work. So the attempts that hold a note or an id are
exactly those that a provider may have charged for.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from inkwell.core.errors import ModelAnswerLost, ModelError
from inkwell.core.ports import Attempt

#: What is stored in place of a request id when nothing is under way (any more).
NOTHING = ""

_NOTE = re.compile(r"([a-z]+)@(\d{1,12}\.\d{3})")


@dataclass(frozen=True, slots=True)
class Note:
    """That a request went to a `provider` at a `moment` (seconds since 1970), and its id is not known yet."""

    provider: str
    moment: float

    @classmethod
    def read(cls, request_id: str) -> "Note | None":
        """The note in place of a request id; None when it is a real id."""
        match = _NOTE.fullmatch(request_id)
        return cls(match[1], float(match[2])) if match else None

    def __str__(self) -> str:
        return f"{self.provider}@{self.moment:.3f}"


def note_sending(provider: str, attempt: Attempt) -> Note:
    """Store that a request is about to be sent."""
    note = Note(provider, time.time())
    attempt.submitted(str(note))
    return note


@contextmanager
def paid_once(provider: str, attempt: Attempt) -> Iterator[None]:
    """Around the one paid request of a provider that cannot be asked later what became of it.

    Args:
        provider: its name in notes, in lower-case letters.

    Raises:
        ModelAnswerLost: an earlier run of this attempt has sent its request already.
    """
    if attempt.request_id:
        raise ModelAnswerLost
    note_sending(provider, attempt)
    try:
        yield
    except ModelAnswerLost:
        raise
    except ModelError:
        attempt.submitted(NOTHING)
        raise
