"""The effects of the family's jobs on its heroes, pages and projects."""

from collections.abc import Sequence

from inkwell.coloring_books.data import (
    GENERATION,
    HERO,
    CalibrationData,
    EditData,
    ExportData,
    GenerationData,
    NewHero,
    NewVersion,
)
from inkwell.coloring_books.paces import size
from inkwell.coloring_books.page_store import PageStore
from inkwell.coloring_books.store import CalibrationStore, HeroStore, PaceStore, ProjectStore
from inkwell.core.effects import JoinedWrite, NoEffects
from inkwell.core.jobs import JobRecord
from inkwell.core.pictures import Picture, Version
from inkwell.core.status import Event
from inkwell.core.timestamps import now


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


class NewSamples(NoEffects):
    """The `Effects` by which a calibration's samples are its project's once all are there, and paid for."""

    def __init__(self, calibrations: CalibrationStore) -> None:
        self._calibrations = calibrations

    def job_settled(self, record: JobRecord, event: Event | None) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        data = CalibrationData.of(record.job)
        return [self._calibrations.done(data.project_id, record.job.id)] if data and event is Event.SUCCEED else ()

    def job_deleted(self, record: JobRecord) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        data = CalibrationData.of(record.job)
        return self._calibrations.forgotten(data.project_id, record.job.id) if data else ()


class EditedPages(NoEffects):
    """The `Effects` by which a page can be edited again when its edit is settled."""

    def __init__(self, pages: PageStore, projects: ProjectStore) -> None:
        self._pages = pages
        self._projects = projects

    def job_cancelled(self, record: JobRecord, withdrawn: Sequence[Picture]) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return self._released(record) if len(withdrawn) == len(record.open_pictures()) else ()

    def job_settled(self, record: JobRecord, event: Event | None) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return self._released(record)

    def job_deleted(self, record: JobRecord) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        data = EditData.of(record.job)
        return [self._projects.forgotten(data.project_id, record.job.id)] if data else ()

    def _released(self, record: JobRecord) -> Sequence[JoinedWrite]:
        data = EditData.of(record.job)
        return [self._pages.released(data.project_id, data.number, record.job.id)] if data else ()


class NewVersions(NoEffects):
    """The `Effects` by which a page gets a version when its picture is shown."""

    def __init__(self, pages: PageStore) -> None:
        self._pages = pages

    def picture_shown(self, picture: Picture, version: Version) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        new = NewVersion.of(picture)
        if new is None:
            return ()
        # A generation is cancelled when its project is deleted, and what it is drawing then is drawn to its end. Nobody
        # sees an edit of a deleted project: it comes to nothing, and costs nothing.
        lives = new.edit_type != "initial"
        return self._pages.addition(new.project_id, new.number, new.appeared(picture, version), new.most, lives=lives)


class GeneratedProjects(NoEffects):
    """The `Effects` by which a project is no longer generating when its generation is settled, whose pace is kept."""

    def __init__(self, projects: ProjectStore, paces: PaceStore) -> None:
        self._projects = projects
        self._paces = paces

    def job_cancelled(self, record: JobRecord, withdrawn: Sequence[Picture]) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        # While pages are still being drawn, the project waits for them.
        return self._ended(record) if len(withdrawn) == len(record.open_pictures()) else ()

    def job_settled(self, record: JobRecord, event: Event | None) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return [*self._ended(record), *(self._measured(record) if event is Event.SUCCEED else ())]

    def _measured(self, record: JobRecord) -> Sequence[JoinedWrite]:
        job = record.job
        if job.kind != GENERATION:
            return ()
        taken = (now() - job.created_at).total_seconds()
        rounds = GenerationData.of(job).rounds
        return [self._paces.measured(job.owner, size(len(record.pictures), rounds), taken / rounds)]

    def _ended(self, record: JobRecord) -> Sequence[JoinedWrite]:
        if record.job.kind != GENERATION:
            return ()
        facts = GenerationData.of(record.job)
        has_pictures = facts.had_pictures or any(picture.shown for picture in record.pictures)
        return self._projects.ended(facts.project_id, record.job.id, "ready" if has_pictures else "draft")


class ExportedProjects(NoEffects):
    """The `Effects` by which a project that was ready is exported when its export has succeeded."""

    def __init__(self, projects: ProjectStore) -> None:
        self._projects = projects

    def job_settled(self, record: JobRecord, event: Event | None) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        data = ExportData.of(record.job)
        return self._projects.exported(data.project_id) if data and event is Event.SUCCEED else ()
