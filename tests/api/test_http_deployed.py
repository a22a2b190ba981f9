"""A studio with the parameters of a deployment: nobody is anonymous, only public https URLs are fetched.

It also draws with the model that a deployment starts with, so that one kit goes all the way with nothing scripted.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import requests
from PIL import Image

from local.banner import DEMO_PASSWORD, DEMO_USER
from tests.support.client import Client
from tests.support.pictures import PictureServer, png
from tests.support.studio import Studio, running

SAMPLE = Path(__file__).parents[2] / "docs" / "sample-character.png"


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """The studio as it is deployed."""
    with running(tmp_path_factory.mktemp("deployed"), parameters={"Stage": "dev", "AnonymousAccess": "deny"}) as studio:
        yield studio


@pytest.fixture(scope="module")
def stranger(deployed: Studio) -> Iterator[Client]:
    """Somebody without credentials."""
    client = Client(deployed.url)
    yield client
    client.close()


@pytest.fixture(scope="module")
def demo(deployed: Studio, stranger: Client) -> Iterator[Client]:
    """Somebody who has signed in."""
    login = {"username": DEMO_USER, "password": DEMO_PASSWORD}
    token = stranger.post("/v1/auth/sessions", login).json()["access_token"]
    client = Client(deployed.url, DEMO_USER, token)
    yield client
    client.close()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/reference-kits"),
        ("POST", "/reference-kits"),
        ("GET", "/reference-kits/x"),
        ("PATCH", "/reference-kits/x"),
        ("DELETE", "/reference-kits/x"),
        ("POST", "/reference-kits/x/regenerate/anchor"),
        ("POST", "/reference-kits/x/images"),
        ("GET", "/reference-kits/x/images/y"),
        ("POST", "/api/upload"),
    ],
)
def test_nobody_comes_in_without_credentials(stranger: Client, method: str, path: str) -> None:
    answer = stranger.call(method, path)
    assert answer.status_code == 401
    assert "Could not validate credentials" in answer.json().values()


@pytest.mark.parametrize("path", ["/health", "/docs", "/openapi.json"])
def test_what_is_public_stays_public(stranger: Client, path: str) -> None:
    assert stranger.get(path).status_code == 200


def test_plain_http_and_this_very_machine_are_refused(demo: Client, deployed: Studio, pictures: PictureServer) -> None:
    picture = pictures.serve(png())
    visits = len(pictures.visits)
    for url in (picture, picture.replace("http:", "https:"), "http://localhost/a.png", "http://93.184.215.14/a.png"):
        answer = demo.post("/reference-kits", {"name": "Amalia", "sourceImageUrl": url})
        assert answer.status_code == 400
        assert answer.json()["message"] == "sourceImageUrl must be a public https URL"
    assert len(pictures.visits) == visits
    assert deployed.job_ids() == set()


def test_a_whole_kit_with_the_model_of_a_deployment(demo: Client) -> None:
    ticket = demo.upload(SAMPLE.read_bytes())
    expressions = ["smile", "serious", "surprised", "angry"]
    kit = demo.create_kit(ticket["key"], generateExtended=True, expressions=expressions)
    kit = demo.settled(kit["id"])
    assert kit["status"] == "ready"
    assert list(kit["generationProgress"].values()) == ["done"] * 8
    assert kit["costCents"] == 32
    urls = [kit[f"{name}Url"] for name in ("anchorFace", "profile", "halfBody", "fullBody")]
    drawn = [requests.get(url, timeout=10).content for url in [*urls, *kit["expressions"].values()]]
    assert len(set(drawn)) == 8
    for data in drawn:
        width, height = Image.open(BytesIO(data)).size
        assert width / height == pytest.approx(9 / 16, rel=0.03)
