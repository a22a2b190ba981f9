"""What tests of text models ask for, and an attempt that adds up what it costs."""

from dataclasses import dataclass, field
from typing import Any

from inkwell.core.errors import (
    AttemptTaken,
)
from inkwell.core.text_models import TextRequest, TextResult
from inkwell.providers.texts.drafts import TextWriter

SCHEMA = {
    "type": "object",
    "properties": {
        "title": {"type": "string", "minLength": 1},
        "scenes": {
            "type": "array",
            "items": {"type": "object", "properties": {"text": {"type": "string"}}},
            "minItems": 2,
        },
    },
    "required": ["title", "scenes"],
}
GOOD = {"title": "Rain", "scenes": [{"text": "Drip."}, {"text": "Drop."}]}
BAD = {"title": "", "scenes": []}


def request(**changes: Any) -> TextRequest:
    fields = {
        "system": "You write.",
        "prompt": "A story about rain",
        "schema": SCHEMA,
        "schema_name": "story",
        "seed": 7,
    }
    return TextRequest(**{**fields, **changes})


@dataclass
class Account:
    """A `TextMemory` that adds up what is paid; another worker's claim can be put into it."""

    name: str = "request"
    request_id: str | None = None
    requests: int = 0
    micros: int = 0
    taken: bool = False
    texts: list[TextResult] = field(default_factory=list)

    def claim(self, note: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        if self.taken:
            raise AttemptTaken
        self.submitted(note, requests=requests, cost_micros=cost_micros)

    def submitted(self, request_id: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        self.request_id = request_id
        self.paid(requests, cost_micros)

    def take_text(self) -> TextResult | None:
        raise AssertionError("not a writer's business")

    def written(self, result: TextResult, *, cost_micros: int = 0) -> None:
        self.texts.append(result)
        self.submitted("", cost_micros=cost_micros)

    def paid(self, requests: int, cost_micros: int) -> None:
        self.requests += requests
        self.micros += cost_micros

    def progress(self, percent: int) -> None:
        raise AssertionError("a text has none")


class Writer:
    """A text model with one attempt."""

    def __init__(self, adapter: TextWriter) -> None:
        self.adapter = adapter
        self.account = Account()

    def complete(self, request: TextRequest) -> TextResult:
        return self.adapter.complete(request, self.account)
