"""POST /api/upload-images and GET /api/serve-image, over HTTP."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
import requests
from PIL import Image

from tests.support import contract
from tests.support.client import Client
from tests.support.pictures import TEXT, bomb, encoded, jpeg, png
from tests.support.studio import Studio

PROJECT = "test-proj-123"
IMAGES = "/api/upload-images"

Files = list[tuple[str, tuple[str | None, bytes, str]]]


def image(data: bytes, name: str | None = "a.png", media_type: str = "image/png") -> tuple[str, Any]:
    """One file of a form."""
    return "images", (name, data, media_type)


def send(client: Client, *files: Any, project: str | None = PROJECT, status: int = 200) -> Any:
    """Upload some files."""
    fields = {} if project is None else {"projectId": project}
    answer = client.form(IMAGES, fields, list(files))
    assert answer.status_code == status, answer.text
    return answer.json()


def test_an_upload_is_shown_as_the_contract_has_it(anyone: Client, studio: Studio) -> None:
    data = png()
    answer = send(anyone, image(data, "reference image.png"))
    assert set(answer) == {"success", "images"}
    assert answer["success"] is True
    (shown,) = answer["images"]
    assert set(shown) == {"id", "url", "localPath", "s3Key", "originalName", "size", "mimeType", "createdAt"}
    assert shown["localPath"] == f"/tmp/projects/{PROJECT}/uploads/{shown['id']}.png"
    assert shown["s3Key"] == f"uploads/{PROJECT}/{shown['id']}.png"
    assert shown["originalName"] == "reference image.png"
    assert shown["mimeType"] == "image/png"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", shown["createdAt"])
    stored = requests.get(shown["url"], timeout=10)
    assert (len(stored.content), stored.headers["Content-Type"]) == (shown["size"], "image/png")
    with Image.open(BytesIO(stored.content)) as kept, Image.open(BytesIO(data)) as sent:
        assert kept.tobytes() == sent.tobytes()
    assert f"uploads/{PROJECT}/thumbnails/{shown['id']}.jpg" in studio.keys(f"uploads/{PROJECT}/")


def test_several_files_come_back_in_their_order(anyone: Client) -> None:
    files = [image(png(), "one.png"), image(jpeg(), "two.jpg"), image(encoded(_small(), "WEBP"), "three.webp")]
    images = send(anyone, *files)["images"]
    assert [each["originalName"] for each in images] == ["one.png", "two.jpg", "three.webp"]
    assert [each["mimeType"] for each in images] == ["image/png", "image/jpeg", "image/webp"]
    assert [each["localPath"].rpartition(".")[2] for each in images] == ["png", "jpg", "webp"]
    assert len({each["id"] for each in images}) == 3


def _small() -> Image.Image:
    return Image.new("RGB", (8, 6), "teal")


def test_the_bytes_decide_the_type(anyone: Client) -> None:
    (shown,) = send(anyone, image(jpeg(), "really.png", "image/png"))["images"]
    assert (shown["mimeType"], shown["s3Key"].rpartition(".")[2]) == ("image/jpeg", "jpg")
    (shown,) = send(anyone, image(png(), "x.bin", "application/octet-stream"))["images"]
    assert shown["mimeType"] == "image/png"


def test_a_turned_photo_is_stored_upright_and_without_metadata(anyone: Client) -> None:
    (shown,) = send(anyone, image(jpeg(60, 80, orientation=6), "photo.jpg", "image/jpeg"))["images"]
    with Image.open(BytesIO(requests.get(shown["url"], timeout=10).content)) as kept:
        assert kept.size == (80, 60)
        assert not kept.getexif()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ('a "quoted" name.png', 'a "quoted" name.png'),
        ("naïve 画像.png", "naïve 画像.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\shot.png", "shot.png"),
        ("semi;colon.png", "semi;colon.png"),
        ("x" * 300 + ".png", "x" * 255),
    ],
)
def test_a_file_keeps_its_name_and_never_becomes_a_path(anyone: Client, name: str, kept: str) -> None:
    (shown,) = send(anyone, image(png(), name))["images"]
    assert shown["originalName"] == kept
    assert shown["s3Key"] == f"uploads/{PROJECT}/{shown['id']}.png"


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        (TEXT, "must be a JPEG, PNG or WebP image"),
        (b"", "must be a JPEG, PNG or WebP image"),
        (png()[:-200], "damaged or incomplete"),
        (bomb(), "megapixels"),
        (encoded(_small(), "GIF"), "must be a JPEG, PNG or WebP image"),
    ],
    ids=["text", "nothing", "cut", "bomb", "gif"],
)
def test_one_bad_file_refuses_the_whole_request(anyone: Client, studio: Studio, bad: bytes, problem: str) -> None:
    before = studio.keys("uploads/refused/"), studio.count()
    answer = send(anyone, image(png()), image(bad, "notes.png"), project="refused", status=400)
    assert answer["error"].startswith("notes.png ")
    assert problem in answer["error"]
    assert (answer["success"], answer["code"], answer["retryable"]) == (False, "INVALID_REQUEST", False)
    assert (studio.keys("uploads/refused/"), studio.count()) == before


@pytest.mark.parametrize("project", ["", " ", "a b", "a/b", "../x", "x" * 65, "ü", "a\n"])
def test_a_project_id_that_breaks_the_rule_is_refused(anyone: Client, project: str) -> None:
    answer = send(anyone, image(png()), project=project, status=400)
    assert answer["error"].startswith("projectId must be")
    assert answer["code"] == "INVALID_REQUEST"


def test_what_is_missing_is_named(anyone: Client) -> None:
    assert send(anyone, image(png()), project=None, status=400)["error"] == "Missing required field: projectId"
    other = [("files", ("a.png", png(), "image/png"))]
    assert send(anyone, *other, status=400)["error"] == "Missing required field: images"


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"--x\r\n\r\n--x--\r\n"),
        ("multipart/form-data; boundary=", b""),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=projectId\r\n\r\np"),
        ("multipart/form-data; boundary=x", b"--y\r\n\r\n--y--\r\n"),
        ("multipart/form-data; boundary=x", b""),
        ("application/json", b'{"projectId": "p"}'),
        ("application/x-www-form-urlencoded", b"projectId=p"),
    ],
)
def test_a_body_that_is_no_whole_form_is_refused(anyone: Client, content_type: str, body: bytes) -> None:
    answer = anyone.post(IMAGES, body, headers={"Content-Type": content_type})
    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_REQUEST")


def test_parts_may_stand_in_any_order(anyone: Client) -> None:
    data = png()
    head = b'--x\r\ncontent-disposition: form-data; name="images"; filename="a.png"\r\n\r\n'
    tail = b'\r\n--x\r\nContent-Disposition: form-data; name="projectId"\r\n\r\nlast\r\n--x--\r\n'
    answer = anyone.post(IMAGES, head + data + tail, headers={"Content-Type": "Multipart/Form-Data; boundary=x"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["images"][0]["s3Key"].startswith("uploads/last/")


def test_too_large_a_body_names_the_other_way(anyone: Client) -> None:
    answer = anyone.form(IMAGES, {"projectId": PROJECT}, [image(b"\x89PNG\r\n\x1a\n" + bytes(5_000_000))])
    assert answer.status_code == 413
    assert (answer.json()["success"], answer.json()["retryable"]) == (False, False)
    assert "POST /api/upload" in answer.json()["error"]


def test_a_project_called_as_the_folder_of_temporary_uploads_keeps_its_pictures(anyone: Client, studio: Studio) -> None:
    (shown,) = send(anyone, image(png()), project="temp")["images"]
    event = {"Records": [{"s3": {"object": {"key": shown["s3Key"]}, "bucket": {"name": studio.bucket}}}]}
    studio.invoke("UploadReceivedFunction", event)
    assert requests.get(shown["url"], timeout=10).status_code == 200


class TestServing:
    def test_a_handle_leads_to_the_picture(self, anyone: Client) -> None:
        (shown,) = send(anyone, image(png()))["images"]
        answer = anyone.get("/api/serve-image", params={"path": shown["localPath"]}, allow_redirects=False)
        assert answer.status_code == 302
        served = requests.get(answer.headers["Location"], timeout=10)
        assert served.content == requests.get(shown["url"], timeout=10).content

    @pytest.mark.parametrize(
        ("accept", "is_json"),
        [
            ("application/json", True),
            ("Application/JSON;q=0.9, text/plain", True),
            ("*/*", False),
            ("image/avif,image/webp,*/*;q=0.8", False),
            # As axios sends it, whatever is asked for; the contract's answer is the redirect.
            ("application/json, text/plain, */*", False),
            ("application/json, image/png", False),
            ("", False),
        ],
    )
    def test_who_takes_json_alone_gets_the_url(self, alice: Client, accept: str, is_json: bool) -> None:
        (shown,) = send(alice, image(png()))["images"]
        path = {"path": shown["localPath"]}
        answer = alice.get("/api/serve-image", params=path, headers={"Accept": accept}, allow_redirects=False)
        assert answer.headers["Vary"] == "Accept"
        if not is_json:
            assert answer.status_code == 302
            assert answer.headers["Location"].partition("?")[0] == shown["url"].partition("?")[0]
            return
        told = answer.json()
        assert (answer.status_code, set(told), told["success"]) == (200, {"success", "url", "expiresAt"}, True)
        left = datetime.fromisoformat(told["expiresAt"]) - datetime.now(UTC)
        assert timedelta(minutes=59) < left <= timedelta(hours=1)
        assert requests.get(told["url"], timeout=10).content == requests.get(shown["url"], timeout=10).content

    @pytest.mark.parametrize(
        "path",
        [
            f"/tmp/projects/{PROJECT}/uploads/unknown.png",
            f"/tmp/projects/{PROJECT}/images/scene-0-00000000.png",
            "/etc/passwd",
            f"/tmp/projects/{PROJECT}/uploads/../../../../etc/passwd",
            f"/tmp/projects/../uploads/{PROJECT}/x.png",
            "jobs/x/source.png",
            "x" * 5000,
            "",
            "\x00",
        ],
    )
    def test_what_is_no_picture_is_not_found(self, anyone: Client, path: str) -> None:
        answer = anyone.get("/api/serve-image", params={"path": path})
        assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND")

    def test_what_is_somebody_elses_is_not_found(self, alice: Client, bob: Client) -> None:
        (shown,) = send(alice, image(png()))["images"]
        path = {"path": shown["localPath"]}
        assert alice.get("/api/serve-image", params=path, allow_redirects=False).status_code == 302
        assert bob.get("/api/serve-image", params=path).status_code == 404

    def test_the_path_is_required(self, anyone: Client) -> None:
        answer = anyone.get("/api/serve-image")
        assert answer.status_code == 400
        assert answer.json()["error"] == "Missing required field: path"


def test_the_document_says_what_a_form_holds() -> None:
    body = contract.document()["paths"][IMAGES]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert body["required"] == ["projectId", "images"]
