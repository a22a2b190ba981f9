"""The text models over real HTTP: what is sent, what is made of answers, and which error a failure becomes."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from inkwell.core.errors import (
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
from inkwell.core.ports import ImageInput, TextModel, TextRequest
from inkwell.providers.texts.answers import read, strict
from inkwell.providers.texts.gemini import GeminiTexts
from inkwell.providers.texts.openai import OpenAITexts
from inkwell.providers.texts.openrouter import OpenRouterTexts
from inkwell.providers.texts.spec import TextModelSpec
from tests.providers.servers.base import Faults, Reply

from .servers import TextServer, chatted, generated

SCHEMA = {
    "type": "object",
    "properties": {
        "title": {"type": "string", "minLength": 1},
        "scenes": {
            "type": "array",
            "items": {"type": "object", "properties": {"text": {"type": "string"}}},
            "minItems": 2,
        },
    },
    "required": ["title", "scenes"],
}
GOOD = {"title": "Rain", "scenes": [{"text": "Drip."}, {"text": "Drop."}]}
BAD = {"title": "", "scenes": []}
PICTURE = ImageInput(b"\x89PNG picture", "image/png", "reference")
KINDS = {"openrouter": OpenRouterTexts, "openai": OpenAITexts, "gemini": GeminiTexts}
ANSWERS = {"openrouter": chatted, "openai": chatted, "gemini": generated}


def request(**changes: Any) -> TextRequest:
    fields = {
        "system": "You write.",
        "prompt": "A story about rain",
        "schema": SCHEMA,
        "schema_name": "story",
        "seed": 7,
    }
    return TextRequest(**{**fields, **changes})


@contextmanager
def model(
    kind: str, *script: Any, timeout: float = 10.0, options: Any = None, **server: Any
) -> Iterator[tuple[TextModel, TextServer]]:
    with TextServer(*script, **server) as provider:
        spec = TextModelSpec(f"{kind}/writer", kind, "vendor/writer", 1_000_000, 2_000_000, 4, timeout, options or {})
        yield KINDS[kind](spec, lambda: TextServer.key, base_url=f"{provider.origin}/v1"), provider


every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
def test_a_text_is_parsed_and_priced(kind: str) -> None:
    with model(kind, ANSWERS[kind](GOOD)) as (writer, provider):
        result = writer.complete(request())
    assert (result.data, result.model) == (GOOD, f"{kind}/writer")
    assert result.cost_micros == 1000 + 2 * 2000
    assert len(provider.paid) == 1


def test_openrouter_is_asked_for_a_strict_schema_that_its_hosts_must_honour() -> None:
    with model("openrouter", chatted(GOOD), options={"temperature": 0.7, "max_tokens": 900}) as (writer, provider):
        writer.complete(request(images=[PICTURE]))
    sent = provider.requests[0]
    assert sent.path == "/v1/chat/completions"
    assert sent.headers["authorization"] == "Bearer test-key"
    url = f"data:image/png;base64,{base64.b64encode(PICTURE.data).decode()}"
    assert sent.json == {
        "model": "vendor/writer",
        "messages": [
            {"role": "system", "content": "You write."},
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "A story about rain"},
                    {"type": "image_url", "image_url": {"url": url}},
                ],
            },
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "story", "strict": True, "schema": strict(SCHEMA)},
        },
        "max_completion_tokens": 900,
        "provider": {"require_parameters": True},
        "seed": 7,
        "temperature": 0.7,
    }


def test_openai_is_asked_for_a_strict_schema_and_no_seed() -> None:
    with model("openai", chatted(GOOD), options={"reasoning_effort": "low"}) as (writer, provider):
        writer.complete(request())
    body = provider.requests[0].json
    assert body["response_format"]["json_schema"]["strict"] is True
    assert body["reasoning_effort"] == "low"
    assert not {"seed", "provider"} & set(body)


def test_gemini_is_asked_for_json_of_the_schema() -> None:
    with model("gemini", generated(GOOD), options={"thinking_level": "LOW"}) as (writer, provider):
        writer.complete(request(images=[PICTURE], seed=2**31 + 5))
    sent = provider.requests[0]
    assert sent.path == "/v1/models/vendor%2Fwriter:generateContent"
    assert sent.headers["x-goog-api-key"] == "test-key"
    body = sent.json
    assert body["systemInstruction"] == {"parts": [{"text": "You write."}]}
    assert body["contents"][0]["parts"][1]["inlineData"]["data"] == base64.b64encode(PICTURE.data).decode()
    assert body["generationConfig"] == {
        "responseMimeType": "application/json",
        "responseJsonSchema": strict(SCHEMA),
        "maxOutputTokens": 8000,
        "seed": 5,
        "thinkingConfig": {"thinkingLevel": "LOW", "includeThoughts": False},
    }


def test_openrouters_own_price_counts() -> None:
    with model("openrouter", chatted(GOOD, cost=0.00123)) as (writer, _):
        assert writer.complete(request()).cost_micros == 1230


@every_kind
@pytest.mark.parametrize(
    "wrapped", ["```json\n{}\n```", "Here you are:\n\n```\n{}\n```\nEnjoy!", "Sure! {} I hope you like it."]
)
def test_json_in_other_words_is_found(kind: str, wrapped: str) -> None:
    with model(kind, ANSWERS[kind](wrapped.replace("{}", json.dumps(GOOD)))) as (writer, provider):
        assert writer.complete(request()).data == GOOD
    assert len(provider.requests) == 1


@every_kind
@pytest.mark.parametrize("draft", [BAD, "I would rather not.", '{"title": "cut o', [1, 2], {"title": "Rain"}])
def test_what_breaks_the_schema_is_given_back_once(kind: str, draft: Any) -> None:
    with model(kind, ANSWERS[kind](draft), ANSWERS[kind](GOOD)) as (writer, provider):
        result = writer.complete(request())
    assert result.data == GOOD
    assert result.cost_micros == 2 * 5000
    again = json.dumps(provider.requests[1].json)
    assert "That answer cannot be used" in again
    assert "A story about rain" in again


@every_kind
def test_what_breaks_the_schema_twice_is_malformed_and_was_paid(kind: str) -> None:
    with (
        model(kind, ANSWERS[kind](BAD), ANSWERS[kind](BAD)) as (writer, provider),
        pytest.raises(ModelMalformedAnswer) as caught,
    ):
        writer.complete(request())
    assert caught.value.cost_micros == 2 * 5000
    assert len(provider.requests) == 2


def test_there_is_no_second_draft_without_time_for_it() -> None:
    with (
        model("openai", chatted(BAD), chatted(GOOD), timeout=2.0) as (writer, provider),
        pytest.raises(ModelMalformedAnswer),
    ):
        writer.complete(request())
    assert len(provider.requests) == 1


def failure(http_status: int, **error: Any) -> Reply:
    return Reply(http_status, {"error": {"message": "SECRET WORDS OF THE PROVIDER", **error}})


FAILURES: list[tuple[str, Reply, type[ModelError]]] = [
    ("openrouter", failure(200, code=429, metadata={"error_type": "rate_limit_exceeded"}), ModelRateLimited),
    ("openrouter", chatted(None, finish_reason="error", error={"code": 502, "message": "x"}), ModelUnavailable),
    ("openrouter", failure(401, code=401), ModelBadCredentials),
    ("openrouter", failure(402, code=402, metadata={"limit_source": "openrouter_credits"}), ModelOutOfCredit),
    ("openrouter", failure(402, code=402, metadata={"limit_source": "openrouter_in_flight_budget"}), ModelRateLimited),
    ("openrouter", failure(403, code=403, metadata={"reasons": ["violence"]}), ModelRefused),
    ("openrouter", failure(404, code=404), ModelRetired),
    ("openrouter", failure(529, code=529, metadata={"error_type": "provider_overloaded"}), ModelUnavailable),
    ("openrouter", Reply(400, {"success": False, "error": {"name": "ZodError", "message": "[]"}}), ModelRejectedInput),
    ("openrouter", chatted(None), ModelMalformedAnswer),
    ("openrouter", chatted("", finish_reason="content_filter"), ModelRefused),
    ("openrouter", Reply(200, {"choices": []}), ModelMalformedAnswer),
    ("openai", chatted(None, refusal="I cannot help with that."), ModelRefused),
    ("openai", failure(401, code="invalid_api_key"), ModelBadCredentials),
    ("openai", failure(404, code="model_not_found"), ModelRetired),
    ("openai", failure(429, code="rate_limit_exceeded"), ModelRateLimited),
    ("openai", failure(429, code="insufficient_quota", type="insufficient_quota"), ModelOutOfCredit),
    ("openai", failure(503, code="slow_down"), ModelRateLimited),
    ("openai", failure(418), ModelRejectedInput),
    ("openai", Reply(200, b"<html>"), ModelMalformedAnswer),
    ("gemini", Reply(200, {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}}), ModelRefused),
    ("gemini", Reply(200, {"candidates": [{"finishReason": "SAFETY", "content": {}}]}), ModelRefused),
    ("gemini", Reply(200, {"candidates": [{"finishReason": "MAX_TOKENS"}]}), ModelMalformedAnswer),
    ("gemini", failure(400, status="INVALID_ARGUMENT", details=[{"reason": "API_KEY_INVALID"}]), ModelBadCredentials),
    ("gemini", failure(404, status="NOT_FOUND"), ModelRetired),
    ("gemini", failure(429, status="RESOURCE_EXHAUSTED", details=[{"retryDelay": "37s"}]), ModelRateLimited),
    ("gemini", failure(503, status="UNAVAILABLE"), ModelUnavailable),
]


@pytest.mark.parametrize(("kind", "reply", "expected"), FAILURES)
def test_each_failure_is_its_own_error(
    kind: str, reply: Reply, expected: type[ModelError], caplog: pytest.LogCaptureFixture
) -> None:
    with model(kind, reply) as (writer, provider), pytest.raises(ModelError) as caught:
        writer.complete(request())
    assert type(caught.value) is expected
    assert "SECRET" not in str(caught.value)
    assert TextServer.key not in caplog.text
    assert len(provider.requests) == 1


def test_the_providers_own_wait_is_told() -> None:
    with (
        model("gemini", failure(429, status="RESOURCE_EXHAUSTED", details=[{"retryDelay": "37s"}])) as (writer, _),
        pytest.raises(ModelRateLimited) as caught,
    ):
        writer.complete(request())
    assert caught.value.retry_after == 37


@every_kind
@pytest.mark.parametrize(
    ("fault", "expected"),
    [("cut", ModelUnavailable), ("cut_after", ModelUnavailable), ("half", ModelUnavailable), ("late", ModelTimeout)],
)
def test_a_broken_connection_may_be_tried_again(kind: str, fault: Any, expected: type[ModelError]) -> None:
    with (
        model(kind, ANSWERS[kind](GOOD), timeout=0.5, faults=Faults([fault]), late=1.5) as (writer, _),
        pytest.raises(ModelError) as caught,
    ):
        writer.complete(request())
    assert type(caught.value) is expected
    assert caught.value.retryable


@every_kind
@pytest.mark.parametrize("key", ["", "  ", "sk-\n", "schlüssel"])
def test_without_a_key_nothing_is_sent(kind: str, key: str) -> None:
    with TextServer() as provider:
        writer = KINDS[kind](TextModelSpec("a/b", kind, "b"), lambda: key.rstrip(" "), base_url=provider.origin)
        if key.strip() and key.strip().isascii():
            return
        with pytest.raises(ModelBadCredentials):
            writer.complete(request())
    assert not provider.requests


def test_a_strict_schema_requires_all_and_nothing_else() -> None:
    assert strict(SCHEMA)["properties"]["scenes"]["items"] == {
        "type": "object",
        "properties": {"text": {"type": "string"}},
        "required": ["text"],
        "additionalProperties": False,
    }
    assert "additionalProperties" not in SCHEMA


@pytest.mark.parametrize("text", ["", "null", "[]", "3", "{", "```json\n[1]\n```", "{" * 5000, '{"a": 1'])
def test_what_is_no_object_is_not_taken_for_one(text: str) -> None:
    assert read(text, SCHEMA) == (None, ["it is not a JSON object"])
