"""What takes its time is started first and looked at last."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
import requests

from tests.support.client import Client
from tests.support.pictures import PictureServer, png


@pytest.fixture(scope="session", autouse=True)
def too_slow(alice: Client, pictures: PictureServer) -> "Iterator[Future[requests.Response]]":
    """What a request is answered whose source picture takes minutes."""
    body = {"name": "Slow", "sourceImageUrl": pictures.serve(png(), pause=0.5)}
    with ThreadPoolExecutor(1) as threads:
        yield threads.submit(alice.post, "/reference-kits", body)
