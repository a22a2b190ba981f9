"""The pages of docs/: drawings that follow from the code are fresh, and places that are named exist."""

import re
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from inkwell.accounts.api_keys import ApiKey
from inkwell.accounts.sessions import SessionRecord
from inkwell.accounts.users import User
from inkwell.core.blots import Account, Entry
from inkwell.core.errors import InkwellError
from inkwell.core.jobs import Hold, Job, StoredFile
from inkwell.core.pictures import Brief, Picture, Version
from inkwell.core.status import TRANSITIONS
from inkwell.uploads.project_files import ProjectFile
from inkwell.uploads.store import Upload
from scripts import diagrams
from scripts.diagrams import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
#: Where a path on a page may begin.
FOLDERS = [ROOT / folder for folder in ("", "layers/inkwell/inkwell", "layers/offline/inkwell_offline", "local")]
OF_JOBS = (Job, Hold, StoredFile, Picture, Version, Brief)
STORED = (*OF_JOBS, Account, Entry, Upload, ProjectFile, User, ApiKey, SessionRecord)

#: What each JSON line of Lambda's own logging has, of those fields that queries ask for.
LAMBDAS = {"message", "level", "requestId", "errorType", "errorMessage", "type", "record"}
#: The words of the language of queries: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
QUERY = {"filter", "stats", "sort", "display", "count", "latest", "coalesce", "by", "and", "or"}

LINE = re.compile(
    r"^(?P<lead>[│ ]*(?:[├└]── )?)(?P<name>[A-Z]\w+) +(?P<status>\d{3})  (?P<code>[A-Z_]+)"
    r"(?: +(?P<retry>retryable))?(?: +(?P<place>\S+\.py))?$",
    re.MULTILINE,
)


@pytest.mark.parametrize("path", diagrams.DRAWINGS, ids=lambda path: path.name)
def test_what_is_drawn_from_the_code_is_fresh(path: Path):
    assert path.read_text("utf-8") == diagrams.page(path), "python -m scripts.diagrams draws it anew"


def test_a_page_without_a_place_for_a_drawing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    page = tmp_path / "page.md"
    page.write_text("<!-- begin other -->\n<!-- end other -->\n")
    monkeypatch.setattr(diagrams, "DRAWINGS", {page: {"errors": ("text", diagrams.errors)}})
    with pytest.raises(ValueError, match=r"page\.md"):
        diagrams.page(page)


def test_the_status_picture_has_every_transition_and_no_other():
    drawn = set(re.findall(r"^    (\w+) --> (\w+) : (\w+)$", diagrams.statuses(), re.MULTILINE))
    assert drawn == {(old, new, event) for old, exits in TRANSITIONS.items() for event, new in exits.items()}


def test_the_tree_of_errors_has_every_class_with_its_parent_and_facts():
    """Read back from the page, not from what draws it; classes outside core/errors.py say where they are."""
    known = {kind.__name__: kind for kind in diagrams.error_classes()}
    path: list[str] = []
    seen: set[str] = set()
    for match in LINE.finditer(diagrams.ERRORS.read_text("utf-8")):
        depth = len(match["lead"]) // 4
        path = [*path[:depth], match["name"]]
        kind = known[match["name"]]
        assert depth == 0 or issubclass(kind, known[path[-2]])
        assert depth == 0 or known[path[-2]] in kind.__bases__
        assert (kind.status, kind.code) == (int(match["status"]), match["code"])
        assert kind.retryable == bool(match["retry"])
        assert kind.__module__ == (match["place"] or "inkwell/core/errors.py").removesuffix(".py").replace("/", ".")
        seen.add(match["name"])
    assert seen == set(known)
    assert len(seen) > 30
    assert InkwellError.__name__ in seen


@cache
def _text(path: Path) -> str:
    return path.read_text("utf-8")


def _files(place: str) -> list[Path]:
    """The files that a place on a page may mean: a path, or the name of a module below one of the folders."""
    found = [folder / place for folder in FOLDERS if (folder / place).is_file()]
    return found or [file for folder in FOLDERS[1:] for file in folder.rglob(place) if "/" not in place]


def _defines(text: str, name: str) -> bool:
    """Whether a module has all parts of a dotted name: classes, functions, attributes."""
    return all(
        re.search(rf"^ *(?:class|def) {part}\b|^ *{part}\b *[:=]", text, re.MULTILINE) for part in name.split(".")
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_places_that_a_page_names_exist(page: Path):
    text = _text(page)
    for place, name in re.findall(r"`([\w/]+\.py)(?:: ([\w.]+))?`", text):
        files = _files(place)
        assert files, f"there is no {place}"
        assert not name or any(_defines(_text(file), name) for file in files), f"{place} has no {name}"
    for target in re.findall(r"\]\((?!http)([^)#]+)", text):
        assert (page.parent / target).exists(), f"a link to {target} leads nowhere"


def test_the_data_model_names_every_attribute_that_is_stored():
    named = set(re.findall(r"`(\w+)`", _text(ROOT / "docs" / "data-model.md")))
    stored = {field.name for kind in STORED for field in fields(kind)}
    assert stored - named == set()


def test_queries_of_the_log_ask_for_fields_that_its_lines_have():
    queries = re.findall(r"^```\n(filter .*?)^```", _text(ROOT / "docs" / "operations.md"), re.MULTILINE | re.DOTALL)
    asked = {word for query in queries for word in re.findall(r"(?<![@.\w])[a-z]\w*", re.sub(r'"[^"]*"', "", query))}
    code = "".join(_text(file) for folder in ("layers", "functions") for file in (ROOT / folder).rglob("*.py"))
    ours = {word for word in asked if f'"{word}": ' in code or f"{word}=" in code}
    assert len(queries) >= 6
    assert asked - QUERY - LAMBDAS - ours == set()
