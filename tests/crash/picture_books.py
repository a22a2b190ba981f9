"""The cases of picture books: a choice, a picture drawn again, a book for print, a colouring page."""

from collections.abc import Iterator
from dataclasses import dataclass

from inkwell.picture_books.data import PRINTED_BOOK, SceneData
from tests.crash.case import Case, late, records
from tests.crash.world import World


@dataclass(frozen=True)
class Reader:
    """A visitor who reads a picture book with three pictures a scene: their cookie, and the path of its first scene."""

    cookie: str
    scene: str


def _begun_book(world: World) -> Reader:
    wish = {"prompt": "A little fox", "protagonist_age": "toddler", "length": "short"}
    begun = world.request("picture_books/start_story", "POST", "/kids/story/start", wish)
    world.run()
    return Reader(begun["Set-Cookie"].partition(";")[0], begun["Location"].rpartition("/")[2])


def _choose(world: World, reader: Reader) -> str:
    """The scene that the first choice leads to."""
    path = f"/kids/story/choose/{reader.scene}/1"
    answer = world.request("picture_books/choose", "POST", path, cookie=reader.cookie)
    assert answer.status == 303, answer
    return answer["Location"].rpartition("/")[2]


def _one_scene_follows(world: World, reader: Reader) -> Iterator[str]:
    """A choice leads to the one scene that it made; made again, it leads there and costs nothing."""
    scenes = {record.job.id: SceneData.of(record.job) for record in records(world)}
    told, paid = scenes.pop(reader.scene), len(world.writer.paid)
    if [*told.next] != ["1"] or [*told.next.values()] != [*scenes]:
        yield f"the choice led to {told.next}, and these were told: {[*scenes]}"
    for scene in scenes.values():
        if [(each.scene, each.choice) for each in scene.before] != [(reader.scene, told.choices[0])]:
            yield f"this is the way to the scene: {scene.before}"
    if _choose(world, reader) not in scenes or len(world.writer.paid) != paid:
        yield "the choice, made again, leads elsewhere"


def _retry_extra(world: World, reader: Reader) -> None:
    path = f"/kids/story/image/{reader.scene}/retry-extra/0"
    answer = world.request("picture_books/retry_extra", "POST", path, cookie=reader.cookie)
    assert answer.status == 303, answer


def _only_that_was_retried(world: World, _: Reader) -> Iterator[str]:
    (record,) = records(world)
    attempts = {picture.key: picture.attempt for picture in record.pictures}
    if attempts != {"main": 1, "extra_0": 2, "extra_1": 1}:
        yield f"after one retry: {attempts}"


def _all_are_shown(world: World, _: Reader) -> Iterator[str]:
    """The old picture stays until the new one is there."""
    stored = world.stored()
    for record in records(world):
        for picture in record.pictures:
            if picture.object_key not in stored:
                yield f"{picture.key} shows nothing, or what is not stored"


def _finished_book(world: World) -> Reader:
    reader = _begun_book(world)
    scene = reader.scene
    for _ in range(2):
        scene = _choose(world, Reader(reader.cookie, scene))
        world.run()
    return reader


def _make_book(world: World, reader: Reader) -> None:
    path = f"/kids/gallery/{reader.scene}/book"
    answer = world.request("picture_books/make_book", "POST", path, cookie=reader.cookie)
    assert answer.status == 303, answer


def _one_book_is_there(world: World, reader: Reader) -> Iterator[str]:
    """Whoever asks once more gets the book that is there, or another where none came of the first."""
    made = [record.job for record in records(world) if record.job.kind == PRINTED_BOOK]
    if len(made) != 1:
        yield f"{len(made)} books are there"
    _make_book(world, reader)
    world.run()
    books = [record.job for record in records(world) if record.job.kind == PRINTED_BOOK and record.job.files]
    if len(books) != 1:
        yield f"{len(books)} books are there, once it was asked for again"
    again = world.request(
        "picture_books/get_book_file", "GET", f"/kids/gallery/{reader.scene}/book.pdf", cookie=reader.cookie
    )
    if not books or books[0].files[0].key not in again["Location"]:
        yield "the reader is led to another file"


def _draw_coloring(world: World, reader: Reader) -> None:
    path = f"/kids/gallery/{reader.scene}/{reader.scene}/coloring"
    answer = world.request("picture_books/draw_coloring", "POST", path, cookie=reader.cookie)
    assert answer.status == 303, answer


CASES = (
    Case(
        "book",
        _make_book,
        _finished_book,
        jobs=4,
        every=7,
        meanwhile={"late": late},
        check=_one_book_is_there,
        always=_all_are_shown,
    ),
    Case("coloring", _draw_coloring, _finished_book, jobs=4, every=7, meanwhile={"late": late}),
    Case("scene", _choose, _begun_book, jobs=2, every=5, meanwhile={"late": late}, check=_one_scene_follows),
    Case(
        "extra",
        _retry_extra,
        _begun_book,
        every=3,
        meanwhile={"late": late},
        check=_only_that_was_retried,
        always=_all_are_shown,
    ),
)
