"""The port by which a model remembers, durably, what an attempt has sent and paid for."""

from typing import Protocol


class AttemptMemory(Protocol):
    """The durable memory of one attempt at a picture or text: a repeated task finds what a killed task had started."""

    @property
    def name(self) -> str:
        """The name of this attempt, unique among all attempts."""

    @property
    def request_id(self) -> str | None:
        """The provider's id of the request that runs for this attempt, if one was stored."""

    def claim(self, note: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """Store, before a paid request is sent, that only this worker sends it.

        Args:
            note: stored as `request_id` until the provider's own id is known.
            requests, cost_micros: counted in the same write, as by `paid`.

        Raises:
            AttemptTaken: another worker has stored something since, or the attempt has ended.
        """

    def submitted(self, request_id: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """Store the provider's request id; call it before waiting for the result.

        Args:
            request_id: the provider's id of the running request; empty when none runs (any more).
            requests, cost_micros: counted in the same write, as by `paid`.
        """

    def paid(self, requests: int, cost_micros: int) -> None:
        """Count requests that a provider charges for, and their cost in millionths of a US dollar.

        A model that reports its costs need not call it: `inkwell.providers.registry` counts them.
        """

    def progress(self, percent: int) -> None:
        """Store the progress, 0..100, whenever the provider reports it."""
