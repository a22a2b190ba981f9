"""The attempt memories that models are given: one that counts what a model is paid, and one that keeps nothing."""

from inkwell.core.attempts import AttemptMemory
from inkwell.core.text_models import TextResult
from inkwell.providers.payment import NOTHING, RequestLease
from inkwell.providers.spec import ModelSpec


def split_request_id(attempt: AttemptMemory) -> tuple[str, str]:
    """The id of the model that an attempt has already asked, and that model's request id; both empty when none was.

    An attempt stores them as one text, "model request", because its provider's id alone does not say which model of a
    chain was asked.
    """
    model, _, request_id = (attempt.request_id or "").partition(" ")
    return model, request_id


class CountingAttempt:
    """The `AttemptMemory` of one model: request ids carry the model's id, and requests are counted at its price.

    Args:
        spec: the model.
        attempt: the attempt whose memory it is.
    """

    def __init__(self, spec: ModelSpec, attempt: AttemptMemory) -> None:
        self._spec = spec
        self._attempt = attempt
        model, request_id = split_request_id(attempt)
        self._request_id = request_id if model == spec.id else ""

    @property
    def name(self) -> str:
        """See `AttemptMemory`."""
        return self._attempt.name

    @property
    def request_id(self) -> str | None:
        """See `AttemptMemory`."""
        return self._request_id or None

    def claim(self, note: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`. A request counts with its lease, but not again when an unanswered one is repeated."""
        counted = 0 if RequestLease.read(self._request_id) else 1
        self._attempt.claim(
            f"{self._spec.id} {note}",
            requests=requests + counted,
            cost_micros=cost_micros + counted * self._spec.price_micros,
        )
        self._request_id = note

    def submitted(self, request_id: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`. A request counts no longer when its lease is withdrawn."""
        counted = bool(request_id) - bool(self._request_id)
        stored = f"{self._spec.id} {request_id}" if request_id else ""
        self._request_id = request_id
        self._attempt.submitted(
            stored, requests=requests + counted, cost_micros=cost_micros + counted * self._spec.price_micros
        )

    def paid(self, requests: int, cost_micros: int) -> None:
        """See `AttemptMemory`."""
        self._attempt.paid(requests, cost_micros)

    def progress(self, percent: int) -> None:
        """See `AttemptMemory`."""
        self._attempt.progress(percent)

    def has_counted(self, cost_micros: int) -> bool:
        """Correct the count of a delivered picture to its real cost.

        Args:
            cost_micros: what the picture cost, in millionths of a US dollar.

        Returns:
            Whether the picture is counted; a picture whose model stored no request id is not yet.
        """
        counted = bool(self._request_id)
        if counted and cost_micros != self._spec.price_micros:
            self._attempt.paid(0, cost_micros - self._spec.price_micros)
        return counted


class Unrecorded:
    """The `TextMemory` of a text of which nothing is kept."""

    name = "unrecorded"

    def __init__(self) -> None:
        self.request_id: str | None = None

    def claim(self, note: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`."""
        self.request_id = note

    def submitted(self, request_id: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`."""
        self.request_id = request_id

    def paid(self, requests: int, cost_micros: int) -> None:
        """See `AttemptMemory`."""

    def progress(self, percent: int) -> None:
        """See `AttemptMemory`."""

    def take_text(self) -> TextResult | None:
        """See `TextMemory`."""
        return None

    def written(self, result: TextResult, *, cost_micros: int = 0) -> None:
        """See `TextMemory`."""
        self.request_id = NOTHING
