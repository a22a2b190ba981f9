"""Sessions of visitors, their scenes and finished stories in DynamoDB: one partition for a visitor in a tier."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from inkwell.aws.expiring import PURGED, expiry
from inkwell.aws.items import Item, Update, dump, fits_key, load, moment
from inkwell.aws.records import job_key, picture_key, records
from inkwell.aws.transactions import TableWrite
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import StaleRecord, Unavailable
from inkwell.core.jobs import JobRecord
from inkwell.core.paging import Page, Position
from inkwell.core.timestamps import timestamp
from inkwell.picture_books.coloring import coloring_id
from inkwell.picture_books.data import SCENE
from inkwell.picture_books.scenes import EXTRAS, MAIN, extra_key
from inkwell.picture_books.store import Book, Printing, Session

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_BOOK = "BOOK#"

#: Sort keys have 1024 bytes at most.
_LONGEST_ID = 1000

#: The keys that pictures of a scene may have.
_PICTURES = (MAIN, *(extra_key(index) for index in range(len(EXTRAS))))


class DynamoBooks:
    """The `BookStore` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def session(self, visitor: str, tier: str) -> Session | None:
        """See `BookStore`."""
        response = self._client.get_item(
            TableName=self._table, Key=dump(_session_key(visitor, tier)), ConsistentRead=True
        )
        return _session(visitor, tier, load(response.get("Item", {})))

    def opened(self, visitor: str, tier: str, scene_id: str) -> tuple[Session | None, JobRecord | None]:
        """See `BookStore`."""
        session, found = self._opened(visitor, tier, {scene_id: _PICTURES})
        return session, found.get(scene_id)

    def colored(
        self, visitor: str, tier: str, scene_id: str
    ) -> tuple[Session | None, JobRecord | None, JobRecord | None]:
        """See `BookStore`."""
        page = coloring_id(scene_id)
        session, found = self._opened(visitor, tier, {scene_id: _PICTURES, page: (MAIN,)})
        return session, found.get(scene_id), found.get(page)

    def begun(self, session: Session) -> JoinedWrite:
        """See `BookStore`."""
        put = {
            "TableName": self._table,
            "Item": dump(_session_key(session.visitor, session.tier) | _session_facts(session)),
            # One that is being purged takes everything of its partition along.
            "ConditionExpression": f"attribute_not_exists({PURGED})",
        }
        return TableWrite({"Put": put}, lambda _: StaleRecord())

    def read(self, session: Session) -> bool:
        """See `BookStore`."""
        update = Update(
            _session_key(session.visitor, session.tier),
            f"attribute_exists(pk) AND attribute_not_exists({PURGED})",
            set=_session_facts(session),
        )
        try:
            self._client.update_item(**update.arguments(self._table))
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True

    def kept(self, visitor: str, tier: str, scene_id: str) -> JoinedWrite:
        """See `BookStore`."""
        item = dump(_key(visitor, tier, f"SCENE#{scene_id}") | {"jobs": [scene_id]})
        return TableWrite({"Put": {"TableName": self._table, "Item": item}}, lambda _: StaleRecord())

    def chosen(self, scene_id: str, choice_id: str, next_id: str) -> JoinedWrite:
        """See `BookStore`."""
        path = f"data.next.{choice_id}"
        update = Update(
            job_key(scene_id),
            condition=(
                f"attribute_exists(pk) AND attribute_not_exists(#data.#next.#{choice_id}) "
                "AND attribute_not_exists(#deleted)"
            ),
            names=("deleted",),
            set={path: next_id},
        )
        return TableWrite({"Update": update.arguments(self._table)}, lambda _: StaleRecord())

    def finished(self, book: Book) -> JoinedWrite:
        """See `BookStore`."""
        facts = {"story": book.story, "title": book.title, "ending": book.ending, "begun_at": timestamp(book.begun_at)}
        item = dump(_book_key(book.visitor, book.tier, book.position) | facts)
        return TableWrite({"Put": {"TableName": self._table, "Item": item}}, lambda _: StaleRecord())

    def books(self, visitor: str, tier: str, *, limit: int, after: Position | None = None) -> Page[Book]:
        """See `BookStore`."""
        last = _book_key(visitor, tier, after) if after else _key(visitor, tier, f"{_BOOK}~")
        response = self._client.query(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
            ExpressionAttributeValues=dump({":pk": last["pk"], ":first": _BOOK, ":last": last["sk"]}),
            ScanIndexForward=False,
            # One more than is shown says whether others follow, and one may be the bound itself.
            Limit=limit + 2,
        )
        found = [_book(visitor, tier, load(item)) for item in response["Items"] if item["sk"]["S"] != last["sk"]]
        shown = found[:limit]
        return Page(shown, shown[-1].position if len(found) > limit else None)

    def book(self, visitor: str, tier: str, story_id: str) -> Book | None:
        """See `BookStore`."""
        if not _fits(story_id):
            return None
        printing = _printing_key(visitor, tier, story_id)
        found = {item["pk"]: item for item in map(load, self._batch([job_key(story_id), printing], consistent=True))}
        job = found.get(job_key(story_id)["pk"], {})
        if job.get("owner") != visitor or job["kind"] != SCENE:
            return None
        position = Position(moment(job["data"]["story"]["begun_at"]), story_id)
        response = self._client.get_item(TableName=self._table, Key=dump(_book_key(visitor, tier, position)))
        if "Item" not in response:
            return None
        return replace(_book(visitor, tier, load(response["Item"])), printing=_printing(found.get(printing["pk"], {})))

    def printing(self, visitor: str, tier: str, story_id: str) -> tuple[Session | None, Printing | None]:
        """See `BookStore`."""
        own = [_printing_key(visitor, tier, story_id)] if _fits(story_id) else []
        found = self._batch([_session_key(visitor, tier), *own], consistent=True)
        items = {item["sk"]: item for item in map(load, found)}
        session = items.pop(_session_key(visitor, tier)["sk"], {})
        return _session(visitor, tier, session), _printing(next(iter(items.values()), {}))

    def printed(
        self, visitor: str, tier: str, story_id: str, printing: Printing, before: Printing | None
    ) -> JoinedWrite:
        """See `BookStore`."""
        unchanged = "job = :before" if before else "attribute_not_exists(pk)"
        put: dict[str, Any] = {
            "TableName": self._table,
            "Item": dump(_printing_key(visitor, tier, story_id) | {"job": printing.job, "kept": printing.kept}),
            "ConditionExpression": unchanged,
        }
        if before:
            put["ExpressionAttributeValues"] = dump({":before": before.job})
        return TableWrite({"Put": put}, lambda _: StaleRecord())

    def covers(self, story_ids: Sequence[str]) -> dict[str, str]:
        """See `BookStore`."""
        found = [load(item) for item in self._batch([picture_key(story, MAIN) for story in story_ids])]
        return {item["job_id"]: item["shown"]["object_key"] for item in found if item.get("shown")}

    def _opened(
        self, visitor: str, tier: str, jobs: Mapping[str, Sequence[str]]
    ) -> tuple[Session | None, Mapping[str, JobRecord]]:
        """A visitor's session and some jobs with pictures of theirs, in one read.

        Args:
            jobs: the keys of pictures, by the id of their job.
        """
        session = _session_key(visitor, tier)
        keys = [key for job, names in jobs.items() if fits_key(job) for key in _job_keys(job, names)]
        found = self._batch([session, *keys], consistent=True)
        own = [item for item in found if item["pk"]["S"] == session["pk"]]
        others = records([item for item in found if item["pk"]["S"] != session["pk"]])
        return _session(visitor, tier, load(own[0]) if own else {}), {each.job.id: each for each in others}

    def _batch(self, keys: Sequence[Mapping[str, Any]], *, consistent: bool = False) -> Sequence[Item]:
        """The items of some keys, in one read; keys without an item are left out.

        Raises:
            Unavailable: DynamoDB gave only some of them, as under load.
        """
        if not keys:
            return ()
        wanted: Any = {self._table: {"Keys": [dump(key) for key in keys], "ConsistentRead": consistent}}
        response = self._client.batch_get_item(RequestItems=wanted)
        if response.get("UnprocessedKeys"):
            raise Unavailable
        return list(response["Responses"].get(self._table, ()))


def _key(visitor: str, tier: str, sk: str) -> dict[str, str]:
    return {"pk": f"VISITOR#{tier}#{visitor.removeprefix('visitor:')}", "sk": sk}


def _fits(story_id: str) -> bool:
    """True for a text that is short enough to be a part of a sort key."""
    return len(story_id.encode()) <= _LONGEST_ID


def _session_key(visitor: str, tier: str) -> dict[str, str]:
    return _key(visitor, tier, "VISITOR")


def _book_key(visitor: str, tier: str, position: Position) -> dict[str, str]:
    return _key(visitor, tier, f"{_BOOK}{position.order}")


def _printing_key(visitor: str, tier: str, story_id: str) -> dict[str, str]:
    return _key(visitor, tier, f"PRINTING#{story_id}")


def _job_keys(job_id: str, pictures: Sequence[str]) -> list[dict[str, str]]:
    return [job_key(job_id), *(picture_key(job_id, key) for key in pictures)]


def _printing(item: Mapping[str, Any]) -> Printing | None:
    return Printing(item["job"], item.get("kept")) if item else None


def _session_facts(session: Session) -> dict[str, Any]:
    pk = _session_key(session.visitor, session.tier)["pk"]
    return {
        "scene": session.scene,
        "used_at": timestamp(session.used_at),
        **expiry(pk, session.expires_at),
    }


def _session(visitor: str, tier: str, item: Mapping[str, Any]) -> Session | None:
    if not item or item.get(PURGED):
        return None
    return Session(visitor, tier, item["scene"], moment(item["used_at"]), moment(item["due_at"]))


def _book(visitor: str, tier: str, item: Mapping[str, Any]) -> Book:
    return Book(visitor, tier, item["story"], item["title"], item["ending"], moment(item["begun_at"]))
