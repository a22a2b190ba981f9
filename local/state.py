"""The state that is kept between two starts: table items, objects with their metadata, secrets.

One file, ``state.json``, is replaced in one step, so that a crash while saving leaves the old state. Objects lie beside
it under the SHA-256 of their bytes, written once and never changed, and before the file that names them. All of it is
its user's alone: there are signing keys and keys of providers in it.
"""

import base64
import fcntl
import hashlib
import json
import logging
import shutil
import time
from collections.abc import Iterable
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, TypedDict
from weakref import WeakKeyDictionary

from botocore.exceptions import ClientError

from local import aws
from local.errors import StartError
from local.private_files import make_private, open_private, replace

logger = logging.getLogger("local.state")

_VERSION = 2
_FILE, _OBJECTS, _LOCK = "state.json", "objects", "lock"


class StoredSecret(TypedDict):
    """A secret's value, and what the template declared when it was kept (None: generated)."""

    value: str
    declared: str | None


def _locked(folder: Path, advice: str) -> BinaryIO:
    """The lock of a folder, which is held until it is closed.

    Raises:
        StartError: when another embedded cloud uses the folder.
    """
    lock = open_private(folder / _LOCK)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise StartError(f"another embedded cloud uses {folder}: {advice}") from None
    return lock


def forget(folder: Path) -> None:
    """Remove all that is kept in a folder, and the folder where it has nothing else.

    Raises:
        StartError: when an embedded cloud uses it, which would go on without a place to save to.
    """
    if folder.exists():
        with _locked(folder, "stop it first"):
            shutil.rmtree(folder / _OBJECTS, ignore_errors=True)
            for file in (folder / _FILE, folder / _LOCK):
                file.unlink(missing_ok=True)
        with suppress(OSError):  # files of somebody else's
            folder.rmdir()


class State:
    """The folder of one embedded cloud.

    Args:
        folder: where everything lies, usually ``.inkwell``.

    Raises:
        StartError: when another embedded cloud uses the folder, or it was written by a later version.
    """

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(folder, "stop it, or choose another with --state-dir")
        self._file = folder / _FILE
        self._objects = folder / _OBJECTS
        self._objects.mkdir(exist_ok=True)
        make_private(folder)
        self._digests: WeakKeyDictionary[Any, str] = WeakKeyDictionary()  # of moto's objects, once they lie here
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
                key = _put_object(entry, (self._objects / entry["sha256"]).read_bytes())
                self._digests[key] = entry["sha256"]
            else:
                logger.warning("the template no longer has the bucket %s: %s goes", entry["bucket"], entry["key"])
        self._saved = {}

    def save(
        self,
        clients: aws.Clients,
        tables: list[str],
        buckets: list[str],
        secrets: dict[str, str | None],
        at_rest: AbstractContextManager[Any],
    ) -> None:
        """Write everything that these tables, buckets and secrets hold at one moment.

        Args:
            clients: clients of the embedded cloud.
            tables: names of the tables.
            buckets: names of the buckets.
            secrets: what the template declares for each secret, by name.
            at_rest: inside it no request changes anything; held for as short as possible, several times.
        """
        manager = clients("secretsmanager")
        content: dict[str, Any] = {
            "version": _VERSION,
            "secrets": {
                name: StoredSecret(value=manager.get_secret_value(SecretId=name)["SecretString"], declared=declared)
                for name, declared in secrets.items()
            },
        }
        with at_rest:
            objects = list(_objects_of(buckets))
        for _, key in objects:  # most of the work, with pauses for requests; what comes meanwhile is written below
            with at_rest:
                body = None if key.disposed or key in self._digests else key.value
            if body is not None:
                self._write_object(key, body)
        with at_rest:
            content["tables"] = {name: _items(name) for name in tables}
            content["objects"] = [self._entry(bucket, key) for bucket, key in _objects_of(buckets)]
        replace(self._file, json.dumps(content, default=_write_binary).encode())
        kept = {entry["sha256"] for entry in content["objects"]}
        for file in self._objects.iterdir():
            if file.name not in kept:
                file.unlink()
        self.is_new = False

    def close(self) -> None:
        """Let another embedded cloud use the folder."""
        self._lock.close()

    def _entry(self, bucket: str, key: Any) -> dict[str, Any]:
        """Return what the file says of one of moto's objects, whose bytes are written if they were not yet."""
        if key not in self._digests:
            self._write_object(key, key.value)
        return {
            "bucket": bucket,
            "key": key.name,
            "sha256": self._digests[key],
            "metadata": dict(key.metadata),
            "tags": _s3().tagger.get_tag_dict_for_resource(key.arn),
            "modified": key.last_modified.isoformat(),
        }

    def _write_object(self, key: Any, body: bytes) -> None:
        digest = hashlib.sha256(body).hexdigest()
        if not (self._objects / digest).exists():
            replace(self._objects / digest, body)
        self._digests[key] = digest


def _s3() -> Any:
    from moto.s3.models import s3_backends

    return s3_backends[aws.ACCOUNT][aws.PARTITION]


def _objects_of(buckets: list[str]) -> Iterable[tuple[str, Any]]:
    return ((bucket, key) for bucket in buckets for key in _s3().get_bucket(bucket).keys.values())


def _put_object(entry: dict[str, Any], body: bytes) -> Any:
    backend = _s3()
    key = backend.put_object(entry["bucket"], entry["key"], body, disable_notification=True)
    key.set_metadata(entry["metadata"], replace=False)
    key.last_modified = datetime.fromisoformat(entry["modified"])
    if entry["tags"]:
        backend.put_object_tagging(key, entry["tags"])
    return key


def _items(table: str) -> list[dict[str, Any]]:
    """Return the items of a table as moto holds them: binary attributes are bytes."""
    from moto.dynamodb.models import dynamodb_backends

    found = dynamodb_backends[aws.ACCOUNT][aws.REGION].tables[table]
    return [item.to_json()["Attributes"] for item in found.all_items()]


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


def _write_binary(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _read_binary(value: dict[str, Any]) -> dict[str, Any]:
    """Turn DynamoDB's binary attributes back into bytes."""
    if len(value) == 1:
        if isinstance(value.get("B"), str):
            return {"B": base64.b64decode(value["B"])}
        if isinstance(value.get("BS"), list):
            return {"BS": [base64.b64decode(item) for item in value["BS"]]}
    return value
