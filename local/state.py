"""The state that is kept between two starts: table items, objects with their metadata, secrets.

One file, ``state.json``, is replaced in one step at a clean stop, so that a crash while saving leaves the old state.
Objects lie beside it under the SHA-256 of their bytes, written once and never changed.
"""

import base64
import fcntl
import hashlib
import json
import logging
import os
import time
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO, TypedDict

from botocore.exceptions import ClientError

from local import aws
from local.errors import StartError

logger = logging.getLogger("local.state")

_VERSION = 2


class StoredSecret(TypedDict):
    """A secret's value, and what the template declared when it was kept (None: generated)."""

    value: str
    declared: str | None


class State:
    """The folder of one embedded cloud.

    Args:
        folder: where everything lies, usually ``.inkwell``.

    Raises:
        StartError: when another embedded cloud uses the folder, or it was written by a later version.
    """

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self._lock: TextIO = (folder / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            raise StartError(
                f"another embedded cloud uses {folder}: stop it, or choose another with --state-dir"
            ) from None
        self._file = folder / "state.json"
        self._objects = folder / "objects"
        self._objects.mkdir(exist_ok=True)
        self.is_new = not self._file.exists()
        self._saved: dict[str, Any] = {}
        if not self.is_new:
            self._saved = json.loads(self._file.read_text("utf-8"), object_hook=_read_binary)
            if self._saved.get("version") != _VERSION:
                self.close()
                raise StartError(f"{self._file} has another format: make reset removes it")

    @property
    def secrets(self) -> dict[str, StoredSecret]:
        """Kept secrets by name."""
        kept: dict[str, StoredSecret] = self._saved.get("secrets", {})
        return kept

    def restore(self, clients: aws.Clients, tables: list[str], buckets: list[str]) -> None:
        """Fill tables and buckets; those that the template no longer declares are left out with a warning.

        Args:
            clients: clients of the embedded cloud.
            tables: names of the tables that exist now.
            buckets: names of the buckets that exist now.
        """
        for name, items in self._saved.get("tables", {}).items():
            if name in tables:
                _put_items(clients("dynamodb"), name, items)
            else:
                logger.warning("the template no longer has the table %s: its %d items go", name, len(items))
        for entry in self._saved.get("objects", []):
            if entry["bucket"] in buckets:
                _put_object(entry, (self._objects / entry["sha256"]).read_bytes())
            else:
                logger.warning("the template no longer has the bucket %s: %s goes", entry["bucket"], entry["key"])
        self._saved = {}

    def save(self, clients: aws.Clients, tables: list[str], buckets: list[str], secrets: dict[str, str | None]) -> None:
        """Write everything that these tables, buckets and secrets hold."""
        dynamodb, manager = clients("dynamodb"), clients("secretsmanager")
        content: dict[str, Any] = {
            "version": _VERSION,
            "tables": {name: _items(dynamodb, name) for name in tables},
            "objects": [entry for bucket in buckets for entry in self._save_objects(bucket)],
            "secrets": {
                name: StoredSecret(value=manager.get_secret_value(SecretId=name)["SecretString"], declared=declared)
                for name, declared in secrets.items()
            },
        }
        _replace(self._file, json.dumps(content, default=_write_binary).encode())
        kept = {entry["sha256"] for entry in content["objects"]}
        for file in self._objects.iterdir():
            if file.name not in kept:
                file.unlink()
        self.is_new = False

    def close(self) -> None:
        """Let another embedded cloud use the folder."""
        self._lock.close()

    def _save_objects(self, bucket: str) -> list[dict[str, Any]]:
        from moto.s3.models import s3_backends

        backend = s3_backends[aws.ACCOUNT][aws.PARTITION]
        entries = []
        objects: Any = backend.get_bucket(bucket).keys
        for key in list(objects.values()):
            body = key.value
            digest = hashlib.sha256(body).hexdigest()
            if not (self._objects / digest).exists():
                _replace(self._objects / digest, body)
            entries.append(
                {
                    "bucket": bucket,
                    "key": key.name,
                    "sha256": digest,
                    "metadata": dict(key.metadata),
                    "tags": backend.tagger.get_tag_dict_for_resource(key.arn),
                    "modified": key.last_modified.isoformat(),
                }
            )
        return entries


def _put_object(entry: dict[str, Any], body: bytes) -> None:
    from moto.s3.models import s3_backends

    backend = s3_backends[aws.ACCOUNT][aws.PARTITION]
    key = backend.put_object(entry["bucket"], entry["key"], body, disable_notification=True)
    key.set_metadata(entry["metadata"], replace=False)
    key.last_modified = datetime.fromisoformat(entry["modified"])
    if entry["tags"]:
        backend.put_object_tagging(key, entry["tags"])


def _items(dynamodb: Any, table: str) -> list[dict[str, Any]]:
    pages = dynamodb.get_paginator("scan").paginate(TableName=table)
    return [item for page in pages for item in page["Items"]]


def _put_items(dynamodb: Any, table: str, items: list[dict[str, Any]]) -> None:
    expiry = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"].get("AttributeName")
    now = time.time()
    alive = [item for item in items if expiry is None or float(item.get(expiry, {}).get("N", "inf")) > now]
    for start in range(0, len(alive), 25):
        batch = alive[start : start + 25]
        try:
            dynamodb.batch_write_item(RequestItems={table: [{"PutRequest": {"Item": item}} for item in batch]})
        except ClientError:
            for item in batch:
                _put_item(dynamodb, table, item)


def _put_item(dynamodb: Any, table: str, item: dict[str, Any]) -> None:
    try:
        dynamodb.put_item(TableName=table, Item=item)
    except ClientError as error:
        logger.warning("an item no longer fits the table %s and goes: %s", table, error)


def _replace(file: Path, content: bytes) -> None:
    temporary = file.with_suffix(".new")
    with temporary.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(file)


def _write_binary(value: Any) -> str:
    return base64.b64encode(bytes(value)).decode()


def _read_binary(value: dict[str, Any]) -> dict[str, Any]:
    """Turn DynamoDB's binary attributes back into bytes."""
    if len(value) == 1:
        if isinstance(value.get("B"), str):
            return {"B": base64.b64decode(value["B"])}
        if isinstance(value.get("BS"), list):
            return {"BS": [base64.b64decode(item) for item in value["BS"]]}
    return value
