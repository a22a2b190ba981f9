"""Executions of a state machine, played by its definition with the retries and catches of Step Functions.

Only what our definitions use is known; anything else is an error. Pictures of a Map are drawn one after the other.
"""

import copy
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any


class TaskFailed(Exception):  # noqa: N818
    """A task, or the whole execution, failed with an error of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Stopped(Exception):  # noqa: N818
    """The execution was stopped from outside."""


def play(
    definition: Mapping[str, Any], given: Any, task: Callable[[str, Any], Any], wait: Callable[[float], None]
) -> Any:
    """Play a state machine to its end.

    Args:
        definition: with `StartAt` and `States`.
        given: the input.
        task: does the task of a resource; raises TaskFailed.
        wait: lets seconds pass.

    Returns:
        the output.

    Raises:
        TaskFailed: the execution failed.
    """
    value, name = copy.deepcopy(given), definition["StartAt"]
    while True:
        state = definition["States"][name]
        try:
            result = _retried(state, value, task, wait)
            name = state.get("Next")
        except TaskFailed as failure:
            catch = next((each for each in state.get("Catch", []) if _names(each, failure)), None)
            if catch is None:
                raise
            value = _placed(catch, value, {"Error": failure.name, "Cause": "{}"})
            name = catch["Next"]
            continue
        value = _placed(state, value, result)
        if name is None:
            return value


def _retried(
    state: Mapping[str, Any], value: Any, task: Callable[[str, Any], Any], wait: Callable[[float], None]
) -> Any:
    used: Counter[int] = Counter()
    while True:
        try:
            return _result(state, value, task, wait)
        except TaskFailed as failure:
            rules = enumerate(state.get("Retry", []))
            number, rule = next(((index, each) for index, each in rules if _names(each, failure)), (0, None))
            if rule is None or used[number] >= rule["MaxAttempts"]:
                raise
            # The longest wait that jitter leaves.
            seconds = rule["IntervalSeconds"] * rule["BackoffRate"] ** used[number]
            wait(min(seconds, rule.get("MaxDelaySeconds", seconds)))
            used[number] += 1


def _result(
    state: Mapping[str, Any], value: Any, task: Callable[[str, Any], Any], wait: Callable[[float], None]
) -> Any:
    match state["Type"]:
        case "Task":
            return task(state["Resource"], value)
        case "Map":
            items = _at(state["ItemsPath"], value)
            return [play(state["ItemProcessor"], item, task, wait) for item in items]
        case "Pass":
            return {name.removesuffix(".$"): _at(path, value) for name, path in state["Parameters"].items()}
        case "Succeed":
            return value
        case "Fail":
            raise TaskFailed(_at(state["ErrorPath"], value))
    raise NotImplementedError(state["Type"])


def _names(rule: Mapping[str, Any], failure: TaskFailed) -> bool:
    return bool({failure.name, "States.ALL"} & {*rule["ErrorEquals"]})


def _at(path: str, value: Any) -> Any:
    for name in path.split(".")[1:]:
        value = value[name]
    return value


def _placed(rule: Mapping[str, Any], value: Any, result: Any) -> Any:
    path = rule.get("ResultPath", "$")
    if path is None:
        return value
    return result if path == "$" else value | {path.removeprefix("$."): result}
