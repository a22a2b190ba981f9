"""Passing faults of AWS: Unavailable from every method of every adapter, and no task ends for one of them."""

import inspect
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.response import StreamingBody
from botocore.stub import Stubber

from inkwell.accounts.api_keys import ApiKey
from inkwell.accounts.sessions import SessionRecord
from inkwell.accounts.users import User
from inkwell.api.app import Api
from inkwell.aws import clients, secrets
from inkwell.aws.books import DynamoBooks
from inkwell.aws.calibrations import DynamoCalibrations
from inkwell.aws.expiring import DynamoExpiring
from inkwell.aws.faults import watched
from inkwell.aws.heroes import DynamoHeroes
from inkwell.aws.idempotency import DynamoIdempotency
from inkwell.aws.jobs import DynamoJobs
from inkwell.aws.ledger import DynamoLedger
from inkwell.aws.objects import S3Objects
from inkwell.aws.paces import DynamoPaces
from inkwell.aws.pages import DynamoPages
from inkwell.aws.project_files import DynamoProjectFiles
from inkwell.aws.projects import DynamoProjects
from inkwell.aws.provider_limits import DynamoProviderLimits
from inkwell.aws.rates import DynamoRates
from inkwell.aws.sessions import DynamoFailures, DynamoSessions
from inkwell.aws.texts import DynamoTextAttempt
from inkwell.aws.uploads import DynamoUploads
from inkwell.aws.users import DynamoUsers
from inkwell.aws.webhooks import DynamoSeenWebhooks
from inkwell.aws.workflows import StepFunctions
from inkwell.coloring_books.page_store import PageVersion, ProjectPage, Scene
from inkwell.coloring_books.store import Hero, Project
from inkwell.core.attempts import AttemptMemory
from inkwell.core.blots import Account, grant
from inkwell.core.drawing import Drawing
from inkwell.core.errors import Unavailable
from inkwell.core.idempotency import ClaimedKey, Response
from inkwell.core.image_models import ImageRequest, ImageResult
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.names import new_id, run_name
from inkwell.core.pictures import AttemptId, Brief, Picture, Version
from inkwell.core.rates import Addition, Window
from inkwell.core.runs import fail_picture, settle_job, start_job
from inkwell.core.status import Event, Status
from inkwell.core.store import FirstResult
from inkwell.core.text_models import TextResult
from inkwell.core.timestamps import now
from inkwell.envelopes import Envelope
from inkwell.picture_books.store import Session
from inkwell.providers.limits import Limits
from inkwell.reference_kits.envelope import KIT_ERRORS
from inkwell.story_images.envelope import STORY_ERRORS
from inkwell.storyboards.envelope import STORYBOARD_ERRORS
from inkwell.uploads.envelope import STUDIO_ERRORS
from inkwell.uploads.project_files import ProjectFile
from inkwell.uploads.store import Upload
from tests.support import faults, gateway
from tests.support.aws import REGION, emulated_aws, table_properties
from tests.support.faults import Fault, Injector

TABLE, BUCKET = "table", "bucket"
#: Nothing is repeated by the SDK: a fault here is one that outlasted its repetitions.
ONCE = Config(retries={"mode": "standard", "total_max_attempts": 1})


@pytest.fixture(scope="module", autouse=True)
def _aws() -> Iterator[None]:
    with emulated_aws():
        yield


def client(service: str) -> Any:
    made: Any = boto3.client(service, region_name=REGION, config=ONCE)  # type: ignore[call-overload]
    return watched(made)


def ids(fault: Fault) -> str:
    return fault.name


JOB = Job(new_id(), "kit", "ann")
PICTURE = Picture(JOB.id, "anchor", Brief("A boy"), "kit", run_name(JOB.id))
RECORD = JobRecord(JOB, [PICTURE])
WHICH: AttemptId = PICTURE.newest_attempt
VERSION = Version(1, "key", "image/png", 9, 16, "m")
CLAIM = ClaimedKey("ann", "key", "print", "token")
USER = User("ann", "hash")
SESSION = SessionRecord("s", "u", "ann", 0, now())
UPLOAD = Upload("u", "ann", "k", "reference", "a.png")
ACCOUNT = Account("ann")
LIMITS = Limits(interval=100)
PROJECT = Project("id", "ann", "Tale", "children", "kawaii", 3, "6x9")
SCENE = Scene("A fox", "action", False)
PAGE_VERSION = PageVersion("a.png", "a.jpg", SCENE, "a fox", "initial", "m", "job", "1", 1, number=1)
HERO = Hero("id", "ann", "Bella", "A white bunny", "children", "sheet.png", "sheet-thumbnail.jpg")

Calls = Mapping[str, Callable[[Any], object]]

STORES: dict[type, tuple[Callable[[Any], Any], Calls]] = {
    DynamoJobs: (
        lambda db: DynamoJobs(db, TABLE),
        {
            "reserve": lambda store: store.reserve("id"),
            "add": lambda store: store.add(RECORD),
            "load": lambda store: store.load("id"),
            "list": lambda store: store.list("kit", "ann"),
            "update_data": lambda store: store.update_data(JOB, {"name": "Bea"}),
            "start": lambda store: store.start("id"),
            "finish_first_task": lambda store: store.finish_first_task(RECORD, FirstResult()),
            "settle": lambda store: store.settle(RECORD, Event.SUCCEED),
            "retry": lambda store: store.retry(JOB, replace(PICTURE, status=Status.FAILED).retried("image_set")),
            "cancel": lambda store: store.cancel(RECORD, [PICTURE]),
            "pictures": lambda store: store.pictures("id", ["anchor"]),
            "start_picture": lambda store: store.start_picture("id", "anchor", "run"),
            "claim_request": lambda store: store.claim_request(WHICH, None, "note"),
            "note_request": lambda store: store.note_request(WHICH, "request"),
            "identify_request": lambda store: store.identify_request(WHICH, "note", "request"),
            "note_paid": lambda store: store.note_paid(WHICH, 1, 1),
            "note_progress": lambda store: store.note_progress(WHICH, 1),
            "reject_attempt": lambda store: store.reject_attempt(WHICH, "Leave the margins free."),
            "show_version": lambda store: store.show_version(PICTURE, VERSION, 1, counted=True),
            "fail_picture": lambda store: store.fail_picture("id", "anchor", "run", "CODE"),
            "delete": lambda store: store.delete(RECORD),
            "purge": lambda store: store.purge("id"),
            "due": lambda store: store.due(now()),
            "postpone": lambda store: store.postpone("id", now()),
        },
    ),
    DynamoIdempotency: (
        lambda db: DynamoIdempotency(db, TABLE),
        {
            "claim": lambda store: store.claim("ann", "key", "print"),
            "complete": lambda store: store.complete(CLAIM, Response(200, {})),
            "release": lambda store: store.release(CLAIM),
            "forget": lambda store: store.forget("ann", "key", Response(200, {})),
        },
    ),
    DynamoLedger: (
        lambda db: DynamoLedger(db, TABLE),
        {
            "account": lambda store: store.account("ann"),
            "due": lambda store: list(store.due(now())),
            "entries": lambda store: store.entries("ann"),
            "entry": lambda store: store.entry("ann", "id"),
            "owners": lambda store: list(store.owners()),
            "post": lambda store: store.post(ACCOUNT, grant(ACCOUNT, "id", 1)),
        },
    ),
    DynamoProjectFiles: (
        lambda db: DynamoProjectFiles(db, TABLE),
        {
            "add": lambda store: store.add(ProjectFile("k", "ann")),
            "find": lambda store: store.find("k"),
            "remove": lambda store: store.remove("k"),
        },
    ),
    DynamoProviderLimits: (
        lambda db: DynamoProviderLimits(db, TABLE),
        {
            "enter": lambda store: store.enter("p", LIMITS, 1),
            "succeeded": lambda store: store.succeeded("p"),
            "failed": lambda store: store.failed("p", LIMITS, 1, probed=False),
            "slowed": lambda store: store.slowed("p", LIMITS, 1, 1),
        },
    ),
    DynamoExpiring: (
        lambda db: DynamoExpiring(db, TABLE),
        {
            "due": lambda store: store.due(now()),
            "claim": lambda store: store.claim("HERO#id", now()),
            "belongings": lambda store: store.belongings("HERO#id"),
            "remove": lambda store: store.remove("HERO#id"),
        },
    ),
    DynamoProjects: (
        lambda db: DynamoProjects(db, TABLE),
        {
            "add": lambda store: store.add(PROJECT, "free", 3),
            "find": lambda store: store.find("id"),
            "list": lambda store: store.list("ann", 10),
            "change": lambda store: store.change(PROJECT, {"name": "Other"}),
            "delete": lambda store: store.delete(PROJECT),
            "restore": lambda store: store.restore("id"),
            "ended": lambda store: store.ended("id", "job", "ready"),
            "exported": lambda store: store.exported("id"),
        },
    ),
    DynamoPages: (
        lambda db: DynamoPages(db, TABLE, DynamoProjects(db, TABLE)),
        {
            "book": lambda store: store.book("id"),
            "page": lambda store: store.page("id", 1),
            "show": lambda store: store.show(PROJECT, ProjectPage("id", 1, 1, (PAGE_VERSION,)), PAGE_VERSION),
        },
    ),
    DynamoCalibrations: (
        lambda db: DynamoCalibrations(db, TABLE),
        {
            "all": lambda store: store.all("id"),
            "choose": lambda store: store.choose(PROJECT, "sample.png", "Round shapes."),
        },
    ),
    DynamoPaces: (lambda db: DynamoPaces(db, TABLE), {"paces": lambda store: store.paces("ann")}),
    DynamoHeroes: (
        lambda db: DynamoHeroes(db, TABLE),
        {
            "count": lambda store: store.count("ann"),
            "find": lambda store: store.find("id"),
            "find_all": lambda store: store.find_all(["id"]),
            "list": lambda store: store.list("ann", 10),
            "delete": lambda store: store.delete(HERO),
            "restore": lambda store: store.restore("id"),
        },
    ),
    DynamoRates: (
        lambda db: DynamoRates(db, TABLE),
        {"add": lambda store: store.add([Addition(Window("ann", "name", 0, 60), 1, 5)])},
    ),
    DynamoSessions: (
        lambda db: DynamoSessions(db, TABLE),
        {
            "add": lambda store: store.add(SESSION),
            "find": lambda store: store.find("s"),
            "revoke": lambda store: store.revoke("s"),
        },
    ),
    DynamoFailures: (
        lambda db: DynamoFailures(db, TABLE),
        {
            "read": lambda store: store.read(["ann"]),
            "add": lambda store: store.add("ann", 1, extends=False),
            "remember": lambda store: store.remember("ann", 1),
            "clear": lambda store: store.clear("ann"),
        },
    ),
    DynamoTextAttempt: (
        lambda db: DynamoTextAttempt(db, TABLE, "ann", "text", keeps_text=True),
        {
            "request_id": lambda store: store.request_id,
            "claim": lambda store: store.claim("note"),
            "submitted": lambda store: store.submitted("request"),
            "paid": lambda store: store.paid(1, 1),
            "take_text": lambda store: store.take_text(),
            "written": lambda store: store.written(TextResult({}, "m")),
        },
    ),
    DynamoUploads: (
        lambda db: DynamoUploads(db, TABLE),
        {
            "add": lambda store: store.add(UPLOAD),
            "find": lambda store: store.find("u"),
            "conclude": lambda store: store.conclude(UPLOAD),
        },
    ),
    DynamoUsers: (
        lambda db: DynamoUsers(db, TABLE),
        {
            "find": lambda store: store.find("ann"),
            "add": lambda store: store.add(USER),
            "list": lambda store: store.list(),
            "set_password": lambda store: store.set_password("ann", "hash"),
            "rehash": lambda store: store.rehash(USER, "hash"),
            "disable": lambda store: store.disable("ann"),
            "enable": lambda store: store.enable("ann"),
            "add_api_key": lambda store: store.add_api_key(USER, ApiKey("id", "hash", "ann")),
            "find_api_key": lambda store: store.find_api_key("id"),
            "revoke_api_keys": lambda store: store.revoke_api_keys(USER, {"id"}),
        },
    ),
    DynamoBooks: (
        lambda db: DynamoBooks(db, TABLE),
        {
            "session": lambda store: store.session("visitor:ann", "kids"),
            "printing": lambda store: store.printing("visitor:ann", "kids", "story"),
            "opened": lambda store: store.opened("visitor:ann", "kids", "s"),
            "read": lambda store: store.read(Session("visitor:ann", "kids", "s", now(), now())),
            "books": lambda store: store.books("visitor:ann", "kids", limit=1),
            "book": lambda store: store.book("visitor:ann", "kids", "s"),
            "covers": lambda store: store.covers(["s"]),
        },
    ),
    DynamoSeenWebhooks: (
        lambda db: DynamoSeenWebhooks(db, TABLE),
        {"first_time": lambda store: store.first_time("id")},
    ),
}
OBJECTS: Calls = {
    "get": lambda store: store.get("k"),
    "put_file": lambda store: store.put_file("k", io.BytesIO(b"x"), "application/pdf", "a.pdf"),
    "put": lambda store: store.put("k", b"*", "image/png"),
    "head": lambda store: store.head("k"),
    "delete": lambda store: store.delete(["k"]),
    "delete_prefix": lambda store: store.delete_prefix("k/"),
    "sizes": lambda store: dict(store.sizes("k/")),
}
RUNS: Calls = {
    "start": lambda store: store.start("kit", "run", "job"),
    "stop": lambda store: store.stop("kit", "run"),
    "state": lambda store: store.state("kit", "run"),
}
#: These ask AWS for nothing.
SILENT = {
    "DynamoBooks.begun",
    "DynamoBooks.chosen",
    "DynamoBooks.finished",
    "DynamoBooks.colored",
    "DynamoBooks.kept",
    "DynamoBooks.printed",
    "DynamoCalibrations.begun",
    "DynamoCalibrations.done",
    "DynamoCalibrations.forgotten",
    "DynamoHeroes.appearance",
    "DynamoHeroes.given_up",
    "DynamoHeroes.room",
    "DynamoHeroes.used",
    "DynamoIdempotency.completion",
    "DynamoLedger.joined",
    "DynamoPaces.measured",
    "DynamoPages.addition",
    "DynamoPages.edited",
    "DynamoPages.released",
    "DynamoPages.room",
    "DynamoProjectFiles.addition",
    "DynamoProjectFiles.expiry",
    "DynamoProjects.began",
    "DynamoProjects.belonging",
    "DynamoProjects.exporting",
    "DynamoProjects.forgotten",
    "DynamoProjects.idle",
    "DynamoProjects.touched",
    "DynamoTextAttempt.progress",
    "S3Objects.key_of",
    "S3Objects.origin",
    "S3Objects.upload_url",
    "S3Objects.url",
}
#: May get lost: whoever writes them goes on.
HINTS = {
    "DynamoIdempotency.forget",
    "DynamoIdempotency.release",
    "DynamoJobs.note_progress",
    "DynamoProviderLimits.failed",
    "DynamoProviderLimits.slowed",
    "DynamoProviderLimits.succeeded",
}


def missed(store: Any, calls: Calls) -> list[str]:
    """The methods that do something else than they should while everything meets a passing fault."""
    found = []
    for method, call in calls.items():
        name = f"{type(store).__name__}.{method}"
        try:
            call(store)
            outcome = "nothing"
        except Exception as error:
            outcome = type(error).__name__
        if outcome != ("nothing" if name in HINTS else "Unavailable"):
            found.append(f"{name}: {outcome}")
    return found


def test_these_are_all_methods() -> None:
    adapters: dict[type, Calls] = {kind: calls for kind, (_, calls) in STORES.items()}
    adapters |= {S3Objects: OBJECTS, StepFunctions: RUNS}
    public = {
        f"{kind.__name__}.{name}"
        for kind in adapters
        for name, member in inspect.getmembers(kind)
        if not name.startswith("_") and (inspect.isfunction(member) or isinstance(member, property))
    }
    assert public - SILENT == {f"{kind.__name__}.{name}" for kind, calls in adapters.items() for name in calls}


@pytest.mark.parametrize("fault", faults.DYNAMODB, ids=ids)
def test_every_store_is_unavailable_when_the_table_is(fault: Fault) -> None:
    database = client("dynamodb")
    Injector(database).arm(fault)
    found = [each for make, calls in STORES.values() for each in missed(make(database), calls)]
    assert not found


@pytest.mark.parametrize("fault", faults.TRANSACTIONS, ids=ids)
def test_a_throttled_transaction_is_repeated(fault: Fault) -> None:
    database = client("dynamodb")
    Injector(database).arm(fault)
    with pytest.raises(Unavailable):
        DynamoJobs(database, TABLE).delete(RECORD)


def test_a_condition_that_failed_is_an_answer_even_beside_a_throttled_write() -> None:
    database = client("dynamodb")
    reasons = [{"Code": "ConditionalCheckFailed"}, {"Code": "ThrottlingError"}]
    Injector(database).arm(faults.json_fault("TransactionCanceledException", CancellationReasons=reasons))
    assert DynamoJobs(database, TABLE).delete(RECORD) is False


@pytest.mark.parametrize("fault", faults.S3, ids=ids)
def test_objects_are_unavailable_when_the_bucket_is(fault: Fault) -> None:
    bucket = client("s3")
    Injector(bucket).arm(fault)
    assert not missed(S3Objects(bucket, BUCKET), OBJECTS)


@pytest.mark.parametrize("length", [8, 800])
def test_a_body_that_breaks_off_is_a_passing_fault(length: int) -> None:
    bucket = client("s3")
    with Stubber(bucket) as stub:
        body = StreamingBody(io.BytesIO(b"picture"), length)
        stub.add_response("get_object", {"Body": body, "ContentType": "image/png"})
        with pytest.raises(Unavailable):
            S3Objects(bucket, BUCKET).get("k")


@pytest.mark.parametrize("fault", faults.STEP_FUNCTIONS, ids=ids)
def test_runs_are_unavailable_when_step_functions_is(fault: Fault) -> None:
    states = client("stepfunctions")
    Injector(states).arm(fault)
    prefix = f"arn:aws:states:{REGION}:123456789012:stateMachine:studio-"
    assert not missed(StepFunctions(lambda: states, prefix), RUNS)


@pytest.mark.parametrize("fault", faults.SECRETS, ids=ids)
def test_secrets_are_unavailable_when_their_manager_is(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    manager = client("secretsmanager")
    Injector(manager).arm(fault)
    monkeypatch.setattr(clients, "secretsmanager", lambda: manager)
    secrets._provider.cache_clear()
    try:
        with pytest.raises(Unavailable):
            secrets.secret_text("jwt")
    finally:
        secrets._provider.cache_clear()


@pytest.mark.parametrize(
    "fault", [faults.json_fault("AccessDeniedException"), faults.json_fault("ValidationException")]
)
def test_what_does_not_pass_is_no_passing_fault(fault: Fault) -> None:
    database = client("dynamodb")
    Injector(database).arm(fault)
    with pytest.raises(database.exceptions.ClientError):
        DynamoJobs(database, TABLE).load("id")


@pytest.mark.parametrize(
    ("make", "operation"),
    [
        (clients.dynamodb, "list_tables"),
        (clients.s3, "list_buckets"),
        (clients.stepfunctions, "list_state_machines"),
        (clients.secretsmanager, "list_secrets"),
    ],
)
def test_every_client_of_the_functions_is_watched(make: Any, operation: str) -> None:
    made = make.__wrapped__()
    with Stubber(made) as stub:
        stub.add_client_error(operation, "ThrottlingException")
        with pytest.raises(Unavailable):
            getattr(made, operation)()


@pytest.mark.parametrize("errors", [KIT_ERRORS, STORYBOARD_ERRORS, STORY_ERRORS, STUDIO_ERRORS])
def test_callers_may_try_again(errors: Envelope) -> None:
    database = client("dynamodb")
    Injector(database).arm(faults.DYNAMODB[0])
    app = Api(errors=errors, access="public")

    @app.get("/things")
    def things() -> dict[str, Any]:
        return {"there": DynamoJobs(database, TABLE).load("id") is not None}

    answer = gateway.call(app, "GET", "/things")
    assert answer.status == 503
    assert answer["Retry-After"] == "2"
    assert "amazon" not in answer.body.lower()


# ---------------------------------------------------------------- tasks


class Studio:
    """The table, the bucket, and a model that is paid."""

    def __init__(self) -> None:
        self.database, self.bucket = client("dynamodb"), client("s3")
        self.injector = Injector(self.database, self.bucket)
        self.database.create_table(TableName=TABLE, **table_properties())
        self.bucket.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        self.jobs, self.objects = DynamoJobs(self.database, TABLE), S3Objects(self.bucket, BUCKET)
        self.paid = 0

    def for_request(self, role: str, request: ImageRequest) -> "Studio":
        return self

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """As a provider does that can be asked what became of a request."""
        if attempt.request_id is None:
            attempt.claim("note")
        if attempt.request_id == "note":
            self.paid += 1 if not self.paid else 0
            attempt.submitted("request", requests=1, cost_micros=5)
        attempt.progress(50)
        return ImageResult(b"*", "image/png", 9, 16, "m", cost_micros=5, counted=True)

    def job(self) -> Picture:
        """The first picture of a new job of one picture, whose run has begun."""
        job = Job(new_id(), "kit", "ann")
        picture = Picture(job.id, "anchor", Brief("A boy"), "kit", run_name(job.id))
        self.jobs.add(JobRecord(job, [picture]))
        return picture

    def draw(self, picture: Picture) -> None:
        Drawing(self.jobs, self.objects, self, sleep=lambda _: None).draw(picture.job_id, picture.key, picture.run)


@pytest.fixture(scope="module")
def studio() -> Studio:
    return Studio()


def _draw(studio: Studio, picture: Picture) -> None:
    studio.draw(picture)


def _start(studio: Studio, picture: Picture) -> None:
    start_job(studio.jobs, picture.job_id, picture.run)


def _fail(studio: Studio, picture: Picture) -> None:
    fail_picture(studio.jobs, picture.job_id, picture.key, picture.run, "ModelRefused")


def _settle(studio: Studio, picture: Picture) -> None:
    settle_job(studio.jobs, picture.job_id, picture.run)


#: Each task, and how the picture and the job stand after it.
TASKS: dict[str, tuple[Callable[[Studio, Picture], None], str, str]] = {
    "start_job": (_start, "queued", "running"),
    "draw_picture": (_draw, "succeeded", "queued"),
    "fail_picture": (_fail, "failed", "queued"),
    "settle_job": (_settle, "failed", "failed"),
}


@pytest.mark.parametrize("name", TASKS)
def test_a_task_that_meets_a_fault_at_any_call_is_done_when_it_is_repeated(studio: Studio, name: str) -> None:
    task, picture_status, job_status = TASKS[name]
    picture = studio.job()
    studio.injector.arm(None)
    task(studio, picture)
    calls = list(studio.injector.calls)
    assert calls
    for at, call in enumerate(calls):
        studio.paid = 0
        picture = studio.job()
        studio.injector.arm(faults.NETWORK[0], at)
        try:
            task(studio, picture)
        except Unavailable:
            studio.injector.arm(None)
            task(studio, picture)
        studio.injector.arm(None)
        record = studio.jobs.load(picture.job_id)
        assert record is not None
        (stored,) = record.pictures
        assert (str(stored.status), str(record.job.status)) == (picture_status, job_status), call
        if name == "draw_picture":
            assert (studio.paid, stored.paid_micros) == (1, 5), call
            assert stored.shown is not None
            assert studio.objects.head(stored.shown.object_key) is not None


def test_a_picture_that_cannot_be_got_again_outlives_two_faults_of_the_bucket(studio: Studio) -> None:
    picture = studio.job()
    studio.paid = 0
    refusals = iter([True, True])
    slow = faults.s3_fault("SlowDown", 503)
    studio.bucket.meta.events.register_first(
        "before-send.s3.PutObject", lambda **_: slow.make() if next(refusals, False) else None
    )
    studio.draw(picture)
    assert next(refusals, None) is None
    assert studio.paid == 1
    assert studio.jobs.pictures(picture.job_id, ["anchor"])[0].status is Status.SUCCEEDED
