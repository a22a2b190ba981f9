"""Makes moto's TransactWriteItems cost what the transaction touches, not what the table holds.

To be able to roll back, moto copies the whole table deeply once for every action: seconds for a table of a few
thousand items. One copy that shares all items but those of the transaction undoes the same.
"""

import copy
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from local.patching import replaced


@dataclass
class _Transaction:
    """Keys of what is about to change, by the name of the table, and the tables as they were before."""

    keys: dict[str, set[tuple[Any, Any]]]
    tables: dict[str, Any] = field(default_factory=dict)


_transaction: ContextVar[_Transaction | None] = ContextVar("transaction", default=None)


@contextmanager
def light_transactions() -> Iterator[None]:
    """Replace moto's deep copies of tables by light ones during a transaction."""
    from moto.dynamodb.exceptions import ResourceNotFoundException
    from moto.dynamodb.models import DynamoDBBackend
    from moto.dynamodb.models.dynamo_type import DynamoType
    from moto.dynamodb.models.table import Table

    transact = DynamoDBBackend.transact_write_items

    def keys(backend: Any, actions: list[dict[str, Any]]) -> dict[str, set[tuple[Any, Any]]]:
        found: dict[str, set[tuple[Any, Any]]] = defaultdict(set)
        for operation in (operation for action in actions for operation in action.values()):
            # What is malformed changes nothing, and is moto's to refuse.
            with suppress(ResourceNotFoundException, KeyError, TypeError):
                table = backend.get_table(operation["TableName"])
                key = operation.get("Key") or operation["Item"]
                sort = key.get(table.range_key_attr) if table.range_key_attr else None
                found[table.name].add((DynamoType(key[table.hash_key_attr]), DynamoType(sort) if sort else None))
        return found

    def transact_write_items(self: Any, transact_items: list[dict[str, Any]]) -> None:
        token = _transaction.set(_Transaction(keys(self, transact_items)))
        try:
            transact(self, transact_items)
        finally:
            _transaction.reset(token)

    def copy_table(self: Any, memo: dict[int, Any]) -> Any:
        transaction = _transaction.get()
        if transaction is None:
            table = copy.copy(self)
            table.items = copy.deepcopy(self.items, memo)
            return table
        if self.name not in transaction.tables:
            transaction.tables[self.name] = copy_touched(self, transaction.keys[self.name])
        return transaction.tables[self.name]

    def copy_touched(table: Any, touched: set[tuple[Any, Any]]) -> Any:
        copied = copy.copy(table)
        copied.items = table.items.copy()
        for partition, sort in touched:
            held = table.items.get(partition)
            if held is None:
                continue
            if sort is None:
                copied.items[partition] = copy.deepcopy(held)
                continue
            if copied.items[partition] is held:
                copied.items[partition] = held.copy()
            if sort in held:
                copied.items[partition][sort] = copy.deepcopy(held[sort])
        return copied

    with ExitStack() as stack:
        stack.enter_context(replaced(DynamoDBBackend, "transact_write_items", transact_write_items))
        Table.__deepcopy__ = copy_table  # type: ignore[attr-defined]
        stack.callback(delattr, Table, "__deepcopy__")
        yield
