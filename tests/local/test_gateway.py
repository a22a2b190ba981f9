"""The API gateway, over HTTP: events, answers, refusals."""

import base64
import http.client
import json
import socket
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from local import Cloud
from local.gateway import BODY_LIMIT

REAL_EVENT = json.loads((Path(__file__).parent / "api_event.json").read_text())


def shape(value: Any) -> Any:
    """The keys of an event and the kinds of its values."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    return [shape(item) for item in value] if isinstance(value, list) else type(value).__name__


def answer(cloud: Cloud, value: Any, **options: Any) -> requests.Response:
    """Let a function answer exactly so."""
    return requests.post(f"{cloud.url}/books/latest", json=value, **options)


def raw(cloud: Cloud, request: bytes) -> bytes:
    """Send bytes and read the answer."""
    address = urlsplit(cloud.url)
    with socket.create_connection((address.hostname, address.port)) as connection:
        connection.sendall(request)
        parts: Iterable[bytes] = iter(lambda: connection.recv(65536), b"")
        return b"".join(parts)


def test_an_event_has_the_shape_of_a_recorded_one(cloud: Cloud) -> None:
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "curl/8.4.0",
        "Accept-Encoding": None,
        "Connection": None,
    }
    body = REAL_EVENT["body"]
    event = requests.post(f"{cloud.url}/books/b-1/pages?style=ink", data=body, headers=headers).json()
    for headers_of in ("headers", "multiValueHeaders"):
        del event[headers_of]["Accept-Encoding"]  # urllib3 sends it whatever one says
    assert shape(event) == shape(REAL_EVENT)
    for key in ("resource", "path", "httpMethod", "queryStringParameters", "pathParameters", "body", "isBase64Encoded"):
        assert event[key] == REAL_EVENT[key]
    assert event["requestContext"]["stage"] == "dev"
    assert event["requestContext"]["identity"]["sourceIp"] == "127.0.0.1"
    assert event["headers"]["Content-Type"] == "application/json"


def test_what_is_absent_is_null(cloud: Cloud) -> None:
    event = requests.get(f"{cloud.url}/books/b-1").json()
    absent = ("queryStringParameters", "multiValueQueryStringParameters", "stageVariables", "body")
    assert [event[key] for key in absent] == [None] * 4
    assert requests.get(f"{cloud.url}/throttled").json()["pathParameters"] is None


def test_repeated_headers_and_query_keys(cloud: Cloud) -> None:
    address = urlsplit(cloud.url)
    request = (
        f"GET /books/b?x=1&x=%C3%A9&empty= HTTP/1.1\r\nHost: {address.netloc}\r\nX-Two: a\r\nx-two: b\r\n"
        "X_Under: c\r\nConnection: close\r\n\r\n"
    )
    event = json.loads(raw(cloud, request.encode()).split(b"\r\n\r\n", 1)[1])
    assert event["queryStringParameters"] == {"x": "é", "empty": ""}
    assert event["multiValueQueryStringParameters"] == {"x": ["1", "é"], "empty": [""]}
    assert event["headers"]["x-two"] == "b"
    assert event["multiValueHeaders"]["X-Two"] == ["a"]
    assert event["headers"]["X_Under"] == "c"


@pytest.mark.parametrize(
    ("method", "path", "resource", "parameters"),
    [
        ("GET", "/books/a%20b%2Fc", "/books/{book_id}", {"book_id": "a%20b%2Fc"}),
        ("GET", "//books//b-1/", "/books/{book_id}", {"book_id": "b-1"}),
        ("PUT", "/files/a/b/c.png", "/files/{path+}", {"path": "a/b/c.png"}),
    ],
)
def test_paths(cloud: Cloud, method: str, path: str, resource: str, parameters: dict[str, str]) -> None:
    event = json.loads(
        raw(cloud, f"{method} {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode()).split(b"\r\n\r\n", 1)[1]
    )
    assert event["resource"] == event["requestContext"]["resourcePath"] == resource
    assert event["pathParameters"] == parameters


def test_a_static_path_wins_even_without_the_method(cloud: Cloud) -> None:
    assert answer(cloud, {"statusCode": 201}).status_code == 201
    assert requests.get(f"{cloud.url}/books/latest").status_code == 404


@pytest.mark.parametrize(("method", "path"), [("GET", "/nowhere"), ("DELETE", "/health"), ("GET", "/books")])
def test_no_such_route(cloud: Cloud, method: str, path: str) -> None:
    response = requests.request(method, cloud.url + path)
    assert response.status_code == 404
    assert response.headers["X-Kind"] == "unknown-route"
    body = response.json()
    assert body == {"error": "Missing Authentication Token", "id": response.headers["x-amzn-RequestId"]}


def test_no_such_route_with_credentials_is_a_wrong_signature(cloud: Cloud) -> None:
    response = requests.get(f"{cloud.url}/nowhere", headers={"Authorization": "Bearer x"})
    assert (response.status_code, response.headers["x-amzn-ErrorType"]) == (403, "IncompleteSignatureException")
    assert "missing equal-sign" in response.json()["message"]


def test_head_has_no_body_and_needs_a_route(cloud: Cloud) -> None:
    assert requests.head(f"{cloud.url}/health").status_code == 404
    response = requests.head(f"{cloud.url}/files/x")
    assert (response.status_code, response.content) == (200, b"")


def test_answers_with_several_cookies_and_own_content_type(cloud: Cloud) -> None:
    response = answer(
        cloud,
        {
            "statusCode": 200,
            "headers": {"Content-Type": "text/plain", "set-cookie": "lost=1"},
            "multiValueHeaders": {"Set-Cookie": ["a=1", "b=2"]},
            "body": "hello",
        },
    )
    assert response.text == "hello"
    assert response.headers["Content-Type"] == "text/plain"
    assert response.cookies.get_dict() == {"a": "1", "b": "2"}


def test_binary_bodies_both_ways(cloud: Cloud) -> None:
    picture = bytes(range(256))
    event = requests.post(f"{cloud.url}/books/b/pages", data=picture, headers={"Content-Type": "image/png"}).json()
    assert event["isBase64Encoded"] is True
    assert base64.b64decode(event["body"]) == picture
    value = {"statusCode": 200, "body": base64.b64encode(picture).decode(), "isBase64Encoded": True}
    assert answer(cloud, value, headers={"Accept": "image/png"}).content == picture


@pytest.mark.parametrize("value", [{"raise": True}, "text", {"statusCode": 200, "body": {}}, {}])
def test_a_failed_or_malformed_function_is_a_502(cloud: Cloud, value: Any) -> None:
    response = answer(cloud, value)
    assert response.status_code == 502
    assert response.json() == {"message": "Internal server error"}


def test_a_slow_function_is_a_504(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    gateway, end = cloud._gateway, threading.Event()
    monkeypatch.setattr(gateway, "_timeout", 0.0)
    monkeypatch.setattr(cloud._environments, "invoke", lambda *_: end.wait(10))
    response = requests.get(f"{cloud.url}/health")
    end.set()
    assert response.status_code == 504
    assert response.json() == {"message": "Endpoint request timed out"}


def test_a_body_over_the_limit_is_refused_before_it_is_read(cloud: Cloud) -> None:
    address = urlsplit(cloud.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port)
    connection.putrequest("POST", "/books/b/pages")
    connection.putheader("Content-Length", str(BODY_LIMIT + 1))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_a_chunked_body_is_bounded(cloud: Cloud) -> None:
    chunks = (b"x" * 2**20 for _ in range(11))
    response = requests.post(f"{cloud.url}/books/b/pages", data=chunks)
    assert response.status_code == 413
    assert requests.post(f"{cloud.url}/books/b/pages", data=iter([b"a", b"b"])).json()["body"] == "ab"


def test_an_event_over_lambdas_limit_is_refused(cloud: Cloud) -> None:
    response = requests.post(f"{cloud.url}/books/b/pages", data=b"x" * (7 * 2**20))
    assert response.status_code == 413
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_throttling(cloud: Cloud) -> None:
    statuses = [requests.get(f"{cloud.url}/throttled").status_code for _ in range(4)]
    assert statuses[-1] == 429


def test_preflight_of_every_path(cloud: Cloud) -> None:
    response = requests.options(f"{cloud.url}/books/b-1", headers={"Origin": "http://localhost:5173"})
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Allow-Methods"] == "GET,OPTIONS"
    assert requests.options(f"{cloud.url}/nowhere").status_code == 404
    # A path with ANY answers OPTIONS itself.
    assert requests.options(f"{cloud.url}/files/x").json()["httpMethod"] == "OPTIONS"
