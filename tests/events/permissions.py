"""What functions really ask of AWS, against what template.yaml allows them: nobody enforces roles on this machine.

Every request to the embedded cloud is watched, and the function that made it is known by the application id that the
SDK sends along.
"""

import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import cache
from typing import Any
from xml.etree import ElementTree

from local import aws
from local.cloud import LOCAL_PARAMETERS
from local.endpoint import Endpoint
from local.environments import Environments
from local.functions import Function
from local.intrinsics import Resolver
from local.patching import replaced
from local.template import Template
from tests.events.studio import RESOURCES, ROOT

CALLER = re.compile(r"\bapp/(\w+)")
TRANSACTED = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
S3_ACTIONS = {"GET": "GetObject", "HEAD": "GetObject", "PUT": "PutObject", "DELETE": "DeleteObject"}

#: An action and the resource that it is done to.
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


@cache
def _resolver() -> Resolver:
    return Resolver(Template(ROOT / "template.yaml", defaults=LOCAL_PARAMETERS), {})


@cache
def _allowed(function: str) -> list[Need]:
    """The patterns of actions and resources that a function's role allows."""
    written = RESOURCES[function]["Properties"].get("Policies", [])
    shared = [RESOURCES[policy["Ref"]]["Properties"]["PolicyDocument"] for policy in written if "Ref" in policy]
    policies = _resolver().resolve([policy for policy in written if "Ref" not in policy] + shared, function)
    statements = [statement for policy in policies for statement in policy["Statement"]]
    return [(action, resource) for each in statements for action in each["Action"] for resource in each["Resource"]]


@contextmanager
def watched() -> Iterator[dict[str, set[Need]]]:
    """What each function asks of AWS, by its logical id, in clouds that are started meanwhile."""
    asked: dict[str, set[Need]] = {}
    variables, answer = Environments.variables, Endpoint.__call__

    def named(self: Environments, function: Function) -> dict[str, str]:
        return variables(self, function) | {"AWS_SDK_UA_APP_ID": function.logical_id}

    def watching(self: Endpoint, environ: dict[str, Any], start_response: Any) -> Any:
        if caller := CALLER.search(environ.get("HTTP_USER_AGENT", "")):
            asked.setdefault(caller[1], set()).update(_needs(environ))
        return answer(self, environ, start_response)

    with replaced(Environments, "variables", named), replaced(Endpoint, "__call__", watching):
        yield asked


def refused(asked: dict[str, set[Need]]) -> set[tuple[str, str, str]]:
    """What functions asked for and their roles do not allow."""
    return {
        (function, action, resource)
        for function, needs in asked.items()
        for action, resource in needs
        if not any(action == may and fnmatchcase(resource, where) for may, where in _allowed(function))
    }
