"""The OpenAI adapter against a stand-in of its API over real HTTP."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

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
    ModelUnavailable,
)
from inkwell.core.image_models import ImageInput, ImageRequest
from inkwell.providers.http import Client
from inkwell.providers.openai import OpenAI
from inkwell.providers.payment import NOTHING
from inkwell.providers.spec import ModelSpec
from tests.providers.attempts import MemoryAttempt
from tests.providers.servers.base import Faults, Reply, picture
from tests.providers.servers.openai import OpenAIServer, answered, failure

SPEC = ModelSpec(
    id="openai/gpt-image-2.5-flare",
    provider="openai",
    model="gpt-image-2.5-flare",
    price_micros=13_000,
    max_references=15,
    takes_seed_image=True,
    takes_mask=True,
    aspect_ratios=("1:1", "3:2", "2:3"),
    timeout=20.0,
    options={"quality": "medium"},
)
REQUEST = ImageRequest("A cute baby sea otter", "1:1", seed=7)
Make = Callable[..., OpenAI]


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        yield running


@pytest.fixture
def make(server: OpenAIServer, http: Client) -> Make:
    def build(spec: ModelSpec = SPEC, key: str = OpenAIServer.key) -> OpenAI:
        return OpenAI(spec, lambda: key, base_url=server.base_url, http=http)

    return build


def test_words_alone_are_sent_as_the_documentation_shows(
    server: OpenAIServer, make: Make, attempt: MemoryAttempt
) -> None:
    result = make().generate(REQUEST, attempt)

    (request,) = server.requests
    assert request.path == "/v1/images/generations"
    assert request.headers["authorization"] == f"Bearer {server.key}"
    assert request.json == {
        "model": "gpt-image-2.5-flare",
        "prompt": "A cute baby sea otter",
        "n": 1,
        "size": "1024x1024",
        "quality": "medium",
    }
    assert (result.data, result.media_type) == (picture("1024:1024"), "image/png")
    assert (result.model, result.seed, result.cost_micros) == ("openai/gpt-image-2.5-flare", None, 13_000)


@pytest.mark.parametrize(
    ("ratio", "size"),
    [
        ("9:16", "1024x1536"),
        ("2:3", "1024x1536"),
        ("4:5", "1024x1536"),
        ("1:1", "1024x1024"),
        ("16:9", "1536x1024"),
        ("21:9", "1536x1024"),
    ],
)
def test_the_nearest_size_is_asked_for(
    server: OpenAIServer, make: Make, attempt: MemoryAttempt, ratio: str, size: str
) -> None:
    make().generate(replace(REQUEST, aspect_ratio=ratio), attempt)
    assert server.requests[0].json["size"] == size


@pytest.mark.parametrize("size", ["864x1536", "auto"])
def test_the_table_may_name_more_sizes(server: OpenAIServer, make: Make, attempt: MemoryAttempt, size: str) -> None:
    spec = replace(SPEC, options={"sizes": {"1:1": "1024x1024", "9:16": size}})
    make(spec).generate(replace(REQUEST, aspect_ratio="9:16"), attempt)
    assert server.requests[0].json["size"] == size


def test_an_older_model_draws_three_sizes_only(make: Make, attempt: MemoryAttempt) -> None:
    spec = replace(SPEC, model="gpt-image-1-mini", options={"sizes": {"9:16": "864x1536"}})
    with pytest.raises(ModelRejectedInput):
        make(spec).generate(replace(REQUEST, aspect_ratio="9:16"), attempt)


def test_one_picture_is_sent_as_image(
    server: OpenAIServer, make: Make, attempt: MemoryAttempt, photo: ImageInput
) -> None:
    make().generate(replace(REQUEST, references=(photo,)), attempt)

    (request,) = server.requests
    assert request.path == "/v1/images/edits"
    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert request.form == {
        "model": "gpt-image-2.5-flare",
        "prompt": "A cute baby sea otter",
        "n": "1",
        "size": "1024x1024",
        "quality": "medium",
    }
    assert request.files == [("image", photo.data, "image/png")]


def test_several_pictures_are_sent_as_a_list_the_one_to_change_first(
    server: OpenAIServer, make: Make, attempt: MemoryAttempt, photo: ImageInput
) -> None:
    other = ImageInput(picture(seed=9, kind="WEBP"), "image/webp")
    make().generate(replace(REQUEST, seed_image=other, references=(photo,)), attempt)
    assert server.requests[0].files == [("image[]", other.data, "image/webp"), ("image[]", photo.data, "image/png")]


@pytest.mark.parametrize("mode", ["L", "1", "RGB", "RGBA"])
@pytest.mark.parametrize("scale", [1, 2])
def test_a_mask_is_transparent_where_ours_is_white(
    server: OpenAIServer, make: Make, attempt: MemoryAttempt, mode: str, scale: int
) -> None:
    photo = ImageInput(picture("4:5", kind="JPEG"), "image/jpeg")
    width, height = Image.open(BytesIO(photo.data)).size
    drawn = Image.new("L", (width * scale, height * scale), 0)
    drawn.paste(255, (0, 0, width * scale // 2, height * scale))
    buffer = BytesIO()
    drawn.convert(mode).save(buffer, "PNG")
    mask = ImageInput(buffer.getvalue(), "image/png")
    make().generate(replace(REQUEST, seed_image=photo, mask=mask), attempt)

    (_, painting, kind), (name, sent, _) = server.requests[0].files
    stencil = Image.open(BytesIO(sent))
    assert (name, kind, stencil.mode, stencil.size) == ("mask", "image/png", "RGBA", (width, height))
    assert Image.open(BytesIO(painting)).size == (width, height)
    alpha = stencil.getchannel("A")
    assert alpha.getpixel((1, 1)) == 0
    assert alpha.getpixel((width - 2, 1)) == 255


def test_a_mask_that_is_no_picture_is_rejected(
    server: OpenAIServer, make: Make, attempt: MemoryAttempt, photo: ImageInput
) -> None:
    with pytest.raises(ModelRejectedInput):
        make().generate(replace(REQUEST, seed_image=photo, mask=ImageInput(b"mask", "image/png")), attempt)
    assert not server.requests
    assert not attempt.submissions


@pytest.mark.parametrize(
    ("reply", "error", "wait"),
    [
        (
            failure(
                400,
                "Your request was rejected by the safety system.",
                "image_generation_user_error",
                "moderation_blocked",
                moderation_details={"moderation_stage": "output", "categories": ["violence"]},
            ),
            ModelRefused,
            None,
        ),
        (
            failure(429, "Rate limit reached", "requests", "rate_limit_exceeded", {"retry-after-ms": "900"}),
            ModelRateLimited,
            0.9,
        ),
        (failure(429, "Rate limit", "tokens", "rate_limit_exceeded", {"retry-after": "20"}), ModelRateLimited, 20),
        (failure(429, "Please try again in 1m12s.", "tokens", "rate_limit_exceeded"), ModelRateLimited, 72),
        (failure(429, "You exceeded your quota", "insufficient_quota", "insufficient_quota"), ModelOutOfCredit, None),
        (failure(429, "No credit", "insufficient_quota", "credit_balance_exhausted"), ModelOutOfCredit, None),
        (failure(429, "No quota", "insufficient_quota", None), ModelOutOfCredit, None),
        (failure(404, "The model does not exist", "invalid_request_error", "model_not_found"), ModelRetired, None),
        (failure(403, "Your organization must be verified", "invalid_request_error", None), ModelBadCredentials, None),
        (failure(503, "Slow down", "server_error", "slow_down"), ModelRateLimited, None),
        (failure(503, "Overloaded", "server_error", "server_is_overloaded"), ModelUnavailable, None),
        (failure(500, "Error", "server_error", None), ModelUnavailable, None),
        (failure(400, "Invalid image", "image_generation_user_error", "something_new"), ModelRejectedInput, None),
        (Reply(200, {"created": 1, "data": []}), ModelMalformedAnswer, None),
        (Reply(200, {"created": 1, "data": [{"b64_json": None}]}), ModelMalformedAnswer, None),
        (Reply(200, [1, 2]), ModelMalformedAnswer, None),
    ],
)
def test_errors(
    server: OpenAIServer, make: Make, attempt: MemoryAttempt, reply: Reply, error: type[ModelError], wait: float | None
) -> None:
    server.answers = [reply]
    with pytest.raises(ModelError) as raised:
        make().generate(REQUEST, attempt)
    assert type(raised.value) is error
    assert raised.value.retry_after == wait
    assert attempt.submissions[-1] == NOTHING
    assert "sk-" not in str(raised.value)


def test_a_wrong_key_and_a_model_after_its_shutdown(server: OpenAIServer, make: Make, attempt: MemoryAttempt) -> None:
    with pytest.raises(ModelBadCredentials):
        make(key="sk-wrong").generate(REQUEST, attempt)
    del server.models["gpt-image-1-mini"]
    with pytest.raises(ModelRetired):
        make(replace(SPEC, model="gpt-image-1-mini")).generate(REQUEST, attempt)


def test_what_it_cost_is_read_from_the_tokens(server: OpenAIServer, make: Make, attempt: MemoryAttempt) -> None:
    prices: dict[str, Any] = {"dollars_per_million_tokens": {"text": 5, "image": 8, "output": 30}}
    priced = replace(SPEC, options=prices)
    assert make(priced).generate(REQUEST, attempt).cost_micros == 10 * 5 + 40 * 8 + 439 * 30
    server.answers = [Reply(200, answered(picture()) | {"usage": None})]
    assert make(priced).generate(REQUEST, MemoryAttempt()).cost_micros == 13_000


@pytest.mark.parametrize("with_picture", [True, False])
@pytest.mark.parametrize("fault", ["cut", "cut_after", "half", "gateway", "late"])
def test_an_ambiguous_failure_is_never_followed_by_another_request(
    server: OpenAIServer, make: Make, attempt: MemoryAttempt, photo: ImageInput, fault: Any, with_picture: bool
) -> None:
    server.faults, server.late = Faults([fault]), 2.0
    request = replace(REQUEST, references=(photo,) if with_picture else ())
    with pytest.raises(ModelAnswerLost):
        make(replace(SPEC, timeout=0.6)).generate(request, attempt)
    with pytest.raises(ModelAnswerLost):
        make().generate(request, attempt.again())
    assert len(server.requests) == 1
