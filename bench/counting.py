"""The meter of requests to AWS by the studio's functions and their callers, in the embedded cloud while it runs.

A request is known to be a function's by the application id that the SDK sends along; one with a presigned URL is the
caller's. Everything else, such as what a benchmark looks up by itself, is not counted. Nothing is estimated but the
request units of DynamoDB, which `bench.units` takes from the items before and after each write.
"""

import io
import json
import math
import re
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bench.units import Index, Item, index_write_units, read_units, size, write_units
from local.endpoint import Endpoint
from local.environments import Environments, InvocationResult
from local.functions import Function
from local.gateway import Gateway
from local.patching import replaced

#: The step of the client that calls the API and uses presigned URLs.
CALLER = "caller"

_APPLICATION = re.compile(r"\bapp/(\w+)")
_DYNAMODB = "DynamoDB_20120810."
_TRANSACTION = "TransactWriteItems"
_KEYS = ("pk", "sk")

#: Functions that wait for a job, and read it until it is done. How often depends on the machine, so of such reads only
#: the last one counts.
WAITING = frozenset({"CalibrateFunction", "EditPageFunction"})

#: The operations that S3 charges for as writes (PUT, POST, LIST); deleting is free, all others are reads.
_S3_WRITES = frozenset({"PutObject", "ListObjects"})
_S3_FREE = frozenset({"DeleteObject", "DeleteObjects"})


@dataclass
class Usage:
    """The usage of AWS, in counters.

    Args:
        steps: a counter for each function by its logical id, for `CALLER`, and for each workflow. It holds requests by
            service and operation ("dynamodb UpdateItem", "s3 GetObject") and what AWS charges for by its name in
            prices.json ("write_units"); units of writes to an index carry the index's name ("write_units ByOwner").
        gb_seconds: by function its durations, each rounded up to a millisecond as AWS bills it, times its memory.
            Measured, so never the same twice.
        last_reads: the read units of the last query of a function in `WAITING`, by function and partition.
    """

    steps: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    gb_seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    last_reads: dict[tuple[str, str], float] = field(default_factory=dict)


class Meter:
    """A meter that counts into `usage`, which a benchmark replaces for each of its cases.

    `secrets` holds the secrets that each function has ever read. An environment reads them when it starts and every
    five minutes, independently of requests; so they belong to no case.

    Args:
        indexes: the indexes of the studio's table.
    """

    def __init__(self, indexes: Sequence[Index]) -> None:
        self.usage = Usage()
        self.secrets: defaultdict[str, set[str]] = defaultdict(set)
        self._indexes = indexes
        self._lock = threading.Lock()
        self._writing = threading.Lock()

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Count in the embedded clouds that are started inside this context."""
        variables, invoke = Environments.variables, Environments.invoke
        answer, ask = Endpoint.__call__, Gateway.__call__

        def named(environments: Environments, function: Function) -> dict[str, str]:
            return variables(environments, function) | {"AWS_SDK_UA_APP_ID": function.logical_id}

        def invoked(environments: Environments, function: Function, event: bytes) -> InvocationResult:
            began = time.perf_counter()
            try:
                return invoke(environments, function, event)
            finally:
                self._invoked(function, time.perf_counter() - began)

        def answered(endpoint: Endpoint, environ: dict[str, Any], start_response: Any) -> Any:
            return self._answered(lambda *request: answer(endpoint, *request), environ, start_response)

        def asked(gateway: Gateway, environ: dict[str, Any], start_response: Any) -> Any:
            self._add(CALLER, api_requests=1)
            return ask(gateway, environ, start_response)

        with (
            replaced(Environments, "variables", named),
            replaced(Environments, "invoke", invoked),
            replaced(Endpoint, "__call__", answered),
            replaced(Gateway, "__call__", asked),
        ):
            yield

    def add_transitions(self, workflow: str, count: int) -> None:
        """Count the states that an execution of a workflow entered."""
        self._add(workflow, transitions=count)

    def _add(self, step: str, **counts: float) -> None:
        with self._lock:
            self.usage.steps[step].update(counts)

    def _invoked(self, function: Function, seconds: float) -> None:
        self._add(function.logical_id, invocations=1)
        with self._lock:
            billed = math.ceil(1000 * seconds) / 1000
            self.usage.gb_seconds[function.logical_id] += billed * function.memory / 1024

    def _answered(self, answer: Any, environ: dict[str, Any], start_response: Any) -> Any:
        application = _APPLICATION.search(environ.get("HTTP_USER_AGENT", ""))
        step = application[1] if application else CALLER
        presigned = "X-Amz-Signature=" in environ.get("QUERY_STRING", "")
        target = environ.get("HTTP_X_AMZ_TARGET", "")
        if not application and not presigned:
            return answer(environ, start_response)
        if target.startswith(_DYNAMODB):
            return self._dynamodb(step, target.removeprefix(_DYNAMODB), answer, environ, start_response)
        if target.startswith("secretsmanager."):
            with self._lock:
                self.secrets[step].add(json.loads(_body(environ))["SecretId"])
        elif target.startswith("AWSStepFunctions."):
            self._add(step, **{f"states {target.partition('.')[2]}": 1})
        elif not target:
            self._s3(step, environ)
        else:
            raise NotImplementedError(f"{target} has no price here")
        return answer(environ, start_response)

    def _s3(self, step: str, environ: dict[str, Any]) -> None:
        _, _, key = environ["PATH_INFO"].lstrip("/").partition("/")
        method = environ["REQUEST_METHOD"].capitalize()
        operation = f"{method}Object" if key else {"Get": "ListObjects", "Post": "DeleteObjects"}[method]
        counts = {f"s3 {operation}": 1}
        if operation not in _S3_FREE:
            counts["s3_writes" if operation in _S3_WRITES else "s3_reads"] = 1
        self._add(step, **counts)

    def _dynamodb(self, step: str, operation: str, answer: Any, environ: dict[str, Any], start_response: Any) -> Any:
        request = json.loads(_body(environ))
        index = request.get("IndexName")
        self._add(step, **{f"dynamodb {operation}" + (f" {index}" if index else ""): 1})
        if operation in ("GetItem", "BatchGetItem", "Query"):
            pieces = b"".join(answer(environ, start_response))
            units = _read_units(operation, request, json.loads(pieces))
            self._add(step, read_units=units)
            if step in WAITING and operation == "Query":
                self._forget_earlier(step, json.dumps(request["ExpressionAttributeValues"]), units)
            return [pieces]
        writes = list(_writes(operation, request))
        with self._writing:  # the items before a write, the write and the items after it belong together

            def images() -> list[Item | None]:
                return [_item(answer, environ, write["TableName"], _key(write)) for write in writes]

            before = images()
            pieces = b"".join(answer(environ, start_response))
            after = images()
        for old, new in zip(before, after, strict=True):
            self._written(step, old, new, transacted=operation == _TRANSACTION)
        return [pieces]

    def _forget_earlier(self, step: str, partition: str, units: float) -> None:
        """Count the last of equal reads alone."""
        earlier = self.usage.last_reads.get((step, partition))
        if earlier is not None:
            self._add(step, read_units=-earlier, **{"dynamodb Query": -1})
        self.usage.last_reads[step, partition] = units

    def _written(self, step: str, before: Item | None, after: Item | None, *, transacted: bool) -> None:
        # Indexes follow the table later, outside of its transaction; so they are taken to cost what they always do.
        units = {"write_units": write_units(before, after) * (2 if transacted else 1)}
        for index in self._indexes:
            units[f"write_units {index.name}"] = index_write_units(index, before, after, _KEYS)
        self._add(step, **{name: count for name, count in units.items() if count})


def _body(environ: dict[str, Any]) -> bytes:
    """A request's body, which can be read again afterwards."""
    body: bytes = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    return body


def _writes(operation: str, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The writes of a request, each with its table and either its key or its whole item."""
    if operation == _TRANSACTION:
        for entry in request["TransactItems"]:
            yield from entry.values()
    elif operation in ("PutItem", "UpdateItem", "DeleteItem"):
        yield request
    else:
        raise NotImplementedError(f"DynamoDB's {operation} has no price here")


def _key(write: dict[str, Any]) -> Item:
    held = write.get("Key") or write["Item"]
    return {name: held[name] for name in _KEYS}


def _caller(environ: dict[str, Any]) -> str:
    """The access key id that signed a request."""
    found = re.search(r"Credential=([^/]+)/", environ["HTTP_AUTHORIZATION"])
    return found[1] if found else ""


def _item(answer: Any, environ: dict[str, Any], table: str, key: Item) -> Item | None:
    """The item of a key as it is now, read without being counted."""
    body = json.dumps({"TableName": table, "Key": key, "ConsistentRead": True}).encode()
    reading = {"HTTP_X_AMZ_TARGET": f"{_DYNAMODB}GetItem", "CONTENT_LENGTH": str(len(body))}
    # Not with the credentials of the function, whose role may not allow it.
    credentials = {"HTTP_AUTHORIZATION": environ["HTTP_AUTHORIZATION"].replace(_caller(environ), "meter", 1)}
    pieces = answer({**environ, **reading, **credentials, "wsgi.input": io.BytesIO(body)}, lambda *_: None)
    item: Item | None = json.loads(b"".join(pieces)).get("Item")
    return item


def _read_units(operation: str, request: dict[str, Any], found: dict[str, Any]) -> float:
    if operation == "BatchGetItem":
        ((table, asked),) = request["RequestItems"].items()
        consistent = asked.get("ConsistentRead", False)
        items = found["Responses"][table]
        missing = len(asked["Keys"]) - len(items)
        return sum(read_units(each, consistent=consistent) for each in [*map(size, items), *[0] * missing])
    if {"FilterExpression", "ProjectionExpression"} & request.keys():
        raise NotImplementedError("what was read is more than what was answered")
    items = found.get("Items", [found["Item"]] if "Item" in found else [])
    return read_units(sum(map(size, items)), consistent=request.get("ConsistentRead", False))
