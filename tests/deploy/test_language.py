"""The language of docstrings: the first sentence names its noun, so that a newcomer understands it without the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

INKWELL = Path(__file__).parents[2] / "layers" / "inkwell" / "inkwell"
WITHOUT_NOUN = re.compile(r"(What|Whether|Where|How|Who|Whose|Why|Which|One|Those|These|It|That|They)\b")


def public_docstrings(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            name = getattr(node, "name", "module")
            if not name.startswith("_"):
                yield f"{path.relative_to(INKWELL)}: {name}", ast.get_docstring(node) or ""


def test_docstrings_name_their_nouns() -> None:
    said = dict(docstring for path in INKWELL.rglob("*.py") for docstring in public_docstrings(path))
    assert len(said) > 400
    assert [place for place, text in said.items() if WITHOUT_NOUN.match(text)] == []
