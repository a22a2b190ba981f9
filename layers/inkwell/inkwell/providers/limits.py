"""The rules of the rate limiter that all instances share: a token bucket and a circuit breaker for each provider.

The bucket is the generic cell rate algorithm (ITU-T I.371): instead of tokens it keeps the moment until which calls are
*booked*. A call books the next slot and waits for it, so that forty callers at once come out in a row instead of
colliding and asking again. The circuit opens after faults in a row and lets a single call through once it has cooled
down: the probe.

The rules are pure functions of a `LimiterState`, which `inkwell.aws.provider_limits` keeps in DynamoDB. All moments
(since 1970) and spans are whole milliseconds.
"""

from dataclasses import dataclass, replace
from typing import Protocol

MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one provider, from the model table.

    Args:
        interval: time between two calls at full speed.
        burst: how many calls may start at the same moment after a pause.
        longest_wait: how long a call may wait for its slot; a call that would wait longer is throttled.
        faults: how many calls in a row must fail to open the circuit.
        window: time after which an earlier fault no longer counts.
        cooldown: how long an open circuit stays open before it is probed.
        probe: how long the probing call may take before another call may probe.
    """

    interval: int
    burst: int = 1
    longest_wait: int = 20_000
    faults: int = 8
    window: int = 60_000
    cooldown: int = 30_000
    probe: int = 60_000

    @property
    def slack(self) -> int:
        """The time by which bookings may run ahead of the clock without any call waiting."""
        return self.burst * self.interval

    @property
    def latest_booking(self) -> int:
        """The time by which bookings may run ahead of the clock for one more call to get a permit."""
        return self.longest_wait + self.slack - self.interval


@dataclass(frozen=True, slots=True)
class LimiterState:
    """The state of the rate limiter and the circuit breaker for one provider.

    Args:
        booked_until: moment until which slots are booked.
        faults, last_fault: failed calls in a row, and when the last one failed.
        open_until: moment until which the circuit is open; 0 when it is closed.
    """

    booked_until: int = 0
    faults: int = 0
    last_fault: int = 0
    open_until: int = 0


@dataclass(frozen=True, slots=True)
class Permit:
    """The permit for one call.

    Args:
        state: the state after the booking.
        wait: time until the call may start.
        probes: whether this call decides if an open circuit closes.
    """

    state: LimiterState
    wait: int
    probes: bool = False


@dataclass(frozen=True, slots=True)
class Throttled:
    """The refusal of a call because too many others are booked; there is a slot after `retry_after`."""

    retry_after: int


@dataclass(frozen=True, slots=True)
class CircuitOpen:
    """The refusal of a call because the circuit is open; it may be probed after `retry_after`."""

    retry_after: int


def enter(state: LimiterState, limits: Limits, now: int) -> Permit | Throttled | CircuitOpen:
    """The decision on one call: whether it may start, and when.

    Args:
        state: the provider's state before the call.
        limits: the provider's limits.
        now: the moment at which the call asks.
    """
    if state.open_until > now:
        return CircuitOpen(state.open_until - now)
    booked = max(state.booked_until, now) + limits.interval
    wait = wait_for(booked, limits, now)
    if wait > limits.longest_wait:
        return Throttled(wait - limits.longest_wait)
    probes = state.open_until > 0
    open_until = now + wait + limits.probe if probes else 0
    return Permit(replace(state, booked_until=booked, open_until=open_until), wait, probes)


def wait_for(booked_until: int, limits: Limits, now: int) -> int:
    """The wait of the call that booked the last slot."""
    return max(0, booked_until - now - limits.slack)


def succeeded(state: LimiterState) -> LimiterState:
    """The state after a call that was answered: no faults count any more, and the circuit is closed."""
    return replace(state, faults=0, last_fault=0, open_until=0)


def failed(state: LimiterState, limits: Limits, now: int, *, probed: bool) -> LimiterState:
    """The state after a call that failed through the provider's fault.

    Args:
        state: the state before.
        limits: the provider's limits.
        now: the moment of the failure.
        probed: whether it was the call that probed an open circuit.
    """
    if state.open_until and not probed:
        return state
    earlier = state.faults if now - state.last_fault <= limits.window else 0
    failing = replace(state, faults=earlier + 1, last_fault=now)
    if probed or failing.faults >= limits.faults:
        return replace(failing, open_until=now + limits.cooldown)
    return failing


def slowed(state: LimiterState, limits: Limits, now: int, pause: int) -> LimiterState:
    """The state after a provider asked for a pause: the next slot of all instances begins after it.

    Args:
        state: the state before.
        limits: the provider's limits.
        now: the moment of the answer.
        pause: the time that the provider asked to wait.
    """
    return replace(state, booked_until=max(state.booked_until, now + pause + limits.slack - limits.interval))


class ProviderLimits(Protocol):
    """Keeps the `LimiterState` of each provider for all instances; every change is atomic."""

    def enter(self, provider: str, limits: Limits, now: int) -> Permit | Throttled | CircuitOpen:
        """Ask for a permit, and book its slot when there is one; see the function `enter`."""

    def succeeded(self, provider: str) -> None:
        """Store the state that the function `succeeded` gives."""

    def failed(self, provider: str, limits: Limits, now: int, *, probed: bool) -> None:
        """Store the state that the function `failed` gives."""

    def slowed(self, provider: str, limits: Limits, now: int, pause: int) -> None:
        """Store the state that the function `slowed` gives."""
