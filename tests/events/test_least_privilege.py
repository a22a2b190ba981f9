"""What functions really ask of AWS, against what template.yaml allows them: nobody enforces roles on this machine.

Every request to the embedded cloud is watched, and the function that made it is known by the application id that the
SDK sends along.
"""

import io
import json
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any
from xml.etree import ElementTree

import pytest

from local import Cloud, aws
from local.cloud import LOCAL_PARAMETERS
from local.endpoint import Endpoint
from local.environments import Environments
from local.functions import Function
from local.intrinsics import Resolver
from local.template import Template
from tests.events.studio import FUNCTIONS, RESOURCES, ROOT, Studio, sample

CALLER = re.compile(r"\bapp/(\w+)")
TRANSACTED = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
S3_ACTIONS = {"GET": "GetObject", "HEAD": "GetObject", "PUT": "PutObject", "DELETE": "DeleteObject"}

Need = tuple[str, str]


def _dynamodb(operation: str, body: dict[str, Any]) -> Iterator[Need]:
    def table(name: str, index: str | None = None) -> str:
        return aws.arn("dynamodb", f"table/{name}" + (f"/index/{index}" if index else ""))

    if operation == "TransactWriteItems":
        for item in body["TransactItems"]:
            ((kind, write),) = item.items()
            yield f"dynamodb:{TRANSACTED[kind]}", table(write["TableName"])
    elif "RequestItems" in body:
        for name in body["RequestItems"]:
            yield f"dynamodb:{operation}", table(name)
    else:
        yield f"dynamodb:{operation}", table(body["TableName"], body.get("IndexName"))


def _s3(method: str, path: str, query: str, body: bytes) -> Iterator[Need]:
    bucket, _, key = path.lstrip("/").partition("/")
    if key:
        yield f"s3:{S3_ACTIONS[method]}", f"arn:aws:s3:::{bucket}/{key}"
    elif method == "POST" and query.startswith("delete"):
        for element in ElementTree.fromstring(body).iter():
            if element.tag.endswith("}Key"):
                yield "s3:DeleteObject", f"arn:aws:s3:::{bucket}/{element.text}"
    else:
        yield "s3:ListBucket", f"arn:aws:s3:::{bucket}"


def _needs(environ: dict[str, Any]) -> list[Need]:
    """The actions and resources that a request needs to be allowed."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    service, _, operation = environ.get("HTTP_X_AMZ_TARGET", "").partition(".")
    if service.startswith("DynamoDB"):
        return list(_dynamodb(operation, json.loads(body)))
    if service == "AWSStepFunctions":
        asked = json.loads(body)
        return [(f"states:{operation}", asked.get("stateMachineArn") or asked["executionArn"])]
    if service == "secretsmanager":
        secret = f"secret:{json.loads(body)['SecretId']}-aBcDeF"
        return [(f"secretsmanager:{operation}", aws.arn("secretsmanager", secret))]
    return list(_s3(environ["REQUEST_METHOD"], environ["PATH_INFO"], environ["QUERY_STRING"], body))


_RESOLVER = Resolver(Template(ROOT / "template.yaml", defaults=LOCAL_PARAMETERS), {})


def _allowed(function: str) -> list[Need]:
    """The patterns of actions and resources that a function's role allows."""
    written = RESOURCES[function]["Properties"].get("Policies", [])
    shared = [RESOURCES[policy["Ref"]]["Properties"]["PolicyDocument"] for policy in written if "Ref" in policy]
    policies = _RESOLVER.resolve([policy for policy in written if "Ref" not in policy] + shared, function)
    statements = [statement for policy in policies for statement in policy["Statement"]]
    return [(action, resource) for each in statements for action in each["Action"] for resource in each["Resource"]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[Need]]:
    """What each function asked of AWS, by its logical id; filled while the test runs."""
    seen: dict[str, set[Need]] = {}
    variables, answer = Environments.variables, Endpoint.__call__

    def named(self: Environments, function: Function) -> dict[str, str]:
        return variables(self, function) | {"AWS_SDK_UA_APP_ID": function.logical_id}

    def watched(self: Endpoint, environ: dict[str, Any], start_response: Any) -> Any:
        if caller := CALLER.search(environ.get("HTTP_USER_AGENT", "")):
            seen.setdefault(caller[1], set()).update(_needs(environ))
        return answer(self, environ, start_response)

    monkeypatch.setattr(Environments, "variables", named)
    monkeypatch.setattr(Endpoint, "__call__", watched)
    return seen


def _swap_a_face(studio: Studio, kit: str) -> None:
    event = sample("reference_kits-create_images", kitId=kit)
    event["body"] = json.dumps({"sourceImageUrl": studio.upload(), "consent": True})
    event["headers"] |= {"Idempotency-Key": "one-swap"}
    for _ in range(2):
        assert studio.cloud.invoke(FUNCTIONS["reference_kits-create_images"], event)["statusCode"] == 202


def _draw_a_storyboard(studio: Studio) -> None:
    handle = studio.body("storyboards-upload_images")["images"][0]["localPath"]
    studio.invoke("storyboards-serve_image", handle=handle)
    for name, also in (("create_storyboard", {}), ("create_prediction", {"seedImage": studio.upload()})):
        event = sample(f"storyboards-{name}")
        body = json.loads(event["body"]) | {"referenceImageUrls": [handle]} | also
        event |= {"body": json.dumps(body), "headers": event["headers"] | {"Idempotency-Key": f"one {name}"}}
        for _ in range(2):
            answer = studio.cloud.invoke(FUNCTIONS[f"storyboards-{name}"], event)
            assert answer["statusCode"] == 200, answer["body"]
    studio.wait()
    prediction = json.loads(answer["body"])["predictionId"]
    image = studio.body("storyboards-get_prediction", predictionId=prediction)["image"]
    studio.invoke("storyboards-serve_image", handle=image["localPath"])
    event["body"] = json.dumps(json.loads(event["body"]) | {"seedImage": image["localPath"]})
    del event["headers"]["Idempotency-Key"]
    later = json.loads(studio.cloud.invoke(FUNCTIONS["storyboards-create_prediction"], event)["body"])["predictionId"]
    studio.invoke("storyboards-cancel_prediction", predictionId=later)
    studio.wait()


def _tell_a_story(studio: Studio) -> None:
    token = studio.token()
    event = sample("story_images-create_task", accessToken=token)
    event["headers"] |= {"Idempotency-Key": "one story"}
    for _ in range(2):
        answer = studio.cloud.invoke(FUNCTIONS["story_images-create_task"], event)
        assert answer["statusCode"] == 202, answer["body"]
    task = json.loads(answer["body"])["task_id"]
    studio.wait()
    known = {"accessToken": token, "taskId": task, "imageId": f"{task}-1"}
    for name in ("get_task", "get_image", "regenerate_image"):
        assert studio.invoke(f"story_images-{name}", **known)["statusCode"] in (200, 202)
    studio.wait()


def _live_through_everything(studio: Studio) -> None:
    for name in ("refresh_session", "delete_session"):
        studio.invoke(f"accounts-{name}", accessToken=studio.token())
    studio.invoke("webhooks-replicate")
    kit = studio.kit()
    studio.wait()
    images = studio.body("reference_kits-create_images", kitId=kit)["id"]
    studio.invoke("reference_kits-get_images", kitId=kit, imagesId=images)
    _swap_a_face(studio, kit)
    for name in ("list_kits", "get_kit", "update_kit", "regenerate_reference"):
        studio.invoke(f"reference_kits-{name}", kitId=kit)
    studio.wait()
    studio.invoke("reference_kits-delete_kit", kitId=kit)
    studio.invoke("reference_kits-delete_kit", kitId=studio.kit())
    left = studio.kit()
    studio.invoke("tasks-fail_picture", kitId=left, picture="expression_smile")
    studio.invoke("triggers-sweep")
    studio.wait()
    _draw_a_storyboard(studio)
    _tell_a_story(studio)


def test_functions_ask_for_what_they_are_allowed(asked: dict[str, set[Need]]):
    from local.seed import seed

    with Cloud(root=ROOT, gateway=False, schedules=False, seed=seed) as cloud:
        _live_through_everything(Studio(cloud))
    refused = {
        (function, action, resource)
        for function, needs in asked.items()
        for action, resource in needs
        if not any(action == may and fnmatchcase(resource, where) for may, where in _allowed(function))
    }
    assert not refused
    silent = {"HealthFunction", "DocsFunction"}
    functions = {name for name, resource in RESOURCES.items() if resource["Type"] == "AWS::Serverless::Function"}
    assert functions - silent <= set(asked), "the test calls every function that uses AWS"
