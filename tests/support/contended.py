"""A DynamoDB client that refuses what AWS refuses and moto does not: two writes of one item at the same time.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html: a transaction is cancelled
with TransactionConflict when another one is working on an item of it, and so is a single write of such an item.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import ClientError

#: Seconds that each transaction takes at least, so that those of threads which begin together do meet.
TAKES = 0.02


class ContendedTable:
    """Wraps a client of the table.

    Args:
        conflicts: how many writes were refused, for the test to look at.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._lock = threading.Lock()
        # moto's tables bear neither two writes at a time nor a read beside a write.
        self._one_at_a_time = threading.Lock()
        self._busy: set[str] = set()
        self.conflicts = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def get_item(self, **arguments: Any) -> Any:
        """As the client's."""
        with self._one_at_a_time:
            return self._client.get_item(**arguments)

    def query(self, **arguments: Any) -> Any:
        """As the client's."""
        with self._one_at_a_time:
            return self._client.query(**arguments)

    def transact_write_items(self, **arguments: Any) -> Any:
        """As the client's."""
        keys = []
        for item in arguments["TransactItems"]:
            ((_, action),) = item.items()
            keys.append(_key(action.get("Key") or action["Item"]))
        with self._held(keys, "TransactWriteItems", "TransactionCanceledException"):
            time.sleep(TAKES)
            with self._one_at_a_time:
                return self._client.transact_write_items(**arguments)

    def update_item(self, **arguments: Any) -> Any:
        """As the client's."""
        with self._held([_key(arguments["Key"])], "UpdateItem", "TransactionConflictException"), self._one_at_a_time:
            return self._client.update_item(**arguments)

    @contextmanager
    def _held(self, keys: list[str], operation: str, code: str) -> Iterator[None]:
        with self._lock:
            met = [key in self._busy for key in keys]
            if not any(met):
                self._busy |= set(keys)
        if any(met):
            self.conflicts += 1
            reasons = [{"Code": "TransactionConflict" if each else "None"} for each in met]
            raise ClientError(
                {"Error": {"Code": code, "Message": ""}, "CancellationReasons": reasons},  # type: ignore[typeddict-unknown-key]
                operation,
            )
        try:
            yield
        finally:
            with self._lock:
                self._busy -= set(keys)


def _key(item: dict[str, Any]) -> str:
    return json.dumps([item["pk"], item["sk"]])
