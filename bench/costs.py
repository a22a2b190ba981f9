"""The studio's costs on AWS: the counts of each case, checked in as counts.json, times AWS's prices in prices.json.

In counts.json `cases` has the counts by case and step, `secrets` the secrets that functions read when an environment
starts, and `waiting` the memory (MB) of the functions that wait for a model, and are billed meanwhile.

`make counts` counts anew and rewrites counts.json and the table in docs/operations.md. A test counts, too, and fails
when a case asks for more or less than counts.json says.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
COUNTS = ROOT / "bench" / "counts.json"
PAGE = ROOT / "docs" / "operations.md"
PRICES: Mapping[str, Any] = json.loads((ROOT / "bench" / "prices.json").read_bytes())["prices"]

#: The name of the measured quantity; all others are counted.
MEASURED = "gb_seconds"

_MARKED = re.compile(r"(<!-- begin costs -->\n).*?(<!-- end costs -->)", re.DOTALL)
_READS = frozenset({"GetItem", "BatchGetItem", "Query"})


def count(rounds: int = 2) -> dict[str, Any]:
    """Do all cases, and return the counts for counts.json.

    Args:
        rounds: how often all cases are done, each time by another user. The last round counts: only the measured
            quantity differs between rounds, because the first one finds cold functions.
    """
    from bench.cases import bench

    cases: dict[str, Any] = {}
    with bench() as running:
        for number in range(rounds):
            for case in running.cases(f"bench-{number}"):
                cases[case.name] = {
                    "pictures": case.pictures,
                    "model_micros": case.model_micros,
                    "steps": {step: dict(sorted(used.items())) for step, used in sorted(case.usage.steps.items())},
                    MEASURED: {step: round(used, 3) for step, used in sorted(case.usage.gb_seconds.items())},
                }
        secrets, keys = running.meter.secrets, running.cloud.resource_name("ProvidersSecret")
        waiting = {name: running.cloud.functions[name].memory for name, read in secrets.items() if keys in read}
    return {
        "cases": cases,
        "secrets": {function: sorted(read) for function, read in sorted(secrets.items())},
        "waiting": dict(sorted(waiting.items())),
    }


def load() -> dict[str, Any]:
    """The counts in counts.json."""
    loaded: dict[str, Any] = json.loads(COUNTS.read_bytes())
    return loaded


def counted(counts: Mapping[str, Any]) -> dict[str, Any]:
    """The counts without the measured quantity: the same on every machine."""
    cases = {
        name: {key: value for key, value in case.items() if key != MEASURED} for name, case in counts["cases"].items()
    }
    return {**counts, "cases": cases}


def total(case: Mapping[str, Any]) -> Counter[str]:
    """The usage of all steps of a case together."""
    used: Counter[str] = Counter()
    for step in case["steps"].values():
        used.update(step)
    return used


def units(used: Mapping[str, float]) -> float:
    """The write request units of the table and of all indexes."""
    return sum(count for name, count in used.items() if name.partition(" ")[0] == "write_units")


def requests(used: Mapping[str, float]) -> tuple[float, float, float]:
    """The number of requests to DynamoDB that read, that write, and that write a transaction."""
    asked: Counter[str] = Counter()
    for name, count in used.items():
        service, *operation = name.split()
        if service == "dynamodb":
            asked.update({operation[0]: count})
    transactions = asked.pop("TransactWriteItems", 0)
    reads = sum(count for operation, count in asked.items() if operation in _READS)
    return reads, sum(asked.values()) - reads, transactions


def price(case: Mapping[str, Any]) -> float:
    """The price of a case on AWS, in US dollars, with its functions' durations as measured."""
    dollars = 0.0
    for name, count in {**total(case), MEASURED: sum(case[MEASURED].values())}.items():
        if tariff := PRICES.get(name.partition(" ")[0]):
            dollars += count * tariff["dollars"] / tariff["per"]
    return dollars


HEADINGS = (
    "what a user does",
    "DynamoDB: reads / writes / transactions",
    "read / write units",
    "S3: writes / reads",
    "API / Lambda requests",
    "GB-seconds, measured",
    "transitions",
    "AWS, 1,000 times",
    "a picture of it",
    "models, 1,000 times",
)


def figures(used: Mapping[str, float], gb_seconds: float) -> tuple[str, ...]:
    """The cells of a usage, below the headings from DynamoDB's to the transitions."""
    return (
        _slashed(*requests(used)),
        _slashed(used.get("read_units", 0), units(used)),
        _slashed(used.get("s3_writes", 0), used.get("s3_reads", 0)),
        _slashed(used.get("api_requests", 0), used.get("invocations", 0)),
        _slashed(float(f"{gb_seconds:.2g}")),
        _slashed(used.get("transitions", 0)),
    )


def _slashed(*counts: float) -> str:
    return " / ".join(f"{count:g}" for count in counts) if any(counts) else ""


def row(name: str, case: Mapping[str, Any]) -> tuple[str, ...]:
    """A case's row of the table."""
    dollars = 1000 * price(case)
    return (
        name,
        *figures(total(case), sum(case[MEASURED].values())),
        f"${dollars:.3f}",
        f"${dollars / case['pictures']:.3f}" if case["pictures"] else "",
        f"${case['model_micros'] / 1000:.2f}" if case["model_micros"] else "",
    )


def second(memory: int) -> float:
    """The price of a second of a function with so much memory (MB), in US dollars."""
    return memory / 1024 * float(PRICES[MEASURED]["dollars"])


def page(text: str, counts: Mapping[str, Any]) -> str:
    """The page with the table, and the price of waiting, between its markers drawn anew."""
    lines = [
        HEADINGS,
        ("---", *["---:"] * (len(HEADINGS) - 1)),
        *(row(name, case) for name, case in counts["cases"].items()),
    ]
    table = "".join(f"| {' | '.join(line)} |\n" for line in lines)
    waits = ", ".join(f"`{name}` ${1000 * second(memory):.3f}" for name, memory in counts["waiting"].items())
    waiting = f"\nEach second that a function waits for its model, 1,000 times: {waits}.\n"
    return _MARKED.sub(lambda match: match[1] + table + waiting + match[2], text)


def main() -> int:
    """Count, and rewrite counts.json and the page."""
    counts = count()
    COUNTS.write_text(json.dumps(counts, indent=1) + "\n")
    PAGE.write_text(page(PAGE.read_text(), counts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
