"""The Gemini adapter against a stand-in of its API over real HTTP."""

import base64
from collections.abc import Callable, Iterator
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
from inkwell.providers.gemini import Gemini
from inkwell.providers.http import Client
from inkwell.providers.payment import NOTHING, RequestLease
from inkwell.providers.spec import ModelSpec
from tests.providers.attempts import MemoryAttempt
from tests.providers.servers.base import Faults, Reply, picture
from tests.providers.servers.gemini import GeminiServer, answered, drawn, quota_exceeded, status

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


def test_a_model_that_takes_no_pictures_is_not_asked(
    server: GeminiServer, make: Make, attempt: MemoryAttempt, photo: ImageInput
) -> None:
    with pytest.raises(ModelRejectedInput):
        make(changed(max_references=0)).generate(ImageRequest("a fox", references=(photo,)), attempt)
    assert not server.requests
    assert not attempt.submissions


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
        (answered(None, "SOMETHING_NEW"), ModelMalformedAnswer),
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
    assert raised.value.cost_micros == (33_600 if error is ModelMalformedAnswer else 0)
    assert attempt.submissions[-1] == NOTHING


def test_an_answer_that_is_no_json_was_cut_short(server: GeminiServer, make: Make, attempt: MemoryAttempt) -> None:
    server.answers = [Reply(200, b'{"candidates": [')]
    with pytest.raises(ModelAnswerLost):
        make().generate(REQUEST, attempt)
    assert RequestLease.read(attempt.submissions[-1])


@pytest.mark.parametrize(
    ("reply", "error", "wait"),
    [
        (quota_exceeded("37s"), ModelRateLimited, 37),
        (quota_exceeded("1.5s"), ModelRateLimited, 1.5),
        (quota_exceeded(None), ModelRateLimited, None),
        (quota_exceeded("40s", "GenerateRequestsPerDayPerProjectPerModel-FreeTier"), ModelOutOfCredit, 40),
        (status(403, "PERMISSION_DENIED", "Permission denied"), ModelBadCredentials, None),
        (status(400, "FAILED_PRECONDITION", "Enable billing"), ModelOutOfCredit, None),
        (status(500, "INTERNAL", "An internal error has occurred."), ModelUnavailable, None),
        (status(503, "UNAVAILABLE", "The model is overloaded."), ModelUnavailable, None),
        (status(504, "DEADLINE_EXCEEDED", "Deadline expired"), ModelTimeout, None),
        (status(409, "SOMETHING_NEW", "?"), ModelRejectedInput, None),
        (Reply(413, b"too large"), ModelRejectedInput, None),
    ],
)
def test_errors(
    server: GeminiServer, make: Make, attempt: MemoryAttempt, reply: Reply, error: type[ModelError], wait: float | None
) -> None:
    server.answers = [reply]
    with pytest.raises(ModelError) as raised:
        make().generate(REQUEST, attempt)
    assert type(raised.value) is error
    assert raised.value.retry_after == wait
    assert attempt.submissions[-1] == NOTHING


def test_a_wrong_key_and_a_retired_model_are_told_apart(
    server: GeminiServer, make: Make, attempt: MemoryAttempt
) -> None:
    with pytest.raises(ModelBadCredentials):
        make(key="AIzaWrong").generate(REQUEST, attempt)
    with pytest.raises(ModelRetired):
        make(changed(model="gemini-2.5-flash-image")).generate(REQUEST, attempt)
    with pytest.raises(ModelBadCredentials):
        make(key="").generate(REQUEST, attempt)


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


@pytest.mark.parametrize("fault", ["cut_after", "half", "gateway", "late"])
def test_a_lost_answer_is_never_paid_for_again(
    server: GeminiServer, make: Make, attempt: MemoryAttempt, fault: Any
) -> None:
    server.faults, server.late = Faults([fault]), 2.0
    with pytest.raises(ModelAnswerLost):
        make(changed(timeout=0.6)).generate(REQUEST, attempt)
    assert len(server.paid) == 1
    assert RequestLease.read(attempt.submissions[-1])

    again = attempt.again()
    with pytest.raises(ModelAnswerLost):
        make().generate(REQUEST, again)
    assert len(server.requests) == 1
    assert not again.submissions


@pytest.mark.parametrize("fault", ["429", "500"])
def test_an_answer_that_says_no_may_be_asked_again(
    server: GeminiServer, make: Make, attempt: MemoryAttempt, fault: Any
) -> None:
    server.faults = Faults([fault])
    with pytest.raises(ModelError) as raised:
        make().generate(REQUEST, attempt)
    assert raised.value.retryable
    assert make().generate(REQUEST, attempt.again()).data
    assert len(server.paid) == 1


def test_the_note_precedes_the_request(server: GeminiServer, make: Make) -> None:
    class Watched(MemoryAttempt):
        def submitted(self, request_id: str, **counts: int) -> None:
            assert not server.requests
            super().submitted(request_id, **counts)

    watched = Watched()
    make().generate(REQUEST, watched)
    assert [RequestLease.read(each).provider for each in watched.submissions] == ["gemini"]  # type: ignore[union-attr]
