"""What real models return wrongly: each kind of answer has its row, with what becomes of it.

An answer that came is settled, however bad it is: nothing keeps the next task waiting, and that task may ask anew.
"""

import base64
import json
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from PIL import Image, ImageDraw

from inkwell.core.errors import (
    ModelAnswerLost,
    ModelError,
    ModelMalformedAnswer,
    ModelRateLimited,
    ModelRefused,
    ModelUnavailable,
    ModelUnclearAnswer,
)
from inkwell.core.image_models import ImageModel, ImageRequest, ImageResult
from inkwell.imaging.checked import Checked
from inkwell.providers.rate_limiter import RateLimiter
from inkwell.providers.registry import Registry
from inkwell.providers.table import read_table
from tests.providers.adapters import StandIn, stand_in
from tests.support.attempts import MemoryAttempt
from tests.support.providers import bedrock, gemini, openai, openrouter
from tests.support.providers.base import Reply, encoded_picture, picture

REQUEST = ImageRequest("a fox in the snow", seed=7)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>'
WHOLE = picture()
#: The price of a picture whose answer does not tell its cost.
PRICE = 40_000


def photograph_of_text() -> bytes:
    """A picture that shows nothing but words."""
    image = Image.new("RGB", (96, 96), "white")
    ImageDraw.Draw(image).text((4, 40), "a fox in the snow", "black")
    return encoded_picture(image)


def of_base64(text: str, usage: bool = True) -> dict[str, dict[str, Any]]:
    """The answer of each provider that has a text in place of base64; without usage it tells no cost."""
    part = {"inlineData": {"mimeType": "image/png", "data": text}}
    answers = {
        "gemini": gemini.answered([part]),
        "openai": openai.answered(b"") | {"data": [{"b64_json": text}]},
        "openrouter": openrouter.answered(b"") | {"data": [{"b64_json": text, "media_type": "image/png"}]},
        "openrouter chat": openrouter.chatted(None, message=_message(text)),
        "bedrock": bedrock.answered(b"") | {"images": [text]},
    }
    told = ("usage", "usageMetadata")
    return {
        name: {key: value for key, value in answer.items() if usage or key not in told}
        for name, answer in answers.items()
    }


def _message(text: str) -> dict[str, Any]:
    url = f"data:image/png;base64,{text}"
    return {"role": "assistant", "content": "", "images": [{"type": "image_url", "image_url": {"url": url}}]}


def for_urls(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def of_bytes(data: bytes) -> dict[str, dict[str, Any]]:
    return of_base64(base64.b64encode(data).decode())


ENCODED = base64.b64encode(WHOLE).decode()
#: Longer than half, so that the header is there: what lacks is pixels.
CUT = len(ENCODED) * 3 // 4 // 4 * 4

WORDS_ONLY = {
    "gemini": gemini.answered([{"text": "Here is a fox."}]),
    "openai": openai.answered(b"") | {"data": []},
    "openrouter": openrouter.answered(b"") | {"data": []},
    "openrouter chat": openrouter.chatted(None),
    "bedrock": bedrock.answered(b"") | {"images": []},
}
NEW_END = {
    "gemini": gemini.answered(None, "SOMETHING_NEW"),
    "bedrock": {"seeds": [], "finish_reasons": ["Something new"], "images": []},
}

Body = Callable[[Any], bytes]


def as_json(body: Any) -> bytes:
    return json.dumps(body).encode()


def after_heartbeats(body: Any) -> bytes:
    return b"\n   \n" * 20 + json.dumps(body).encode()


Row = tuple[str, dict[str, dict[str, Any]], Body, type[ModelError] | None]

#: A kind of answer, each provider's form of it, how it is sent, and its error; None for a picture.
ROWS: list[Row] = [
    ("a PNG cut at a multiple of four characters", of_base64(ENCODED[:CUT]), as_json, ModelMalformedAnswer),
    ("a PNG cut within four characters", of_base64(ENCODED[: CUT + 1]), as_json, ModelMalformedAnswer),
    ("the same, of which no cost is told", of_base64(ENCODED[:CUT], usage=False), as_json, ModelMalformedAnswer),
    ("an SVG", of_bytes(SVG), as_json, ModelMalformedAnswer),
    ("a page of HTML in base64", of_bytes(b"<html>502</html>"), as_json, ModelMalformedAnswer),
    ("no base64 at all", of_base64("a fox, as an artist would see it"), as_json, ModelMalformedAnswer),
    ("words only", WORDS_ONLY, as_json, ModelMalformedAnswer),
    ("an empty picture", of_base64(""), as_json, ModelMalformedAnswer),
    ("an empty picture, of which no cost is told", of_base64("", usage=False), as_json, ModelMalformedAnswer),
    # Base64 has several forms, and one that lacks but its end has all pixels.
    ("base64 with line breaks", of_base64(f"{ENCODED[:76]}\r\n{ENCODED[76:]}\n"), as_json, None),
    ("base64 for URLs, without padding", of_base64(for_urls(WHOLE)), as_json, None),
    ("a PNG that lacks its last letter", of_base64(ENCODED.rstrip("=")[:-1]), as_json, None),
    # Whether a picture shows what was asked for is a matter of the finisher that looks at it.
    ("a photograph of text", of_bytes(photograph_of_text()), as_json, None),
    ("blank heartbeats before the answer", of_bytes(WHOLE), after_heartbeats, None),
    ("blank heartbeats and no answer", of_bytes(WHOLE), lambda body: b"\n   \n" * 20, ModelAnswerLost),
    ("an end that nobody knows", NEW_END, as_json, ModelUnclearAnswer),
]
_BUSY = {"error": {"code": 429, "message": "Too fast", "status": "RESOURCE_EXHAUSTED"}}
#: Errors that come with HTTP 200 are what they say.
ERRORS_INSIDE: list[tuple[str, Any, type[ModelError]]] = [
    ("gemini", {"promptFeedback": {"blockReason": "OTHER"}}, ModelRefused),
    ("gemini", _BUSY, ModelRateLimited),
    ("gemini", [_BUSY], ModelRateLimited),
    ("openai", {"created": 1, "data": [], "error": {"message": "?"}}, ModelUnavailable),
    ("openai", {"error": {"code": "moderation_blocked", "message": "Your request was rejected"}}, ModelRefused),
    ("openai", {"error": "upstream connect error"}, ModelUnavailable),
    ("openai", {"error": {"code": "429"}}, ModelRateLimited),
    # Seen: https://community.openai.com/t/1382726 (2026-11-29)
    ("openai", {"error": {"code": "rate_limit_exceeded", "message": "Limit 4000, Used 4000"}}, ModelRateLimited),
    ("gemini", {"error": {"code": 503}}, ModelUnavailable),
    ("openrouter", {"error": {"code": "429"}}, ModelRateLimited),
    ("openrouter", {"error": {"code": 502, "message": "Provider returned error"}}, ModelUnavailable),
    ("openrouter", {"error": "upstream connect error"}, ModelUnavailable),
    ("openrouter chat", openrouter.chatted(None, native_finish_reason="IMAGE_SAFETY"), ModelRefused),
    ("openrouter chat", openrouter.chatted(None, error={"code": 403, "metadata": {"reasons": ["x"]}}), ModelRefused),
    ("bedrock", {"seeds": [], "finish_reasons": ["Inference error"], "images": []}, ModelUnavailable),
]
CASES = [(name, row) for row in ROWS for name in row[1]]
CASES += [(name, ("an error inside", {name: body}, as_json, error)) for name, body, error in ERRORS_INSIDE]


class Studio:
    """A registry whose one model is a checked adapter, with an attempt that goes on from task to task."""

    def __init__(self, provider: StandIn) -> None:
        self.provider = provider
        self.attempt = MemoryAttempt()
        self.facts: dict[str, Any] = {}
        table = read_table('{"roles": {"draft": "any:Model"}}')
        self.registry = Registry(table, self._model, cast(Any, None), RateLimiter(cast(Any, None), table.providers))

    def _model(self, _: Any) -> ImageModel:
        return Checked(self.provider.model(**self.facts))

    def task(self) -> ImageResult:
        """One task of the attempt."""
        self.attempt = self.attempt.again()
        return self.registry.for_request("draft", REQUEST).generate(REQUEST, self.attempt)


@pytest.fixture
def studio(request: pytest.FixtureRequest) -> Iterator[Studio]:
    with stand_in(request.param) as provider:
        yield Studio(provider)


@pytest.mark.parametrize(
    ("studio", "row"), CASES, indirect=["studio"], ids=[f"{name}: {row[0]}" for name, row in CASES]
)
def test_each_bad_answer_has_its_end(studio: Studio, row: Row) -> None:
    _, bodies, body, error = row
    name = studio.provider.name
    reply = Reply(200, body(bodies[name]), {"content-type": "application/json"})
    studio.provider.adapter.answer(studio.provider.server, reply)
    if error is None:
        assert studio.task().media_type == "image/png"
        return
    with pytest.raises(ModelError) as raised:
        studio.task()
    assert type(raised.value) is error
    if error is ModelAnswerLost:
        with pytest.raises(ModelAnswerLost):
            studio.task()
        assert len(studio.provider.server.requests) == 1
        return
    assert studio.attempt.submissions[-1] == ""
    # A second task asks anew, at once.
    assert studio.task().data
    assert len(studio.provider.server.requests) == 2


TOLD = {"gemini": 13_000, "openai": 13_000, "openrouter": 33_600, "bedrock": 13_000}


@pytest.mark.parametrize("studio", TOLD, indirect=True)
def test_a_damaged_picture_costs_what_is_told_or_else_its_price(studio: Studio) -> None:
    name = studio.provider.name
    for answer in (of_base64(ENCODED[:CUT])[name], of_base64(ENCODED[: CUT + 1])[name], of_bytes(SVG)[name]):
        studio.attempt = MemoryAttempt()
        studio.provider.adapter.answer(studio.provider.server, Reply(200, answer))
        with pytest.raises(ModelMalformedAnswer):
            studio.task()
        assert (studio.attempt.requests, studio.attempt.micros) == (1, TOLD[name])


@pytest.mark.parametrize(
    ("cost", "micros"), [(0, 0), (0.0336, 33_600), ("0.0336", 33_600), (None, 13_000), ("?", 13_000)]
)
@pytest.mark.parametrize("studio", ["openrouter"], indirect=True)
def test_nothing_and_not_told_are_two_things(studio: Studio, cost: Any, micros: int) -> None:
    studio.provider.server.cost = cost
    assert studio.task().cost_micros == micros
    assert (studio.attempt.requests, studio.attempt.micros) == (1, micros)


@pytest.mark.parametrize("studio", WORDS_ONLY, indirect=True)
def test_an_answer_without_a_picture_that_tells_no_cost_counts_nothing(studio: Studio) -> None:
    name = studio.provider.name
    words = {key: value for key, value in WORDS_ONLY[name].items() if not key.startswith("usage")}
    for answer in (words, of_base64("", usage=False)[name]):
        studio.provider.adapter.answer(studio.provider.server, Reply(200, answer))
        with pytest.raises(ModelMalformedAnswer):
            studio.task()
        assert (studio.attempt.requests, studio.attempt.micros) == (0, 0)


#: What tokens cost, where answers tell those.
TOKENS = {
    "gemini": {"input": 1.5, "text": 7.5, "image": 30},
    "openai": {"text": 5, "image": 8, "output": 30},
    "openrouter": {},
}


@pytest.mark.parametrize("studio", TOKENS, indirect=True)
def test_an_error_with_http_200_costs_what_the_answer_tells(studio: Studio) -> None:
    studio.facts = {"options": {"dollars_per_million_tokens": TOKENS[studio.provider.name]}}
    answer = WORDS_ONLY[studio.provider.name] | {"error": {"code": 503, "message": "Overloaded"}}
    studio.provider.adapter.answer(studio.provider.server, Reply(200, answer))
    with pytest.raises(ModelUnavailable):
        studio.task()
    assert (studio.attempt.requests, studio.attempt.micros > 0) == (1, True)
