"""The port to text models: requests and results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from inkwell.core.attempts import AttemptMemory
from inkwell.core.image_models import ImageInput


@dataclass(frozen=True, slots=True)
class TextRequest:
    """A request for one structured text.

    Args:
        system: the writer's role and the rules for the text.
        prompt: the order for this text.
        schema: the JSON schema that the text must satisfy.
        schema_name: a short name for the schema.
        images: pictures that the writer should regard.
        seed: makes the result repeatable where the model can.
        hints: the facts behind the prompt as data, for models that use them.
        timeout: seconds after which the text is no longer waited for; None for the model's own timeout.
    """

    system: str
    prompt: str
    schema: Mapping[str, Any]
    schema_name: str
    images: Sequence[ImageInput] = ()
    seed: int | None = None
    hints: Mapping[str, Any] = field(default_factory=dict)
    timeout: float | None = None


@dataclass(frozen=True, slots=True)
class TextResult:
    """A text that satisfies the schema, as parsed JSON; `model` and `cost_micros` as in `ImageResult`."""

    data: dict[str, Any]
    model: str
    cost_micros: int = 0


class TextMemory(AttemptMemory, Protocol):
    """The durable memory of one attempt at a text, which keeps the text itself until it is stored elsewhere."""

    def take_text(self) -> TextResult | None:
        """The text that an earlier task of this attempt has paid for; None when there is none.

        It is given once: a caller who cannot use it asks the model anew.
        """

    def written(self, result: TextResult, *, cost_micros: int = 0) -> None:
        """Store, in one write, that no request runs any more and the text that the last one brought. May be repeated.

        Args:
            result: the text; the next `claim` removes it.
            cost_micros: counted in the same write, as by `paid`.
        """


class TextModel(Protocol):
    """A model that writes structured texts. It raises only `ModelError` and its subclasses, or AttemptTaken."""

    def complete(self, request: TextRequest) -> TextResult:
        """Write one text."""
