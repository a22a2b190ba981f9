"""Text models against a stand-in that answers as OpenRouter does."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from inkwell.core.errors import (
    ModelBadCredentials,
    ModelError,
    ModelMalformedAnswer,
    ModelRateLimited,
    ModelRefused,
    ModelRejectedInput,
    ModelRetired,
    ModelUnavailable,
)
from inkwell.providers.spec import TextModelSpec
from inkwell.providers.texts.openrouter import OpenRouterTexts
from tests.providers.texts.writers import GOOD, Writer, request
from tests.support.providers.base import Reply
from tests.support.providers.openrouter import OpenRouterServer, schema_error, written
from tests.support.providers.openrouter import failure as openrouter_failure


@pytest.fixture
def router() -> Iterator[OpenRouterServer]:
    with OpenRouterServer() as server:
        server.cost = 0.0021
        yield server


def at_router(server: OpenRouterServer, key: str = OpenRouterServer.key) -> Writer:
    spec = TextModelSpec("openrouter/luna", "openrouter", "openai/gpt-6-luna", 1_000_000, 2_000_000, 4)
    return Writer(OpenRouterTexts(spec, lambda: key, base_url=server.base_url))


@pytest.mark.parametrize("said", [GOOD, json.dumps(GOOD), f"```json\n{json.dumps(GOOD)}\n```"])
@pytest.mark.parametrize(("cost", "micros"), [(0.0021, 2100), (None, 412 + 2 * 1120)])
def test_what_openrouter_takes_and_says(router: OpenRouterServer, said: Any, cost: float | None, micros: int) -> None:
    router.write, router.cost = lambda prompt: said, cost
    writer = at_router(router)
    assert writer.complete(request()).data == GOOD
    assert (writer.account.requests, writer.account.micros) == (len(router.paid), micros) == (1, micros)


def test_openrouter_says_no_json_twice(router: OpenRouterServer) -> None:
    router.write = lambda prompt: "I would rather tell it aloud."
    writer = at_router(router)
    with pytest.raises(ModelMalformedAnswer):
        writer.complete(request())
    assert (writer.account.requests, writer.account.micros) == (len(router.paid), 4200) == (2, 4200)


@pytest.mark.parametrize(
    ("reply", "error", "cost"),
    [
        (schema_error(), ModelRejectedInput, 0),
        (openrouter_failure(429, "Rate limit exceeded", error_type="rate_limit_exceeded"), ModelRateLimited, 0),
        (openrouter_failure(502, "Provider returned error", http=200, provider_name="X"), ModelUnavailable, 0),
        (Reply(200, written(None, finish_reason="error", error={"code": 502, "message": "x"})), ModelUnavailable, 2100),
        (Reply(200, written("", finish_reason="content_filter")), ModelRefused, 2100),
    ],
)
def test_what_goes_wrong_at_openrouter(
    router: OpenRouterServer, reply: Reply, error: type[ModelError], cost: int
) -> None:
    router.answers = [reply]
    writer = at_router(router)
    with pytest.raises(error):
        writer.complete(request())
    assert (writer.account.requests, writer.account.micros) == (int(cost > 0), cost)


def test_a_wrong_key_and_a_retired_model_at_openrouter(router: OpenRouterServer) -> None:
    with pytest.raises(ModelBadCredentials):
        at_router(router, "sk-or-wrong").complete(request())
    router.models.remove("openai/gpt-6-luna")
    with pytest.raises(ModelRetired):
        at_router(router).complete(request())
    assert not router.paid
