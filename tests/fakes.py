"""The core's ports in memory, for tests that need thousands of them.

`tests/core/test_job_store_contract.py` runs one suite against `FakeJobs` and against `DynamoJobs`, so that the fake
keeps behaving as the real one does.
"""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, BinaryIO

from inkwell.aws.jobs import LONGEST_WORKER, LOOKED_AT
from inkwell.coloring_books.billing_records import RememberedEvent
from inkwell.coloring_books.errors import EventRepeated
from inkwell.core.attempts import AttemptMemory
from inkwell.core.blots import Account, Entry, Kind, Terms, applied, refusal
from inkwell.core.effects import Effects, JoinedWrite, NoEffects
from inkwell.core.errors import (
    EntryExists,
    IdempotencyKeyReused,
    InkwellError,
    InsufficientBlots,
    NotFound,
    RequestInProgress,
    StaleRecord,
)
from inkwell.core.expiring import AGAIN, Belongings
from inkwell.core.idempotency import LEASE, RETENTION, ClaimedKey, Response
from inkwell.core.image_models import ImageModel, ImageRequest, ImageResult
from inkwell.core.jobs import DEADLINE, FIRST_CHECK, Job, JobRecord
from inkwell.core.object_store import StoredObject
from inkwell.core.paging import MAX_LIMIT, Page, Position
from inkwell.core.pictures import AttemptId, Picture, Version
from inkwell.core.rates import Addition, Window
from inkwell.core.state_machines import RunState
from inkwell.core.status import Event, Status, sources, target
from inkwell.core.store import DueJob, FirstResult
from inkwell.core.timestamps import now

Clock = Callable[[], datetime]


@dataclass
class FakeWrite:
    """A `JoinedWrite`: the error that refuses it, when it is asked, and what it does."""

    check: Callable[[], InkwellError | None]
    apply: Callable[[], None]

    def refusal(self, found: Mapping[str, Any] | None) -> InkwellError:
        return self.check() or InkwellError()


def _allowed(joined: Sequence[JoinedWrite]) -> Callable[[], None]:
    """What does all joined writes; raises the first refusal."""
    writes = [write for write in joined if isinstance(write, FakeWrite)]
    assert len(writes) == len(joined)
    for write in writes:
        if error := write.check():
            raise error

    def apply() -> None:
        for write in writes:
            write.apply()

    return apply


@dataclass
class _Claim:
    claimed: ClaimedKey
    expires: datetime
    response: Response | None = None


class FakeIdempotency:
    """An `IdempotencyStore`."""

    def __init__(self, clock: Clock = now) -> None:
        self.clock = clock
        self._claims: dict[tuple[str, str], _Claim] = {}

    def claim(self, owner: str, key: str, fingerprint: str) -> ClaimedKey | Response:
        found = self._claims.get((owner, key))
        if found and found.expires >= self.clock():
            if found.claimed.fingerprint != fingerprint:
                raise IdempotencyKeyReused
            if found.response is None:
                raise RequestInProgress
            return found.response
        claimed = ClaimedKey(owner, key, fingerprint, uuid.uuid4().hex)
        self._claims[owner, key] = _Claim(claimed, self.clock() + LEASE)
        return claimed

    def release(self, claimed: ClaimedKey) -> None:
        found = self._claims.get((claimed.owner, claimed.key))
        if found and found.claimed.token == claimed.token and found.response is None:
            del self._claims[claimed.owner, claimed.key]

    def forget(self, owner: str, key: str, response: Response) -> None:
        found = self._claims.get((owner, key))
        if found and found.response and found.response.body == response.body:
            del self._claims[owner, key]

    def completion(self, claimed: ClaimedKey, response: Response) -> FakeWrite:
        def check() -> InkwellError | None:
            found = self._claims.get((claimed.owner, claimed.key))
            return None if found and found.claimed.token == claimed.token else RequestInProgress()

        def apply() -> None:
            kept = Response(response.status, response.body)
            self._claims[claimed.owner, claimed.key] = _Claim(claimed, self.clock() + RETENTION, kept)

        return FakeWrite(check, apply)

    def complete(self, claimed: ClaimedKey, response: Response) -> None:
        _allowed([self.completion(claimed, response)])()


class FakeLedger:
    """A `Ledger`."""

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.stored: dict[str, dict[str, Entry]] = {}

    def account(self, owner: str) -> Account:
        return self.accounts.get(owner, Account(owner))

    def entries(self, owner: str) -> Sequence[Entry]:
        return [entry for _, entry in sorted(self.stored.get(owner, {}).items())]

    def entry(self, owner: str, id: str) -> Entry | None:
        return self.stored.get(owner, {}).get(id)

    def due(self, moment: datetime) -> Iterable[str]:
        terms = {owner: account.terms for owner, account in self.accounts.items()}
        found = [(each.due_at, owner) for owner, each in terms.items() if each and each.due_at]
        return [owner for due_at, owner in sorted(found) if due_at <= moment]

    def owners(self) -> Iterable[str]:
        return list(self.accounts)

    def joined(
        self, account: Account, *entries: Entry, terms: Terms | None = None, stored: int = 0
    ) -> Sequence[FakeWrite]:
        owner = account.owner

        def check() -> InkwellError | None:
            found = self.account(owner)
            if any(entry.id in self.stored.get(owner, {}) for entry in entries):
                return EntryExists()
            as_read = (terms and account.terms) or any(entry.kind in (Kind.RESET, Kind.CHANGE) for entry in entries)
            try:
                applied(found, *entries)
            except (InsufficientBlots, ValueError):
                return refusal(account, found, entries)
            if (entries and found.period != account.period) or (as_read and found.available != account.available):
                return refusal(account, found, entries)
            return refusal(account, found, entries) if terms and found.terms != account.terms else None

        def apply() -> None:
            found = self.account(owner)
            changed = replace(found, stored=found.stored + stored, terms=terms or found.terms)
            self.accounts[owner] = applied(changed, *entries)
            self.stored.setdefault(owner, {}).update({entry.id: entry for entry in entries})

        return [FakeWrite(check, apply)]

    def post(
        self, account: Account, *entries: Entry, terms: Terms | None = None, along: Sequence[JoinedWrite] = ()
    ) -> None:
        _allowed([*along, *self.joined(account, *entries, terms=terms)])()


class FakeBillingRecords:
    """A `BillingRecords`."""

    def __init__(self) -> None:
        self.owners: dict[str, str] = {}
        self.stored: dict[str, dict[str, RememberedEvent]] = {}

    def owner(self, customer: str) -> str | None:
        return self.owners.get(customer)

    def events(self, owner: str) -> Sequence[RememberedEvent]:
        return list(self.stored.get(owner, {}).values())

    def applied(self, owner: str, event: RememberedEvent) -> FakeWrite:
        events = self.stored.setdefault(owner, {})
        return FakeWrite(
            lambda: EventRepeated() if event.id in events and not events[event.id].is_refused else None,
            lambda: events.update({event.id: event}),
        )

    def noted(self, owner: str, event: RememberedEvent) -> bool:
        return self.stored.setdefault(owner, {}).setdefault(event.id, event) is event

    def linked(self, owner: str, customer: str) -> FakeWrite:
        return FakeWrite(
            lambda: StaleRecord() if self.owners.get(customer, owner) != owner else None,
            lambda: self.owners.update({customer: owner}),
        )


@dataclass
class _Entry:
    job: Job
    due: datetime | None
    deleted: bool = False


class FakeJobs:
    """A `JobStore` with the conditions of the real one."""

    def __init__(self, clock: Clock = now, effects: Effects | None = None) -> None:
        self.clock = clock
        self.effects = effects or NoEffects()
        self.entries: dict[str, _Entry] = {}
        self.stored: dict[tuple[str, str], Picture] = {}
        self.children: dict[str, list[str]] = {}

    def reserve(self, job_id: str) -> None:
        self.entries[job_id] = _Entry(Job(job_id, "", ""), self.clock() + LONGEST_WORKER, deleted=True)

    def add(self, record: JobRecord, *joined: JoinedWrite) -> None:
        if record.job.id in self.entries and not self.entries[record.job.id].deleted:
            raise ValueError("a new job has an id of its own")
        apply = _allowed(joined)
        self.entries[record.job.id] = _Entry(record.job, record.job.created_at + FIRST_CHECK)
        if record.job.parent:
            self.children.setdefault(record.job.parent, []).append(record.job.id)
        for picture in record.pictures:
            self._store(picture)
        apply()

    def load(self, job_id: str) -> JobRecord | None:
        entry = self._live(job_id)
        pictures = sorted(self._of(job_id), key=lambda picture: picture.position)
        return entry and JobRecord(entry.job, pictures, tuple(self.children.get(job_id, ())))

    def list(
        self,
        kind: str,
        owner: str,
        *,
        limit: int = MAX_LIMIT,
        after: Position | None = None,
        wanted: Callable[[Job], bool] = lambda _: True,
    ) -> Page[JobRecord]:
        found = [
            entry.job
            for entry in self.entries.values()
            if not entry.deleted
            and (entry.job.kind, entry.job.owner) == (kind, owner)
            and (after is None or entry.job.position.order < after.order)
        ]
        found.sort(key=lambda job: job.position.order, reverse=True)
        looked_at = found[:LOOKED_AT]
        chosen = [job for job in looked_at if wanted(job)][:limit]
        records = [record for job in chosen if (record := self.load(job.id))]
        last = chosen[-1] if len(chosen) == limit else looked_at[-1] if looked_at else None
        return Page(records, last.position if last and last is not found[-1] else None)

    def update_data(self, job: Job, changes: Mapping[str, Any]) -> bool:
        entry = self._live(job.id)
        if entry is None:
            return False
        entry.job = replace(entry.job, data={**entry.job.data, **changes}, updated_at=self.clock())
        return True

    def finish_first_task(self, record: JobRecord, result: FirstResult, *joined: JoinedWrite) -> bool:
        entry = self._live(record.job.id)
        if entry is None or not entry.job.is_open or not entry.job.first_task:
            return False
        planned = [self.stored.get((record.job.id, key)) for key in (*result.briefs, *result.failed)]
        if any(picture is None or picture.status is not Status.QUEUED for picture in planned):
            return False
        apply = _allowed(joined)
        entry.job = replace(
            entry.job,
            data={**entry.job.data, **result.data},
            files=result.files or entry.job.files,
            first_task=None,
            revision=entry.job.revision + 1,
            updated_at=self.clock(),
        )
        for picture in planned:
            assert picture
            if code := result.failed.get(picture.key):
                self._store(replace(picture, status=target(Event.FAIL), error=code, updated_at=self.clock()))
            else:
                self._store(replace(picture, brief=result.briefs[picture.key], updated_at=self.clock()))
        for picture in result.pictures:
            self._store(picture)
        apply()
        return True

    def start(self, job_id: str) -> bool:
        entry = self._live(job_id)
        return bool(entry) and self._move(entry, Event.START)

    def settle(self, record: JobRecord, event: Event | None) -> bool:
        entry = self._live(record.job.id)
        if entry is None or entry.job.revision != record.job.revision or entry.job.is_settled:
            return False
        if entry.job.status not in (sources(event) if event else {Status.CANCELLED}):
            return False
        apply = _allowed(self.effects.job_settled(record, event))
        if event:
            self._move(entry, event)
        self._settled(entry, record)
        apply()
        return True

    def retry(self, job: Job, picture: Picture, *joined: JoinedWrite) -> bool:
        entry = self._live(job.id)
        stored = self.stored.get((picture.job_id, picture.key))
        if entry is None or entry.job.is_open != job.is_open:
            return False
        if not entry.job.is_open and entry.job.status not in sources(Event.RETRY):
            return False
        if picture.is_retry:
            if stored is None or stored.status not in sources(Event.RETRY) or stored.attempt != picture.attempt - 1:
                return False
        elif stored:
            return False
        apply = _allowed(joined)
        moment = self.clock()
        if not entry.job.is_open:
            self._move(entry, Event.RETRY)
            entry.job = replace(entry.job, settled_at=None)
        entry.due = min(entry.due or moment + FIRST_CHECK, moment + FIRST_CHECK)
        entry.job = replace(entry.job, revision=entry.job.revision + 1, deadline=moment + DEADLINE, updated_at=moment)
        self._store(picture)
        apply()
        return True

    def cancel(self, record: JobRecord, withdrawn: Sequence[Picture]) -> bool:
        job = record.job
        entry = self._live(job.id)
        if entry is None or entry.job.revision != job.revision or entry.job.status not in sources(Event.CANCEL):
            return False
        now_stored = [self.stored.get((each.job_id, each.key)) for each in withdrawn]
        if any(
            found is None or (found.attempt, found.status) != (each.attempt, each.status)
            for found, each in zip(now_stored, withdrawn, strict=True)
        ):
            return False
        apply = _allowed(self.effects.job_cancelled(record, withdrawn))
        self._move(entry, Event.CANCEL)
        entry.job = replace(entry.job, first_task=None)
        keys = {each.key for each in withdrawn}
        if all(each.key in keys for each in record.open_pictures()):
            self._settled(entry, record)
        apply()
        return all(self._move_picture(each.newest_attempt, Event.CANCEL) for each in withdrawn)

    def pictures(self, job_id: str, keys: Collection[str]) -> Sequence[Picture]:
        return [found for key in dict.fromkeys(keys) if (found := self.stored.get((job_id, key)))]

    def start_picture(self, job_id: str, key: str, run: str) -> Picture | None:
        before = self.stored.get((job_id, key))
        return before if before and self._move_run(before, run, Event.START) else None

    def claim_request(
        self, which: AttemptId, stored: str | None, note: str, requests: int = 0, cost_micros: int = 0
    ) -> bool:
        found = self.stored.get((which.job_id, which.key))
        known = (which.attempt, Status.RUNNING, stored)
        if found is None or (found.attempt, found.status, found.request_id) != known:
            return False
        self.note_request(which, note, requests, cost_micros)
        return True

    def note_request(self, which: AttemptId, request_id: str, requests: int = 0, cost_micros: int = 0) -> None:
        self._note(which, request_id=request_id)
        self.note_paid(which, requests, cost_micros)

    def identify_request(self, which: AttemptId, stored: str, request_id: str) -> bool:
        found = self.stored.get((which.job_id, which.key))
        if found is None or (found.attempt, found.request_id) != (which.attempt, stored):
            return False
        self._note(which, request_id=request_id)
        return True

    def note_paid(self, which: AttemptId, requests: int, cost_micros: int) -> None:
        if found := self.stored.get((which.job_id, which.key)):
            paid_micros = found.paid_micros + cost_micros
            self._note(which, paid_requests=found.paid_requests + requests, paid_micros=paid_micros)

    def note_progress(self, which: AttemptId, percent: int) -> None:
        self._note(which, progress=max(0, min(100, percent)))

    def reject_attempt(self, which: AttemptId, correction: str, requests: int = 0, cost_micros: int = 0) -> bool:
        stored = self.stored.get((which.job_id, which.key))
        return bool(stored) and self._move_picture(
            which,
            Event.REJECT,
            correction=correction,
            attempt=stored.attempt + 1,
            refused=stored.refused + 1,
            paid_requests=stored.paid_requests + requests,
            paid_micros=stored.paid_micros + cost_micros,
            request_id=None,
            progress=None,
        )

    def show_version(self, picture: Picture, version: Version, cost_micros: int, *, counted: bool) -> bool:
        stored = self.stored.get((picture.job_id, picture.key))
        after = picture.with_version(version)
        if not self._can_move(picture.newest_attempt, Event.SUCCEED):
            return False
        apply = _allowed(self.effects.picture_shown(picture, version))
        done = self._move_picture(
            picture.newest_attempt,
            Event.SUCCEED,
            shown=after.shown,
            earlier=after.earlier,
            cost_micros=(stored.cost_micros if stored else 0) + cost_micros,
            paid_requests=(stored.paid_requests if stored else 0) + (not counted),
            paid_micros=(stored.paid_micros if stored else 0) + (0 if counted else cost_micros),
        )
        if done:
            apply()
        return done

    def fail_picture(self, job_id: str, key: str, run: str, error: str) -> bool:
        stored = self.stored.get((job_id, key))
        return bool(stored) and self._move_run(stored, run, Event.FAIL, error=error)

    def delete(self, record: JobRecord) -> bool:
        entry = self._live(record.job.id)
        if entry is None:
            return False
        apply = _allowed(self.effects.job_deleted(record))
        entry.deleted = True
        entry.due = self.clock() + LONGEST_WORKER
        for picture in record.pictures:
            self.stored.pop((picture.job_id, picture.key), None)
        if record.job.parent:
            self.children[record.job.parent].remove(record.job.id)
        apply()
        return True

    def purge(self, job_id: str) -> Sequence[str]:
        if left := self.children.get(job_id):
            return list(left)
        for picture in self._of(job_id):
            del self.stored[job_id, picture.key]
        self.entries.pop(job_id, None)
        return []

    def due(self, moment: datetime) -> Sequence[DueJob]:
        return [
            DueJob(job_id, entry.deleted)
            for job_id, entry in sorted(self.entries.items(), key=lambda pair: (pair[1].due or moment, pair[0]))
            if entry.due and entry.due <= moment
        ]

    def postpone(self, job_id: str, until: datetime, revision: int | None = None) -> bool:
        entry = self.entries.get(job_id)
        if entry is None or entry.due is None:
            return False
        if revision is not None and (entry.deleted or entry.job.revision != revision):
            return False
        entry.due = until
        return True

    def _live(self, job_id: str) -> _Entry | None:
        entry = self.entries.get(job_id)
        return None if entry is None or entry.deleted else entry

    def _of(self, job_id: str) -> Sequence[Picture]:
        return [picture for (owner, _), picture in self.stored.items() if owner == job_id]

    def _move(self, entry: _Entry, event: Event) -> bool:
        if entry.job.status not in sources(event):
            return False
        entry.job = replace(entry.job, status=target(event), updated_at=self.clock())
        return True

    def _settled(self, entry: _Entry, record: JobRecord) -> None:
        moment = self.clock()
        entry.job = replace(
            entry.job,
            settled_at=moment,
            first_settled_at=record.job.first_settled_at or moment,
            first_task=None,
            stored=record.stored if record.job.hold else 0,
            updated_at=moment,
        )
        entry.due = None

    def _can_move(self, which: AttemptId, event: Event) -> bool:
        stored = self.stored.get((which.job_id, which.key))
        return stored is not None and stored.attempt == which.attempt and stored.status in sources(event)

    def _move_run(self, picture: Picture, run: str, event: Event, **changes: Any) -> bool:
        return picture.run == run and self._move_picture(picture.newest_attempt, event, **changes)

    def _move_picture(self, which: AttemptId, event: Event, **changes: Any) -> bool:
        if not self._can_move(which, event):
            return False
        stored = self.stored[which.job_id, which.key]
        self._store(replace(stored, status=target(event), updated_at=self.clock(), **changes))
        return True

    def _note(self, which: AttemptId, **changes: Any) -> None:
        stored = self.stored.get((which.job_id, which.key))
        if stored and stored.attempt == which.attempt:
            self._store(replace(stored, **changes))

    def _store(self, picture: Picture) -> None:
        self.stored[picture.job_id, picture.key] = picture


@dataclass
class _Object:
    data: bytes
    media_type: str
    metadata: Mapping[str, str]


class FakeObjects:
    """An `ObjectStore`."""

    def __init__(self) -> None:
        self.stored: dict[str, _Object] = {}

    def get(self, key: str) -> tuple[bytes, str]:
        if key not in self.stored:
            raise NotFound("The picture is gone")
        return self.stored[key].data, self.stored[key].media_type

    def put(self, key: str, data: bytes, media_type: str, metadata: Mapping[str, str] | None = None) -> None:
        self.stored[key] = _Object(data, media_type, dict(metadata or {}))

    def put_file(self, key: str, file: BinaryIO, media_type: str, name: str) -> None:
        self.put(key, file.read(), media_type, {"name": name})

    def head(self, key: str) -> StoredObject | None:
        found = self.stored.get(key)
        return found and StoredObject(len(found.data), found.media_type, found.metadata)

    def sizes(self, prefix: str) -> Mapping[str, int]:
        return {key: len(each.data) for key, each in self.stored.items() if key.startswith(prefix)}

    def delete(self, keys: Sequence[str]) -> None:
        for key in keys:
            self.stored.pop(key, None)

    def delete_prefix(self, prefix: str) -> None:
        self.delete([key for key in self.stored if key.startswith(prefix)])

    def url(self, key: str) -> str:
        return f"https://objects.test/{key}"

    def upload_url(self, key: str, media_type: str, size: int | None, lifetime: int) -> str:
        return f"https://objects.test/{key}?type={media_type}&size={size}&lifetime={lifetime}"

    def key_of(self, url: str) -> str | None:
        base = self.url("")
        return url.partition("?")[0].removeprefix(base) if url.startswith(base) else None


class FakeExpiring:
    """An `ExpiringStore`; `things` holds the moment of each, and what belongs to it."""

    def __init__(self) -> None:
        self.things: dict[str, tuple[datetime | None, Belongings]] = {}
        self.claimed: set[str] = set()

    def add(self, name: str, at: datetime | None, belongings: Belongings = Belongings()) -> None:  # noqa: B008
        self.things[name] = at, belongings

    def due(self, moment: datetime) -> Sequence[str]:
        found = [(at, name) for name, (at, _) in self.things.items() if at and at <= moment]
        return [name for _, name in sorted(found)]

    def claim(self, name: str, moment: datetime) -> bool:
        at, belongings = self.things.get(name, (None, Belongings()))
        if at is None or at > moment:
            return False
        self.claimed.add(name)
        self.add(name, moment + AGAIN, belongings)
        return True

    def belongings(self, name: str) -> Belongings:
        return self.things[name][1]

    def remove(self, name: str) -> None:
        del self.things[name]


class FakeWorkflows:
    """`Workflows` that remember what was started; `runs` maps a run's name to its state."""

    def __init__(self) -> None:
        self.runs: dict[str, RunState] = {}
        self.jobs: dict[str, str] = {}
        self.workflows: dict[str, str] = {}

    def start(self, workflow: str, run: str, job_id: str) -> bool:
        self.runs.setdefault(run, "running")
        self.jobs[run] = job_id
        self.workflows[run] = workflow
        return self.runs[run] == "running"

    def stop(self, workflow: str, run: str) -> None:
        if run in self.runs:
            self.runs[run] = "ended"

    def state(self, workflow: str, run: str) -> RunState:
        return self.runs.get(run, "absent")


class FakeModel:
    """An `ImageModel` that draws one byte; `answer` may be an error to raise instead."""

    def __init__(self, answer: ImageResult | Exception | None = None) -> None:
        self.answer = answer or ImageResult(b"*", "image/png", 9, 16, "fake/model", seed=7, cost_micros=40_000)
        self.requests: list[ImageRequest] = []
        self.attempts: list[AttemptMemory] = []

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        self.requests.append(request)
        self.attempts.append(attempt)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class FakeModels:
    """`ImageModels` that has one model for everything."""

    def __init__(self, model: ImageModel | None = None) -> None:
        self.model = model or FakeModel()
        self.roles: list[str] = []

    def for_request(self, role: str, request: ImageRequest) -> ImageModel:
        self.roles.append(role)
        return self.model


class FakeRates:
    """A `RateStore`; `counts` by window, and how many `calls` there were."""

    def __init__(self) -> None:
        self.counts: dict[Window, int] = {}
        self.asked: list[Window] = []
        self.calls = 0

    def add(self, additions: Sequence[Addition]) -> tuple[bool, Sequence[int]]:
        windows = [each.window for each in additions]
        assert len({window.block for window in windows}) == 1
        self.asked += windows
        self.calls += 1
        fits = all(self.counts.get(each.window, 0) + each.count <= each.most for each in additions)
        if fits:
            self.counts |= {each.window: self.counts.get(each.window, 0) + each.count for each in additions}
        return fits, [self.counts.get(window, 0) for window in windows]
