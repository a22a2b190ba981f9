"""The OpenRouter adapter against a stand-in of its API over real HTTP."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from inkwell.core.errors import (
    ModelError,
    ModelMalformedAnswer,
    ModelRefused,
    ModelRejectedInput,
    ModelUnavailable,
)
from inkwell.core.image_models import ImageInput, ImageRequest
from inkwell.providers.http import Client
from inkwell.providers.openrouter import OpenRouter
from inkwell.providers.spec import ModelSpec
from tests.support.attempts import MemoryAttempt
from tests.support.providers.base import Reply, picture
from tests.support.providers.openrouter import OpenRouterServer, answered, chatted

SPEC = ModelSpec(
    id="openrouter/nano-banana-2.1",
    provider="openrouter",
    model="google/gemini-nano-banana-2.1",
    price_micros=40_000,
    max_references=13,
    takes_seed_image=True,
    takes_mask=True,
    takes_seed=True,
    aspect_ratios=("1:1", "16:9", "9:16"),
    timeout=20.0,
    options={"resolution": "1K", "output_format": "png"},
)
CHAT = replace(SPEC, options={"api": "chat"})
REQUEST = ImageRequest("a fox in the snow", "16:9", seed=7)
Make = Callable[..., OpenRouter]


@pytest.fixture
def server() -> Iterator[OpenRouterServer]:
    with OpenRouterServer() as running:
        yield running


@pytest.fixture
def make(server: OpenRouterServer, http: Client) -> Make:
    def build(spec: ModelSpec = SPEC, key: str = OpenRouterServer.key) -> OpenRouter:
        return OpenRouter(spec, lambda: key, base_url=server.base_url, http=http)

    return build


def reference(photo: ImageInput) -> dict[str, Any]:
    url = f"data:image/png;base64,{base64.b64encode(photo.data).decode()}"
    return {"type": "image_url", "image_url": {"url": url}}


def test_the_images_api_is_asked_as_documented(
    server: OpenRouterServer, make: Make, attempt: MemoryAttempt, photo: ImageInput
) -> None:
    result = make().generate(replace(REQUEST, references=(photo,)), attempt)

    (request,) = server.requests
    assert request.path == "/api/v1/images"
    assert request.headers["authorization"] == f"Bearer {server.key}"
    assert request.json == {
        "model": "google/gemini-nano-banana-2.1",
        "prompt": "a fox in the snow",
        "aspect_ratio": "16:9",
        "seed": 7,
        "resolution": "1K",
        "output_format": "png",
        "input_references": [reference(photo)],
    }
    assert (result.data, result.media_type) == (picture("16:9"), "image/png")
    assert (result.model, result.seed, result.cost_micros) == ("openrouter/nano-banana-2.1", 7, 33_600)


def test_a_chat_draws_where_the_images_api_does_not(
    server: OpenRouterServer, make: Make, attempt: MemoryAttempt, photo: ImageInput
) -> None:
    result = make(CHAT).generate(replace(REQUEST, references=(photo,)), attempt)

    (request,) = server.requests
    assert request.path == "/api/v1/chat/completions"
    assert request.json == {
        "model": "google/gemini-nano-banana-2.1",
        "messages": [
            {"role": "user", "content": [{"type": "text", "text": "a fox in the snow"}, reference(photo)]},
        ],
        "modalities": ["image", "text"],
        "image_config": {"aspect_ratio": "16:9"},
        "seed": 7,
    }
    assert (result.data, result.media_type, result.cost_micros) == (picture("16:9"), "image/png", 33_600)


@pytest.mark.parametrize("spec", [SPEC, CHAT])
def test_a_mask_goes_along_in_words(
    server: OpenRouterServer, make: Make, attempt: MemoryAttempt, photo: ImageInput, spec: ModelSpec
) -> None:
    mask = ImageInput(picture("4:5", seed=255), "image/png")
    make(spec).generate(replace(REQUEST, seed_image=photo, mask=mask), attempt)
    body = server.requests[0].json
    content = body["messages"][0]["content"] if spec is CHAT else body["input_references"]
    words = content.pop(0)["text"] if spec is CHAT else body["prompt"]
    assert "where the mask is white" in words
    assert content == [reference(photo), reference(mask)]


@pytest.mark.parametrize(("cost", "micros"), [(0.0336, 33_600), (0, 0), (None, 40_000), ("free", 40_000), (-1, 40_000)])
@pytest.mark.parametrize("spec", [SPEC, CHAT])
def test_the_answer_says_what_it_cost_or_the_table_does(
    server: OpenRouterServer, make: Make, attempt: MemoryAttempt, spec: ModelSpec, cost: Any, micros: int
) -> None:
    server.cost = cost
    assert make(spec).generate(REQUEST, attempt).cost_micros == micros


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (chatted(None, finish_reason="error", error={"code": 502, "message": "upstream"}), ModelUnavailable),
        (chatted(None, finish_reason="content_filter"), ModelRefused),
        (chatted(None, message={"role": "assistant", "content": None, "refusal": "I cannot draw that."}), ModelRefused),
        (
            chatted(None, message={"role": "assistant", "content": "I would rather write.", "images": None}),
            ModelMalformedAnswer,
        ),
        (chatted(None, message=None), ModelMalformedAnswer),
        ({"choices": []}, ModelMalformedAnswer),
    ],
)
def test_a_chat_may_end_without_a_picture(
    server: OpenRouterServer, make: Make, attempt: MemoryAttempt, body: dict[str, Any], error: type[ModelError]
) -> None:
    server.answers = [Reply(200, body)]
    with pytest.raises(ModelError) as raised:
        make(CHAT).generate(REQUEST, attempt)
    assert type(raised.value) is error


def test_a_schema_that_the_server_refuses_is_rejected(make: Make, attempt: MemoryAttempt) -> None:
    with pytest.raises(ModelRejectedInput):
        make(replace(SPEC, aspect_ratios=())).generate(replace(REQUEST, aspect_ratio="7:3"), attempt)


def test_an_answer_of_the_images_api_may_say_less(server: OpenRouterServer, make: Make, attempt: MemoryAttempt) -> None:
    body = answered(picture())
    server.answers = [Reply(200, {"data": [{"b64_json": body["data"][0]["b64_json"]}]})]
    result = make().generate(REQUEST, attempt)
    assert (result.data, result.media_type, result.cost_micros) == (picture(), "", 40_000)
