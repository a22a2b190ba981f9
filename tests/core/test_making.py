"""Files of jobs: what becomes of those that are made when their job has ended meanwhile."""

from collections.abc import Callable, Sequence

import pytest

from inkwell.core.jobs import FILE_KEYS, Job, JobRecord, StoredFile
from inkwell.core.making import make
from inkwell.core.runs import cancel_job, settle_job
from inkwell.core.store import FirstResult
from tests.fakes import FakeJobs, FakeObjects

KEY = "jobs/job/book.pdf"


class SlowMaker:
    """A `Maker` during whose work something happens."""

    def __init__(self, objects: FakeObjects, meanwhile: Callable[[], object]) -> None:
        self._objects = objects
        self._meanwhile = meanwhile

    def parts(self, record: JobRecord) -> Sequence[str]:
        return ()

    def prepare(self, record: JobRecord, parts: Sequence[str]) -> None:
        pass

    def make(self, record: JobRecord) -> FirstResult:
        self._objects.put(KEY, b"a book", "application/pdf")
        self._meanwhile()
        return FirstResult(files=[StoredFile(KEY, "book.pdf", 6, "application/pdf")])


@pytest.mark.parametrize(("happens", "is_there"), [("nothing", True), ("cancel", False), ("twin", True)])
def test_files_of_a_job_that_ended_meanwhile_are_removed(happens: str, is_there: bool) -> None:
    jobs, objects = FakeJobs(), FakeObjects()
    jobs.add(JobRecord(Job("job", "export", "ann", data={FILE_KEYS: [KEY]}, first_task="book_export"), []))
    jobs.start("job")

    def meanwhile() -> None:
        record = jobs.load("job")
        assert record
        if happens == "cancel":
            assert cancel_job(jobs, record, running=False)
        elif happens == "twin":
            make(jobs, {"export": SlowMaker(objects, lambda: None)}, objects, "job")
            settle_job(jobs, "job")

    make(jobs, {"export": SlowMaker(objects, meanwhile)}, objects, "job")
    assert (objects.head(KEY) is not None) == is_there
