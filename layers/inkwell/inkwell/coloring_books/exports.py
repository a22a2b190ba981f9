"""Use cases of exports: the files of a book for print."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.data import EXPORT, ExportData
from inkwell.coloring_books.errors import generation_in_progress, pages_missing
from inkwell.coloring_books.ids import given_id
from inkwell.coloring_books.models import Export, ExportRequest, JobStarted
from inkwell.coloring_books.page_store import PageStore, PageVersion
from inkwell.coloring_books.plans import PlanTable
from inkwell.coloring_books.store import Project, ProjectStore
from inkwell.coloring_books.views import export_view
from inkwell.core.accepting import accept
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import Forbidden, NotFound
from inkwell.core.idempotency import Claim, Response
from inkwell.core.jobs import Hold, Job, JobRecord
from inkwell.core.names import new_id, prefix
from inkwell.core.object_store import URL_LIFETIME
from inkwell.core.owning import owned, theirs
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore
from inkwell.core.timestamps import now, timestamp

WORKFLOW = "book_export"

#: The names of the files of a job, by format; with a cover the second one, too.
FILES = {"pdf": ("interior.pdf", "cover.pdf"), "png_zip": ("pages.zip",)}


class Exports:
    """The exports of all owners. Another owner's project or job is forbidden.

    Args:
        projects, pages: the stores.
        jobs, workflows: the ports of the drawing core.
        accounts: hold the Blots.
        table: the prices of this deployment.
        sign: makes the URL of an object key.
    """

    def __init__(
        self,
        projects: ProjectStore,
        pages: PageStore,
        jobs: JobStore,
        workflows: Workflows,
        accounts: Accounts,
        table: PlanTable,
        sign: Callable[[str], str],
    ) -> None:
        self._projects = projects
        self._pages = pages
        self._jobs = jobs
        self._workflows = workflows
        self._accounts = accounts
        self._table = table
        self._sign = sign

    def start(self, owner: str, request: ExportRequest, claim: Claim) -> Response:
        """Start making the files of a book, of the versions that its pages show now.

        Args:
            claim: the claim on the request's Idempotency-Key.

        Raises:
            NotFound: there is no such project, or it was deleted.
            Forbidden: it is another owner's.
            InvalidInput: the project is being generated; a page of it has no picture.
            StorageFull, InsufficientBlots: the owner's account refuses.
        """
        book = self._pages.book(request.projectId)
        project = theirs(book and book[0], owner, called="Project", foreign=Forbidden)
        if project.status == "generating":
            raise generation_in_progress(project.job_id)
        shown = {page.number: page.shown for page in (book[1] if book else ())}
        if missing := [number for number, version in shown.items() if version is None]:
            raise pages_missing(missing)
        job_id, price = new_id(), self._table.costs.export
        data = _data(job_id, project, request, [version for version in shown.values() if version])
        response = Response(202, JobStarted(jobId=job_id, status="pending", blotsReserved=price).model_dump())

        def store(held: Hold, holding: Sequence[JoinedWrite]) -> Response:
            job = Job(job_id, EXPORT, owner, data=data.as_data(), first_task=WORKFLOW, hold=held)
            joined = [
                self._projects.exporting(project.id, job_id),
                self._projects.belonging(project.id, job_id),
                *holding,
            ]
            return accept(self._jobs, self._workflows, JobRecord(job, []), response, claim, *joined)

        return self._accounts.pay(owner, job_id, price, store)

    def get(self, owner: str, job_id: str) -> Export:
        """An export, with fresh URLs once its files are there. One read; one more, of the project, once it has ended.

        Raises:
            InvalidInput: the id is no UUID.
            NotFound: there is no such export, or its project was deleted.
            Forbidden: it is another owner's.
        """
        record = owned(self._jobs, owner, [EXPORT], given_id(job_id, "jobId"), called="Export", foreign=Forbidden)
        data = ExportData.of(record.job)
        if not record.job.is_open and (data is None or self._projects.find(data.project_id) is None):
            raise NotFound("Export not found")
        return export_view(record, self._sign, timestamp(now() + timedelta(seconds=URL_LIFETIME)))


def _data(job_id: str, project: Project, request: ExportRequest, versions: Sequence[PageVersion]) -> ExportData:
    is_pdf = request.format == "pdf"
    names = FILES[request.format][: 1 + (is_pdf and request.cover)]
    return ExportData(
        project_id=project.id,
        format=request.format,
        title=project.name,
        author=request.author,
        trim_size=project.trim_size,
        paper=request.paper,
        bleed=request.includeBleed,
        blank_backs=request.blankBacks,
        page_numbers=request.pageNumbers,
        title_page=request.titlePage,
        cover=is_pdf and request.cover,
        pages=[version.object_key for version in versions],
        changed_at=timestamp(max(version.created_at for version in versions)),
        file_keys=[f"{prefix(job_id)}{name}" for name in names],
    )
