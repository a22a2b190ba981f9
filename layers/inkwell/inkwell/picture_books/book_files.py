"""The maker of a finished story's book for print."""

from collections.abc import Sequence
from tempfile import TemporaryFile

from inkwell.core.errors import NotFound, StaleRecord
from inkwell.core.jobs import JobRecord
from inkwell.core.making import PREPARED, part_key
from inkwell.core.object_store import ObjectStore
from inkwell.core.pictures import Version
from inkwell.core.store import FirstResult, JobStore
from inkwell.picture_books.data import PrintedData, Read, SceneData
from inkwell.picture_books.printed import pictures_of
from inkwell.picture_books.reading import way
from inkwell.picture_books.scenes import MAIN
from inkwell.printing.books import Scene, StoryBook
from inkwell.printing.names import book_name
from inkwell.printing.pictures import jpeg_of
from inkwell.printing.stories import print_story
from inkwell.printing.storing import store_pdf

_JPEG = "image/jpeg"

#: The rules of the print check that do not fail a book: it may be printed at home, and has the pictures that there are.
_TOLERATED = ("page count", "resolution")


class StoryBookFiles:
    """The `Maker` of books for print: a PDF of a story, as its scenes show it when it is made.

    A picture that is no JPEG becomes one once. Later books find it while the bucket keeps it, and make it anew after
    that.
    """

    def __init__(self, jobs: JobStore, objects: ObjectStore) -> None:
        self._jobs = jobs
        self._objects = objects

    def parts(self, record: JobRecord) -> Sequence[str]:
        """See `Maker`: the object keys of pictures that are no JPEG and have none."""
        data = _data(record)
        there = self._objects.sizes(f"{PREPARED}{data.story}/")
        return [
            version.object_key
            for scene in self._scenes(data)
            for version in _shown(scene)
            if version.media_type != _JPEG and _jpeg_key(data, version.object_key) not in there
        ]

    def prepare(self, record: JobRecord, parts: Sequence[str]) -> None:
        """See `Maker`."""
        data = _data(record)
        for picture in parts:
            self._prepared(data, picture)

    def make(self, record: JobRecord) -> FirstResult:
        """See `Maker`."""
        data = _data(record)
        scenes = self._scenes(data)
        by_id = {scene.job.id: scene for scene in scenes}
        last = SceneData.of(scenes[-1].job)
        told = [*last.before, Read(data.ending, last.title, last.text, "", "")]
        drawn = [version.created_at for scene in scenes for version in _shown(scene)]
        book = StoryBook(
            title=data.title,
            created=max([scenes[-1].job.created_at, *drawn]),
            scenes=[self._scene(data, each, by_id.get(each.scene)) for each in told],
        )
        key, name = data.file_keys[0], book_name(data.title, data.story)
        with TemporaryFile() as file:
            printed = print_story(book, file)
            stored = store_pdf(self._objects, key, file, name, _TOLERATED, paper=book.paper, line_art=False)
        facts = {"printed": printed.as_data(), "pictures": pictures_of(scenes)}
        return FirstResult(data=facts, files=[stored])

    def _scenes(self, data: PrintedData) -> list[JobRecord]:
        ending, before = way(self._jobs, data.ending)
        return [*before, ending]

    def _scene(self, data: PrintedData, read: Read, record: JobRecord | None) -> Scene:
        pictures = {each.key: self._jpeg(data, each.shown) for each in record.pictures if each.shown} if record else {}
        main = pictures.pop(MAIN, None)
        return Scene(title=read.title, text=read.text, picture=main, extras=[*pictures.values()])

    def _jpeg(self, data: PrintedData, version: Version) -> bytes:
        if version.media_type == _JPEG:
            return self._stored(version.object_key)
        try:
            return self._objects.get(_jpeg_key(data, version.object_key))[0]
        except NotFound:
            return self._prepared(data, version.object_key)

    def _prepared(self, data: PrintedData, picture: str) -> bytes:
        jpeg = jpeg_of(self._stored(picture)).data
        self._objects.put(_jpeg_key(data, picture), jpeg, _JPEG)
        return jpeg

    def _stored(self, picture: str) -> bytes:
        try:
            return self._objects.get(picture)[0]
        except NotFound:
            raise StaleRecord("A picture of the book was replaced meanwhile") from None


def _shown(scene: JobRecord) -> list[Version]:
    return [picture.shown for picture in scene.pictures if picture.shown]


def _jpeg_key(data: PrintedData, picture: str) -> str:
    return part_key(data.story, picture, ".jpg")


def _data(record: JobRecord) -> PrintedData:
    data = PrintedData.of(record.job)
    if data is None:
        raise ValueError(f"the job {record.job.id} is no book for print")
    return data
