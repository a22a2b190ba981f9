"""The port to text models: requests and results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from inkwell.core.image_models import ImageInput


@dataclass(frozen=True, slots=True)
class TextRequest:
    """One structured text to write.

    Args:
        system: who the writer is and what rules hold.
        prompt: what to write.
        schema: the JSON schema the answer must satisfy.
        schema_name: a short name for it.
        images: pictures the writer should look at.
        seed: makes the result repeatable where the model can.
        hints: structured facts behind the prompt for models that use them.
        timeout: seconds after which nobody waits for the text any more; None for the model's own patience.
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


class TextModel(Protocol):
    """Writes structured texts. Raises the `ModelError` family, or AttemptTaken, and nothing else."""

    def complete(self, request: TextRequest) -> TextResult:
        """Write one text."""
