"""Makes moto's TransactWriteItems cost what the transaction touches, not what the table holds.

To be able to roll back, moto copies the whole table deeply once for every action: seconds for a table of a few
thousand items. A copy that shares all items but those of the transaction undoes the same.
"""

import copy
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from typing import Any

from local.patching import replaced

_touched: ContextVar[set[int] | None] = ContextVar("touched", default=None)


@contextmanager
def light_transactions() -> Iterator[None]:
    """Replace moto's deep copies of tables by light ones during a transaction."""
    from moto.dynamodb.models import DynamoDBBackend
    from moto.dynamodb.models.dynamo_type import DynamoType
    from moto.dynamodb.models.table import Table

    transact = DynamoDBBackend.transact_write_items

    def existing_items(backend: Any, actions: list[dict[str, Any]]) -> Iterator[Any]:
        for action in actions:
            for operation in action.values():
                table = backend.tables.get(operation.get("TableName"))
                key = operation.get("Key") or operation.get("Item") or {}
                if table is not None and table.hash_key_attr in key:
                    sort = key.get(table.range_key_attr) if table.range_key_attr else None
                    hash_key = DynamoType(key[table.hash_key_attr])
                    yield table.get_item(hash_key, DynamoType(sort) if sort else None)

    def transact_write_items(self: Any, transact_items: list[dict[str, Any]]) -> None:
        token = _touched.set({id(item) for item in existing_items(self, transact_items) if item is not None})
        try:
            transact(self, transact_items)
        finally:
            _touched.reset(token)

    def copy_item(item: Any, touched: set[int] | None) -> Any:
        return copy.deepcopy(item) if touched is None or id(item) in touched else item

    def copy_table(self: Any, memo: dict[int, Any]) -> Any:
        touched = _touched.get()
        table = copy.copy(self)
        table.items = defaultdict(dict)
        for hash_key, value in self.items.items():
            if self.has_range_key:
                table.items[hash_key] = {key: copy_item(item, touched) for key, item in value.items()}
            else:
                table.items[hash_key] = copy_item(value, touched)
        return table

    with ExitStack() as stack:
        stack.enter_context(replaced(DynamoDBBackend, "transact_write_items", transact_write_items))
        Table.__deepcopy__ = copy_table  # type: ignore[attr-defined]
        stack.callback(delattr, Table, "__deepcopy__")
        yield
