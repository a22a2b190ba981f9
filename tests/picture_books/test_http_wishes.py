"""Picture books over HTTP: what a visitor may wish, and how much of it."""

import hashlib
from typing import Any

import pytest

from tests.support.readers import BROWSER, Reader, Tale
from tests.support.studio import Studio
from tests.support.writer import Say

OPTIONS = (
    "protagonist_age",
    "protagonist_gender",
    "character_type",
    "num_characters",
    "writing_style",
    "conflict_type",
    "art_style",
    "length",
)


class TestWishes:
    @pytest.mark.parametrize("option", OPTIONS)
    def test_an_unknown_value_is_refused_and_the_empty_one_means_any(
        self, reader: Reader, tale: Tale, option: str
    ) -> None:
        refused = reader.post("/story/start", json={"prompt": tale.wish, option: "enormous"})
        assert refused.status_code == 400
        assert option in refused.json()["error"]
        assert tale.writer.asked == []
        assert reader.start(tale.wish, **{option: ""})

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"prompt": ""},
            {"prompt": " \u200b"},
            {"prompt": "x" * 501},
            {"prompt": "x" * 10_000},
            {"prompt": "a\x07fox"},
            {"prompt": "a fox", "num_characters": 5},
            {"prompt": "a fox", "reference_images": ["a", "b", "c", "d"]},
            {"prompt": "a fox", "reference_images": ["jobs/x/main-1.png"]},
            {"prompt": "a fox", "reference_images": ["http://10.0.0.1/a.png"]},
        ],
    )
    def test_what_is_no_wish(self, reader: Reader, body: dict[str, Any]) -> None:
        answer = reader.post("/story/start", json=body)
        assert answer.status_code == 400
        assert set(answer.json()) == {"error"}
        assert "Set-Cookie" not in answer.headers
        page = reader.post("/story/start", data=body, headers=BROWSER)
        assert (page.status_code, page.headers["Content-Type"]) == (400, "text/html; charset=utf-8")

    @pytest.mark.parametrize("prompt", [["a fox"], 5, {"a": "fox"}, True, None])
    def test_what_is_no_text(self, reader: Reader, prompt: Any) -> None:
        assert reader.post("/story/start", json={"prompt": prompt}).status_code == 400

    def test_forms_of_existing_pages(self, reader: Reader, tale: Tale) -> None:
        fields = {"prompt": tale.wish, "num_characters": "2", "something_else": "x", **dict.fromkeys(OPTIONS[4:], "")}
        assert reader.led_to(reader.post("/story/start", data=fields))
        files = {"photo": ("", b"", "application/octet-stream")}
        assert reader.led_to(reader.post("/story/start", data=fields, files=files))
        assert reader.led_to(reader.post("/story/start", json=fields | {"num_characters": 2}))

    def test_markup_and_marks_come_out_as_text(self, reader: Reader, tale: Tale) -> None:
        nasty = "<script>alert(1)</script>\u202e\"'&{{7*7}}"
        tale.tells({"title": nasty, "text": nasty, "imagePrompt": nasty, "choices": [nasty, "B"]})
        scene_id = reader.start(f"{tale.wish} {nasty}")
        page = reader.page(scene_id)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "{{7*7}}" in page
        headers = reader.get(f"/story/scene/{scene_id}").headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy

    @pytest.mark.parametrize("value", ["9", "0", "x", "-1", "5" * 40])
    def test_unknown_choices(self, reader: Reader, tale: Tale, value: str) -> None:
        scene_id = reader.start(tale.wish)
        assert reader.post(f"/story/choose/{scene_id}/{value}").status_code == 404
        assert len(tale.writer.asked) == 1


class TestSafety:
    def test_scary_wishes_of_kids_become_playful(self, reader: Reader, tale: Tale) -> None:
        scene_id = reader.start(f"{tale.wish}, and then they murder a naked pirate with a machine gun")
        reader.drawn(scene_id)
        said = str(tale.writer.asked) + str([call.prompt for call in tale.script.calls])
        assert tale.writer.word in said
        for word in ("murder", "naked", "machine gun"):
            assert word not in said.lower()

    def test_what_a_model_wrote_is_held_to_the_same(self, reader: Reader, tale: Tale) -> None:
        tale.tells({"text": "They murder the fox.", "imagePrompt": f"a murder scene {tale.writer.word}"})
        scene_id = reader.start(tale.wish)
        reader.drawn(scene_id)
        assert "murder" not in reader.page(scene_id)
        assert all("murder" not in call.prompt for call in tale.script.calls)

    def test_the_bible_tier_refuses(self, studio: Studio, tale: Tale) -> None:
        reader = Reader(studio.url, "bible")
        answer = reader.post("/story/start", json={"prompt": f"{tale.wish} with porn"})
        assert answer.status_code == 400
        assert "porn" in answer.json()["error"]
        assert tale.writer.asked == []

    def test_a_wish_that_the_provider_refuses_becomes_playful(self, reader: Reader, tale: Tale) -> None:
        tale.writer.says = [Say("", finish_reason="content_filter")]
        scene_id = reader.start(tale.wish)
        assert "The little fox" in reader.page(scene_id)


class TestTheLid:
    def test_ten_stories_a_day(self, reader: Reader, tale: Tale, studio: Studio) -> None:
        for _ in range(10):
            reader.start(tale.wish)
        jobs = studio.job_ids()
        answer = reader.post("/story/start", data={"prompt": tale.wish}, headers=BROWSER)
        assert answer.status_code == 429
        assert 0 < int(answer.headers["Retry-After"]) <= 86_400
        assert "Enough stories for today" in answer.text
        assert studio.job_ids() == jobs
        assert len(tale.writer.asked) == 10

    @pytest.mark.parametrize(
        ("subject", "limit", "most"),
        [
            ("caller", "scenes", 60),
            ("address", "stories", 30),
            ("all", "pictures", 5000),
        ],
    )
    def test_over_a_limit_nothing_is_started(
        self, reader: Reader, tale: Tale, studio: Studio, subject: str, limit: str, most: int
    ) -> None:
        first = reader.start(tale.wish)
        counts = [each for each in studio.items(f"RATE#{subject}") if each["sk"].startswith("picture_books#")]
        (count,) = [each for each in counts if subject != "caller" or _is_of(each, reader)]
        assert count[f"{limit}@0"] == 1
        studio.change(count["pk"], count["sk"], **{f"{limit}@0": most})
        refused = reader.post("/story/start", data={"prompt": tale.wish}, headers=BROWSER)
        assert (refused.status_code, "Retry-After" in refused.headers) == (429, True)
        if subject != "address":
            assert reader.post(f"/story/choose/{first}/1").status_code == 429
        reader.drawn(first)
        if subject == "all":
            assert reader.post(f"/story/image/{first}/retry").status_code == 429
        assert len(tale.writer.asked) == 1
        assert len(tale.script.calls) == 1

    def test_walking_costs_nothing(self, reader: Reader, tale: Tale, studio: Studio) -> None:
        first = reader.start(tale.wish)
        second = reader.choose(first)
        before = [each for each in studio.items("RATE#caller") if _is_of(each, reader)]
        assert reader.choose(first) == second
        reader.page(second)
        assert [each for each in studio.items("RATE#caller") if _is_of(each, reader)] == before


class TestTiers:
    @pytest.mark.parametrize("path", ["/", ""])
    def test_the_home_page(self, reader: Reader, path: str) -> None:
        answer = reader.get(path)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert "Set-Cookie" not in answer.headers
        assert 'action="/kids/story/start"' in answer.text

    @pytest.mark.parametrize("tier", ["teens", "api", "v1", "auth", "static", "KIDS", "kids%2f", "%3Cscript%3E"])
    def test_others_are_not_found(self, studio: Studio, tier: str) -> None:
        reader = Reader(studio.url, tier)
        answers = [reader.get(), reader.get("/gallery"), reader.get("/story/scene/x"), reader.get("/story/image/x")]
        answers.append(reader.post("/story/start", data={"prompt": "a fox"}))
        assert {answer.status_code for answer in answers} <= {403, 404}
        assert reader.get(headers=BROWSER).status_code in (403, 404)


def _is_of(count: dict[str, Any], reader: Reader) -> bool:
    return str(count["pk"]).endswith(hashlib.sha256(reader.cookie.encode()).hexdigest())
