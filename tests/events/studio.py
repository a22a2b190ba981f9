"""Calls the functions of an embedded cloud with the sample events of events/."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import requests
from PIL import Image

from local import Cloud
from tests.support.template import ROOT, template

RESOURCES = template()["Resources"]


def _event_name(properties: dict[str, Any]) -> str:
    return f"{Path(properties['CodeUri']).name}-{properties['Handler'].partition('.')[0]}"


#: Logical ids of the functions by the names of their events.
FUNCTIONS = {
    _event_name(resource["Properties"]): name
    for name, resource in RESOURCES.items()
    if resource["Type"] == "AWS::Serverless::Function"
}


def sample(name: str, **values: str) -> Any:
    """An event with its placeholders filled in."""
    text = (ROOT / "events" / f"{name}.json").read_text("utf-8")
    for placeholder, value in values.items():
        text = text.replace(f"{{{{{placeholder}}}}}", value)
    assert "{{" not in text
    return json.loads(text)


@cache
def picture() -> bytes:
    """The sample character, small: what is asked of AWS does not depend on how long the drawing takes."""
    with Image.open(ROOT / "docs" / "sample-character.png") as character:
        character.reduce(4).save(small := BytesIO(), "PNG")
    return small.getvalue()


class Studio:
    """An embedded cloud that is called with the events."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud

    def invoke(self, name: str, **values: str) -> Any:
        """Call the function that an event is for."""
        return self.cloud.invoke(FUNCTIONS[name], sample(name, **values))

    def body(self, name: str, **values: str) -> dict[str, Any]:
        """Call a function of the API; its answer's body."""
        body: dict[str, Any] = json.loads(self.invoke(name, **values)["body"])
        return body

    def upload(self) -> str:
        """Upload a picture; its key."""
        ticket = self.body("uploads-create_upload")
        headers = {"Content-Type": "image/png"}
        requests.put(ticket["uploadUrl"], picture(), headers=headers, timeout=30).raise_for_status()
        return str(ticket["key"])

    def kit(self) -> str:
        """Create a reference kit; its id."""
        return str(self.body("reference_kits-create_kit", uploadKey=self.upload())["id"])

    def book(self) -> dict[str, str]:
        """Begin a picture book and read it to its end; what the placeholders of its events stand for."""
        return self.finished(self.invoke("picture_books-start_story"))

    def finished(self, begun: dict[str, Any]) -> dict[str, str]:
        """Read a picture book of three scenes to its end.

        Args:
            begun: the answer that began it.
        """
        cookie = begun["multiValueHeaders"]["Set-Cookie"][0].partition(";")[0].partition("=")[2]
        first = scene = _last_word(begun)
        for _ in range(2):
            scene = _last_word(self.invoke("picture_books-choose", cookie=cookie, sceneId=scene))
        return {"cookie": cookie, "sceneId": first, "storyId": first}

    def token(self) -> str:
        """Sign in; the access token."""
        return str(self.body("accounts-create_session")["access_token"])

    def forget_rates(self) -> None:
        """Let the demo user ask for as much again as a minute allows."""
        client, table = self.cloud.client("dynamodb"), self.cloud.resource_name("Table")
        for page in client.get_paginator("scan").paginate(TableName=table, ProjectionExpression="pk, sk"):
            for key in page["Items"]:
                if key["pk"]["S"].startswith("RATE#"):
                    client.delete_item(TableName=table, Key=key)

    def wait(self) -> None:
        """Until nothing is drawn any more."""
        self.cloud.drain(60)

    @contextmanager
    def without_workflows(self) -> Iterator[None]:
        """Meanwhile nothing is drawn unless a test calls the tasks."""
        client = self.cloud.client("stepfunctions")
        found = client.list_state_machines()["stateMachines"]
        machines = [client.describe_state_machine(stateMachineArn=each["stateMachineArn"]) for each in found]
        for machine in machines:
            client.delete_state_machine(stateMachineArn=machine["stateMachineArn"])
        yield
        for machine in machines:
            client.create_state_machine(**{name: machine[name] for name in ("name", "definition", "roleArn", "type")})


def _last_word(redirect: dict[str, Any]) -> str:
    """The last segment of the path that an answer leads to."""
    return str(redirect["multiValueHeaders"]["Location"][0].rpartition("/")[2])
