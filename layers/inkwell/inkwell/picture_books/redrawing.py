"""Use case of drawing a scene's picture again."""

from collections.abc import Callable

from inkwell.core.errors import NotFound
from inkwell.core.idempotency import Claim, Response
from inkwell.core.jobs import JobRecord
from inkwell.core.object_store import ObjectStore
from inkwell.core.pictures import Picture
from inkwell.core.redrawing import redraw
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore
from inkwell.picture_books.budget import Spend, of_retry
from inkwell.picture_books.models import ExtraRetried
from inkwell.picture_books.reading import opened
from inkwell.picture_books.scenes import EXTRAS, MAIN, extra_key, like_main
from inkwell.picture_books.store import BookStore
from inkwell.picture_books.tiers import Tier
from inkwell.picture_books.views import image_view


class Redrawing:
    """The retries of all visitors.

    A picture keeps its old version until the new one is stored. One that is being drawn gets no second attempt.

    Args:
        books, jobs, objects, workflows: the ports that the methods need.
    """

    def __init__(self, books: BookStore, jobs: JobStore, objects: ObjectStore, workflows: Workflows) -> None:
        self._books = books
        self._jobs = jobs
        self._objects = objects
        self._workflows = workflows

    def main(self, visitor: str, tier: Tier, scene_id: str, spend: Spend, claim: Claim) -> Response:
        """Draw a scene's main picture again. The response has the status of its pictures.

        Raises:
            Unauthenticated, NotFound: as `opened` says.
            RateLimited: the visitor, or all visitors together, have had enough for today.
        """

        def respond(record: JobRecord, _: Picture) -> Response:
            view = image_view(record, self._objects.url)
            # Scripts go on polling only when they are told that it is being drawn.
            return Response(200, view.model_copy(update={"status": "generating"}).model_dump(mode="json"))

        return self._again(visitor, tier, scene_id, MAIN, respond, spend, claim)

    def extra(self, visitor: str, tier: Tier, scene_id: str, index: str, spend: Spend, claim: Claim) -> Response:
        """Draw an extra picture again, and no other.

        Args:
            index: as the path has it.

        Raises:
            Unauthenticated, NotFound: as `opened` says; NotFound also where there is no extra picture of that index.
            RateLimited: the visitor, or all visitors together, have had enough for today.
        """
        key = next((extra_key(each) for each in range(len(EXTRAS)) if str(each) == index), "")
        response = Response(200, ExtraRetried().model_dump(mode="json"))
        return self._again(visitor, tier, scene_id, key, lambda *_: response, spend, claim)

    def _again(
        self,
        visitor: str,
        tier: Tier,
        scene_id: str,
        key: str,
        respond: Callable[[JobRecord, Picture], Response],
        spend: Spend,
        claim: Claim,
    ) -> Response:
        counted = False

        def read() -> tuple[JobRecord, Picture]:
            nonlocal counted
            _, record = opened(self._books, visitor, tier, scene_id)
            picture = record.picture(key)
            if picture is None:
                raise NotFound("There is no such picture")
            if not (picture.is_open or counted):
                spend(of_retry())
                counted = True
            return record, like_main(picture, record)

        return redraw(self._jobs, self._workflows, read, respond, claim)
