"""The pictures of one form: how many pixels they may have together, and when that is found out."""

from dataclasses import dataclass

import pytest

from inkwell.core.errors import InvalidInput
from inkwell.imaging import inspection
from inkwell.imaging.limits import MAX_FORM_PIXELS
from inkwell.storyboards.uploading import upload
from inkwell.uploads.project_files import ProjectFile
from tests.fakes import FakeObjects
from tests.support.malformed import png
from tests.support.pictures import png as small_png


@dataclass
class Part:
    """A file of a form."""

    data: bytearray
    name: str = "images"
    file_name: str | None = "flat.png"
    text: str = "project"


class Files:
    def __init__(self) -> None:
        self.added: list[ProjectFile] = []

    def add(self, file: ProjectFile) -> None:
        self.added.append(file)

    def find(self, key: str) -> ProjectFile | None:
        raise AssertionError


PROJECT = Part(bytearray(b"project"), name="projectId")


def test_the_pixels_of_a_form_are_bounded_before_they_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[int] = []

    def no_decoding(image: inspection.Image.Image, *_: object) -> inspection.Image.Image:
        decoded.append(image.width * image.height)
        return inspection.Image.new("L", (1, 1))

    monkeypatch.setattr(inspection, "_decode", no_decoding)
    flat = png(7000, 7000, 1, 0, (b"\0" + bytes(875)) * 7000)
    objects = FakeObjects()
    with pytest.raises(InvalidInput) as caught:
        upload("ann", [PROJECT, *(Part(bytearray(flat)) for _ in range(10))], Files(), objects)
    assert caught.value.details == {"images": "must have at most 100 megapixels together"}
    assert sum(decoded) <= MAX_FORM_PIXELS
    assert not objects.stored


def test_pictures_within_the_bound_are_stored_scaled_down() -> None:
    flat = png(8192, 1000, 1, 0, (b"\0" + bytes(1024)) * 1000)
    files, objects = Files(), FakeObjects()
    shown = upload("ann", [Part(bytearray(flat)), PROJECT, Part(bytearray(small_png()))], files, objects)
    assert len(shown.images) == len(files.added) == 2
    data, _ = objects.get(shown.images[0].s3Key)
    assert inspection.inspect(data, field="stored").image.size == (4096, 500)
