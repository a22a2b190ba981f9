"""Jobs and pictures as DynamoDB items, and back. docs/data-model.md explains the layout."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from inkwell.aws.items import Item, dump, load, moment
from inkwell.core.jobs import Hold, Job, JobRecord, StoredFile
from inkwell.core.paging import Position
from inkwell.core.pictures import Brief, Picture, Version
from inkwell.core.status import Status
from inkwell.core.timestamps import timestamp

JOB = "JOB"
PICTURE = "PICTURE#"
CHILD = "CHILD#"

#: Partitions of the index of jobs to check: with several, no single one limits the whole studio.
DUE_SHARDS = 4

_MOMENTS = ("created_at", "updated_at", "deadline", "settled_at", "first_settled_at", "due_at")
_INDEX_ATTRIBUTES = frozenset({"pk", "sk", "owner_kind", "owner_order", "due_shard", "deleted"})


def job_key(job_id: str) -> dict[str, str]:
    """The key of a job."""
    return {"pk": f"JOB#{job_id}", "sk": JOB}


def picture_key(job_id: str, key: str) -> dict[str, str]:
    """The key of a picture: in the partition of its job."""
    return {"pk": f"JOB#{job_id}", "sk": f"{PICTURE}{key}"}


def child_key(parent: str, job_id: str) -> dict[str, str]:
    """The key of the item by which a job knows another that belongs to it."""
    return {"pk": f"JOB#{parent}", "sk": f"{CHILD}{job_id}"}


def owner_kind(owner: str, kind: str) -> str:
    """The partition of an owner's jobs of a kind in the index ByOwner."""
    return f"{owner}#{kind}"


def due_shard(job_id: str) -> str:
    """The partition of a job in the index Due."""
    return f"DUE#{zlib.crc32(job_id.encode()) % DUE_SHARDS}"


def job_item(job: Job, due: datetime) -> Item:
    """The item of a job, with the moment of its first check by the sweeper."""
    values = {**_stamped(asdict(job)), **job_key(job.id), **_owner_index(job, JOB)}
    usual = {"required": list(job.required), "stored": job.stored or None}
    return dump(values | usual | {"due_shard": due_shard(job.id), "due_at": timestamp(due)})


def picture_item(job: Job, picture: Picture) -> Item:
    """The item of a picture. In the index ByOwner it stands beside its job, so that a list is one query."""
    values = _stamped(asdict(picture)) | shown_versions(picture) | {"brief": brief_text(picture.brief)}
    key = picture_key(picture.job_id, picture.key)
    return dump(values | key | _owner_index(job, key["sk"]))


def brief_text(brief: Brief) -> str:
    """A brief as it is stored: as JSON, because only workers read it, and without fields that have their defaults."""
    usual = asdict(Brief(""))
    return json.dumps(
        {name: value for name, value in asdict(brief).items() if name == "prompt" or value != usual[name]}
    )


def shown_versions(picture: Picture) -> dict[str, Any]:
    """The attributes that hold the versions of a picture."""
    return {
        "shown": _version_map(picture.shown) if picture.shown else None,
        "earlier": [_version_map(version) for version in picture.earlier] or None,
    }


def _version_map(version: Version) -> dict[str, Any]:
    facts = asdict(version) | {
        "created_at": timestamp(version.created_at),
        "needs_review": version.needs_review or None,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _version(facts: Mapping[str, Any]) -> Version:
    return Version(**{**facts, "created_at": moment(facts["created_at"])})


def file_map(file: StoredFile) -> dict[str, Any]:
    """A job's file as it is stored."""
    return asdict(file)


def records(items: Iterable[Mapping[str, Any]]) -> list[JobRecord]:
    """The jobs of stored items with their pictures, in the order in which the jobs first appear."""
    jobs: dict[str, Job] = {}
    pictures: dict[str, list[Picture]] = {}
    children: dict[str, list[str]] = {}
    order: dict[str, None] = {}
    for item in items:
        values = load(item)
        if values.get("deleted"):
            continue
        job_id = values["pk"].removeprefix("JOB#")
        order.setdefault(job_id)
        if values["sk"] == JOB:
            jobs[job_id] = _job(values)
        elif values["sk"].startswith(CHILD):
            children.setdefault(job_id, []).append(values["sk"].removeprefix(CHILD))
        else:
            pictures.setdefault(job_id, []).append(_picture(values))
    return [
        JobRecord(
            jobs[job_id],
            sorted(pictures.get(job_id, []), key=lambda picture: picture.position),
            tuple(children.get(job_id, ())),
        )
        for job_id in order
        if job_id in jobs
    ]


@dataclass(frozen=True, slots=True)
class StoredJob:
    """A job of a list, whose pictures are still as they are stored."""

    job: Job
    items: Sequence[Mapping[str, Any]]

    @property
    def position(self) -> Position:
        """The job's place in the list."""
        return self.job.position

    @property
    def record(self) -> JobRecord:
        """The job with its pictures."""
        pictures = [picture(item) for item in self.items]
        return JobRecord(self.job, sorted(pictures, key=lambda each: each.position))


def stored_jobs(items: Iterable[Mapping[str, Any]]) -> Iterator[StoredJob]:
    """The jobs of items from the index ByOwner, newest first. There each job comes right after its pictures.

    Pictures that were added while their job was deleted have no job there: they are passed over.
    """
    pictures: list[Mapping[str, Any]] = []
    for item in items:
        if item["sk"]["S"] == JOB:
            yield StoredJob(_job(load(item)), [each for each in pictures if each["pk"] == item["pk"]])
            pictures = []
        else:
            pictures.append(item)


def picture(item: Mapping[str, Any]) -> Picture:
    """The picture of a stored item."""
    return _picture(load(item))


def _picture(values: Mapping[str, Any]) -> Picture:
    brief = Brief(**json.loads(values["brief"]))
    shown = values.get("shown")
    return Picture(
        **_fields(values)
        | {
            "brief": replace(brief, size=(brief.size[0], brief.size[1])) if brief.size else brief,
            "shown": _version(shown) if shown else None,
            "earlier": [_version(each) for each in values.get("earlier", ())],
        }
    )


def _job(values: Mapping[str, Any]) -> Job:
    hold = values.get("hold")
    whole = {
        "hold": Hold(hold["amount"], hold.get("each"), hold["period"]) if hold else None,
        "files": tuple(StoredFile(**file) for file in values.get("files") or ()),
    }
    return Job(**_fields(values) | whole)


def _owner_index(job: Job, sk: str) -> dict[str, str]:
    return {
        "owner_kind": owner_kind(job.owner, job.kind),
        "owner_order": f"{timestamp(job.created_at)}#{job.id}#{sk}",
    }


def _stamped(values: dict[str, Any]) -> dict[str, Any]:
    return (
        values
        | {name: timestamp(values[name]) for name in _MOMENTS if values.get(name)}
        | {"status": str(values["status"])}
    )


def _fields(values: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in values.items() if name not in _INDEX_ATTRIBUTES}
    moments = {name: moment(fields[name]) for name in _MOMENTS if name in fields}
    return fields | moments | {"status": Status(fields["status"])}
