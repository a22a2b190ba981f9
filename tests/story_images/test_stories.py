"""From a topic to a story: what the language model is asked, and laws for whatever it answers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from inkwell.core.art_styles import LOOKS, look
from inkwell.core.errors import ModelMalformedAnswer
from inkwell.core.image_models import ImageRequest
from inkwell.core.jobs import Job
from inkwell.core.prompting import picture_prompt
from inkwell.settings import ART_STYLES
from inkwell.story_images.data import StoryTaskData
from inkwell.story_images.stories import (
    LONGEST_PROMPT,
    LONGEST_STORY,
    LONGEST_SUBTITLE,
    author,
    schema,
    story_of,
    text_request,
)
from inkwell_offline.illustrator.model import manifest
from inkwell_offline.illustrator.styles import STYLES
from inkwell_offline.illustrator.wanted import want
from inkwell_offline.storyteller.model import Storyteller
from tests.support.writer import tale


def a_job(count: int = 3, style: str = "watercolor", topic: str = "A fox in the snow") -> Job:
    return Job(
        "job", "story_images", "ann", data=StoryTaskData(topic, style, count).as_data(), first_task="story_images"
    )


class TestRequest:
    def test_it_carries_topic_style_and_number(self) -> None:
        request = text_request(StoryTaskData("A fox in the snow", "oil-painting", 5))
        assert "A fox in the snow" in request.prompt
        assert look("oil-painting") in request.prompt
        assert "exactly 5" in request.system
        assert request.hints == {"topic": "A fox in the snow", "count": 5}
        pictures = request.schema["properties"]["pictures"]
        assert (pictures["minItems"], pictures["maxItems"]) == (5, 5)

    @pytest.mark.parametrize("count", range(1, 9))
    def test_the_schema_takes_a_good_story_and_no_other_number(self, count: int) -> None:
        validator = Draft202012Validator(schema(count))
        assert validator.is_valid(tale(count))
        assert not validator.is_valid(tale(count + 1))
        assert not validator.is_valid(tale(count) | {"story": None})


class TestAnswer:
    @pytest.mark.parametrize("count", range(1, 9))
    def test_it_becomes_text_subtitles_and_pictures(self, count: int) -> None:
        written = story_of(tale(count), a_job(count))
        assert written.data["story"].startswith("Mila did")
        keys = [str(number) for number in range(1, count + 1)]
        assert written.data["subtitles"] == {key: f"Mila does thing {key}." for key in keys}
        assert [picture.key for picture in written.pictures] == keys
        assert [picture.position for picture in written.pictures] == list(range(count))
        for picture in written.pictures:
            assert (picture.job_id, picture.run, picture.workflow) == ("job", "job", "story_images")
            assert picture.keeps_earlier
            assert f"moment {picture.key}" in picture.brief.prompt
            assert "red braids" in picture.brief.prompt
            hints = picture.brief.hints
            assert (hints["art_style"], hints["book"]) == ("watercolor", "job")
            assert f"moment {picture.key}" in hints["scene"]
            assert hints["cast"] == {"Mila": "a girl of eight with red braids and a green coat"}

    def test_neighbours_have_neighbouring_seeds_and_stories_have_their_own(self) -> None:
        seeds = [picture.brief.seed or 0 for picture in story_of(tale(8), a_job(8)).pictures]
        assert seeds == list(range(seeds[0], seeds[0] + 8))
        other = story_of(tale(), Job("other", "story_images", "ann", data=StoryTaskData("x", "comic", 3).as_data()))
        assert other.pictures[0].brief.seed not in seeds

    def test_what_is_too_long_is_cut(self) -> None:
        answer = tale(1, subtitle="word " * 200, imagePrompt="word " * 1000) | {"story": "word " * 9000}
        written = story_of(answer, a_job(1))
        assert len(written.data["story"]) <= LONGEST_STORY
        assert len(written.data["subtitles"]["1"]) <= LONGEST_SUBTITLE
        assert len(written.pictures[0].brief.prompt) < LONGEST_PROMPT + 300

    @pytest.mark.parametrize(
        "changes",
        [
            {"story": ""},
            {"story": " \n"},
            {"story": None},
            {"story": ["x"]},
            {"characters": None},
            {"characters": [{"name": "Mila"}]},
            {"characters": [{"name": " ", "appearance": "x"}]},
            {"characters": ["Mila"]},
            {"pictures": tale(2)["pictures"]},
            {"pictures": tale(4)["pictures"]},
            {"pictures": []},
            {"pictures": "three"},
            {"pictures": tale(3, subtitle="")["pictures"]},
            {"pictures": tale(3, imagePrompt=7)["pictures"]},
        ],
    )
    def test_what_is_no_story_is_malformed(self, changes: dict[str, Any]) -> None:
        with pytest.raises(ModelMalformedAnswer):
            story_of(tale() | changes, a_job())

    @given(
        st.dictionaries(
            st.sampled_from(["story", "characters", "pictures"]), st.none() | st.text() | st.lists(st.text())
        )
    )
    def test_anything_else_is_malformed(self, answer: dict[str, Any]) -> None:
        with pytest.raises(ModelMalformedAnswer):
            story_of(answer, a_job())


class TestStyles:
    def test_every_style_that_we_ship_has_its_look(self) -> None:
        assert set(LOOKS) == set(ART_STYLES)
        assert len(set(LOOKS.values())) == len(LOOKS)
        assert {look(style) for style in ART_STYLES} == set(LOOKS.values())

    def test_a_style_of_a_deployment_is_told_by_its_name(self) -> None:
        assert look("stained-glass") == "In the art style stained glass"

    @pytest.mark.parametrize(
        ("style", "nearest"),
        [("gouache", "watercolor"), ("crayon", "pastel"), ("pop-art", "comic"), ("stained-glass", "storybook")],
    )
    def test_the_illustrator_draws_a_deployments_style_as_the_nearest_that_it_knows(
        self, style: str, nearest: str
    ) -> None:
        assert want(ImageRequest("Lena and a photo of a fox", hints={"art_style": style})).style == nearest

    @pytest.mark.parametrize("style", ART_STYLES)
    def test_the_illustrator_knows_the_style_and_draws_nothing_of_its_words(self, style: str) -> None:
        assert style in STYLES
        scene = "Lena, a girl, arriving, a forest in morning light"
        plain, styled = (
            manifest(ImageRequest(prompt, seed=3, hints={"art_style": style}))
            for prompt in (scene, picture_prompt(scene, {}, look(style)))
        )
        assert (styled["hero"]["fingerprint"], styled["props"]) == (plain["hero"]["fingerprint"], plain["props"])
        assert styled["setting"] == plain["setting"]


class TestOffline:
    @pytest.mark.parametrize("count", range(1, 9))
    def test_the_storyteller_delivers(self, count: int) -> None:
        written = author(Storyteller(), a_job(count))
        assert len(written.pictures) == count
        assert len(written.data["story"].split()) > 100

    def test_the_same_character_is_in_all_pictures(self) -> None:
        pictures = author(Storyteller(), a_job(8, topic="Lena and the dragon who was afraid of fire")).pictures
        seen = {
            manifest(ImageRequest(each.brief.prompt, seed=each.brief.seed, hints=each.brief.hints))["hero"][
                "fingerprint"
            ]
            for each in pictures
        }
        assert len(seen) == 1
