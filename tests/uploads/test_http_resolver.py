"""The resolver over HTTP: every family accepts the same addresses, and refuses pictures of other callers."""

from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.support.client import Client, eventually
from tests.support.pictures import png
from tests.support.studio import Studio

PREDICTIONS = "/api/generate-image"
BODY = {"prompt": "A quiet harbour", "projectId": "harbour", "sceneIndex": 0}


def project_picture(client: Client) -> dict[str, Any]:
    answer = client.form("/api/upload-images", {"projectId": "harbour"}, [("images", ("a.png", png()))])
    shown: dict[str, Any] = answer.json()["images"][0]
    return shown


def spellings(url: str, key: str) -> list[str]:
    """The URL signed, bare, and by the other names of the local endpoint."""
    own = urlsplit(url)
    bucket = own.path.split("/")[1]
    return [
        url,
        url.partition("?")[0],
        f"HTTP://LOCALHOST:{own.port}{own.path}?{own.query}",
        f"http://{bucket}.localhost:{own.port}/{key}",
        f"https://{bucket}.s3.amazonaws.com/{key}",
        f"https://s3.us-west-2.amazonaws.com/{bucket}/{key}?X-Amz-Signature=0",
    ]


def test_a_kit_is_made_of_a_projects_picture_by_all_its_names(alice: Client) -> None:
    shown = project_picture(alice)
    for address in [shown["localPath"], shown["s3Key"], *spellings(shown["url"], shown["s3Key"])[:4:2]]:
        kit = alice.create_kit(address)
        assert f"jobs/{kit['id']}/source.png" in kit["sourceImageUrl"], address
        assert requests.get(alice.kit(kit["id"])["sourceImageUrl"], timeout=10).status_code == 200


def test_a_scene_and_a_kits_picture_are_taken_everywhere(alice: Client) -> None:
    answer = alice.post(PREDICTIONS, BODY).json()
    path = f"{PREDICTIONS}/{answer['predictionId']}"
    scene = eventually(lambda: alice.get(path).json().get("image"), "the scene")
    kit = alice.settled(alice.create_kit(scene["localPath"])["id"])
    anchor = kit["anchorFaceUrl"]
    for address in (anchor, kit["sourceImageUrl"], urlsplit(anchor).path.split("/", 2)[2]):
        assert alice.post(PREDICTIONS, BODY | {"seedImage": address}).status_code == 200, address
        again = alice.create_kit(address)
        assert f"jobs/{again['id']}/source.png" in again["sourceImageUrl"]


@pytest.mark.usefixtures("nothing_new")
def test_what_is_not_the_callers_is_refused_in_every_spelling(alice: Client, bob: Client, ready_kit: Any) -> None:
    shown = project_picture(alice)
    anchor = alice.kit(ready_kit())["anchorFaceUrl"]
    anchor_key = urlsplit(anchor).path.split("/", 2)[2]
    addresses = [
        *spellings(shown["url"], shown["s3Key"]),
        shown["localPath"],
        anchor_key,
        *spellings(anchor, anchor_key),
    ]
    for address in addresses:
        answer = bob.post("/reference-kits", {"name": "A", "sourceImageUrl": address})
        assert answer.status_code == 400, address
        assert answer.json()["message"].startswith("sourceImageUrl must be a picture of yours"), address
        answer = bob.post(PREDICTIONS, BODY | {"seedImage": address})
        assert answer.status_code == 400, address
        assert answer.json()["error"].startswith("seedImage must be a picture of yours"), address


def test_an_object_that_no_job_shows_is_nobodys(alice: Client, studio: Studio) -> None:
    kit = alice.create_kit(project_picture(alice)["s3Key"])
    key = f"jobs/{kit['id']}/anchor-9.png"
    studio.objects.put(key, png(), "image/png")
    answer = alice.post(PREDICTIONS, BODY | {"seedImage": key})
    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_REQUEST")
    alice.settled(kit["id"])


class TestLargerPictures:
    """Pictures that no form can hold come into a project by a presigned upload."""

    def test_an_upload_becomes_a_picture_of_the_project(self, alice: Client, bob: Client, studio: Studio) -> None:
        ticket = _put(alice, png(60, 40), "image/png")
        upload = ticket["key"].split("/")[2]
        assert ticket["localPath"] == f"/tmp/projects/harbour/uploads/{upload}.png"
        key = f"uploads/harbour/{upload}.png"
        served = eventually(lambda: _served(alice, ticket["localPath"]), "the upload's event")
        assert requests.get(served, timeout=10).headers["Content-Type"] == "image/png"
        eventually(lambda: studio.keys(ticket["key"]) == [], "the removal of what was uploaded")
        assert studio.keys(f"uploads/harbour/thumbnails/{upload}") == [f"uploads/harbour/thumbnails/{upload}.jpg"]
        assert studio.item(f"FILE#{key}", "FILE")["owner"] == alice.owner
        for address in (ticket["localPath"], key, served, ticket["key"], ticket["uploadUrl"]):
            assert alice.post(PREDICTIONS, BODY | {"seedImage": address}).status_code == 200, address
            assert bob.post(PREDICTIONS, BODY | {"seedImage": address}).status_code == 400, address
        alice.settled(alice.create_kit(ticket["localPath"])["id"])

    def test_its_handle_is_good_before_the_event(self, alice: Client) -> None:
        ticket = _put(alice, png(60, 40), "image/jpg")
        assert ticket["localPath"].endswith(".jpg")
        answer = alice.post(PREDICTIONS, BODY | {"referenceImageUrls": [ticket["localPath"]]})
        assert answer.status_code == 200, answer.text
        eventually(lambda: _served(alice, ticket["localPath"]), "the upload's event")

    def test_what_has_not_arrived_or_was_rejected_is_nothing(self, alice: Client, studio: Studio) -> None:
        empty, broken = _ticket(alice, "image/png"), _put(alice, b"no picture", "image/png")
        answer = alice.post(PREDICTIONS, BODY | {"seedImage": empty["localPath"]})
        assert answer.json()["error"].startswith("seedImage names an upload whose file has not arrived")
        answer = alice.post(PREDICTIONS, BODY | {"seedImage": broken["localPath"]})
        assert answer.json()["error"].startswith("seedImage was rejected when it was uploaded")
        for ticket in (empty, broken):
            assert _served(alice, ticket["localPath"]) is None
            assert studio.keys(f"uploads/harbour/{ticket['key'].split('/')[2]}") == []

    @pytest.mark.parametrize("project", ["", "a b", "../x", ".temp", "x" * 65])
    def test_a_project_id_that_breaks_the_rule_is_refused(self, alice: Client, project: str) -> None:
        body = {"fileName": "a.png", "contentType": "image/png", "purpose": "reference", "projectId": project}
        answer = alice.post("/api/upload", body)
        assert (answer.status_code, set(answer.json()["details"])) == (400, {"projectId"})


def _ticket(client: Client, media_type: str) -> dict[str, Any]:
    body = {"fileName": "a.png", "contentType": media_type, "purpose": "reference", "projectId": "harbour"}
    answer = client.post("/api/upload", body)
    assert answer.status_code == 200, answer.text
    ticket: dict[str, Any] = answer.json()
    return ticket


def _put(client: Client, data: bytes, media_type: str) -> dict[str, Any]:
    ticket = _ticket(client, media_type)
    sent = requests.put(ticket["uploadUrl"], data=data, headers={"Content-Type": media_type}, timeout=10)
    assert sent.status_code == 200
    return ticket


def _served(client: Client, handle: str) -> str | None:
    answer = client.get("/api/serve-image", params={"path": handle}, allow_redirects=False)
    return answer.headers["Location"] if answer.status_code == 302 else None
