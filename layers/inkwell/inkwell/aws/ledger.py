"""The ledger in DynamoDB: one partition for an account and its entries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from inkwell.aws.items import Update, dump, load, moment
from inkwell.aws.transactions import TableWrite, transact
from inkwell.core.blots import PARTS, Account, Entry, Kind, refusal, total
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import EntryExists, InkwellError
from inkwell.core.timestamps import timestamp

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_ACCOUNT = "ACCOUNT"
_ENTRY = "ENTRY#"


class DynamoLedger:
    """The `Ledger` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def account(self, owner: str) -> Account:
        """See `Ledger`."""
        response = self._client.get_item(TableName=self._table, Key=dump(_key(owner)), ConsistentRead=True)
        return _account(owner, load(response.get("Item", {})))

    def entries(self, owner: str) -> Sequence[Entry]:
        """See `Ledger`."""
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :entry)",
            ExpressionAttributeValues=dump({":pk": _key(owner)["pk"], ":entry": _ENTRY}),
            ConsistentRead=True,
        )
        return [_entry(load(item)) for page in pages for item in page["Items"]]

    def joined(self, account: Account, *entries: Entry) -> Sequence[JoinedWrite]:
        """See `Ledger`."""
        kept = [TableWrite(self._put(account.owner, entry), lambda _: EntryExists()) for entry in entries]
        # The entries come first, so that a repeated move is refused with EntryExists.
        return [*kept, TableWrite(self._change(account, entries), _refused(account, entries))]

    def post(self, account: Account, *entries: Entry) -> None:
        """See `Ledger`."""
        transact(self._client, (), self.joined(account, *entries))

    def _put(self, owner: str, entry: Entry) -> dict[str, Any]:
        key = {"pk": _key(owner)["pk"], "sk": f"{_ENTRY}{entry.id}"}
        item = asdict(entry) | {"kind": str(entry.kind), "created_at": timestamp(entry.created_at)} | key
        condition = "attribute_not_exists(pk)"
        return {"Put": {"TableName": self._table, "Item": dump(item), "ConditionExpression": condition}}

    def _change(self, account: Account, entries: Sequence[Entry]) -> dict[str, Any]:
        changes = total(entries)
        period = max(entry.period for entry in entries)
        # An account without a reset may not be stored yet.
        conditions = ["#period = :known" if account.period else "(attribute_not_exists(pk) OR #period = :known)"]
        values = {"known": account.period}
        for part, change in changes.items():
            if period != account.period and part == "available":
                # A reset lets the Blots expire that were read as available: a hold that came between would be lost.
                known = "#available = :available" if account.available else "NOT #available > :available"
                conditions.append(known)
                values[part] = account.available
            elif change < 0:
                conditions.append(f"#{part} >= :{part}")
                values[part] = -change
        update = Update(
            _key(account.owner),
            condition=" AND ".join(conditions),
            names=("period", *PARTS),
            values=values,
            set={"period": period},
            add=changes,
        )
        return {"Update": update.arguments(self._table)}


def _key(owner: str) -> dict[str, str]:
    return {"pk": f"ACCOUNT#{owner}", "sk": _ACCOUNT}


def _account(owner: str, item: Mapping[str, Any]) -> Account:
    return Account(owner, **{name: item.get(name, 0) for name in (*PARTS, "period")})


def _entry(item: Mapping[str, Any]) -> Entry:
    facts = {name: value for name, value in item.items() if name not in ("pk", "sk")}
    return Entry(**facts | {"kind": Kind(item["kind"]), "created_at": moment(item["created_at"])})


def _refused(account: Account, entries: Sequence[Entry]) -> Callable[[Mapping[str, Any] | None], InkwellError]:
    return lambda found: refusal(account, _account(account.owner, found or {}), entries)
