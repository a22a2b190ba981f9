"""Projects of colouring books in DynamoDB: one partition a project."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from inkwell.aws.items import Update, conflicted, dump, load, moment, refused
from inkwell.aws.owned_things import LIVE, OwnedThings, values_of
from inkwell.aws.transactions import TableWrite, transact
from inkwell.coloring_books.errors import generation_in_progress, too_many_projects
from inkwell.coloring_books.store import Project, ProjectStatus
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import InkwellError, NotFound, StaleRecord
from inkwell.core.paging import Page, Position
from inkwell.core.timestamps import now, timestamp

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_MOMENTS = ("created_at", "updated_at")

#: The condition that a project is there and not generating.
_IDLE = f"{LIVE} AND #status <> :generating"


def project_key(project_id: str) -> dict[str, str]:
    """The key of a project: the first item of its partition."""
    return {"pk": f"PROJECT#{project_id}", "sk": "PROJECT"}


def _belonging_key(project_id: str, job_id: str) -> dict[str, str]:
    return {"pk": project_key(project_id)["pk"], "sk": f"JOB#{job_id}"}


class DynamoProjects:
    """The `ProjectStore` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._things = OwnedThings(client, table, "project", project_key)

    def add(self, project: Project, plan: str, most: int | None, *joined: JoinedWrite) -> None:
        """See `ProjectStore`."""
        values = asdict(project) | {name: timestamp(getattr(project, name)) for name in _MOMENTS}
        put = self._things.addition(project.id, project.owner, project.position, values)
        counted = self._things.counted(project.owner, 1, most, lambda: too_many_projects(most or 0, plan))
        if not transact(self._client, [put], [*joined, counted]):
            raise ValueError("a new project has an id of its own")

    def find(self, project_id: str) -> Project | None:
        """See `ProjectStore`."""
        values = self._things.find(project_id)
        return None if values is None else project_of(values)

    def list(self, owner: str, limit: int, after: Position | None = None) -> Page[Project]:
        """See `ProjectStore`. Read from an index: a project appears a moment after it was stored."""
        found, more = self._things.list(owner, limit, after)
        projects = [project_of(values) for values in found]
        return Page(projects, projects[-1].position if more else None)

    def change(self, project: Project, changes: Mapping[str, Any]) -> Project | None:
        """See `ProjectStore`."""
        update = self._changed(replace(project, updated_at=now()), changes, condition=LIVE, names=("deleted_at",))
        try:
            response = self._client.update_item(**update.arguments(self._things.table), ReturnValues="ALL_NEW")
        except ClientError as error:
            if refused(error):
                return None
            if conflicted(error):
                raise StaleRecord from error
            raise
        return project_of(values_of(load(response["Attributes"])))

    def delete(self, project: Project) -> bool:
        """See `ProjectStore`."""
        begun = {"job_id": project.job_id, "export_id": project.export_id}
        return self._things.delete(project.id, project.owner, begun)

    def restore(self, project_id: str) -> bool:
        """See `ProjectStore`."""
        return self._things.restore(project_id, lambda values: project_of(values).position)

    def began(self, project: Project, job_id: str) -> JoinedWrite:
        """See `ProjectStore`."""
        changes = {"status": "generating", "job_id": job_id}
        update = self._changed(
            replace(project, updated_at=now()),
            changes,
            condition=_IDLE,
            names=("deleted_at",),
            values={"generating": "generating"},
        )
        return TableWrite(self._things.update(update), _not_begun)

    def belonging(self, project_id: str, job_id: str) -> JoinedWrite:
        """See `ProjectStore`."""
        item = {**_belonging_key(project_id, job_id), "jobs": [job_id]}
        put = {"TableName": self._things.table, "Item": dump(item)}
        return TableWrite({"Put": put}, lambda _: StaleRecord())

    def idle(self, project_id: str) -> JoinedWrite:
        """See `ProjectStore`."""
        check = {
            "TableName": self._things.table,
            "Key": dump(project_key(project_id)),
            "ConditionExpression": _IDLE,
            "ExpressionAttributeNames": {"#deleted_at": "deleted_at", "#status": "status"},
            "ExpressionAttributeValues": dump({":generating": "generating"}),
        }
        return TableWrite({"ConditionCheck": check}, _not_begun)

    def exporting(self, project_id: str, job_id: str) -> JoinedWrite:
        """See `ProjectStore`."""
        update = Update(
            project_key(project_id),
            condition=_IDLE,
            names=("deleted_at", "status"),
            values={"generating": "generating"},
            set={"export_id": job_id},
        )
        return TableWrite(self._things.update(update), _not_begun)

    def forgotten(self, project_id: str, job_id: str) -> JoinedWrite:
        """See `ProjectStore`."""
        delete = {"TableName": self._things.table, "Key": dump(_belonging_key(project_id, job_id))}
        return TableWrite({"Delete": delete}, lambda _: StaleRecord())

    def exported(self, project_id: str) -> Sequence[JoinedWrite]:
        """See `ProjectStore`."""
        stored = self._things.stored(project_id)
        if stored is None or "deleted_at" in stored or stored["status"] != "ready":
            return ()
        update = self._changed(
            replace(project_of(values_of(stored)), updated_at=now()),
            {"status": "exported"},
            condition=f"#status = :ready AND {LIVE}",
            names=("deleted_at",),
            values={"ready": "ready"},
        )
        return [TableWrite(self._things.update(update), lambda _: StaleRecord())]

    def ended(self, project_id: str, job_id: str, status: ProjectStatus) -> Sequence[JoinedWrite]:
        """See `ProjectStore`."""
        stored = self._things.stored(project_id)
        if stored is None or stored.get("job_id") != job_id:
            return ()
        changes: dict[str, Any] = {"status": status, "job_id": None}
        if "deleted_at" in stored:
            # The deleted project must not come back into the lists: its place there was removed.
            update = Update(
                self._things.key(project_id),
                condition="#job_id = :job AND attribute_exists(#deleted_at)",
                names=("deleted_at",),
                values={"job": job_id},
                set={"status": status},
                remove=("job_id",),
            )
        else:
            update = self._changed(
                replace(project_of(values_of(stored)), updated_at=now()),
                changes,
                condition=f"#job_id = :job AND {LIVE}",
                names=("deleted_at",),
                values={"job": job_id},
            )
        return [TableWrite(self._things.update(update), lambda _: StaleRecord())]

    def touched(self, project: Project, changes: Mapping[str, Any]) -> JoinedWrite:
        """The write that changes fields of a project together with its pages. Its refusal is NotFound."""
        update = self._changed(replace(project, updated_at=now()), changes, condition=LIVE, names=("deleted_at",))
        return TableWrite(self._things.update(update), lambda _: NotFound("Project not found"))

    def _changed(self, project: Project, changes: Mapping[str, Any], **conditions: Any) -> Update:
        """The update of some fields of a project, by which it moves to the top of lists."""
        place = self._things.place(project.owner, project.position)
        kept = {name: value for name, value in changes.items() if value is not None}
        return Update(
            self._things.key(project.id),
            set=kept | place | {"updated_at": timestamp(project.updated_at)},
            remove=tuple(name for name, value in changes.items() if value is None),
            **conditions,
        )


def project_of(values: Mapping[str, Any]) -> Project:
    """The project of stored values."""
    return Project(**dict(values) | {name: moment(values[name]) for name in _MOMENTS})


def _not_begun(found: Mapping[str, Any] | None) -> InkwellError:
    if found is None or "deleted_at" in found:
        return NotFound("Project not found")
    return generation_in_progress(found.get("job_id"))
