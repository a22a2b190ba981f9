"""The tree of errors: as its own docstring draws it."""

import re
from collections.abc import Iterator

from inkwell.core import errors
from inkwell.core.errors import InkwellError, ModelError, by_name

LINE = re.compile(r"^ {4}(?P<lead>[│ ]*(?:[├└]── )?)(?P<name>[A-Z]\w+)\s+(?P<status>\d{3})?", re.MULTILINE)


def drawn() -> dict[str, tuple[str | None, str | None]]:
    """Name to parent and status, as the docstring has it."""
    found: dict[str, tuple[str | None, str | None]] = {}
    path: list[str] = []
    for match in LINE.finditer(errors.__doc__ or ""):
        depth = len(match["lead"]) // 4
        path = [*path[:depth], match["name"]]
        found[match["name"]] = (path[-2] if depth else None, match["status"])
    return found


def classes(root: type[InkwellError] = InkwellError) -> Iterator[type[InkwellError]]:
    if root.__module__ == errors.__name__:
        yield root
        for child in root.__subclasses__():
            yield from classes(child)


ALL = {kind.__name__: kind for kind in classes()}


def test_the_docstring_draws_the_tree() -> None:
    tree = drawn()
    assert set(tree) == set(ALL)
    for name, (parent, status) in tree.items():
        assert parent is None or ALL[name].__base__ is ALL[parent]
        assert status is None or ALL[name].status == int(status)


def test_a_code_belongs_to_one_class_and_those_below_it() -> None:
    first = [kind for kind in ALL.values() if kind is InkwellError or kind.code != kind.__base__.code]  # type: ignore[union-attr]
    codes = [kind.code for kind in first]
    assert sorted(codes) == sorted(set(codes))


def test_every_error_is_found_by_its_name() -> None:
    for name in ALL:
        assert by_name(name) is ALL[name], name
        assert by_name(f"inkwell.core.errors.{name}") is ALL[name], name


def test_anything_foreign_is_ours_to_answer_for() -> None:
    for name in ["", "States.Timeout", "Sandbox.Timedout", "KeyError", "Runtime.ExitError", "modelrefused"]:
        assert by_name(name) is InkwellError, name


def test_every_error_has_words_a_status_and_a_code() -> None:
    for kind in ALL.values():
        assert kind.default_message, kind
        assert 400 <= kind.status < 600, kind
        assert re.fullmatch(r"[A-Z_]+", kind.code), kind


def test_an_error_says_what_its_class_says_unless_it_is_told_more() -> None:
    error = ModelError()
    assert (str(error), error.message, error.details) == (ModelError.default_message, ModelError.default_message, {})
    told = ModelError("other", details={"a": 1}, retry_after=2)
    assert (str(told), told.message, told.details, told.retry_after) == ("other", "other", {"a": 1}, 2)


def test_what_may_be_tried_again_is_no_fault_of_the_caller() -> None:
    assert {kind.status for kind in ALL.values() if kind.retryable} <= {409, 429, 502, 503, 504}


def test_only_a_request_that_is_being_worked_on_is_a_conflict_with_a_wait() -> None:
    conflicts = [kind for kind in ALL.values() if kind.status == 409]
    assert [kind.__name__ for kind in conflicts if kind().retry_after] == ["RequestInProgress"]


def test_an_error_about_a_text_does_not_speak_of_pictures() -> None:
    for kind in [kind for kind in ALL.values() if issubclass(kind, ModelError)]:
        told = kind(retry_after=3).about_text()
        assert (told.message, str(told), told.retry_after) == (kind.text_message, kind.text_message, 3), kind
        assert not re.search("draw|picture", told.message), kind
        assert kind("Change the idea").about_text().message == "Change the idea", kind
