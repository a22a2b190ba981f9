"""The OpenAI adapter against a stand-in of its API over real HTTP."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from inkwell.core.errors import (
    ModelRejectedInput,
)
from inkwell.core.image_models import ImageInput, ImageRequest
from inkwell.providers.http import Client
from inkwell.providers.openai import OpenAI
from inkwell.providers.spec import ModelSpec
from tests.support.attempts import MemoryAttempt
from tests.support.providers.base import Reply, picture
from tests.support.providers.openai import OpenAIServer, answered

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


def test_what_it_cost_is_read_from_the_tokens(server: OpenAIServer, make: Make, attempt: MemoryAttempt) -> None:
    prices: dict[str, Any] = {"dollars_per_million_tokens": {"text": 5, "image": 8, "output": 30}}
    priced = replace(SPEC, options=prices)
    assert make(priced).generate(REQUEST, attempt).cost_micros == 10 * 5 + 40 * 8 + 439 * 30
    server.answers = [Reply(200, answered(picture()) | {"usage": None})]
    assert make(priced).generate(REQUEST, MemoryAttempt()).cost_micros == 13_000
