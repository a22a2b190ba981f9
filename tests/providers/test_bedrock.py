"""The Bedrock adapter, with the real boto3, against a stand-in of the runtime over real HTTP."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from inkwell.core.errors import (
    ModelRejectedInput,
)
from inkwell.core.image_models import ImageInput, ImageRequest
from inkwell.providers.bedrock import Bedrock
from inkwell.providers.spec import ModelSpec
from tests.support.attempts import MemoryAttempt
from tests.support.providers.base import Reply, picture
from tests.support.providers.bedrock import BedrockServer, answered

RATIOS = ("16:9", "1:1", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21")
CORE = ModelSpec(
    id="bedrock/stable-image-core",
    provider="bedrock",
    model="stability.stable-image-core-v1:1",
    price_micros=40_000,
    takes_seed=True,
    aspect_ratios=RATIOS,
    timeout=20.0,
    region="us-west-2",
)
SD3 = replace(CORE, model="stability.sd3-5-large-v1:0", takes_seed_image=True)
ULTRA = replace(CORE, model="stability.stable-image-ultra-v1:1", takes_seed_image=True)
INPAINT = replace(CORE, model="us.stability.stable-image-inpaint-v1:0", takes_seed_image=True, takes_mask=True)
STYLE = replace(CORE, model="us.stability.stable-image-style-guide-v1:0", max_references=1)
TRANSFER = replace(CORE, model="us.stability.stable-style-transfer-v1:0", max_references=1, takes_seed_image=True)
REQUEST = ImageRequest("a fox in the snow", "16:9", seed=7)
Make = Callable[..., Bedrock]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[BedrockServer]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIATEST")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    with BedrockServer() as running:
        yield running


@pytest.fixture
def make(server: BedrockServer) -> Make:
    return lambda spec=CORE: Bedrock(spec, base_url=server.origin)


def text_of(picture: ImageInput) -> str:
    return base64.b64encode(picture.data).decode()


def test_a_text_to_image_call_is_signed_and_as_documented(
    server: BedrockServer, make: Make, attempt: MemoryAttempt
) -> None:
    result = make().generate(REQUEST, attempt)

    (request,) = server.requests
    assert request.path == "/model/stability.stable-image-core-v1%3A1/invoke"
    assert "/us-west-2/bedrock/aws4_request" in request.headers["authorization"]
    assert request.headers["content-type"] == request.headers["accept"] == "application/json"
    assert request.json == {"prompt": "a fox in the snow", "aspect_ratio": "16:9", "seed": 7, "output_format": "png"}
    assert (result.data, result.media_type) == (picture("16:9", seed=7), "image/png")
    assert (result.model, result.seed, result.cost_micros) == ("bedrock/stable-image-core", 7, 40_000)


@pytest.mark.parametrize(
    ("spec", "given", "sent"),
    [
        (SD3, {"seed_image"}, {"image": "photo", "mode": "image-to-image", "strength": 0.7}),
        (ULTRA, {"seed_image"}, {"image": "photo", "strength": 0.35}),
        (INPAINT, {"seed_image", "mask"}, {"image": "photo", "mask": "photo"}),
        (STYLE, {"references"}, {"image": "photo", "aspect_ratio": "16:9"}),
        (TRANSFER, {"seed_image", "references"}, {"init_image": "photo", "style_image": "photo"}),
        (SD3, set(), {"aspect_ratio": "16:9"}),
    ],
)
def test_each_model_gets_pictures_in_its_own_fields(
    server: BedrockServer,
    make: Make,
    attempt: MemoryAttempt,
    photo: ImageInput,
    spec: ModelSpec,
    given: set[str],
    sent: dict[str, Any],
) -> None:
    pictures: dict[str, Any] = {name: (photo,) if name == "references" else photo for name in given}
    make(spec).generate(replace(REQUEST, **pictures), attempt)
    expected = {name: text_of(photo) if value == "photo" else value for name, value in sent.items()}
    assert server.requests[0].json == {"prompt": "a fox in the snow", "seed": 7, "output_format": "png", **expected}


def test_a_table_without_the_shape_of_a_model_is_refused() -> None:
    with pytest.raises(ValueError, match=r"options\.shape must be one of"):
        Bedrock(replace(CORE, model="amazon.nova-canvas-v1:0"))
    arn = "arn:aws:bedrock:us-west-2:123456789012:inference-profile/us.stability.stable-image-inpaint-v1:0"
    Bedrock(replace(INPAINT, model=arn))


@pytest.mark.parametrize("shape", ["stable-image-core", "stable-image-style-guide"])
def test_a_picture_for_which_the_model_has_no_field_is_not_dropped(
    server: BedrockServer, make: Make, attempt: MemoryAttempt, photo: ImageInput, shape: str
) -> None:
    spec = replace(CORE, takes_seed_image=True, options={"shape": shape})
    with pytest.raises(ModelRejectedInput):
        make(spec).generate(replace(REQUEST, seed_image=photo), attempt)
    with pytest.raises(ModelRejectedInput):
        make(CORE).generate(replace(REQUEST, references=(photo,)), attempt)
    assert not server.requests


def test_a_seed_of_its_own_is_reported(server: BedrockServer, make: Make, attempt: MemoryAttempt) -> None:
    server.answers = [Reply(200, answered(picture(), 99))]
    assert make().generate(replace(REQUEST, seed=None), attempt).seed == 99
