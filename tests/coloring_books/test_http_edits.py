"""Edits of pages over HTTP: a new version or nothing; masks, to the pixel; bounds, refusals, and who may do what."""

import base64
import hashlib
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from PIL import Image, ImageChops

from inkwell.aws.ledger import DynamoLedger
from inkwell.core.auditing import audit
from inkwell.core.names import new_id
from tests.support.books import blots, new_hero, new_project, nothing_left, told
from tests.support.client import Client
from tests.support.page_pictures import SIZE, first_version, give_version, mask, page_of, picture, stored_pages
from tests.support.pictures import encoded
from tests.support.script import CRASH, Script, ScriptServer, fail
from tests.support.studio import Studio

BOX = (500, 600, 1300, 1500)


@pytest.fixture
def word() -> str:
    """A word that only this test's edits have."""
    return f"w{new_id()[:8]}"


@pytest.fixture
def drawn(scripts: ScriptServer, word: str) -> Script:
    """What happens to the edits with the word."""
    return scripts.script_of(word)


@pytest.fixture
def project(pro: Client) -> dict[str, Any]:
    """A project with small pages, of which none has a picture."""
    return new_project(pro, trimSize="6x9")


@pytest.fixture
def page(studio: Studio, project: dict[str, Any]) -> str:
    """The id of a page with a version."""
    page_id = str(project["pages"][0]["id"])
    give_version(studio, page_id)
    return page_id


def edit(client: Client, page: str, body: Any, **headers: str) -> requests.Response:
    """The response to an edit."""
    return client.post(f"/api/pages/{page}/edit", body, headers=headers)


def regenerate(client: Client, page: str, word: str, **headers: str) -> requests.Response:
    """The response to an edit in words."""
    return edit(client, page, {"type": "regenerate", "prompt": f"Give her a {word}"}, **headers)


def inpaint(client: Client, page: str, word: str, data: bytes) -> requests.Response:
    """The response to an edit under a mask."""
    url = f"data:image/png;base64,{base64.b64encode(data).decode()}"
    return edit(client, page, {"type": "inpaint", "prompt": f"A small {word}", "maskDataUrl": url})


def shown(answer: requests.Response) -> dict[str, Any]:
    """The new version."""
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    assert list(body) == ["version", "imageUrl", "thumbnailUrl", "blotsSpent"]
    return body


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def edits_of(studio: Studio, page: str) -> list[str]:
    """The edits that are stored with a page's project."""
    return [item["sk"].removeprefix("JOB#") for item in studio.partition(f"PROJECT#{page[:-2]}00") if item["sk"] < "P"]


def test_an_edit_is_a_new_version_and_costs_twelve_blots(
    pro: Client, studio: Studio, page: str, drawn: Script, word: str
) -> None:
    before = blots(pro)
    body = shown(regenerate(pro, page, word))
    assert (body["version"], body["blotsSpent"], blots(pro)) == (2, 12, before - 12)
    image, small = picture(body["imageUrl"]), picture(body["thumbnailUrl"])
    assert (image.mode, image.size, small.format, max(small.size)) == ("1", SIZE, "JPEG", 300)
    (call,) = drawn.calls
    (first, second) = page_of(studio, page).versions
    assert call.seed_image == digest(studio.objects.get(first.object_key)[0])
    for words in (word, "Bella waters the flowers", "a white bunny", "kawaii", "Pure black lines", "No text"):
        assert words in call.prompt, words
    assert (second.edit_type, second.edit_prompt, second.model) == ("regenerate", f"Give her a {word}", "scripted")
    assert page_of(studio, page).current == 2
    told(pro.get(f"/api/generate/{second.job_id}"), 404, "NOT_FOUND")
    ledger = DynamoLedger(studio.client("dynamodb"), studio.table)
    assert audit(ledger, studio.jobs, studio.objects, pro.owner) == []


def test_types_of_edits(
    pro: Client, studio: Studio, page: str, drawn: Script, word: str, scripts: ScriptServer
) -> None:
    wanted: list[tuple[dict[str, Any], str, str | None, str]] = [
        ({"type": "quick_action", "action": "simplify", "prompt": word}, "quick_action", word, "Simplify the coloring"),
        ({"type": "quick_action", "action": "add_detail", "prompt": word}, "quick_action", word, "Add detail to the"),
        ({"type": "quick_action", "prompt": word}, "regenerate", word, "with one change"),
        ({"type": "quick_action", "action": None, "prompt": word}, "regenerate", word, "with one change"),
        ({"type": "regenerate", "prompt": None}, "regenerate", None, "as another artist would"),
        ({"type": "quick_action", "action": "simplify"}, "quick_action", "simplify", "Simplify the coloring page"),
    ]
    for number, (body, edit_type, edit_prompt, words) in enumerate(wanted, start=2):
        assert shown(edit(pro, page, body))["version"] == number
        version = page_of(studio, page).versions[-1]
        assert (version.edit_type, version.edit_prompt) == (edit_type, edit_prompt)
        assert words in version.prompt


def test_the_hero_and_the_style_go_along(pro: Client, studio: Studio, drawn: Script, word: str) -> None:
    hero = new_hero(pro)
    project = new_project(pro, trimSize="6x9", heroId=hero)
    page = str(project["pages"][0]["id"])
    give_version(studio, page)
    path = f"/api/projects/{project['id']}"
    assert pro.post(f"{path}/calibrate", {"subject": "foxes"}).status_code == 200
    assert pro.post(f"{path}/calibrate/select", {"sampleId": "3"}).status_code == 200
    shown(regenerate(pro, page, word))
    (call,) = drawn.calls
    assert len(call.references) == 2
    sheet = studio.keys(f"jobs/{hero}/sheet")[-1]
    assert call.references[0][1] == digest(studio.objects.get(sheet)[0])
    assert "second picture shows the hero" in call.prompt
    assert "style of the third picture" in call.prompt
    # A hero that is deleted is not drawn from any more.
    pro.call("DELETE", f"/api/heroes/{hero}")
    shown(regenerate(pro, page, word))
    assert (len(drawn.calls[1].references), "style of the second picture" in drawn.calls[1].prompt) == (1, True)


def test_an_edit_starts_from_what_is_shown_and_is_numbered_after_the_highest(
    pro: Client, studio: Studio, page: str, drawn: Script, word: str
) -> None:
    give_version(studio, page)
    found = stored_pages(studio).page(f"{page[:-2]}00", 1)
    assert found
    assert stored_pages(studio).show(*found, found[1].versions[0])
    assert shown(regenerate(pro, page, word))["version"] == 3
    assert drawn.calls[0].seed_image == digest(studio.objects.get(found[1].versions[0].object_key)[0])


# ---------------------------------------------------------------- masks


def test_nothing_outside_the_mask_changes_to_the_pixel(
    pro: Client, studio: Studio, page: str, drawn: Script, word: str
) -> None:
    before = first_version(studio, page)
    after = picture(shown(inpaint(pro, page, word, mask(BOX)))["imageUrl"])
    assert (after.mode, after.size) == ("1", SIZE)
    changed = ImageChops.logical_xor(before, after).getbbox()
    assert changed
    assert BOX[0] <= changed[0]
    assert BOX[1] <= changed[1]
    assert changed[2] <= BOX[2]
    assert changed[3] <= BOX[3]
    (call,) = drawn.calls
    assert "pure black lines" in call.prompt
    version = page_of(studio, page).versions[1]
    assert (version.edit_type, version.edit_prompt) == ("inpaint", f"A small {word}")


def grey(wide: int) -> bytes:
    """A mask that runs from black to white, with soft edges."""
    ramp = Image.linear_gradient("L").rotate(90).resize((wide, 900))
    image = Image.new("L", SIZE, 0)
    image.paste(ramp, (400, 600))
    return encoded(image, "PNG")


def transparent() -> bytes:
    """A mask that is drawn in white on nothing."""
    image = Image.new("RGBA", SIZE, (255, 255, 255, 0))
    image.paste((255, 255, 255, 255), BOX)
    return encoded(image, "PNG")


def inverted() -> bytes:
    """A mask that is black where most would have it white."""
    image = Image.new("L", SIZE, 255)
    image.paste(0, BOX)
    return encoded(image, "PNG")


@pytest.mark.parametrize(
    ("data", "box"),
    [
        pytest.param(mask(BOX, "1"), BOX, id="two-valued"),
        pytest.param(mask(BOX, "P"), BOX, id="with a palette"),
        pytest.param(mask(BOX, "RGB"), BOX, id="in colour"),
        pytest.param(transparent(), BOX, id="on nothing"),
        pytest.param(grey(800), (798, 600, 1200, 1500), id="grey"),
        pytest.param(mask((0, 0, *SIZE)), (113, 113, SIZE[0] - 113, SIZE[1] - 113), id="full"),
    ],
)
def test_masks_are_white_where_they_are_rather_white(
    pro: Client, studio: Studio, page: str, word: str, data: bytes, box: tuple[int, int, int, int]
) -> None:
    before = first_version(studio, page)
    after = picture(shown(inpaint(pro, page, word, data))["imageUrl"])
    changed = ImageChops.logical_xor(before, after).getbbox()
    assert changed
    assert all(edge >= limit for edge, limit in zip(changed[:2], box[:2], strict=True)), changed
    assert all(edge <= limit for edge, limit in zip(changed[2:], box[2:], strict=True)), changed


def test_a_mask_that_is_black_inside_keeps_the_inside(pro: Client, studio: Studio, page: str, word: str) -> None:
    before = first_version(studio, page)
    after = picture(shown(inpaint(pro, page, word, inverted()))["imageUrl"])
    assert ImageChops.logical_xor(before.crop(BOX), after.crop(BOX)).getbbox() is None
    assert ImageChops.logical_xor(before, after).getbbox()


def animated() -> bytes:
    """An animated PNG."""
    frames = [Image.new("L", SIZE, value) for value in (255, 0)]
    return encoded(frames[0], "PNG", save_all=True, append_images=frames[1:])


WRONG_MASKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "smaller": (lambda: encoded(Image.new("L", (900, 1350), 255), "PNG"), "must be as large as the page: 1800 x 2700"),
    "turned": (lambda: encoded(Image.new("L", SIZE[::-1], 255), "PNG"), "must be as large as the page: 1800 x 2700"),
    "larger": (lambda: encoded(Image.new("1", (8000, 8000), 1), "PNG"), "must"),
    "empty": (lambda: encoded(Image.new("L", SIZE, 0), "PNG"), "must be white where the page is repainted"),
    "all but white": (lambda: encoded(Image.new("L", SIZE, 127), "PNG"), "must be white where the page is repainted"),
    "on the margin": (lambda: mask((0, 0, 1800, 110)), "must be white where the page is repainted"),
    "a hole": (lambda: encoded(Image.new("RGBA", SIZE, (255, 255, 255, 0)), "PNG"), "must be white where"),
    "animated": (animated, "must be a still picture"),
    "a JPEG": (lambda: encoded(Image.new("L", SIZE, 255), "JPEG"), "must be a PNG image"),
    "a WebP": (lambda: encoded(Image.new("RGB", SIZE, "white"), "WEBP"), "must be a PNG image"),
    "a GIF": (lambda: encoded(Image.new("L", SIZE, 255), "GIF"), "must be a PNG image"),
    "no picture": (lambda: b"a mask", "must be a PNG image"),
    "damaged": (lambda: mask(BOX)[:-400], "must be an intact image"),
}


@pytest.mark.parametrize("name", WRONG_MASKS)
def test_masks_that_cannot_be_used(pro: Client, studio: Studio, page: str, word: str, name: str) -> None:
    before = blots(pro)
    make, problem = WRONG_MASKS[name]
    details = told(inpaint(pro, page, word, make()), 400, "VALIDATION_ERROR")
    assert list(details) == ["maskDataUrl"]
    assert details["maskDataUrl"].startswith(problem)
    assert (blots(pro), len(page_of(studio, page).versions), edits_of(studio, page)) == (before, 1, [])


@pytest.mark.parametrize(
    "url", ["", "data:image/png;base64,", "data:image/jpeg;base64,AAAA", "data:image/png;base64,a?b", "x" * 100]
)
def test_masks_are_data_urls(pro: Client, page: str, word: str, url: str) -> None:
    body = {"type": "inpaint", "prompt": word, "maskDataUrl": url}
    assert list(told(edit(pro, page, body), 400, "VALIDATION_ERROR")) == ["maskDataUrl"]


def test_a_mask_has_five_megabytes_at_most(pro: Client, page: str, word: str) -> None:
    heavy = "data:image/png;base64," + "A" * (6 * 1024 * 1024)
    answer = edit(pro, page, {"type": "inpaint", "prompt": word, "maskDataUrl": heavy})
    assert answer.status_code == 413, answer.text


def test_an_uploaded_mask_is_as_good(pro: Client, studio: Studio, page: str, drawn: Script, word: str) -> None:
    before = first_version(studio, page)
    key = pro.upload(mask(BOX), purpose="inpaint_mask")["key"]
    body = shown(edit(pro, page, {"type": "inpaint", "prompt": word, "maskKey": key}))
    changed = ImageChops.logical_xor(before, picture(body["imageUrl"])).getbbox()
    assert changed
    assert BOX[0] <= changed[0] < changed[2] <= BOX[2]


def test_uploads_that_are_no_mask_of_the_callers(pro: Client, alice: Client, page: str, word: str) -> None:
    ticket = {"fileName": "a.png", "contentType": "image/png", "purpose": "inpaint_mask"}
    wrong = {
        "uploads/.temp/none/inpaint_mask.png": "must be an image that you uploaded",
        "x": "must be an image that you uploaded",
        alice.upload(mask(BOX), purpose="inpaint_mask")["key"]: "must be an image that you uploaded",
        pro.upload(mask(BOX), purpose="custom_image")["key"]: "must be an upload with the purpose inpaint_mask",
        pro.upload(b"no picture", purpose="inpaint_mask")["key"]: "was rejected when it was uploaded",
        pro.upload(animated(), purpose="inpaint_mask")["key"]: "was rejected when it was uploaded: it must be a still",
        pro.post("/api/upload", ticket).json()["key"]: "names an upload whose file has not arrived",
        pro.upload(encoded(Image.new("L", (10, 10)), "PNG"), purpose="inpaint_mask")["key"]: "must be as large as",
    }
    for key, problem in wrong.items():
        details = told(edit(pro, page, {"type": "inpaint", "prompt": word, "maskKey": key}), 400, "VALIDATION_ERROR")
        assert list(details) == ["maskKey"]
        assert details["maskKey"].startswith(problem), key


# ---------------------------------------------------------------- failures, too late, killed


def unchanged(pro: Client, studio: Studio, page: str, before: int) -> None:
    """Nothing was charged, and the page is as it was."""
    found = page_of(studio, page)
    assert (blots(pro), len(found.versions), found.current, found.job_id) == (before, 1, 1, None)
    assert edits_of(studio, page) == []


def test_a_model_that_fails_costs_nothing(pro: Client, studio: Studio, page: str, drawn: Script, word: str) -> None:
    before, key = blots(pro), {"Idempotency-Key": "one"}
    drawn.on(None, fail("ModelOutOfCredit"))
    details = told(regenerate(pro, page, word, **key), 503, "INTERNAL_ERROR")
    assert details == {"retryable": True}
    unchanged(pro, studio, page, before)
    again = regenerate(pro, page, word, **key)
    assert "Idempotency-Replayed" not in again.headers
    assert shown(again)["version"] == 2


def test_what_moderation_refuses_is_the_callers_to_change(
    pro: Client, studio: Studio, page: str, drawn: Script, word: str
) -> None:
    before = blots(pro)
    drawn.on(None, fail("ModelRefused"))
    assert list(told(regenerate(pro, page, word), 400, "VALIDATION_ERROR")) == ["prompt"]
    unchanged(pro, studio, page, before)


def test_too_late_is_cancelled_and_a_late_picture_is_withdrawn(
    pro: Client, studio: Studio, page: str, drawn: Script, word: str
) -> None:
    before, began = blots(pro), time.monotonic()
    with drawn.held(None):
        answer = inpaint(pro, page, word, mask(BOX))
        assert time.monotonic() - began > 23
    assert told(answer, 503, "INTERNAL_ERROR") == {"retryable": True}
    drawn.wait_for(lambda script: bool(script.drawn))
    unchanged(pro, studio, page, before)
    gone = {item["pk"].removeprefix("JOB#") for item in studio.items("JOB#") if item.get("deleted")}
    nothing_left(studio, gone)


def test_a_worker_that_dies_is_repeated(pro: Client, page: str, drawn: Script, word: str) -> None:
    before = blots(pro)
    drawn.on(None, CRASH)
    assert shown(regenerate(pro, page, word))["version"] == 2
    assert (len(drawn.calls), blots(pro)) == (2, before - 12)


def test_the_same_key_finds_the_same_edit_during_it_and_after(
    pro: Client, studio: Studio, page: str, drawn: Script, word: str
) -> None:
    before, key = blots(pro), {"Idempotency-Key": "one"}
    with ThreadPoolExecutor(2) as pool:
        with drawn.held(None):
            first = pool.submit(regenerate, pro, page, word, **key)
            drawn.wait_for(lambda script: bool(script.calls))
            # For the studio, one that repeats the request meanwhile is no other than one after the first one's death.
            second = pool.submit(regenerate, pro, page, word, **key)
            time.sleep(0.7)
            assert not second.done()
        answers = [first.result(), second.result(), regenerate(pro, page, word, **key)]
    assert [shown(answer)["version"] for answer in answers] == [2, 2, 2]
    assert [answer.headers.get("Idempotency-Replayed") for answer in answers] == [None, "true", "true"]
    assert (len(drawn.calls), blots(pro), len(page_of(studio, page).versions)) == (1, before - 12, 2)
    other = edit(pro, page, {"type": "regenerate", "prompt": f"Another {word}"}, **key)
    told(other, 422, "VALIDATION_ERROR")


def test_a_page_is_edited_once_at_a_time(pro: Client, studio: Studio, page: str, drawn: Script, word: str) -> None:
    before = blots(pro)
    with ThreadPoolExecutor(2) as pool:
        with drawn.held(None):
            first = pool.submit(regenerate, pro, page, word)
            drawn.wait_for(lambda script: bool(script.calls))
            details = told(regenerate(pro, page, word), 400, "VALIDATION_ERROR")
            assert details == {"reason": "edit_in_progress"}
        assert shown(first.result())["version"] == 2
    assert blots(pro) == before - 12
    assert shown(regenerate(pro, page, word))["version"] == 3


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "type"),
        ({"type": "paint"}, "type"),
        ({"type": None}, "type"),
        ({"type": "regenerate", "prompt": ""}, "prompt"),
        ({"type": "regenerate", "prompt": "x" * 501}, "prompt"),
        ({"type": "regenerate", "prompt": "\u200b"}, "prompt"),
        ({"type": "regenerate", "prompt": 5}, "prompt"),
        ({"type": "quick_action"}, "action"),
        ({"type": "quick_action", "action": "sharpen"}, "action"),
        ({"type": "inpaint", "maskKey": "x"}, "prompt"),
        ({"type": "inpaint", "prompt": "a bird"}, "maskDataUrl"),
        ({"type": "inpaint", "prompt": "a bird", "maskDataUrl": "x", "maskKey": "x"}, "maskDataUrl"),
    ],
)
def test_every_bound_is_told_by_field(pro: Client, page: str, body: Any, field: str) -> None:
    assert list(told(edit(pro, page, body), 400, "VALIDATION_ERROR")) == [field]


def test_words_pass_the_gate_of_the_projects_readers(pro: Client, page: str) -> None:
    before = blots(pro)
    details = told(edit(pro, page, {"type": "regenerate", "prompt": "Give her a gun"}), 400, "VALIDATION_ERROR")
    assert (details["blocked"], blots(pro)) == ("gun", before)


def test_a_blank_page_cannot_be_edited(pro: Client, project: dict[str, Any], word: str) -> None:
    before = blots(pro)
    details = told(regenerate(pro, project["pages"][2]["id"], word), 400, "VALIDATION_ERROR")
    assert details == {"id": "must be of a page with a picture: generate it first"}
    assert blots(pro) == before


def test_a_page_within_the_book_is_edited_as_the_first_is(
    pro: Client, studio: Studio, project: dict[str, Any], word: str
) -> None:
    page = str(project["pages"][1]["id"])
    give_version(studio, page)
    assert shown(regenerate(pro, page, word))["version"] == 2


def test_the_eleventh_version_is_refused_uncharged(pro: Client, studio: Studio, page: str, word: str) -> None:
    for _ in range(8):
        give_version(studio, page)
    before = blots(pro)
    assert shown(regenerate(pro, page, word))["version"] == 10
    details = told(regenerate(pro, page, word), 400, "VALIDATION_ERROR")
    assert details == {"pageNumbers": [1], "limit": 10}
    assert blots(pro) == before - 12


def test_a_project_that_is_generating_waits_for_that(
    pro: Client, studio: Studio, project: dict[str, Any], page: str, word: str
) -> None:
    job = new_id()
    studio.write(f"PROJECT#{project['id']}", "PROJECT", status="generating", job_id=job)
    details = told(regenerate(pro, page, word), 400, "VALIDATION_ERROR")
    assert details == {"reason": "generation_in_progress", "jobId": job}


def test_without_enough_blots_nothing_is_left_behind(free: Client, studio: Studio, word: str) -> None:
    page = str(new_project(free, trimSize="6x9")["pages"][0]["id"])
    give_version(studio, page)
    for _ in range(3):
        new_hero(free)
    before = studio.count()
    details = told(inpaint(free, page, word, mask(BOX)), 402, "INSUFFICIENT_BLOTS")
    assert details == {"required": 12, "available": 5, "shortfall": 7}
    assert (studio.count() <= before + 1, blots(free), page_of(studio, page).job_id) == (True, 5, None)


def test_a_page_is_its_owners_alone(
    pro: Client, free: Client, anyone: Client, studio: Studio, project: dict[str, Any], page: str, word: str
) -> None:
    assert told(regenerate(free, page, word), 403, "FORBIDDEN") == {}
    told(regenerate(anyone, page, word), 401, "UNAUTHORIZED")
    for unknown in (new_id(), project["id"], f"{page[:-2]}04", f"{page[:-2]}ff"):
        told(regenerate(pro, unknown, word), 404, "NOT_FOUND")
    for malformed in ("x", page[:-1], "%20"):
        assert told(regenerate(pro, malformed, word), 400, "VALIDATION_ERROR") == {"id": "must be a UUID"}
    assert pro.call("DELETE", f"/api/projects/{project['id']}").status_code == 204
    told(regenerate(pro, page, word), 404, "NOT_FOUND")


def test_twenty_edits_a_minute(pro: Client, page: str) -> None:
    # A minute may begin in between.
    answers = [edit(pro, page, {}) for _ in range(41)]
    refused = next(answer for answer in answers if answer.status_code != 400)
    assert told(refused, 429, "RATE_LIMITED")["retryable"]
    assert refused.headers["X-RateLimit-Limit"] == "20"


def test_a_deleted_project_is_purged_with_its_edits(
    pro: Client, studio: Studio, project: dict[str, Any], page: str, word: str
) -> None:
    shown(inpaint(pro, page, word, mask(BOX)))
    (job,) = edits_of(studio, page)
    assert len(studio.keys(f"jobs/{job}/")) == 3
    pro.call("DELETE", f"/api/projects/{project['id']}")
    studio.write(f"PROJECT#{project['id']}", "PROJECT", due_at="2026-01-01T00:00:00.000Z")
    studio.sweep()
    assert (studio.keys(f"jobs/{job}/"), studio.partition(f"PROJECT#{project['id']}")) == ([], [])
    assert pro.get("/api/billing/balance").json()["storageUsed"] == 0
