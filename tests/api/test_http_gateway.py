"""What the gateway answers by itself, and what browsers need."""

import pytest
import requests

from tests.support.client import Client
from tests.support.studio import Studio

ORIGIN = "https://frontend.example"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nowhere"),
        ("GET", "/"),
        ("PUT", "/reference-kits"),
        ("DELETE", "/reference-kits"),
        ("GET", "/reference-kits/a/b/c/d"),
        ("GET", "/api/upload"),
        ("POST", "/reference-kits/a/regenerate"),
    ],
)
def test_what_is_no_endpoint_is_not_found(anyone: Client, alice: Client, method: str, path: str) -> None:
    for caller in (anyone, alice):
        answer = caller.call(method, path)
        assert answer.status_code == 404
        assert answer.json()["message"] == "There is no such endpoint"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/reference-kits//x", "/api//projects", "/api/generate/x//cancel"])
def test_repeated_slashes_are_no_defect(alice: Client, path: str) -> None:
    """The gateway takes them for one and calls the function, whose router does not."""
    method = "POST" if path.endswith("cancel") else "GET"
    credentials = {"Authorization": f"Bearer {alice.token}"}
    answer = requests.request(method, alice.url + path, headers=credentials, timeout=10)
    assert answer.status_code == 404
    assert "There is no such endpoint" in answer.text


@pytest.mark.parametrize("path", ["/reference-kits", "/reference-kits/x", "/api/upload", "/v1/auth/sessions"])
def test_a_preflight_is_answered(studio: Studio, path: str) -> None:
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
    answer = requests.options(studio.url + path, headers=asked, timeout=10)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    allowed = answer.headers["Access-Control-Allow-Headers"]
    assert {"Authorization", "Content-Type", "Idempotency-Key"} <= set(allowed.split(","))
    assert {"POST", "PATCH", "DELETE"} <= set(answer.headers["Access-Control-Allow-Methods"].split(","))


def test_a_browser_may_read_our_headers(anyone: Client) -> None:
    exposed = anyone.get("/reference-kits").headers["Access-Control-Expose-Headers"]
    assert {"Idempotency-Replayed", "Retry-After"} <= {name.strip() for name in exposed.split(",")}


def test_errors_can_be_read_by_a_browser(studio: Studio) -> None:
    client = Client(studio.url, token="nonsense")
    assert client.get("/reference-kits").headers["Access-Control-Allow-Origin"] == "*"
    client.close()


def test_an_uploads_preflight_is_answered_by_the_bucket(alice: Client) -> None:
    wanted = {"fileName": "a.png", "contentType": "image/png", "purpose": "reference"}
    url = alice.post("/api/upload", wanted).json()["uploadUrl"]
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "content-type"}
    answer = requests.options(url, headers=asked, timeout=10)
    assert answer.status_code == 200
    assert "PUT" in answer.headers["Access-Control-Allow-Methods"]
