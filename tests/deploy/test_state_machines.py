"""The definitions in statemachines/ against the template and the task functions."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from inkwell.providers.table import MOST_SIDE_BY_SIDE
from tests.deploy import stack
from tests.deploy.stack import PLACEHOLDER, ROOT, of_type

#: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html
INLINE_WIDTH = 40

FUNCTIONS = of_type(stack.template(), "AWS::Serverless::Function")
MACHINES = of_type(stack.template(), "AWS::Serverless::StateMachine")


def _states(definition: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, state in definition["States"].items():
        yield name, state
        nested = [state["ItemProcessor"]] if "ItemProcessor" in state else state.get("Branches", [])
        for each in nested:
            yield from _states(each)


def _definition(machine: str) -> dict[str, Any]:
    definition: dict[str, Any] = json.loads((ROOT / MACHINES[machine]["DefinitionUri"]).read_text("utf-8"))
    return definition


def test_every_definition_is_deployed():
    declared = {machine["DefinitionUri"] for machine in MACHINES.values()}
    assert {str(file.relative_to(ROOT)) for file in ROOT.glob("statemachines/*.json")} == declared


@pytest.mark.parametrize("machine", MACHINES)
class TestStateMachine:
    def test_it_is_traced_and_ends_in_time(self, machine: str):
        assert MACHINES[machine]["Tracing"] == {"Enabled": True}
        assert MACHINES[machine]["Type"] == "STANDARD"
        assert _definition(machine)["TimeoutSeconds"] > 0

    def test_its_substitutions_are_those_that_it_uses(self, machine: str):
        text = (ROOT / MACHINES[machine]["DefinitionUri"]).read_text("utf-8")
        assert set(PLACEHOLDER.findall(text)) == set(MACHINES[machine]["DefinitionSubstitutions"])

    def test_an_attempt_outlasts_its_function(self, machine: str):
        default = stack.source()["Globals"]["Function"]["Timeout"]
        for name, state in _states(_definition(machine)):
            if "TimeoutSeconds" in state:
                (substitution,) = PLACEHOLDER.findall(state["Resource"])
                target = MACHINES[machine]["DefinitionSubstitutions"][substitution]["Fn::GetAtt"]
                function = FUNCTIONS[target[0] if isinstance(target, list) else target.partition(".")[0]]
                assert state["TimeoutSeconds"] > function.get("Timeout", default), name

    def test_every_inline_map_is_as_narrow_as_aws_makes_it(self, machine: str):
        for name, state in _states(_definition(machine)):
            if state["Type"] == "Map":
                assert state["ItemProcessor"]["ProcessorConfig"] == {"Mode": "INLINE"}, name
                assert ("MaxConcurrency" in state) != ("MaxConcurrencyPath" in state), name
                assert 1 <= state.get("MaxConcurrency", MOST_SIDE_BY_SIDE) <= INLINE_WIDTH, name
