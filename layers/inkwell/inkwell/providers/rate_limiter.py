"""The rate limiter and circuit breaker around calls to providers, shared by all instances.

A call whose slot is near sleeps until then; a call whose slot is far is throttled: its workflow waits, which costs
nothing, and calls again.
"""

import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

from inkwell.core.errors import ModelError, ModelRateLimited, ModelUnavailable
from inkwell.providers.limits import MINUTE, CircuitOpen, Limits, Permit, ProviderLimits, Throttled
from inkwell.providers.table import Provider


def limits_of(provider: Provider) -> Limits | None:
    """The limits of a provider by the model table; None for a provider without a rate limit."""
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
    """A context around a call that has its permit: reports to all instances how the call ended.

    Args:
        shared: what all instances know of the providers.
        provider: the name of the provider that is called.
        limits: the provider's limits.
        permit: the permit of this call.
        clock: the time in seconds since 1970.
    """

    def __init__(
        self, shared: ProviderLimits, provider: str, limits: Limits, permit: Permit, clock: Callable[[], float]
    ) -> None:
        self._shared = shared
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
            self._shared.failed(self._provider, self._limits, now, probed=self._permit.probes)
            return
        if isinstance(error, ModelRateLimited) and error.retry_after:
            self._shared.slowed(self._provider, self._limits, now, round(error.retry_after * 1000))
        # Any other answer, even a refusal, shows that the provider is well.
        if self._permit.probes or self._permit.state.faults:
            self._shared.succeeded(self._provider)


class RateLimiter:
    """Gives permits for calls to providers.

    Args:
        shared: what all instances know of the providers.
        providers: the providers of the model table, by name.
        clock: the time in seconds since 1970.
        sleep: waits for so many seconds.
    """

    def __init__(
        self,
        shared: ProviderLimits,
        providers: Mapping[str, Provider],
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._shared = shared
        self._limits = {name: limits_of(provider) for name, provider in providers.items()}
        self._clock = clock
        self._sleep = sleep

    def acquire(self, provider: str) -> PermittedCall | CircuitOpen | None:
        """Acquire the permit for one call, and wait until the call may start.

        Args:
            provider: the name of the provider that is to be called.

        Returns:
            A context to make the call in; `CircuitOpen` when the provider's circuit is open; None when the provider has
            no rate limit.

        Raises:
            ModelRateLimited: the wait would be longer than the table allows; `retry_after` says by how much.
        """
        limits = self._limits[provider]
        if limits is None:
            return None
        decision = self._shared.enter(provider, limits, round(self._clock() * 1000))
        if isinstance(decision, Throttled):
            raise ModelRateLimited(retry_after=decision.retry_after / 1000)
        if isinstance(decision, CircuitOpen):
            return decision
        if decision.wait:
            self._sleep(decision.wait / 1000)
        return PermittedCall(self._shared, provider, limits, decision, self._clock)
