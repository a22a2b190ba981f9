"""SQS queues, and what Lambda does for those that are an event source: fetches messages, calls functions, deletes them.

Unlike on AWS a message that failed comes again after a second, whatever the queue's VisibilityTimeout says; one batch
is worked on at a time; and queues are empty at each start.

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
"""

import json
import logging
import threading
from dataclasses import dataclass
from typing import Any

from local import aws
from local.environments import Environments
from local.errors import LocalError, TemplateError
from local.functions import Function
from local.template import Template

logger = logging.getLogger("local.sqs")

#: Attributes of a queue that SQS has under the name that they have in a template.
_ATTRIBUTES = ("DelaySeconds", "MaximumMessageSize", "MessageRetentionPeriod", "VisibilityTimeout")

#: Seconds between two looks at a queue, and until a message that failed comes again.
_PAUSE = 0.1
_AGAIN = 1

_MOST = 10
"""The most messages that one ReceiveMessage returns; a larger BatchSize is filled up to this."""


@dataclass(frozen=True)
class Source:
    """A queue whose messages a function gets.

    Attributes:
        queue: the queue's name.
        size: most messages in a batch.
        partial: whether the function tells which messages of a batch have failed.
    """

    function: Function
    queue: str
    size: int
    partial: bool


def create_queues(template: Template, clients: aws.Clients) -> None:
    """Create the queues, dead-letter queues first."""
    logical_ids = template.of_type("AWS::SQS::Queue")
    for logical_id in sorted(logical_ids, key=lambda each: "RedrivePolicy" in template.properties(each)):
        properties = template.properties(logical_id)
        attributes = {name: str(properties[name]) for name in _ATTRIBUTES if name in properties}
        if "RedrivePolicy" in properties:
            attributes["RedrivePolicy"] = json.dumps(properties["RedrivePolicy"])
        clients("sqs").create_queue(QueueName=template.name(logical_id), Attributes=attributes)


def read_sources(template: Template, functions: dict[str, Function]) -> list[Source]:
    """Return the queues that are event sources of functions, as events of theirs or as mappings of their own.

    Raises:
        TemplateError: the queue is none of this template, or the function has longer than its messages stay hidden.
    """
    found: list[tuple[Function, str, str, dict[str, Any]]] = []
    for function in functions.values():
        for name, event in function.events.items():
            if event["Type"] == "SQS":
                where = f"Resources.{function.logical_id}.Properties.Events.{name}"
                found.append((function, where, event["Properties"]["Queue"], event["Properties"]))
    by_name = {template.name(function.logical_id): function for function in functions.values()}
    for logical_id in template.of_type("AWS::Lambda::EventSourceMapping"):
        properties = template.properties(logical_id)
        where = f"Resources.{logical_id}.Properties"
        if properties["FunctionName"] not in by_name:
            raise TemplateError(f"{where}.FunctionName", "the name of a function of this template is needed here")
        found.append((by_name[properties["FunctionName"]], where, properties["EventSourceArn"], properties))
    return [source for each in found if (source := _source(template, *each))]


def _source(
    template: Template, function: Function, where: str, queue_arn: str, properties: dict[str, Any]
) -> Source | None:
    """A queue as an event source; None where it is switched off."""
    queues = {template.arn(logical_id): logical_id for logical_id in template.of_type("AWS::SQS::Queue")}
    if queue_arn not in queues:
        raise TemplateError(where, "the ARN of a queue of this template is needed here")
    queue = queues[queue_arn]
    # Lambda itself refuses such an event source.
    if function.timeout > float(template.properties(queue).get("VisibilityTimeout", 30)):
        raise TemplateError(where, f"VisibilityTimeout of {queue} is shorter than the function's Timeout")
    if str(properties.get("Enabled", True)).lower() != "true":
        return None
    partial = "ReportBatchItemFailures" in properties.get("FunctionResponseTypes", [])
    return Source(function, template.name(queue), min(int(properties.get("BatchSize", 10)), _MOST), partial)


class Pollers:
    """Threads that hand the messages of queues to functions, one for each source.

    Args:
        sources: whose messages go where.
        clients: clients of the embedded cloud.
        environments: where functions run.
    """

    def __init__(self, sources: list[Source], clients: aws.Clients, environments: Environments):
        self._sources = sources
        self._clients = clients
        self._environments = environments
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(source,), name=f"sqs-{source.queue}", daemon=True)
            for source in sources
        ]

    @property
    def pending(self) -> int:
        """The number of messages for functions that are not done, those that will come again included."""
        return sum(len(_stored(source.queue)) for source in self._sources)

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Fetch nothing more."""
        self._stopped.set()

    def join(self) -> None:
        """Wait until nothing is handed over any more."""
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _run(self, source: Source) -> None:
        while not self._stopped.wait(_PAUSE):
            # A look into moto costs no request; most looks find nothing.
            if any(message.visible for message in _stored(source.queue)):
                try:
                    self._hand_over(source)
                except LocalError as error:
                    if not self._stopped.is_set():
                        logger.error("%s: %s", source.function.logical_id, error)

    def _hand_over(self, source: Source) -> None:
        sqs, url = self._clients("sqs"), aws.queue_url(source.queue)
        names = ["All"]
        answer = sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=source.size, AttributeNames=names, MessageAttributeNames=names
        )
        messages = answer.get("Messages", [])
        if not messages:  # what had come too often went to the dead-letter queue
            return
        event = {"Records": [_record(source, message) for message in messages]}
        result = self._environments.invoke(source.function, json.dumps(event).encode())
        failed = _failed(source, [message["MessageId"] for message in messages], result.payload, result.failed)
        for message in messages:
            place = {"QueueUrl": url, "ReceiptHandle": message["ReceiptHandle"]}
            if message["MessageId"] in failed:
                logger.warning("%s will get the message %s again", source.function.logical_id, message["MessageId"])
                sqs.change_message_visibility(**place, VisibilityTimeout=_AGAIN)
            else:
                sqs.delete_message(**place)


def _stored(queue: str) -> list[Any]:
    """Moto's messages of a queue, hidden ones too."""
    from moto.sqs.models import sqs_backends

    found = sqs_backends[aws.ACCOUNT][aws.REGION].queues.get(queue)
    return list(found._messages) if found else []


def _failed(source: Source, ids: list[str], payload: bytes, crashed: bool) -> set[str]:
    """The messages that have failed: all, where a function says nothing of them that can be understood."""
    if crashed:
        return set(ids)
    if not source.partial:
        return set()
    answer = json.loads(payload)
    if answer is None:
        return set()
    try:
        failed = {entry["itemIdentifier"] for entry in answer.get("batchItemFailures") or []}
    except (AttributeError, KeyError, TypeError):
        return set(ids)
    return failed if failed <= set(ids) else set(ids)


def _record(source: Source, message: dict[str, Any]) -> dict[str, Any]:
    """A record of the event, as Lambda writes it: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html"""
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message["Attributes"],
        "messageAttributes": {
            name: {key[0].lower() + key[1:]: value for key, value in attribute.items()}
            for name, attribute in message.get("MessageAttributes", {}).items()
        },
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": aws.arn("sqs", source.queue),
        "awsRegion": aws.REGION,
    }
