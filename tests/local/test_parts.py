"""Small parts without a running cloud: schedules, throttling, gateway answers, generated secrets."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from local.cors import preflight_headers
from local.errors import TemplateError
from local.events import Api, ApiRequest, MalformedResponseError, read_response
from local.gateway_responses import GatewayResponses
from local.resources import _generate
from local.schedule import Entry, read_rate
from local.throttling import Throttle


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("expression", "since", "now", "due"),
    [
        ("rate(5 minutes)", "2026-01-01T00:04:59", "2026-01-01T00:05:00", True),
        ("rate(5 minutes)", "2026-01-01T00:05:00", "2026-01-01T00:09:59", False),
        ("rate(1 hour)", "2026-01-01T00:30:00", "2026-01-01T02:30:00", True),
    ],
)
def test_schedules(expression: str, since: str, now: str, due: bool) -> None:
    function: Any = None
    entry = Entry(function, read_rate(expression, "here"), None, "name", "events")
    assert entry.due(at(since), at(now), at("2026-01-01T00:00:00")) is due


@pytest.mark.parametrize(
    "expression", ["at(2026-01-01T00:00:00)", "rate(0 minutes)", "rate(5 weeks)", "cron(30 3 * * ? *)", ""]
)
def test_schedules_that_are_not_emulated(expression: str) -> None:
    with pytest.raises(TemplateError, match="not emulated"):
        read_rate(expression, "here")


def test_throttling_counts_by_method_and_refills() -> None:
    now = [0.0]
    settings = [{"HttpMethod": "*", "ResourcePath": "/*", "ThrottlingRateLimit": 1, "ThrottlingBurstLimit": 2}]
    throttle = Throttle(settings, lambda: now[0])
    assert [throttle.allows("GET", "/a") for _ in range(3)] == [True, True, False]
    assert throttle.allows("GET", "/b")
    now[0] = 1.0
    assert [throttle.allows("GET", "/a") for _ in range(2)] == [True, False]


def request(accept: str | None = None) -> ApiRequest:
    headers = [("Accept", accept)] if accept else []
    return ApiRequest("GET", "/x", "", headers, b"", "1.2.3.4", "HTTP/1.1", "the-id")


def test_gateway_answers_fall_back_to_their_family_and_then_to_the_default() -> None:
    template = '{"e": $context.error.messageString, "i": "$context.requestId", "n": "$context.nothing"}'
    responses = GatewayResponses(
        {
            "DEFAULT_4XX": {"ResponseParameters": {"Headers": {"X-Ip": "context.identity.sourceIp"}}},
            "THROTTLED": {"StatusCode": 420, "ResponseTemplates": {"text/plain": "wait", "application/json": template}},
        }
    )
    status, headers, body = responses.make("THROTTLED", request())
    assert (status, json.loads(body)) == (420, {"e": "Too Many Requests", "i": "the-id", "n": ""})
    assert responses.make("THROTTLED", request("text/plain"))[2] == b"wait"
    status, headers, body = responses.make("MISSING_AUTHENTICATION_TOKEN", request())
    assert (status, json.loads(body)) == (403, {"message": "Missing Authentication Token"})
    assert dict(headers)["X-Ip"] == "1.2.3.4"
    assert responses.make("DEFAULT_5XX", request())[0] == 502


def test_gateway_answers_with_unknown_parameters_are_refused() -> None:
    with pytest.raises(TemplateError, match="not emulated"):
        GatewayResponses({"THROTTLED": {"ResponseParameters": {"Headers": {"X": "integration.response.body"}}}})


@pytest.mark.parametrize(
    "answer",
    [
        "text",
        None,
        {},
        {"statusCode": "many"},
        {"statusCode": 99},
        {"statusCode": True},
        {"statusCode": 200, "body": {"not": "text"}},
        {"statusCode": 200, "headers": ["X"]},
        {"statusCode": 200, "headers": {"X": {"not": "text"}}},
        {"statusCode": 200, "multiValueHeaders": {"X": "not a list"}},
    ],
)
def test_malformed_answers(answer: Any) -> None:
    with pytest.raises(MalformedResponseError):
        read_response(json.dumps(answer).encode(), Api("id", "stage"), None)


def test_base64_is_decoded_only_for_clients_that_accept_a_binary_type_first() -> None:
    payload = json.dumps({"statusCode": 200, "body": "aGk=", "isBase64Encoded": True}).encode()
    api = Api("id", "stage", ("image/png",))
    assert read_response(payload, api, "image/png")[2] == b"hi"
    assert read_response(payload, api, "text/html, image/png")[2] == b"aGk="
    assert read_response(payload, api, None)[2] == b"aGk="
    assert read_response(payload, Api("id", "stage", ("*/*",)), None)[2] == b"hi"


def test_headers_that_api_gateway_sets_itself_are_renamed() -> None:
    payload = json.dumps({"statusCode": 200, "headers": {"Content-Length": "9", "X-Yes": True}}).encode()
    headers = dict(read_response(payload, Api("id", "stage"), None)[1])
    assert headers == {
        "x-amzn-Remapped-Content-Length": "9",
        "X-Yes": "true",
        "Content-Type": "application/json",
    }


def test_preflight_headers() -> None:
    assert dict(preflight_headers("'*'", ["GET"])) == {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET,OPTIONS",
    }
    cors = {"AllowOrigin": "'https://a.example'", "AllowMethods": "'GET'", "MaxAge": "'600'", "AllowCredentials": True}
    assert dict(preflight_headers(cors, [])) == {
        "Access-Control-Allow-Origin": "https://a.example",
        "Access-Control-Allow-Methods": "GET",
        "Access-Control-Max-Age": "600",
        "Access-Control-Allow-Credentials": "true",
    }


def test_generated_secrets() -> None:
    plain = _generate({"PasswordLength": 50, "ExcludePunctuation": True, "ExcludeCharacters": "abc"}, "here")
    assert len(plain) == 50
    assert plain.isalnum()
    assert not set(plain) & set("abc")
    keyed = json.loads(_generate({"SecretStringTemplate": '{"a": 1}', "GenerateStringKey": "b"}, "here"))
    assert keyed["a"] == 1
    assert len(keyed["b"]) == 32
