"""Finished picture books over HTTP as books for print, and their scenes as colouring pages."""

import hashlib
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import requests
from PIL import Image
from pypdf import PdfReader

from inkwell.core.jobs import FIRST_CHECK
from inkwell.core.timestamps import now, timestamp
from inkwell.picture_books.budget import BOOKS, COLORINGS
from inkwell.printing.checks.checking import check
from tests.support.client import eventually
from tests.support.readers import BROWSER, Reader, Tale
from tests.support.studio import Studio

TODDLER = {"protagonist_age": "toddler"}
JSON = {"Accept": "application/json"}
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def finished(reader: Reader, tale: Tale) -> list[str]:
    """The scenes of a finished story."""
    return read(reader, tale)


def read(reader: Reader, tale: Tale, **options: str) -> list[str]:
    """Read a story to its end; its scenes, drawn."""
    tale.tells({"title": "First"}, {"title": "Second"}, {"title": "Third", "isEnding": True, "choices": []})
    scenes = [reader.start(tale.wish, length="short", **options)]
    for _ in range(2):
        scenes.append(reader.choose(scenes[-1]))
    for scene in scenes:
        reader.drawn(scene)
    return scenes


def page_of(reader: Reader, story: str) -> str:
    """The page of a finished story."""
    answer = reader.get(f"/gallery/{story}")
    assert answer.status_code == 200
    return answer.text


def make(reader: Reader, story: str) -> str:
    """Ask for a book; the path of the status of the one that is made, empty where none is."""
    answer = reader.post(f"/gallery/{story}/book", headers=BROWSER)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/{reader.tier}/gallery/{story}#print")
    found = re.search(r'data-book-url="/kids([^"]+)"', page_of(reader, story))
    return found[1] if found else ""


def ended(reader: Reader, status: str) -> dict[str, Any]:
    """The status of a book that is not made any more."""

    def look() -> dict[str, Any] | None:
        answer = reader.get(status)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return None if told["status"] in ("pending", "generating") else told

    return eventually(look, "the end of the book")


def made(reader: Reader, story: str) -> dict[str, Any]:
    """The same, of a book that is asked for now."""
    status = make(reader, story)
    if status:
        return ended(reader, status)
    return {"status": "complete", "url": reader.get(f"/gallery/{story}/book.pdf").headers["Location"]}


class TestBooks:
    def test_a_finished_story_is_made_a_book(self, reader: Reader, tale: Tale, studio: Studio) -> None:
        scenes = read(reader, tale, **TODDLER)
        assert "Make it a book" in page_of(reader, scenes[0])
        assert reader.get(f"/gallery/{scenes[0]}/book.pdf").status_code == 404
        told = made(reader, scenes[0])
        assert told["status"] == "complete"
        page = page_of(reader, scenes[0])
        assert f"/kids/gallery/{scenes[0]}/book.pdf" in page
        assert "PDF, 8 pages of 8.5" in page
        led = reader.get(f"/gallery/{scenes[0]}/book.pdf", headers=BROWSER)
        assert led.status_code == 303
        file = requests.get(led.headers["Location"], timeout=30)
        assert file.headers["Content-Disposition"] == "attachment; filename*=UTF-8''first.pdf"
        assert file.headers["Content-Type"] == "application/pdf"
        texts = [each.extract_text() for each in PdfReader(BytesIO(file.content)).pages]
        assert [each.splitlines()[0] for each in texts if each][:4] == ["First", "First", "Second", "Third"]
        assert {each.rule for each in check(BytesIO(file.content)).failures} <= {"page count", "resolution"}
        assert sum(len(each.images) for each in PdfReader(BytesIO(file.content)).pages) == 10
        (job,) = (each for each in studio.items("JOB#") if each.get("kind") == "printed_book")
        notices = [each for each in job["data"]["printed"]["notices"] if each["code"] == "low_resolution"]
        assert notices
        assert all(isinstance(each["page"], int) for each in notices), "coarse pictures are named with their page"
        assert "may look a little soft" in page

    def test_a_book_that_is_there_is_not_made_again(self, reader: Reader, finished: list[str], studio: Studio) -> None:
        first = made(reader, finished[0])
        prepared = studio.keys(f"strips/{finished[0]}/")
        assert len(prepared) == 3
        assert make(reader, finished[0]) == ""
        assert "Make it" not in page_of(reader, finished[0])
        assert books_of(studio, finished[0]) == {key_of(first)}

    def test_clicks_at_the_same_moment_make_one(self, reader: Reader, finished: list[str], studio: Studio) -> None:
        clicks = [Reader(reader.url) for _ in range(4)]
        for click in clicks:
            click.session.cookies.set("session_kids", reader.cookie)
        with ThreadPoolExecutor(4) as threads:
            answers = [threads.submit(each.post, f"/gallery/{finished[0]}/book") for each in clicks]
            assert {each.result().status_code for each in answers} == {303}
        assert made(reader, finished[0])["status"] == "complete"
        assert len([each for each in studio.items("JOB#") if each.get("parent") == finished[0]]) == 1

    def test_another_picture_makes_another_book_and_the_old_one_stays_until_then(
        self, reader: Reader, tale: Tale, finished: list[str], studio: Studio
    ) -> None:
        keys = [key_of(made(reader, finished[0]))]
        for _ in range(2):
            with tale.script.held(None):
                reader.post(f"/story/image/{finished[1]}/retry")
                assert make(reader, finished[0]) == "", "the new picture is awaited"
                assert key_of({"url": reader.get(f"/gallery/{finished[0]}/book.pdf").headers["Location"]}) == keys[-1]
            reader.drawn(finished[1])
            assert "Make it anew" in page_of(reader, finished[0])
            keys.append(key_of(made(reader, finished[0])))
        assert len(set(keys)) == 3
        assert books_of(studio, finished[0]) == {*keys[1:]}, "one is kept, and the one before"

    def test_pictures_that_are_being_drawn_are_awaited(self, reader: Reader, tale: Tale, studio: Studio) -> None:
        with tale.script.held(None):
            scenes = [reader.start(tale.wish, length="short")]
            for _ in range(2):
                scenes.append(reader.choose(scenes[-1]))
            assert "Some pictures are still being drawn" in page_of(reader, scenes[0])
            assert make(reader, scenes[0]) == ""
        reader.drawn(scenes[-1])
        assert not [each for each in studio.items("JOB#") if each.get("parent") == scenes[0]]

    def test_another_ending_makes_another_book(self, reader: Reader, tale: Tale, finished: list[str]) -> None:
        made(reader, finished[0])
        tale.tells({"title": "Another end"})
        reader.drawn(reader.choose(finished[1], 2))
        url = made(reader, finished[0])["url"]
        texts = [each.extract_text() for each in PdfReader(BytesIO(requests.get(url, timeout=30).content)).pages]
        assert "Another end" in " ".join(texts)
        assert "Third" not in " ".join(texts)

    def test_a_scene_without_a_picture_is_words(self, reader: Reader, tale: Tale) -> None:
        tale.script.on_every(lambda call: {"fail": "ModelRefused"})
        scenes = read(reader, tale)
        assert made(reader, scenes[0])["status"] == "complete"

    def test_a_book_that_could_not_be_made_is_made_once_more(
        self, reader: Reader, finished: list[str], studio: Studio
    ) -> None:
        picture = reader.image(finished[1])["url"].partition("?")[0].partition("/jobs/")[2]
        good, kind = studio.objects.get(f"jobs/{picture}")
        studio.objects.put(f"jobs/{picture}", b"no picture", kind)
        assert made(reader, finished[0]) == {"status": "failed", "url": None}
        page = page_of(reader, finished[0])
        assert "Make it once more" in page
        assert "book.pdf" not in page
        assert books_of(studio, finished[0]) == set()
        studio.objects.put(f"jobs/{picture}", good, kind)
        assert made(reader, finished[0])["status"] == "complete"

    def test_a_visitor_gets_so_many_a_day(self, reader: Reader, finished: list[str], studio: Studio) -> None:
        made(reader, finished[0])
        use_up(studio, reader, BOOKS.name, BOOKS.limit)
        assert reader.post(f"/gallery/{finished[0]}/book").status_code == 303, "nothing is made"
        reader.drawn(reader.led_to(reader.post(f"/story/image/{finished[1]}/retry", headers=BROWSER)))
        refused = reader.post(f"/gallery/{finished[0]}/book", headers=BROWSER)
        assert (refused.status_code, "Retry-After" in refused.headers) == (429, True)

    def test_it_is_purged_with_the_session(self, reader: Reader, finished: list[str], studio: Studio) -> None:
        key = key_of(made(reader, finished[0]))
        coloring = drawn(reader, finished)
        (session,) = (each for each in studio.items("VISITOR#") if each.get("scene") in finished)
        long_ago = timestamp(now() - 2 * FIRST_CHECK - timedelta(days=32))
        studio.change(session["pk"], session["sk"], used_at=long_ago, due_at=long_ago)
        eventually(lambda: _swept(studio, session["pk"]), "the purge", pause=1)
        assert key not in studio.keys(key)
        assert not studio.keys(coloring["url"].partition("?")[0].partition("/jobs/")[2].join(("jobs/", "")))
        assert not [each for each in studio.items("VISITOR#") if each["pk"] == session["pk"]]


def _swept(studio: Studio, pk: str) -> bool:
    studio.sweep()
    return not [each for each in studio.items("VISITOR#") if each["pk"] == pk]


def key_of(told: dict[str, Any]) -> str:
    """The object key of a book."""
    found = re.search(r"jobs/[^?]+", told["url"])
    assert found, told
    return found[0]


def books_of(studio: Studio, story: str) -> set[str]:
    """The object keys of the books that a story has."""
    jobs = [each for each in studio.items("JOB#") if each.get("kind") == "printed_book" and not each.get("deleted")]
    return {
        key
        for job in jobs
        if job["data"]["story"] == story
        for key in studio.keys(f"jobs/{job['pk'].removeprefix('JOB#')}/")
    }


def use_up(studio: Studio, reader: Reader, name: str, most: int) -> None:
    """Let a visitor have had all of a limit today."""
    visitor = hashlib.sha256(reader.cookie.encode()).hexdigest()
    attribute = f"{name.rpartition('.')[2]}@0"
    (count,) = (each for each in studio.partition(f"RATE#caller#visitor:{visitor}") if attribute in each)
    studio.change(count["pk"], count["sk"], **{attribute: most})


def drawn(reader: Reader, scenes: list[str], number: int = 1) -> dict[str, Any]:
    """The status of a scene's colouring page, once it is not drawn any more."""
    path = f"/gallery/{scenes[0]}/{scenes[number]}/coloring"
    assert reader.post(path, headers=BROWSER).headers["Location"] == f"/kids{path}"
    return awaited(reader, path)


def awaited(reader: Reader, path: str) -> dict[str, Any]:
    def look() -> dict[str, Any] | None:
        answer = reader.get(path, headers=JSON)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return None if told["status"] in ("pending", "generating") else told

    return eventually(look, "the end of the drawing")


class TestColoringPages:
    def test_a_scene_is_drawn_as_line_art_once_and_kept(self, reader: Reader, tale: Tale, finished: list[str]) -> None:
        path = f"/gallery/{finished[0]}/{finished[1]}/coloring"
        assert f"/kids{path}" in page_of(reader, finished[0])
        assert "Draw the page to color" in reader.get(path, headers=BROWSER).text
        assert reader.get(path, headers=JSON).status_code == 404
        told = drawn(reader, finished)
        assert (told["status"], told["extra_images"]) == ("complete", [])
        with Image.open(BytesIO(requests.get(told["url"], timeout=30).content)) as picture:
            assert (picture.mode, picture.size) == ("1", (3300, 2550))
        call = tale.script.calls[-1]
        assert "a blue scarf" in call.prompt
        assert "no color" in call.prompt
        assert call.names == ["main"]
        page = reader.get(path, headers=BROWSER).text
        assert told["url"].partition("?")[0] in page
        assert "Draw the page" not in page
        asked = len(tale.script.calls)
        assert drawn(reader, finished)["url"].partition("?")[0] == told["url"].partition("?")[0]
        assert reader.post(path, headers=JSON).json()["status"] == "complete"
        assert len(tale.script.calls) == asked

    def test_clicks_at_the_same_moment_draw_one(self, reader: Reader, finished: list[str], studio: Studio) -> None:
        path = f"/gallery/{finished[0]}/{finished[2]}/coloring"
        clicks = [Reader(reader.url) for _ in range(4)]
        for click in clicks:
            click.session.cookies.set("session_kids", reader.cookie)
        with ThreadPoolExecutor(4) as threads:
            answers = [threads.submit(each.post, path) for each in clicks]
            assert {each.result().status_code for each in answers} == {303}
        awaited(reader, path)
        (job,) = (each for each in studio.items("JOB#") if each.get("parent") == finished[2])
        (drawn,) = (each for each in studio.partition(job["pk"]) if each["sk"].startswith("PICTURE#"))
        assert drawn["run"] == job["pk"].removeprefix("JOB#"), "one run drew it"

    def test_one_that_failed_is_drawn_again(self, reader: Reader, tale: Tale, finished: list[str]) -> None:
        path = f"/gallery/{finished[0]}/{finished[1]}/coloring"
        tale.script.on_every(lambda call: {"fail": "ModelRefused"})
        assert drawn(reader, finished) == {"status": "failed", "url": None, "extra_images": []}
        assert f'action="/kids{path}"' in reader.get(path, headers=BROWSER).text
        tale.script.on_every(lambda call: {})
        again = reader.post(path, headers=JSON)
        assert (again.status_code, again.json()["status"]) == (200, "generating")
        assert awaited(reader, path)["status"] == "complete"

    def test_a_visitor_gets_so_many_a_day(self, reader: Reader, finished: list[str], studio: Studio) -> None:
        drawn(reader, finished)
        use_up(studio, reader, COLORINGS.name, COLORINGS.limit)
        refused = reader.post(f"/gallery/{finished[0]}/{finished[2]}/coloring", headers=BROWSER)
        assert refused.status_code == 429
        assert drawn(reader, finished)["status"] == "complete", "what is there stays"


class TestWhoMayHaveThem:
    def test_nobody_without_a_session(
        self, new_reader: Callable[..., Reader], reader: Reader, finished: list[str]
    ) -> None:
        status = make(reader, finished[0]) or f"/gallery/{finished[0]}/book/{NOBODY}"
        coloring = f"/gallery/{finished[0]}/{finished[1]}/coloring"
        nobody = new_reader()
        nobody.session.cookies.set("session_kids", "A" * 43)
        assert nobody.get(status).status_code == 401
        sent_home = [nobody.post(f"/gallery/{finished[0]}/book"), nobody.get(f"/gallery/{finished[0]}/book.pdf")]
        sent_home += [nobody.get(coloring), nobody.post(coloring)]
        assert {(each.status_code, each.headers["Location"]) for each in sent_home} == {(303, "/kids")}

    def test_another_reader_finds_nothing(
        self, new_reader: Callable[..., Reader], reader: Reader, tale: Tale, finished: list[str]
    ) -> None:
        status = make(reader, finished[0])
        ended(reader, status)
        drawn(reader, finished)
        other = new_reader()
        own = read(other, tale)
        asked = len(tale.script.calls)
        book_id = status.rpartition("/")[2]
        for story, scene, book in (
            (finished[0], finished[1], book_id),
            (own[0], finished[1], book_id),
            (finished[0], own[1], book_id),
            (own[0], book_id, own[1]),
            (book_id, own[1], NOBODY),
            (NOBODY, NOBODY, NOBODY),
            ("x" * 1100, "x" * 3000, "x" * 3000),
            ("%00", "..%2f", "%00"),
        ):
            coloring = f"/gallery/{story}/{scene}/coloring"
            answers = [other.get(coloring), other.get(coloring, headers=JSON), other.post(coloring)]
            answers.append(other.get(f"/gallery/{story}/book/{book}"))
            if story != own[0]:
                answers += [other.post(f"/gallery/{story}/book"), other.get(f"/gallery/{story}/book.pdf")]
            assert {each.status_code for each in answers} == {404}, (story, scene)
        assert len(tale.script.calls) == asked

    def test_a_story_that_is_not_finished_has_neither(self, reader: Reader, tale: Tale) -> None:
        first = reader.start(tale.wish)
        second = reader.choose(first)
        asked = [reader.post(f"/gallery/{first}/book"), reader.get(f"/gallery/{first}/book.pdf")]
        for scene in (first, second):
            path = f"/gallery/{first}/{scene}/coloring"
            asked += [reader.get(path), reader.post(path), reader.get(path, headers=JSON)]
        assert {each.status_code for each in asked} == {404}

    def test_tiers_do_not_know_each_other(
        self, new_reader: Callable[..., Reader], reader: Reader, tale: Tale, finished: list[str]
    ) -> None:
        status = make(reader, finished[0])
        ended(reader, status)
        drawn(reader, finished)
        bible = new_reader("bible")
        tale.tells({})
        bible.start(tale.wish)
        reader.session.cookies.set("session_bible", bible.cookie)
        reader.tier = "bible"
        coloring = f"/gallery/{finished[0]}/{finished[1]}/coloring"
        answers = [reader.get(status), reader.get(f"/gallery/{finished[0]}/book.pdf"), reader.get(coloring)]
        answers += [reader.post(f"/gallery/{finished[0]}/book"), reader.post(coloring)]
        assert {each.status_code for each in answers} == {404}

    def test_another_site_makes_nothing(self, reader: Reader, tale: Tale, finished: list[str]) -> None:
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
            for path in (f"/gallery/{finished[0]}/book", f"/gallery/{finished[0]}/{finished[1]}/coloring"):
                assert reader.post(path, headers=headers).status_code == 403
        assert "Make it a book" in page_of(reader, finished[0])
