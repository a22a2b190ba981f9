"""Passing faults and a shortage of functions, as the workflow meets them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from inkwell.core.jobs import DEADLINE
from tests.support.client import Client
from tests.support.script import Script, fail
from tests.support.studio import ROOT, Studio

DEFINITION: dict[str, Any] = json.loads((ROOT / "statemachines" / "draw_job.asl.json").read_text("utf-8"))


def _tasks(definition: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, state in definition["States"].items():
        if state["Type"] == "Task":
            yield name, state
        if "ItemProcessor" in state:
            yield from _tasks(state["ItemProcessor"])


TASKS = dict(_tasks(DEFINITION))


def _waits(state: dict[str, Any], error: str) -> list[float]:
    """The longest waits before each repetition; full jitter halves them, on average."""
    (rule,) = (rule for rule in state["Retry"] if error in rule["ErrorEquals"])
    assert rule["ErrorEquals"] == [error], "it has waits of its own"
    assert rule["JitterStrategy"] == "FULL"
    waits = (rule["IntervalSeconds"] * rule["BackoffRate"] ** count for count in range(rule["MaxAttempts"]))
    return [min(wait, rule["MaxDelaySeconds"]) for wait in waits]


@pytest.mark.parametrize("name", TASKS)
class TestRetries:
    def test_a_passing_fault_is_outwaited_for_a_minute_or_two(self, name: str) -> None:
        assert 60 <= sum(_waits(TASKS[name], "Unavailable")) <= 120

    def test_a_free_function_is_waited_for_as_long_as_the_job_has_time(self, name: str) -> None:
        waits = _waits(TASKS[name], "Lambda.TooManyRequestsException")
        assert max(waits) == 60
        assert sum(waits) / 2 >= 8 * 60
        assert sum(waits) < DEFINITION["TimeoutSeconds"] < DEADLINE.total_seconds()

    def test_a_function_that_ran_out_of_memory_is_tried_again(self, name: str) -> None:
        names = [error for rule in TASKS[name]["Retry"] for error in rule["ErrorEquals"]]
        assert "Runtime.OutOfMemory" in names
        assert len(names) == len(set(names))


def test_what_is_left_open_passes_nothing_on() -> None:
    text = json.dumps(DEFINITION)
    (left_open,) = (state for name, state in _states(DEFINITION) if name == "left_open")
    assert left_open["OutputPath"] is None, "forty causes of 32 KB are more than a state may hand on"
    assert '"left_open"' in text


def _states(definition: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, state in definition["States"].items():
        yield name, state
        if "ItemProcessor" in state:
            yield from _states(state["ItemProcessor"])


def test_faults_of_aws_fail_no_picture(alice: Client, studio: Studio, script: Script, source: str) -> None:
    script.on("anchor", {"slow_down": 2, "cost_micros": 40_000})
    script.on("profile", fail("Unavailable"), fail("Unavailable"), {"cost_micros": 40_000})
    kit = alice.settled(alice.create_kit(source)["id"])
    assert (kit["status"], kit["costCents"]) == ("ready", 8)
    assert kit["generationProgress"] == {"anchor": "done", "profile": "done"}
    assert script.count("anchor") == 1, "it was paid for, and is stored as soon as the bucket takes it"
    assert script.count("profile") == 3
    items = {item["sk"]: item for item in studio.partition(f"JOB#{kit['id']}") if item["sk"].startswith("PICTURE#")}
    assert {item["paid_requests"] for item in items.values()} == {1}
