"""Picture books over HTTP: a story from its beginning to the gallery, and who may read it."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import requests

from inkwell.core.timestamps import now, timestamp
from inkwell.picture_books.scenes import SAME_SCENE
from tests.support.readers import BROWSER, Reader, Tale
from tests.support.studio import Studio
from tests.support.writer import Say, scene

CLOSE_UP = "Close-up portrait shot of the main character, showing facial expression and details."
WIDE_SHOT = "Wide establishing shot showing the full environment and setting."
TODDLER = {"protagonist_age": "toddler"}


class TestTheStory:
    def test_from_its_beginning_to_the_gallery(self, reader: Reader, tale: Tale) -> None:
        tale.tells({"title": "First"}, {"title": "Second"}, {"title": "Third", "isEnding": True, "choices": []})
        first = reader.start(tale.wish, length="short")
        assert "First" in reader.page(first)
        second = reader.choose(first, 2)
        page = reader.page(second)
        assert "Second" in page
        third = reader.choose(second)
        ending = reader.page(third)
        assert "Third" in ending
        assert "/story/choose/" not in ending
        assert f"/kids/gallery/{first}" in reader.get("/gallery").text
        book = reader.get(f"/gallery/{first}").text
        assert all(each in book for each in ("First", "Second", "Third", "Ask the gull", "Run down to the water"))
        assert reader.get().text.count(f"/kids/gallery/{first}") >= 1
        assert reader.led_to(reader.get("/story/resume")) == third
        assert reader.led_to(reader.post("/story/back")) == second
        assert reader.led_to(reader.get("/story/resume")) == second
        assert [reader.led_to(reader.post("/story/back")) for _ in range(2)] == [first, first]

    def test_the_text_model_hears_the_wish_the_options_and_the_way(self, reader: Reader, tale: Tale) -> None:
        tale.tells({"title": "First"}, {"title": "Second"})
        second = reader.choose(reader.start(tale.wish, writing_style="rhyming", length="medium"), 2)
        reader.choose(second)
        said = [str(question["messages"]) for question in tale.writer.asked]
        assert len(said) == 3
        assert all(tale.wish in each and "in rhymes" in each for each in said)
        assert "Ask the gull" not in said[0]
        assert "First" in said[1]
        assert "Ask the gull" in said[1]
        assert all(each in said[2] for each in ("First", "Second", "Run down to the water"))

    @pytest.mark.parametrize(("length", "scenes"), [("short", 3), ("medium", 5), ("long", 7), ("", 5)])
    def test_it_ends_when_it_is_as_long_as_was_asked_for(
        self, reader: Reader, tale: Tale, length: str, scenes: int
    ) -> None:
        scene_id = reader.start(tale.wish, length=length)
        for _ in range(scenes - 2):
            scene_id = reader.choose(scene_id)
            assert "/story/choose/" in reader.page(scene_id)
        ending = reader.choose(scene_id)
        assert "/story/choose/" not in reader.page(ending)
        assert reader.post(f"/story/choose/{ending}/1").status_code == 404

    def test_a_choice_made_before_is_only_walked_to(self, reader: Reader, tale: Tale) -> None:
        first = reader.start(tale.wish)
        one, other = reader.choose(first, 1), reader.choose(first, 2)
        assert one != other
        assert [reader.choose(first, 1), reader.choose(first, 2)] == [one, other]
        assert len(tale.writer.asked) == 3

    def test_two_clicks_make_one_scene(self, reader: Reader, tale: Tale, studio: Studio) -> None:
        first = reader.start(tale.wish)
        gate = threading.Event()
        tale.writer.says = [Say(scene(word=tale.writer.word), gate=gate)]
        with ThreadPoolExecutor(3) as threads:
            clicks = [threads.submit(_click, reader, first) for _ in range(3)]
            threading.Timer(1.5, gate.set).start()
            answers = {click.result() for click in clicks}
        assert len(answers) == 1
        assert len(tale.writer.asked) == 2

    def test_a_scene_that_could_not_be_told_can_be_chosen_again(self, reader: Reader, tale: Tale) -> None:
        first = reader.start(tale.wish)
        tale.writer.says = [Say(status=400), Say(scene(word=tale.writer.word))]
        failed = reader.post(f"/story/choose/{first}/1", headers=BROWSER)
        assert failed.status_code >= 500
        assert "a provider's own words" not in failed.text
        assert reader.page(reader.choose(first))

    def test_an_idempotency_key_begins_one_story(self, reader: Reader, tale: Tale) -> None:
        known = reader.start(tale.wish)
        headers = {"Idempotency-Key": f"key-{known}"}
        body = {"prompt": tale.wish}
        first = reader.post("/story/start", json=body, headers=headers)
        again = reader.post("/story/start", json=body, headers=headers)
        assert first.headers["Location"] == again.headers["Location"]
        assert again.headers["Idempotency-Replayed"] == "true"
        assert reader.post("/story/start", json=body | {"prompt": "x"}, headers=headers).status_code == 422
        assert len(tale.writer.asked) == 2

    def test_a_finished_story_can_end_in_another_way(self, reader: Reader, tale: Tale) -> None:
        first = reader.start(tale.wish, length="short")
        second = reader.choose(first)
        tale.tells({"title": "One end"})
        reader.choose(second, 1)
        tale.tells({"title": "Another end"})
        reader.choose(second, 2)
        assert reader.get("/gallery").text.count(f"/kids/gallery/{first}") == 1
        assert "Another end" in reader.get(f"/gallery/{first}").text


class TestPictures:
    def test_a_small_child_sees_three(self, reader: Reader, tale: Tale) -> None:
        scene_id = reader.start(tale.wish, art_style="watercolor", **TODDLER)
        shown = reader.drawn(scene_id)
        assert shown["status"] == "complete"
        assert [(extra["index"], extra["status"], extra["type"]) for extra in shown["extra_images"]] == [
            (0, "complete", "close-up"),
            (1, "complete", "wide-shot"),
        ]
        urls = [shown["url"], *(extra["url"] for extra in shown["extra_images"])]
        assert len({requests.get(url, timeout=10).content for url in urls}) == 3
        prompts = {call.prompt for call in tale.script.calls}
        assert len(prompts) == 3
        assert all("Watercolor" in prompt and "a blue scarf" in prompt for prompt in prompts)
        assert sum(CLOSE_UP in prompt for prompt in prompts) == sum(WIDE_SHOT in prompt for prompt in prompts) == 1

    @pytest.mark.parametrize(
        ("tier", "options"),
        [("kids", {"protagonist_age": "older-child"}), ("kids", {}), ("bible", TODDLER), ("bible", {})],
    )
    def test_others_see_one(
        self, new_reader: Callable[..., Reader], tale: Tale, tier: str, options: dict[str, str]
    ) -> None:
        reader = new_reader(tier)
        shown = reader.drawn(reader.start(tale.wish, **options))
        assert (shown["status"], shown["extra_images"]) == ("complete", [])

    def test_the_last_finished_scene_goes_along_and_no_extra(self, reader: Reader, tale: Tale) -> None:
        first = reader.start(tale.wish, **TODDLER)
        reader.drawn(first)
        assert all(call.references == [] for call in tale.script.calls)
        reader.drawn(reader.choose(first))
        assert [call.names for call in tale.script.calls[3:]] == [["main"]] * 3

    def test_a_scene_that_is_not_drawn_yet_does_not(self, reader: Reader, tale: Tale) -> None:
        with tale.script.held(None):
            first = reader.start(tale.wish)
            second = reader.choose(first)
            tale.script.wait_for(lambda script: len(script.calls) == 2)
        reader.drawn(second)
        assert [call.names for call in tale.script.calls] == [[], []]

    def test_the_visitors_pictures_go_along(self, reader: Reader, tale: Tale, source: str, script: Any) -> None:
        empty = ("reference_images", ("", b"", "application/octet-stream"))
        files = [("reference_images", ("me.png", script.picture, "image/png")), empty]
        data = {"prompt": tale.wish, **TODDLER}
        of_form = reader.led_to(reader.post("/story/start", data=data, files=files))
        reader.drawn(of_form)
        assert [call.names for call in script.calls] == [["reference-0"]] * 3
        reader.drawn(reader.choose(of_form))
        assert [call.names for call in script.calls[3:]] == [["reference-0", "main"]] * 3
        of_json = reader.led_to(reader.post("/story/start", json={"prompt": tale.wish, "reference_images": [source]}))
        reader.drawn(of_json)
        assert script.calls[-1].names == ["reference-0"]

    def test_statuses_are_told_while_they_are_drawn(self, reader: Reader, tale: Tale) -> None:
        with tale.script.held(None):
            scene_id = reader.start(tale.wish, **TODDLER)
            tale.script.wait_for(lambda script: len(script.calls) == 3)
            shown = reader.image(scene_id)
            assert (shown["status"], shown["url"]) == ("generating", None)
            assert [(extra["status"], extra["url"]) for extra in shown["extra_images"]] == [("generating", None)] * 2
        reader.drawn(scene_id)


class TestRetries:
    def test_a_failed_extra_is_drawn_again_and_nothing_else(self, reader: Reader, tale: Tale) -> None:
        tale.script.on_every(lambda call: {"fail": "ModelRefused"} if CLOSE_UP in call.prompt else {})
        scene_id = reader.start(tale.wish, **TODDLER)
        shown = reader.drawn(scene_id)
        assert [extra["status"] for extra in shown["extra_images"]] == ["failed", "complete"]
        assert (shown["status"], shown["extra_images"][0]["url"]) == ("complete", None)
        assert f"/kids/story/image/{scene_id}/retry-extra/0" in reader.page(scene_id)
        tale.script.on_every(lambda call: {})
        assert reader.led_to(reader.post(f"/story/image/{scene_id}/retry-extra/0")) == scene_id
        assert reader.drawn(scene_id)["extra_images"][0]["status"] == "complete"
        assert len(tale.script.calls) == 4
        # Beside the others it could not, but now it follows the main picture.
        assert [call.names for call in tale.script.calls] == [[], [], [], ["main"]]
        assert SAME_SCENE in tale.script.calls[-1].prompt

    def test_scripts_get_json(self, reader: Reader, tale: Tale) -> None:
        scene_id = reader.start(tale.wish, **TODDLER)
        reader.drawn(scene_id)
        for headers in ({"Accept": "application/json"}, {"Sec-Fetch-Dest": "empty"}):
            answer = reader.post(f"/story/image/{scene_id}/retry-extra/1", headers=headers)
            assert (answer.status_code, answer.json()) == (200, {"status": "generating"})
            reader.drawn(scene_id)

    def test_the_old_picture_stays_until_the_new_one_is_there(self, reader: Reader, tale: Tale) -> None:
        scene_id = reader.start(tale.wish)
        before = reader.drawn(scene_id)
        with tale.script.held(None):
            answer = reader.post(f"/story/image/{scene_id}/retry")
            assert answer.json() == {"status": "generating", "url": None, "extra_images": []}
            assert reader.post(f"/story/image/{scene_id}/retry").json()["status"] == "generating"
            assert requests.get(before["url"], timeout=10).ok
            assert before["url"].partition("?")[0] in reader.page(scene_id)
        after = reader.drawn(scene_id)
        assert after["url"].partition("?")[0] != before["url"].partition("?")[0]
        assert len(tale.script.calls) == 2

    def test_a_retry_that_fails_shows_the_old_picture(self, reader: Reader, tale: Tale) -> None:
        scene_id = reader.start(tale.wish)
        before = reader.drawn(scene_id)
        tale.script.on_every(lambda call: {"fail": "ModelRefused"})
        reader.post(f"/story/image/{scene_id}/retry")
        after = reader.drawn(scene_id)
        assert after["status"] == "complete"
        assert after["url"].partition("?")[0] == before["url"].partition("?")[0]

    def test_a_browser_comes_back_to_the_page(self, reader: Reader, tale: Tale) -> None:
        scene_id = reader.start(tale.wish)
        assert reader.led_to(reader.post(f"/story/image/{scene_id}/retry", headers=BROWSER)) == scene_id

    @pytest.mark.parametrize("index", ["2", "-1", "01", "1.0", "one", "9" * 30, "%30x", "\u0660"])
    def test_an_index_that_is_none(self, reader: Reader, tale: Tale, index: str) -> None:
        scene_id = reader.start(tale.wish, **TODDLER)
        assert reader.post(f"/story/image/{scene_id}/retry-extra/{index}").status_code == 404

    def test_a_scene_without_extras_has_none_to_retry(self, reader: Reader, tale: Tale) -> None:
        scene_id = reader.start(tale.wish)
        assert reader.post(f"/story/image/{scene_id}/retry-extra/0").status_code == 404


class TestWhoMayRead:
    PATHS = ("/story/scene/{}", "/story/image/{}")
    CHANGES = ("/story/choose/{}/1", "/story/image/{}/retry", "/story/image/{}/retry-extra/0")

    def test_nobody_is_sent_home_and_scripts_are_told(self, new_reader: Callable[..., Reader], tale: Tale) -> None:
        owner = new_reader()
        scene_id = owner.start(tale.wish, **TODDLER)
        forged = [new_reader() for _ in range(3)]
        forged[1].session.cookies.set("session_kids", "A" * 43)
        forged[2].session.cookies.set("session_kids", "<script>")
        for nobody in forged:
            answer = nobody.get(f"/story/image/{scene_id}")
            assert (answer.status_code, set(answer.json())) == (401, {"error"})
            sent_home = [
                nobody.get(f"/story/scene/{scene_id}"),
                nobody.get("/story/resume"),
                nobody.post("/story/back"),
            ]
            sent_home += [nobody.get("/gallery"), nobody.get(f"/gallery/{scene_id}")]
            sent_home += [nobody.post(path.format(scene_id)) for path in self.CHANGES]
            assert {(each.status_code, each.headers["Location"]) for each in sent_home} == {(303, "/kids")}

    def test_another_reader_finds_nothing(self, new_reader: Callable[..., Reader], tale: Tale) -> None:
        owner, other = new_reader(), new_reader()
        scene_id = owner.start(tale.wish, **TODDLER)
        own = other.start(tale.wish)
        assert scene_id != own
        for unknown in (scene_id, "00000000-0000-4000-8000-000000000000", "x", "x" * 3000, "%00", "..%2f"):
            answers = [other.get(path.format(unknown)) for path in self.PATHS]
            answers += [other.post(path.format(unknown)) for path in self.CHANGES]
            answers.append(other.get(f"/gallery/{unknown}"))
            assert {answer.status_code for answer in answers} == {404}, unknown
        assert len(tale.writer.asked) == 2

    def test_tiers_do_not_know_each_other(self, new_reader: Callable[..., Reader], tale: Tale) -> None:
        kids = new_reader()
        scene_id = kids.start(tale.wish)
        bible = new_reader("bible")
        bible.session.cookies.set("session_bible", kids.cookie)
        assert bible.get(f"/story/scene/{scene_id}").headers["Location"] == "/bible"
        bible.session.cookies.clear()
        bible.start(tale.wish)
        kids.session.cookies.set("session_bible", bible.cookie)
        kids.tier = "bible"
        assert kids.get(f"/story/scene/{scene_id}").status_code == 404
        assert scene_id not in kids.get("/gallery").text

    def test_a_session_ends_when_it_is_not_used(self, reader: Reader, tale: Tale, studio: Studio) -> None:
        scene_id = reader.start(tale.wish)
        (item,) = (each for each in studio.items("VISITOR#") if each.get("scene") == scene_id)
        assert reader.cookie not in str(item)
        long_ago = timestamp(now() - timedelta(days=30, seconds=1))
        studio.change(item["pk"], item["sk"], used_at=long_ago)
        assert reader.get(f"/story/image/{scene_id}").status_code == 401
        assert reader.get(f"/story/scene/{scene_id}").headers["Location"] == "/kids"

    def test_a_story_never_begins_with_a_cookie_that_somebody_made_up(
        self, new_reader: Callable[..., Reader], tale: Tale
    ) -> None:
        victim, attacker = new_reader(), new_reader()
        for reader in (victim, attacker):
            reader.session.cookies.set("session_kids", "A" * 43)
        answer = victim.post("/story/start", data={"prompt": tale.wish})
        given = answer.headers["Set-Cookie"].partition(";")[0].partition("=")[2]
        assert given != "A" * 43
        scene_id = victim.led_to(answer)
        assert attacker.get(f"/story/image/{scene_id}").status_code == 401
        again = Reader(victim.url)
        again.session.cookies.set("session_kids", given)
        assert (
            again.post("/story/start", data={"prompt": tale.wish})
            .headers["Set-Cookie"]
            .startswith(f"session_kids={given};")
        )

    def test_only_a_hash_of_the_cookie_is_stored(self, reader: Reader, tale: Tale, studio: Studio) -> None:
        reader.start(tale.wish)
        assert len(reader.cookie) >= 22
        assert all(reader.cookie not in str(item) for item in studio.items(""))

    def test_the_cookie(self, reader: Reader, tale: Tale) -> None:
        answer = reader.post("/story/start", data={"prompt": tale.wish})
        name, *attributes = answer.headers["Set-Cookie"].split("; ")
        assert name.startswith("session_kids=")
        assert {"Path=/kids", "HttpOnly", "SameSite=Lax", "Max-Age=2592000"} <= set(attributes)
        page = reader.get(f"/story/scene/{reader.led_to(answer)}")
        assert page.headers["Set-Cookie"].partition(";")[0] == name

    def test_another_site_begins_and_changes_nothing(self, reader: Reader, tale: Tale) -> None:
        scene_id = reader.start(tale.wish)
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
            for path in (
                "/story/start",
                f"/story/choose/{scene_id}/1",
                "/story/back",
                f"/story/image/{scene_id}/retry",
            ):
                assert reader.post(path, data={"prompt": tale.wish}, headers=headers).status_code == 403
        assert len(tale.writer.asked) == 1


def _click(reader: Reader, scene_id: str) -> str:
    # A session of its own: requests' sessions are not made for threads.
    other = Reader(reader.url)
    other.session.cookies.set("session_kids", reader.cookie)
    return other.choose(scene_id)
