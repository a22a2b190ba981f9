"""What the model table says of one text model, as its adapter needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from inkwell.core.text_models import TextRequest

#: How long an answer may be, in tokens, where the model table does not say.
MAX_TOKENS = 8_000

# Source: https://help.openai.com/en/articles/4936856 and https://ai.google.dev/gemini-api/docs/tokens, rounded up.
_CHARACTERS_A_TOKEN = 3
_TOKENS_A_PICTURE = 1_500


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

    def most_micros(self, request: TextRequest) -> int:
        """What a request may cost at most, about: what is counted for one whose answer does not say, or never comes."""
        words = len(request.system) + len(request.prompt) + len(str(request.schema))
        read = words // _CHARACTERS_A_TOKEN + len(request.images) * _TOKENS_A_PICTURE
        return self.cost_micros(read, self.max_tokens)

    @property
    def max_tokens(self) -> int:
        """How long an answer may be, in tokens."""
        return int(self.options.get("max_tokens", MAX_TOKENS))

    def cost_micros(self, input_tokens: int, output_tokens: int) -> int:
        """What that many tokens cost."""
        total = input_tokens * self.input_micros_per_million + output_tokens * self.output_micros_per_million
        return round(total / 1_000_000)
