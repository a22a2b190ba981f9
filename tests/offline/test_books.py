"""Books: their pictures show one cast, and the pictures of one moment one scene."""

from dataclasses import replace
from typing import Any

import pytest

from inkwell.coloring_books.page_prompts import BookLook, page_hints
from inkwell.coloring_books.planning import PlannedPage
from inkwell.core.image_models import ImageInput, ImageRequest
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.pictures import Picture, Version
from inkwell.core.status import Status
from inkwell.picture_books.coloring import coloring_job
from inkwell.picture_books.data import SCENE, SceneData, Story
from inkwell.picture_books.scenes import SAME_SCENE, like_main, pictures
from inkwell.story_images.data import StoryTaskData
from inkwell.story_images.stories import author
from inkwell_offline.illustrator import Illustrator
from inkwell_offline.illustrator.wanted import want
from inkwell_offline.illustrator.words.reader import read
from inkwell_offline.storyteller import Storyteller
from tests.support.attempts import MemoryAttempt

SEEN = "Mia, a girl in a yellow coat, finds a lantern in the forest at night, the moon above, a boy nearby"


def record(story: str = "story1", scene: str = "scene1") -> JobRecord:
    """A scene for a small child."""
    told = SceneData(Story(story, "kids", "x", {"protagonist_age": "toddler"}, 5, 7, "", ""), 0, "t", "t", SEEN, False)
    return JobRecord(Job(scene, SCENE, "visitor", data=told.as_data()), pictures(scene, told, None))


def request(picture: Picture, *references: bytes) -> ImageRequest:
    """What a model is asked for, small."""
    brief = picture.brief
    return ImageRequest(
        brief.prompt,
        references=[ImageInput(data, "image/png") for data in references],
        seed=picture.seed_of_attempt(),
        medium=brief.medium,
        size=(400, 300),
        hints=brief.hints,
    )


def fingerprint(request: ImageRequest) -> str:
    """Who is drawn."""
    hero = want(request).order.brief.hero
    return hero.fingerprint if hero else ""


def place(request: ImageRequest) -> list[Any]:
    """All that another camera sees, too: what all chance depends on, who is there, where, and with what."""
    order = want(request).order
    brief = order.brief
    cast = [each.fingerprint for each in (brief.hero, *brief.companions) if each]
    return [order.key, order.variant, brief.setting, brief.time, brief.weather, brief.props, cast]


def test_extras_show_the_scene_of_the_main_picture_by_another_camera() -> None:
    main, *extras = map(request, record().pictures)
    assert [place(each) for each in extras] == [place(main)] * 2
    assert [want(each).order.brief.shot for each in (main, *extras)] == ["medium", "close", "wide"]
    assert place(request(record(scene="scene2").pictures[0])) != place(main)


def test_what_is_drawn_again_follows_the_main_picture_that_is_there() -> None:
    scene = record()
    again = replace(scene.pictures[0], status=Status.FAILED).retried("image_set")
    shown = Illustrator().generate(request(again), MemoryAttempt()).data
    after = scene.with_picture(again.with_version(Version(1, "main.png", "image/png", 400, 300, "offline/illustrator")))
    extra = like_main(replace(after.pictures[1], status=Status.FAILED), after).retried("image_set")
    assert extra.brief.references == ("picture:main",)
    assert SAME_SCENE in extra.brief.prompt
    page = coloring_job(after).pictures[0]
    assert place(request(again)) != place(request(scene.pictures[0]))
    assert place(request(extra, shown)) == place(request(page, shown)) == place(request(again))


@pytest.mark.parametrize("who", ["a boy", "a farmer", "a girl and her grandfather"])
def test_those_without_a_name_look_the_same_within_a_book_alone(who: str) -> None:
    def look(book: str, *, page: int, words: str = "") -> str:
        return fingerprint(ImageRequest(f"{who} in the park{words}", seed=page, hints={"book": book}))

    books = {book: look(book, page=1) for book in "abcdefgh"}
    assert len({*books.values()}) > 4
    assert all(look(book, page=8, words=", by night") == seen for book, seen in books.items())


def test_without_a_book_a_seed_has_its_own_strangers_and_names_stay() -> None:
    assert len({fingerprint(ImageRequest("a boy with a kite", seed=seed)) for seed in range(8)}) > 4
    assert len({fingerprint(ImageRequest("Tom the boy with a kite", seed=seed)) for seed in range(8)}) == 1


def test_a_cast_looks_the_same_whatever_pronoun_a_picture_has() -> None:
    for book in "abcdef":
        heroes = [read(f"a doctor at {whose} desk", book).hero for whose in ("her", "the", "his")]
        assert len({each.skin for each in heroes if each}) == 1


@pytest.mark.parametrize("who", ["penguins", "boys"])
def test_two_of_a_kind_wear_the_same(who: str) -> None:
    brief = read(f"two {who} with red scarves walk over the ice")
    scarves = [each.wears.get("scarf") for each in (brief.hero, *brief.companions) if each]
    assert len(scarves) == 2
    assert scarves[0]
    assert scarves[0] == scarves[1]


CAST = {
    "Hana": "a little girl with a brown bun, tan skin and a purple dress",
    "Toby": "a small boy with blond hair and a red shirt",
    "Grandpa": "a kind grandfather with grey hair",
}


@pytest.mark.parametrize("told", ["in the words", "in the hint"])
def test_each_of_a_cast_has_their_own_looks(told: str) -> None:
    in_words = told == "in the words"
    looks = {name: f"{name}, {look}," if in_words else name for name, look in CAST.items()}
    scene = f"{looks['Hana']} laughing with {looks['Toby']} in the garden, {looks['Grandpa']} beside her, an owl nearby"
    hints: dict[str, Any] = {"scene": scene} if in_words else {"scene": scene, "cast": CAST}
    brief = want(ImageRequest("as the hints say", seed=1, hints=hints)).order.brief
    assert brief.hero
    hana, toby, grandpa, owl = brief.hero, *brief.companions
    assert (hana.name, hana.role, hana.hair_style, hana.dress) == ("Hana", "girl", "bun", hana.dress)
    assert hana.dress
    assert (toby.name, toby.role, toby.dress) == ("Toby", "boy", "")
    assert toby.hair != hana.hair
    assert toby.top != hana.top
    assert (grandpa.name, grandpa.role, grandpa.age) == ("Grandpa", "grandpa", "elder")
    assert owl.species == "owl"


def test_two_who_look_the_same_are_two() -> None:
    words = "Zuzu, a small penguin in a red scarf, waves by night, Oona, a small penguin in a red scarf, beside her"
    brief = want(ImageRequest(words, seed=1)).order.brief
    assert brief.hero
    assert [(each.name, each.species, [*each.wears]) for each in (brief.hero, *brief.companions)] == [
        ("Zuzu", "penguin", ["scarf"]),
        ("Oona", "penguin", ["scarf"]),
    ]


def test_a_frame_that_follows_another_has_its_own_things_and_the_same_place() -> None:
    def frame(words: str, before: bytes | None, **hints: Any) -> ImageRequest:
        seed_image = ImageInput(before, "image/png") if before else None
        return ImageRequest(words, seed=3, size=(200, 120), seed_image=seed_image, hints={"book": "film", **hints})

    first = Illustrator().generate(frame("A fox looks at a map in the forest at night", None), MemoryAttempt()).data
    following = want(frame("A fox carries a lantern, an owl nearby", first)).order.brief
    assert (following.setting, following.time) == ("forest", "night")
    assert "map" not in str(following.props) + following.held
    # What changes a picture keeps all else.
    assert "map" in str(want(frame("in the snow", first)).order.brief)
    assert "map" in str(want(frame("the fox gets a hat", first, change="the fox gets a hat")).order.brief)


def test_each_family_hands_its_book_down() -> None:
    page = PlannedPage(1, "a boy with a kite", "action", False, "illustration")
    assert page_hints(page, BookLook("children", "cartoon", book="project"))["book"] == "project"
    assert {each.brief.hints["book"] for each in record("story1").pictures} == {"story1"}
    task = Job("task", "story_images", "ann", data=StoryTaskData("a boy with a kite", "watercolor", 3).as_data())
    assert {each.brief.hints["book"] for each in author(Storyteller(), task).pictures} == {"task"}


def test_two_tasks_of_one_topic_have_two_casts_and_a_repeated_one_has_its_own() -> None:
    def prompts(task_id: str) -> list[str]:
        task = Job(task_id, "story_images", "ann", data=StoryTaskData("a girl and a kite", "watercolor", 3).as_data())
        return [each.brief.prompt for each in author(Storyteller(), task).pictures]

    assert prompts("one") == prompts("one")
    assert prompts("one") != prompts("two")
