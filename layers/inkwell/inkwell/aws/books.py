"""Sessions of visitors, their scenes and finished stories in DynamoDB: one partition for a visitor in a tier."""

from collections.abc import Mapping, Sequence
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
from inkwell.picture_books.scenes import EXTRAS, MAIN, extra_key
from inkwell.picture_books.store import Book, Session

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_BOOK = "BOOK#"

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
        session = _session_key(visitor, tier)
        scene = [job_key(scene_id), *(picture_key(scene_id, key) for key in _PICTURES)] if fits_key(scene_id) else []
        found = self._batch([session, *scene], consistent=True)
        own = [item for item in found if item["pk"]["S"] == session["pk"]]
        of_scene = [item for item in found if item["pk"]["S"] != session["pk"]]
        return (
            _session(visitor, tier, load(own[0]) if own else {}),
            next(iter(records(of_scene)), None),
        )

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
        if not fits_key(story_id):
            return None
        first = self._client.get_item(TableName=self._table, Key=dump(job_key(story_id)), ConsistentRead=True)
        job = load(first.get("Item", {}))
        if job.get("owner") != visitor:
            return None
        position = Position(moment(job["data"]["story"]["begun_at"]), story_id)
        response = self._client.get_item(TableName=self._table, Key=dump(_book_key(visitor, tier, position)))
        return _book(visitor, tier, load(response["Item"])) if "Item" in response else None

    def covers(self, story_ids: Sequence[str]) -> dict[str, str]:
        """See `BookStore`."""
        found = [load(item) for item in self._batch([picture_key(story, MAIN) for story in story_ids])]
        return {item["job_id"]: item["shown"]["object_key"] for item in found if item.get("shown")}

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


def _session_key(visitor: str, tier: str) -> dict[str, str]:
    return _key(visitor, tier, "VISITOR")


def _book_key(visitor: str, tier: str, position: Position) -> dict[str, str]:
    return _key(visitor, tier, f"{_BOOK}{position.order}")


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
