"""Makes moto answer quickly: it looks up once what it would look up for every request.

The results of DynamoDB's item operations already have the shape of the wire; moto's general serializer walks each
attribute of each item through the service's model all the same, which is most of what such a call costs. And for every
call to any service moto lists the methods of its class, and draws an id letter by letter.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from secrets import token_hex
from typing import Any

from local.patching import replaced

_OPERATIONS = ("BatchGetItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan", "TransactWriteItems", "UpdateItem")
_QUICK = frozenset(("dynamodb", operation) for operation in _OPERATIONS)
_HEADERS = {"Content-Type": "application/x-amz-json-1.0"}


@contextmanager
def quick_answers() -> Iterator[None]:
    """Replace moto's serializer for the item operations and its request ids, and keep the names of its methods."""
    responses: Any = import_module("moto.core.responses")

    serialize = responses.ActionResult.execute_result

    def execute_result(self: Any, context: Any) -> Any:
        called = context.service_model.service_name, context.operation_model.name
        if called in _QUICK and isinstance(self.result, dict):
            # Bytes, which JSON does not know, take the long way.
            with suppress(TypeError):
                return 200, dict(_HEADERS), json.dumps(self.result)
        return serialize(self, context)

    def request_id(headers: dict[str, Any]) -> str:
        headers["x-amzn-requestid"] = made = token_hex(26).upper()
        return made

    with (
        replaced(responses.ActionResult, "execute_result", execute_result),
        replaced(responses, "method_names_from_class", cache(responses.method_names_from_class)),
        replaced(responses, "gen_amzn_requestid_long", request_id),
    ):
        yield
