"""The port to what visitors keep beside the scenes: their session in a tier, and their finished stories."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from inkwell.core.effects import JoinedWrite
from inkwell.core.jobs import JobRecord
from inkwell.core.paging import Page, Position
from inkwell.core.timestamps import now

#: The time after which a session that is not used has ended.
LIFETIME = timedelta(days=30)

#: The time after which all of a session that has ended is purged, at the earliest. The day between leaves no doubt.
KEPT = LIFETIME + timedelta(days=1)

#: How much later the purge is put off to, so that not every page that is read has to put it off.
_AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Session:
    """A session: what a visitor reads in a tier.

    Args:
        visitor: the owner of its stories: "visitor:" and the hash of the cookie.
        scene: the id of the scene that was last read.
        used_at: the moment of that.
        expires_at: the moment at which it is purged, with all its scenes.
    """

    visitor: str
    tier: str
    scene: str
    used_at: datetime
    expires_at: datetime

    @classmethod
    def begun(cls, visitor: str, tier: str, scene: str, moment: datetime) -> "Session":
        """A session that begins with a scene."""
        return cls(visitor, tier, scene, moment, moment + KEPT + _AHEAD)

    def reading(self, scene: str, moment: datetime) -> "Session":
        """The session once another scene is read."""
        put_off = self.expires_at if self.expires_at >= moment + KEPT else moment + KEPT + _AHEAD
        return replace(self, scene=scene, used_at=moment, expires_at=put_off)

    def is_alive(self, moment: datetime) -> bool:
        """True where the session has not ended at that moment."""
        return moment < self.used_at + LIFETIME


@dataclass(frozen=True, slots=True)
class Printing:
    """The books for print of a story.

    Args:
        job: the id of the job that makes, or made, the newest one.
        kept: the id of the one that was made before, which is there until the newest one is; None where there is none.
    """

    job: str
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A finished story in a visitor's gallery.

    Args:
        story: the story's id, which is that of its first scene.
        title: of the story.
        ending: the id of the ending that was told last.
        begun_at: the moment at which the story began; the newest comes first.
        printing: its books for print; None while nobody has asked for one, and in lists.
    """

    visitor: str
    tier: str
    story: str
    title: str
    ending: str
    begun_at: datetime
    printing: Printing | None = None

    @property
    def position(self) -> Position:
        """Its place in the gallery."""
        return Position(self.begun_at, self.story)


class BookStore(Protocol):
    """The store of sessions and finished stories."""

    def session(self, visitor: str, tier: str) -> Session | None:
        """A visitor's session; None where it has ended, or never was."""

    def opened(self, visitor: str, tier: str, scene_id: str) -> tuple[Session | None, JobRecord | None]:
        """A visitor's session and the job of a scene, whoever owns it, in one read."""

    def colored(
        self, visitor: str, tier: str, scene_id: str
    ) -> tuple[Session | None, JobRecord | None, JobRecord | None]:
        """The same with the job of the scene's colouring page, in one read."""

    def begun(self, session: Session) -> JoinedWrite:
        """The write of a session that begins, or reads another story from now on."""

    def read(self, session: Session) -> bool:
        """Store the scene that is read now; False where the session is gone."""

    def kept(self, visitor: str, tier: str, scene_id: str) -> JoinedWrite:
        """The write by which a new scene is purged with the session of its visitor."""

    def chosen(self, scene_id: str, choice_id: str, next_id: str) -> JoinedWrite:
        """The write by which a scene knows which scene a choice led to. Its refusal is StaleRecord."""

    def finished(self, book: Book) -> JoinedWrite:
        """The write of a finished story; where it has been finished before, its ending is replaced."""

    def books(self, visitor: str, tier: str, *, limit: int, after: Position | None = None) -> Page[Book]:
        """A page of a visitor's finished stories, newest first."""

    def book(self, visitor: str, tier: str, story_id: str) -> Book | None:
        """A finished story; None where there is none of that id."""

    def printing(self, visitor: str, tier: str, story_id: str) -> tuple[Session | None, Printing | None]:
        """A visitor's session and the books for print of a story, in one read."""

    def printed(
        self, visitor: str, tier: str, story_id: str, printing: Printing, before: Printing | None
    ) -> JoinedWrite:
        """The write of a book for print that will be made. Its refusal is StaleRecord: another request was faster.

        Args:
            before: what was stored when it was decided.
        """

    def covers(self, story_ids: Sequence[str]) -> dict[str, str]:
        """The object keys of the main pictures of some stories' first scenes, by story, of those that are drawn."""


def alive(session: Session | None) -> Session | None:
    """The session itself; None where it has ended."""
    return session if session and session.is_alive(now()) else None
