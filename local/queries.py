"""Makes moto's Query cost what its partition holds, not what the table holds.

moto sorts the whole table for every query and then looks for the items of the partition, so that each poll grew slower
with everything that the studio had ever stored. A query sorts what it has found once more in any case.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from itertools import chain
from typing import Any

from local.patching import replaced

# What a query reads: of the table the partition of this key, of an index everything.
_partition: ContextVar[tuple[Any] | None] = ContextVar("partition", default=None)


@contextmanager
def partition_queries() -> Iterator[None]:
    """Replace what moto's queries read."""
    from moto.dynamodb.models.table import Table

    query, all_items = Table.query, Table.all_items

    def query_partition(
        self: Any,
        hash_key: Any,
        range_comparison: Any,
        range_objs: Any,
        limit: Any,
        exclusive_start_key: Any,
        scan_index_forward: Any,
        projection_expressions: Any,
        index_name: str | None = None,
        *others: Any,
        **conditions: Any,
    ) -> Any:
        token = _partition.set((None if index_name else hash_key,))
        try:
            return query(
                self,
                hash_key,
                range_comparison,
                range_objs,
                limit,
                exclusive_start_key,
                scan_index_forward,
                projection_expressions,
                index_name,
                *others,
                **conditions,
            )
        finally:
            _partition.reset(token)

    def items_to_read(self: Any) -> list[Any]:
        reading = _partition.get()
        if reading is None or not self.has_range_key:
            return all_items(self)
        hash_key = reading[0]
        partitions = self.items.values() if hash_key is None else [self.items.get(hash_key, {})]
        return list(chain.from_iterable(partition.values() for partition in partitions))

    with ExitStack() as stack:
        stack.enter_context(replaced(Table, "query", query_partition))
        stack.enter_context(replaced(Table, "all_items", items_to_read))
        yield
