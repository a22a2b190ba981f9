"""What holds of every text model: what is sent, what is made of drafts, and which error a failure becomes."""

import base64
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from inkwell.core.errors import (
    AttemptTaken,
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
    ModelUnclearAnswer,
)
from inkwell.core.image_models import ImageInput
from inkwell.providers.attempts import Unrecorded
from inkwell.providers.payment import STORING, RequestLease
from inkwell.providers.spec import TextModelSpec
from inkwell.providers.texts.gemini import GeminiTexts
from inkwell.providers.texts.openai import OpenAITexts
from inkwell.providers.texts.openrouter import OpenRouterTexts
from inkwell.providers.texts.schemas import read, strict
from tests.providers.texts.writers import BAD, GOOD, SCHEMA, Account, Writer, request
from tests.support.providers.base import Faults, Reply
from tests.support.providers.texts import TextServer, chatted, generated

PICTURE = ImageInput(b"\x89PNG picture", "image/png", "reference")
KINDS = {"openrouter": OpenRouterTexts, "openai": OpenAITexts, "gemini": GeminiTexts}
ANSWERS = {"openrouter": chatted, "openai": chatted, "gemini": generated}


@contextmanager
def model(
    kind: str, *script: Any, timeout: float = 10.0, options: Any = None, **server: Any
) -> Iterator[tuple[Writer, TextServer]]:
    with TextServer(*script, **server) as provider:
        spec = TextModelSpec(f"{kind}/writer", kind, "vendor/writer", 1_000_000, 2_000_000, 4, timeout, options or {})
        yield Writer(KINDS[kind](spec, lambda: TextServer.key, base_url=f"{provider.origin}/v1")), provider


every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
def test_a_text_is_parsed_and_priced(kind: str) -> None:
    with model(kind, ANSWERS[kind](GOOD)) as (writer, provider):
        result = writer.complete(request())
    assert (result.data, result.model) == (GOOD, f"{kind}/writer")
    assert result.cost_micros == 1000 + 2 * 2000
    assert len(provider.paid) == 1
    assert (writer.account.requests, writer.account.micros, writer.account.request_id) == (1, 5000, "")
    assert writer.account.texts == [result]


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
        "max_tokens": 900,
        "provider": {"require_parameters": True},
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


@pytest.mark.parametrize("kind", ["openrouter", "openai"])
def test_a_text_in_parts_is_one_text(kind: str) -> None:
    said = json.dumps(GOOD)
    parts = [{"type": "text", "text": said[:9]}, {"type": "image_url"}, {"type": "text", "text": said[9:]}]
    with model(kind, chatted(None, message={"role": "assistant", "content": parts})) as (writer, _):
        assert writer.complete(request()).data == GOOD


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
    assert (writer.account.requests, writer.account.micros) == (2, 10_000)
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
    assert (writer.account.requests, writer.account.micros) == (2, 10_000)
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
    ("openrouter", failure(404, code=404), ModelUnclearAnswer),
    ("openrouter", failure(404, code=404, metadata={"error_type": "not_found"}), ModelRetired),
    ("openrouter", failure(529, code=529, metadata={"error_type": "provider_overloaded"}), ModelUnavailable),
    ("openrouter", Reply(400, {"success": False, "error": {"name": "ZodError", "message": "[]"}}), ModelRejectedInput),
    ("openrouter", chatted(None), ModelMalformedAnswer),
    ("openrouter", chatted("", finish_reason="content_filter"), ModelRefused),
    ("openrouter", chatted("", native_finish_reason="PROHIBITED_CONTENT"), ModelRefused),
    ("openrouter", Reply(200, {"choices": []}), ModelMalformedAnswer),
    ("openai", chatted(None, refusal="I cannot help with that."), ModelRefused),
    ("openai", failure(401, code="invalid_api_key"), ModelBadCredentials),
    ("openai", failure(404, code="model_not_found"), ModelRetired),
    ("openai", failure(429, code="rate_limit_exceeded"), ModelRateLimited),
    ("openai", failure(429, code="insufficient_quota", type="insufficient_quota"), ModelOutOfCredit),
    ("openai", failure(503, code="slow_down"), ModelRateLimited),
    ("openai", failure(418), ModelUnclearAnswer),
    ("openai", failure(200, code="invalid_prompt", type="server_error"), ModelUnavailable),
    ("openai", failure(200, code="insufficient_quota"), ModelOutOfCredit),
    ("openai", Reply(200, b"<html>"), ModelAnswerLost),
    ("gemini", failure(200, code=429, status="RESOURCE_EXHAUSTED"), ModelRateLimited),
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
    # What was answered is charged for where the answer counts tokens; what got lost may be.
    charged = expected is ModelAnswerLost or b"completion_tokens" in reply.content
    assert writer.account.requests == int(charged)
    assert (writer.account.micros > 0) == charged


def test_the_providers_own_wait_is_told() -> None:
    with (
        model("gemini", failure(429, status="RESOURCE_EXHAUSTED", details=[{"retryDelay": "37s"}])) as (writer, _),
        pytest.raises(ModelRateLimited) as caught,
    ):
        writer.complete(request())
    assert caught.value.retry_after == 37


@every_kind
@pytest.mark.parametrize("fault", ["cut_after", "half", "late", "gateway"])
def test_a_lost_answer_is_counted_and_never_asked_for_again(
    kind: str, fault: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = Faults([fault])
    with model(kind, ANSWERS[kind](GOOD), timeout=0.5, faults=faults, late=1.5) as (writer, provider):
        with pytest.raises(ModelAnswerLost) as caught:
            writer.complete(request())
        assert not caught.value.retryable
        # At the most that it may cost: the whole length of an answer.
        assert writer.account.requests == len(provider.paid) == 1
        assert 5000 < writer.account.micros < 2 * 8000 + 1000
        with pytest.raises(ModelAnswerLost):
            writer.complete(request())
        assert len(provider.requests) == 1


@every_kind
def test_a_repeated_task_waits_for_its_twin_and_then_gives_up(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with model(kind) as (writer, provider):
        writer.account.request_id = str(RequestLease(kind, time.time(), 20 + STORING))
        with pytest.raises(AttemptTaken) as caught:
            writer.complete(request())
        assert (caught.value.retry_after or 0) > 20
        later = time.time() + 20 + STORING + 1
        monkeypatch.setattr(time, "time", lambda: later)
        with pytest.raises(ModelAnswerLost):
            writer.complete(request())
        writer.account = Account(taken=True)
        with pytest.raises(AttemptTaken):
            writer.complete(request())
        assert not provider.requests


@every_kind
def test_what_was_not_done_is_not_counted_and_may_be_asked_for_again(kind: str) -> None:
    with model(kind, ANSWERS[kind](GOOD), faults=Faults(["500", "429"])) as (writer, provider):
        for error in (ModelUnavailable, ModelRateLimited):
            with pytest.raises(error):
                writer.complete(request())
            assert (writer.account.requests, writer.account.micros, writer.account.request_id) == (0, 0, "")
        assert writer.complete(request()).data == GOOD
    assert writer.account.requests == len(provider.paid) == 1


def test_an_answer_cut_short_by_moderation_is_charged_for() -> None:
    with model("gemini", generated("", finishReason="SAFETY")) as (writer, _), pytest.raises(ModelRefused):
        writer.complete(request())
    assert (writer.account.requests, writer.account.micros) == (1, 5000)


def test_without_a_record_the_log_has_what_is_paid(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    with model("openai", chatted(GOOD)) as (writer, _):
        writer.adapter.complete(request(), Unrecorded())
    (line,) = [each for each in caplog.records if each.message == "a text was paid for"]
    assert (vars(line)["model"], vars(line)["cost_micros"]) == ("openai/writer", 5000)


@every_kind
def test_without_a_usable_key_nothing_is_sent(kind: str) -> None:
    for key in ("", "  ", "sk-\nb", "schlüssel"):
        with TextServer() as provider:
            writer = KINDS[kind](TextModelSpec("a/b", kind, "b"), lambda key=key: key, base_url=provider.origin)
            account = Account(taken=True)  # the key is read before the lease is taken
            with pytest.raises(ModelBadCredentials):
                writer.complete(request(), account)
            assert not provider.requests, key


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
