"""The models as the model table describes them to their adapters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from inkwell.core.text_models import TextRequest

Secret = Callable[[], str]
"""Gives a provider's key as it is at the moment, so that a rotated one is picked up; empty when there is none."""

#: The longest answer of a text model, in tokens, where the model table does not say.
MAX_TOKENS = 8_000

# Source: https://help.openai.com/en/articles/4936856 and https://ai.google.dev/gemini-api/docs/tokens, rounded up.
_CHARACTERS_A_TOKEN = 3
_TOKENS_A_PICTURE = 1_500


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A picture model.

    Args:
        id: Inkwell's name for it, such as "replicate/black-forest-labs/flux-schnell".
        provider: the provider whose adapter speaks to it, such as "replicate".
        model: the provider's own id of it.
        price_micros: the price of one picture where the answer does not say, in millionths of a US dollar.
        max_references: how many reference pictures it takes; 0 for none.
        max_pictures: how many pictures a request may carry in all: references, the one to start from, and a mask where
            it goes along as a picture; None for as many as these allow.
        needs_reference, needs_seed_image: whether it draws nothing without a reference, or without a picture to start
            from.
        takes_seed_image: whether it can start from a picture.
        takes_mask: whether it can repaint a part of that picture.
        takes_seed: whether a seed makes it repeatable.
        aspect_ratios: the ratios of width to height that it draws, as "9:16".
        timeout: seconds within which a picture is there or given up.
        region: the region of AWS in which it is asked; None for the function's own, and for other providers.
        options: settings of its adapter, such as the names of its input fields.
    """

    id: str
    provider: str
    model: str
    price_micros: int
    max_references: int = 0
    max_pictures: int | None = None
    needs_reference: bool = False
    needs_seed_image: bool = False
    takes_seed_image: bool = False
    takes_mask: bool = False
    takes_seed: bool = False
    aspect_ratios: tuple[str, ...] = ("1:1",)
    timeout: float = 120.0
    region: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextModelSpec:
    """A text model.

    Args:
        id: Inkwell's name for it, such as "openrouter/gpt-6-luna".
        provider: the provider whose adapter speaks to it, such as "openrouter".
        model: the provider's own id of it.
        input_micros_per_million, output_micros_per_million: the price of a million tokens where the answer does not
            say, in millionths of a US dollar.
        max_images: how many pictures it looks at; 0 for none.
        timeout: seconds within which the text is there or given up.
        options: settings of its adapter, such as how much the model thinks.
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
        """The highest price of a request, estimated, in millionths of a US dollar.

        It is counted for a request whose answer does not name its price, or never comes.
        """
        words = len(request.system) + len(request.prompt) + len(str(request.schema))
        read = words // _CHARACTERS_A_TOKEN + len(request.images) * _TOKENS_A_PICTURE
        return self.cost_micros(read, self.max_tokens)

    @property
    def max_tokens(self) -> int:
        """The longest answer, in tokens."""
        return int(self.options.get("max_tokens", MAX_TOKENS))

    def told_micros(
        self, read: int | None, written: int | None, thought: int | None = None, *, wrote: bool
    ) -> int | None:
        """The cost that an answer tells by its tokens, in millionths of a US dollar; None when it does not tell it.

        Args:
            read, written, thought: the tokens of the request, the text and what was thought before; None for what the
                answer does not tell.
            wrote: whether it holds a text: then its cost is told only with the tokens of request and text.
        """
        told = [count for count in (read, written, thought) if count is not None]
        if not told or (wrote and (read is None or written is None)):
            return None
        return self.cost_micros(read or 0, (written or 0) + (thought or 0))

    def cost_micros(self, input_tokens: int, output_tokens: int) -> int:
        """The price of so many tokens, in millionths of a US dollar."""
        total = input_tokens * self.input_micros_per_million + output_tokens * self.output_micros_per_million
        return round(total / 1_000_000)
