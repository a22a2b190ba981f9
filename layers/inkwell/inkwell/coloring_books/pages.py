"""Use cases of pages: their versions, and which of them is shown."""

from collections.abc import Callable

from inkwell.coloring_books.ids import given_id, place_of
from inkwell.coloring_books.models import PageDetail, RestoredPage, RestoreRequest
from inkwell.coloring_books.page_store import PageStore, ProjectPage
from inkwell.coloring_books.store import Project
from inkwell.coloring_books.views import page_detail
from inkwell.core.again import CONTENDED, until_stored
from inkwell.core.errors import Forbidden, NotFound, StaleRecord
from inkwell.core.owning import theirs

_CALLED = "Page"


class Pages:
    """The pages of all projects. A page of another owner's project is forbidden.

    Args:
        pages: the store of pages.
        sign: makes the URL of an object key.
    """

    def __init__(self, pages: PageStore, sign: Callable[[str], str]) -> None:
        self._pages = pages
        self._sign = sign

    def get(self, owner: str, page_id: str) -> PageDetail:
        """A page with its versions, in one read.

        Raises:
            InvalidInput: the id is no UUID.
            NotFound: there is no such page, or its project was deleted.
            Forbidden: it is of another owner's project.
        """
        return page_detail(self.find(owner, page_id)[1], self._sign)

    def restore(self, owner: str, page_id: str, request: RestoreRequest) -> RestoredPage:
        """Show an earlier version of a page, or a later one. No version is made, and nothing is charged.

        Raises:
            InvalidInput: as `get`.
            NotFound: as `get`, or the page has no such version.
            Forbidden: as `get`.
            StaleRecord: the page changes too fast.
        """

        def step() -> RestoredPage:
            project, page = self.find(owner, page_id)
            version = page.version(request.version)
            if version is None:
                raise NotFound("Version not found")
            if version.number != page.current and not self._pages.show(project, page, version):
                raise NotFound(f"{_CALLED} not found")
            return RestoredPage(currentVersion=version.number, imageUrl=self._sign(version.object_key))

        return until_stored(step, StaleRecord(), CONTENDED)

    def find(self, owner: str, page_id: str) -> tuple[Project, ProjectPage]:
        """A page and its project, in one read. Raises as `get`."""
        found = self._pages.page(*place_of(given_id(page_id, "id")))
        project = theirs(found and found[0], owner, called=_CALLED, foreign=Forbidden)
        if found is None:
            raise NotFound(f"{_CALLED} not found")
        return project, found[1]
