"""Use cases of colouring pages: a scene of a finished story as line art, drawn once and kept."""

from contextlib import suppress

from inkwell.core.accepting import accept
from inkwell.core.errors import NotFound, RequestInProgress
from inkwell.core.idempotency import Claim, IdempotencyStore, Response, Unclaimed, fingerprint, once
from inkwell.core.jobs import JobRecord
from inkwell.core.object_store import ObjectStore
from inkwell.core.pictures import Picture
from inkwell.core.redrawing import redraw
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore
from inkwell.picture_books.budget import Spend, of_coloring
from inkwell.picture_books.coloring import coloring_job
from inkwell.picture_books.data import SceneData
from inkwell.picture_books.models import SceneImage
from inkwell.picture_books.reading import entered, seen
from inkwell.picture_books.store import BookStore
from inkwell.picture_books.tiers import Tier
from inkwell.picture_books.views import ColoringView, coloring_view, image_view, picture_status


class ColoringPages:
    """The colouring pages of all visitors' scenes.

    Args:
        books, jobs, objects, workflows, claims: the ports that the methods need.
    """

    def __init__(
        self,
        books: BookStore,
        jobs: JobStore,
        objects: ObjectStore,
        workflows: Workflows,
        claims: IdempotencyStore,
    ) -> None:
        self._books = books
        self._jobs = jobs
        self._objects = objects
        self._workflows = workflows
        self._claims = claims

    def page(self, visitor: str, tier: Tier, story_id: str, scene_id: str) -> ColoringView:
        """The colouring page of a scene, drawn or not.

        Raises:
            Unauthenticated: there is no session.
            NotFound: there is no such scene in a finished story of that id.
        """
        scene, coloring = self._found(visitor, tier, story_id, scene_id)
        return coloring_view(tier, scene, coloring, self._objects.url)

    def image(self, visitor: str, tier: Tier, story_id: str, scene_id: str) -> SceneImage:
        """The status of its picture, in one read. Raises as `page` says, and NotFound where nobody has asked for it."""
        _, coloring = self._found(visitor, tier, story_id, scene_id)
        if coloring is None:
            raise NotFound("This colouring page has not been drawn yet")
        return image_view(coloring, self._objects.url)

    def draw(self, visitor: str, tier: Tier, story_id: str, scene_id: str, spend: Spend) -> SceneImage:
        """Draw the colouring page of a scene, unless it is there or being drawn; again where that failed.

        Raises:
            Unauthenticated, NotFound: as `page` says.
            RateLimited: the visitor, or all visitors together, have had enough for today.
        """
        scene, coloring = self._found(visitor, tier, story_id, scene_id)
        if coloring is None:
            self._begin(visitor, scene, spend)
            return SceneImage(status="pending", url=None, extra_images=[])
        if picture_status(coloring.pictures[0]) == "failed":
            self._again(coloring, spend)
            return SceneImage(status="generating", url=None, extra_images=[])
        return image_view(coloring, self._objects.url)

    def _begin(self, visitor: str, scene: JobRecord, spend: Spend) -> None:
        name = f"coloring {scene.job.id}"

        def work(claim: Claim) -> Response:
            spend(of_coloring())
            return accept(self._jobs, self._workflows, coloring_job(scene), Response(303, {}), claim)

        # Of two requests at the same moment the other one draws it.
        with suppress(RequestInProgress):
            once(self._claims, visitor, name, fingerprint("POST", name, None), work)

    def _again(self, coloring: JobRecord, spend: Spend) -> None:
        counted = False

        def read() -> tuple[JobRecord, Picture]:
            nonlocal counted
            record = self._jobs.load(coloring.job.id)
            if record is None:
                raise NotFound("There is no such colouring page")
            picture = record.pictures[0]
            if not (picture.is_open or counted):
                spend(of_coloring())
                counted = True
            return record, picture

        redraw(self._jobs, self._workflows, read, lambda *_: Response(303, {}), Unclaimed())

    def _found(self, visitor: str, tier: Tier, story_id: str, scene_id: str) -> tuple[JobRecord, JobRecord | None]:
        """A scene of a finished story, and its colouring page; a second read where there is none yet."""
        session, record, coloring = self._books.colored(visitor, tier.key, scene_id)
        entered(session)
        scene = seen(record, visitor, tier)
        # A scene that has a colouring page is one of a finished story.
        is_finished = coloring is not None or self._books.book(visitor, tier.key, story_id) is not None
        if SceneData.of(scene.job).story.id != story_id or not is_finished:
            raise NotFound("There is no such scene in a finished story")
        return scene, coloring
