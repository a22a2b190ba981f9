"""S3 event notifications: the events that a bucket sends to functions when an object is stored or deleted."""

import itertools
import json
import logging
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import quote_plus

from local import aws
from local.asynchronous import AsynchronousCalls
from local.errors import TemplateError
from local.functions import Function
from local.moto.corrections import object_events

logger = logging.getLogger("local.s3")

_sequence = itertools.count(time.time_ns())


@dataclass(frozen=True)
class Rule:
    """An event of a function: a bucket, event names with ``*``, and what the key starts and ends with."""

    bucket: str
    events: tuple[str, ...]
    prefix: str
    suffix: str
    function: Function
    name: str

    def matches(self, bucket: str, event: str, key: str) -> bool:
        """Tell whether the function is to be called."""
        return (
            bucket == self.bucket
            and any(fnmatchcase(event, pattern) for pattern in self.events)
            and key.startswith(self.prefix)
            and key.endswith(self.suffix)
        )


def read_rules(functions: dict[str, Function]) -> list[Rule]:
    """Return the S3 events of all functions.

    Raises:
        TemplateError: for a filter that is neither prefix nor suffix.
    """
    rules = []
    for function in functions.values():
        for name, event in function.events.items():
            if event["Type"] != "S3":
                continue
            properties = event["Properties"]
            names = properties["Events"]
            filters = {"prefix": "", "suffix": ""}
            for rule in ((properties.get("Filter") or {}).get("S3Key") or {}).get("Rules") or []:
                if rule["Name"].lower() not in filters:
                    where = f"Resources.{function.logical_id}.Properties.Events.{name}.Filter"
                    raise TemplateError(where, "S3 filters by prefix and suffix only")
                filters[rule["Name"].lower()] = rule["Value"]
            patterns = tuple([names] if isinstance(names, str) else names)
            rules.append(Rule(properties["Bucket"], patterns, **filters, function=function, name=name))
    return rules


@contextmanager
def notifications(rules: list[Rule], calls: AsynchronousCalls) -> Iterator[None]:
    """Send the events of the buckets to the functions, after the request and not inside it."""

    def send(event: str, bucket: str, key: Any) -> None:
        for rule in rules:
            if rule.matches(bucket, event, key.name):
                calls.submit(rule.function, json.dumps(object_event(rule, event, key)).encode())

    with object_events(send):
        yield


def object_event(rule: Rule, event: str, key: Any) -> dict[str, Any]:
    """Return the event that S3 sends.

    Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html

    Args:
        rule: whom it is for.
        event: ``s3:ObjectCreated:Put`` and so on.
        key: moto's object.
    """
    item = {"key": quote_plus(key.name, safe="/"), "sequencer": f"{next(_sequence):016X}"}
    if event.startswith("s3:ObjectCreated"):
        item |= {"size": key.size, "eTag": key.etag.strip('"')}
    moment = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    record = {
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "awsRegion": aws.REGION,
        "eventTime": moment,
        "eventName": event.removeprefix("s3:"),
        "userIdentity": {"principalId": "AWS:LOCAL"},
        "requestParameters": {"sourceIPAddress": "127.0.0.1"},
        "responseElements": {"x-amz-request-id": uuid.uuid4().hex[:16].upper(), "x-amz-id-2": uuid.uuid4().hex},
        "s3": {
            "s3SchemaVersion": "1.0",
            "configurationId": rule.name,
            "bucket": {
                "name": rule.bucket,
                "ownerIdentity": {"principalId": "LOCAL"},
                "arn": f"arn:{aws.PARTITION}:s3:::{rule.bucket}",
            },
            "object": item,
        },
    }
    return {"Records": [record]}
