"""Pictures that callers uploaded here: whose they are, and what has become of them."""

from dataclasses import replace

import pytest

from inkwell.api.sources import nearby
from inkwell.core.errors import InvalidInput
from inkwell.core.names import new_id
from inkwell.settings import HttpSettings
from inkwell.uploads.models import MAX_BYTES, UploadRequest
from inkwell.uploads.own_pictures import OwnPictures
from inkwell.uploads.project_files import ProjectFile
from inkwell.uploads.sources import Sources
from inkwell.uploads.store import Upload, UploadStatus
from inkwell.uploads.tickets import issue, upload_id
from tests.fakes import FakeJobs, FakeObjects


class Uploads:
    def __init__(self) -> None:
        self.stored: dict[str, Upload] = {}

    def add(self, upload: Upload) -> None:
        self.stored[upload.id] = upload

    def find(self, upload_id: str) -> Upload | None:
        return self.stored.get(upload_id)

    def conclude(self, upload: Upload) -> bool:
        pending = self.stored[upload.id].status is UploadStatus.PENDING
        if pending:
            self.stored[upload.id] = upload
        return pending


@pytest.fixture
def uploads() -> Uploads:
    return Uploads()


@pytest.fixture
def objects() -> FakeObjects:
    return FakeObjects()


def ticket(uploads: Uploads, objects: FakeObjects) -> Upload:
    key = issue(
        "ann", UploadRequest(fileName="a.png", contentType="image/png", purpose="reference"), uploads, objects
    ).key
    return uploads.stored[upload_id(key) or ""]


def concluded(uploads: Uploads, objects: FakeObjects, *, gone: bool = False) -> Upload:
    upload = ticket(uploads, objects)
    ready = replace(upload, status=UploadStatus.READY, picture_key=f"uploaded/{upload.id}/picture.png")
    uploads.stored[upload.id] = ready
    if not gone:
        objects.put(f"uploaded/{upload.id}/picture.png", b"clean", "image/png")
    return ready


class Files:
    def __init__(self) -> None:
        self.stored: dict[str, ProjectFile] = {}

    def add(self, file: ProjectFile) -> bool:
        return self.stored.setdefault(file.key, file) is file

    def find(self, key: str) -> ProjectFile | None:
        return self.stored.get(key)


def sources_of(
    uploads: Uploads, objects: FakeObjects, files: Files | None = None, jobs: FakeJobs | None = None
) -> Sources:
    files = files or Files()
    return Sources(uploads, files, OwnPictures(files, jobs or FakeJobs(), objects), objects)


def refusal(uploads: Uploads, objects: FakeObjects, owner: str, address: str) -> str:
    with pytest.raises(InvalidInput) as caught:
        sources_of(uploads, objects).take(owner, address, field="sourceImageUrl")
    assert set(caught.value.details) == {"sourceImageUrl"}
    return caught.value.message


def test_an_upload_is_taken_by_its_key_or_its_url(uploads: Uploads, objects: FakeObjects) -> None:
    upload = concluded(uploads, objects)
    sources = sources_of(uploads, objects)
    for address in (upload.key, objects.url(upload.key), objects.url(upload.key) + "?signed=1"):
        picture = sources.take("ann", address, field="sourceImageUrl")
        assert (picture.data, picture.media_type, picture.public_url) == (b"clean", "image/png", None)


def test_what_is_not_ones_own_does_not_exist(uploads: Uploads, objects: FakeObjects) -> None:
    upload = concluded(uploads, objects)
    unknown = refusal(uploads, objects, "bob", f"uploads/.temp/{new_id()}/reference.png")
    assert refusal(uploads, objects, "bob", upload.key) == unknown


def test_an_upload_whose_picture_has_expired_is_the_callers_to_repeat(uploads: Uploads, objects: FakeObjects) -> None:
    upload = concluded(uploads, objects, gone=True)
    assert "less than a day ago" in refusal(uploads, objects, "ann", upload.key)


def test_an_upload_that_has_not_arrived(uploads: Uploads, objects: FakeObjects) -> None:
    assert "has not arrived" in refusal(uploads, objects, "ann", ticket(uploads, objects).key)


@pytest.mark.parametrize(
    "address", ["a", "ftp://a.test/b", "/etc/passwd", "data:,x", "/tmp/projects/p/uploads/../a.png"]
)
def test_what_is_neither_url_nor_upload(uploads: Uploads, objects: FakeObjects, address: str) -> None:
    assert "must be an http(s) URL, or the key, handle or URL" in refusal(uploads, objects, "ann", address)


@pytest.mark.parametrize("purpose", MAX_BYTES)
def test_a_purpose_has_its_largest_size(uploads: Uploads, objects: FakeObjects, purpose: str) -> None:
    def request(size: int) -> UploadRequest:
        return UploadRequest(fileName="a", contentType="image/png", purpose=purpose, contentLength=size)  # type: ignore[arg-type]

    limit = MAX_BYTES[purpose]  # type: ignore[index]
    assert f"size={limit}" in issue("ann", request(limit), uploads, objects).uploadUrl
    with pytest.raises(InvalidInput, match="contentLength must be at most"):
        issue("ann", request(limit + 1), uploads, objects)
    assert len(uploads.stored) == 1


@pytest.mark.parametrize(
    ("endpoint", "address", "taken"),
    [
        ("http://127.0.0.1:4566", "127.0.0.1", True),
        ("http://172.17.0.1:4566", "172.17.0.1", True),  # the machine, as functions in containers see it
        ("http://172.17.0.1:4566", "127.0.0.1", True),
        ("http://172.17.0.1:4566", "172.17.0.2", False),
        ("http://127.0.0.1:4566", "10.0.0.1", False),
        ("", "10.0.0.1", False),
    ],
)
def test_a_developers_machine_is_nearby(endpoint: str, address: str, taken: bool) -> None:
    is_near = nearby(HttpSettings.model_validate({"STAGE": "local", "AWS_ENDPOINT_URL": endpoint}))
    assert is_near is not None
    assert is_near(address) == taken


@pytest.mark.parametrize("stage", ["dev", "staging", "prod"])
def test_nothing_is_nearby_when_deployed(stage: str) -> None:
    assert nearby(HttpSettings.model_validate({"STAGE": stage, "AWS_ENDPOINT_URL": "http://127.0.0.1"})) is None
