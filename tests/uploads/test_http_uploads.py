"""POST /api/upload, the PUT that follows, and the trigger behind it."""

import json
from io import BytesIO
from typing import Any
from urllib.parse import quote_plus

import pytest
import requests
from PIL import Image

from tests.support.client import Client, eventually
from tests.support.pictures import TEXT, PictureServer, bomb, encoded, jpeg, png
from tests.support.studio import Studio

MEGABYTE = 1024 * 1024


def _ticket(client: Client, **changes: Any) -> dict[str, Any]:
    wanted = {"fileName": "a.png", "contentType": "image/png", "purpose": "reference"} | changes
    answer = client.post("/api/upload", wanted)
    assert answer.status_code == 200, answer.text
    ticket: dict[str, Any] = answer.json()
    return ticket


def _put(ticket: dict[str, Any], data: bytes, media_type: str = "image/png") -> int:
    answer = requests.put(ticket["uploadUrl"], data=data, headers={"Content-Type": media_type}, timeout=30)
    return answer.status_code


def _upload(studio: Studio, key: str) -> dict[str, Any]:
    return studio.item(f"UPLOAD#{key.split('/')[2]}", "UPLOAD")


def _concluded(studio: Studio, key: str) -> dict[str, Any]:
    return eventually(
        lambda: found if (found := _upload(studio, key))["status"] != "pending" else None, "the upload's event"
    )


def _event(studio: Studio, key: str) -> dict[str, Any]:
    spelled = quote_plus(key, safe="/")
    return {"Records": [{"s3": {"bucket": {"name": studio.bucket}, "object": {"key": spelled, "size": 1}}}]}


def test_the_ticket_is_the_contracts(alice: Client) -> None:
    ticket = _ticket(alice)
    assert set(ticket) == {"uploadUrl", "key", "expiresAt"}
    assert ticket["key"].startswith("uploads/.temp/")
    assert ticket["uploadUrl"].partition("?")[0].endswith(ticket["key"])


@pytest.mark.parametrize("purpose", ["inpaint_mask", "custom_image", "reference"])
def test_a_picture_of_every_purpose_is_taken(alice: Client, studio: Studio, purpose: str) -> None:
    key = alice.upload(png(400, 200), purpose=purpose)["key"]
    upload = _concluded(studio, key)
    assert upload["status"] == "ready", upload
    assert (upload["purpose"], upload["media_type"]) == (purpose, "image/png")
    assert (upload["width"], upload["height"]) == (400, 200)
    thumbnail, media_type = studio.objects.get(upload["thumbnail_key"])
    assert media_type == "image/jpeg"
    assert max(Image.open(BytesIO(thumbnail)).size) <= 300
    eventually(lambda: studio.keys(key) == [], "the removal of what was uploaded")


@pytest.mark.parametrize(("extension", "media_type"), [("JPEG", "image/jpeg"), ("WEBP", "image/webp")])
def test_the_other_formats_are_taken(alice: Client, studio: Studio, extension: str, media_type: str) -> None:
    data = encoded(Image.new("RGB", (30, 40), "teal"), extension)
    upload = _concluded(studio, alice.upload(data, media_type)["key"])
    assert (upload["status"], upload["media_type"]) == ("ready", media_type)


def test_the_url_takes_its_own_type_and_length_only(alice: Client, studio: Studio) -> None:
    data = png()
    ticket = _ticket(alice, contentLength=len(data))
    assert _put(ticket, data, "image/jpeg") == 403
    assert _put(ticket, data, "text/html") == 403
    assert _put(ticket, data + b"x") == 403
    assert _put(ticket, data[:-1]) == 403
    assert (
        _put(ticket | {"uploadUrl": ticket["uploadUrl"].replace(ticket["key"], "uploads/.temp/other/a.png")}, data)
        == 403
    )
    assert requests.get(ticket["uploadUrl"], timeout=10).status_code == 403
    assert studio.keys(ticket["key"]) == []
    assert _put(ticket, data) == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"fileName": ""}, "fileName"),
        ({"fileName": None}, "fileName"),
        ({"fileName": "x" * 256}, "fileName"),
        ({"contentType": "image/gif"}, "contentType"),
        ({"contentType": "text/html"}, "contentType"),
        ({"contentType": None}, "contentType"),
        ({"purpose": "avatar"}, "purpose"),
        ({"purpose": None}, "purpose"),
        ({"contentLength": 0}, "contentLength"),
        ({"contentLength": -1}, "contentLength"),
        ({"contentLength": "9"}, "contentLength"),
        ({"contentLength": 1.5}, "contentLength"),
        ({"contentLength": 10**30}, "contentLength"),
        ({"purpose": "inpaint_mask", "contentLength": 5 * MEGABYTE + 1}, "contentLength"),
        ({"purpose": "custom_image", "contentLength": 10 * MEGABYTE + 1}, "contentLength"),
        ({"purpose": "reference", "contentLength": 20 * MEGABYTE + 1}, "contentLength"),
    ],
)
def test_a_rule_that_is_broken_is_named(alice: Client, changes: dict[str, Any], field: str) -> None:
    body = {"fileName": "a.png", "contentType": "image/png", "purpose": "reference"} | changes
    answer = alice.post("/api/upload", body)
    assert answer.status_code == 400
    assert set(answer.json()) == {"error", "code", "details"}
    assert answer.json()["code"] == "VALIDATION_ERROR"
    assert set(answer.json()["details"]) == {field}
    assert answer.json()["error"].startswith(field)


def test_a_file_name_is_never_part_of_a_key(alice: Client) -> None:
    for name in ("../../jobs/x.png", "a/b.png", "ключ ☃.png"):
        key = _ticket(alice, fileName=name)["key"]
        assert key.endswith("/reference.png")
        assert key.count("/") == 3


@pytest.mark.usefixtures("nothing_new")
class TestRefusals:
    """No kit comes of these."""

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (TEXT, "must be a JPEG, PNG or WebP image"),
            (b"\x89PNG\r\n\x1a\n", "must be a JPEG, PNG or WebP image"),
            (png(200, 200)[:20_000], "must be an intact image"),
            (bomb(), "must have at most 50 megapixels"),
            (encoded(Image.new("RGB", (8, 8)), "GIF"), "must be a JPEG, PNG or WebP image"),
            (encoded(Image.new("RGB", (8, 8)), "BMP"), "must be a JPEG, PNG or WebP image"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "must be a JPEG, PNG or WebP image"),
        ],
        ids=["text", "header", "truncated", "bomb", "gif", "bmp", "svg"],
    )
    def test_what_is_no_picture_is_rejected_and_removed(
        self, alice: Client, studio: Studio, data: bytes, reason: str
    ) -> None:
        key = alice.upload(data)["key"]
        upload = _concluded(studio, key)
        assert upload["status"] == "rejected"
        assert upload["reason"].startswith(reason)
        eventually(lambda: studio.keys(key) == [], "the removal of what was uploaded")
        assert studio.keys(f"uploaded/{key.split('/')[2]}/") == []
        answer = alice.post("/reference-kits", {"name": "A", "sourceImageUrl": key})
        assert answer.status_code == 400
        assert answer.json()["message"].startswith("sourceImageUrl was rejected")
        assert reason in answer.json()["message"]

    def test_an_upload_whose_picture_has_expired_is_refused(self, alice: Client, studio: Studio) -> None:
        key = alice.upload(png())["key"]
        _concluded(studio, key)
        studio.objects.delete_prefix(f"uploaded/{key.split('/')[2]}/")
        answer = alice.post("/reference-kits", {"name": "A", "sourceImageUrl": key})
        assert answer.status_code == 400
        assert answer.json()["message"].startswith("sourceImageUrl ")

    def test_an_upload_that_has_not_arrived_is_refused(self, alice: Client) -> None:
        answer = alice.post("/reference-kits", {"name": "A", "sourceImageUrl": _ticket(alice)["key"]})
        assert answer.status_code == 400
        assert answer.json()["message"].startswith("sourceImageUrl names an upload whose file has not arrived")

    def test_somebody_elses_upload_is_refused(self, alice: Client, bob: Client, anyone: Client) -> None:
        ticket = alice.upload(png())
        for stranger in (bob, anyone):
            for address in (ticket["key"], ticket["uploadUrl"]):
                answer = stranger.post("/reference-kits", {"name": "A", "sourceImageUrl": address})
                assert answer.status_code == 400
                assert answer.json()["message"].startswith("sourceImageUrl must be an image that you uploaded")

    @pytest.mark.parametrize(
        "address",
        [
            "uploads/.temp/x/reference.png",
            "uploads/",
            "uploaded/x/picture.png",
            "jobs/x/source.png",
            "uploads/../jobs/x/y.png",
        ],
    )
    def test_a_key_that_is_no_upload_is_refused(self, alice: Client, address: str) -> None:
        answer = alice.post("/reference-kits", {"name": "A", "sourceImageUrl": address})
        assert answer.status_code == 400
        assert answer.json()["message"].startswith("sourceImageUrl ")


def test_the_real_type_counts_not_the_declared_one(alice: Client, studio: Studio) -> None:
    upload = _concluded(studio, alice.upload(jpeg(), "image/png")["key"])
    assert (upload["status"], upload["media_type"]) == ("ready", "image/jpeg")


def test_a_mask_that_is_too_large_is_rejected_whatever_was_signed(alice: Client, studio: Studio) -> None:
    ticket = _ticket(alice, purpose="inpaint_mask")
    assert _put(ticket, png(10, 10) + b"\0" * (5 * MEGABYTE)) == 200
    upload = _concluded(studio, ticket["key"])
    assert upload["status"] == "rejected"
    assert "bytes" in upload["reason"]


def test_a_turned_photograph_is_upright_and_bare_in_the_kit(alice: Client, studio: Studio) -> None:
    key = alice.upload(jpeg(60, 40, orientation=6), "image/jpeg")["key"]
    kit_id = alice.create_kit(key)["id"]
    data, _ = studio.objects.get(f"jobs/{kit_id}/source.jpg")
    shown: Any = Image.open(BytesIO(data))
    assert shown.size == (40, 60)
    assert dict(shown.getexif()) == {}
    assert b"A camera" not in data
    red, blue = shown.convert("RGB").getpixel((20, 5)), shown.convert("RGB").getpixel((20, 55))
    assert red[0] > 150 > blue[0]
    assert blue[2] > 150 > red[2]


def test_an_event_that_comes_twice_or_late_changes_nothing(alice: Client, studio: Studio) -> None:
    key = alice.upload(png())["key"]
    first = _concluded(studio, key)
    for _ in range(2):
        studio.invoke("UploadReceivedFunction", _event(studio, key))
    assert _upload(studio, key) == first
    assert studio.objects.head(first["picture_key"])


def test_a_second_file_under_the_same_url_changes_nothing(alice: Client, studio: Studio) -> None:
    ticket = _ticket(alice)
    assert _put(ticket, png(30, 30)) == 200
    first = _concluded(studio, ticket["key"])
    before, _ = studio.objects.get(first["picture_key"])
    assert _put(ticket, png(50, 50)) == 200
    eventually(lambda: studio.keys(ticket["key"]) == [], "the removal of the second file")
    assert _upload(studio, ticket["key"]) == first
    assert studio.objects.get(first["picture_key"])[0] == before


@pytest.mark.parametrize("key", ["uploads/.temp/stray.png", "uploads/.temp/a/b/c.png", "uploads/.temp/ü + 1/a b.png"])
def test_an_object_that_no_ticket_asked_for_is_removed(studio: Studio, key: str) -> None:
    studio.objects.put(key, png(), "image/png")
    eventually(lambda: studio.keys(key) == [], "the removal of a stray object")


def test_an_event_of_an_object_that_is_gone_does_nothing(alice: Client, studio: Studio) -> None:
    key = _ticket(alice)["key"]
    studio.invoke("UploadReceivedFunction", _event(studio, key))
    assert _upload(studio, key)["status"] == "pending"
    studio.invoke("UploadReceivedFunction", _event(studio, "uploads/.temp/never/was.png"))


def test_a_kit_from_the_key_from_the_url_and_before_the_event(alice: Client, studio: Studio) -> None:
    ticket = alice.upload(png())
    by_key = alice.create_kit(ticket["key"])
    by_url = alice.create_kit(ticket["uploadUrl"])
    by_plain_url = alice.create_kit(ticket["uploadUrl"].partition("?")[0])
    for kit in (by_key, by_url, by_plain_url):
        assert requests.get(kit["sourceImageUrl"], timeout=10).status_code == 200
        assert f"jobs/{kit['id']}/source.png" in kit["sourceImageUrl"]
        assert "UPLOAD" not in json.dumps(kit)
    assert alice.settled(by_key["id"])["status"] == "ready"


def test_a_kits_source_stays_when_its_upload_expires(alice: Client, studio: Studio) -> None:
    key = alice.upload(png())["key"]
    kit = alice.settled(alice.create_kit(key)["id"])
    studio.objects.delete_prefix(f"uploaded/{key.split('/')[2]}/")
    assert requests.get(alice.kit(kit["id"])["sourceImageUrl"], timeout=10).status_code == 200
    alice.regenerate(kit["id"], "profile")
    assert alice.settled(kit["id"])["generationProgress"]["profile"] == "done"


def test_another_kits_picture_by_its_unsigned_url_is_refused(
    alice: Client, bob: Client, studio: Studio, pictures: PictureServer
) -> None:
    kit = alice.settled(alice.create_kit(pictures.serve(png()))["id"])
    answer = bob.post("/reference-kits", {"name": "A", "sourceImageUrl": kit["anchorFaceUrl"].partition("?")[0]})
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("sourceImageUrl ")
