"""Print all measures: what the studio costs on AWS, and speeds with what they aim at."""

import argparse
import sys
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import costs, imports, makespan, overhead, printing, sweeping
from bench.one_second.one_second import SECONDS

console = Console(width=170)


def _verdict(measured: float, aim: float, digits: int = 2) -> str:
    colour = "green" if measured <= aim else "bold red"
    return f"[{colour}]{measured:.{digits}f}[/]"


def main() -> int:
    """Measure and print everything. A figure that misses its aim is red but no error: it depends on the machine."""
    argparse.ArgumentParser(prog="python -m bench", description=f"{__doc__} It takes some minutes.").parse_args()
    with console.status("What AWS is asked for ..."):
        counts = costs.count()
    _print_costs(counts)

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
    sweeping.main()

    with console.status(f"Books of {printing.PAGES} pages ..."):
        _print_books(printing.measure())
    return 0


def _print_books(books: dict[str, printing.Measured]) -> None:
    table = Table(title=f"A colouring book of {printing.PAGES} pictures assembled, aims for Inkwell's from strips")
    for heading in ("writer", "processor s", "aim", "peak MB", "aim", "file MB"):
        table.add_column(heading, justify="left" if heading == "writer" else "right")
    for number, (name, measured) in enumerate(books.items()):
        if number == 0:
            seconds, peak = _verdict(measured.seconds, printing.AIM), _verdict(measured.peak, printing.MEMORY_AIM, 0)
            aims = f"{printing.AIM}", f"{printing.MEMORY_AIM:.0f}"
        else:
            seconds, peak, aims = f"{measured.seconds:.2f}", f"{measured.peak:.0f}", ("", "")
        table.add_row(name, seconds, aims[0], peak, aims[1], f"{measured.size:.1f}")
    console.print(table)


def _print_costs(counts: dict[str, Any]) -> None:
    table = Table(title="What a user pays for, and its steps: counted warm; dollars by bench/prices.json")
    for heading in costs.HEADINGS:
        first = heading == costs.HEADINGS[0]
        table.add_column(heading, justify="left" if first else "right", no_wrap=first)
    for name, case in counts["cases"].items():
        table.add_row(*costs.row(name, case), style="bold")
        for step, used in case["steps"].items():
            table.add_row(f"  {step}", *costs.figures(used, case[costs.MEASURED].get(step, 0)))
        table.add_section()
    console.print(table)
    for secret in sorted({secret for read in counts["secrets"].values() for secret in read}):
        readers = [function for function, read in counts["secrets"].items() if secret in read]
        console.print(f"{secret} is read when they start, and every five minutes, by {', '.join(readers)}")
    for function, memory in counts["waiting"].items():
        console.print(
            f"Each second that {function} waits for its model: ${1000 * costs.second(memory):.3f}, 1,000 times"
        )


if __name__ == "__main__":
    sys.exit(main())
