"""How fast a provider may be called, by all instances together: a token bucket and a circuit breaker, as pure rules.

The bucket is the generic cell rate algorithm (ITU-T I.371): instead of tokens it keeps the moment until which calls are
*booked*. A call books the next slot and waits for it, so that forty callers at once come out in a row instead of
colliding and asking again. The circuit opens after faults in a row and lets a single call through once it has cooled
down. `inkwell.aws.provider_limits` keeps the state in DynamoDB. All moments and spans are whole milliseconds.
"""

from dataclasses import dataclass, replace
from typing import Protocol

MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for one provider, from the model table.

    Args:
        interval: between two calls at full speed.
        burst: how many calls may start at the same moment after a pause.
        longest_wait: how long a call may wait for its slot; beyond that it is refused.
        faults: how many calls in a row must fail to open the circuit.
        window: after which an earlier fault no longer counts.
        cooldown: how long an open circuit stays open before one call tries again.
        probe: how long that one call may take before another may try.
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
        """How far bookings may run ahead of the clock without anybody waiting."""
        return self.burst * self.interval

    @property
    def latest_booking(self) -> int:
        """How far bookings may run ahead of the clock for one more call to be let in."""
        return self.longest_wait + self.slack - self.interval


@dataclass(frozen=True, slots=True)
class State:
    """What is known of one provider.

    Args:
        booked_until: until when slots are taken.
        faults, last_fault: failed calls in a row, and when the last one failed.
        open_until: until when the circuit is open; 0 when it is closed.
    """

    booked_until: int = 0
    faults: int = 0
    last_fault: int = 0
    open_until: int = 0


@dataclass(frozen=True, slots=True)
class Permit:
    """Call after `wait`; `state` is the new one. `probes`: this call decides whether an open circuit closes."""

    state: State
    wait: int
    probes: bool = False


@dataclass(frozen=True, slots=True)
class Throttled:
    """Too many calls are booked; there is a slot after `retry_after`."""

    retry_after: int


@dataclass(frozen=True, slots=True)
class CircuitOpen:
    """The circuit is open; after `retry_after` it may be tried."""

    retry_after: int


def enter(state: State, limits: Limits, now: int) -> Permit | Throttled | CircuitOpen:
    """May a call start, and when?"""
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
    """How long the call that booked last waits."""
    return max(0, booked_until - now - limits.slack)


def succeeded(state: State) -> State:
    """A call was answered: nothing is held against the provider any more."""
    return replace(state, faults=0, last_fault=0, open_until=0)


def failed(state: State, limits: Limits, now: int, *, probed: bool) -> State:
    """A call failed through the provider's fault.

    Args:
        state: what was known.
        limits: what holds for the provider.
        now: when it failed.
        probed: whether it was the one call that tried an open circuit.
    """
    if state.open_until and not probed:
        return state
    earlier = state.faults if now - state.last_fault <= limits.window else 0
    failing = replace(state, faults=earlier + 1, last_fault=now)
    if probed or failing.faults >= limits.faults:
        return replace(failing, open_until=now + limits.cooldown)
    return failing


def slowed(state: State, limits: Limits, now: int, pause: int) -> State:
    """The provider asked for a pause: the next slot begins after it, for everybody."""
    return replace(state, booked_until=max(state.booked_until, now + pause + limits.slack - limits.interval))


class ProviderLimits(Protocol):
    """Keeps the state of each provider for all instances; every change is atomic."""

    def enter(self, provider: str, limits: Limits, now: int) -> Permit | Throttled | CircuitOpen:
        """Ask for a slot, and book it when there is one."""

    def succeeded(self, provider: str) -> None:
        """See `succeeded`."""

    def failed(self, provider: str, limits: Limits, now: int, *, probed: bool) -> None:
        """See `failed`."""

    def slowed(self, provider: str, limits: Limits, now: int, pause: int) -> None:
        """See `slowed`."""
