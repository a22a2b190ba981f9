"""Calls to providers, each in its turn: waits that are short are slept, long ones go back to the workflow."""

import logging
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

from inkwell.core.errors import ModelError, ModelRateLimited, ModelUnavailable
from inkwell.providers.limits import MINUTE, CircuitOpen, Limits, Permit, ProviderLimits, Throttled
from inkwell.providers.table import Provider

logger = logging.getLogger(__name__)


def limits_of(provider: Provider) -> Limits | None:
    """What the model table says of a provider's pace; None for one that is not paced."""
    if provider.requests_per_minute is None:
        return None
    return Limits(
        interval=max(1, MINUTE // provider.requests_per_minute),
        burst=provider.burst,
        longest_wait=round(provider.longest_wait * 1000),
        faults=provider.circuit.faults,
        window=provider.circuit.window * 1000,
        cooldown=provider.circuit.cooldown * 1000,
    )


class PermittedCall:
    """One call, while it runs: what becomes of it is told to all instances."""

    def __init__(
        self, state: ProviderLimits, provider: str, limits: Limits, permit: Permit, clock: Callable[[], float]
    ) -> None:
        self._state = state
        self._provider = provider
        self._limits = limits
        self._permit = permit
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error and not isinstance(error, ModelError):
            return  # nothing was asked, or nothing is known of the answer
        now = round(self._clock() * 1000)
        if isinstance(error, ModelUnavailable):
            self._state.failed(self._provider, self._limits, now, probed=self._permit.probes)
            return
        if isinstance(error, ModelRateLimited) and error.retry_after:
            self._state.slowed(self._provider, self._limits, now, round(error.retry_after * 1000))
        # Any other answer, even a refusal, shows that the provider is well.
        if self._permit.probes or self._permit.state.faults:
            self._state.succeeded(self._provider)


class RateLimiter:
    """Gives out turns.

    Args:
        state: what all instances know.
        providers: the providers of the model table.
        clock: the time in seconds since 1970.
        sleep: waits for so many seconds.
    """

    def __init__(
        self,
        state: ProviderLimits,
        providers: Mapping[str, Provider],
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._state = state
        self._limits = {name: limits_of(provider) for name, provider in providers.items()}
        self._clock = clock
        self._sleep = sleep

    def take(self, provider: str) -> PermittedCall | CircuitOpen | None:
        """Wait for the turn of one call; None when the provider is not paced.

        Returns:
            the turn, to be used as a context around the call; `CircuitOpen` when the provider's circuit is open.

        Raises:
            ModelRateLimited: the wait would be longer than the table allows; `retry_after` says how much.
        """
        limits = self._limits[provider]
        if limits is None:
            return None
        decision = self._state.enter(provider, limits, round(self._clock() * 1000))
        if isinstance(decision, Throttled):
            raise ModelRateLimited(retry_after=decision.retry_after / 1000)
        if isinstance(decision, CircuitOpen):
            return decision
        if decision.wait:
            self._sleep(decision.wait / 1000)
        return PermittedCall(self._state, provider, limits, decision, self._clock)
