"""Facts that log lines have beside their own: Lambda, and here a handler of the same kind, writes them all."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from inkwell.core.logs import about, of_a_job

logger = logging.getLogger("some.package")


class Written(logging.Handler):
    """The facts of each line that was written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        known = ("job_id", "picture", "run", "error", "http_request_id")
        self.lines.append({"message": record.getMessage()} | {k: v for k, v in vars(record).items() if k in known})


@pytest.fixture
def written() -> Iterator[Written]:
    handler = Written()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


def test_facts_hold_inside_and_no_longer(written: Written) -> None:
    with about(job_id="1"):
        with about(picture="anchor"):
            logger.warning("in")
        logger.warning("between")
    logger.warning("out")
    assert written.lines == [
        {"message": "in", "job_id": "1", "picture": "anchor"},
        {"message": "between", "job_id": "1"},
        {"message": "out"},
    ]


def test_what_a_line_says_itself_counts_more(written: Written) -> None:
    with about(job_id="1"):
        logger.warning("another", extra={"job_id": "2"})
    assert written.lines == [{"message": "another", "job_id": "2"}]


def test_a_task_that_fails_names_its_job_picture_and_error(written: Written) -> None:
    @of_a_job
    def handler(event: dict[str, Any], context: Any) -> None:
        logger.warning("asked")
        raise LookupError

    event = {"jobId": "1", "key": "anchor", "run": "1-2", "prompt": "never told"}
    with pytest.raises(LookupError):
        handler(event, None)
    facts = {"job_id": "1", "picture": "anchor", "run": "1-2"}
    assert written.lines == [{"message": "asked"} | facts, {"message": "task failed", "error": "LookupError"} | facts]


def test_a_task_without_a_picture_returns_what_it_does(written: Written) -> None:
    @of_a_job
    def handler(event: dict[str, Any], context: Any) -> str:
        logger.warning("done")
        return "result"

    assert handler({"jobId": "1"}, None) == "result"
    assert written.lines == [{"message": "done", "job_id": "1"}]
