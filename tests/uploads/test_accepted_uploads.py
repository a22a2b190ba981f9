"""Uploads are stored as what can be drawn from."""

from dataclasses import replace
from typing import Any

from inkwell.core.names import new_id
from inkwell.imaging.inspection import inspect
from inkwell.uploads.intake import receive
from inkwell.uploads.store import Upload, UploadStatus
from tests.fakes import FakeObjects
from tests.support.malformed import chunk, png, with_chunks
from tests.support.pictures import png as small_png


class OneUpload:
    """An `UploadStore` of one upload."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload

    def add(self, upload: Upload) -> None:
        raise AssertionError

    def find(self, upload_id: str) -> Upload | None:
        return self.upload

    def conclude(self, upload: Upload) -> bool:
        self.upload = replace(upload)
        return True


class NoFiles:
    """`ProjectFiles` of uploads that belong to no project."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError("nothing is asked for projects")


def received(data: bytes, objects: FakeObjects) -> Upload:
    key = f"uploads/.temp/{new_id()}/reference.png"
    objects.put(key, data, "image/png")
    upload = Upload(new_id(), "ann", key, "reference", "a.png")
    return receive(upload, OneUpload(upload), NoFiles(), objects)


def test_a_long_strip_is_stored_scaled_down() -> None:
    objects = FakeObjects()
    upload = received(png(8, 20_000, 1, 0, b"\0\0" * 20_000), objects)
    assert (upload.status, upload.width, upload.height) == (UploadStatus.READY, 256, 4096)
    data, _ = objects.get(upload.picture_key or "")
    assert inspect(data, field="stored").image.size == (256, 4096)


def test_metadata_reject_no_upload() -> None:
    upload = received(with_chunks(small_png(), chunk(b"eXIf", b"none"), chunk(b"iCCP", b"none")), FakeObjects())
    assert upload.status is UploadStatus.READY


def test_a_picture_without_its_pixels_is_rejected() -> None:
    upload = received(small_png()[:2000], FakeObjects())
    assert upload.status is UploadStatus.REJECTED
    assert upload.reason == "must be an intact image (it is damaged or incomplete)"
