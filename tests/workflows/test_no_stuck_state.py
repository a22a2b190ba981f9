"""Whatever dies, every job reaches its end. Time is made to pass by writing the moments that the sweeper reads."""

from typing import Any, NoReturn

import pytest

from inkwell.core.idempotency import Unclaimed
from inkwell.core.jobs import Job
from inkwell.core.jobs import JobRecord as Record
from inkwell.core.names import new_id, prefix, run_name
from inkwell.core.picture_sources import SourcePicture
from inkwell.core.pictures import Brief, Picture
from inkwell.core.timestamps import now, timestamp
from inkwell.reference_kits.kits import ReferenceKits
from inkwell.reference_kits.models import CreateReferenceKitRequest
from tests.support.client import Client, eventually
from tests.support.script import Script, fail
from tests.support.studio import Studio

LONG_AGO = "2020-01-01T00:00:00.000Z"


class _Lost:
    """Workflows whose starts get lost."""

    def start(self, workflow: str, run: str, job_id: str) -> NoReturn:
        raise ConnectionError("lost")


class _Sources:
    """The test's source picture, whatever is asked for."""

    def __init__(self, script: Script) -> None:
        self._script = script

    def take(self, owner: str, address: str, *, field: str) -> SourcePicture:
        from inkwell.imaging.inspection import inspect, normalise

        return SourcePicture(normalise(inspect(self._script.picture, field=field)).data, "image/png", address)


@pytest.fixture
def lossy(studio: Studio) -> ReferenceKits:
    """Kits as the API keeps them, but no workflow is ever started."""
    return ReferenceKits(studio.jobs, studio.objects, _Lost())  # type: ignore[arg-type]


def _now_due(studio: Studio, job_id: str, **more: str) -> None:
    studio.write(f"JOB#{job_id}", "JOB", due_at=LONG_AGO, **more)


def _now_silent(studio: Studio, job_id: str) -> None:
    """Nothing has moved in a job for long, and it is looked at."""
    for item in studio.partition(f"JOB#{job_id}"):
        studio.write(item["pk"], item["sk"], updated_at=LONG_AGO)
    _now_due(studio, job_id)


def _run(studio: Studio, name: str) -> dict[str, Any]:
    found = [*studio.executions("reference-kit"), *studio.executions("image-set")]
    (run,) = [each for each in found if each["name"] == name]
    return run


def test_a_start_that_got_lost_is_made_good(
    alice: Client, studio: Studio, lossy: ReferenceKits, script: Script, source: str
) -> None:
    request = CreateReferenceKitRequest(name="Lost", sourceImageUrl=source)
    kit_id = str(lossy.create(alice.owner, request, _Sources(script), Unclaimed()).body["id"])
    assert alice.kit(kit_id)["status"] == "pending"
    studio.sweep()
    assert studio.runs_of(kit_id) == [], "it is not yet due"
    _now_due(studio, kit_id)
    studio.sweep()
    assert alice.settled(kit_id)["status"] == "ready"
    assert studio.runs_of(kit_id) == [kit_id]


def test_a_second_try_whose_start_got_lost_is_made_good(
    alice: Client, studio: Studio, lossy: ReferenceKits, script: Script, source: str
) -> None:
    kit_id = alice.settled(alice.create_kit(source)["id"])["id"]
    lossy.regenerate(alice.owner, kit_id, "profile", Unclaimed())
    assert alice.kit(kit_id)["generationProgress"]["profile"] == "generating"
    _now_due(studio, kit_id)
    studio.sweep()
    kit = alice.settled(kit_id)
    assert (kit["status"], kit["costCents"]) == ("ready", 12)
    assert script.count("profile") == 2


def test_a_start_that_never_succeeds_ends_with_the_deadline(
    alice: Client, studio: Studio, lossy: ReferenceKits, script: Script, source: str
) -> None:
    request = CreateReferenceKitRequest(name="Lost", sourceImageUrl=source)
    kit_id = str(lossy.create(alice.owner, request, _Sources(script), Unclaimed()).body["id"])
    _now_due(studio, kit_id, deadline=LONG_AGO)
    studio.sweep()
    kit = alice.kit(kit_id)
    assert (kit["status"], kit["costCents"]) == ("failed", 0)
    assert kit["generationProgress"] == {"anchor": "failed", "profile": "failed"}
    assert "due_at" not in studio.item(f"JOB#{kit_id}", "JOB"), "nobody needs to look at it again"


def test_a_run_that_was_stopped_from_outside_is_settled(
    alice: Client, studio: Studio, script: Script, source: str
) -> None:
    with script.held("profile"):
        kit_id = alice.create_kit(source)["id"]
        script.wait_for(lambda script: script.count("profile") == 1)
        studio.workflows.stop("reference_kit", kit_id)
        assert alice.kit(kit_id)["status"] == "generating"
        _now_silent(studio, kit_id)
        studio.sweep()
        kit = alice.kit(kit_id)
        assert (kit["status"], kit["costCents"]) == ("failed", 4)
        assert kit["generationProgress"] == {"anchor": "done", "profile": "failed"}
    script.wait_for(lambda script: len(script.drawn) == 2)
    eventually(lambda: f"jobs/{kit_id}/profile-1.png" not in studio.keys(f"jobs/{kit_id}/"))
    assert alice.kit(kit_id)["generationProgress"]["profile"] == "failed", "a late worker changes nothing"


def test_a_second_try_that_was_stopped_leaves_the_kit_ready(
    alice: Client, studio: Studio, script: Script, source: str
) -> None:
    before = alice.settled(alice.create_kit(source)["id"])
    kit_id = before["id"]
    with script.held("anchor"):
        alice.regenerate(kit_id, "anchor")
        script.wait_for(lambda script: script.count("anchor") == 2)
        studio.workflows.stop("image_set", run_name(kit_id, "anchor", 2))
        _now_silent(studio, kit_id)
        studio.sweep()
        kit = alice.kit(kit_id)
    assert (kit["status"], kit["errorMessage"]) == ("ready", None)
    assert kit["generationProgress"] == {"anchor": "failed", "profile": "done"}
    assert kit["anchorFaceUrl"].partition("?")[0] == before["anchorFaceUrl"].partition("?")[0]


def test_what_takes_longer_than_its_deadline_is_ended(
    alice: Client, studio: Studio, script: Script, source: str
) -> None:
    with script.held("anchor"):
        kit_id = alice.create_kit(source)["id"]
        script.wait_for(lambda script: script.count("anchor") == 1)
        _now_due(studio, kit_id, deadline=LONG_AGO)
        studio.sweep()
        assert alice.kit(kit_id)["status"] == "failed"
        assert _run(studio, kit_id)["status"] == "ABORTED"
    assert script.count("profile") == 0
    alice.regenerate(kit_id, "anchor")
    alice.regenerate(kit_id, "profile")
    assert alice.settled(kit_id)["status"] == "ready", "an explicit second try is still possible"


def test_a_run_that_works_is_left_alone(alice: Client, studio: Studio, script: Script, source: str) -> None:
    with script.held("anchor"):
        kit_id = alice.create_kit(source)["id"]
        script.wait_for(lambda script: script.count("anchor") == 1)
        _now_due(studio, kit_id)
        studio.sweep()
        assert alice.kit(kit_id)["status"] == "generating"
        assert studio.item(f"JOB#{kit_id}", "JOB")["due_at"] > timestamp(now())
    assert alice.settled(kit_id)["status"] == "ready"
    assert script.count("anchor") == 1


def test_of_a_deleted_kit_nothing_is_left_in_the_end(alice: Client, studio: Studio, source: str) -> None:
    kit_id = alice.settled(alice.create_kit(source)["id"])["id"]
    alice.call("DELETE", f"/reference-kits/{kit_id}")
    studio.objects.put(f"{prefix(kit_id)}late.png", b"stored by a worker that died afterwards", "image/png")
    _now_due(studio, kit_id)
    studio.sweep()
    assert kit_id not in studio.job_ids()


def test_a_task_that_comes_late_or_twice_does_nothing(
    alice: Client, studio: Studio, script: Script, source: str
) -> None:
    kit = alice.settled(alice.create_kit(source)["id"])
    before = studio.item(f"JOB#{kit['id']}", "JOB"), studio.item(f"JOB#{kit['id']}", "PICTURE#anchor")
    for run in (kit["id"], run_name(kit["id"], "anchor", 2), "another"):
        task = {"jobId": kit["id"], "key": "anchor", "run": run}
        assert studio.invoke("DrawPictureFunction", task) == {"key": "anchor", "drawn": False}
        studio.invoke("FailPictureFunction", task | {"error": {"Error": "ModelRefused", "Cause": ""}})
    studio.invoke("SettleJobFunction", {"jobId": kit["id"], "run": kit["id"]})
    after = studio.item(f"JOB#{kit['id']}", "JOB"), studio.item(f"JOB#{kit['id']}", "PICTURE#anchor")
    assert after == before
    assert script.count("anchor") == 1
    assert studio.invoke("DrawPictureFunction", {"jobId": new_id(), "key": "anchor", "run": "none"})["drawn"] is False


@pytest.mark.parametrize("error", ["ModelRefused"])
def test_twenty_pictures_side_by_side_one_of_them_failing(studio: Studio, script: Script, error: str) -> None:
    job = Job(new_id(), "kit_images", "nobody", data={"kit_id": "none"})
    source_key = f"{prefix(job.id)}source.png"
    source = _Sources(script).take("nobody", "", field="")
    studio.objects.put(source_key, source.data, source.media_type)
    brief = Brief("twenty", references=(source_key,))
    run = run_name(job.id)
    pictures = [Picture(job.id, str(index), brief, "image_set", run, position=index) for index in range(20)]
    script.on(None, fail(error))
    with script.held(None):
        studio.jobs.add(Record(job, pictures))
        studio.workflows.start("image_set", run, job.id)
        script.wait_for(lambda script: script.most_at_once == 20)
    record = eventually(lambda: found if (found := studio.jobs.load(job.id)) and not found.job.is_open else None)
    statuses = [str(picture.status) for picture in record.pictures]
    assert sorted(statuses) == ["failed"] + ["succeeded"] * 19
    assert str(record.job.status) == "succeeded"
    assert script.count(None) == 20
    assert record.cost_micros == 19 * 40_000
    assert len(studio.keys(prefix(job.id))) == 20
    eventually(lambda: _run(studio, run)["status"] == "SUCCEEDED")
