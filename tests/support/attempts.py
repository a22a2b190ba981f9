"""An attempt whose memory is a list, for tests of adapters."""

from dataclasses import dataclass, field


@dataclass
class MemoryAttempt:
    """An `AttemptMemory`; `again()` is the same attempt in a repeated task.

    `requests` and `micros` are what is counted as paid.
    """

    request_id: str | None = None
    submissions: list[str] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)
    name: str = "job/picture/1"
    requests: int = 0
    micros: int = 0

    def claim(self, note: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`."""
        self.submitted(note, requests=requests, cost_micros=cost_micros)

    def submitted(self, request_id: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`."""
        self.submissions.append(request_id)
        self.paid(requests, cost_micros)

    def paid(self, requests: int, cost_micros: int) -> None:
        """See `AttemptMemory`."""
        self.requests += requests
        self.micros += cost_micros

    def progress(self, percent: int) -> None:
        """See `AttemptMemory`."""
        self.shown.append(percent)

    def again(self) -> "MemoryAttempt":
        """What a repeated task is given: what was stored last."""
        stored = self.submissions[-1] if self.submissions else self.request_id
        return MemoryAttempt(stored, requests=self.requests, micros=self.micros)
