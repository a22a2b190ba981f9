"""Replicate's official client: it can work with the stand-in, and the adapter sends what it sends for the same wish."""

from collections.abc import Iterator

import pytest
import replicate
from replicate.exceptions import ReplicateError

from inkwell.providers.http import Client
from tests.providers.recording import PHOTO, requests_for_pictures
from tests.support.providers.replicate import Life, ReplicateServer

MODEL = "black-forest-labs/flux-schnell"


@pytest.fixture
def server() -> Iterator[ReplicateServer]:
    with ReplicateServer() as running:
        yield running


@pytest.fixture
def client(server: ReplicateServer) -> Iterator[replicate.Client]:
    client = replicate.Client(api_token=server.key, base_url=server.origin)
    yield client
    client._client.close()


def test_its_client_creates_follows_cancels_lists_and_stores(client: replicate.Client, server: ReplicateServer) -> None:
    server.life = Life(polls=2)
    prediction = client.models.predictions.create(model=MODEL, input={"prompt": "a fox"})
    prediction.reload()
    assert prediction.status in ("starting", "processing")
    prediction.cancel()
    assert client.predictions.get(prediction.id).status == "canceled"
    assert [each.id for each in client.predictions.list()] == [prediction.id]
    assert client.models.get(MODEL).name == "flux-schnell"
    assert client.accounts.current().username == "studio"
    assert client.webhooks.default.secret().key == server.webhook_secret


def test_what_the_provider_refuses_is_refused(client: replicate.Client) -> None:
    with pytest.raises(ReplicateError, match="must be one of"):
        client.models.predictions.create(model=MODEL, input={"prompt": "a fox", "output_format": "svg"})
    with pytest.raises(ReplicateError):
        client.models.predictions.create(model=MODEL, input={"prompt": "a fox", "size": 3})
    with pytest.raises(ReplicateError):
        client.models.get("black-forest-labs/flux-0")


def test_every_request_is_what_its_client_sends(
    client: replicate.Client, server: ReplicateServer, http: Client
) -> None:
    seen = 0
    for spec, _, ours in list(requests_for_pictures("replicate", server, http)):
        server.requests.clear()
        client.models.predictions.create(model=spec.model, input=ours.json["input"], wait=5)
        theirs = server.requests[0]
        assert (ours.method, ours.path, ours.json) == (theirs.method, theirs.path, theirs.json)
        assert ours.headers["authorization"] == theirs.headers["authorization"]
        assert theirs.headers["prefer"] == "wait=5"
        assert ours.headers.get("prefer", "wait=5") == theirs.headers["prefer"]
        seen += 1
    assert seen > 30
    assert PHOTO.media_type == "image/png"
