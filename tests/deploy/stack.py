"""The stack that template.yaml deploys: what SAM's own transform makes of it, without an account."""

import pickle
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import boto3

from tests.support.template import template

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"\$\{(?!!)([^}]+)\}")

Template = dict[str, Any]


def _no_managed_policies() -> dict[str, str]:
    raise AssertionError("grant what a function needs, not a managed policy")


@cache
def _source() -> bytes:
    return pickle.dumps(template())


def source() -> Template:
    """template.yaml as it is written, yours to change."""
    copied: Template = pickle.loads(_source())
    return copied


def deployed(template: Template) -> Template:
    """The CloudFormation template that a SAM template becomes."""
    # Every worker imports every module of tests, and one of them runs these.
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator

    template = deepcopy(template)
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        for name in ("CodeUri", "ContentUri", "DefinitionUri"):
            if name in properties:
                properties[name] = f"s3://artifacts/{properties[name]}"
    parameters = {name: parameter["Default"] for name, parameter in template["Parameters"].items()}
    translator = Translator(None, Parser(), boto_session=boto3.Session(region_name="us-east-1"))
    result: Template = translator.translate(template, parameters, get_managed_policy_map=_no_managed_policies)
    return result


@cache
def as_deployed() -> Template:
    """template.yaml as it is deployed, transformed once; not yours to change."""
    return deployed(source())


def references(value: Any) -> Iterator[str]:
    """The names of parameters and resources that a part of a template refers to."""
    if isinstance(value, list):
        for item in value:
            yield from references(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "Ref":
                yield item
            elif key == "Fn::GetAtt":
                yield item.partition(".")[0] if isinstance(item, str) else item[0]
            elif key == "Fn::Sub":
                text, own = (item, {}) if isinstance(item, str) else item
                yield from (name.partition(".")[0] for name in PLACEHOLDER.findall(text) if name not in own)
                yield from references(own)
            else:
                yield from references(item)


def creation_order(template: Template) -> list[str]:
    """An order in which CloudFormation can create the resources.

    Raises:
        graphlib.CycleError: there is none.
    """
    resources = template["Resources"]
    needs = {}
    for name, resource in resources.items():
        explicit = resource.get("DependsOn", [])
        implicit = resources.keys() & set(references(resource.get("Properties", {})))
        needs[name] = implicit.union([explicit] if isinstance(explicit, str) else explicit)
    return list(TopologicalSorter(needs).static_order())


def of_type(template: Template, kind: str) -> dict[str, dict[str, Any]]:
    """The properties of all resources of a type, by their names."""
    return {
        name: resource.get("Properties", {})
        for name, resource in template["Resources"].items()
        if resource["Type"] == kind
    }


@cache
def _roles_and_policies() -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    return of_type(as_deployed(), "AWS::IAM::Role"), of_type(as_deployed(), "AWS::IAM::ManagedPolicy")


def role_named(name: str) -> dict[str, Any]:
    """A role as it is deployed."""
    return _roles_and_policies()[0][name]


def statements_of(role: dict[str, Any]) -> list[dict[str, Any]]:
    """All statements of a role: its own and those of the template's managed policies."""
    documents = [policy["PolicyDocument"] for policy in role.get("Policies", [])]
    shared = [policy["Ref"] for policy in role.get("ManagedPolicyArns", []) if isinstance(policy, dict)]
    documents += [_roles_and_policies()[1][name]["PolicyDocument"] for name in shared]
    return [statement for document in documents for statement in listed(document["Statement"])]


def listed(value: Any) -> list[Any]:
    """A part of a policy that may be one thing or a list of them, as a list."""
    return value if isinstance(value, list) else [value]
