"""The OpenRouter adapter against a stand-in of its API over real HTTP."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from inkwell.core.errors import (
    ModelAnswerLost,
    ModelBadCredentials,
    ModelError,
    ModelMalformedAnswer,
    ModelOutOfCredit,
    ModelRateLimited,
    ModelRefused,
    ModelRejectedInput,
    ModelRetired,
    ModelTimeout,
    ModelUnavailable,
)
from inkwell.core.image_models import ImageInput, ImageRequest
from inkwell.providers.http import Client
from inkwell.providers.openrouter import OpenRouter
from inkwell.providers.payment import NOTHING
from inkwell.providers.spec import ModelSpec
from tests.providers.attempts import MemoryAttempt
from tests.providers.servers.base import Faults, Reply, picture
from tests.providers.servers.openrouter import OpenRouterServer, answered, chatted, failure, schema_error

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
    ("reply", "error", "wait"),
    [
        (failure(400, "Bad request"), ModelRejectedInput, None),
        (schema_error(), ModelRejectedInput, None),
        (failure(401, "User not found."), ModelBadCredentials, None),
        (failure(402, "Insufficient credits", limit_source="openrouter_credits"), ModelOutOfCredit, None),
        (failure(402, "Key limit exceeded", limit_source="openrouter_key_limit"), ModelOutOfCredit, None),
        (
            failure(402, "In flight", limit_source="openrouter_in_flight_budget", headers={"Retry-After": "3"}),
            ModelRateLimited,
            3,
        ),
        (failure(402, "Insufficient credits"), ModelOutOfCredit, None),
        (
            failure(
                403, "Flagged", reasons=["violence"], flagged_input="a fox", provider_name="OpenAI", model_slug="m"
            ),
            ModelRefused,
            None,
        ),
        (failure(403, "Flagged"), ModelRefused, None),
        (failure(403, "No access", error_type="permission_denied"), ModelBadCredentials, None),
        (failure(404, "No endpoints found"), ModelRetired, None),
        (failure(408, "Timed out"), ModelTimeout, None),
        (failure(413, "Too large", error_type="payload_too_large"), ModelRejectedInput, None),
        (failure(422, "Unprocessable", error_type="unprocessable"), ModelRejectedInput, None),
        (failure(429, "Rate limit exceeded", error_type="rate_limit_exceeded"), ModelRateLimited, None),
        (
            failure(
                429,
                "Provider returned error",
                raw="temporarily rate-limited upstream",
                provider_name="Google",
                is_byok=False,
                limit_source="upstream_provider_shared_pool",
                retry_after_seconds=11,
                headers={},
            ),
            ModelRateLimited,
            11,
        ),
        (failure(502, "Provider returned error", provider_name="X", raw="boom"), ModelUnavailable, None),
        (failure(503, "No provider available"), ModelUnavailable, None),
        (failure(524, "Timed out at the edge"), ModelTimeout, None),
        (failure(529, "Overloaded", error_type="provider_overloaded"), ModelUnavailable, None),
        (failure(400, "Refused", error_type="content_policy_violation"), ModelRefused, None),
        (failure(400, "New", error_type="something_new"), ModelRejectedInput, None),
        # while drawing, with HTTP 200
        (failure(502, "Provider returned error", http=200, error_type="provider_unavailable"), ModelUnavailable, None),
        (failure(429, "Rate limit", http=200, retry_after_seconds=4), ModelRateLimited, 4),
        (failure(403, "Flagged", http=200, reasons=["x"]), ModelRefused, None),
        (Reply(200, {"error": {"message": "no code"}}), ModelUnavailable, None),
        (Reply(200, {"error": {"code": "boom", "message": "another kind of code"}}), ModelUnavailable, None),
        (Reply(200, {"created": 1, "data": []}), ModelMalformedAnswer, None),
        (Reply(200, {"data": [{"b64_json": "%"}]}), ModelMalformedAnswer, None),
        (Reply(200, []), ModelMalformedAnswer, None),
    ],
)
@pytest.mark.parametrize("spec", [SPEC, CHAT])
def test_errors(
    server: OpenRouterServer,
    make: Make,
    attempt: MemoryAttempt,
    spec: ModelSpec,
    reply: Reply,
    error: type[ModelError],
    wait: float | None,
) -> None:
    server.answers = [reply]
    with pytest.raises(ModelError) as raised:
        make(spec).generate(REQUEST, attempt)
    assert type(raised.value) is error
    assert raised.value.retry_after == wait
    assert attempt.submissions[-1] == NOTHING


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


def test_a_wrong_key_a_retired_model_and_a_schema_that_the_server_refuses(
    server: OpenRouterServer, make: Make, attempt: MemoryAttempt
) -> None:
    with pytest.raises(ModelBadCredentials):
        make(key="sk-or-wrong").generate(REQUEST, attempt)
    with pytest.raises(ModelRetired):
        make(replace(SPEC, model="google/gemini-2.5-flash-image")).generate(REQUEST, attempt)
    with pytest.raises(ModelRejectedInput):
        make(replace(SPEC, aspect_ratios=())).generate(replace(REQUEST, aspect_ratio="7:3"), attempt)


@pytest.mark.parametrize("fault", ["cut_after", "half", "gateway", "late"])
def test_a_lost_answer_is_never_paid_for_again(
    server: OpenRouterServer, make: Make, attempt: MemoryAttempt, fault: Any
) -> None:
    server.faults, server.late = Faults([fault]), 2.0
    with pytest.raises(ModelAnswerLost):
        make(replace(SPEC, timeout=0.6)).generate(REQUEST, attempt)
    with pytest.raises(ModelAnswerLost):
        make().generate(REQUEST, attempt.again())
    assert len(server.paid) == len(server.requests) == 1


def test_an_answer_of_the_images_api_may_say_less(server: OpenRouterServer, make: Make, attempt: MemoryAttempt) -> None:
    body = answered(picture())
    server.answers = [Reply(200, {"data": [{"b64_json": body["data"][0]["b64_json"]}]})]
    result = make().generate(REQUEST, attempt)
    assert (result.data, result.media_type, result.cost_micros) == (picture(), "", 40_000)
