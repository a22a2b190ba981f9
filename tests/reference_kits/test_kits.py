"""Reference kits over in-memory ports: kinds, views of every state, and what can be done with a kit."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkwell.core.drawing import Drawing
from inkwell.core.errors import BlockedText, InvalidInput, NotFound
from inkwell.core.idempotency import Unclaimed, once
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.names import new_id, prefix, run_name
from inkwell.core.picture_sources import SourcePicture
from inkwell.core.pictures import Brief, Picture, Version
from inkwell.core.runs import settle_job
from inkwell.core.status import Status
from inkwell.reference_kits import kinds
from inkwell.reference_kits.kit_images import KitPictures
from inkwell.reference_kits.kits import KIT, ReferenceKits
from inkwell.reference_kits.models import CreateReferenceKitRequest, DrawWithKitRequest
from inkwell.reference_kits.views import FAILED_MESSAGE, cents, images_view, kit_view
from tests.fakes import FakeIdempotency, FakeJobs, FakeModels, FakeObjects, FakeWorkflows

URL = "https://pictures.test/amalia.png"
EXPRESSIONS = ["smile", "serious", "surprised", "angry"]


class Sources:
    def take(self, owner: str, address: str, *, field: str) -> SourcePicture:
        return SourcePicture(b"source", "image/jpeg", public_url=address if address.startswith("http") else None)


class Studio:
    def __init__(self) -> None:
        self.idempotency = FakeIdempotency()
        self.jobs, self.objects, self.workflows = FakeJobs(), FakeObjects(), FakeWorkflows()
        self.kits = ReferenceKits(self.jobs, self.objects, self.workflows)
        self.pictures = KitPictures(self.jobs, self.objects, self.workflows)

    def create(self, owner: str = "ann", **request: Any) -> str:
        body = CreateReferenceKitRequest(**{"name": "Amalia", "sourceImageUrl": URL} | request)
        return str(self.kits.create(owner, body, Sources(), Unclaimed()).body["id"])

    def draw(self, kit_id: str, *, but: tuple[str, ...] = (), run: str | None = None) -> None:
        record = self.jobs.load(kit_id)
        assert record is not None
        self.jobs.start(kit_id)
        for picture in record.open_pictures(run):
            if picture.key in but:
                self.jobs.fail_picture(kit_id, picture.key, picture.run, "MODEL_ERROR")
            else:
                assert Drawing(self.jobs, self.objects, FakeModels()).draw(kit_id, picture.key, picture.run)
        settle_job(self.jobs, kit_id, run)

    def view(self, kit_id: str) -> dict[str, Any]:
        return self.kits.get("ann", kit_id).model_dump()

    def again(self, kit_id: str, key: str) -> dict[str, Any]:
        return dict(self.kits.regenerate("ann", kit_id, key, Unclaimed()).body)


@pytest.fixture
def studio() -> Studio:
    return Studio()


# ---------------------------------------------------------------- kinds


@given(st.booleans(), st.sets(st.sampled_from(EXPRESSIONS)))
def test_only_what_was_asked_for_is_drawn(extended: bool, expressions: set[str]) -> None:
    keys = kinds.requested(extended=extended, expressions=expressions)
    assert keys[:2] == ["anchor", "profile"]
    assert ("half_body" in keys, "full_body" in keys) == (extended, extended)
    assert {key.removeprefix("expression_") for key in keys if key.startswith("expression_")} == expressions
    assert len(keys) == 2 + 2 * extended + len(expressions)


@pytest.mark.parametrize("key", kinds.ORDER)
def test_every_reference_but_the_anchor_has_the_anchor(key: str) -> None:
    brief = kinds.brief(key, "src", "Amalia")
    assert list(brief.references) == (["src"] if key == "anchor" else ["src", "picture:anchor"])
    assert brief.aspect_ratio == "9:16"


@pytest.mark.parametrize("key", ["", "expression_unknown", "ANCHOR", "anchor ", "../anchor"])
def test_other_kinds_are_refused(key: str) -> None:
    with pytest.raises(InvalidInput, match=f"^Invalid reference type: {key}$"):
        kinds.kind(key)


# ---------------------------------------------------------------- views

START = datetime(2026, 1, 1, tzinfo=UTC)


@st.composite
def kits(draw: st.DrawFn) -> JobRecord:
    job = Job(
        "k",
        KIT,
        "ann",
        status=draw(st.sampled_from(Status)),
        data={"name": "A", "source_key": "jobs/k/source.png", "source_url": draw(st.sampled_from([None, URL]))},
        created_at=START,
        updated_at=START,
        first_settled_at=draw(st.sampled_from([None, START])),
    )
    pictures = []
    for key in draw(st.lists(st.sampled_from(kinds.ORDER), unique=True)):
        status = draw(st.sampled_from(Status))
        shown = status is Status.SUCCEEDED or draw(st.booleans())
        pictures.append(
            Picture(
                "k",
                key,
                Brief(""),
                "w",
                draw(st.sampled_from(["k", f"k-{key}-2"])),
                position=kinds.ORDER.index(key),
                status=status,
                shown=Version(1, f"jobs/k/{key}.png", "image/png", 9, 16, "m") if shown else None,
                cost_micros=draw(st.integers(0, 10**6)),
                created_at=START,
                updated_at=START + timedelta(seconds=draw(st.integers(0, 9))),
            )
        )
    return JobRecord(job, pictures)


@given(kits())
def test_every_kit_can_be_shown(record: JobRecord) -> None:
    view = kit_view(record, lambda key: f"signed:{key}").model_dump()
    progress = view["generationProgress"]
    assert set(progress) == {picture.key for picture in record.pictures}
    fields = {
        "anchor": "anchorFaceUrl",
        "profile": "profileUrl",
        "half_body": "halfBodyUrl",
        "full_body": "fullBodyUrl",
    }
    shown = {key: view[name] for key, name in fields.items() if view[name]}
    shown |= {f"expression_{name}": url for name, url in view["expressions"].items()}
    assert shown == {each.key: f"signed:{each.object_key}" for each in record.pictures if each.object_key}
    assert {key for key, status in progress.items() if status == "done"} <= set(shown)
    assert (view["costCents"] is None) == (record.job.first_settled_at is None)
    assert view["errorMessage"] == (FAILED_MESSAGE if view["status"] == "failed" else None)
    assert view["sourceImageUrl"] == record.job.data["source_url"] or view["sourceImageUrl"].startswith("signed:")
    if record.job.first_settled_at:
        assert view["status"] != "pending"
    assert view["updatedAt"] >= view["createdAt"]
    for picture in record.pictures:
        if picture.is_redrawn:
            assert progress[picture.key] != "pending"


@pytest.mark.parametrize(
    ("micros", "whole"), [(None, None), (0, 0), (240_000, 24), (4_999, 0), (5_000, 1), (14_999, 1)]
)
def test_cents(micros: int | None, whole: int | None) -> None:
    assert cents(micros) == whole


@pytest.mark.parametrize("status", list(Status))
def test_every_picture_of_a_kit_can_be_shown(status: Status) -> None:
    job = Job("j", "kit_images", "ann", data={"kit_id": "k", "mode": "generation", "estimated_micros": 40_000})
    picture = Picture("j", "0", Brief("", aspect_ratio="9:16"), "w", "j", status=status, error="CONTENT_REFUSED")
    (image,) = images_view(JobRecord(job, [picture]), str).images
    assert (image.errorMessage is not None) == (status is Status.FAILED)
    assert image.url is None


# ---------------------------------------------------------------- use cases


def test_the_example_of_the_contract(studio: Studio) -> None:
    kit_id = studio.create(generateExtended=True, expressions=["smile", "serious"])
    first = studio.view(kit_id)
    assert first["status"] == "pending"
    assert set(first["generationProgress"].values()) == {"pending"}
    assert first["costCents"] is None
    studio.draw(kit_id)
    view = studio.view(kit_id)
    assert (view["status"], view["costCents"], view["errorMessage"]) == ("ready", 24, None)
    assert set(view["generationProgress"].values()) == {"done"}
    assert set(view["expressions"]) == {"smile", "serious"}


@pytest.mark.parametrize(("failing", "status"), [("anchor", "failed"), ("profile", "failed"), ("half_body", "ready")])
def test_only_the_core_fails_a_kit(studio: Studio, failing: str, status: str) -> None:
    kit_id = studio.create(generateExtended=True)
    studio.draw(kit_id, but=(failing,))
    view = studio.view(kit_id)
    assert (view["status"], view["costCents"]) == (status, 12)
    assert view["generationProgress"][failing] == "failed"


def test_regenerating_shows_the_old_picture_until_the_new_one_is_there(studio: Studio) -> None:
    kit_id = studio.create()
    studio.draw(kit_id)
    old = studio.view(kit_id)["anchorFaceUrl"]
    answer = studio.again(kit_id, "anchor")
    for view in (answer, studio.view(kit_id)):
        assert (view["status"], view["anchorFaceUrl"], view["costCents"]) == ("generating", old, 8)
        assert view["generationProgress"] == {"anchor": "generating", "profile": "done"}
    studio.draw(kit_id)
    view = studio.view(kit_id)
    assert (view["status"], view["costCents"]) == ("ready", 12)
    assert view["anchorFaceUrl"] not in (None, old)


def test_a_failed_regeneration_leaves_the_kit_ready(studio: Studio) -> None:
    kit_id = studio.create()
    studio.draw(kit_id)
    old = studio.view(kit_id)["anchorFaceUrl"]
    studio.again(kit_id, "anchor")
    studio.draw(kit_id, but=("anchor",))
    view = studio.view(kit_id)
    assert (view["status"], view["anchorFaceUrl"], view["costCents"]) == ("ready", old, 8)
    assert view["generationProgress"]["anchor"] == "failed"


def test_regenerating_can_mend_a_failed_kit(studio: Studio) -> None:
    kit_id = studio.create()
    studio.draw(kit_id, but=("profile",))
    studio.again(kit_id, "profile")
    studio.draw(kit_id)
    assert studio.view(kit_id)["status"] == "ready"


def test_a_kind_that_was_not_there_is_added(studio: Studio) -> None:
    kit_id = studio.create()
    studio.draw(kit_id)
    assert studio.again(kit_id, "expression_angry")["generationProgress"]["expression_angry"] == "generating"
    studio.draw(kit_id)
    assert set(studio.view(kit_id)["expressions"]) == {"angry"}


@pytest.mark.parametrize("begun", [False, True])
def test_the_answer_to_a_regeneration_is_what_a_poll_shows(studio: Studio, begun: bool) -> None:
    kit_id = studio.create()
    if begun:
        studio.jobs.start(kit_id)
    answer = studio.again(kit_id, "expression_angry")
    view = studio.view(kit_id)
    assert answer["costCents"] is None
    assert {**answer, "updatedAt": ""} == {**view, "updatedAt": ""}


def test_what_is_drawn_already_is_not_drawn_twice(studio: Studio) -> None:
    kit_id = studio.create()
    studio.draw(kit_id)
    studio.again(kit_id, "anchor")
    before = dict(studio.workflows.runs)
    studio.again(kit_id, "anchor")
    assert studio.workflows.runs == before


def test_the_key_of_a_regeneration_without_work_is_answered_again(studio: Studio) -> None:
    kit_id = studio.create()
    studio.draw(kit_id)
    studio.again(kit_id, "anchor")
    ask = lambda: once(  # noqa: E731
        studio.idempotency, "ann", "k", "print", lambda marker: studio.kits.regenerate("ann", kit_id, "anchor", marker)
    )
    first = ask()
    studio.draw(kit_id)
    again = ask()
    assert (again.replayed, again.body) == (True, first.body)
    assert studio.view(kit_id)["status"] == "ready"


def test_several_may_be_regenerated_at_once(studio: Studio) -> None:
    kit_id = studio.create()
    studio.draw(kit_id)
    studio.again(kit_id, "anchor")
    studio.again(kit_id, "profile")
    studio.draw(kit_id, run=run_name(kit_id, "anchor", 2))
    assert studio.view(kit_id)["status"] == "generating"
    studio.draw(kit_id, run=run_name(kit_id, "profile", 2))
    assert studio.view(kit_id)["status"] == "ready"


def test_a_deleted_kit_is_gone_with_its_objects(studio: Studio) -> None:
    kit_id, other = studio.create(), studio.create()
    studio.kits.delete("ann", kit_id)
    assert not [key for key in studio.objects.stored if key.startswith(prefix(kit_id))]
    assert [key for key in studio.objects.stored if key.startswith(prefix(other))]
    with pytest.raises(NotFound, match="Reference kit not found"):
        studio.kits.delete("ann", kit_id)


def test_what_is_somebody_elses_is_not_found(studio: Studio) -> None:
    kit_id = studio.create()
    studio.draw(kit_id)
    body = DrawWithKitRequest(prompt="in a boat")
    job_id = studio.pictures.draw("ann", kit_id, body, Sources(), lambda role: 40_000, Unclaimed()).body["id"]
    calls = [
        lambda: studio.kits.get("bob", kit_id),
        lambda: studio.kits.rename("bob", kit_id, "mine"),
        lambda: studio.kits.delete("bob", kit_id),
        lambda: studio.kits.regenerate("bob", kit_id, "anchor", Unclaimed()),
        lambda: studio.pictures.draw("bob", kit_id, body, Sources(), lambda role: 0, Unclaimed()),
        lambda: studio.pictures.get("bob", kit_id, job_id),
        lambda: studio.pictures.get("ann", new_id(), job_id),
        lambda: studio.pictures.get("ann", kit_id, kit_id),
        lambda: studio.kits.get("ann", job_id),
        lambda: studio.kits.get("ann", "none"),
    ]
    for call in calls:
        with pytest.raises(NotFound):
            call()
    assert studio.kits.list("bob").items == []
    assert studio.view(kit_id)["name"] == "Amalia"


def test_a_page_stays_below_a_megabyte_with_urls_as_long_as_aws_makes_them(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed = []

    def url(key: str) -> str:
        signed.append(key)
        return "https://bucket.s3.amazonaws.com/".ljust(1553, "x")

    monkeypatch.setattr(studio.objects, "url", url)
    for _ in range(100):
        kit_id = studio.create(name="\U0001f408" * 255, generateExtended=True, expressions=EXPRESSIONS)
        studio.draw(kit_id)
    signed.clear()
    seen, sizes, after = [], [], None
    while not seen or after:
        page = studio.kits.list("ann", limit=100, after=after)
        seen += [kit.id for kit in page.items]
        sizes.append(len(json.dumps([kit.model_dump(mode="json") for kit in page.items])))
        after = page.next
    assert len(seen) == len(set(seen)) == 100
    assert 800_000 < sizes[0] < 1_000_000
    assert max(sizes) < 1_000_000


def test_a_filter_signs_only_what_it_shows(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = studio.create()
    for _ in range(5):
        studio.draw(studio.create())
    signed: list[str] = []
    monkeypatch.setattr(studio.objects, "url", lambda key: signed.append(key) or "https://x.test")
    assert [kit.id for kit in studio.kits.list("ann", "pending").items] == [wanted]
    assert signed == []


@pytest.mark.parametrize("status", ["pending", "generating", "ready", "failed"])
def test_lists_by_status(studio: Studio, status: Any) -> None:
    pending, generating, ready, failed = (studio.create() for _ in range(4))
    studio.jobs.start(generating)
    studio.draw(ready)
    studio.draw(failed, but=("anchor",))
    expected = {"pending": pending, "generating": generating, "ready": ready, "failed": failed}[status]
    assert [kit.id for kit in studio.kits.list("ann", status).items] == [expected]
    assert len(studio.kits.list("ann").items) == 4


def test_a_name_changes_or_stays(studio: Studio) -> None:
    kit_id = studio.create()
    assert studio.kits.rename("ann", kit_id, None).name == "Amalia"
    assert studio.kits.rename("ann", kit_id, "Bea").name == "Bea"
    assert studio.view(kit_id)["name"] == "Bea"


def test_a_start_that_fails_is_left_to_the_sweeper(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("no workflows now")

    monkeypatch.setattr(studio.workflows, "start", fail)
    kit_id = studio.create()
    assert studio.jobs.due(datetime.now(UTC) + timedelta(minutes=2))
    assert studio.view(kit_id)["status"] == "pending"


def test_all_references_go_to_the_model_in_their_order(studio: Studio) -> None:
    kit_id = studio.create(generateExtended=True, expressions=["angry", "smile"])
    studio.draw(kit_id)
    body = DrawWithKitRequest(prompt="in a boat", numImages=2)
    answer = studio.pictures.draw("ann", kit_id, body, Sources(), lambda role: 40_000, Unclaimed())
    assert (answer.status, answer.body["estimatedCostCents"], len(answer.body["images"])) == (202, 8, 2)
    record = studio.jobs.load(str(answer.body["id"]))
    assert record is not None
    order = ["anchor", "profile", "half_body", "full_body", "expression_smile", "expression_angry"]
    assert list(record.pictures[0].brief.references) == [f"picture:{kit_id}/{key}" for key in order]
    assert record.pictures[0].brief.prompt.startswith("in a boat ")


def test_a_face_swap_has_the_source_as_base_and_the_anchor_as_face(studio: Studio) -> None:
    kit_id = studio.create(expressions=["smile"])
    studio.draw(kit_id)
    body = DrawWithKitRequest(sourceImageUrl=URL, consent=True)
    answer = studio.pictures.draw("ann", kit_id, body, Sources(), lambda role: 40_000, Unclaimed())
    record = studio.jobs.load(str(answer.body["id"]))
    assert record is not None
    brief = record.pictures[0].brief
    assert answer.body["mode"] == "face_swap"
    assert brief.seed_image == f"{prefix(record.job.id)}base.jpg"
    assert list(brief.references) == [f"picture:{kit_id}/anchor"]


@pytest.mark.parametrize(
    ("request_body", "message"),
    [
        ({}, "prompt is required without sourceImageUrl"),
        ({"sourceImageUrl": URL}, "consent must be true"),
        ({"prompt": "porn"}, 'prompt must not contain "porn"'),
    ],
)
def test_what_is_refused_stores_nothing(studio: Studio, request_body: dict[str, Any], message: str) -> None:
    kit_id = studio.create()
    studio.draw(kit_id)
    before = len(studio.jobs.entries), dict(studio.objects.stored)
    with pytest.raises(InvalidInput, match=message) as caught:
        studio.pictures.draw("ann", kit_id, DrawWithKitRequest(**request_body), Sources(), lambda role: 0, Unclaimed())
    assert isinstance(caught.value, BlockedText) == ("porn" in message)
    assert (len(studio.jobs.entries), dict(studio.objects.stored)) == before


def test_a_kit_that_is_not_ready_does_not_draw(studio: Studio) -> None:
    kit_id = studio.create()
    with pytest.raises(InvalidInput, match="not ready, it is pending"):
        studio.pictures.draw("ann", kit_id, DrawWithKitRequest(prompt="x"), Sources(), lambda role: 0, Unclaimed())


def test_expressions_collapse_and_names_are_trimmed() -> None:
    body = CreateReferenceKitRequest(name="  Amalia ", sourceImageUrl=URL, expressions=["smile", "smile", "angry"])
    assert (body.name, body.expressions) == ("Amalia", ["smile", "angry"])


def test_a_picture_drawn_first_is_not_redrawn() -> None:
    picture = Picture("j", "a", Brief(""), "w", run_name("j"), status=Status.FAILED)
    assert not picture.is_redrawn
    assert picture.retried("w").is_redrawn
    assert replace(picture, attempt=2).is_retry
