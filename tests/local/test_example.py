"""The example of docs/local.md, as it is printed."""

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def test_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "local.md").read_text(), re.DOTALL)
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    exec(compile(code, "docs/local.md", "exec"), names)
    assert names["shown"]["status"] == "succeeded"
    assert any(item["pk"]["S"] == f"JOB#{names['started']['predictionId']}" for item in names["items"])
