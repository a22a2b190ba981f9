"""Roles of functions, evaluated as IAM evaluates them: what no statement allows is denied.

The policies that template.yaml writes need a part of IAM only: Allow statements, wildcards, and the operators of
`_OPERATORS`. Anything else stops the start, as a statement that is read wrongly would prove nothing.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from local.errors import TemplateError
from local.template import Template

_STATEMENT = {"Sid", "Effect", "Action", "Resource", "Condition"}


@dataclass(frozen=True)
class Need:
    """A thing that a request does, to be allowed by a role.

    Attributes:
        action: such as "dynamodb:PutItem".
        resource: ARN of what it is done to.
        context: values of condition keys; a key that the request does not have is missing.
    """

    action: str
    resource: str
    context: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False)


class Role:
    """The policies of one function.

    Args:
        documents: resolved policy documents.
        where: path in the template, for messages.

    Raises:
        TemplateError: for anything in a statement that is not evaluated.
    """

    def __init__(self, documents: Sequence[Mapping[str, Any]], where: str):
        self._statements = [
            _checked(statement, where) for document in documents for statement in _listed(document["Statement"])
        ]

    def allows(self, need: Need) -> bool:
        """Tell whether some statement allows this."""
        return any(
            any(like(pattern.lower(), need.action.lower()) for pattern in _listed(statement["Action"]))
            and any(like(pattern, need.resource) for pattern in _listed(statement["Resource"]))
            and _holds(statement.get("Condition", {}), need.context)
            for statement in self._statements
        )


def read_roles(template: Template) -> dict[str, Role]:
    """Return the roles of all functions by the functions' logical ids.

    Raises:
        TemplateError: for a policy that is neither written in the template nor evaluated.
    """
    managed = {
        template.arn(name): template.properties(name)["PolicyDocument"]
        for name in template.of_type("AWS::IAM::ManagedPolicy")
    }
    roles = {}
    for logical_id in template.of_type("AWS::Serverless::Function"):
        where = f"Resources.{logical_id}.Properties.Policies"
        documents = []
        for policy in _listed(template.properties(logical_id).get("Policies", [])):
            document = policy if isinstance(policy, dict) else managed.get(policy, {})
            if "Statement" not in document:
                raise TemplateError(where, f"{policy} is not evaluated locally: write statements, here or in a policy")
            documents.append(document)
        roles[logical_id] = Role(documents, where)
    return roles


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text).replace(r"\*", ".*").replace(r"\?", "."), re.DOTALL)


def like(pattern: str, text: str) -> bool:
    """Tell whether a text matches a pattern of IAM: ``*`` is any characters, ``?`` one."""
    return _pattern(pattern).fullmatch(text) is not None


def _some(values: Sequence[str], wanted: Sequence[str], equals: Callable[[str, str], bool]) -> bool:
    return any(equals(pattern, value) for value in values for pattern in wanted)


#: Conditions by operator: the values of the request and those of the policy. A set operator holds of no values at all.
_OPERATORS: Mapping[str, Callable[[Sequence[str], Sequence[str]], bool]] = {
    "StringEquals": lambda values, wanted: _some(values, wanted, str.__eq__),
    "StringLike": lambda values, wanted: _some(values, wanted, like),
    "ForAllValues:StringLike": lambda values, wanted: all(_some([value], wanted, like) for value in values),
}


def _holds(conditions: Mapping[str, Mapping[str, Any]], context: Mapping[str, Sequence[str]]) -> bool:
    return all(
        _OPERATORS[operator](context.get(key, ()), _listed(wanted))
        for operator, keys in conditions.items()
        for key, wanted in keys.items()
    )


def _checked(statement: dict[str, Any], where: str) -> dict[str, Any]:
    unknown = [*(statement.keys() - _STATEMENT), *(statement.get("Condition", {}).keys() - _OPERATORS.keys())]
    if unknown or statement.get("Effect") != "Allow":
        raise TemplateError(where, f"not evaluated locally: {', '.join(unknown) or statement.get('Effect')}")
    return statement


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
