"""Definitions of state machines: read, filled in, and checked for what the interpreter evaluates.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
"""

import json
import re
from typing import Any

from local.errors import TemplateError
from local.template import Template

INLINE_MAP_LIMIT = 40
"""Iterations of an inline Map that AWS runs side by side.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html
"""

_COMMON = {"Type", "Comment", "InputPath", "OutputPath", "Next", "End", "QueryLanguage"}
_RESULT = {"ResultPath", "Parameters", "ResultSelector", "Retry", "Catch"}
_STATE_FIELDS: dict[str, set[str]] = {
    "Task": _COMMON | _RESULT | {"Resource", "TimeoutSeconds", "TimeoutSecondsPath"},
    "Parallel": _COMMON | _RESULT | {"Branches"},
    "Map": _COMMON
    | _RESULT
    | {"ItemsPath", "ItemSelector", "ItemProcessor", "Iterator", "MaxConcurrency", "MaxConcurrencyPath"},
    "Choice": _COMMON | {"Choices", "Default"},
    "Wait": _COMMON | {"Seconds", "SecondsPath", "Timestamp", "TimestampPath"},
    "Pass": _COMMON | {"Result", "ResultPath", "Parameters"},
    "Succeed": _COMMON,
    "Fail": {"Type", "Comment", "Error", "ErrorPath", "Cause", "CausePath", "QueryLanguage"},
}
_TOP_FIELDS = {"Comment", "StartAt", "States", "TimeoutSeconds", "Version", "QueryLanguage", "ProcessorConfig"}
_RESOURCES = re.compile(r"arn:aws:(states:::lambda:invoke|lambda:[^:]*:\d*:function:[^:]+)")


def read_definition(template: Template, logical_id: str) -> dict[str, Any]:
    """Return a state machine's definition with its substitutions filled in.

    Raises:
        TemplateError: for a missing file, a placeholder without a value, or anything moto does not evaluate.
    """
    where = f"Resources.{logical_id}"
    properties = template.properties(logical_id)
    if properties.get("Type", "STANDARD") != "STANDARD":
        raise TemplateError(f"{where}.Properties.Type", "only STANDARD workflows are emulated")
    if "Definition" in properties:
        text = json.dumps(properties["Definition"])
    elif isinstance(properties.get("DefinitionUri"), str) and (template.root / properties["DefinitionUri"]).is_file():
        text = (template.root / properties["DefinitionUri"]).read_text("utf-8")
    else:
        raise TemplateError(f"{where}.Properties.DefinitionUri", "there is no such file beside the template")
    for name, value in (properties.get("DefinitionSubstitutions") or {}).items():
        text = text.replace(f"${{{name}}}", str(value))
    left = re.search(r"\$\{[^}]*\}", text)
    if left:
        raise TemplateError(where, f"{left.group()} in the definition has no value in DefinitionSubstitutions")
    try:
        definition: dict[str, Any] = json.loads(text)
    except ValueError as error:
        raise TemplateError(where, f"the definition is not JSON: {error}") from None
    _check_machine(definition, where)
    return definition


def _check_machine(machine: dict[str, Any], where: str) -> None:
    _refuse_fields(machine, _TOP_FIELDS, where)
    for name, state in machine.get("States", {}).items():
        _check_state(state, f"{where}.States.{name}")


def _check_state(state: dict[str, Any], where: str) -> None:
    kind = state.get("Type", "")
    if kind not in _STATE_FIELDS:
        raise TemplateError(where, f"the state type {kind!r} is not evaluated locally")
    _refuse_fields(state, _STATE_FIELDS[kind], where)
    if kind == "Task" and not _RESOURCES.fullmatch(state.get("Resource", "")):
        raise TemplateError(f"{where}.Resource", f"{state.get('Resource')} is not evaluated locally: call a function")
    for rule in [*state.get("Retry", []), *state.get("Catch", [])]:
        _refuse_fields(rule, set(rule) - {"Assign", "Output"}, where)
    for index, choice in enumerate(state.get("Choices", [])):
        _refuse_fields(choice, set(choice) - {"Assign", "Output"}, f"{where}.Choices[{index}]")
    for index, branch in enumerate(state.get("Branches", [])):
        _check_machine(branch, f"{where}.Branches[{index}]")
    if kind == "Map":
        _check_map(state, where)


def _check_map(state: dict[str, Any], where: str) -> None:
    processor = state.get("ItemProcessor") or state.get("Iterator") or {}
    if processor.get("ProcessorConfig", {}).get("Mode", "INLINE") != "INLINE":
        raise TemplateError(where, "a distributed Map is not evaluated locally")
    if state.get("MaxConcurrency", 0) > INLINE_MAP_LIMIT:
        raise TemplateError(f"{where}.MaxConcurrency", f"AWS runs at most {INLINE_MAP_LIMIT} side by side")
    if "MaxConcurrencyPath" not in state:
        # Zero means "as many as possible", which moto takes literally.
        state["MaxConcurrency"] = state.get("MaxConcurrency") or INLINE_MAP_LIMIT
    _check_machine(processor, where)


def _refuse_fields(given: dict[str, Any], known: set[str], where: str) -> None:
    for name in given:
        if name not in known:
            raise TemplateError(f"{where}.{name}", "this part of the Amazon States Language is not evaluated locally")
    if given.get("QueryLanguage", "JSONPath") != "JSONPath":
        raise TemplateError(f"{where}.QueryLanguage", "JSONata is not evaluated locally: use JSONPath")
