"""The laws that hold once everything has ended, whatever died on the way; and those about Blots, which always hold."""

from collections import Counter
from collections.abc import Iterator

from inkwell.core.blots import PARTS, captured_by, released_by, total
from inkwell.core.errors import ModelAnswerLost
from inkwell.core.jobs import JobRecord
from inkwell.core.making import PREPARED
from inkwell.core.pictures import Picture
from inkwell.core.status import Event, Status
from inkwell.providers.payment import RequestLease
from tests.crash.world import USER, World

#: The role of pictures that a synchronous provider draws: it cannot say what became of a request.
_SYNCHRONOUS = "quality"


class Seen:
    """The state of a world at one moment.

    Args:
        records: all jobs.
        pictures: all their pictures.
        items: all items of the table.
        texts: those of attempts at texts.
        objects: the keys of all objects.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.items = world.items()
        self.texts = [item for item in self.items if item["pk"].startswith("TEXTS#")]
        self.objects = world.stored()
        found = (world.jobs.load(job_id) for job_id in world.job_ids())
        self.records: list[JobRecord] = [record for record in found if record]
        self.pictures = [picture for record in self.records for picture in record.pictures]


def ended(seen: Seen) -> Iterator[str]:
    """Everything is final and settled, and nothing is under way."""
    for record in seen.records:
        if record.job.is_open or not record.job.is_settled or record.open_pictures():
            statuses = [(picture.key, str(picture.status)) for picture in record.pictures]
            yield f"a job has not ended: {record.job.kind} {record.job.status} {statuses}"
    if left := seen.world.open_jobs():
        yield f"the sweeper still looks after {len(left)} jobs"
    if running := [each.name for each in seen.world.executions() if each.status == "RUNNING"]:
        yield f"{len(running)} runs are left"


def paid_once(seen: Seen) -> Iterator[str]:
    """No picture and no text is paid for twice; but a text whose answer was lost, where its reader asks again."""
    # Pictures of one scene share its seed.
    for (seed, prompt), times in Counter((each["seed"], each["prompt"]) for each in seen.world.replicate.paid).items():
        if times > 1:
            yield f"a picture was paid for {times} times: seed {seed}, {prompt[:30]}"
    lost = sum(item.get("lost_requests", 0) for item in seen.texts)
    for prompt, times in Counter(each["prompt"] for each in seen.world.writer.paid).items():
        if times > 1 + lost:
            yield f"a text was paid for {times} times: {prompt[:30]}"
    drawn = [picture for picture in seen.pictures if picture.brief.role == _SYNCHRONOUS]
    if drawn and len(seen.world.openai.paid) > sum(picture.attempt for picture in drawn):
        yield f"{len(seen.world.openai.paid)} pictures were paid for in {sum(each.attempt for each in drawn)} attempts"


def counted(seen: Seen) -> Iterator[str]:
    """What is on record as paid is what the providers were sent.

    Where a worker died between its lease and its request, nobody can know whether the request was sent: it is counted,
    and the record shows the lease and no result.
    """
    pictures = seen.pictures
    unknown = sum(_is_lease(picture.request_id) and picture.status is not Status.SUCCEEDED for picture in pictures)
    yield from _compared(
        "pictures",
        sum(picture.paid_requests for picture in pictures),
        len(seen.world.replicate.paid) + len(seen.world.openai.paid),
        unknown,
    )
    unknown = sum(_is_lease(item["request_id"]) + item.get("lost_requests", 0) for item in seen.texts)
    recorded = sum(item["paid_requests"] for item in seen.texts)
    yield from _compared("texts", recorded, len(seen.world.writer.paid), unknown)


def _compared(what: str, recorded: int, paid: int, unknown: int) -> Iterator[str]:
    if not paid <= recorded <= paid + unknown:
        yield f"{what}: {recorded} requests are on record, {paid} were paid for"


def _is_lease(request_id: str | None) -> bool:
    return RequestLease.read((request_id or "").rpartition(" ")[2]) is not None


def stored(seen: Seen) -> Iterator[str]:
    """Every object belongs to something, and what is shown is stored."""
    pictures = seen.pictures
    shown = {key for record in seen.records for key in record.stored_keys}
    pages = [version for item in seen.items if item["sk"].startswith("PAGE#") for version in item.get("versions", ())]
    shown |= {version[name] for version in pages for name in ("object_key", "thumbnail_key")}
    given = {source for picture in pictures for source in picture.brief.sources}
    given |= {str(record.job.data.get("source_key")) for record in seen.records}
    items = seen.items
    given |= {str(item.get(name)) for item in items for name in ("picture_key", "thumbnail_key")}
    # Prepared parts of books expire in the bucket.
    objects = {key for key in seen.objects if not key.startswith(PREPARED)}
    for key in sorted(objects - shown - given):
        yield f"an object is left: {_nameless(key)}"
    for key in sorted(shown - objects):
        yield f"shown and not stored: {_nameless(key)}"
    # The record of a picture that will never be there expires.
    files = {item["key"] for item in items if item["pk"].startswith("FILE#") and "expires_at" not in item}
    for key in sorted(files - objects):
        yield f"a record of a picture is left: {_nameless(key)}"


def _nameless(key: str) -> str:
    """An object key without the ids in it."""
    return "/".join("{id}" if len(part) == 36 else part for part in key.split("/"))


def delivered(seen: Seen) -> Iterator[str]:
    """A death alone costs no picture; but where the provider cannot be asked, an answer may be lost."""
    for picture in seen.pictures:
        if picture.status is not Status.SUCCEEDED and not _may_be_lost(picture):
            yield f"a picture is {picture.status}: {picture.key} {picture.error}"


def _may_be_lost(picture: Picture) -> bool:
    return picture.brief.role == _SYNCHRONOUS and picture.error == ModelAnswerLost.code


def money(seen: Seen) -> Iterator[str]:
    """Every account balances, holds exactly what its unsettled jobs hold, and counts what the settled ones stored."""
    account = seen.world.ledger.account(USER)
    parts = {part: getattr(account, part) for part in PARTS}
    if parts != dict(total(seen.world.ledger.entries(USER))):
        yield f"the account is not the sum of its entries: {parts}"
    if min(parts.values()) < 0 or account.granted != sum(parts.values()) - account.granted:
        yield f"the account does not balance: {parts}"
    jobs = [record for record in seen.records if record.job.hold]
    unsettled = [record for record in jobs if not record.job.first_settled_at]
    held = sum(record.job.hold.amount - released_by(record) for record in unsettled if record.job.hold)
    if account.held != held:
        yield f"{account.held} Blots are held, by jobs {held}"
    settled = [record for record in jobs if record.job.first_settled_at]
    captured = sum(
        captured_by(record, Event.SUCCEED if record.job.status is Status.SUCCEEDED else None) for record in settled
    )
    size = sum(head.size for record in settled for key in record.stored_keys if (head := seen.world.objects.head(key)))
    if account.stored != size:
        yield f"{account.stored} bytes are counted, {size} are stored"
    # What was captured for a job that was deleted since stays spent.
    known = {record.job.id for record in seen.records}
    captured += sum(entry.captured for entry in seen.world.ledger.entries(USER) if entry.job_id not in known)
    if account.captured != captured:
        yield f"{account.captured} Blots are captured, for work worth {captured}"
