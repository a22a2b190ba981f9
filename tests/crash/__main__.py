"""All points of all cases, or of those that are named, as a table: python -m tests.crash [case ...] [--mode ...]"""

import argparse
import sys
import time

from tests.crash.cases import CASES
from tests.crash.runs import MODES, Outcome, tried
from tests.crash.world import world


def main() -> int:
    """Try them; the exit status is 1 when a law was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("cases", nargs="*", choices=[[], *CASES], help="cases; all where none is named")
    parser.add_argument("--mode", choices=MODES, action="append", help="what happens at the points")
    parser.add_argument("--usual", action="store_true", help="only the points of a usual run of the tests")
    options = parser.parse_args()
    total: list[Outcome] = []
    row = "{:<14}{:<8}{:>7}{:>9}{:>7}{:>11}"
    with world() as studio:
        print(row.format("case", "mode", "points", "reached", "clean", "not clean"))
        for name in options.cases or CASES:
            for mode in options.mode or MODES:
                began = time.perf_counter()
                outcomes = tried(studio, CASES[name], [mode], CASES[name].every if options.usual else 1)
                if outcomes:
                    _print(row, name, mode, outcomes, time.perf_counter() - began)
                total += outcomes
    _print(row, "all", "", total, 0)
    return int(any(each.broken for each in total))


def _print(row: str, name: str, mode: str, outcomes: list[Outcome], seconds: float) -> None:
    reached, broken = sum(each.reached for each in outcomes), [each for each in outcomes if each.broken]
    figures = row.format(name, mode, len(outcomes), reached, len(outcomes) - len(broken), len(broken))
    print(figures, f"{seconds:8.1f} s" if seconds else "")
    for each in [] if name == "all" else outcomes:
        if each.broken or not each.reached:
            print(f"    {each.point}: {'; '.join(each.broken) or 'not reached'}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
