"""The cases of colouring books: heroes, generations and edits of pages."""

import base64
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from inkwell import stores
from inkwell.aws import clients
from inkwell.aws.transactions import transact
from inkwell.coloring_books.data import HERO
from inkwell.coloring_books.ids import place_of
from inkwell.coloring_books.page_store import PageVersion
from inkwell.core.auditing import audit
from inkwell.core.blots import grant
from inkwell.core.expiring import GRACE
from inkwell.core.names import prefix
from inkwell.core.status import Status
from tests.crash.case import KEY, Case, late
from tests.crash.world import USER, World
from tests.support.page_pictures import SCENE, line_art, mask
from tests.support.pictures import encoded


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
    shown = {record.job.id for record in records if record.job.kind == HERO and record.pictures[0].shown}
    heroes = {item["id"] for item in world.items() if item["sk"] == "HERO"}
    if heroes != shown:
        yield f"{len(shown)} sheets are shown, {len(heroes)} heroes are there"
    counted = stores.heroes().count(USER)
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


def _page(world: World, number: int = 1) -> str:
    """The id of a page with a version."""
    body = {"name": "Tale", "pageCount": number, "audience": "children", "stylePreset": "kawaii", "trimSize": "6x9"}
    made = world.request("coloring_books/create_project", "POST", "/api/projects", body, user=True)
    page = str(made.data["pages"][number - 1]["id"])
    version = PageVersion("pages/1.png", "pages/1.jpg", SCENE, "a page", "initial", "a model", "earlier", "1", 1)
    for key in (version.object_key, version.thumbnail_key):
        world.objects.put(key, encoded(line_art(), "PNG"), "image/png")
    transact(clients.dynamodb(), (), stores.pages().addition(made.data["id"], number, version, 10))
    return page


def _second_page(world: World) -> str:
    return _page(world, 2)


def _edit(world: World, page: str) -> None:
    answer = _edited(world, page)
    assert (answer.status, answer.data["version"], answer.data["blotsSpent"]) == (200, 2, 12), answer


def _edited(world: World, page: str) -> Any:
    url = f"data:image/png;base64,{base64.b64encode(mask((500, 600, 900, 1000))).decode()}"
    body = {"type": "inpaint", "prompt": "A butterfly", "maskDataUrl": url}
    return world.request("coloring_books/edit_page", "POST", f"/api/pages/{page}/edit", body, key=KEY, user=True)


def _edit_of_perhaps_none(world: World, page: str) -> None:
    answer = _edited(world, page)
    assert answer.status in (200, 404, 503), answer


def _delete_project(world: World) -> None:
    project = next(item["id"] for item in world.items() if item["sk"] == "PROJECT")
    answer = world.request("coloring_books/delete_project", "DELETE", f"/api/projects/{project}", user=True)
    assert answer.status in (204, 404), answer


def _paid_if_there(world: World, page: str) -> Iterator[str]:
    """An edit is a version and twelve Blots, or neither, whether its project was deleted meanwhile or not."""
    (found,) = [item for item in world.items() if item["sk"].startswith("PAGE#")]
    account, is_there = world.ledger.account(USER), found["latest"] == 2
    if (account.available, account.captured) != ((38, 12) if is_there else (50, 0)):
        yield f"the page has {found['latest']} versions, {account.available} Blots are left, {account.captured} spent"
    if "job_id" in found:
        yield "the page waits for an edit that is over"
    (project,) = [item for item in world.items() if item["sk"] == "PROJECT"]
    made = [version for version in found["versions"] if version["edit_type"] != "initial"]
    if "deleted_at" in project and any(version["created_at"] > project["deleted_at"] for version in made):
        yield "a version was shown after its project was deleted"
    yield from audit(world.ledger, world.jobs, world.objects, USER, side_by_side=1)


def _edited_once(world: World, page: str) -> Iterator[str]:
    """An edit is one version and twelve Blots, and the page can be edited again."""
    _, found = stores.pages().page(*place_of(page)) or (None, None)
    if found is None or (len(found.versions), found.current, found.job_id) != (2, 2, None):
        yield f"after one edit: {found}"
    account = world.ledger.account(USER)
    if (account.available, account.captured) != (38, 12):
        yield f"{account.available} Blots are left, {account.captured} are spent"
    kept = [item["sk"].partition("#")[2] for item in world.items() if item["sk"].startswith("JOB#")]
    if kept != world.job_ids():
        yield f"{len(kept)} edits belong to the project, {len(world.job_ids())} are there"
    yield from audit(world.ledger, world.jobs, world.objects, USER, side_by_side=1)


def _ready_book(world: World) -> str:
    """The id of a project that is ready: its one page has a picture."""
    page = _page(world)
    project, _ = place_of(page)
    world.write(f"PROJECT#{project}", "PROJECT", status="ready")
    return project


def _export(world: World, project: str) -> None:
    body = {"projectId": project, "format": "pdf", "includeBleed": True, "cover": True}
    answer = world.request("coloring_books/create_export", "POST", "/api/export", body, key=KEY, user=True)
    assert (answer.status, answer.data["blotsReserved"]) == (202, 3), answer


def _cancel_export(world: World) -> None:
    _cancel_hero(world)


def _exported(world: World, project: str) -> Iterator[str]:
    """An export has all its files and is paid for, or none and is not; nothing else is stored under its prefix."""
    (job_id,) = world.job_ids()
    record = world.jobs.load(job_id)
    assert record
    files = {file.key for file in record.job.files}
    stored = {key for key in world.stored() if key.startswith(prefix(job_id))}
    if len(files) not in (0, 2) or stored != files:
        yield f"the job has {sorted(files)}, and {sorted(stored)} are stored"
    found = stores.projects().find(project)
    succeeded = record.job.status is Status.SUCCEEDED
    if found is None or found.status != ("exported" if succeeded else "ready"):
        yield f"the export has {record.job.status}, and the project is {found and found.status}"
    account = world.ledger.account(USER)
    if (account.available, account.captured) != ((47, 3) if succeeded else (50, 0)):
        yield f"{account.available} Blots are left, {account.captured} are spent"
    yield from audit(world.ledger, world.jobs, world.objects, USER, side_by_side=1)


def _project(world: World) -> str:
    """The id of a project of three pages with a hero, of which nothing is drawn yet."""
    hero = _create_hero(world)
    world.run()
    assert world.request("coloring_books/get_hero", "GET", f"/api/heroes/{hero}", user=True).status == 200
    world.ledger.post(world.ledger.account(USER), grant(world.ledger.account(USER), "start", 50))
    body = {"name": "Tale", "pageCount": 3, "audience": "children", "stylePreset": "kawaii", "heroId": hero}
    made = world.request("coloring_books/create_project", "POST", "/api/projects", body, user=True)
    assert made.status == 201, made
    return str(made.data["id"])


def _generate(world: World, project: str) -> str:
    """The job of a new generation."""
    body = {"projectId": project, "idea": "Bella in the magical forest"}
    answer = world.request("coloring_books/generate", "POST", "/api/generate", body, key=f"{KEY} more", user=True)
    assert answer.status == 202, answer
    return str(answer.data["jobId"])


def _generation(world: World) -> str:
    (found,) = [item for item in world.items() if item["sk"] == "JOB" and item.get("kind") == "generation"]
    return str(found["id"])


def _cancel_pages(world: World, job_id: str | None = None) -> None:
    _cancel_hero(world, job_id or _generation(world))


def _begun_pages(world: World) -> str:
    """A generation that is planned, and of which one page is being drawn."""
    job_id = _generate(world, _project(world))
    world.invoke("tasks/plan_pages", {"jobId": job_id, "run": job_id})
    assert world.jobs.start_picture(job_id, "1", job_id)
    return job_id


def _pages_kept(world: World, _: Any) -> Iterator[str]:
    """Each picture that is shown is the one version of its page; the project waits for nothing; the hero was used."""
    yield from _appeared(world)
    items = world.items()
    record = world.jobs.load(_generation(world))
    assert record
    shown = {picture.key: picture for picture in record.pictures if picture.shown}
    pages = {str(int(item["sk"][-2:])): item for item in items if item["sk"].startswith("PAGE#")}
    if pages.keys() != shown.keys():
        yield f"pages {sorted(shown)} are drawn, and {sorted(pages)} have a version"
    for number, page in pages.items():
        (version,) = page["versions"]
        picture = shown[number]
        drawn_by = f"{record.job.id}/{number}/{picture.attempt}"
        if (page["current"], page["latest"], page["attempts"]) != (1, 1, [drawn_by]):
            yield f"page {number} has {page['attempts']}"
        if version["object_key"] != picture.object_key:
            yield f"page {number} shows another picture than its job"
    (project,) = [item for item in items if item["sk"] == "PROJECT"]
    if (project["status"], "job_id" in project) != ("ready" if shown else "draft", False):
        yield f"the project is {project['status']}, and {len(shown)} pages are drawn"
    if ("thumbnail_key" in project) != ("1" in shown):
        yield "the project has the thumbnail of a page that it has not"
    (hero,) = [item for item in items if item["sk"] == "HERO"]
    if hero["times_used"] != 1:
        yield f"the hero was used {hero['times_used']} times"


CASES = (
    Case("hero", _create_hero, every=3, meanwhile={"cancel": _cancel_hero, "late": late}, check=_appeared),
    Case("cancel hero", _cancel_hero, _begun_hero, check=_given_back),
    Case("purge hero", _purge, _deleted_hero, jobs=0, deletes=True, every=3, check=_purged),
    Case(
        "pages",
        _generate,
        _project,
        jobs=2,
        every=7,
        meanwhile={"cancel": _cancel_pages, "late": late},
        check=_pages_kept,
    ),
    Case("cancel pages", _cancel_pages, _begun_pages, jobs=2, every=3, check=_pages_kept),
    Case(
        "export",
        _export,
        _ready_book,
        every=5,
        meanwhile={"cancel": _cancel_export, "late": late},
        check=_exported,
    ),
    Case("edit", _edit, _page, deletes=True, every=5, meanwhile={"late": late}, check=_edited_once),
    Case(
        "edit in vain",
        _edit_of_perhaps_none,
        _second_page,
        jobs=None,
        deletes=True,
        every=7,
        meanwhile={"cancel": _delete_project},
        check=_paid_if_there,
    ),
)
