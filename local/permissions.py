"""Permissions of functions: each request that a function sends to AWS is held against the function's own role.

A function is known by its access key, which also stands in the URLs that it signs: what the role may not do, the URL
may not either. Requests with any other key are an administrator's and may do everything.
"""

import base64
import hashlib
import io
import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from werkzeug.wrappers import Request, Response

from local import aws
from local.policies import Need, read_roles
from local.template import SECRET_SUFFIX, Template

logger = logging.getLogger("local")

_CREDENTIAL = re.compile(r"Credential=([^/,\s]+)/")
_LAMBDA = "/2015-03-31/functions/"
_TRANSACTED = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
_OBJECT_ACTIONS = {"GET": "GetObject", "HEAD": "GetObject", "PUT": "PutObject", "DELETE": "DeleteObject"}
_EQUALITY = re.compile(r"([#\w.]+)\s*=\s*(:\w+)")
#: What names no part of an object: parts of a signature, and the SDK's name of the operation.
_NO_SUBRESOURCE = re.compile(r"X-Amz-.*|x-id")


def access_key(logical_id: str) -> str:
    """Return the access key id of a function: the same at every start, as URLs that it signed outlive it."""
    digest = hashlib.sha256(logical_id.encode()).digest()
    return f"ASIA{base64.b32encode(digest).decode()[:16]}"


class Permissions:
    """Refuses what the role of a function does not allow.

    Args:
        template: where the roles and the keys of the tables stand.

    Raises:
        TemplateError: for a policy that is not evaluated.
    """

    def __init__(self, template: Template):
        self._roles = {access_key(name): (name, role) for name, role in read_roles(template).items()}
        self._partition_keys = dict(_partition_keys(template))

    @property
    def access_keys(self) -> frozenset[str]:
        """The access key ids of all functions."""
        return frozenset(self._roles)

    def refusal(self, environ: dict[str, Any]) -> Response | None:
        """Return AWS's refusal of a request, or None when it may pass.

        Args:
            environ: WSGI environment of the request; its body can still be read afterwards.
        """
        name, role = self._roles.get(_signer(environ), ("", None))
        if role is None or environ["REQUEST_METHOD"] == "OPTIONS":
            return None
        for need in self._needs(environ):
            if not role.allows(need):
                user = aws.arn("sts", f"assumed-role/{aws.STACK}-{name}Role/{name}", region="")
                message = (
                    f"User: {user} is not authorized to perform: {need.action} on resource: {need.resource} "
                    f"because no identity-based policy allows the {need.action} action"
                )
                # Who follows a URL to what is gone meets this refusal every day; then no grant is missing.
                is_usual = need.action == "s3:ListBucket" and "HTTP_AUTHORIZATION" not in environ
                logger.log(logging.INFO if is_usual else logging.WARNING, "%s (%s)", message, dict(need.context))
                return _refuse(environ, message)
        return None

    def _needs(self, environ: dict[str, Any]) -> Iterator[Need]:
        service, _, operation = environ.get("HTTP_X_AMZ_TARGET", "").partition(".")
        if service.startswith("DynamoDB_"):
            yield from self._dynamodb(operation, json.loads(_body(environ)))
        elif service == "AWSStepFunctions":
            asked = json.loads(_body(environ))
            yield Need(f"states:{operation}", asked.get("stateMachineArn") or asked.get("executionArn", ""))
        elif service == "secretsmanager":
            secret = json.loads(_body(environ)).get("SecretId", "")
            arn = secret if secret.startswith("arn:") else aws.arn("secretsmanager", f"secret:{secret}-{SECRET_SUFFIX}")
            yield Need(f"secretsmanager:{operation}", arn)
        elif service == "AmazonSQS":
            queue = json.loads(_body(environ)).get("QueueUrl", "").rpartition("/")[2]
            yield Need(f"sqs:{operation}", aws.arn("sqs", queue))
        elif environ["PATH_INFO"].startswith(_LAMBDA):
            function = unquote(environ["PATH_INFO"].removeprefix(_LAMBDA).rpartition("/")[0]).rpartition(":function:")
            yield Need("lambda:InvokeFunction", aws.arn("lambda", f"function:{function[2]}"))
        else:
            yield from _s3(environ)

    def _dynamodb(self, operation: str, asked: dict[str, Any]) -> Iterator[Need]:
        if operation == "TransactWriteItems":
            # Authorised as its single actions:
            # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
            for action in asked["TransactItems"]:
                ((kind, write),) = action.items()
                yield self._item(_TRANSACTED[kind], write["TableName"], [write.get("Item") or write.get("Key", {})])
        elif operation == "BatchGetItem":
            for table, request in asked["RequestItems"].items():
                yield self._item(operation, table, request["Keys"])
        elif operation == "Query":
            table, index = asked["TableName"], asked.get("IndexName")
            partition_key, names = self._partition_keys.get((table, index)), asked.get("ExpressionAttributeNames", {})
            values = asked.get("ExpressionAttributeValues", {})
            pairs = _EQUALITY.findall(asked.get("KeyConditionExpression", ""))
            found = [{partition_key: values[value]} for name, value in pairs if names.get(name, name) == partition_key]
            yield self._item(operation, table, found, index)
        else:
            keys = [asked[part] for part in ("Item", "Key") if part in asked]
            yield self._item(operation, asked.get("TableName", ""), keys)

    def _item(self, action: str, table: str, keys: list[dict[str, Any]], index: str | None = None) -> Need:
        """Return the need for one action; the leading keys are the partition keys of the table, or of the index."""
        partition_key = self._partition_keys.get((table, index), "")
        leading = [str(value) for key in keys for value in key.get(partition_key, {}).values()]
        arn = aws.arn("dynamodb", f"table/{table}" + (f"/index/{index}" if index else ""))
        return Need(f"dynamodb:{action}", arn, {"dynamodb:LeadingKeys": leading} if leading else {})


def _s3(environ: dict[str, Any]) -> Iterator[Need]:
    request = Request(environ)
    method, query = request.method, request.args
    name, _, key = request.path.removeprefix("/").partition("/")
    bucket = f"arn:{aws.PARTITION}:s3:::{name}"
    if key:
        about = [part for part in query if not _NO_SUBRESOURCE.fullmatch(part)]
        yield Need(f"s3:{'?'.join([_OBJECT_ACTIONS.get(method, method), *about])}", f"{bucket}/{key}")
        if source := environ.get("HTTP_X_AMZ_COPY_SOURCE"):
            yield Need("s3:GetObject", f"arn:{aws.PARTITION}:s3:::{unquote(source).removeprefix('/')}")
        if method in ("GET", "HEAD") and not _exists(name, key):
            # A missing object is a 404 for those who may list the bucket, and a 403 for others. Whether a condition on
            # s3:prefix could hold here is not documented: it does not.
            # https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
            yield Need("s3:ListBucket", bucket)
    elif method == "POST" and "delete" in query:
        # S3 refuses each key by itself inside a 200; the whole request is refused here.
        for element in ElementTree.fromstring(_body(environ)).iter():
            if element.tag.endswith("}Key"):
                yield Need("s3:DeleteObject", f"{bucket}/{element.text}")
    else:
        listed = method in ("GET", "HEAD") and (not query or "list-type" in query)
        prefix = {"s3:prefix": [query["prefix"]]} if "prefix" in query else {}
        yield Need("s3:ListBucket" if listed else f"s3:{method}", bucket, prefix)


def _exists(bucket: str, key: str) -> bool:
    from moto.s3.models import s3_backends

    held = s3_backends[aws.ACCOUNT][aws.PARTITION].buckets.get(bucket)
    return held is not None and key in held.keys


def _partition_keys(template: Template) -> Iterator[tuple[tuple[str, str | None], str]]:
    """Return the names of partition keys by table and index."""
    for logical_id in template.of_type("AWS::DynamoDB::Table"):
        properties = template.properties(logical_id)
        for held in (properties, *properties.get("GlobalSecondaryIndexes", [])):
            (key,) = (part["AttributeName"] for part in held["KeySchema"] if part["KeyType"] == "HASH")
            yield (template.name(logical_id), held.get("IndexName")), key


def _signer(environ: dict[str, Any]) -> str:
    """Return the access key id that a request is signed with, in its header or in its URL; empty when there is none."""
    if found := _CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", "")):
        return found[1]
    return Request(environ).args.get("X-Amz-Credential", "").partition("/")[0]


def _body(environ: dict[str, Any]) -> bytes:
    body: bytes = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    return body


def _refuse(environ: Mapping[str, Any], message: str) -> Response:
    if "HTTP_X_AMZ_TARGET" in environ:
        error = {"__type": "AccessDeniedException", "message": message}
        return Response(json.dumps(error), 400, content_type=environ.get("CONTENT_TYPE", "application/x-amz-json-1.0"))
    if environ["PATH_INFO"].startswith(_LAMBDA):
        kind = {"x-amzn-ErrorType": "AccessDeniedException"}
        return Response(json.dumps({"Message": message}), 403, kind, content_type="application/json")
    text = f"<Error><Code>AccessDenied</Code><Message>{escape(message)}</Message></Error>"
    return Response(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}', 403, content_type="application/xml")
