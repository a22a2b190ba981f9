"""The requests that the adapters send for every model of the table and every kind of request that it takes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from inkwell.core.image_models import ImageInput, ImageModel, ImageRequest
from inkwell.core.text_models import TextRequest
from inkwell.providers.http import Client
from inkwell.providers.pictures import most_references
from inkwell.providers.spec import ModelSpec
from inkwell.providers.table import read_table
from inkwell.providers.texts.gemini import GeminiTexts
from inkwell.providers.texts.openai import OpenAITexts
from inkwell.providers.texts.openrouter import OpenRouterTexts
from tests.providers.adapters import ADAPTERS
from tests.providers.texts.writers import GOOD, Account, request
from tests.support.attempts import MemoryAttempt
from tests.support.providers.base import Request, picture

TABLE = read_table("offline")
WRITERS: dict[str, Any] = {"gemini": GeminiTexts, "openai": OpenAITexts, "openrouter": OpenRouterTexts}
PHOTO = ImageInput(picture("1:1", seed=7), "image/png", "photo")


def requests_for_pictures(
    provider: str, server: Any, http: Client
) -> Iterator[tuple[ModelSpec, ImageRequest, Request]]:
    """Each model, what it was asked for, and the request that its adapter sent for it.

    Args:
        provider: its name in the model table.
        server: its stand-in, running.
        http: the client to use.
    """
    for id, entry in TABLE.models.items():
        if entry.provider != provider:
            continue
        spec = replace(TABLE.model(id), timeout=20.0)
        model: ImageModel = ADAPTERS[provider].build(spec, server, lambda: server.key, http)
        for wanted in _kinds(spec):
            server.requests.clear()
            model.generate(wanted, MemoryAttempt())
            yield spec, wanted, next(each for each in server.requests if server.costs_money(each))


def requests_for_texts(provider: str, server: Any, http: Client) -> Iterator[tuple[TextRequest, Request]]:
    """Each text that was asked for, and the request that an adapter sent for it."""
    server.write = lambda prompt: GOOD
    for id, entry in TABLE.text_models.items():
        if entry.provider != provider:
            continue
        writer = WRITERS[provider](TABLE.text_model(id), lambda: server.key, base_url=server.base_url, http=http)
        for wanted in (request(), request(images=[PHOTO], seed=None)):
            server.requests.clear()
            assert writer.complete(wanted, Account()).data == GOOD
            yield wanted, server.requests[0]


def _kinds(spec: ModelSpec) -> Iterator[ImageRequest]:
    plain = ImageRequest("a fox in the snow", seed=7)
    if spec.needs_seed_image:
        plain = replace(plain, seed_image=PHOTO)
    if spec.needs_reference:
        plain = replace(plain, references=(PHOTO,))
    for ratio in spec.aspect_ratios:
        yield replace(plain, aspect_ratio=ratio)
    if spec.takes_seed_image:
        yield replace(plain, seed_image=PHOTO)
    for seed_image, mask in ((None, None), (PHOTO, None), (PHOTO, PHOTO)):
        if (seed_image and not spec.takes_seed_image) or (mask and not spec.takes_mask):
            continue
        if spec.needs_seed_image and not seed_image:
            continue
        whole = replace(plain, seed_image=seed_image, mask=mask)
        yield replace(whole, references=(PHOTO,) * most_references(spec, whole)) if spec.max_references else whole
