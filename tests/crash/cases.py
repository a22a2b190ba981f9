"""The table of jobs that are tried: a family adds a row here."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from inkwell import wiring
from inkwell.aws import clients
from inkwell.core.accepting import accept
from inkwell.core.again import until_stored
from inkwell.core.auditing import audit
from inkwell.core.blots import Account, grant, hold
from inkwell.core.expiring import GRACE
from inkwell.core.idempotency import Response, Unclaimed
from inkwell.core.jobs import SIDE_BY_SIDE, Job, JobRecord
from inkwell.core.names import new_id, run_name
from inkwell.core.pictures import Brief, Picture
from inkwell.core.runs import cancel_job
from inkwell.picture_books.data import SceneData
from tests.crash.world import USER, World
from tests.support.aws import BUCKET
from tests.support.pictures import png

PICTURE = png()
KEY = "an Idempotency-Key"
PRICE = 12

Check = Callable[[World, Any], Iterator[str]]


def _nothing(world: World) -> None:
    return None


@dataclass(frozen=True)
class Case:
    """A thing that a caller does.

    Args:
        name: its name.
        act: does it, as often as it must be repeated; gets what `prepare` returned.
        prepare: what is there before; nothing happens to it.
        jobs: how many jobs there are in the end.
        deletes: whether a job is deleted, which takes its counts along.
        every: one of so many points is tried in a usual run of the tests. Odd, because each call has two points.
        meanwhile: what else may be done at any point of its tasks, by name.
        check: what must hold in the end besides the laws; gets what `prepare` returned.
        always: what must hold at each point, too.
    """

    name: str
    act: Callable[[World, Any], None]
    prepare: Callable[[World], Any] = _nothing
    jobs: int = 1
    deletes: bool = False
    every: int = 1
    meanwhile: Mapping[str, Callable[[World], None]] = field(default_factory=dict)
    check: Check = lambda world, given: iter(())
    always: Check = lambda world, given: iter(())


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
    (record,) = _records(world)
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


@dataclass(frozen=True)
class Reader:
    """A visitor who reads a picture book with three pictures a scene: their cookie, and the path of its first scene."""

    cookie: str
    scene: str


def _begun_book(world: World) -> Reader:
    wish = {"prompt": "A little fox", "protagonist_age": "toddler", "length": "short"}
    begun = world.request("picture_books/start_story", "POST", "/kids/story/start", wish)
    world.run()
    return Reader(begun["Set-Cookie"].partition(";")[0], begun["Location"].rpartition("/")[2])


def _choose(world: World, reader: Reader) -> str:
    """The scene that the first choice leads to."""
    path = f"/kids/story/choose/{reader.scene}/1"
    answer = world.request("picture_books/choose", "POST", path, cookie=reader.cookie)
    assert answer.status == 303, answer
    return answer["Location"].rpartition("/")[2]


def _one_scene_follows(world: World, reader: Reader) -> Iterator[str]:
    """A choice leads to the one scene that it made; made again, it leads there and costs nothing."""
    scenes = {record.job.id: SceneData.of(record.job) for record in _records(world)}
    told, paid = scenes.pop(reader.scene), len(world.writer.paid)
    if [*told.next] != ["1"] or [*told.next.values()] != [*scenes]:
        yield f"the choice led to {told.next}, and these were told: {[*scenes]}"
    for scene in scenes.values():
        if [(each.scene, each.choice) for each in scene.before] != [(reader.scene, told.choices[0])]:
            yield f"this is the way to the scene: {scene.before}"
    if _choose(world, reader) not in scenes or len(world.writer.paid) != paid:
        yield "the choice, made again, leads elsewhere"


def _retry_extra(world: World, reader: Reader) -> None:
    path = f"/kids/story/image/{reader.scene}/retry-extra/0"
    answer = world.request("picture_books/retry_extra", "POST", path, cookie=reader.cookie)
    assert answer.status == 303, answer


def _only_that_was_retried(world: World, _: Reader) -> Iterator[str]:
    (record,) = _records(world)
    attempts = {picture.key: picture.attempt for picture in record.pictures}
    if attempts != {"main": 1, "extra_0": 2, "extra_1": 1}:
        yield f"after one retry: {attempts}"


def _all_are_shown(world: World, _: Reader) -> Iterator[str]:
    """The old picture stays until the new one is there."""
    stored = world.stored()
    for record in _records(world):
        for picture in record.pictures:
            if picture.object_key not in stored:
                yield f"{picture.key} shows nothing, or what is not stored"


def _records(world: World) -> list[JobRecord]:
    return [record for job_id in world.job_ids() if (record := world.jobs.load(job_id))]


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
        jobs, ledger = wiring.jobs(), wiring.ledger()
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
        accept(jobs, wiring.workflows(), JobRecord(job, pictures), Response(202, {}), Unclaimed(), *joined)
        return True

    world.repeated("accept", accepted)


def _cancel_job(world: World) -> None:
    def step() -> bool | None:
        record = world.jobs.load(world.job_ids()[0])
        return bool(record) and (not record.job.is_open or cancel_job(world.jobs, record, running=True) or None)

    until_stored(step, "it changes too fast")


def _create_hero(world: World, _: Any = None) -> str:
    """The job of a new hero."""
    body = {"name": "Bella", "description": "A white bunny with floppy ears", "audience": "children"}
    answer = world.request("coloring_books/create_hero", "POST", "/api/heroes", body, key=KEY, user=True)
    assert answer.status == 202, answer
    return str(answer.data["jobId"])


def _cancel_hero(world: World, job_id: str | None = None) -> None:
    path = f"/api/generate/{job_id or world.job_ids()[0]}/cancel"
    answer = world.request("coloring_books/cancel_job", "POST", path, user=True)
    # It may have ended already, and a request that died may have cancelled it.
    assert answer.status in (200, 400), answer
    again = world.request("coloring_books/cancel_job", "POST", path, user=True)
    assert (again.status, again.data) == (answer.status, answer.data)


def _begun_hero(world: World) -> str:
    """A hero whose run has begun, and not drawn anything."""
    job_id = _create_hero(world)
    world.jobs.start(job_id)
    return job_id


def _appeared(world: World, _: Any = None) -> Iterator[str]:
    """A hero is there exactly when its sheet is, it is counted, and the account is what an administrator computes."""
    records = [record for job_id in world.job_ids() if (record := world.jobs.load(job_id))]
    shown = {record.job.id for record in records if record.pictures[0].shown}
    heroes = {item["id"] for item in world.items() if item["sk"] == "HERO"}
    if heroes != shown:
        yield f"{len(shown)} sheets are shown, {len(heroes)} heroes are there"
    counted = wiring.heroes().count(USER)
    if counted != len(heroes):
        yield f"{len(heroes)} heroes are there, {counted} are counted"
    yield from audit(world.ledger, world.jobs, world.objects, USER, side_by_side=1)


def _given_back(world: World, _: Any = None) -> Iterator[str]:
    """Of a hero that was cancelled before it was drawn nothing is left, and nothing was spent."""
    yield from _appeared(world)
    account = world.ledger.account(USER)
    if (account.available, account.captured) != (50, 0):
        yield f"{account.available} Blots are left, {account.captured} are spent"


def _deleted_hero(world: World) -> None:
    """A hero that was deleted a month ago."""
    hero = _create_hero(world)
    world.run()
    assert world.request("coloring_books/delete_hero", "DELETE", f"/api/heroes/{hero}", user=True).status == 204
    world.clock.move((GRACE + timedelta(hours=1)).total_seconds())


def _purge(world: World, _: Any) -> None:
    for _ in range(2):
        world.sweep()
        world.clock.move(61)


def _purged(world: World, _: Any = None) -> Iterator[str]:
    left = [item["pk"].partition("#")[0] for item in world.items() if item["sk"] in ("HERO", "JOB")]
    if left or world.stored():
        yield f"of a purged hero are left: {left}, {len(world.stored())} objects"
    yield from _appeared(world)


def _late(world: World) -> None:
    """The deadline passes, and the sweeper comes."""
    world.clock.move(timedelta(minutes=21).total_seconds())
    world.sweep()


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
        Case("kit", _create_kit, every=3, meanwhile={"delete": _delete, "late": _late}, check=_list_is_get),
        Case("kit pictures", _draw_with_kit, _ready_kit, jobs=2, every=3),
        Case("prediction", _predict, every=3, meanwhile={"cancel": _cancel, "late": _late}),
        Case("story", _tell_a_story, every=3, meanwhile={"late": _late}),
        Case("regenerate", _regenerate, _ready_kit, every=3, check=_drawn_again_once),
        Case("scene", _choose, _begun_book, jobs=2, every=5, meanwhile={"late": _late}, check=_one_scene_follows),
        Case(
            "extra",
            _retry_extra,
            _begun_book,
            every=3,
            meanwhile={"late": _late},
            check=_only_that_was_retried,
            always=_all_are_shown,
        ),
        Case("cancel", _cancel, _predict),
        Case("delete", _delete, _ready_kit, jobs=0, deletes=True),
        Case("upload", _upload, jobs=0, check=_received),
        Case("hold", _hold, _grant, every=3, meanwhile={"cancel": _cancel_job, "late": _late}),
        Case("hero", _create_hero, every=3, meanwhile={"cancel": _cancel_hero, "late": _late}, check=_appeared),
        Case("cancel hero", _cancel_hero, _begun_hero, check=_given_back),
        Case("purge hero", _purge, _deleted_hero, jobs=0, deletes=True, every=3, check=_purged),
        Case("sweep", _sweep, _left_behind, jobs=2, deletes=True, every=3),
    )
}
