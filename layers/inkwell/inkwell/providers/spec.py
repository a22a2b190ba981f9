"""What the model table says of one model, as its adapter needs it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Secret = Callable[[], str]
"""Gives a provider's key as it is at the moment, so that a rotated one is picked up; empty when there is none."""


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """One model of the model table.

    Args:
        id: how Inkwell calls it, such as "replicate/black-forest-labs/flux-schnell".
        provider: whose adapter speaks to it, such as "replicate".
        model: the provider's own id of it.
        price_micros: what one picture costs where the answer does not say, in millionths of a US dollar.
        max_references: how many reference pictures it takes; 0 for none.
        takes_seed_image: whether it can start from a picture.
        takes_mask: whether it can repaint a part of that picture.
        takes_seed: whether it can be made repeatable.
        aspect_ratios: those it draws, as "9:16".
        timeout: seconds within which a picture is there or given up.
        options: what its adapter needs beyond that, such as the names of its input fields.
    """

    id: str
    provider: str
    model: str
    price_micros: int
    max_references: int = 0
    takes_seed_image: bool = False
    takes_mask: bool = False
    takes_seed: bool = False
    aspect_ratios: tuple[str, ...] = ("1:1",)
    timeout: float = 120.0
    options: Mapping[str, Any] = field(default_factory=dict)
