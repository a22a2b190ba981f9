"""The Gemini adapter against a stand-in of its API over real HTTP."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from inkwell.core.errors import (
    ModelError,
    ModelMalformedAnswer,
    ModelNotServed,
    ModelRefused,
    ModelRejectedInput,
    ModelUnclearAnswer,
)
from inkwell.core.image_models import ImageInput, ImageRequest
from inkwell.providers.gemini import Gemini
from inkwell.providers.http import Client
from inkwell.providers.payment import NOTHING
from inkwell.providers.spec import ModelSpec
from tests.support.attempts import MemoryAttempt
from tests.support.providers.base import picture
from tests.support.providers.gemini import GeminiServer, answered, drawn

RATIOS = ("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9")
SPEC = ModelSpec(
    id="gemini/nano-banana-2.1",
    provider="gemini",
    model="gemini-nano-banana-2.1",
    price_micros=33_600,
    max_references=13,
    takes_seed_image=True,
    takes_mask=True,
    takes_seed=True,
    aspect_ratios=RATIOS,
    timeout=20.0,
    options={"image_size": "1K", "thinking_level": "MINIMAL"},
)
PRICED = {"dollars_per_million_tokens": {"input": 1.5, "text": 7.5, "image": 30}}
REQUEST = ImageRequest("a fox in the snow", "16:9", seed=1)
Make = Callable[..., Gemini]


@pytest.fixture
def server() -> Iterator[GeminiServer]:
    with GeminiServer() as running:
        yield running


@pytest.fixture
def make(server: GeminiServer, http: Client) -> Make:
    def build(spec: ModelSpec = SPEC, key: str = GeminiServer.key) -> Gemini:
        return Gemini(spec, lambda: key, base_url=server.base_url, http=http)

    return build


def changed(**changes: Any) -> ModelSpec:
    facts = {name: getattr(SPEC, name) for name in SPEC.__dataclass_fields__}
    return ModelSpec(**facts | changes)


def test_what_is_sent_is_what_the_documentation_shows(
    server: GeminiServer, make: Make, attempt: MemoryAttempt, photo: ImageInput
) -> None:
    result = make().generate(ImageRequest("a fox in the snow", "16:9", seed=1, references=(photo,)), attempt)

    (request,) = server.requests
    assert request.path == "/v1beta/models/gemini-nano-banana-2.1:generateContent"
    assert request.headers["x-goog-api-key"] == server.key
    assert "authorization" not in request.headers
    inline = {"mimeType": "image/png", "data": base64.b64encode(photo.data).decode()}
    assert request.json == {
        "contents": [{"role": "user", "parts": [{"text": "a fox in the snow"}, {"inlineData": inline}]}],
        "generationConfig": {
            "responseModalities": ["TEXT", "IMAGE"],
            "imageConfig": {"aspectRatio": "16:9", "imageSize": "1K"},
            "seed": 1,
            "thinkingConfig": {"thinkingLevel": "MINIMAL", "includeThoughts": False},
        },
    }
    assert (result.data, result.media_type, result.cost_micros) == (picture("16:9"), "image/png", 33_600)
    assert (result.model, result.seed) == ("gemini/nano-banana-2.1", 1)


def test_options_and_the_nearest_ratio(server: GeminiServer, make: Make, attempt: MemoryAttempt) -> None:
    settings = [{"category": "HARM_CATEGORY_HATE_SPEECH", "threshold": "BLOCK_ONLY_HIGH"}]
    spec = changed(takes_seed=False, options={"safety_settings": settings})
    make(spec).generate(ImageRequest("a fox", "9:21", seed=1), attempt)

    sent = server.requests[0].json
    assert sent["safetySettings"] == settings
    assert sent["generationConfig"] == {"responseModalities": ["TEXT", "IMAGE"], "imageConfig": {"aspectRatio": "9:16"}}


def test_a_mask_goes_along_in_words(
    server: GeminiServer, make: Make, attempt: MemoryAttempt, photo: ImageInput
) -> None:
    mask = ImageInput(picture("4:5", seed=255), "image/png", "mask")
    make().generate(ImageRequest("a hat", seed_image=photo, mask=mask, references=(photo,)), attempt)

    words, *pictures = server.requests[0].json["contents"][0]["parts"]
    assert words["text"].startswith("a hat\n\n")
    assert "where the mask is white" in words["text"]
    sent = [base64.b64decode(each["inlineData"]["data"]) for each in pictures]
    assert sent == [photo.data, mask.data, photo.data]


LAST = drawn("16:9", seed=3)
DRAFT = drawn("1:1", seed=4, thought=True)


@pytest.mark.parametrize(
    "parts",
    [
        [{"text": "Here it is."}, LAST],
        [LAST, {"text": "There it was."}],
        [DRAFT, {"text": "thinking", "thought": True}, LAST],
        [LAST, DRAFT],
        [drawn("1:1", seed=5), {"text": "and"}, {**LAST, "thoughtSignature": "abc"}],
        [None, {"inlineData": None}, {"inlineData": {"mimeType": "text/plain", "data": "aGk="}}, LAST],
    ],
)
def test_the_last_picture_that_is_no_draft_counts(
    server: GeminiServer, make: Make, attempt: MemoryAttempt, parts: list[Any]
) -> None:
    server.answers = [answered(parts)]
    assert make().generate(REQUEST, attempt).data == picture("16:9", seed=3)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}}, ModelRefused),
        ({"promptFeedback": {"blockReason": "SOMETHING_NEW"}}, ModelRefused),
        (answered(None, "IMAGE_SAFETY", finishMessage="Unable to show the generated image."), ModelRefused),
        (answered(None, "PROHIBITED_CONTENT"), ModelRefused),
        (answered(None, "IMAGE_RECITATION"), ModelRefused),
        ({"candidates": [{"finishReason": "SAFETY"}]}, ModelRefused),
        (answered(None, "NO_IMAGE"), ModelMalformedAnswer),
        (answered(None, "IMAGE_OTHER"), ModelMalformedAnswer),
        (answered(None, "MALFORMED_RESPONSE"), ModelMalformedAnswer),
        (answered(None, "ESCALATION"), ModelRefused),
        (answered(None, "PUP_LIMITED_DISABLED"), ModelNotServed),
        (answered(None, "LANGUAGE"), ModelRejectedInput),
        (answered(None, "SOMETHING_NEW"), ModelUnclearAnswer),
        (answered([{"text": "I would rather write."}], "STOP"), ModelMalformedAnswer),
        (answered([DRAFT], "STOP"), ModelMalformedAnswer),
        (answered([{"inlineData": {"mimeType": "image/png", "data": "%%%"}}]), ModelMalformedAnswer),
        (answered([{"inlineData": {"mimeType": "image/png", "data": 7}}]), ModelMalformedAnswer),
        ({"candidates": None}, ModelMalformedAnswer),
        ({"candidates": [{"content": None}]}, ModelMalformedAnswer),
        ({}, ModelMalformedAnswer),
    ],
)
def test_blocks_and_blanks_come_with_http_200(
    server: GeminiServer, make: Make, attempt: MemoryAttempt, answer: dict[str, Any], error: type[ModelError]
) -> None:
    server.answers = [answer]
    with pytest.raises(ModelError) as raised:
        make().generate(REQUEST, attempt)
    assert type(raised.value) is error
    assert attempt.submissions[-1] == NOTHING


@pytest.mark.parametrize(
    ("usage", "micros"),
    [
        ({"promptTokenCount": 18, "candidatesTokenCount": 18}, round(18 * 1.5 + 18 * 7.5)),
        ({"promptTokenCount": 10}, 15),
        ({"promptTokenCount": 0, "candidatesTokenCount": 0}, 0),
        ({}, 0),
        (None, 0),
    ],
)
@pytest.mark.parametrize("reason", ["NO_IMAGE", "IMAGE_SAFETY", "SOMETHING_NEW"])
def test_an_answer_without_a_picture_costs_what_it_tells(
    server: GeminiServer, make: Make, attempt: MemoryAttempt, usage: Any, micros: int, reason: str
) -> None:
    server.answers = [answered([{"text": "No."}], reason) | {"usageMetadata": usage}]
    with pytest.raises(ModelError):
        make(changed(options=PRICED)).generate(REQUEST, attempt)
    assert (attempt.requests, attempt.micros) == (int(micros > 0), micros)


def test_a_mask_leaves_room_for_one_reference_less(make: Make, attempt: MemoryAttempt, photo: ImageInput) -> None:
    spec = changed(max_references=14, max_pictures=14)
    for others in ({}, {"seed_image": photo}, {"seed_image": photo, "mask": photo}):
        most = ImageRequest("a hat", references=(photo,) * (14 - len(others)), **others)
        assert make(spec).generate(most, MemoryAttempt()).data
        with pytest.raises(ModelRejectedInput):
            make(spec).generate(replace(most, references=(photo,) * (15 - len(others))), attempt)
    assert not attempt.submissions


def test_what_it_cost_is_read_from_the_tokens(server: GeminiServer, make: Make, attempt: MemoryAttempt) -> None:
    # 2076 in at 1.5, 1120 image tokens at 30, 1332 - 1120 + 137 of words and thoughts at 7.5 micros each
    server.answers = [answered([LAST])]
    assert make(changed(options=PRICED)).generate(REQUEST, attempt).cost_micros == round(3114 + 33_600 + 2617.5)


@pytest.mark.parametrize(
    "usage", [None, {}, {"promptTokenCount": 5}, {"candidatesTokensDetails": [{"modality": "IMAGE"}]}]
)
def test_without_tokens_the_table_tells_what_it_cost(
    server: GeminiServer, make: Make, attempt: MemoryAttempt, usage: Any
) -> None:
    server.answers = [answered([LAST]) | {"usageMetadata": usage}]
    assert make(changed(options=PRICED)).generate(REQUEST, attempt).cost_micros == 33_600
