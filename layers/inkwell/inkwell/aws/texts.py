"""The memory of attempts at texts in DynamoDB: the requests sent, the cost paid, and the text that came of them."""

import json
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from inkwell.aws.items import Update, dump, load, refused
from inkwell.core.errors import AttemptTaken, ModelAnswerLost
from inkwell.core.text_models import TextResult
from inkwell.core.timestamps import now, timestamp
from inkwell.providers.payment import NOTHING, already_sent

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

#: The time for which the cost of a text stays on record.
RETENTION = timedelta(days=90)


def text_key(owner: str, name: str) -> dict[str, str]:
    """The key of an attempt; an owner's attempts are one partition."""
    return {"pk": f"TEXTS#{owner}", "sk": name}


class DynamoTextAttempt:
    """The `TextMemory` of an attempt at a text in a DynamoDB table; its item is written with the first request.

    Args:
        owner: the owner of the text.
        name: unique among the owner's attempts: the id of the HTTP request that asked for the text, or of the job that
            it is written for.
        keeps_text: whether the text is stored, for a repeated task of the same name. A text of some 20 KB at most is
            far below the 400 KB of an item.
        gives_up: whether a request whose answer was lost makes way for another, which is paid, too: where each process
            has a caller who asked for it. Else the attempt ends by that.
    """

    def __init__(
        self,
        client: "DynamoDBClient",
        table: str,
        owner: str,
        name: str,
        *,
        keeps_text: bool = False,
        gives_up: bool = False,
    ) -> None:
        self._client = client
        self._table = table
        self._key = text_key(owner, name)
        self._keeps_text = keeps_text
        self._gives_up = gives_up
        self._known = False
        self._given_up: str | None = None
        self._request_id: str | None = None
        self._text: str | None = None
        self.name = name

    @property
    def request_id(self) -> str | None:
        """See `AttemptMemory`."""
        self._read()
        return self._request_id

    def take_text(self) -> TextResult | None:
        """See `TextMemory`."""
        if not self._keeps_text:
            return None
        self._read()
        text, self._text = self._text, None
        return TextResult(**json.loads(text)) if text else None

    def _read(self) -> None:
        if not self._known:
            response = self._client.get_item(TableName=self._table, Key=dump(self._key), ConsistentRead=True)
            item = load(response.get("Item", {}))
            self._known, self._request_id, self._text = True, item.get("request_id"), item.get("text")
            if self._gives_up and self._request_id and isinstance(already_sent(self._request_id), ModelAnswerLost):
                self._given_up, self._request_id = self._request_id, NOTHING

    def claim(self, note: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`."""
        stored = self._given_up or self.request_id
        unchanged = "attribute_not_exists(#request_id)" if stored is None else "#request_id = :stored"
        moment = {"created_at": timestamp(now())} if stored is None else {}
        try:
            self._count(
                {"request_id": note, "expires_at": int(time.time() + RETENTION.total_seconds())} | moment,
                requests,
                cost_micros,
                lost=1 if self._given_up else 0,
                condition=unchanged,
                names=("request_id",),
                values={} if stored is None else {"stored": stored},
                remove=("text",) if self._keeps_text else (),
            )
        except ClientError as error:
            if refused(error):
                raise AttemptTaken from error
            raise
        self._request_id, self._given_up = note, None

    def submitted(self, request_id: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`."""
        self._count({"request_id": request_id}, requests, cost_micros)
        self._known, self._request_id = True, request_id

    def written(self, result: TextResult, *, cost_micros: int = 0) -> None:
        """See `TextMemory`."""
        facts = {"data": result.data, "model": result.model, "cost_micros": result.cost_micros}
        kept = {"text": json.dumps(facts, ensure_ascii=False, separators=(",", ":"))} if self._keeps_text else {}
        lease = self._request_id
        try:
            self._count(
                {"request_id": NOTHING} | kept,
                0,
                cost_micros,
                condition="#request_id = :lease",
                names=("request_id",),
                values={"lease": lease},
            )
        except ClientError as error:
            # Stored by an earlier call whose answer was lost; or another process has given this one up.
            if not refused(error):
                raise
        self._known, self._request_id = True, NOTHING

    def paid(self, requests: int, cost_micros: int) -> None:
        """See `AttemptMemory`."""
        self._count({}, requests, cost_micros)

    def progress(self, percent: int) -> None:
        """See `AttemptMemory`. Texts have no progress."""

    def _count(
        self,
        facts: Mapping[str, Any],
        requests: int,
        cost_micros: int,
        *,
        lost: int = 0,
        condition: str = "attribute_exists(pk)",
        names: tuple[str, ...] = (),
        values: Mapping[str, Any] | None = None,
        remove: tuple[str, ...] = (),
    ) -> None:
        counts = {"paid_requests": requests, "paid_micros": cost_micros} | ({"lost_requests": lost} if lost else {})
        update = Update(self._key, condition, set=facts, add=counts, remove=remove, names=names, values=values or {})
        self._client.update_item(**update.arguments(self._table))
