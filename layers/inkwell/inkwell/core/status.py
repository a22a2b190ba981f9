"""The status machine of jobs and pictures, as data.

Jobs and pictures have the same statuses. The table below has all transitions; every write of a status is conditional on
the statuses that `sources` names for its event.
"""

from enum import StrEnum


class Status(StrEnum):
    """The status of a job or a picture."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Event(StrEnum):
    """The events that change a status."""

    START = "start"
    SUCCEED = "succeed"
    FAIL = "fail"
    CANCEL = "cancel"
    REJECT = "reject"
    RETRY = "retry"


class IllegalTransitionError(ValueError):
    """The event cannot happen in this status: a defect, never a caller's mistake."""


# START while running is allowed: a task that is repeated after its function was killed starts its picture again.
# SUCCEED while queued is allowed: a job whose retry never started still shows its earlier pictures. Only an explicit
# RETRY leaves a final status, and nothing leaves CANCELLED. REJECT means that our own check refused a picture: the same
# run continues with a fresh attempt.
TRANSITIONS: dict[Status, dict[Event, Status]] = {
    Status.QUEUED: {
        Event.START: Status.RUNNING,
        Event.SUCCEED: Status.SUCCEEDED,
        Event.FAIL: Status.FAILED,
        Event.CANCEL: Status.CANCELLED,
    },
    Status.RUNNING: {
        Event.START: Status.RUNNING,
        Event.SUCCEED: Status.SUCCEEDED,
        Event.FAIL: Status.FAILED,
        Event.CANCEL: Status.CANCELLED,
        Event.REJECT: Status.QUEUED,
    },
    Status.SUCCEEDED: {Event.RETRY: Status.QUEUED},
    Status.FAILED: {Event.RETRY: Status.QUEUED},
    Status.CANCELLED: {},
}

OPEN = frozenset({Status.QUEUED, Status.RUNNING})
FINAL = frozenset(Status) - OPEN


def after(status: Status, event: Event) -> Status:
    """The status that follows `status` when `event` happens.

    Raises:
        IllegalTransitionError: `event` cannot happen in `status`.
    """
    try:
        return TRANSITIONS[status][event]
    except KeyError:
        raise IllegalTransitionError(f"{event.value} cannot happen to one that is {status.value}") from None


def sources(event: Event) -> frozenset[Status]:
    """The statuses in which `event` can happen."""
    return frozenset(status for status, exits in TRANSITIONS.items() if event in exits)


def target(event: Event) -> Status:
    """The status that `event` leads to, whatever it came from."""
    (status,) = {exits[event] for exits in TRANSITIONS.values() if event in exits}
    return status
