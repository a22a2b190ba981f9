"""Use cases of generations: pages of a project, planned at once and drawn side by side."""

import math
from collections.abc import Callable, Sequence

from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.data import GENERATION, GenerationData, GenerationHero
from inkwell.coloring_books.errors import generation_in_progress, too_many_versions
from inkwell.coloring_books.models import GenerateRequest, GenerationStarted
from inkwell.coloring_books.paces import estimate
from inkwell.coloring_books.page_store import PageStore, ProjectPage
from inkwell.coloring_books.plans import PlanTable
from inkwell.coloring_books.store import Hero, HeroStore, PaceStore, Project, ProjectStore
from inkwell.coloring_books.suitability import screen_hero
from inkwell.core.accepting import accept
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import Forbidden, InvalidInput
from inkwell.core.idempotency import Claim, Response
from inkwell.core.jobs import Hold, Job, JobRecord
from inkwell.core.names import new_id, run_name
from inkwell.core.owning import theirs
from inkwell.core.pictures import Brief, Picture
from inkwell.core.safety import screen
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore

WORKFLOW = "page_generation"

#: The role of the model that draws pages.
ROLE = "quality"


class Generations:
    """The generations of all owners. Another owner's project is forbidden.

    Args:
        projects, pages, heroes, paces: the stores.
        jobs, workflows: the ports of the drawing core.
        accounts: hold the Blots.
        table: the prices and limits of this deployment.
        side_by_side: the most pictures of such roles that a job draws at once.
    """

    def __init__(
        self,
        projects: ProjectStore,
        pages: PageStore,
        heroes: HeroStore,
        paces: PaceStore,
        jobs: JobStore,
        workflows: Workflows,
        accounts: Accounts,
        table: PlanTable,
        side_by_side: Callable[[Sequence[str]], int],
    ) -> None:
        self._projects = projects
        self._pages = pages
        self._heroes = heroes
        self._paces = paces
        self._jobs = jobs
        self._workflows = workflows
        self._accounts = accounts
        self._table = table
        self._side_by_side = side_by_side

    def start(self, owner: str, request: GenerateRequest, claim: Claim) -> Response:
        """Start drawing pages of a project, all of them or some.

        Args:
            claim: the claim on the request's Idempotency-Key.

        Raises:
            NotFound: there is no such project, or it was deleted.
            Forbidden: it is another owner's.
            BlockedText: the safety gate blocks the idea, or the hero for these readers.
            InvalidInput: the project is being generated already; it has no such pages, or they were named twice; a page
                has as many versions as are allowed.
            StorageFull, InsufficientBlots: the owner's account refuses.
        """
        book = self._pages.book(request.projectId)
        project = theirs(book and book[0], owner, called="Project", foreign=Forbidden)
        pages = book[1] if book else ()
        screen(request.idea, field="idea", audience=project.audience)
        if project.status == "generating":
            raise generation_in_progress(project.job_id)
        wanted = _wanted(pages, request.pageNumbers)
        most, price = self._table.most.versions, self._table.costs.page
        if full := [page.number for page in wanted if len(page.versions) >= most]:
            raise too_many_versions(full, most)
        # An edit that is under way takes one place: only where two are left, no transaction has to see to it.
        rooms = [self._pages.room(page, most) for page in wanted if len(page.versions) == most - 1]
        rounds = math.ceil(len(wanted) / self._side_by_side([ROLE]))
        job_id = new_id()
        started = GenerationStarted(
            jobId=job_id,
            status="pending",
            totalItems=len(wanted),
            blotsReserved=price * len(wanted),
            estimatedSeconds=estimate(self._paces.paces(owner), len(wanted), rounds),
        )
        response = Response(202, started.model_dump())

        def store(held: Hold, holding: Sequence[JoinedWrite]) -> Response:
            hero = self._hero(project)
            screen_hero(hero, project.audience)
            data = GenerationData(
                project_id=project.id,
                idea=request.idea,
                audience=project.audience,
                style_preset=project.style_preset,
                page_count=project.page_count,
                trim_size=project.trim_size,
                most_versions=most,
                had_pictures=any(page.current for page in pages),
                rounds=rounds,
                hero=GenerationHero(hero.name, hero.description, hero.reference_key) if hero else None,
                anchor_key=project.style_anchor_key,
                anchor_style=project.style_anchor_description,
            )
            job = Job(job_id, GENERATION, owner, data=data.as_data(), first_task=WORKFLOW, hold=held)
            joined = [
                self._projects.began(project, job_id),
                self._projects.belonging(project.id, job_id),
                *([self._heroes.used(hero.id)] if hero else []),
                *rooms,
                *holding,
            ]
            record = JobRecord(job, [_picture(job_id, page, place) for place, page in enumerate(wanted)])
            return accept(self._jobs, self._workflows, record, response, claim, *joined)

        return self._accounts.pay(owner, job_id, price * len(wanted), store, each=price)

    def _hero(self, project: Project) -> Hero | None:
        return self._heroes.find(project.hero_id) if project.hero_id else None


def _wanted(pages: Sequence[ProjectPage], numbers: Sequence[int] | None) -> Sequence[ProjectPage]:
    """The pages of these numbers, in their order in the book; all where none are named.

    Raises:
        InvalidInput: there is no such page, or one is named twice.
    """
    if numbers is None:
        return pages
    unknown = sorted({number for number in numbers if not 0 < number <= len(pages)})
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    for wrong, problem in ((unknown, f"must be between 1 and {len(pages)}"), (twice, "must be named once each")):
        if wrong:
            raise InvalidInput.field("pageNumbers", f"{problem}: {', '.join(map(str, wrong[:10]))}")
    return [page for page in pages if page.number in numbers]


def _picture(job_id: str, page: ProjectPage, position: int) -> Picture:
    """The picture of a page; the first task of the job gives it its brief."""
    return Picture(job_id, str(page.number), Brief(""), WORKFLOW, run_name(job_id), position=position)
