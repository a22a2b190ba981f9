"""The table of cases that are tried: a family adds its rows here."""

from collections.abc import Iterator
from typing import Any

from inkwell import stores
from inkwell.aws import clients
from inkwell.core.accepting import accept
from inkwell.core.again import until_stored
from inkwell.core.blots import Account, grant, hold
from inkwell.core.idempotency import Response, Unclaimed
from inkwell.core.jobs import SIDE_BY_SIDE, Job, JobRecord
from inkwell.core.names import new_id, run_name
from inkwell.core.pictures import Brief, Picture
from inkwell.core.runs import cancel_job
from tests.crash import billing, coloring_books, picture_books
from tests.crash.case import KEY, Case, late, records
from tests.crash.world import USER, World
from tests.support.aws import BUCKET
from tests.support.pictures import png

PICTURE = png()
PRICE = 12


def _create_kit(world: World, _: Any = None) -> None:
    body = {"name": "Amalia", "sourceImageUrl": world.source, "expressions": ["smile"]}
    answer = world.request("reference_kits/create_kit", "POST", "/reference-kits", body, key=KEY)
    assert answer.status == 201, answer


def _ready_kit(world: World) -> str:
    """The path of a kit with two references."""
    body = {"name": "Amalia", "sourceImageUrl": world.source}
    made = world.request("reference_kits/create_kit", "POST", "/reference-kits", body).data
    world.run()
    return f"/reference-kits/{made['id']}"


def _draw_with_kit(world: World, kit: str) -> None:
    body = {"prompt": "Amalia feeds the ducks", "aspectRatio": "1:1", "numImages": 2}
    answer = world.request("reference_kits/create_images", "POST", f"{kit}/images", body, key=KEY)
    assert answer.status == 202, answer


def _regenerate(world: World, kit: str) -> None:
    answer = world.request("reference_kits/regenerate_reference", "POST", f"{kit}/regenerate/profile", key=KEY)
    assert answer.status == 200, answer


def _drawn_again_once(world: World, _: Any) -> Iterator[str]:
    (record,) = records(world)
    attempts = {picture.key: picture.attempt for picture in record.pictures}
    if attempts != {"anchor": 1, "profile": 2}:
        yield f"after one regenerate: {attempts}"


def _delete(world: World, kit: str | None = None) -> None:
    kit = kit or f"/reference-kits/{world.job_ids()[0]}"
    # A repeated request may find that the first one has deleted it.
    assert world.request("reference_kits/delete_kit", "DELETE", kit).status in (200, 404)


def _list_is_get(world: World, _: Any) -> Iterator[str]:
    """The list of kits shows what each kit's own page shows, but for signatures."""
    for kit in world.request("reference_kits/list_kits", "GET", "/reference-kits").data:
        one = world.request("reference_kits/get_kit", "GET", f"/reference-kits/{kit['id']}").data
        if _unsigned(kit) != _unsigned(one):
            yield "list and get differ"


def _unsigned(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _unsigned(each) for name, each in value.items()}
    return value.partition("?")[0] if isinstance(value, str) else value


def _predict(world: World, _: Any = None) -> str:
    """The path of a new prediction."""
    body = {"prompt": "a fox", "projectId": "tale", "sceneIndex": 1}
    body |= {"seedImage": world.source, "referenceImageUrls": [world.source]}
    answer = world.request("storyboards/create_prediction", "POST", "/api/generate-image", body, key=KEY)
    assert answer.status == 200, answer
    return f"/api/generate-image/{answer.data['predictionId']}"


def _cancel(world: World, prediction: str | None = None) -> None:
    prediction = prediction or f"/api/generate-image/{world.job_ids()[0]}"
    # It may have succeeded already, and a request that died may have cancelled it.
    answer = world.request("storyboards/cancel_prediction", "POST", f"{prediction}/cancel")
    assert answer.status in (200, 409), answer


def _tell_a_story(world: World, _: Any) -> None:
    body = {"story_topic": "A fox in the snow", "art_style": "watercolor"}
    answer = world.request("story_images/create_task", "POST", "/v1/images", body, key=KEY, user=True)
    assert answer.status == 202, answer


def _upload(world: World, _: Any) -> None:
    wanted = {"fileName": "a.png", "contentType": "image/png", "purpose": "reference"}
    key = world.request("uploads/create_upload", "POST", "/api/upload", wanted).data["key"]
    with world.injector.process(None):
        clients.s3().put_object(Bucket=BUCKET, Key=key, Body=PICTURE, ContentType="image/png")
    object_ = {"bucket": {"name": BUCKET}, "object": {"key": key, "size": len(PICTURE)}}
    world.event("triggers/upload_received", {"Records": [{"eventName": "ObjectCreated:Put", "s3": object_}]})


def _received(world: World, _: Any) -> Iterator[str]:
    # Tickets of requests that died are never used.
    statuses = [item["status"] for item in world.items() if item["pk"].startswith("UPLOAD#")]
    if statuses.count("ready") != 1 or len(world.stored()) != 2:
        yield f"uploads: {statuses}, objects: {len(world.stored())}"


def _grant(world: World) -> str:
    """The id of a job that costs Blots, which are there."""
    world.ledger.post(Account(USER), grant(Account(USER), "start", 100))
    return new_id()


def _hold(world: World, job_id: str) -> None:
    """A job of two pictures that costs Blots, as the pages of a book will."""

    def accepted() -> bool:
        jobs, ledger = stores.jobs(), stores.ledger()
        if jobs.load(job_id):  # as an Idempotency-Key would find it
            return True
        account = ledger.account(USER)
        held, entry = hold(account, job_id, 2 * PRICE, PRICE)
        job = Job(job_id, "kit_images", USER, data={"kit_id": "none"}, hold=held)
        pictures = [
            Picture(job_id, str(index), Brief("a fox", role="fast"), SIDE_BY_SIDE, run_name(job_id), position=index)
            for index in range(2)
        ]
        joined = ledger.joined(account, entry)
        accept(jobs, stores.workflows(), JobRecord(job, pictures), Response(202, {}), Unclaimed(), *joined)
        return True

    world.repeated("accept", accepted)


def _cancel_job(world: World) -> None:
    def step() -> bool | None:
        record = world.jobs.load(world.job_ids()[0])
        return bool(record) and (not record.job.is_open or cancel_job(world.jobs, record, running=True) or None)

    until_stored(step, "it changes too fast")


def _left_behind(world: World) -> None:
    """A deleted kit with an object of a late worker, a kit whose run was stopped, and one whose run never started."""
    deleted = _ready_kit(world)
    _delete(world, deleted)
    world.objects.put(f"jobs/{deleted.rpartition('/')[2]}/late.png", PICTURE, "image/png")
    _create_kit(world)
    world.executions()[-1].status = "ABORTED"
    body = {"name": "Bela", "sourceImageUrl": world.source}
    world.request("reference_kits/create_kit", "POST", "/reference-kits", body)
    lost = world.executions()[-1]
    next(each for each in world.machines() if lost in each.executions).executions.remove(lost)


def _sweep(world: World, _: Any) -> None:
    for _ in range(2):
        world.clock.move(16 * 60)
        world.sweep()


CASES = {
    case.name: case
    for case in (
        Case("kit", _create_kit, every=3, meanwhile={"delete": _delete, "late": late}, check=_list_is_get),
        Case("kit pictures", _draw_with_kit, _ready_kit, jobs=2, every=3),
        Case("prediction", _predict, every=3, meanwhile={"cancel": _cancel, "late": late}),
        Case("story", _tell_a_story, every=3, meanwhile={"late": late}),
        Case("regenerate", _regenerate, _ready_kit, every=3, check=_drawn_again_once),
        Case("cancel", _cancel, _predict),
        Case("delete", _delete, _ready_kit, jobs=0, deletes=True),
        Case("upload", _upload, jobs=0, check=_received),
        Case("hold", _hold, _grant, every=3, meanwhile={"cancel": _cancel_job, "late": late}),
        *picture_books.CASES,
        *coloring_books.CASES,
        *billing.CASES,
        Case("sweep", _sweep, _left_behind, jobs=2, deletes=True, every=3),
    )
}
