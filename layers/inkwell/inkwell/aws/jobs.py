"""Jobs in DynamoDB: one partition a job, so that a poll is one query, and every change one conditional write."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from inkwell.aws.faults import hint
from inkwell.aws.items import Item, Update, conflicted, dump, fits_key, load, refused
from inkwell.aws.moves import cancel, move, move_open_picture, move_picture, note, settle, status_is, statuses
from inkwell.aws.puts import put_new
from inkwell.aws.records import (
    DUE_SHARDS,
    JOB,
    brief_text,
    due_shard,
    file_map,
    job_item,
    job_key,
    owner_kind,
    picture,
    picture_item,
    picture_key,
    records,
    shown_versions,
)
from inkwell.aws.transactions import Action, transact
from inkwell.core.effects import Effects, JoinedWrite, NoEffects
from inkwell.core.errors import StaleRecord
from inkwell.core.jobs import DEADLINE, FIRST_CHECK, Job, JobRecord
from inkwell.core.pictures import AttemptId, Picture, Version
from inkwell.core.status import OPEN, Event, Status, sources
from inkwell.core.store import DueJob, FirstResult
from inkwell.core.timestamps import now, timestamp

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

#: No Lambda function runs longer than this: after it a deleted job has no living worker.
LONGEST_WORKER = timedelta(minutes=15)

#: How many due jobs are read for one sweep at most: more than it gets done. An entry has some 120 bytes.
MOST_DUE = 20_000


class DynamoJobs:
    """The `JobStore` in a DynamoDB table.

    Args:
        effects: what else changes with the steps of its jobs.
    """

    def __init__(self, client: "DynamoDBClient", table: str, effects: Effects | None = None) -> None:
        self._client = client
        self._table = table
        self._effects = effects or NoEffects()

    def reserve(self, job_id: str) -> None:
        """See `JobStore`."""
        due = {"due_shard": due_shard(job_id), "due_at": timestamp(now() + LONGEST_WORKER)}
        if not put_new(self._client, self._table, dump(job_key(job_id) | due | {"deleted": True})):
            raise ValueError("a new job has an id of its own")

    def add(self, record: JobRecord, *joined: JoinedWrite) -> None:
        """See `JobStore`."""
        job = record.job
        # What is reserved has no kind yet.
        free = "attribute_not_exists(pk) OR attribute_not_exists(#kind)"
        head = self._put(job_item(job, job.created_at + FIRST_CHECK), free, ("kind",))
        pictures = [self._put(picture_item(job, each)) for each in record.pictures]
        if not transact(self._client, [head, *pictures], joined):
            raise ValueError("a new job has an id of its own")

    def load(self, job_id: str) -> JobRecord | None:
        """See `JobStore`."""
        if not fits_key(job_id):
            return None
        items = self._query(
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=dump({":pk": job_key(job_id)["pk"]}),
            ConsistentRead=True,
        )
        return next(iter(records(items)), None)

    def list(self, kind: str, owner: str) -> Sequence[JobRecord]:
        """See `JobStore`. Read from an index: a job appears a moment after it was stored."""
        items = self._query(
            IndexName="ByOwner",
            KeyConditionExpression="owner_kind = :partition",
            ExpressionAttributeValues=dump({":partition": owner_kind(owner, kind)}),
            ScanIndexForward=False,
        )
        return records(items)

    def update_data(self, job: Job, changes: Mapping[str, Any]) -> bool:
        """See `JobStore`."""
        return self._update(
            Update(
                job_key(job.id),
                condition="attribute_exists(pk) AND attribute_not_exists(#deleted)",
                names=("deleted",),
                set={f"data.{name}": value for name, value in changes.items()} | {"updated_at": timestamp(now())},
            )
        )

    def start(self, job_id: str) -> bool:
        """See `JobStore`."""
        return self._update(move(job_key(job_id), Event.START))

    def finish_first_task(self, record: JobRecord, result: FirstResult, *joined: JoinedWrite) -> bool:
        """See `JobStore`."""
        job = record.job
        facts: dict[str, Any] = {f"data.{name}": value for name, value in result.data.items()}
        if result.file:
            facts["file"] = file_map(result.file)
        done = Update(
            job_key(job.id),
            condition=f"{status_is(OPEN)} AND attribute_exists(#first_task) AND attribute_not_exists(#deleted)",
            names=("status", "first_task", "deleted"),
            values=statuses(OPEN),
            set=facts | {"updated_at": timestamp(now())},
            add={"revision": 1},
            remove=("first_task",),
        )
        planned = [self._planned(job.id, key, brief_text(brief)) for key, brief in result.briefs.items()]
        added = [self._put(picture_item(job, each)) for each in result.pictures]
        return transact(self._client, [*self._actions(done), *self._actions(*planned), *added], joined)

    @staticmethod
    def _planned(job_id: str, key: str, brief: str) -> Update:
        queued = {Status.QUEUED}
        return Update(
            picture_key(job_id, key),
            condition=status_is(queued),
            names=("status",),
            values=statuses(queued),
            set={"brief": brief},
        )

    def settle(self, record: JobRecord, event: Event | None) -> bool:
        """See `JobStore`."""
        return self._write(settle(record.job, event), self._effects.job_settled(record, event))

    def retry(self, job: Job, picture: Picture, *joined: JoinedWrite) -> bool:
        """See `JobStore`."""
        moment = now()
        fresh = {"updated_at": timestamp(moment), "deadline": timestamp(moment + DEADLINE)}
        if job.is_open:
            # Never later than it would be: retries in a row must not keep the sweeper away.
            soon = moment + FIRST_CHECK
            fresh["due_at"] = timestamp(min(job.due_at or soon, soon))
            condition = f"{status_is(OPEN)} AND attribute_not_exists(#deleted)"
            reopened = Update(
                job_key(job.id),
                condition,
                set=fresh,
                add={"revision": 1},
                names=("status", "deleted"),
                values=statuses(OPEN),
            )
        else:
            due = {"due_shard": due_shard(job.id), "due_at": timestamp(moment + FIRST_CHECK)}
            reopened = move(job_key(job.id), Event.RETRY, set=fresh | due, add={"revision": 1}, remove=("settled_at",))
        item = picture_item(job, picture)
        if picture.is_retry:
            condition = status_is(sources(Event.RETRY)) + " AND #attempt = :attempt"
            values = statuses(sources(Event.RETRY)) | {"attempt": picture.attempt - 1}
            write = self._put(item, condition, ("status", "attempt"), values)
        else:
            write = self._put(item)
        try:
            return transact(self._client, [*self._actions(reopened), write], joined)
        except StaleRecord:
            return False

    def pictures(self, job_id: str, keys: Collection[str]) -> Sequence[Picture]:
        """See `JobStore`."""
        wanted = [dump(picture_key(job_id, key)) for key in dict.fromkeys(keys)]
        found: list[Picture] = []
        left: Any = {self._table: {"Keys": wanted, "ConsistentRead": True}}  # one job's items: far below the limits
        while left:  # when throttled it answers in part, and every part has at least one item
            answer = self._client.batch_get_item(RequestItems=left)
            found += map(picture, answer["Responses"][self._table])
            left = answer.get("UnprocessedKeys")
        return found

    def start_picture(self, job_id: str, key: str, run: str) -> Picture | None:
        """See `JobStore`."""
        arguments = move_open_picture(job_id, key, run, Event.START).arguments(self._table)
        answer = self._updated(arguments | {"ReturnValues": "ALL_OLD"})
        return picture(answer["Attributes"]) if answer else None

    def claim_request(
        self, which: AttemptId, stored: str | None, note: str, requests: int = 0, cost_micros: int = 0
    ) -> bool:
        """See `JobStore`."""
        unchanged = "attribute_not_exists(#request_id)" if stored is None else "#request_id = :stored"
        known = {} if stored is None else {"stored": stored}
        return self._update(
            Update(
                picture_key(which.job_id, which.key),
                condition=f"#attempt = :attempt AND #status = :running AND {unchanged}",
                names=("attempt", "status", "request_id"),
                values={"attempt": which.attempt, "running": str(Status.RUNNING)} | known,
                set={"request_id": note},
                add={"paid_requests": requests, "paid_micros": cost_micros},
            )
        )

    def note_request(self, which: AttemptId, request_id: str, requests: int = 0, cost_micros: int = 0) -> None:
        """See `JobStore`."""
        paid = {"paid_requests": requests, "paid_micros": cost_micros}
        self._update(note(which, {"request_id": request_id}, paid if requests or cost_micros else {}))

    def identify_request(self, which: AttemptId, stored: str, request_id: str) -> bool:
        """See `JobStore`."""
        return self._update(
            Update(
                picture_key(which.job_id, which.key),
                condition="#attempt = :attempt AND #request_id = :stored",
                names=("attempt", "request_id"),
                values={"attempt": which.attempt, "stored": stored},
                set={"request_id": request_id},
            )
        )

    def note_paid(self, which: AttemptId, requests: int, cost_micros: int) -> None:
        """See `JobStore`."""
        self._update(note(which, {}, {"paid_requests": requests, "paid_micros": cost_micros}))

    def note_progress(self, which: AttemptId, percent: int) -> None:
        """See `JobStore`."""
        with hint("progress"):
            self._update(note(which, {"progress": max(0, min(100, percent))}))

    def reject_attempt(self, which: AttemptId, correction: str, requests: int = 0, cost_micros: int = 0) -> bool:
        """See `JobStore`."""
        return self._update(
            move_picture(
                which,
                Event.REJECT,
                set={"correction": correction},
                add={"attempt": 1, "refused": 1, "paid_requests": requests, "paid_micros": cost_micros},
                remove=("request_id", "progress"),
            )
        )

    def show_version(self, picture: Picture, version: Version, cost_micros: int, *, counted: bool) -> bool:
        """See `JobStore`."""
        versions = shown_versions(picture.with_version(version))
        cost = {"cost_micros": cost_micros}
        if not counted:
            cost |= {"paid_requests": 1, "paid_micros": cost_micros}
        shown = move_picture(
            picture.newest_attempt,
            Event.SUCCEED,
            set={name: value for name, value in versions.items() if value},
            add=cost,
            remove=tuple(name for name, value in versions.items() if not value),
        )
        return self._write(shown, self._effects.picture_shown(picture, version))

    def fail_picture(self, job_id: str, key: str, run: str, error: str) -> bool:
        """See `JobStore`."""
        return self._update(move_open_picture(job_id, key, run, Event.FAIL, set={"error": error}))

    def cancel(self, record: JobRecord, withdrawn: Sequence[Picture]) -> bool:
        """See `JobStore`."""
        keys = {each.key for each in withdrawn}
        goes_on = any(each.key not in keys for each in record.open_pictures())
        ended = cancel(record.job) if goes_on else settle(record.job, Event.CANCEL)
        moves = [move_picture(each.newest_attempt, Event.CANCEL, seen=each.status) for each in withdrawn]
        return transact(self._client, self._actions(ended, *moves), self._effects.job_cancelled(record, withdrawn))

    def delete(self, record: JobRecord) -> bool:
        """See `JobStore`."""
        job = record.job
        tombstone = Update(
            job_key(job.id),
            condition="attribute_exists(pk) AND attribute_not_exists(#deleted)",
            set={"deleted": True, "due_shard": due_shard(job.id), "due_at": timestamp(now() + LONGEST_WORKER)},
            remove=("owner_kind", "owner_order"),
        )
        pictures = [
            {"Delete": {"TableName": self._table, "Key": dump(picture_key(job.id, each.key))}}
            for each in record.pictures
        ]
        return transact(self._client, [*self._actions(tombstone), *pictures])

    def purge(self, job_id: str) -> None:
        """See `JobStore`."""
        left = self._query(
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=dump({":pk": job_key(job_id)["pk"]}),
            ProjectionExpression="pk, sk",
        )
        # The tombstone goes last: a purge that is cut short is found and repeated.
        for key in sorted(left, key=lambda item: item["sk"]["S"] == JOB):
            self._client.delete_item(TableName=self._table, Key=key)

    def due(self, moment: datetime) -> Sequence[DueJob]:
        """See `JobStore`. Read from an index, the longest due first."""
        found: list[dict[str, Any]] = []
        for shard in range(DUE_SHARDS):
            pages = self._client.get_paginator("query").paginate(
                TableName=self._table,
                IndexName="Due",
                KeyConditionExpression="due_shard = :shard AND due_at <= :moment",
                ExpressionAttributeValues=dump({":shard": f"DUE#{shard}", ":moment": timestamp(moment)}),
                PaginationConfig={"MaxItems": MOST_DUE // DUE_SHARDS},
            )
            found += [load(item) for page in pages for item in page["Items"]]
        found.sort(key=lambda item: item["due_at"])
        return [DueJob(item["pk"].removeprefix("JOB#"), bool(item.get("deleted"))) for item in found]

    def postpone(self, job_id: str, until: datetime, revision: int | None = None) -> bool:
        """See `JobStore`."""
        unchanged = "" if revision is None else " AND #revision = :revision AND attribute_not_exists(#deleted)"
        return self._update(
            Update(
                job_key(job_id),
                condition=f"attribute_exists(#due_shard){unchanged}",
                names=("due_shard", *(("revision", "deleted") if unchanged else ())),
                values={} if revision is None else {"revision": revision},
                set={"due_at": timestamp(until)},
            )
        )

    def _put(
        self,
        item: Item,
        condition: str = "attribute_not_exists(pk)",
        names: tuple[str, ...] = (),
        values: Mapping[str, Any] | None = None,
    ) -> Action:
        put: dict[str, Any] = {"TableName": self._table, "Item": item, "ConditionExpression": condition}
        if names:
            put["ExpressionAttributeNames"] = {f"#{name}": name for name in names}
        if values:
            put["ExpressionAttributeValues"] = dump({f":{name}": value for name, value in values.items()})
        return {"Put": put}

    def _actions(self, *updates: Update) -> Sequence[Action]:
        return [{"Update": update.arguments(self._table)} for update in updates]

    def _write(self, update: Update, joined: Sequence[JoinedWrite]) -> bool:
        """One update, as a transaction only where something goes along: that costs twice as much."""
        return transact(self._client, self._actions(update), joined) if joined else self._update(update)

    def _update(self, update: Update) -> bool:
        return self._updated(update.arguments(self._table)) is not None

    def _updated(self, arguments: Mapping[str, Any]) -> Item | None:
        """The answer of an update; None when its condition refused it."""
        try:
            answer: Any = self._client.update_item(**arguments)
        except ClientError as error:
            if refused(error):
                return None
            if conflicted(error):
                raise StaleRecord from error
            raise
        return dict(answer)

    def _query(self, **arguments: Any) -> Sequence[Item]:
        pages = self._client.get_paginator("query").paginate(TableName=self._table, **arguments)
        return [item for page in pages for item in page["Items"]]
