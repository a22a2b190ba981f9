"""Queues that are event sources: batches, failures of single messages, and the dead-letter queue."""

import json
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from local import Cloud, aws
from local.errors import TemplateError
from local.functions import read_functions
from local.queues import read_sources
from local.template import Template

ORDERS = f"{aws.STACK}-Orders"
FAILED = f"{aws.STACK}-FailedOrders"


def _send(cloud: Cloud, *bodies: str) -> None:
    entries = [{"Id": str(number), "MessageBody": body} for number, body in enumerate(bodies)]
    cloud.client("sqs").send_message_batch(QueueUrl=cloud.outputs["Orders"], Entries=entries)


def _events(record: Path) -> list[Any]:
    return [json.loads(line) for line in record.read_text().splitlines()]


def _seen(record: Path) -> Counter[str]:
    return Counter(each["body"] for event in _events(record) for each in event["Records"])


@pytest.fixture(autouse=True)
def _unrecorded(record: Path) -> None:
    record.unlink(missing_ok=True)


def _dead(cloud: Cloud) -> list[str]:
    """What lies in the dead-letter queue; it is taken out."""
    sqs, url = cloud.client("sqs"), aws.queue_url(FAILED)
    messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    for message in messages:
        sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return sorted(message["Body"] for message in messages)


def test_a_message_comes_once_as_lambda_writes_it(cloud: Cloud, record: Path) -> None:
    attribute: Any = {"Kind": {"DataType": "String", "StringValue": "book"}}
    cloud.client("sqs").send_message(
        QueueUrl=cloud.outputs["Orders"], MessageBody='{"é": 1}', MessageAttributes=attribute
    )
    cloud.drain()
    (event,) = _events(record)
    (message,) = event["Records"]
    assert message["body"] == '{"é": 1}'
    assert (message["eventSource"], message["eventSourceARN"]) == ("aws:sqs", aws.arn("sqs", ORDERS))
    assert message["attributes"]["ApproximateReceiveCount"] == "1"
    assert message["messageAttributes"]["Kind"]["stringValue"] == "book"
    assert cloud.outputs["Orders"] == cloud.client("sqs").get_queue_url(QueueName=ORDERS)["QueueUrl"].replace(
        cloud.endpoint, f"https://sqs.{aws.REGION}.amazonaws.com"
    )


def test_of_a_batch_only_what_failed_comes_again_and_then_lies_in_the_dead_letter_queue(
    cloud: Cloud, record: Path
) -> None:
    _send(cloud, "one", "fail", "two")
    cloud.drain()
    assert _seen(record) == {"one": 1, "two": 1, "fail": 2}
    assert _dead(cloud) == ["fail"]


def test_a_batch_that_crashes_comes_again_whole(cloud: Cloud, record: Path) -> None:
    _send(cloud, "crash", "with it")
    cloud.drain()
    seen = _seen(record)
    assert seen["crash"] == 2
    # Both may have come in one batch or apart.
    assert (seen["with it"], _dead(cloud)) in [(2, ["crash", "with it"]), (1, ["crash"])]


def test_no_batch_is_larger_than_the_template_says(cloud: Cloud, record: Path) -> None:
    threads = [threading.Thread(target=_send, args=(cloud, *(f"{a}{b}" for b in range(6)))) for a in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cloud.drain()
    assert sorted(_seen(record).values()) == [1] * 12
    assert max(len(event["Records"]) for event in _events(record)) <= 5


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("Queue: !GetAtt Orders.Arn", "Queue: arn:aws:sqs:us-east-1:1:elsewhere", "of this template"),
        ("VisibilityTimeout: 60", "VisibilityTimeout: 9", "shorter than the function's Timeout"),
    ],
)
def test_a_source_that_lambda_would_refuse_stops_the_start(project: Path, before: str, after: str, problem: str):
    other = project / "queues.yaml"
    other.write_text((project / "template.yaml").read_text().replace(before, after))
    template = Template(other)
    with pytest.raises(TemplateError, match=problem):
        read_sources(template, read_functions(template))


MAPPING = """
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref OnMessage
      BatchSize: 3
      Enabled: true

Outputs:"""


def test_a_mapping_of_its_own_is_a_source_as_an_event_is(project: Path):
    other, text = project / "mapped.yaml", (project / "template.yaml").read_text()
    other.write_text(text.replace("\nOutputs:", MAPPING))
    template = Template(other)
    event, mapping = read_sources(template, read_functions(template))
    assert (mapping.function, mapping.queue) == (event.function, event.queue)
    assert (mapping.size, mapping.partial) == (3, False)
    other.write_text(text.replace("\nOutputs:", MAPPING.replace("Enabled: true", "Enabled: false")))
    template = Template(other)
    assert len(read_sources(template, read_functions(template))) == 1
    other.write_text(text.replace("\nOutputs:", MAPPING.replace("!Ref OnMessage", "elsewhere")))
    template = Template(other)
    with pytest.raises(TemplateError, match="of this template"):
        read_sources(template, read_functions(template))
