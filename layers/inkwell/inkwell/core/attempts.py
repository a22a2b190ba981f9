"""The port by which a model remembers, durably, what an attempt has sent and paid for."""

from typing import Protocol


class AttemptMemory(Protocol):
    """The durable memory of one try at a picture or text: a repeated task finds what the killed one had started."""

    @property
    def name(self) -> str:
        """What names this try among all of them."""

    @property
    def request_id(self) -> str | None:
        """The provider's id of the request that is already running for this try, if one was stored."""

    def claim(self, note: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """Store, before a paid request is sent, that this worker sends it and no other.

        Args:
            note: takes the place of `request_id`.
            requests, cost_micros: what `paid` shall count in the same write.

        Raises:
            AttemptTaken: what is stored is not what this worker knows, or nobody wants the result any more.
        """

    def submitted(self, request_id: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """Store the provider's request id; call it before waiting for the result.

        Args:
            request_id: what the running request is found by; empty when none is (any more).
            requests, cost_micros: what `paid` shall count in the same write.
        """

    def paid(self, requests: int, cost_micros: int) -> None:
        """Count requests that a provider charges for, and what they cost in millionths of a US dollar.

        A model that reports costs need not call it: whoever hands out models counts for it.
        """

    def progress(self, percent: int) -> None:
        """Report 0..100, whenever the provider tells."""
