"""Print all measures, with what they aim at."""

import sys

from rich.console import Console
from rich.table import Table

from bench import imports, makespan, overhead, storyboard
from bench.one_second.one_second import SECONDS

console = Console(width=110)


def _verdict(measured: float, aim: float, digits: int = 2) -> str:
    colour = "green" if measured <= aim else "bold red"
    return f"[{colour}]{measured:.{digits}f}[/]"


def main() -> int:
    """Measure everything. Slow is shown in red, not refused: the machine has its say in it."""
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

    with console.status("Storyboards and polls ..."):
        found = storyboard.measure()
    console.print(
        f"A storyboard beyond the model's own {storyboard.MODEL_SECONDS:g} s: "
        f"{_verdict(found.overhead, storyboard.OVERHEAD_AIM, 0)} ms, aim {storyboard.OVERHEAD_AIM}"
    )
    console.print(
        f"A poll of a prediction: {_verdict(found.queries, storyboard.QUERIES_AIM)} DynamoDB requests, "
        f"aim {storyboard.QUERIES_AIM}; {_verdict(found.poll, storyboard.POLL_AIM, 1)} ms, aim {storyboard.POLL_AIM} "
        f"({found.poll / found.health:.1f} times GET /health)"
    )

    with console.status("Makespan of 40 pictures ..."):
        warm, cold, worked = makespan.measure()
    console.print(
        f"40 pictures by a model that takes {SECONDS:g} s: {_verdict(warm, makespan.AIM)} of the ideal, "
        f"aim {makespan.AIM} ({cold:.2f} with 40 cold starts on this machine's processors; warm the embedded cloud "
        f"itself works {1000 * worked / makespan.PICTURES:.0f} ms a picture)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
