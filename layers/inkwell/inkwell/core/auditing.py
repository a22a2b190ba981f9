"""Auditing: an account recomputed from its entries, from the jobs that they name, and from the stored objects."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from inkwell.core.blots import PARTS, Account, Entry, Kind, captured_by, released_by, total
from inkwell.core.jobs import JobRecord
from inkwell.core.ledger import Ledger
from inkwell.core.names import prefix
from inkwell.core.object_store import ObjectStore
from inkwell.core.status import Event, Status
from inkwell.core.store import JobStore

#: How often an account that differs is looked at again: what changes while it is read is no difference.
LOOKS = 3


def audit(ledger: Ledger, jobs: JobStore, objects: ObjectStore, owner: str, side_by_side: int = 8) -> Sequence[str]:
    """The differences between an account and what it is made of, as sentences; none when all is well.

    Args:
        side_by_side: how many jobs are read at once.
    """
    found: Sequence[str] = ()
    with ThreadPoolExecutor(side_by_side, thread_name_prefix="audit") as pool:
        for _ in range(LOOKS):
            account, entries = ledger.account(owner), ledger.entries(owner)
            ids = [entry.job_id for entry in entries if entry.kind is Kind.HOLD and entry.job_id]
            records = dict(zip(ids, pool.map(jobs.load, ids), strict=True))
            sizes = pool.map(partial(_size, objects), records.keys(), records.values())
            found = [*differences(account, entries, records), *_in_bucket(account, sum(sizes))]
            if not found:
                break
    return found


def differences(account: Account, entries: Sequence[Entry], records: Mapping[str, JobRecord | None]) -> Iterator[str]:
    """The differences between an account, its entries, and the jobs whose Blots they move.

    Args:
        records: the jobs of the entries, by id; None for a job that was deleted.
    """
    sums = total(entries)
    for part in PARTS:
        if sums[part] != (said := getattr(account, part)):
            yield f"{part} is {said}, its entries add up to {sums[part]}"
        if sums[part] < 0:
            yield f"{part} is negative: {sums[part]}"
    if (resets := sum(entry.kind is Kind.RESET for entry in entries)) != account.period:
        yield f"the period is {account.period}, {resets} entries are resets"
    moves = {entry.id: entry for entry in entries}
    held = 0
    for job_id, record in records.items():
        settled = moves.get(f"{job_id}#{Kind.SETTLE}")
        if record is None or record.job.first_settled_at:
            if settled is None:
                yield f"the job {job_id} has ended, and its Blots are still held"
            elif record and not _is_redrawn(record) and settled.captured != (due := captured_by(record, _end(record))):
                yield f"{settled.captured} Blots were captured for the job {job_id}, its pictures are worth {due}"
        elif settled:
            yield f"the job {job_id} is under way, and its Blots are settled"
        else:
            held += (record.job.hold.amount if record.job.hold else 0) - released_by(record)
    if held != account.held:
        yield f"held is {account.held}, jobs that are under way hold {held}"


def _is_redrawn(record: JobRecord) -> bool:
    """True when the job may show other pictures than when its Blots were settled."""
    return record.job.settled_at != record.job.first_settled_at


def _end(record: JobRecord) -> Event | None:
    """The event that ended a job, as far as it matters to what it costs."""
    return Event.SUCCEED if record.job.status is Status.SUCCEEDED else None


def _size(objects: ObjectStore, job_id: str, record: JobRecord | None) -> int:
    """The bytes of a job in the bucket, with what nobody shows; without the pictures that it was given."""
    own = prefix(job_id)
    if record is None:
        return sum(objects.sizes(own).values())
    # What a job stores is counted when it is settled, and nothing is left then but what it shows.
    is_counted = record.job.is_settled
    given = {key for picture in record.pictures for key in picture.brief.sources}
    listed = {key: size for key, size in objects.sizes(own).items() if key not in given} if is_counted else {}
    known = record.stored_keys if is_counted or record.job.stored else []
    found = [objects.head(key) for key in known if not (is_counted and key.startswith(own))]
    return sum(listed.values()) + sum(each.size for each in found if each)


def _in_bucket(account: Account, size: int) -> Iterator[str]:
    if account.stored != size:
        yield f"stored is {account.stored} bytes, the bucket has {size}"
