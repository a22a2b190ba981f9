"""URLs that callers give: what must not be fetched, and what must not be stored of it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
import requests
from PIL import Image

from tests.support.client import Client
from tests.support.pictures import TEXT, PictureServer, bomb, encoded, png
from tests.support.script import Script

PRIVATE = [
    "http://10.0.0.1/a.png",
    "https://10.0.0.1/a.png",
    "https://192.168.1.1/a.png",
    "https://172.16.0.1/a.png",
    "https://[fd00::1]/a.png",
    "https://[fe80::1]/a.png",
    "https://[::ffff:10.0.0.1]/a.png",
    "http://169.254.169.254/latest/meta-data/",
    "https://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "https://0.0.0.0/a.png",
    "https://100.64.0.1/a.png",
    "http://2852039166/latest/meta-data/",
    "http://0xa9fea9fe/latest/meta-data/",
    "https://224.0.0.1/a.png",
    "http://93.184.215.14/a.png",
]


@pytest.fixture(scope="module", autouse=True)
def too_slow(alice: Client, pictures: PictureServer) -> "Iterator[Future[requests.Response]]":
    """What a request is answered whose source picture takes minutes; asked first, looked at last."""
    body = {"name": "Slow", "sourceImageUrl": pictures.serve(png(), pause=0.5)}
    with ThreadPoolExecutor(1) as threads:
        yield threads.submit(alice.post, "/reference-kits", body)


@pytest.fixture
def refused(alice: Client) -> Callable[[str], str]:
    """Asks for a kit from a URL that must be refused; what was said."""

    def ask(url: str) -> str:
        answer = alice.post("/reference-kits", {"name": "Amalia", "sourceImageUrl": url})
        assert answer.status_code == 400, answer.text
        message: str = answer.json()["message"]
        assert message.startswith("sourceImageUrl "), message
        return message

    return ask


def test_a_redirect_is_followed_three_times(alice: Client, pictures: PictureServer, source: str) -> None:
    url = source
    for _ in range(3):
        url = pictures.redirect(url)
    assert alice.create_kit(url)["sourceImageUrl"] == url


def test_the_declared_type_does_not_matter(alice: Client, pictures: PictureServer, script: Script) -> None:
    url = pictures.serve(script.picture, headers={"Content-Type": "text/html"})
    assert alice.settled(alice.create_kit(url)["id"])["status"] == "ready"


@pytest.mark.usefixtures("nothing_new")
class TestRefusals:
    """Nothing of these is stored, nothing is started."""

    @pytest.mark.parametrize("url", PRIVATE)
    def test_an_address_that_is_not_public_is_refused(self, refused: Callable[[str], str], url: str) -> None:
        refused(url)

    @pytest.mark.parametrize("url", PRIVATE[1:9:2])
    def test_a_redirect_to_one_is_refused(
        self, refused: Callable[[str], str], pictures: PictureServer, url: str
    ) -> None:
        refused(pictures.redirect(url))

    def test_four_redirects_are_too_many(self, refused: Callable[[str], str], pictures: PictureServer) -> None:
        url = pictures.serve(png())
        for _ in range(4):
            url = pictures.redirect(url)
        assert "redirects" in refused(url)

    @pytest.mark.parametrize("status", [204, 404, 500])
    def test_an_error_is_refused(self, refused: Callable[[str], str], pictures: PictureServer, status: int) -> None:
        assert f"HTTP {status}" in refused(pictures.serve(b"", status=status))

    @pytest.mark.parametrize(
        "data",
        [b"", TEXT, bomb(), png(200, 200)[:30_000], encoded(Image.new("RGB", (9, 9)), "GIF")],
        ids=["empty", "text", "bomb", "truncated", "gif"],
    )
    def test_what_is_no_picture_is_refused(
        self, refused: Callable[[str], str], pictures: PictureServer, data: bytes
    ) -> None:
        refused(pictures.serve(data))

    def test_what_is_too_large_is_refused(self, refused: Callable[[str], str], pictures: PictureServer) -> None:
        large = png(10, 10) + b"\0" * (20 * 1024 * 1024)
        assert "larger than 20 MB" in refused(pictures.serve(large))

    def test_what_claims_to_be_shorter_than_it_is_or_longer_is_refused(
        self, refused: Callable[[str], str], pictures: PictureServer
    ) -> None:
        data = png(100, 100)
        refused(pictures.serve(data, headers={"Content-Length": str(len(data) // 2)}))

    def test_the_same_rules_hold_for_the_picture_of_a_face_swap(
        self, alice: Client, ready_kit: Callable[[], str], pictures: PictureServer
    ) -> None:
        kit_id = ready_kit()
        for url in (PRIVATE[7], pictures.serve(TEXT), pictures.serve(bomb()), pictures.redirect(PRIVATE[0])):
            answer = alice.post(f"/reference-kits/{kit_id}/images", {"sourceImageUrl": url, "consent": True})
            assert answer.status_code == 400
            assert answer.json()["message"].startswith("sourceImageUrl ")

    def test_what_comes_too_slowly_is_refused(self, too_slow: "Future[requests.Response]") -> None:
        answer = too_slow.result()
        assert answer.status_code == 400
        assert answer.json()["message"] == "sourceImageUrl took longer than 20 seconds to fetch"
