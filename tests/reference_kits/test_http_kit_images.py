"""POST /reference-kits/{id}/images: new pictures of the kit's character, from words or by face swap."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

from tests.support.client import Client, eventually
from tests.support.pictures import PictureServer, png
from tests.support.script import Script, ScriptServer, fail
from tests.support.studio import Studio


def test_a_prompt_draws_with_every_reference_in_order(alice: Client, script: Script, source: str) -> None:
    expressions = ["angry", "smile"]
    kit_id = alice.settled(alice.create_kit(source, generateExtended=True, expressions=expressions)["id"])["id"]
    started = alice.draw(kit_id, prompt="  reading under a tree ")
    assert started["mode"] == "generation"
    assert started["status"] == "pending"
    assert started["prompt"] == "reading under a tree"
    assert started["aspectRatio"] == "9:16"
    assert started["images"] == [{"index": 0, "status": "pending", "url": None, "errorMessage": None}]
    assert started["estimatedCostCents"] == 4
    assert started["costCents"] is None
    images = alice.images(started)
    assert images["status"] == "ready"
    assert images["costCents"] == 4
    assert [image["status"] for image in images["images"]] == ["done"]
    assert requests.get(images["images"][0]["url"], timeout=10).content == script.drawn[-1]
    call = script.calls[-1]
    assert len(call.references) == 6
    assert [name.removesuffix("-1") for name in call.names] == [
        "anchor",
        "profile",
        "half_body",
        "full_body",
        "expression_smile",
        "expression_angry",
    ]
    assert call.prompt.startswith("reading under a tree ")
    assert "identity" in call.prompt
    assert call.seed_image is None


@pytest.mark.parametrize(("ratio", "count"), [("1:1", 1), ("16:9", 2), ("9:16", 3), ("4:5", 4), ("3:4", 1)])
def test_every_aspect_ratio_and_number(alice: Client, ready_kit: Callable[[], str], ratio: str, count: int) -> None:
    images = alice.images(alice.draw(ready_kit(), prompt="waving", aspectRatio=ratio, numImages=count))
    assert images["aspectRatio"] == ratio
    assert [image["index"] for image in images["images"]] == list(range(count))
    assert {image["status"] for image in images["images"]} == {"done"}
    assert images["costCents"] == images["estimatedCostCents"] == 4 * count
    assert len({image["url"] for image in images["images"]}) == count


def test_a_face_swap_starts_from_the_source_and_takes_the_anchors_face(
    alice: Client, ready_kit: Callable[[], str], scripts: ScriptServer, pictures: PictureServer, studio: Studio
) -> None:
    base = scripts.script(png())
    started = alice.draw(ready_kit(), sourceImageUrl=pictures.serve(base.picture), consent=True)
    assert started["mode"] == "face_swap"
    assert started["prompt"] is None
    images = alice.images(started)
    assert images["status"] == "ready"
    (call,) = base.calls
    assert call.seed_image
    assert call.names == ["anchor"]
    assert call.prompt.startswith("Keep the first picture as it is")
    stored = studio.keys(f"jobs/{images['id']}/")
    assert sorted(key.rpartition("/")[2] for key in stored) == ["0-1.png", "base.png"]


def test_a_face_swap_may_carry_a_prompt(alice: Client, ready_kit: Callable[[], str], pictures: PictureServer) -> None:
    images = alice.images(
        alice.draw(ready_kit(), prompt="at dusk", sourceImageUrl=pictures.serve(png()), consent=True, numImages=2)
    )
    assert (images["mode"], images["prompt"], images["status"]) == ("face_swap", "at dusk", "ready")


@pytest.mark.usefixtures("nothing_new")
class TestRefusals:
    """Nothing of these is stored."""

    @pytest.mark.parametrize(
        ("body", "message"),
        [
            ({}, "prompt"),
            ({"prompt": ""}, "prompt"),
            ({"prompt": "   "}, "prompt"),
            ({"prompt": 5}, "prompt"),
            ({"prompt": "x" * 2001}, "prompt"),
            ({"prompt": "x", "aspectRatio": "2:1"}, "aspectRatio"),
            ({"prompt": "x", "aspectRatio": 1}, "aspectRatio"),
            ({"prompt": "x", "numImages": 0}, "numImages"),
            ({"prompt": "x", "numImages": 5}, "numImages"),
            ({"prompt": "x", "numImages": 1.5}, "numImages"),
            ({"prompt": "x", "numImages": "2"}, "numImages"),
            ({"prompt": "x", "numImages": True}, "numImages"),
            ({"prompt": "x", "consent": "yes"}, "consent"),
            ({"sourceImageUrl": "https://a.invalid/a.png"}, "consent"),
            ({"sourceImageUrl": "https://a.invalid/a.png", "consent": False}, "consent"),
            ({"sourceImageUrl": "https://a.invalid/a.png", "consent": True}, "sourceImageUrl"),
            ({"sourceImageUrl": "a.png", "consent": True}, "sourceImageUrl"),
            ({"sourceImageUrl": "", "consent": True}, "sourceImageUrl"),
        ],
    )
    def test_a_rule_that_is_broken_is_named(
        self, alice: Client, ready_kit: Callable[[], str], body: Any, message: str
    ) -> None:
        kit_id = ready_kit()
        answer = alice.post(f"/reference-kits/{kit_id}/images", body)
        assert answer.status_code == 400
        assert answer.json()["message"].startswith(message), answer.text

    def test_blocked_text_is_refused_and_named(self, alice: Client, ready_kit: Callable[[], str]) -> None:
        kit_id = ready_kit()
        answer = alice.post(f"/reference-kits/{kit_id}/images", {"prompt": "a beheading in the market square"})
        assert answer.status_code == 400
        assert answer.json()["message"].startswith('prompt must not contain "')


def test_a_kit_that_is_not_ready_cannot_be_used(alice: Client, script: Script, source: str) -> None:
    script.on("profile", fail("ModelRefused"))
    with script.held("anchor"):
        kit_id = alice.create_kit(source)["id"]
        script.wait_for(lambda script: script.count("anchor") == 1)
        generating = alice.post(f"/reference-kits/{kit_id}/images", {"prompt": "x"})
    assert alice.settled(kit_id)["status"] == "failed"
    failed = alice.post(f"/reference-kits/{kit_id}/images", {"prompt": "x"})
    assert (generating.status_code, failed.status_code) == (400, 400)
    assert generating.json()["message"] == "The reference kit is not ready, it is generating"
    assert failed.json()["message"] == "The reference kit is not ready, it is failed"


def test_an_unknown_kit_and_unknown_images_are_not_found(
    alice: Client, bob: Client, ready_kit: Callable[[], str]
) -> None:
    started = alice.draw(ready_kit(), prompt="sleeping")
    assert alice.get(f"/reference-kits/{ready_kit()}/images/{ready_kit()}x").status_code == 404
    assert alice.get(f"/reference-kits/another/images/{started['id']}").status_code == 404
    assert bob.get(started["statusUrl"]).status_code == 404
    alice.images(started)


def test_what_moderation_refused_is_said_without_a_providers_words(alice: Client, script: Script, source: str) -> None:
    kit_id = alice.settled(alice.create_kit(source)["id"])["id"]
    script.on(None, fail("ModelRefused"))
    images = alice.images(alice.draw(kit_id, prompt="cooking soup"))
    assert images["status"] == "failed"
    assert images["costCents"] == 0
    (image,) = images["images"]
    assert (image["status"], image["url"]) == ("failed", None)
    assert "moderation" in image["errorMessage"]
    assert "own words" not in image["errorMessage"]
    assert script.count(None) == 1


def test_one_picture_that_fails_takes_no_other_down(alice: Client, script: Script, source: str) -> None:
    kit_id = alice.settled(alice.create_kit(source)["id"])["id"]
    script.on(None, fail("ModelRefused"))
    images = alice.images(alice.draw(kit_id, prompt="cooking soup", numImages=4))
    assert sorted(image["status"] for image in images["images"]) == ["done", "done", "done", "failed"]
    assert images["status"] == "ready"
    assert images["costCents"] == 12


def test_pictures_that_were_drawn_with_a_kit_are_deleted_with_it(
    alice: Client, studio: Studio, script: Script, source: str
) -> None:
    kit_id = alice.settled(alice.create_kit(source)["id"])["id"]
    images = [alice.images(alice.draw(kit_id, prompt=prompt)) for prompt in ("in a boat", "on a hill")]
    with script.held(None):
        drawing = alice.draw(kit_id, prompt="in the rain")
        script.wait_for(lambda each: any("in the rain" in call.prompt for call in each.calls))
        assert alice.call("DELETE", f"/reference-kits/{kit_id}").status_code == 200
        for job in (*images, drawing):
            assert alice.get(f"/reference-kits/{kit_id}/images/{job['id']}").status_code == 404
            assert studio.keys(f"jobs/{job['id']}/") == []
    eventually(lambda: studio.workflows.state("image_set", drawing["id"]) != "running", "the end of its run")
    # Its worker lives on, and removes what it has stored.
    eventually(lambda: studio.keys(f"jobs/{drawing['id']}/") == [], "the withdrawal of the late picture")
    for job in (*images, drawing):
        assert [item["sk"] for item in studio.partition(f"JOB#{job['id']}")] == ["JOB"]
    assert [item["sk"] for item in studio.partition(f"JOB#{kit_id}")] == ["JOB"]
