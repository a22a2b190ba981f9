"""Print all measures: what the studio costs on AWS, and speeds with what they aim at."""

import sys
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import costs, imports, makespan, overhead
from bench.one_second.one_second import SECONDS

console = Console(width=140)


def _verdict(measured: float, aim: float, digits: int = 2) -> str:
    colour = "green" if measured <= aim else "bold red"
    return f"[{colour}]{measured:.{digits}f}[/]"


def main() -> int:
    """Measure everything. Slow is shown in red, not refused: the machine has its say in it."""
    with console.status("What AWS is asked for ..."):
        counts = costs.count()
    _print_costs(counts)
    _print_steps(counts)

    with console.status("Import times ..."):
        measured = imports.measure()
    table = Table(title="Cold import of a function, as a multiple of a bare boto3 DynamoDB client")
    for heading in ("function", "ratio", "aim", "ms"):
        table.add_column(heading, justify="left" if heading == "function" else "right")
    for name, (ratio, milliseconds) in sorted(measured.items(), key=lambda entry: -entry[1][0]):
        table.add_row(name, _verdict(ratio, imports.AIM), f"{imports.AIM}", f"{milliseconds:.0f}")
    console.print(table)

    with console.status("Request overhead ..."):
        ratio, ours, theirs = overhead.measure()
    console.print(
        f"Warm request: {_verdict(ratio, overhead.AIM)} of FastAPI behind Mangum, aim {overhead.AIM} "
        f"({ours:.0f} against {theirs:.0f} microseconds)"
    )

    with console.status("Makespan of 40 pictures ..."):
        warm, cold, worked = makespan.measure()
    console.print(
        f"40 pictures by a model that takes {SECONDS:g} s: {_verdict(warm, makespan.AIM)} of the ideal, "
        f"aim {makespan.AIM} ({cold:.2f} with 40 cold starts on this machine's processors; warm the embedded cloud "
        f"itself works {1000 * worked / makespan.PICTURES:.0f} ms a picture)"
    )
    return 0


def _print_costs(counts: dict[str, Any]) -> None:
    table = Table(title="What a user pays for: counted warm; dollars by bench/prices.json, durations measured here")
    for heading in costs.HEADINGS:
        table.add_column(heading, justify="left" if heading == costs.HEADINGS[0] else "right")
    for row in costs.rows(counts):
        table.add_row(*row)
    console.print(table)


def _print_steps(counts: dict[str, Any]) -> None:
    table = Table(title="The same by step (secrets: read when an environment starts, and every five minutes)")
    for heading in ("case", "step", "what it asked for"):
        table.add_column(heading)
    for name, case in counts["cases"].items():
        for step, used in case["steps"].items():
            table.add_row(name, step, ", ".join(f"{count:g} {what}" for what, count in used.items()))
            name = ""
        table.add_row("", "", f"{case[costs.MEASURED]:g} GB-seconds, measured", end_section=True)
    for function, secrets in counts["secrets"].items():
        table.add_row("start", function, ", ".join(secrets))
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
