"""The ledger in DynamoDB: one partition for an account and its entries."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from inkwell.aws.items import Update, dump, load, moment
from inkwell.aws.transactions import TableWrite, transact
from inkwell.core.blots import PARTS, Account, Entry, Kind, Terms, refusal, total
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import EntryExists, InkwellError
from inkwell.core.timestamps import timestamp

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_ACCOUNT = "ACCOUNT"
_ENTRY = "ENTRY#"
#: The partition of all due accounts in the index Due: an account enters it once a month.
_DUE = "DUE#ACCOUNT"
_DUE_PLACE = ("due_shard", "due_at")


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

    def entry(self, owner: str, id: str) -> Entry | None:
        """See `Ledger`."""
        key = {"pk": _key(owner)["pk"], "sk": f"{_ENTRY}{id}"}
        found = self._client.get_item(TableName=self._table, Key=dump(key), ConsistentRead=True).get("Item")
        return _entry(load(found)) if found else None

    def due(self, moment: datetime) -> Iterator[str]:
        """See `Ledger`. Read from an index, a page at a time."""
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            IndexName="Due",
            KeyConditionExpression="due_shard = :shard AND due_at <= :moment",
            ExpressionAttributeValues=dump({":shard": _DUE, ":moment": timestamp(moment)}),
        )
        return (item["pk"]["S"].partition("#")[2] for page in pages for item in page["Items"])

    def owners(self) -> Iterator[str]:
        """See `Ledger`."""
        pages = self._client.get_paginator("scan").paginate(
            TableName=self._table,
            FilterExpression="sk = :account",
            ExpressionAttributeValues=dump({":account": _ACCOUNT}),
            ProjectionExpression="pk",
        )
        return (item["pk"]["S"].partition("#")[2] for page in pages for item in page["Items"])

    def joined(
        self, account: Account, *entries: Entry, terms: Terms | None = None, stored: int = 0
    ) -> Sequence[JoinedWrite]:
        """See `Ledger`."""
        kept = [TableWrite(self._put(account.owner, entry), lambda _: EntryExists()) for entry in entries]
        change = self._change(account, entries, terms, stored)
        # The entries come first, so that a repeated move is refused with EntryExists.
        return [*kept, TableWrite({"Update": change.arguments(self._table)}, _refused(account, entries))]

    def post(
        self, account: Account, *entries: Entry, terms: Terms | None = None, along: Sequence[JoinedWrite] = ()
    ) -> None:
        """See `Ledger`."""
        transact(self._client, (), [*along, *self.joined(account, *entries, terms=terms)])

    def _put(self, owner: str, entry: Entry) -> dict[str, Any]:
        key = {"pk": _key(owner)["pk"], "sk": f"{_ENTRY}{entry.id}"}
        item = asdict(entry) | {"kind": str(entry.kind), "created_at": timestamp(entry.created_at)} | key
        condition = "attribute_not_exists(pk)"
        return {"Put": {"TableName": self._table, "Item": dump(item), "ConditionExpression": condition}}

    @staticmethod
    def _change(account: Account, entries: Sequence[Entry], terms: Terms | None, stored: int) -> Update:
        key, size = _key(account.owner), {"stored": stored} if stored else {}
        if not entries and terms is None:
            return Update(key, condition="attribute_exists(pk)", add=size)
        changes = total(entries)
        period = max([account.period, *(entry.period for entry in entries)])
        # An account without a reset may not be stored yet.
        conditions = ["#period = :known" if account.period else "(attribute_not_exists(pk) OR #period = :known)"]
        values: dict[str, Any] = {"known": account.period}
        # These follow from what was read as available: a hold that came between would be lost.
        as_read = (terms and account.terms) or any(entry.kind in (Kind.RESET, Kind.CHANGE) for entry in entries)
        for part, change in changes.items():
            if as_read and part == "available":
                known = "#available = :available" if account.available else "NOT #available > :available"
                conditions.append(known)
                values[part] = account.available
            elif change < 0:
                conditions.append(f"#{part} >= :{part}")
                values[part] = -change
        facts: dict[str, Any] = {"period": period}
        gone: tuple[str, ...] = ()
        if terms:
            kept = _facts(terms)
            if account.terms and account.terms.customer == terms.customer:
                # A checkout may be writing another one at this moment.
                del kept["customer"]
            facts |= {name: value for name, value in kept.items() if value is not None}
            gone = tuple(name for name in _DUE_PLACE if kept[name] is None)
            conditions += _unchanged(account.terms)
            values |= _known(account.terms)
        return Update(
            key,
            condition=" AND ".join(conditions),
            names=("period", *PARTS, *(("revision",) if terms and account.terms else ())),
            values=values,
            set=facts,
            add={**changes, **size},
            remove=gone,
        )


def _key(owner: str) -> dict[str, str]:
    return {"pk": f"ACCOUNT#{owner}", "sk": _ACCOUNT}


def _facts(terms: Terms) -> dict[str, Any]:
    return {
        "plan": terms.plan,
        "resets_at": timestamp(terms.resets_at),
        "due_shard": _DUE if terms.due_at else None,
        "due_at": timestamp(terms.due_at) if terms.due_at else None,
        "customer": terms.customer,
        "facts": terms.facts or None,
        "revision": terms.revision or None,
    }


def _unchanged(terms: Terms | None) -> list[str]:
    """The conditions that an account still has the terms that were read."""
    if terms is None:
        return ["attribute_not_exists(#plan)"]
    revision = "#revision = :revision" if terms.revision else "attribute_not_exists(#revision)"
    return ["#plan = :plan", "#resets_at = :resets_at", revision]


def _known(terms: Terms | None) -> dict[str, Any]:
    """The values that those conditions name."""
    if terms is None:
        return {}
    known = {"plan": terms.plan, "resets_at": timestamp(terms.resets_at)}
    return known | ({"revision": terms.revision} if terms.revision else {})


def _account(owner: str, item: Mapping[str, Any]) -> Account:
    terms = None
    if "plan" in item:
        terms = Terms(
            item["plan"],
            moment(item["resets_at"]),
            due_at=moment(item["due_at"]) if "due_at" in item else None,
            customer=item.get("customer"),
            facts=item.get("facts", {}),
            revision=item.get("revision", 0),
        )
    return Account(owner, **{name: item.get(name, 0) for name in (*PARTS, "period", "stored")}, terms=terms)


def _entry(item: Mapping[str, Any]) -> Entry:
    facts = {name: value for name, value in item.items() if name not in ("pk", "sk")}
    return Entry(**facts | {"kind": Kind(item["kind"]), "created_at": moment(item["created_at"])})


def _refused(account: Account, entries: Sequence[Entry]) -> Callable[[Mapping[str, Any] | None], InkwellError]:
    return lambda found: refusal(account, _account(account.owner, found or {}), entries)
