"""What the model table says of one text model, as its adapter needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class TextModelSpec:
    """One text model of the model table.

    Args:
        id: how Inkwell calls it, such as "openrouter/gpt-6-luna".
        provider: whose adapter speaks to it, such as "openrouter".
        model: the provider's own id of it.
        input_micros_per_million, output_micros_per_million: what a million tokens cost where the answer does not say,
            in millionths of a US dollar.
        max_images: how many pictures it looks at; 0 for none.
        timeout: seconds within which the text is there or given up.
        options: what its adapter needs beyond that, such as how much the model thinks.
    """

    id: str
    provider: str
    model: str
    input_micros_per_million: int = 0
    output_micros_per_million: int = 0
    max_images: int = 0
    timeout: float = 20.0
    options: Mapping[str, Any] = field(default_factory=dict)

    def cost_micros(self, input_tokens: int, output_tokens: int) -> int:
        """What that many tokens cost."""
        total = input_tokens * self.input_micros_per_million + output_tokens * self.output_micros_per_million
        return round(total / 1_000_000)
