"""Whether a page may read what S3 answers: rules of a bucket, as S3's documentation describes them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

from local.bucket_cors import BucketCors

READ: dict[str, Any] = {"AllowedOrigins": ["*"], "AllowedMethods": ["GET", "HEAD"], "ExposedHeaders": ["ETag"]}
WRITE: dict[str, Any] = {
    "AllowedOrigins": ["https://studio.example", "http://*.test"],
    "AllowedMethods": ["PUT"],
    "AllowedHeaders": ["Content-*", "x-amz-meta-a"],
    "MaxAge": 600,
}


def page(*rules: dict[str, Any], status: int = 200) -> Client:
    """What asks a bucket with some rules; its own headers of CORS are those of another program."""
    cors = BucketCors({"pictures": list(rules)})

    def application(environ: dict[str, Any], start_response: Any) -> Any:
        if preflight := cors.preflight(environ):
            return preflight(environ, start_response)
        answer = Response("body", status, {"Access-Control-Allow-Origin": "https://moto.example", "ETag": "1"})
        return answer(environ, cors.adding(environ, start_response))

    return Client(application)


def origins(answer: Any) -> list[str]:
    found: list[str] = answer.headers.getlist("Access-Control-Allow-Origin")
    return found


@pytest.mark.parametrize("origin", ["https://any.example", "null"])
@pytest.mark.parametrize("status", [200, 403, 404])
def test_every_page_reads_what_everybody_may_errors_too(origin: str, status: int) -> None:
    answer = page(READ, WRITE, status=status).get("/pictures/a.png", headers={"Origin": origin})
    assert (answer.status_code, answer.text, origins(answer)) == (status, "body", ["*"])
    assert answer.headers["Access-Control-Expose-Headers"] == "ETag"
    assert "Origin" in answer.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_the_first_rule_that_fits_counts() -> None:
    asking = page(READ, WRITE)
    for origin in ("https://studio.example", "http://a.test"):
        answer = asking.put("/pictures/a.png", headers={"Origin": origin})
        assert origins(answer) == [origin]
        assert answer.headers["Access-Control-Allow-Credentials"] == "true"
    for origin in ("https://other.example", "null", "https://studio.example:8443", "http://test"):
        assert origins(asking.put("/pictures/a.png", headers={"Origin": origin})) == []


def test_without_an_origin_nothing_is_said_of_it() -> None:
    """Not even Vary, as with S3: what a plain <img> got must not be taken for what a script may have."""
    answer = page(READ).get("/pictures/a.png")
    assert origins(answer) == []
    assert "Vary" not in answer.headers
    assert origins(page(READ).get("/another/a.png", headers={"Origin": "https://any.example"})) == []


@pytest.mark.parametrize(
    ("origin", "method", "headers", "allowed"),
    [
        ("https://any.example", "GET", "", True),
        ("https://any.example", "GET", "range", False),
        ("https://studio.example", "PUT", "content-type, X-Amz-Meta-A", True),
        ("https://studio.example", "PUT", "content-type, x-amz-meta-b", False),
        ("https://any.example", "PUT", "", False),
        ("https://studio.example", "DELETE", "", False),
        ("https://studio.example", "", "", False),
    ],
)
def test_a_preflight_asks_for_all_of_it(origin: str, method: str, headers: str, allowed: bool) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": headers}
    answer = page(READ, WRITE).options("/pictures/a.png", headers=asked)
    assert answer.status_code == (200 if allowed else 403)
    assert bool(origins(answer)) == allowed
    if allowed and headers:
        assert answer.headers["Access-Control-Allow-Headers"] == headers.lower()


@given(st.text(alphabet="abc.*?[]-", min_size=1, max_size=6), st.text(alphabet="abc.?[]-", max_size=6))
def test_only_an_asterisk_stands_for_anything(pattern: str, host: str) -> None:
    rule = READ | {"AllowedOrigins": [f"http://{pattern}"]}
    environ = Request.from_values("/pictures/a", headers={"Origin": f"http://{host}"}).environ
    found = BucketCors({"pictures": [rule]})._find(environ, "GET", [])
    if "*" not in pattern:
        assert (found is not None) == (pattern == host)
    elif found:
        assert host.startswith(pattern.partition("*")[0])
        assert host.endswith(pattern.rpartition("*")[2])
