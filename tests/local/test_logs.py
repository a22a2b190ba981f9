"""Log lines of functions, as the console shows them."""

import logging

import pytest

from local import runtime


def test_a_log_line_shows_what_its_extra_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(logging.root, "handlers", [])
    monkeypatch.setattr(logging.root, "level", logging.WARNING)
    runtime._configure_logging()
    logging.getLogger("any").warning("picture %s", "failed", extra={"job": "j-1", "error": "no\nluck"})
    level, _, message, *extras = capsys.readouterr().out.rstrip("\n").split("\t")
    assert (level, message, extras) == ("[WARNING]", "picture failed", ["job='j-1'", r"error='no\nluck'"])
