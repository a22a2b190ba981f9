"""Sessions and finished stories in DynamoDB."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from inkwell.aws.books import DynamoBooks
from inkwell.aws.expiring import DynamoExpiring
from inkwell.aws.jobs import DynamoJobs
from inkwell.aws.transactions import transact
from inkwell.core.errors import StaleRecord, Unavailable
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.pictures import Brief, Picture
from inkwell.picture_books.coloring import coloring_id
from inkwell.picture_books.store import KEPT, Book, Printing, Session
from tests.support.aws import TABLE

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
VISITOR = "visitor:abc"


@pytest.fixture
def books(dynamodb: Any) -> DynamoBooks:
    """A store."""
    return DynamoBooks(dynamodb, TABLE)


def keep(dynamodb: Any, *writes: Any) -> None:
    """Do joined writes alone."""
    assert transact(dynamodb, (), writes)


def book(number: int, visitor: str = VISITOR, tier: str = "kids") -> Book:
    """A finished story."""
    return Book(visitor, tier, f"s{number}", f"Story {number}", f"e{number}", BEGUN + timedelta(minutes=number))


def test_pages_of_the_gallery_hold_every_story_once_newest_first(dynamodb: Any, books: DynamoBooks) -> None:
    for number in range(7):
        keep(dynamodb, books.finished(book(number)))
    keep(dynamodb, books.finished(book(1, tier="bible")), books.finished(book(2, visitor="visitor:abcd")))
    for limit in (1, 2, 3, 7, 8):
        found, after = [], None
        while page := books.books(VISITOR, "kids", limit=limit, after=after):
            assert len(page.items) <= limit
            found += [each.story for each in page.items]
            if page.next is None:
                break
            after = page.next
        assert found == [f"s{number}" for number in reversed(range(7))]


def test_a_session_begins_is_used_and_is_of_one_tier(dynamodb: Any, books: DynamoBooks) -> None:
    session = Session.begun(VISITOR, "kids", "s1", BEGUN)
    assert not books.read(session)
    assert books.session(VISITOR, "kids") is None
    keep(dynamodb, books.begun(session))
    assert books.session(VISITOR, "kids") == session
    assert books.session(VISITOR, "bible") is None
    later = session.reading("s2", BEGUN + timedelta(hours=1))
    assert books.read(later)
    assert books.session(VISITOR, "kids") == later


def test_a_scene_is_opened_with_the_session_in_one_read(dynamodb: Any, books: DynamoBooks) -> None:
    job = Job("s1", "scene", VISITOR)
    drawn = [Picture("s1", key, Brief("x"), "image_set", "s1", place) for place, key in enumerate(("main", "extra_0"))]
    DynamoJobs(dynamodb, TABLE).add(JobRecord(job, drawn))
    session = Session.begun(VISITOR, "kids", "s1", BEGUN)
    keep(dynamodb, books.begun(session))
    requests: list[str] = []
    dynamodb.meta.events.register("before-call.dynamodb.*", lambda model, **_: requests.append(model.name))
    found, record = books.opened(VISITOR, "kids", "s1")
    assert requests == ["BatchGetItem"]
    assert found == session
    assert record is not None
    assert (record.job.id, [picture.key for picture in record.pictures]) == ("s1", ["main", "extra_0"])
    assert books.opened("visitor:other", "bible", "x" * 5000) == (None, None)


def test_a_read_that_was_cut_short_is_no_read(
    dynamodb: Any, books: DynamoBooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dynamodb, "batch_get_item", lambda **_: {"Responses": {}, "UnprocessedKeys": {TABLE: {}}})
    with pytest.raises(Unavailable):
        books.opened(VISITOR, "kids", "s1")


def test_a_scene_is_opened_with_its_colouring_page_in_one_read(dynamodb: Any, books: DynamoBooks) -> None:
    jobs, page = DynamoJobs(dynamodb, TABLE), coloring_id("s1")
    jobs.add(JobRecord(Job("s1", "scene", VISITOR), [Picture("s1", "main", Brief("x"), "image_set", "s1")]))
    session = Session.begun(VISITOR, "kids", "s1", BEGUN)
    keep(dynamodb, books.begun(session))
    found = books.colored(VISITOR, "kids", "s1")
    assert (found[0], found[1] and found[1].job.id, found[2]) == (session, "s1", None)
    drawn = Job(page, "scene_coloring", VISITOR, parent="s1")
    jobs.add(JobRecord(drawn, [Picture(page, "main", Brief("x"), "image_set", page)]))
    requests: list[str] = []
    dynamodb.meta.events.register("before-call.dynamodb.*", lambda model, **_: requests.append(model.name))
    _, scene, coloring = books.colored(VISITOR, "kids", "s1")
    assert requests == ["BatchGetItem"]
    assert scene is not None
    assert coloring is not None
    assert [each.job.id for each in (scene, coloring)] == ["s1", page]
    assert [picture.job_id for picture in (*scene.pictures, *coloring.pictures)] == ["s1", page]
    assert books.colored("visitor:other", "bible", "x" * 5000) == (None, None, None)


def test_of_two_books_for_print_that_are_begun_at_once_one_is(dynamodb: Any, books: DynamoBooks) -> None:
    first, second, third = Printing("p1"), Printing("p2", kept="p1"), Printing("p3", kept="p1")
    keep(dynamodb, books.printed(VISITOR, "kids", "s1", first, None))
    with pytest.raises(StaleRecord):
        keep(dynamodb, books.printed(VISITOR, "kids", "s1", second, None))
    keep(dynamodb, books.printed(VISITOR, "kids", "s1", second, first))
    with pytest.raises(StaleRecord):
        keep(dynamodb, books.printed(VISITOR, "kids", "s1", third, first))
    assert books.printing(VISITOR, "kids", "s1") == (None, second)
    for visitor, tier, story in (("visitor:abcd", "kids", "s1"), (VISITOR, "bible", "s1"), (VISITOR, "kids", "s2")):
        assert books.printing(visitor, tier, story) == (None, None)
    # Longer than a sort key may be.
    assert books.printing(VISITOR, "kids", "x" * 1500) == (None, None)
    assert books.book(VISITOR, "kids", "x" * 1500) is None


def test_a_choice_leads_to_one_scene(dynamodb: Any, books: DynamoBooks) -> None:
    DynamoJobs(dynamodb, TABLE).add(JobRecord(Job("s1", "scene", VISITOR, data={"next": {}}), []))
    keep(dynamodb, books.chosen("s1", "1", "s2"))
    with pytest.raises(StaleRecord):
        keep(dynamodb, books.chosen("s1", "1", "s3"))
    keep(dynamodb, books.chosen("s1", "2", "s4"))
    record = DynamoJobs(dynamodb, TABLE).load("s1")
    assert record is not None
    assert record.job.data["next"] == {"1": "s2", "2": "s4"}
    with pytest.raises(StaleRecord):
        keep(dynamodb, books.chosen("unknown", "1", "s3"))


def test_a_session_that_is_purged_is_gone_and_begins_no_other(dynamodb: Any, books: DynamoBooks) -> None:
    session = Session.begun(VISITOR, "kids", "s1", BEGUN)
    keep(dynamodb, books.begun(session), books.kept(VISITOR, "kids", "s1"))
    expiring = DynamoExpiring(dynamodb, TABLE)
    assert list(expiring.due(BEGUN + KEPT)) == []
    (name,) = expiring.due(session.expires_at)
    assert expiring.belongings(name).jobs == ["s1"]
    assert expiring.claim(name, session.expires_at)
    assert books.session(VISITOR, "kids") is None
    assert not books.read(session)
    with pytest.raises(StaleRecord):
        keep(dynamodb, books.begun(session))
    expiring.remove(name)
    keep(dynamodb, books.begun(session))


def test_a_session_that_is_used_is_never_purged() -> None:
    session = Session.begun(VISITOR, "kids", "s1", BEGUN)
    for day in range(200):
        moment = BEGUN + timedelta(days=day)
        session = session.reading("s1", moment)
        assert moment + KEPT <= session.expires_at <= moment + KEPT + timedelta(days=7)
