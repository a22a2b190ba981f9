"""Write the pictures of the state machines into docs/architecture.md, from their ASL.

`python -m scripts.diagrams` rewrites the text between the markers; a test fails when that text is stale.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
MACHINES = ROOT / "statemachines"

_MARKED = re.compile(r"(<!-- begin (?P<name>\w+) -->\n).*?(<!-- end (?P=name) -->)", re.DOTALL)


def diagram(machine: dict[str, Any]) -> str:
    """A Mermaid state diagram of a state machine."""
    lines = ["stateDiagram-v2", *_level(machine, indent="    ")]
    return "\n".join(lines)


def _level(machine: dict[str, Any], indent: str) -> Iterator[str]:
    yield f"{indent}[*] --> {machine['StartAt']}"
    for name, state in machine["States"].items():
        if state["Type"] == "Map":
            width = state.get("MaxConcurrency") or "n"
            yield f"{indent}state {name} {{"
            yield from _level(state["ItemProcessor"], indent + "    ")
            yield f"{indent}}}"
            yield f"{indent}note right of {name} : for each, up to {width} side by side"
        if state["Type"] == "Choice":
            yield f"{indent}state {name} <<choice>>"
        yield from (f"{indent}{name} --> {arrow}" for arrow in _arrows(state))


def _arrows(state: dict[str, Any]) -> Iterator[str]:
    if "Next" in state:
        yield state["Next"]
    if state.get("End") or state["Type"] in ("Succeed", "Fail"):
        yield "[*]"
    for choice in state.get("Choices", []):
        yield f"{choice['Next']} : {_condition(choice)}"
    if "Default" in state:
        yield f"{state['Default']} : else"
    for catch in state.get("Catch", []):
        errors = [error.removeprefix("States.") for error in catch["ErrorEquals"]]
        yield f"{catch['Next']} : {'any other error' if errors == ['ALL'] else ', '.join(errors[:2])}" + (
            " ..." if len(errors) > 2 else ""
        )


def _condition(choice: dict[str, Any]) -> str:
    test = next(key for key in choice if key not in ("Variable", "Next"))
    words = {("IsPresent", True): "is there", ("IsNull", False): "is there", ("IsNull", True): "is not there"}
    return f"{choice['Variable'].removeprefix('$.')} {words.get((test, choice[test]), f'{test} {choice[test]}')}"


def page(text: str) -> str:
    """The page with every marked picture drawn anew."""

    def drawn(match: re.Match[str]) -> str:
        machine = json.loads((MACHINES / f"{match['name']}.asl.json").read_text())
        return f"{match[1]}```mermaid\n{diagram(machine)}\n```\n{match[3]}"

    return _MARKED.sub(drawn, text)


def missing(text: str) -> list[str]:
    """State machines without a picture on the page."""
    shown = {match["name"] for match in _MARKED.finditer(text)}
    return sorted({file.name.removesuffix(".asl.json") for file in MACHINES.glob("*.asl.json")} - shown)


def main() -> int:
    """Rewrite the page, and return the exit code: 1 when a state machine has no markers on it."""
    text = PAGE.read_text()
    PAGE.write_text(page(text))
    if left := missing(text):
        print(f"docs/architecture.md has no markers for: {', '.join(left)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
