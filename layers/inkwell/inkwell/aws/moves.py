"""Conditional updates of jobs and pictures, for `inkwell.aws.jobs` and `inkwell.aws.job_pictures`."""

from collections.abc import Iterable, Mapping
from typing import Any

from inkwell.aws.items import Update
from inkwell.aws.records import job_key, picture_key
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.pictures import AttemptId
from inkwell.core.status import Event, Status, sources, target
from inkwell.core.timestamps import now, timestamp


def settle(record: JobRecord, event: Event | None) -> Update:
    """The update that settles a job: it ends by `event`; None when it was cancelled before.

    Its condition refuses it where the job has other open pictures than when it was read.
    """
    job, moment = record.job, timestamp(now())
    facts: dict[str, Any] = {
        "settled_at": moment,
        "first_settled_at": timestamp(job.first_settled_at) if job.first_settled_at else moment,
    }
    if job.hold:
        facts["stored"] = record.stored
    condition = "#revision = :revision AND attribute_not_exists(#deleted) AND attribute_not_exists(#settled_at)"
    names, values = ("revision", "deleted", "settled_at"), {"revision": job.revision}
    remove = ("due_shard", "due_at", "first_task")
    if event:
        return move(job_key(job.id), event, condition=condition, names=names, values=values, set=facts, remove=remove)
    return Update(
        job_key(job.id),
        condition=f"{status_is({Status.CANCELLED})} AND {condition}",
        names=(*names, "status"),
        values=statuses({Status.CANCELLED}) | values,
        set=facts | {"updated_at": moment},
        remove=remove,
    )


def cancel(job: Job) -> Update:
    """The update that cancels an open job while pictures of it are still being drawn."""
    return move(
        job_key(job.id),
        Event.CANCEL,
        condition="#revision = :revision AND attribute_not_exists(#deleted)",
        names=("revision", "deleted"),
        values={"revision": job.revision},
        remove=("first_task",),
    )


def move_picture(
    which: AttemptId,
    event: Event,
    *,
    set: Mapping[str, Any] | None = None,
    add: Mapping[str, int] | None = None,
    remove: tuple[str, ...] = (),
    seen: Status | None = None,
) -> Update:
    """The update that moves one attempt at a picture by an event.

    Args:
        seen: the status that the picture must still have; None for any from which `event` can happen.
    """
    return move(
        picture_key(which.job_id, which.key),
        event,
        condition="#attempt = :attempt" + (f" AND #status = :{seen}" if seen else ""),
        names=("attempt",),
        values={"attempt": which.attempt},
        set=set,
        add=add,
        remove=remove,
    )


def move_open_picture(job_id: str, key: str, run: str, event: Event, **changes: Any) -> Update:
    """The update that moves the newest attempt at a picture, if it is of a certain run."""
    return move(
        picture_key(job_id, key), event, condition="#run = :run", names=("run",), values={"run": run}, **changes
    )


def move(
    key: Mapping[str, Any],
    event: Event,
    *,
    condition: str = "attribute_not_exists(#deleted)",
    names: tuple[str, ...] = ("deleted",),
    values: Mapping[str, Any] | None = None,
    set: Mapping[str, Any] | None = None,
    add: Mapping[str, int] | None = None,
    remove: tuple[str, ...] = (),
) -> Update:
    """The update that changes a status by an event, from the statuses in which it can happen. There is no other way."""
    origins = sources(event)
    return Update(
        key,
        condition=f"{status_is(origins)} AND {condition}",
        names=(*names, "status"),
        values=statuses(origins) | dict(values or {}),
        set={"status": str(target(event)), "updated_at": timestamp(now()), **(set or {})},
        add=add or {},
        remove=remove,
    )


def note(which: AttemptId, facts: Mapping[str, Any], add: Mapping[str, int] | None = None) -> Update:
    """The update that stores facts about the newest attempt without changing its status."""
    return Update(
        picture_key(which.job_id, which.key),
        condition="#attempt = :attempt",
        names=("attempt",),
        values={"attempt": which.attempt},
        set=facts,
        add=add or {},
    )


def status_is(origins: Iterable[Status]) -> str:
    """The condition that an item has one of these statuses; `statuses` has its values."""
    return f"#status IN ({', '.join(f':{status}' for status in sorted(origins))})"


def statuses(origins: Iterable[Status]) -> dict[str, str]:
    """The values of the condition `status_is`."""
    return {str(status): str(status) for status in origins}
