"""Exports over HTTP: the files of a book, what a printer is told, what they cost, and who may have them."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import requests
from PIL import Image
from pypdf import PdfReader

from inkwell.core.names import new_id
from inkwell.printing.checks.checking import check
from tests.coloring_books.conftest import NewCaller
from tests.support.books import blots, new_project, told, waiting
from tests.support.client import Client, eventually
from tests.support.page_pictures import give_version, stored_pages
from tests.support.studio import Studio

PAGES = 3


@pytest.fixture
def book(pro: Client, studio: Studio) -> dict[str, Any]:
    """A project that is ready: each of its pages has a picture."""
    made = new_project(pro, name="Bella's Adventure", pageCount=PAGES, trimSize="6x9")
    for page in made["pages"]:
        give_version(studio, page["id"])
    set_status(studio, made["id"], "ready")
    return made


def set_status(studio: Studio, project_id: str, status: str) -> None:
    """Give a project a status, as a generation would."""
    studio.client("dynamodb").update_item(
        TableName=studio.table,
        Key={"pk": {"S": f"PROJECT#{project_id}"}, "sk": {"S": "PROJECT"}},
        UpdateExpression="SET #status = :status",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={":status": {"S": status}},
    )


def export(client: Client, project_id: str, **options: Any) -> dict[str, Any]:
    """An export that has ended."""
    started = client.post("/api/export", {"projectId": project_id, "format": "pdf", "includeBleed": False, **options})
    assert started.status_code == 202, started.text
    assert started.json() | {"jobId": ""} == {"jobId": "", "status": "pending", "blotsReserved": 3}

    def ended() -> dict[str, Any] | None:
        shown = client.get(f"/api/export/{started.json()['jobId']}")
        assert shown.status_code == 200, shown.text
        found: dict[str, Any] = shown.json()
        return found | {"id": started.json()["jobId"]} if found["status"] not in ("pending", "processing") else None

    return eventually(ended)


def fetched(file: dict[str, Any]) -> bytes:
    """The bytes behind a file's URL, which has its name for downloads."""
    response = requests.get(file["downloadUrl"], timeout=30)
    assert response.status_code == 200
    assert len(response.content) == file["fileSize"]
    assert response.headers["Content-Disposition"].endswith(file["fileName"].replace("'", "%27"))
    return response.content


def test_a_book_becomes_a_pdf_that_is_ready_for_print(pro: Client, studio: Studio, book: dict[str, Any]) -> None:
    before = blots(pro)
    found = export(pro, book["id"], includeBleed=True)
    assert (found["status"], found["fileName"], found["cover"]) == ("completed", "bellas-adventure-interior.pdf", None)
    assert blots(pro) == before - 3
    pdf = PdfReader(BytesIO(fetched(found)))
    assert len(pdf.pages) == found["print"]["pages"] == 2 * PAGES
    assert [float(side) for side in pdf.pages[0].mediabox[2:]] == [6.125 * 72, 9.25 * 72]
    assert found["print"] | {"warnings": []} == {
        "trimSize": "6x9",
        "widthInches": 6.125,
        "heightInches": 9.25,
        "bleed": True,
        "paper": "white",
        "pages": 6,
        "pictures": 3,
        "aiGenerated": True,
        "spineInches": pytest.approx(0.0135, abs=0.001),
        "warnings": [],
    }
    assert [warning["code"] for warning in found["print"]["warnings"]] == ["page_count"]
    shown = pro.get(f"/api/projects/{book['id']}").json()
    assert (book["exportJobId"], shown["exportJobId"], shown["status"]) == (None, found["id"], "exported")
    job = pro.get(f"/api/generate/{found['id']}").json()
    assert (job["status"], job["totalItems"], job["completedItems"], job["blotsSpent"]) == ("completed", 1, 1, 3)


def test_the_same_book_is_exported_again_to_the_same_bytes(pro: Client, studio: Studio, book: dict[str, Any]) -> None:
    first = export(pro, book["id"])
    strips = prepared(studio, book)
    second = export(pro, book["id"])
    assert fetched(first) == fetched(second)
    assert len(strips) == PAGES
    assert prepared(studio, book) == strips, "a page is prepared once"


def prepared(studio: Studio, book: dict[str, Any]) -> dict[str, Any]:
    """The prepared pages of a book: when each was stored, by object key."""
    s3 = studio.client("s3")
    return {
        key: s3.head_object(Bucket=studio.bucket, Key=key)["LastModified"]
        for key in studio.keys(f"strips/{book['id']}/")
    }


def test_a_book_with_everything(pro: Client, book: dict[str, Any]) -> None:
    options = {"titlePage": True, "pageNumbers": True, "blankBacks": False, "cover": True, "author": "Ann Ink"}
    found = export(pro, book["id"], **options, paper="cream")
    pdf = PdfReader(BytesIO(fetched(found)))
    assert len(pdf.pages) == 6, "title, copyright, three pictures, and one to make the number even"
    assert "Ann Ink" in pdf.pages[0].extract_text()
    cover = fetched(found["cover"])
    assert found["cover"]["fileName"] == "bellas-adventure-cover.pdf"
    report = check(BytesIO(cover), paper="cream", book_pages=6)
    assert {finding.rule for finding in report.failures} <= {"page count"}


def test_an_archive_has_the_pages_as_they_are_shown(pro: Client, studio: Studio, book: dict[str, Any]) -> None:
    newest = give_version(studio, book["pages"][1]["id"])
    found = export(pro, book["id"], format="png_zip")
    assert (found["fileName"], found["print"]) == ("bellas-adventure-pages.zip", None)
    with ZipFile(BytesIO(fetched(found))) as archive:
        assert archive.namelist() == ["page_01.png", "page_02.png", "page_03.png"]
        assert archive.read("page_02.png") == newest
        with Image.open(BytesIO(archive.read("page_01.png"))) as page:
            assert page.size == (1800, 2700)


@pytest.mark.parametrize("name", ["\U0001f98a\U0001f98a", "أرنب في الغابة", "W" * 100, "../../etc/passwd", "a\\b: c*?"])
def test_any_name_makes_a_book(pro: Client, studio: Studio, name: str) -> None:
    made = new_project(pro, name=name, pageCount=1, trimSize="6x9")
    give_version(studio, made["pages"][0]["id"])
    set_status(studio, made["id"], "ready")
    found = export(pro, made["id"], titlePage=True, cover=True, author=name)
    assert found["status"] == "completed"
    for file in (found, found["cover"]):
        assert not {*'/\\:*?"'} & {*file["fileName"]}
        assert fetched_any(file).startswith(b"%PDF-1.3")


def fetched_any(file: dict[str, Any]) -> bytes:
    return requests.get(file["downloadUrl"], timeout=30).content


def test_a_book_with_blank_pages_is_refused_and_they_are_named(pro: Client, studio: Studio) -> None:
    made = new_project(pro, pageCount=3)
    give_version(studio, made["pages"][1]["id"])
    before = blots(pro)
    refused = pro.post("/api/export", {"projectId": made["id"], "format": "pdf", "includeBleed": False})
    told(refused, 400, "VALIDATION_ERROR")
    assert refused.json()["details"] == {"reason": "pages_missing", "pageNumbers": [1, 3]}
    assert blots(pro) == before


def test_nothing_is_exported_while_the_project_generates(pro: Client, studio: Studio, book: dict[str, Any]) -> None:
    set_status(studio, book["id"], "generating")
    refused = pro.post("/api/export", {"projectId": book["id"], "format": "pdf", "includeBleed": False})
    told(refused, 400, "VALIDATION_ERROR")
    assert refused.json()["details"]["reason"] == "generation_in_progress"


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": "docx"},
        {"format": None},
        {"projectId": "one"},
        {"includeBleed": "yes"},
        {"paper": "gold"},
        {"author": "A" * 101},
    ],
    ids=str,
)
def test_what_is_not_understood_is_refused(pro: Client, book: dict[str, Any], wrong: dict[str, Any]) -> None:
    body = {"projectId": book["id"], "format": "pdf", "includeBleed": False} | wrong
    told(pro.post("/api/export", body), 400, "VALIDATION_ERROR")


def test_others_have_neither_book_nor_files(pro: Client, new_caller: NewCaller, book: dict[str, Any]) -> None:
    other = new_caller("pro")
    body = {"projectId": book["id"], "format": "pdf", "includeBleed": False}
    told(other.post("/api/export", body), 403, "FORBIDDEN")
    found = export(pro, book["id"])
    told(other.get(f"/api/export/{found['id']}"), 403, "FORBIDDEN")
    told(pro.get(f"/api/export/{new_id()}"), 404, "NOT_FOUND")
    told(pro.get("/api/export/one"), 400, "VALIDATION_ERROR")
    assert pro.call("DELETE", f"/api/projects/{book['id']}").status_code == 204
    told(pro.get(f"/api/export/{found['id']}"), 404, "NOT_FOUND")
    told(pro.post("/api/export", body), 404, "NOT_FOUND")


def test_an_export_of_a_project_that_is_deleted_meanwhile_costs_nothing(
    pro: Client, studio: Studio, book: dict[str, Any]
) -> None:
    before, body = blots(pro), {"projectId": book["id"], "format": "pdf", "includeBleed": False}
    job_id = waiting(studio, "book-export", lambda: pro.post("/api/export", body).json()["jobId"])
    assert (pro.get(f"/api/export/{job_id}").json()["status"], blots(pro)) == ("pending", before - 3)
    assert pro.call("DELETE", f"/api/projects/{book['id']}").status_code == 204
    told(pro.get(f"/api/export/{job_id}"), 404, "NOT_FOUND")
    # Its run, which comes too late, makes nothing.
    studio.workflows.start("book_export", job_id, job_id)
    runs = [("name", job_id), ("status", "SUCCEEDED")]
    eventually(lambda: any({*each.items()} >= {*runs} for each in studio.executions("book-export")) or None)
    assert (blots(pro), studio.keys(f"jobs/{job_id}/")) == (before, [])


def test_a_book_that_cannot_be_made_costs_nothing(pro: Client, studio: Studio, book: dict[str, Any]) -> None:
    before, pages = blots(pro), stored_pages(studio)
    found = pages.page(book["id"], 2)
    assert found
    studio.objects.put(found[1].versions[0].object_key, b"no picture", "image/png")
    failed = export(pro, book["id"])
    assert (failed["status"], failed["downloadUrl"], failed["expiresAt"]) == ("failed", None, None)
    assert blots(pro) == before
    assert pro.get(f"/api/projects/{book['id']}").json()["status"] == "ready"
    assert not studio.keys(f"jobs/{failed['id']}/")


def test_a_caller_without_blots_gets_no_book(free: Client, studio: Studio) -> None:
    made = new_project(free, pageCount=1, trimSize="6x9")
    give_version(studio, made["pages"][0]["id"])
    set_status(studio, made["id"], "ready")
    for _ in range(4):
        assert free.post(f"/api/projects/{made['id']}/calibrate", {"subject": "foxes"}).status_code == 200
    for _ in range(3):
        assert export(free, made["id"])["status"] == "completed"
    refused = free.post("/api/export", {"projectId": made["id"], "format": "pdf", "includeBleed": False})
    told(refused, 402, "INSUFFICIENT_BLOTS")
    assert refused.json()["details"] == {"required": 3, "available": 1, "shortfall": 2}
