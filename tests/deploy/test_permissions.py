"""Least privilege: roles name actions one by one, on things of this stack, for one function."""

import json
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


@pytest.fixture(scope="module")
def roles(template: Template) -> dict[str, Any]:
    """The properties of all roles, by name."""
    return {name: role_named(name) for name in of_type(template, "AWS::IAM::Role")}


def test_functions_state_machines_and_schedules_have_a_role_each(roles: dict[str, Any]):
    made_by_sam = set()
    for name, resource in stack.source()["Resources"].items():
        if resource["Type"] in ("AWS::Serverless::Function", "AWS::Serverless::StateMachine"):
            made_by_sam.add(f"{name}Role")
            for event, source in resource["Properties"].get("Events", {}).items():
                if source["Type"] == "ScheduleV2":
                    made_by_sam.add(f"{name}{event}Role")
    assert set(roles) == made_by_sam


def test_a_role_names_each_action(roles: dict[str, Any]):
    for name, role in roles.items():
        for statement in statements_of(role):
            assert statement["Effect"] == "Allow", name
            assert not any("*" in action for action in listed(statement["Action"])), name
            assert not {"NotAction", "NotResource"} & set(statement), name


def test_a_role_reaches_this_stack_only(roles: dict[str, Any]):
    for name, role in roles.items():
        for statement in statements_of(role):
            if all(name in UNRESTRICTED.get(action, ()) for action in listed(statement["Action"])):
                continue
            for resource in listed(statement["Resource"]):
                assert resource != "*", name
                if ":bedrock:" in str(resource):
                    # AWS's own models, which belong to no stack: named one by one, in their regions.
                    assert "*" not in resource["Fn::Sub"], (name, resource)
                    continue
                owned = {each for each in references(resource) if not each.startswith("AWS::")}
                assert owned or "AWS::StackName" in set(references(resource)), (name, resource)


def test_a_role_takes_no_other_managed_policy(roles: dict[str, Any]):
    for name, role in roles.items():
        of_aws = [policy for policy in role.get("ManagedPolicyArns", []) if not isinstance(policy, dict)]
        assert set(of_aws) <= MANAGED_POLICIES, name


def test_one_service_may_take_a_role_on(roles: dict[str, Any]):
    for name, role in roles.items():
        (statement,) = role["AssumeRolePolicyDocument"]["Statement"]
        (service,) = listed(statement["Principal"]["Service"])
        assert service in {"lambda.amazonaws.com", "states.amazonaws.com", "scheduler.amazonaws.com"}, name


def test_a_role_fits(roles: dict[str, Any]):
    for name, role in roles.items():
        documents = [policy["PolicyDocument"] for policy in role.get("Policies", [])]
        assert sum(map(_characters, documents)) <= INLINE_CHARACTERS, name
        assert len(role.get("ManagedPolicyArns", [])) <= MANAGED_A_ROLE, name


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


#: Where the models behind a geography's profiles are: "Supported foundation models in Amazon Bedrock", 2026-11-29.
PROFILE_REGIONS = {"us.": ["us-east-1", "us-east-2", "us-west-2"]}


def test_every_picture_model_of_bedrock_that_a_table_can_name_may_be_asked():
    models = json.loads((stack.ROOT / "layers/inkwell/inkwell/providers/models.json").read_bytes())["models"]
    needed: set[str] = set()
    for entry in models.values():
        if entry["provider"] == "bedrock":
            geography, _, model = entry["model"].rpartition("stability.")
            if geography:
                needed.add(f"{entry['region']}:${{AWS::AccountId}}:inference-profile/{entry['model']}")
            # Who asks an inference profile needs its model, too, wherever that may be asked.
            regions = PROFILE_REGIONS[geography] if geography else [entry["region"]]
            needed |= {f"{region}::foundation-model/stability.{model}" for region in regions}
    granted = {
        arn["Fn::Sub"].removeprefix("arn:${AWS::Partition}:bedrock:")
        for statement in statements_of(role_named("DrawPictureFunctionRole"))
        if listed(statement["Action"]) == ["bedrock:InvokeModel"]
        for arn in listed(statement["Resource"])
    }
    assert granted == needed
    conditions = [
        policy
        for role in of_type(stack.as_deployed(), "AWS::IAM::Role").values()
        for policy in role.get("Policies", [])
        if "Fn::If" in policy
    ]
    assert not conditions, "a table may be a JSON object, which no condition of a template can read"
