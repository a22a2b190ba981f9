"""Calibrations of projects in DynamoDB: an item for each in the partition of its project."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from inkwell.aws.expiring import PURGED
from inkwell.aws.items import Update, conflicted, dump, load, refused
from inkwell.aws.owned_things import LIVE, OwnedThings
from inkwell.aws.projects import project_key
from inkwell.aws.transactions import TableWrite
from inkwell.coloring_books.store import Project
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import InkwellError, NotFound, StaleRecord
from inkwell.core.names import prefix
from inkwell.core.timestamps import now, timestamp

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_CALIBRATION = "CALIBRATION#"


class DynamoCalibrations:
    """The `CalibrationStore` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table
        self._things = OwnedThings(client, table, "project", project_key)

    def begun(self, project_id: str, job_id: str) -> Sequence[JoinedWrite]:
        """See `CalibrationStore`."""
        # With `jobs` it is purged with its project (`inkwell.aws.expiring`).
        item = dump({**_key(project_id, job_id), "jobs": [job_id]})
        live = {
            "TableName": self._table,
            "Key": dump(project_key(project_id)),
            "ConditionExpression": LIVE,
            "ExpressionAttributeNames": {"#deleted_at": "deleted_at"},
        }
        return [
            TableWrite({"ConditionCheck": live}, _gone),
            TableWrite({"Put": {"TableName": self._table, "Item": item}}, _stale),
        ]

    def done(self, project_id: str, job_id: str) -> JoinedWrite:
        """See `CalibrationStore`."""
        # Also of a deleted project: it can be restored. A purge deletes the job before the project.
        update = Update(project_key(project_id), condition="attribute_exists(pk)", set={"calibration_id": job_id})
        return TableWrite(self._things.update(update), _stale)

    def forgotten(self, project_id: str, job_id: str) -> Sequence[JoinedWrite]:
        """See `CalibrationStore`."""
        unused = {
            "TableName": self._table,
            "Key": dump(project_key(project_id)),
            "ConditionExpression": (
                f"attribute_not_exists(pk) OR attribute_exists({PURGED}) OR "
                "NOT (calibration_id = :job OR begins_with(style_anchor_key, :prefix))"
            ),
            "ExpressionAttributeValues": dump({":job": job_id, ":prefix": prefix(job_id)}),
        }
        delete = {"TableName": self._table, "Key": dump(_key(project_id, job_id))}
        return [TableWrite({"ConditionCheck": unused}, _stale), TableWrite({"Delete": delete}, _stale)]

    def all(self, project_id: str) -> Sequence[str]:
        """See `CalibrationStore`."""
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
            ExpressionAttributeValues=dump({":pk": project_key(project_id)["pk"], ":sk": _CALIBRATION}),
            ConsistentRead=True,
        )
        return [load(item)["sk"].removeprefix(_CALIBRATION) for page in pages for item in page["Items"]]

    def choose(self, project: Project, anchor_key: str, description: str) -> bool:
        """See `CalibrationStore`."""
        changed = replace(project, updated_at=now())
        update = Update(
            project_key(project.id),
            condition=f"{LIVE} AND #calibration_id = :calibration",
            names=("deleted_at", "calibration_id"),
            values={"calibration": project.calibration_id},
            set={
                "style_anchor_key": anchor_key,
                "style_anchor_description": description,
                "updated_at": timestamp(changed.updated_at),
                **self._things.place(changed.owner, changed.position),
            },
        )
        try:
            self._client.update_item(**update.arguments(self._table))
        except ClientError as error:
            if refused(error):
                return False
            if conflicted(error):
                raise StaleRecord from error
            raise
        return True


def _key(project_id: str, job_id: str) -> dict[str, str]:
    return {"pk": project_key(project_id)["pk"], "sk": f"{_CALIBRATION}{job_id}"}


def _gone(found: Mapping[str, Any] | None) -> InkwellError:
    return NotFound("Project not found")


def _stale(found: Mapping[str, Any] | None) -> InkwellError:
    return StaleRecord()
