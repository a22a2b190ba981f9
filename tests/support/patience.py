"""A text model that takes its time, and the clock that it moves."""

from collections.abc import Sequence
from typing import Any

from inkwell.core.text_models import TextRequest, TextResult


class Time:
    """A clock that only sleeping, and models, move."""

    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class Model:
    """Says one thing after the other, and takes its time for it."""

    def __init__(self, time: Time, says: Sequence[Exception | dict[str, Any]], takes: float = 1.0) -> None:
        self.time, self.says, self.takes = time, list(says), takes
        self.timeouts: list[float] = []
        self.requests: list[TextRequest] = []

    def complete(self, request: TextRequest) -> TextResult:
        assert request.timeout is not None
        self.requests.append(request)
        self.timeouts.append(request.timeout)
        self.time.now += min(self.takes, request.timeout)
        said = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        if isinstance(said, Exception):
            raise said
        return TextResult(said, "fake")
