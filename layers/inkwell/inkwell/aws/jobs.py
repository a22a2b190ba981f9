"""Jobs in DynamoDB: one partition a job, so that a poll is one query, and every change one conditional write."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from inkwell.aws.items import Update, dump, fits_key, load
from inkwell.aws.job_pictures import DynamoPictures
from inkwell.aws.moves import cancel, move, move_picture, settle, status_is, statuses
from inkwell.aws.puts import put_new
from inkwell.aws.records import (
    CHILD,
    DUE_SHARDS,
    JOB,
    StoredJob,
    brief_text,
    child_key,
    due_shard,
    file_map,
    job_item,
    job_key,
    owner_kind,
    picture_item,
    picture_key,
    records,
    stored_jobs,
)
from inkwell.aws.transactions import transact
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import StaleRecord
from inkwell.core.jobs import DEADLINE, FIRST_CHECK, Job, JobRecord
from inkwell.core.paging import MAX_LIMIT, Page, Position
from inkwell.core.pictures import Picture
from inkwell.core.status import OPEN, Event, Status, sources, target
from inkwell.core.store import DueJob, FirstResult
from inkwell.core.timestamps import now, timestamp

#: The longest time that a Lambda function runs: after it a deleted job has no living worker.
LONGEST_WORKER = timedelta(minutes=15)

#: The most due jobs that are read for one sweep: more than it gets done. An entry has some 120 bytes.
MOST_DUE = 20_000

#: The most jobs that one page of a list looks at, wanted or not.
LOOKED_AT = 250

#: Items of an ordinary job: the job and its pictures.
_ITEMS = 10


class DynamoJobs(DynamoPictures):
    """The `JobStore` in a DynamoDB table."""

    def reserve(self, job_id: str) -> None:
        """See `JobStore`."""
        due = {"due_shard": due_shard(job_id), "due_at": timestamp(now() + LONGEST_WORKER)}
        if not put_new(self._client, self._table, dump(job_key(job_id) | due | {"deleted": True})):
            raise ValueError("a new job has an id of its own")

    def add(self, record: JobRecord, *joined: JoinedWrite) -> None:
        """See `JobStore`."""
        job = record.job
        # The item of a reserved job has no kind yet.
        free = "attribute_not_exists(pk) OR attribute_not_exists(#kind)"
        head = self._put(job_item(job, job.created_at + FIRST_CHECK), free, ("kind",))
        pictures = [self._put(picture_item(job, each)) for each in record.pictures]
        known = [self._put(dump(child_key(job.parent, job.id)))] if job.parent else []
        if not transact(self._client, [head, *pictures, *known], joined):
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

    def list(
        self,
        kind: str,
        owner: str,
        *,
        limit: int = MAX_LIMIT,
        after: Position | None = None,
        wanted: Callable[[Job], bool] = lambda _: True,
    ) -> Page[JobRecord]:
        """See `JobStore`. Read from an index: a job appears a moment after it was stored."""
        found: list[JobRecord] = []
        last = after
        for looked_at, job in enumerate(self._newest_first(owner_kind(owner, kind), after, limit)):
            if len(found) == limit or looked_at == LOOKED_AT:
                return Page(found, last)
            last = job.position
            if wanted(job.job):
                found.append(job.record)
        return Page(found)

    def _newest_first(self, partition: str, after: Position | None, expected: int) -> Iterator[StoredJob]:
        """The jobs of an owner's partition in the index, read as they are needed.

        Args:
            expected: the number of jobs that a first read should find.
        """
        condition, values = "owner_kind = :partition", {":partition": partition}
        if after:
            # All items of a job begin with its position, and are greater than that alone.
            condition, values = f"{condition} AND owner_order < :after", values | {":after": f"{after.order}#"}
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            IndexName="ByOwner",
            KeyConditionExpression=condition,
            ExpressionAttributeValues=dump(values),
            ScanIndexForward=False,
            PaginationConfig={"PageSize": _ITEMS * (expected + 1)},
        )
        return stored_jobs(item for page in pages for item in page["Items"])

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
        if result.files:
            facts["files"] = [file_map(file) for file in result.files]
        done = Update(
            job_key(job.id),
            condition=f"{status_is(OPEN)} AND attribute_exists(#first_task) AND attribute_not_exists(#deleted)",
            names=("status", "first_task", "deleted"),
            values=statuses(OPEN),
            set=facts | {"updated_at": timestamp(now())},
            add={"revision": 1},
            remove=("first_task",),
        )
        planned = [_queued(job.id, key, {"brief": brief_text(brief)}) for key, brief in result.briefs.items()]
        failed = [
            _queued(job.id, key, {"status": str(target(Event.FAIL)), "error": code})
            for key, code in result.failed.items()
        ]
        added = [self._put(picture_item(job, each)) for each in result.pictures]
        return transact(self._client, [*self._actions(done), *self._actions(*planned, *failed), *added], joined)

    def settle(self, record: JobRecord, event: Event | None) -> bool:
        """See `JobStore`."""
        return self._write(settle(record, event), self._effects.job_settled(record, event))

    def retry(self, job: Job, picture: Picture, *joined: JoinedWrite) -> bool:
        """See `JobStore`."""
        moment = now()
        fresh = {"updated_at": timestamp(moment), "deadline": timestamp(moment + DEADLINE)}
        if job.is_open:
            # Never later than it would be: repeated retries must not put off the sweeper.
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

    def cancel(self, record: JobRecord, withdrawn: Sequence[Picture]) -> bool:
        """See `JobStore`."""
        keys = {each.key for each in withdrawn}
        goes_on = any(each.key not in keys for each in record.open_pictures())
        ended = cancel(record.job) if goes_on else settle(record, Event.CANCEL)
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
        known = [child_key(job.parent, job.id)] if job.parent else []
        forgotten = [{"Delete": {"TableName": self._table, "Key": dump(key)}} for key in known]
        own = [*self._actions(tombstone), *pictures, *forgotten]
        return transact(self._client, own, self._effects.job_deleted(record))

    def purge(self, job_id: str) -> Sequence[str]:
        """See `JobStore`."""
        left = self._query(
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=dump({":pk": job_key(job_id)["pk"]}),
            ProjectionExpression="pk, sk",
        )
        names = [item["sk"]["S"] for item in left]
        children = [name.removeprefix(CHILD) for name in names if name.startswith(CHILD)]
        if not children:
            # The tombstone goes last: a purge that is cut short is found and repeated.
            for key in sorted(left, key=lambda item: item["sk"]["S"] == JOB):
                self._client.delete_item(TableName=self._table, Key=key)
        return children

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


def _queued(job_id: str, key: str, facts: Mapping[str, Any]) -> Update:
    """The update of a picture that is still queued."""
    queued = {Status.QUEUED}
    return Update(
        picture_key(job_id, key),
        condition=status_is(queued),
        names=("status",),
        values=statuses(queued),
        set={**facts, "updated_at": timestamp(now())},
    )
