"""Every file of events/ is a real event: its function takes it, answers as it should, and gets by with its role."""

import json
import logging
from base64 import b64encode
from collections.abc import Iterator

import pytest
import requests
from PIL import Image

from local import Cloud
from local.environments import Environments, InvocationResult
from local.events import Api, ApiRequest, proxy_event
from local.functions import Function
from local.patching import replaced
from local.seed import seed
from local.stripe_server import StripeServer
from tests.events.studio import FUNCTIONS, RESOURCES, ROOT, Studio, picture, sample
from tests.support.pictures import encoded
from tests.support.script import ScriptServer, fail
from tests.support.studio import scripted

#: What the API answers to each event.
STATUSES = {
    "accounts-create_session": 200,
    "accounts-delete_session": 204,
    "accounts-refresh_session": 200,
    "coloring_books-calibrate": 200,
    "coloring_books-cancel_job": 400,  # the hero is drawn already
    "coloring_books-create_checkout": 200,
    "coloring_books-create_export": 202,
    "coloring_books-create_hero": 202,
    "coloring_books-create_portal": 200,
    "coloring_books-create_project": 201,
    "coloring_books-delete_hero": 204,
    "coloring_books-delete_project": 204,
    "coloring_books-edit_page": 200,
    "coloring_books-generate": 202,
    "coloring_books-get_balance": 200,
    "coloring_books-get_export": 200,
    "coloring_books-get_hero": 200,
    "coloring_books-get_job": 200,
    "coloring_books-get_page": 200,
    "coloring_books-get_project": 200,
    "coloring_books-list_heroes": 200,
    "coloring_books-list_projects": 200,
    "coloring_books-restore_page": 200,
    "coloring_books-select_style": 200,
    "coloring_books-update_project": 200,
    "picture_books-choose": 303,
    "picture_books-draw_coloring": 303,
    "picture_books-get_asset": 200,
    "picture_books-get_book": 200,
    "picture_books-get_book_file": 303,
    "picture_books-get_book_status": 200,
    "picture_books-get_coloring": 200,
    "picture_books-get_gallery": 200,
    "picture_books-get_home": 200,
    "picture_books-get_image": 200,
    "picture_books-get_scene": 200,
    "picture_books-go_back": 303,
    "picture_books-make_book": 303,
    "picture_books-resume": 303,
    "picture_books-retry_extra": 303,
    "picture_books-retry_image": 200,
    "picture_books-start_story": 303,
    "reference_kits-create_images": 202,
    "reference_kits-create_kit": 201,
    "reference_kits-delete_kit": 200,
    "reference_kits-get_images": 200,
    "reference_kits-get_kit": 200,
    "reference_kits-list_kits": 200,
    "reference_kits-regenerate_reference": 200,
    "reference_kits-update_kit": 200,
    "story_images-create_task": 202,
    "story_images-get_image": 200,
    "story_images-get_task": 200,
    "story_images-regenerate_image": 202,
    "storyboards-cancel_prediction": 200,
    "storyboards-create_prediction": 200,
    "storyboards-create_storyboard": 200,
    "storyboards-get_prediction": 200,
    "storyboards-serve_image": 200,
    "storyboards-upload_images": 200,
    "studio-get_studio": 200,
    "system-docs": 200,
    "system-health": 200,
    "system-preflight": 204,
    "uploads-create_upload": 200,
    "webhooks-replicate": 401,  # nobody can sign a sample
    "webhooks-stripe_event": 400,  # nor this one
}

#: What samples leave open.
PLACEHOLDERS = (
    *("kitId", "imagesId", "uploadKey", "accessToken", "predictionId", "handle", "taskId", "imageId"),
    *(
        "cookie",
        "sceneId",
        "storyId",
        "printedBookId",
        "projectId",
        "heroId",
        "bookJobId",
        "pageId",
        "bookId",
        "exportId",
    ),
)


def test_every_function_has_its_event_and_no_event_is_left_over():
    assert {file.stem for file in ROOT.glob("events/*")} == set(FUNCTIONS)


def test_an_api_event_is_what_the_gateway_sends():
    for name in STATUSES:
        event = sample(name, **{each: each for each in PLACEHOLDERS})
        routes = RESOURCES[FUNCTIONS[name]]["Properties"]["Events"].values()
        assert (event["httpMethod"].lower(), event["resource"]) in {
            (route["Properties"]["Method"], route["Properties"]["Path"]) for route in routes
        }, name
        assert event["path"] == event["resource"].replace("+}", "}").format(**event["pathParameters"] or {}), name
        request = ApiRequest(event["httpMethod"], event["path"], "", [], b"", "203.0.113.7", "HTTP/1.1")
        sent = proxy_event(request, Api("a1b2c3d4e5", "dev"), event["resource"], event["pathParameters"] or {})
        assert set(event) == set(sent), name
        assert set(event["requestContext"]) == set(sent["requestContext"]), name
        assert set(event["requestContext"]["identity"]) == set(sent["requestContext"]["identity"]), name


@pytest.fixture(scope="module")
def called() -> Iterator[set[str]]:
    """The functions that were called, by their logical ids, whoever called them."""
    names: set[str] = set()
    invoke = Environments.invoke

    def noting(self: Environments, function: Function, event: bytes) -> InvocationResult:
        names.add(function.logical_id)
        return invoke(self, function, event)

    with replaced(Environments, "invoke", noting):
        yield names


@pytest.fixture(scope="module")
def stripe() -> Iterator[StripeServer]:
    """A Stripe where plans are bought."""
    with StripeServer() as server:
        yield server


@pytest.fixture(scope="module")
def studio(
    called: set[str], tmp_path_factory: pytest.TempPathFactory, scripts: ScriptServer, stripe: StripeServer
) -> Iterator[Studio]:
    """A fresh studio with the demo user, whose pictures take no time."""
    root = scripted(tmp_path_factory.mktemp("events"), scripts.url)
    paid = {"env": stripe.variables, "parameters": stripe.parameters | {"FrontendUrl": "https://studio.example"}}
    with Cloud(root=root, gateway=False, schedules=False, seed=seed, **paid) as cloud:
        stripe.serve(cloud)
        yield Studio(cloud)


@pytest.fixture(scope="class")
def values(studio: Studio) -> dict[str, str]:
    """What the placeholders stand for: a kit that is ready, pictures drawn with it, and who is calling."""
    kit = studio.kit()
    studio.wait()
    images = studio.body("reference_kits-create_images", kitId=kit)["id"]
    prediction = studio.body("storyboards-create_prediction")["predictionId"]
    handle = studio.body("storyboards-upload_images")["images"][0]["localPath"]
    token = studio.token()
    task = studio.body("story_images-create_task", accessToken=token)["task_id"]
    known = _hero_and_project(studio, token) | studio.book() | _export_a_book(studio, token)
    studio.body("coloring_books-generate", accessToken=token, **known)
    studio.body("coloring_books-create_checkout", accessToken=token)
    studio.wait()
    known |= _print_a_book(studio, known)
    own = {"kitId": kit, "imagesId": images, "accessToken": token, "taskId": task, "imageId": f"{task}-1"}
    return own | {"predictionId": prediction, "handle": handle} | known


def _swap_a_face(studio: Studio, kit: str) -> None:
    event = sample("reference_kits-create_images", kitId=kit)
    event["body"] = json.dumps({"sourceImageUrl": studio.upload(), "consent": True})
    event["headers"] |= {"Idempotency-Key": "one-swap"}
    for _ in range(2):
        assert studio.cloud.invoke(FUNCTIONS["reference_kits-create_images"], event)["statusCode"] == 202


def _draw_a_storyboard(studio: Studio) -> None:
    handle = studio.body("storyboards-upload_images")["images"][0]["localPath"]
    studio.invoke("storyboards-serve_image", handle=handle)
    for name, also in (("create_storyboard", {}), ("create_prediction", {"seedImage": studio.upload()})):
        event = sample(f"storyboards-{name}")
        body = json.loads(event["body"]) | {"referenceImageUrls": [handle]} | also
        event |= {"body": json.dumps(body), "headers": event["headers"] | {"Idempotency-Key": f"one {name}"}}
        for _ in range(2):
            answer = studio.cloud.invoke(FUNCTIONS[f"storyboards-{name}"], event)
            assert answer["statusCode"] == 200, answer["body"]
    studio.wait()
    prediction = json.loads(answer["body"])["predictionId"]
    image = studio.body("storyboards-get_prediction", predictionId=prediction)["image"]
    studio.invoke("storyboards-serve_image", handle=image["localPath"])
    event["body"] = json.dumps(json.loads(event["body"]) | {"seedImage": image["localPath"]})
    del event["headers"]["Idempotency-Key"]
    later = json.loads(studio.cloud.invoke(FUNCTIONS["storyboards-create_prediction"], event)["body"])["predictionId"]
    studio.invoke("storyboards-cancel_prediction", predictionId=later)
    studio.wait()


def _tell_a_story(studio: Studio) -> None:
    token = studio.token()
    event = sample("story_images-create_task", accessToken=token)
    event["headers"] |= {"Idempotency-Key": "one story"}
    for _ in range(2):
        answer = studio.cloud.invoke(FUNCTIONS["story_images-create_task"], event)
        assert answer["statusCode"] == 202, answer["body"]
    task = json.loads(answer["body"])["task_id"]
    studio.wait()
    known = {"accessToken": token, "taskId": task, "imageId": f"{task}-1"}
    for name in ("get_task", "get_image", "regenerate_image"):
        assert studio.invoke(f"story_images-{name}", **known)["statusCode"] in (200, 202)
    studio.wait()


def _hero_and_project(studio: Studio, token: str) -> dict[str, str]:
    """A hero that is being drawn, whose id is its job's, and a project."""
    job = studio.body("coloring_books-create_hero", accessToken=token)["jobId"]
    project = studio.body("coloring_books-create_project", accessToken=token)["id"]
    return {"bookJobId": job, "heroId": job, "projectId": project, "pageId": f"{project[:-2]}01"}


def _export_a_book(studio: Studio, token: str) -> dict[str, str]:
    """A project of one page, which has a picture, and an export of it that is under way."""
    event = sample("coloring_books-create_project", accessToken=token)
    event["body"] = json.dumps(json.loads(event["body"]) | {"pageCount": 1})
    project = json.loads(studio.cloud.invoke(FUNCTIONS["coloring_books-create_project"], event)["body"])["id"]
    job = studio.body("coloring_books-generate", accessToken=token, projectId=project)["jobId"]
    studio.wait()
    event = sample("coloring_books-create_export", accessToken=token, bookId=project)
    event["headers"] |= {"Idempotency-Key": f"export of {project}"}
    event["body"] = json.dumps(json.loads(event["body"]) | {"cover": True, "titlePage": True})
    answers = [studio.cloud.invoke(FUNCTIONS["coloring_books-create_export"], event) for _ in range(2)]
    assert [answer["statusCode"] for answer in answers] == [202, 202], answers[0]["body"]
    return {"bookId": project, "exportId": json.loads(answers[1]["body"])["jobId"], "pageKey": f"jobs/{job}/1-1.png"}


def _edit_a_page(studio: Studio, scripts: ScriptServer, known: dict[str, str]) -> None:
    """A page is repainted under an uploaded mask, twice with one key; an edit comes to nothing."""
    upload = sample("uploads-create_upload")
    upload["headers"] |= {"Authorization": f"Bearer {known['accessToken']}"}
    upload["body"] = json.dumps({"fileName": "a.png", "contentType": "image/png", "purpose": "inpaint_mask"})
    ticket = json.loads(studio.cloud.invoke(FUNCTIONS["uploads-create_upload"], upload)["body"])
    white = encoded(Image.new("1", (2550, 3300), 1), "PNG")
    requests.put(ticket["uploadUrl"], white, headers={"Content-Type": "image/png"}, timeout=30).raise_for_status()
    event = sample("coloring_books-edit_page", **known)
    event["body"] = json.dumps({"type": "inpaint", "prompt": "A bird", "maskKey": ticket["key"]})
    event["headers"] |= {"Idempotency-Key": "one edit"}
    for _ in range(2):
        answer = studio.cloud.invoke(FUNCTIONS["coloring_books-edit_page"], event)
        assert answer["statusCode"] == 200, answer["body"]
    scripts.script_of("zeppelin").on(None, fail("ModelOutOfCredit"))
    event["headers"] |= {"Idempotency-Key": "another edit"}
    event["body"] = json.dumps({"type": "regenerate", "prompt": "A zeppelin"})
    answer = studio.cloud.invoke(FUNCTIONS["coloring_books-edit_page"], event)
    assert answer["statusCode"] == 503, answer["body"]


def _color_a_book(studio: Studio, scripts: ScriptServer) -> None:
    token = studio.token()
    known = {"accessToken": token} | _hero_and_project(studio, token)
    studio.wait()
    with studio.without_workflows():
        waiting = _hero_and_project(studio, token)
        cancelled = studio.body("coloring_books-cancel_job", **known | waiting)
        assert cancelled == {"status": "cancelled", "blotsRefunded": 15}
        generation = studio.body("coloring_books-generate", **known | waiting)["jobId"]
        for name in ("cancel_job", "delete_project"):
            assert studio.invoke(f"coloring_books-{name}", **known | waiting | {"bookJobId": generation})
    event = sample("coloring_books-update_project", **known)
    event["body"] = json.dumps({"heroId": known["heroId"]})
    assert studio.cloud.invoke(FUNCTIONS["coloring_books-update_project"], event)["statusCode"] == 200
    event = sample("coloring_books-generate", **known)
    event["headers"] |= {"Idempotency-Key": "one book"}
    for _ in range(2):
        answer = studio.cloud.invoke(FUNCTIONS["coloring_books-generate"], event)
        assert answer["statusCode"] == 202, answer["body"]
    studio.wait()
    for name in ("get_page", "restore_page", "calibrate", "calibrate", "select_style"):
        assert studio.invoke(f"coloring_books-{name}", **known)["statusCode"] == 200
    _edit_a_page(studio, scripts, known)
    studio.forget_rates()
    known |= _export_a_book(studio, token)
    studio.wait()
    for name in ("get_export", "get_balance", "list_projects", "get_project", "list_heroes", "get_hero", "get_job"):
        assert studio.invoke(f"coloring_books-{name}", **known)["statusCode"] == 200
    for name in ("delete_project", "delete_hero"):
        assert studio.invoke(f"coloring_books-{name}", **known)["statusCode"] == 204
    _let_expire(studio, f"PROJECT#{known['projectId']}", f"HERO#{known['heroId']}")
    assert studio.invoke("triggers-sweep")["expired"] == 2


def _buy_a_plan(studio: Studio, stripe: StripeServer) -> None:
    known = {"accessToken": studio.token()}
    event = sample("coloring_books-create_checkout", **known)
    event["headers"] |= {"Idempotency-Key": "one plan"}
    answers = [studio.cloud.invoke(FUNCTIONS["coloring_books-create_checkout"], event) for _ in range(2)]
    assert [answer["statusCode"] for answer in answers] == [200, 200], answers[0]["body"]
    assert studio.invoke("coloring_books-create_portal", **known)["statusCode"] == 200
    event = sample("webhooks-stripe_event")
    event["headers"] |= {"Stripe-Signature": stripe.webhooks.signature(event["body"])}
    assert studio.cloud.invoke(FUNCTIONS["webhooks-stripe_event"], event)["statusCode"] == 200
    studio.wait()
    assert studio.invoke("triggers-apply_stripe_events") == {"batchItemFailures": []}


def _let_expire(studio: Studio, *names: str) -> None:
    """Let things that were deleted have been deleted for long."""
    for name in names:
        studio.cloud.client("dynamodb").update_item(
            TableName=studio.cloud.resource_name("Table"),
            Key={"pk": {"S": name}, "sk": {"S": name.partition("#")[0]}},
            UpdateExpression="SET due_at = :due",
            ConditionExpression="attribute_exists(deleted_at)",
            ExpressionAttributeValues={":due": {"S": "2026-01-01T00:00:00.000Z"}},
        )


def _read_a_picture_book(studio: Studio) -> None:
    known = studio.book()
    studio.wait()
    drawn = studio.body("picture_books-get_image", **known)["url"]
    form = {"prompt": (None, "Again"), "protagonist_age": (None, "toddler"), "length": (None, "short")}
    pictures = [("reference_images", (None, drawn)), ("reference_images", ("fox.png", picture(), "image/png"))]
    sent = requests.Request("POST", "https://localhost/", files=[*form.items(), *pictures]).prepare()
    assert isinstance(sent.body, bytes)
    event = sample("picture_books-start_story")
    headers = {"Content-Type": sent.headers["Content-Type"], "Cookie": f"session_kids={known['cookie']}"}
    event["headers"] |= {**headers, "Idempotency-Key": "one book"}
    event |= {"body": b64encode(sent.body).decode(), "isBase64Encoded": True, "multiValueHeaders": None}
    begun = [studio.cloud.invoke(FUNCTIONS["picture_books-start_story"], event) for _ in range(2)]
    assert [each["statusCode"] for each in begun] == [303, 303], begun[0]["body"]
    known = studio.finished(begun[1])
    for name in ("get_home", "get_scene", "get_image", "resume", "go_back", "get_gallery", "get_book", "get_asset"):
        answer = studio.invoke(f"picture_books-{name}", **known)
        assert answer["statusCode"] == STATUSES[f"picture_books-{name}"], answer
    studio.wait()
    for name in ("retry_image", "retry_extra"):
        event = sample(f"picture_books-{name}", **known)
        event["headers"] |= {"Idempotency-Key": f"one {name}"}
        for _ in range(2):
            answer = studio.cloud.invoke(FUNCTIONS[f"picture_books-{name}"], event)
            assert answer["statusCode"] == STATUSES[f"picture_books-{name}"], answer
    studio.wait()
    for _ in range(2):
        assert studio.invoke("picture_books-draw_coloring", **known)["statusCode"] == 303
    studio.wait()
    known |= _print_a_book(studio, known)
    assert studio.body("picture_books-get_book_status", **known)["status"] == "complete"
    for name in ("get_book_file", "get_coloring"):
        answer = studio.invoke(f"picture_books-{name}", **known)
        assert answer["statusCode"] == STATUSES[f"picture_books-{name}"], answer
    # Once its pictures are others, another book replaces that one.
    for _ in range(2):
        studio.invoke("picture_books-retry_image", **known)
        studio.wait()
        studio.invoke("picture_books-make_book", **known)
        studio.wait()


def _print_a_book(studio: Studio, known: dict[str, str]) -> dict[str, str]:
    """A finished story as a book, which is asked for twice."""
    for _ in range(2):
        assert studio.invoke("picture_books-make_book", **known)["statusCode"] == 303
    page = studio.invoke("picture_books-get_book", **known)["body"]
    studio.wait()
    return {"printedBookId": page.partition(f"/gallery/{known['storyId']}/book/")[2].partition('"')[0]}


def _live_through_everything(studio: Studio, scripts: ScriptServer, stripe: StripeServer) -> None:
    for name in ("refresh_session", "delete_session"):
        studio.invoke(f"accounts-{name}", accessToken=studio.token())
    studio.invoke("webhooks-replicate")
    _buy_a_plan(studio, stripe)
    kit = studio.kit()
    studio.wait()
    images = studio.body("reference_kits-create_images", kitId=kit)["id"]
    studio.invoke("reference_kits-get_images", kitId=kit, imagesId=images)
    _swap_a_face(studio, kit)
    for name in ("list_kits", "get_kit", "update_kit", "regenerate_reference"):
        studio.invoke(f"reference_kits-{name}", kitId=kit)
    studio.wait()
    studio.invoke("reference_kits-delete_kit", kitId=kit)
    studio.invoke("reference_kits-delete_kit", kitId=studio.kit())
    left = studio.kit()
    studio.invoke("tasks-fail_picture", kitId=left, picture="expression_smile", run=left)
    studio.invoke("triggers-sweep")
    studio.wait()
    _draw_a_storyboard(studio)
    _tell_a_story(studio)
    _color_a_book(studio, scripts)
    _read_a_picture_book(studio)


class TestFunctions:
    @pytest.mark.parametrize("name", [name for name in STATUSES if name != "storyboards-cancel_prediction"])
    def test_one_of_the_api_takes_its_event(self, studio: Studio, values: dict[str, str], name: str):
        own = {"uploadKey": studio.upload()} if name == "reference_kits-create_kit" else {}
        own |= {"kitId": studio.kit()} if name == "reference_kits-delete_kit" else {}
        own |= {"accessToken": studio.token()} if name == "accounts-delete_session" else {}
        if name in ("coloring_books-delete_hero", "coloring_books-delete_project"):
            own |= _hero_and_project(studio, values["accessToken"])
            studio.wait()
        if name == "coloring_books-select_style":
            studio.invoke("coloring_books-calibrate", **values)
        answer = studio.invoke(name, **values | own)
        assert answer["statusCode"] == STATUSES[name], answer["body"]

    def test_the_demo_user_is_on_the_plan_pro(self, studio: Studio):
        balance = studio.body("coloring_books-get_balance", accessToken=studio.token())
        # What other tests do here costs them.
        assert balance["plan"] == "pro"
        assert 2000 < balance["blots"] <= 2800

    def test_an_arrived_upload_is_looked_into_however_often_it_is_announced(self, studio: Studio):
        key = studio.upload()
        for _ in range(2):
            assert studio.invoke("triggers-upload_received", uploadKey=key) is None
        kit = studio.invoke("reference_kits-create_kit", uploadKey=key)
        assert kit["statusCode"] == 201

    def test_the_sweeper_says_how_much_was_due(self, studio: Studio):
        assert studio.invoke("triggers-sweep").keys() == {"jobs", "expired", "accounts"}

    def test_they_get_by_with_their_roles(
        self,
        studio: Studio,
        scripts: ScriptServer,
        stripe: StripeServer,
        called: set[str],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        studio.forget_rates()
        called.clear()
        with caplog.at_level(logging.WARNING, "local"):
            _live_through_everything(studio, scripts, stripe)
        # A refusal that a function takes for a passing fault would not show in its answer.
        assert not [record.message for record in caplog.records if "is not authorized to perform" in record.message]
        assert called == set(FUNCTIONS.values()) - {
            "HealthFunction",
            "DocsFunction",
            "PreflightFunction",
            "GetStudioFunction",
        }


@pytest.fixture(scope="class")
def unstarted_kit(studio: Studio) -> Iterator[str]:
    """A kit that nobody draws, and neither what is asked for after it."""
    with studio.without_workflows():
        yield studio.kit()


class TestTasks:
    """One run of a kit, step by step as its state machine would call them."""

    def test_a_run(self, studio: Studio, unstarted_kit: str):
        kit, smile = unstarted_kit, "expression_smile"
        first, others = studio.invoke("tasks-start_job", kitId=kit, run=kit)["rounds"]
        assert first["pictures"] == [{"jobId": kit, "key": "anchor", "run": kit}]
        assert smile in [picture["key"] for picture in others["pictures"]]

        drawn = studio.invoke("tasks-draw_picture", kitId=kit, picture="anchor", run=kit)
        assert drawn == {"key": "anchor", "drawn": True}
        assert studio.invoke("tasks-fail_picture", kitId=kit, picture=smile, run=kit) == {"key": smile, "drawn": False}
        assert studio.invoke("tasks-settle_job", kitId=kit, run=kit) is None

        shown = studio.body("reference_kits-get_kit", kitId=kit)
        assert shown["status"] == "failed"
        assert shown["generationProgress"]["anchor"] == "done"
        assert shown["generationProgress"][smile] == "failed"
        assert shown["anchorFaceUrl"]

    def test_a_story_is_written(self, studio: Studio, unstarted_kit: str):
        token = studio.token()
        task = studio.body("story_images-create_task", accessToken=token)["task_id"]
        for _ in range(2):
            (only,) = studio.invoke("tasks-write_story", taskId=task)["rounds"]
            assert [picture["key"] for picture in only["pictures"]] == ["1", "2", "3"]
        shown = studio.body("story_images-get_task", accessToken=token, taskId=task)
        assert (shown["status"], len(shown["images"])) == ("processing", 3)

    def test_pages_are_planned(self, studio: Studio, unstarted_kit: str):
        studio.forget_rates()
        token = studio.token()
        book = _hero_and_project(studio, token)
        job = studio.body("coloring_books-generate", accessToken=token, **book)["jobId"]
        for _ in range(2):
            (only,) = studio.invoke("tasks-plan_pages", generationId=job)["rounds"]
            assert [picture["key"] for picture in only["pictures"]] == ["1"]
        shown = studio.body("coloring_books-get_job", accessToken=token, bookJobId=job)
        assert (shown["status"], [page["status"] for page in shown["pages"]]) == ("processing", ["pending"])

    def test_a_prediction_that_nobody_draws_is_canceled(self, studio: Studio, unstarted_kit: str):
        prediction = studio.body("storyboards-create_prediction")["predictionId"]
        answer = studio.invoke("storyboards-cancel_prediction", predictionId=prediction)
        assert answer["statusCode"] == STATUSES["storyboards-cancel_prediction"], answer["body"]
        shown = studio.body("storyboards-get_prediction", predictionId=prediction)
        assert (shown["success"], shown["status"]) == (False, "canceled")
