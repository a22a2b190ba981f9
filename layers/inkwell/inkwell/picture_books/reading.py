"""Use cases of reading: pages of scenes and of finished stories, and the status of a scene's pictures."""

from collections.abc import Sequence
from datetime import timedelta

from inkwell.core.errors import NotFound, Unauthenticated
from inkwell.core.jobs import JobRecord
from inkwell.core.object_store import ObjectStore
from inkwell.core.owning import theirs
from inkwell.core.paging import Position
from inkwell.core.store import JobStore
from inkwell.core.timestamps import now
from inkwell.picture_books.data import SCENE, SceneData
from inkwell.picture_books.models import SceneImage
from inkwell.picture_books.options import of_tier
from inkwell.picture_books.printed import printed_of
from inkwell.picture_books.store import BookStore, Session, alive
from inkwell.picture_books.tiers import Tier
from inkwell.picture_books.views import (
    BookView,
    GalleryView,
    HomeView,
    SceneView,
    book_view,
    cards,
    image_view,
    scene_path,
    scene_view,
)

#: Finished stories on a home page, and on a page of the gallery.
NEWEST = 4
BOOKS = 12

#: The time in which a page that is read again is no further use of the session, which would be one more write.
_RELOADED = timedelta(minutes=5)


def opened(books: BookStore, visitor: str, tier: Tier, scene_id: str) -> tuple[Session, JobRecord]:
    """A visitor's session, and a scene of theirs, in one read. Raises as `seen` says."""
    session, record = books.opened(visitor, tier.key, scene_id)
    return entered(session), seen(record, visitor, tier)


def entered(session: Session | None) -> Session:
    """The session of a visitor. Raises Unauthenticated: they have none in this tier."""
    if alive(session) is None or session is None:
        raise Unauthenticated
    return session


def seen(record: JobRecord | None, visitor: str, tier: Tier) -> JobRecord:
    """A scene of a visitor's.

    Raises:
        NotFound: they have no such scene.
    """
    if record is None or record.job.kind != SCENE or SceneData.of(record.job).story.tier != tier.key:
        raise NotFound("There is no such scene")
    theirs(record.job, visitor, called="Scene")
    return record


def way(jobs: JobStore, ending_id: str) -> tuple[JobRecord, Sequence[JobRecord]]:
    """The ending of a story, and the scenes before it that are there, from the first one on. One read for each.

    Raises:
        NotFound: the ending is gone.
    """
    ending = jobs.load(ending_id)
    if ending is None:
        raise NotFound("There is no such story")
    before = [jobs.load(each.scene) for each in SceneData.of(ending.job).before]
    return ending, [record for record in before if record]


class Reading:
    """The pages of all visitors. Nobody finds another's scenes, nor those of another tier.

    Args:
        books, jobs, objects: the ports that the methods need.
    """

    def __init__(self, books: BookStore, jobs: JobStore, objects: ObjectStore) -> None:
        self._books = books
        self._jobs = jobs
        self._objects = objects

    def has_session(self, visitor: str, tier: Tier) -> bool:
        """True for a visitor whose session in a tier has not ended."""
        return alive(self._books.session(visitor, tier.key)) is not None

    def home(self, visitor: str, tier: Tier) -> HomeView:
        """The home page of a tier, for anybody."""
        options = of_tier(tier.key)
        if alive(self._books.session(visitor, tier.key)) is None:
            return HomeView(tier, options, (), None)
        page = self._books.books(visitor, tier.key, limit=NEWEST)
        covers = self._books.covers([book.story for book in page.items])
        return HomeView(tier, options, cards(page.items, covers, self._objects.url), f"/{tier.key}/story/resume")

    def scene(self, visitor: str, tier: Tier, scene_id: str) -> SceneView:
        """The page of a scene, which is the one last read from now on.

        Raises:
            Unauthenticated, NotFound: as `opened` says.
        """
        session, record = opened(self._books, visitor, tier, scene_id)
        if session.scene != scene_id or now() - session.used_at > _RELOADED:
            self._read(session, scene_id)
        return scene_view(tier, record, self._objects.url)

    def image(self, visitor: str, tier: Tier, scene_id: str) -> SceneImage:
        """The status of a scene's pictures. Raises as `opened` says."""
        return image_view(opened(self._books, visitor, tier, scene_id)[1], self._objects.url)

    def resume(self, visitor: str, tier: Tier) -> str:
        """The path of the scene last read. Raises Unauthenticated."""
        return scene_path(tier.key, self._session(visitor, tier).scene)

    def back(self, visitor: str, tier: Tier) -> str:
        """The path of the scene before the one last read, which is that one from now on; the first scene stays.

        Raises:
            Unauthenticated: there is no session.
            NotFound: the scene is gone.
        """
        scene_id = self._session(visitor, tier).scene
        session, record = opened(self._books, visitor, tier, scene_id)
        before = SceneData.of(record.job).before
        if before:
            scene_id = before[-1].scene
            self._read(session, scene_id)
        return scene_path(tier.key, scene_id)

    def gallery(self, visitor: str, tier: Tier, limit: int = BOOKS, after: Position | None = None) -> GalleryView:
        """A page of a visitor's finished stories, newest first. Raises Unauthenticated."""
        self._session(visitor, tier)
        page = self._books.books(visitor, tier.key, limit=limit, after=after)
        covers = self._books.covers([book.story for book in page.items])
        older = f"/{tier.key}/gallery?limit={limit}&cursor={page.next.cursor}" if page.next else None
        return GalleryView(tier, cards(page.items, covers, self._objects.url), older, page.next)

    def book(self, visitor: str, tier: Tier, story_id: str) -> BookView:
        """A finished story, to read it again.

        Raises:
            Unauthenticated: there is no session.
            NotFound: there is no such finished story.
        """
        self._session(visitor, tier)
        book = self._books.book(visitor, tier.key, story_id)
        if book is None:
            raise NotFound("There is no such story")
        ending, before = way(self._jobs, book.ending)
        printed = printed_of(self._jobs, book, [*before, ending])
        return book_view(tier, ending, before, printed, self._objects.url)

    def _session(self, visitor: str, tier: Tier) -> Session:
        return entered(self._books.session(visitor, tier.key))

    def _read(self, session: Session, scene_id: str) -> None:
        if not self._books.read(session.reading(scene_id, now())):
            raise Unauthenticated
