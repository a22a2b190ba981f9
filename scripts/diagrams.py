"""Draw the pictures of docs/ that follow from the code, between the markers of their pages.

* The state machines, from their ASL: docs/architecture.md.
* The statuses of jobs and pictures, from `inkwell.core.status.TRANSITIONS`: docs/architecture.md.
* The tree of errors, from the classes: docs/errors.md.
* The outcomes of providers' answers, from `inkwell.providers.outcomes`: docs/outcomes.md.

`python -m scripts.diagrams` rewrites them; tests/docs/test_pages.py fails when one is stale.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import inkwell
from inkwell.core.errors import InkwellError
from inkwell.core.status import FINAL, TRANSITIONS, Status
from inkwell.providers.outcomes import bedrock, common, gemini, openai, openrouter, replicate
from inkwell.providers.outcomes.table import Outcomes

ROOT = Path(__file__).parents[1]
MACHINES = {file.name.removesuffix(".asl.json"): file for file in sorted((ROOT / "statemachines").glob("*.asl.json"))}
ARCHITECTURE = ROOT / "docs" / "architecture.md"
ERRORS = ROOT / "docs" / "errors.md"
OUTCOMES = ROOT / "docs" / "outcomes.md"

_MARKED = re.compile(r"(<!-- begin (?P<name>\w+) -->\n).*?(<!-- end (?P=name) -->)", re.DOTALL)


def statuses() -> str:
    """The table of transitions as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {Status.QUEUED}"]
    for status, exits in TRANSITIONS.items():
        lines += [f"    {status} --> {after} : {event}" for event, after in exits.items()]
        lines += [f"    {status} --> [*]"] if status in FINAL and not exits else []
    return "\n".join(lines)


def error_classes() -> list[type[InkwellError]]:
    """All classes of errors of the package `inkwell`, each before those below it."""
    for module in walk_packages(inkwell.__path__, "inkwell."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    return list(_below(InkwellError))


def _below(kind: type[InkwellError]) -> Iterator[type[InkwellError]]:
    yield kind
    for child in _children(kind):
        yield from _below(child)


def _children(kind: type[InkwellError]) -> list[type[InkwellError]]:
    """The classes right below, those of core/errors.py first and in its order; no test's own."""
    found = [child for child in kind.__subclasses__() if child.__module__.startswith("inkwell.")]
    return sorted(found, key=lambda child: (child.__module__ != InkwellError.__module__, child.__module__))


def errors() -> str:
    """The tree of errors: each with its HTTP status, its code, whether the same call may succeed later, its module."""
    error_classes()
    rows = list(_rows(InkwellError, "", ""))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _rows(kind: type[InkwellError], lead: str, indent: str) -> Iterator[tuple[str, ...]]:
    place = "" if kind.__module__ == InkwellError.__module__ else f"{kind.__module__.replace('.', '/')}.py"
    retry = "retryable" if kind.retryable else ""
    yield f"{lead}{kind.__name__}", str(kind.status), kind.code, retry, place
    children = _children(kind)
    for child in children:
        is_last = child is children[-1]
        yield from _rows(child, f"{indent}{'└' if is_last else '├'}── ", f"{indent}{' ' if is_last else '│'}   ")


def outcomes(*tables: Outcomes) -> str:
    """A table of outcomes: code, words, error, whether it is tried again, what is charged, who says so."""
    found = [each for table in tables for each in table]
    sources = list(dict.fromkeys(each.source for each in found))
    rows = [("code", "words", "error", "again", "charged", "source")]
    for each in found:
        again = "yes" if each.error.retryable else "no"
        number = f"[{sources.index(each.source) + 1}]"
        rows.append((str(each.code), each.words, each.error.__name__, again, each.charge, number))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return "\n".join([*lines, "", *(f"[{n}] {each.place} ({each.day})" for n, each in enumerate(sources, 1))])


def diagram(machine: dict[str, Any]) -> str:
    """A Mermaid state diagram of a state machine."""
    lines = ["stateDiagram-v2", *_level(machine, indent="    ")]
    return "\n".join(lines)


def _level(machine: dict[str, Any], indent: str) -> Iterator[str]:
    yield f"{indent}[*] --> {machine['StartAt']}"
    for name, state in machine["States"].items():
        if state["Type"] == "Map":
            yield f"{indent}state {name} {{"
            yield from _level(state["ItemProcessor"], indent + "    ")
            yield f"{indent}}}"
            yield f"{indent}note right of {name} : for each, {_width(state)}"
        if state["Type"] == "Choice":
            yield f"{indent}state {name} <<choice>>"
        yield from (f"{indent}{name} --> {arrow}" for arrow in _arrows(state))


def _width(state: dict[str, Any]) -> str:
    if "MaxConcurrencyPath" in state:
        return f"up to {state['MaxConcurrencyPath'].removeprefix('$.')} side by side"
    width = state.get("MaxConcurrency", 0)
    return "one after the other" if width == 1 else f"up to {width or 40} side by side"


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
        rest = "any error" if catch is state["Catch"][0] else "any other error"
        yield f"{catch['Next']} : {rest if errors == ['ALL'] else ', '.join(errors[:2])}" + (
            " ..." if len(errors) > 2 else ""
        )


def _condition(choice: dict[str, Any]) -> str:
    test = next(key for key in choice if key not in ("Variable", "Next"))
    words = {("IsPresent", True): "is there", ("IsNull", False): "is there", ("IsNull", True): "is not there"}
    return f"{choice['Variable'].removeprefix('$.')} {words.get((test, choice[test]), f'{test} {choice[test]}')}"


def _machine(file: Path) -> Callable[[], str]:
    return lambda: diagram(json.loads(file.read_text("utf-8")))


#: The drawings of each page by the names of their markers: the language of the block, and the block's text.
DRAWINGS: Mapping[Path, Mapping[str, tuple[str, Callable[[], str]]]] = {
    ARCHITECTURE: {
        "statuses": ("mermaid", statuses),
        **{name: ("mermaid", _machine(file)) for name, file in MACHINES.items()},
    },
    ERRORS: {"errors": ("text", errors)},
    OUTCOMES: {
        "common": ("text", lambda: outcomes(common.STATUSES)),
        "gemini": ("text", lambda: outcomes(gemini.FAULTS, gemini.ENDS)),
        "openai": ("text", lambda: outcomes(openai.FAULTS, openai.ENDS)),
        "openrouter": ("text", lambda: outcomes(openrouter.FAULTS, openrouter.ENDS)),
        "replicate": ("text", lambda: outcomes(replicate.FAULTS, replicate.READ_FAULTS, replicate.ENDS)),
        "bedrock": ("text", lambda: outcomes(bedrock.FAULTS, bedrock.ENDS)),
    },
}


def page(path: Path) -> str:
    """The text of a page with every drawing made anew.

    Raises:
        ValueError: the page has no markers for one of its drawings, or markers for something else.
    """
    text, drawings = path.read_text("utf-8"), DRAWINGS[path]
    marked = [match["name"] for match in _MARKED.finditer(text)]
    if sorted(marked) != sorted(drawings):
        raise ValueError(f"{path.name} has markers for {', '.join(marked)}, and drawings of {', '.join(drawings)}")

    def drawn(match: re.Match[str]) -> str:
        language, draw = drawings[match["name"]]
        return f"{match[1]}```{language}\n{draw()}\n```\n{match[3]}"

    return _MARKED.sub(drawn, text)


def main() -> int:
    """Rewrite all pages; 1 when a page and its drawings do not fit."""
    try:
        for path in DRAWINGS:
            path.write_text(page(path), "utf-8")
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
