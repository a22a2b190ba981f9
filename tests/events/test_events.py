"""Every file of events/ is a real event: its function takes it, in the embedded cloud, and answers as it should."""

from collections.abc import Iterator

import pytest

from local import Cloud
from local.events import Api, ApiRequest, proxy_event
from tests.events.studio import FUNCTIONS, RESOURCES, ROOT, Studio, sample

#: What the API answers to each event.
STATUSES = {
    "accounts-create_session": 200,
    "accounts-delete_session": 204,
    "accounts-refresh_session": 200,
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
    "storyboards-serve_image": 302,
    "storyboards-upload_images": 200,
    "system-docs": 200,
    "system-health": 200,
    "uploads-create_upload": 200,
    "webhooks-replicate": 401,  # nobody can sign a sample
}


def test_every_function_has_its_event_and_no_event_is_left_over():
    assert {file.stem for file in ROOT.glob("events/*")} == set(FUNCTIONS)


@pytest.mark.parametrize("name", STATUSES)
def test_an_api_event_is_what_the_gateway_sends(name: str):
    names = ("kitId", "imagesId", "uploadKey", "accessToken", "predictionId", "handle", "taskId", "imageId")
    event = sample(name, **{each: each for each in names})
    routes = RESOURCES[FUNCTIONS[name]]["Properties"]["Events"].values()
    assert (event["httpMethod"].lower(), event["resource"]) in {
        (route["Properties"]["Method"], route["Properties"]["Path"]) for route in routes
    }
    assert event["path"] == event["resource"].format(**event["pathParameters"] or {})
    request = ApiRequest(event["httpMethod"], event["path"], "", [], b"", "203.0.113.7", "HTTP/1.1")
    sent = proxy_event(request, Api("a1b2c3d4e5", "dev"), event["resource"], event["pathParameters"] or {})
    assert set(event) == set(sent)
    assert set(event["requestContext"]) == set(sent["requestContext"])
    assert set(event["requestContext"]["identity"]) == set(sent["requestContext"]["identity"])


@pytest.fixture(scope="class")
def studio() -> Iterator[Studio]:
    """A fresh studio with the demo user."""
    from local.seed import seed

    with Cloud(root=ROOT, gateway=False, schedules=False, seed=seed) as cloud:
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
    studio.wait()
    own = {"kitId": kit, "imagesId": images, "accessToken": token, "taskId": task, "imageId": f"{task}-1"}
    return own | {"predictionId": prediction, "handle": handle}


@pytest.fixture(scope="class")
def unstarted_kit(studio: Studio) -> str:
    """A kit that nobody draws."""
    studio.without_workflows()
    return studio.kit()


class TestApi:
    @pytest.mark.parametrize("name", [name for name in STATUSES if name != "storyboards-cancel_prediction"])
    def test_the_function_takes_itsevent(self, studio: Studio, values: dict[str, str], name: str):
        own = {"uploadKey": studio.upload()} if name == "reference_kits-create_kit" else {}
        own |= {"kitId": studio.kit()} if name == "reference_kits-delete_kit" else {}
        own |= {"accessToken": studio.token()} if name == "accounts-delete_session" else {}
        answer = studio.invoke(name, **values | own)
        assert answer["statusCode"] == STATUSES[name], answer["body"]


def test_a_prediction_that_nobody_draws_is_canceled():
    with Cloud(root=ROOT, gateway=False, schedules=False) as cloud:
        studio = Studio(cloud)
        studio.without_workflows()
        prediction = studio.body("storyboards-create_prediction")["predictionId"]
        answer = studio.invoke("storyboards-cancel_prediction", predictionId=prediction)
        assert answer["statusCode"] == STATUSES["storyboards-cancel_prediction"], answer["body"]
        shown = studio.body("storyboards-get_prediction", predictionId=prediction)
        assert (shown["success"], shown["status"]) == (False, "canceled")


class TestTriggers:
    def test_an_arrived_upload_is_looked_into_however_often_it_is_announced(self, studio: Studio):
        key = studio.upload()
        for _ in range(2):
            assert studio.invoke("triggers-upload_received", uploadKey=key) is None
        kit = studio.invoke("reference_kits-create_kit", uploadKey=key)
        assert kit["statusCode"] == 201

    def test_the_sweeper_says_how_many_jobs_were_due(self, studio: Studio):
        assert studio.invoke("triggers-sweep").keys() == {"jobs"}


class TestTasks:
    """One run of a kit, step by step as its state machine would call them."""

    def test_a_run(self, studio: Studio, unstarted_kit: str):
        kit, smile = unstarted_kit, "expression_smile"
        begun = studio.invoke("tasks-start_job", kitId=kit, run=kit)
        assert begun["first"] == {"jobId": kit, "key": "anchor", "attempt": 1}
        assert smile in [picture["key"] for picture in begun["pictures"]]

        assert studio.invoke("tasks-draw_picture", kitId=kit, picture="anchor") == {"key": "anchor", "drawn": True}
        assert studio.invoke("tasks-fail_picture", kitId=kit, picture=smile) == {"key": smile, "drawn": False}
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
            assert studio.invoke("tasks-write_story", taskId=task) is None
        shown = studio.body("story_images-get_task", accessToken=token, taskId=task)
        assert (shown["status"], len(shown["images"])) == ("processing", 3)
