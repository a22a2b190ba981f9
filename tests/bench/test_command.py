"""The command `python -m bench`: it measures only when that is what it was asked for."""

import pytest

from bench import __main__ as bench


@pytest.mark.parametrize(("argument", "code"), [("--help", 0), ("nonsense", 2)])
def test_an_argument_measures_nothing(monkeypatch: pytest.MonkeyPatch, argument: str, code: int) -> None:
    monkeypatch.setattr(bench.costs, "count", lambda: pytest.fail("it measures"))
    monkeypatch.setattr("sys.argv", ["bench", argument])
    with pytest.raises(SystemExit) as ended:
        bench.main()
    assert ended.value.code == code
