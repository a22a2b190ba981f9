"""The effects of the family's jobs on its heroes."""

from collections.abc import Sequence

from inkwell.coloring_books.data import HERO, NewHero
from inkwell.coloring_books.store import HeroStore
from inkwell.core.effects import JoinedWrite, NoEffects
from inkwell.core.jobs import JobRecord
from inkwell.core.pictures import Picture, Version
from inkwell.core.status import Event


class NewHeroes(NoEffects):
    """The `Effects` by which a hero appears when its sheet is shown, and leaves its place where that never is."""

    def __init__(self, heroes: HeroStore) -> None:
        self._heroes = heroes

    def picture_shown(self, picture: Picture, version: Version) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        hero = NewHero.of(picture)
        return [self._heroes.appearance(hero.appeared(picture, version))] if hero else ()

    def job_cancelled(self, record: JobRecord, withdrawn: Sequence[Picture]) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        # A sheet that is still being drawn decides when the job is settled.
        return self._given_up(record) if len(withdrawn) == len(record.open_pictures()) else ()

    def job_settled(self, record: JobRecord, event: Event | None) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return self._given_up(record)

    def _given_up(self, record: JobRecord) -> Sequence[JoinedWrite]:
        if record.job.kind != HERO or any(picture.shown for picture in record.pictures):
            return ()
        return [self._heroes.given_up(record.job.owner)]
