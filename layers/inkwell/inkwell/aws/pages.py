"""Pages of colouring books in DynamoDB: one item a page, with its versions, in the partition of its project.

The numbers of versions are their places in a list, which only ever grows.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from inkwell.aws.items import Item, Update, dump, fits_key, load, moment
from inkwell.aws.owned_things import LIVE, values_of
from inkwell.aws.projects import DynamoProjects, project_key, project_of
from inkwell.aws.transactions import TableWrite, transact
from inkwell.coloring_books.errors import edit_in_progress, too_many_versions
from inkwell.coloring_books.page_store import PageVersion, ProjectPage, Scene
from inkwell.coloring_books.store import Project
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import EntryExists, InkwellError, NotFound, StaleRecord
from inkwell.core.timestamps import timestamp

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

#: The prefix of sort keys. It comes before PROJECT, and nothing else in the partition stands between the two.
_PAGE = "PAGE#"

#: The page whose thumbnail is its project's.
_COVER = 1


def _key(project_id: str, number: int) -> dict[str, str]:
    return {"pk": project_key(project_id)["pk"], "sk": f"{_PAGE}{number:02}"}


class DynamoPages:
    """The `PageStore` in a DynamoDB table.

    Args:
        projects: the store of projects, in the same table.
    """

    def __init__(self, client: "DynamoDBClient", table: str, projects: DynamoProjects) -> None:
        self._client = client
        self._table = table
        self._projects = projects

    def book(self, project_id: str) -> tuple[Project, Sequence[ProjectPage]] | None:
        """See `PageStore`."""
        if not fits_key(project_id):
            return None
        key = project_key(project_id)
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
            ExpressionAttributeValues=dump({":pk": key["pk"], ":first": _PAGE, ":last": key["sk"]}),
            ConsistentRead=True,
        )
        return _book(project_id, [item for page in pages for item in page["Items"]])

    def page(self, project_id: str, number: int) -> tuple[Project, ProjectPage] | None:
        """See `PageStore`."""
        found: list[Any] = []
        wanted = [dump(key) for key in (project_key(project_id), _key(project_id, number))]
        left: Any = {self._table: {"Keys": wanted, "ConsistentRead": True}}
        while left:  # a throttled read returns a part, of at least one item
            response = self._client.batch_get_item(RequestItems=left)
            found += response["Responses"][self._table]
            left = response.get("UnprocessedKeys")
        book = _book(project_id, found)
        if book is None or not 0 < number <= book[0].page_count:
            return None
        return book[0], book[1][number - 1]

    def room(self, page: ProjectPage, most: int) -> JoinedWrite:
        """See `PageStore`."""
        check = {
            "TableName": self._table,
            "Key": dump(_key(page.project_id, page.number)),
            "ConditionExpression": "attribute_not_exists(latest) OR latest < :full AND attribute_not_exists(job_id)",
            "ExpressionAttributeValues": dump({":full": most}),
        }
        return TableWrite({"ConditionCheck": check}, _no_room(page.number, most))

    def edited(self, page: ProjectPage, job_id: str, most: int) -> JoinedWrite:
        """See `PageStore`."""
        update = Update(
            _key(page.project_id, page.number),
            condition="#latest < :full AND attribute_not_exists(#job_id)",
            names=("latest", "job_id"),
            values={"full": most},
            set={"job_id": job_id},
        )
        return TableWrite({"Update": update.arguments(self._table)}, _no_room(page.number, most))

    def released(self, project_id: str, number: int, job_id: str) -> JoinedWrite:
        """See `PageStore`."""
        update = Update(
            _key(project_id, number),
            condition="#job_id = :job",
            names=("job_id",),
            values={"job": job_id},
            remove=("job_id",),
        )
        return TableWrite({"Update": update.arguments(self._table)}, lambda _: StaleRecord())

    def addition(
        self, project_id: str, number: int, version: PageVersion, most: int, *, lives: bool = False
    ) -> Sequence[JoinedWrite]:
        """See `PageStore`."""
        attempt = _attempt(version)
        update = {
            "TableName": self._table,
            "Key": dump(_key(project_id, number)),
            "UpdateExpression": (
                "SET latest = if_not_exists(latest, :none) + :one, #current = if_not_exists(latest, :none) + :one, "
                "versions = list_append(if_not_exists(versions, :empty), :version), "
                "attempts = list_append(if_not_exists(attempts, :empty), :attempts)"
            ),
            "ConditionExpression": (
                "(attribute_not_exists(latest) OR latest < :full) AND NOT contains(attempts, :attempt)"
            ),
            "ExpressionAttributeNames": {"#current": "current"},
            "ExpressionAttributeValues": dump(
                {
                    ":none": 0,
                    ":one": 1,
                    ":full": most,
                    ":empty": [],
                    ":version": [_version_map(version)],
                    ":attempts": [attempt],
                    ":attempt": attempt,
                }
            ),
        }

        def refused(found: Mapping[str, Any] | None) -> InkwellError:
            is_there = found is not None and attempt in found.get("attempts", ())
            return EntryExists() if is_there else too_many_versions([number], most)

        return [TableWrite({"Update": update}, refused), *self._cover(project_id, number, version, lives)]

    def show(self, project: Project, page: ProjectPage, version: PageVersion) -> bool:
        """See `PageStore`."""
        pointed = Update(
            _key(project.id, page.number),
            condition="#latest >= :number",
            names=("latest",),
            values={"number": version.number},
            set={"current": version.number},
        )
        cover = {"thumbnail_key": version.thumbnail_key} if page.number == _COVER else {}
        joined = [self._projects.touched(project, cover)]
        try:
            return transact(self._client, [{"Update": pointed.arguments(self._table)}], joined)
        except NotFound:
            return False

    def _cover(self, project_id: str, number: int, version: PageVersion, lives: bool) -> Sequence[JoinedWrite]:
        """The write by which a project has the thumbnail of its first page, and the check that it is there."""
        if number != _COVER and not lives:
            return ()
        arguments = Update(
            project_key(project_id),
            condition=LIVE if lives else "attribute_exists(pk)",
            names=("deleted_at",) if lives else (),
            set={"thumbnail_key": version.thumbnail_key} if number == _COVER else {},
        ).arguments(self._table)
        kind = "Update"
        if number != _COVER:
            kind = "ConditionCheck"
            del arguments["UpdateExpression"]
        return [TableWrite({kind: arguments}, lambda _: NotFound("Project not found"))]


def _no_room(number: int, most: int) -> Callable[[Mapping[str, Any] | None], InkwellError]:
    def refused(found: Mapping[str, Any] | None) -> InkwellError:
        return edit_in_progress() if found and "job_id" in found else too_many_versions([number], most)

    return refused


def _attempt(version: PageVersion) -> str:
    return f"{version.job_id}/{version.picture}/{version.attempt}"


def _version_map(version: PageVersion) -> dict[str, Any]:
    facts = asdict(version) | {"created_at": timestamp(version.created_at), "number": None}
    scene = {name: value for name, value in facts["scene"].items() if value is not None}
    return {name: value for name, value in (facts | {"scene": scene}).items() if value is not None}


def _book(project_id: str, items: Sequence[Item]) -> tuple[Project, Sequence[ProjectPage]] | None:
    found = {values["sk"]: values for values in map(load, items)}
    first = found.pop(project_key(project_id)["sk"], None)
    if first is None or "deleted_at" in first:
        return None
    project = project_of(values_of(first))
    numbers = range(1, project.page_count + 1)
    return project, [_page(project_id, number, found.get(_key(project_id, number)["sk"], {})) for number in numbers]


def _page(project_id: str, number: int, values: Mapping[str, Any]) -> ProjectPage:
    versions = tuple(_version(each, place) for place, each in enumerate(values.get("versions", ()), start=1))
    return ProjectPage(project_id, number, values.get("current", 0), versions, values.get("job_id"))


def _version(facts: Mapping[str, Any], number: int) -> PageVersion:
    whole = {"scene": Scene(**facts["scene"]), "created_at": moment(facts["created_at"]), "number": number}
    return PageVersion(**dict(facts) | whole)
