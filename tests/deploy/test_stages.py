"""samconfig.toml: one table per stage."""

import tomllib
from typing import Any

import pytest

from tests.deploy import stack
from tests.deploy.stack import ROOT

STAGES = ["dev", "staging", "prod"]
CONFIG = tomllib.loads((ROOT / "samconfig.toml").read_text("utf-8"))
PARAMETERS = stack.template()["Parameters"]


def _deploy(stage: str) -> dict[str, Any]:
    parameters: dict[str, Any] = CONFIG[stage]["deploy"]["parameters"]
    return parameters


def _overrides(stage: str) -> dict[str, str]:
    return dict(each.split("=", 1) for each in _deploy(stage)["parameter_overrides"])


@pytest.mark.parametrize("stage", STAGES)
class TestStage:
    def test_it_is_a_stack_of_its_own(self, stage: str):
        assert _deploy(stage)["stack_name"] == _deploy(stage)["s3_prefix"] == f"inkwell-{stage}"
        assert _overrides(stage)["Stage"] == stage

    def test_it_deploys_without_a_question_that_nobody_answers(self, stage: str):
        assert _deploy(stage)["capabilities"] == "CAPABILITY_IAM"
        assert _deploy(stage)["resolve_s3"] is True
        assert _deploy(stage)["fail_on_empty_changeset"] is False

    def test_nobody_is_let_in_without_credentials(self, stage: str):
        assert _overrides(stage)["AnonymousAccess"] == "deny"

    def test_its_parameters_are_the_templates(self, stage: str):
        for name, value in _overrides(stage).items():
            assert value in map(str, PARAMETERS[name].get("AllowedValues", [value])), name

    def test_only_production_asks_before_it_changes(self, stage: str):
        assert _deploy(stage)["confirm_changeset"] is (stage == "prod")


def test_it_knows_no_other_stage():
    assert set(CONFIG) - {"version", "default"} == set(STAGES)
