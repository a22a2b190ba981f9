"""Least privilege: roles name actions one by one, on things of this stack, for one function."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.deploy import stack
from tests.deploy.stack import Template, listed, of_type, references, role_named, statements_of

#: What AWS itself attaches for logs and traces; both services take no narrower resource.
MANAGED_POLICIES = {
    "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    "arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess",
}
#: Actions that AWS allows only on every resource, and who needs them.
UNRESTRICTED: dict[str, set[str]] = {}
#: All of a role's inline policies together, in characters without white space.
#: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
INLINE_CHARACTERS = 10_240
MANAGED_CHARACTERS = 6_144
MANAGED_A_ROLE = 10


def _characters(document: dict[str, Any]) -> int:
    return len(json.dumps(document, separators=(",", ":")))


def _names() -> Iterator[str]:
    """What SAM calls the roles that it makes: a function or a state machine has one, a schedule has its own."""
    for name, resource in stack.source()["Resources"].items():
        if resource["Type"] in ("AWS::Serverless::Function", "AWS::Serverless::StateMachine"):
            yield f"{name}Role"
            for event, source in resource["Properties"].get("Events", {}).items():
                if source["Type"] == "ScheduleV2":
                    yield f"{name}{event}Role"


#: Known without transforming the template, which takes a while, wherever tests are only collected.
ROLES = sorted(_names())


def test_these_are_all_roles():
    assert sorted(of_type(stack.as_deployed(), "AWS::IAM::Role")) == ROLES


@pytest.mark.parametrize("name", ROLES)
class TestRole:
    def test_it_names_each_action(self, name: str):
        for statement in statements_of(role_named(name)):
            assert statement["Effect"] == "Allow"
            assert not any("*" in action for action in listed(statement["Action"]))
            assert not {"NotAction", "NotResource"} & set(statement)

    def test_it_reaches_this_stack_only(self, name: str):
        for statement in statements_of(role_named(name)):
            unrestricted = all(name in UNRESTRICTED.get(action, ()) for action in listed(statement["Action"]))
            for resource in listed(statement["Resource"]):
                if not unrestricted:
                    assert resource != "*"
                    if ":bedrock:" in str(resource):
                        # AWS's own models, which belong to no stack: named one by one, in any region.
                        assert "*" not in resource["Fn::Sub"].replace(":bedrock:*:", ":bedrock:region:"), resource
                        continue
                    owned = {each for each in references(resource) if not each.startswith("AWS::")}
                    assert owned or "AWS::StackName" in set(references(resource)), resource

    def test_it_takes_no_other_managed_policy(self, name: str):
        of_aws = [policy for policy in role_named(name).get("ManagedPolicyArns", []) if not isinstance(policy, dict)]
        assert set(of_aws) <= MANAGED_POLICIES

    def test_one_service_may_take_it_on(self, name: str):
        (statement,) = role_named(name)["AssumeRolePolicyDocument"]["Statement"]
        (service,) = listed(statement["Principal"]["Service"])
        assert service in {"lambda.amazonaws.com", "states.amazonaws.com", "scheduler.amazonaws.com"}

    def test_it_fits(self, name: str):
        documents = [policy["PolicyDocument"] for policy in role_named(name).get("Policies", [])]
        assert sum(map(_characters, documents)) <= INLINE_CHARACTERS
        assert len(role_named(name).get("ManagedPolicyArns", [])) <= MANAGED_A_ROLE


def test_managed_policies_fit_and_are_used(template: Template):
    used = {
        arn["Ref"]
        for role in of_type(stack.as_deployed(), "AWS::IAM::Role").values()
        for arn in role.get("ManagedPolicyArns", [])
        if isinstance(arn, dict)
    }
    for name, policy in of_type(template, "AWS::IAM::ManagedPolicy").items():
        assert _characters(policy["PolicyDocument"]) <= MANAGED_CHARACTERS
        assert name in used


def test_each_function_has_a_role_of_its_own(template: Template):
    roles = [function["Role"]["Fn::GetAtt"][0] for function in of_type(template, "AWS::Lambda::Function").values()]
    assert len(set(roles)) == len(roles)


def test_a_state_machine_may_call_what_it_names_and_nothing_else(template: Template):
    for name, machine in of_type(template, "AWS::StepFunctions::StateMachine").items():
        named = {arn["Fn::GetAtt"][0] for arn in machine["DefinitionSubstitutions"].values()}
        role = role_named(machine["RoleArn"]["Fn::GetAtt"][0])
        granted = set()
        for statement in statements_of(role):
            assert listed(statement["Action"]) == ["lambda:InvokeFunction"], name
            granted |= {each for each in references(statement["Resource"]) if not each.startswith("AWS::")}
        assert granted == named, name


def test_only_our_own_account_calls_functions(template: Template):
    for name, permission in of_type(template, "AWS::Lambda::Permission").items():
        assert permission["Action"] == "lambda:InvokeFunction"
        assert {"SourceArn", "SourceAccount"} & set(permission), name


def test_every_picture_model_of_bedrock_that_a_table_can_name_may_be_asked():
    models = json.loads((stack.ROOT / "layers/inkwell/inkwell/providers/models.json").read_bytes())["models"]
    named = {entry["model"] for entry in models.values() if entry["provider"] == "bedrock"}
    granted = {
        arn["Fn::Sub"].partition("/")[2]
        for statement in statements_of(role_named("DrawPictureFunctionRole"))
        if listed(statement["Action"]) == ["bedrock:InvokeModel"]
        for arn in listed(statement["Resource"])
    }
    # Who asks an inference profile needs its model, too.
    assert granted == named | {name.removeprefix("us.") for name in named}
    conditions = [
        policy
        for role in of_type(stack.as_deployed(), "AWS::IAM::Role").values()
        for policy in role.get("Policies", [])
        if "Fn::If" in policy
    ]
    assert not conditions, "a table may be a JSON object, which no condition of a template can read"
