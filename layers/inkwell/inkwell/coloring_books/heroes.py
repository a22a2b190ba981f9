"""Use cases of heroes."""

import json
import time
from collections.abc import Sequence

from inkwell.coloring_books import models
from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.data import HERO, SHEET, NewHero
from inkwell.coloring_books.errors import too_many_heroes
from inkwell.coloring_books.ids import given_id
from inkwell.coloring_books.models import CreateHeroRequest, DrawnHero, HeroEntry, JobStarted
from inkwell.coloring_books.plans import PlanTable
from inkwell.coloring_books.sheets import sheet_brief
from inkwell.coloring_books.store import Hero, HeroStore
from inkwell.coloring_books.views import hero_entry, hero_view
from inkwell.core.accepting import accept
from inkwell.core.again import CONTENDED, until_stored
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import Forbidden, NotFound, StaleRecord
from inkwell.core.idempotency import Claim, Response
from inkwell.core.jobs import SIDE_BY_SIDE, Hold, Job, JobRecord
from inkwell.core.names import new_id, run_name
from inkwell.core.object_store import ObjectStore
from inkwell.core.owning import theirs
from inkwell.core.paging import Page, Position, shown
from inkwell.core.pictures import Picture
from inkwell.core.safety import screen
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore

_CALLED = "Hero"


class Heroes:
    """The heroes of all owners. Another owner's hero is forbidden.

    Args:
        heroes: the store of heroes.
        jobs, objects, workflows: the ports of the drawing core.
        accounts: hold the Blots.
        table: the prices and limits of this deployment.
    """

    def __init__(
        self,
        heroes: HeroStore,
        jobs: JobStore,
        objects: ObjectStore,
        workflows: Workflows,
        accounts: Accounts,
        table: PlanTable,
    ) -> None:
        self._heroes = heroes
        self._jobs = jobs
        self._objects = objects
        self._workflows = workflows
        self._accounts = accounts
        self._table = table

    def create(self, owner: str, request: CreateHeroRequest, claim: Claim) -> Response:
        """Start drawing the sheet of a new hero; the hero is there when the sheet is.

        Args:
            claim: the claim on the request's Idempotency-Key.

        Raises:
            BlockedText: the safety gate blocks the name or the description.
            InvalidInput: the owner has as many heroes as are allowed.
            StorageFull, InsufficientBlots: the owner's account refuses.
        """
        for field in ("name", "description"):
            screen(getattr(request, field), field=field, audience=request.audience)
        most, price = self._table.most.heroes, self._table.costs.hero
        # The transaction refuses one too many, too; but an owner shall know before they are told about Blots.
        if self._heroes.count(owner) >= most:
            raise too_many_heroes(most)
        job_id = new_id()
        new = NewHero(owner, request.name, request.description, request.audience)
        brief = sheet_brief(request.name, request.description, request.audience, new.as_data())
        response = Response(202, JobStarted(jobId=job_id, status="pending", blotsReserved=price).model_dump())

        def store(held: Hold, holding: Sequence[JoinedWrite]) -> Response:
            job = Job(job_id, HERO, owner, hold=held)
            record = JobRecord(job, [Picture(job_id, SHEET, brief, SIDE_BY_SIDE, run_name(job_id))])
            room = self._heroes.room(owner, most)
            return accept(self._jobs, self._workflows, record, response, claim, room, *holding)

        return self._accounts.pay(owner, job_id, price, store, each=price)

    def list(self, owner: str, limit: int, after: Position | None = None) -> Page[HeroEntry]:
        """A page of an owner's heroes, the newest first."""
        return shown(
            self._heroes.list(owner, limit, after),
            lambda hero: hero_entry(hero, self._objects.url),
            size=lambda entry: len(json.dumps(entry.model_dump(mode="json"))),
            position=lambda hero: hero.position,
        )

    def drawing(self, owner: str) -> Sequence[DrawnHero]:
        """The heroes of an owner that are being drawn, newest first, in one read.

        It looks at as many jobs as can be begun in an hour: none is under way for longer.
        """
        begun = self._jobs.list(HERO, owner, limit=self._table.rates.heroes.limit)
        return [
            DrawnHero(jobId=record.job.id, name=new.name)
            for record in begun.items
            for picture in record.pictures
            if record.job.is_open and (new := NewHero.of(picture))
        ]

    def get(self, owner: str, hero_id: str) -> models.Hero:
        """A hero by its id.

        Raises:
            InvalidInput: the id is no UUID.
            NotFound: there is no such hero, or it was deleted.
            Forbidden: it is another owner's.
        """
        return hero_view(self._theirs(owner, hero_id), self._objects.url)

    def delete(self, owner: str, hero_id: str) -> None:
        """Delete a hero. Raises InvalidInput, NotFound and Forbidden as `get`."""

        def attempt() -> bool:
            return self._heroes.delete(self._theirs(owner, hero_id))

        if not until_stored(attempt, StaleRecord(), CONTENDED, time.sleep):
            raise NotFound(f"{_CALLED} not found")

    def _theirs(self, owner: str, hero_id: str) -> Hero:
        return theirs(self._heroes.find(given_id(hero_id, "id")), owner, called=_CALLED, foreign=Forbidden)
