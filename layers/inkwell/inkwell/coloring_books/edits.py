"""Use cases of edits: new versions of a page, drawn from the one that it shows."""

from collections.abc import Sequence

from PIL import Image

from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.data import EDIT, EDITED, EditData
from inkwell.coloring_books.edit_prompts import Edit, edit_brief
from inkwell.coloring_books.errors import edit_in_progress, generation_in_progress, too_many_versions
from inkwell.coloring_books.ids import given_id, place_of
from inkwell.coloring_books.models import EditedPage, EditPageRequest
from inkwell.coloring_books.options import PAGE_PIXELS
from inkwell.coloring_books.page_store import PageStore, PageVersion, ProjectPage
from inkwell.coloring_books.plans import PlanTable
from inkwell.coloring_books.store import HeroStore, Project, ProjectStore
from inkwell.coloring_books.suitability import screen_hero
from inkwell.coloring_books.waiting import WaitedJobs
from inkwell.core.accepting import accept
from inkwell.core.awaiting import DEADLINE
from inkwell.core.blots import captured_by
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import Forbidden, InvalidInput, NotFound
from inkwell.core.idempotency import Claim, Response
from inkwell.core.jobs import SIDE_BY_SIDE, Hold, Job, JobRecord
from inkwell.core.names import new_id, prefix, run_name
from inkwell.core.object_store import ObjectStore
from inkwell.core.owning import theirs
from inkwell.core.picture_sources import PictureSources
from inkwell.core.pictures import Picture
from inkwell.core.safety import screen
from inkwell.core.state_machines import Workflows
from inkwell.core.status import Event
from inkwell.core.store import JobStore
from inkwell.core.timestamps import now
from inkwell.imaging.masks import encoded, from_data_url, mask_of

_CALLED = "Page"


class PageEdits:
    """The edits of all pages. Another owner's page is forbidden.

    Args:
        pages, projects, heroes: the stores.
        jobs, objects, workflows: the ports of the drawing core.
        waited: the jobs that requests wait for.
        accounts: hold the Blots.
        table: the prices and limits of this deployment.
    """

    def __init__(
        self,
        pages: PageStore,
        projects: ProjectStore,
        heroes: HeroStore,
        jobs: JobStore,
        objects: ObjectStore,
        workflows: Workflows,
        waited: WaitedJobs,
        accounts: Accounts,
        table: PlanTable,
    ) -> None:
        self._pages = pages
        self._projects = projects
        self._heroes = heroes
        self._jobs = jobs
        self._objects = objects
        self._workflows = workflows
        self._waited = waited
        self._accounts = accounts
        self._table = table

    def begin(
        self, owner: str, page_id: str, request: EditPageRequest, sources: PictureSources, claim: Claim
    ) -> Response:
        """Start drawing a new version of a page. The response is for `result`: it only names the job.

        Args:
            sources: find the mask that was uploaded.
            claim: the claim on the request's Idempotency-Key.

        Raises:
            InvalidInput: the id is no UUID; the request lacks what its type needs; the page has no picture yet, has as
                many versions as are allowed, or is being edited; its project is generating; the mask cannot be used.
            NotFound: there is no such page, or its project was deleted.
            Forbidden: it is another owner's.
            BlockedText: the safety gate blocks the prompt, or the hero for these readers.
            StorageFull, InsufficientBlots: the owner's account refuses.
        """
        edit = _edit(request)
        project, page = self._theirs(owner, page_id)
        if edit.words:
            screen(edit.words, field="prompt", audience=project.audience)
        hero = self._heroes.find(project.hero_id) if project.hero_id else None
        screen_hero(hero, project.audience)
        version, most = self._editable(project, page), self._table.most.versions
        mask = self._mask(owner, request, project, sources) if edit.type == "inpaint" else None
        job_id, price = new_id(), self._table.costs.edit
        if mask:
            edit = Edit(edit.type, edit.words, mask_key=f"{prefix(job_id)}mask.png")
        brief = edit_brief(project, page, version, edit, hero, most)
        picture = Picture(job_id, EDITED, brief, SIDE_BY_SIDE, run_name(job_id))
        response = Response(202, {"jobId": job_id})
        kept: list[str] = []

        def store(held: Hold, holding: Sequence[JoinedWrite]) -> Response:
            if mask and brief.mask and not kept:
                self._jobs.reserve(job_id)
                self._objects.put(brief.mask, encoded(mask), "image/png")
                kept.append(brief.mask)
            data = EditData(project.id, page.number).as_data()
            job = Job(job_id, EDIT, owner, data=data, hold=held, deadline=now() + DEADLINE)
            joined = (
                self._projects.idle(project.id),
                self._projects.belonging(project.id, job_id),
                self._pages.edited(page, job_id, most),
            )
            return accept(self._jobs, self._workflows, JobRecord(job, [picture]), response, claim, *joined, *holding)

        return self._accounts.pay(owner, job_id, price, store, each=price)

    def result(self, owner: str, begun: Response, until: float) -> Response:
        """The version that an edit made, once it is there.

        Args:
            begun: the response of `begin`.
            until: the moment of `time.monotonic` at which the caller is not kept waiting any more.

        Raises:
            WorkUndoneError: it was not drawn in time: nothing was charged, and the page is as it was.
            NotFound: the page is gone.
            Unavailable: AWS has a passing fault.
        """
        record = self._waited.result(owner, begun.body["jobId"], until, _refused())
        data = EditData.of(record.job)
        found = self._pages.page(data.project_id, data.number) if data else None
        made = next((each for each in found[1].versions if each.job_id == record.job.id), None) if found else None
        if made is None:
            raise NotFound(f"{_CALLED} not found")
        edited = EditedPage(
            version=made.number,
            imageUrl=self._objects.url(made.object_key),
            thumbnailUrl=self._objects.url(made.thumbnail_key),
            blotsSpent=captured_by(record, Event.SUCCEED),
        )
        return Response(200, edited.model_dump())

    def _theirs(self, owner: str, page_id: str) -> tuple[Project, ProjectPage]:
        found = self._pages.page(*place_of(given_id(page_id, "id")))
        theirs(found[0] if found else None, owner, called=_CALLED, foreign=Forbidden)
        if found is None:
            raise NotFound(f"{_CALLED} not found")
        return found

    def _editable(self, project: Project, page: ProjectPage) -> PageVersion:
        """The version that an edit starts from. The transaction refuses the same, should it come up meanwhile."""
        if project.status == "generating":
            raise generation_in_progress(project.job_id)
        if page.shown is None:
            raise InvalidInput.field("id", "must be of a page with a picture: generate it first")
        if len(page.versions) >= self._table.most.versions:
            raise too_many_versions([page.number], self._table.most.versions)
        if page.job_id:
            raise edit_in_progress()
        return page.shown

    def _mask(self, owner: str, request: EditPageRequest, project: Project, sources: PictureSources) -> Image.Image:
        field = "maskDataUrl" if request.maskDataUrl is not None else "maskKey"
        if request.maskDataUrl is not None:
            data = from_data_url(request.maskDataUrl, field=field)
        else:
            data = sources.uploaded(owner, request.maskKey or "", purpose="inpaint_mask", field=field).data
        return mask_of(data, PAGE_PIXELS[project.trim_size], field=field)


def _refused() -> InvalidInput:
    return InvalidInput.field("prompt", "was refused by content moderation, please change it; nothing was charged")


def _edit(request: EditPageRequest) -> Edit:
    """The edit that a request asks for, but for its mask.

    Raises:
        InvalidInput: it lacks what its type needs.
    """
    words = request.prompt
    if request.type == "regenerate":
        return Edit("regenerate", words)
    if request.type == "quick_action":
        if request.action is None and words is None:
            raise InvalidInput.field("action", "is required without a prompt")
        return Edit("quick_action", words, request.action) if request.action else Edit("regenerate", words)
    if words is None:
        raise InvalidInput.field("prompt", "is required to say what the page is repainted with")
    if (request.maskDataUrl is None) == (request.maskKey is None):
        problem = "is required to inpaint" if request.maskKey is None else "must not come with maskKey"
        raise InvalidInput.field("maskDataUrl", problem)
    return Edit("inpaint", words)
