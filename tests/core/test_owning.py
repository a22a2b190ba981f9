"""Whose things are: deny paths of every read."""

import pytest

from inkwell.core.errors import Forbidden, NotFound
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.owning import owned, theirs
from tests.fakes import FakeJobs


@pytest.fixture
def jobs() -> FakeJobs:
    jobs = FakeJobs()
    jobs.add(JobRecord(Job("1", "kit", "ann"), []))
    return jobs


def test_owners_find_their_own(jobs: FakeJobs) -> None:
    assert owned(jobs, "ann", "kit", "1", called="Kit").job.id == "1"
    assert owned(jobs, "ann", "kit", "1", called="Kit", foreign=Forbidden).job.id == "1"


@pytest.mark.parametrize("foreign", [NotFound, Forbidden])
def test_what_is_not_there_is_not_found(jobs: FakeJobs, foreign: type[NotFound] | type[Forbidden]) -> None:
    for owner, family, job_id in (("ann", "kit", "2"), ("ann", "story", "1"), ("bob", "story", "1")):
        with pytest.raises(NotFound, match="Kit not found"):
            owned(jobs, owner, family, job_id, called="Kit", foreign=foreign)
    with pytest.raises(NotFound, match="Kit not found"):
        theirs(None, "ann", called="Kit", foreign=foreign)


def test_what_is_somebody_elses_is_not_found_or_forbidden_as_the_contract_has_it(jobs: FakeJobs) -> None:
    with pytest.raises(NotFound, match="Kit not found"):
        owned(jobs, "bob", "kit", "1", called="Kit")
    with pytest.raises(Forbidden):
        owned(jobs, "bob", "kit", "1", called="Kit", foreign=Forbidden)
