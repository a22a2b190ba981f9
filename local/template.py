"""Reads template.yaml: parameters, conditions, and resources with their names, ARNs and resolved properties."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from local import aws
from local.cfn_yaml import yaml_parse
from local.errors import TemplateError
from local.intrinsics import Resolver, is_intrinsic
from local.unsupported import PROPERTIES, SECTIONS, check_nested, check_resource, refuse_unknown

_PSEUDO_PARAMETERS = {
    "AWS::AccountId": aws.ACCOUNT,
    "AWS::NotificationARNs": [],
    "AWS::Partition": aws.PARTITION,
    "AWS::Region": aws.REGION,
    "AWS::StackId": aws.arn("cloudformation", f"stack/{aws.STACK}/local"),
    "AWS::StackName": aws.STACK,
    "AWS::URLSuffix": "amazonaws.com",
}
_PARAMETER_TYPES = ("String", "Number", "CommaDelimitedList", "List<Number>")

# For each type: the property that names it, and its ARN. A name in braces is the physical name.
_NAMES: dict[str, tuple[str, str]] = {
    "AWS::CloudWatch::Alarm": ("AlarmName", aws.arn("cloudwatch", "alarm:{}")),
    "AWS::CloudWatch::CompositeAlarm": ("AlarmName", aws.arn("cloudwatch", "alarm:{}")),
    "AWS::DynamoDB::Table": ("TableName", aws.arn("dynamodb", "table/{}")),
    "AWS::IAM::ManagedPolicy": ("ManagedPolicyName", aws.arn("iam", "policy/{}", region="")),
    "AWS::IAM::Role": ("RoleName", aws.arn("iam", "role/{}", region="")),
    "AWS::KMS::Key": ("", aws.arn("kms", "key/{}")),
    "AWS::Logs::LogGroup": ("LogGroupName", aws.arn("logs", "log-group:{}:*")),
    "AWS::S3::Bucket": ("BucketName", aws.arn("s3", "{}", region="", account="")),
    "AWS::SNS::Topic": ("TopicName", aws.arn("sns", "{}")),
    "AWS::SQS::Queue": ("QueueName", aws.arn("sqs", "{}")),
    "AWS::SecretsManager::Secret": ("Name", aws.arn("secretsmanager", "secret:{}-aBcDeF")),
    "AWS::Serverless::Api": ("", aws.arn("execute-api", "{}")),
    "AWS::Serverless::Function": ("FunctionName", aws.arn("lambda", "function:{}")),
    "AWS::Serverless::LayerVersion": ("LayerName", aws.arn("lambda", "layer:{}:1")),
    "AWS::Serverless::StateMachine": ("Name", aws.arn("states", "stateMachine:{}")),
}
SECRET_SUFFIX = "aBcDeF"
_REF_IS_ARN = {
    "AWS::IAM::ManagedPolicy",
    "AWS::SNS::Topic",
    "AWS::SecretsManager::Secret",
    "AWS::Serverless::LayerVersion",
    "AWS::Serverless::StateMachine",
}
_ATTRIBUTES: dict[str, dict[str, str]] = {
    "AWS::DynamoDB::Table": {"Arn": "arn"},
    "AWS::S3::Bucket": {"Arn": "arn", "DomainName": "{}.s3.amazonaws.com"},
    "AWS::SNS::Topic": {"TopicArn": "arn", "TopicName": "{}"},
    "AWS::SQS::Queue": {"Arn": "arn", "QueueName": "{}", "QueueUrl": aws.queue_url("{}")},
    "AWS::SecretsManager::Secret": {"Id": "arn"},
    "AWS::Serverless::StateMachine": {"Arn": "arn", "Name": "{}"},
}


class Template:
    """A SAM template with its parameters filled in.

    Args:
        path: the template file.
        parameters: values that replace the parameters' defaults.
        defaults: other defaults than the template's, for those parameters that it has.

    Raises:
        TemplateError: for anything that is wrong or not emulated, naming its place.
    """

    def __init__(
        self, path: Path, parameters: Mapping[str, str] | None = None, defaults: Mapping[str, str] | None = None
    ):
        self.root = path.parent
        try:
            self._raw = yaml_parse(path.read_text("utf-8"))
        except FileNotFoundError:
            raise TemplateError(str(path), "there is no such template") from None
        except yaml.YAMLError as error:
            raise TemplateError(str(path), f"not a YAML file: {error}") from None
        if not isinstance(self._raw, dict):
            raise TemplateError(str(path), "a template is a mapping with Resources")
        refuse_unknown(self._raw, SECTIONS, path.name, "section")
        self.parameters = self._fill_parameters(parameters or {}, defaults or {})
        self._resolver = Resolver(self, self._raw.get("Mappings") or {})
        self.condition = cache(self.condition)  # type: ignore[method-assign]
        self.properties = cache(self.properties)  # type: ignore[method-assign]
        declared: dict[str, Any] = self._raw.get("Resources") or {}
        self._implicit_roles = {f"{name}Role" for name in declared} - set(declared)
        self._resources = {
            logical_id: resource
            for logical_id, resource in declared.items()
            if "Condition" not in resource or self.condition(resource["Condition"], f"Resources.{logical_id}.Condition")
        }
        for logical_id, resource in self._resources.items():
            check_resource(logical_id, resource)

    def of_type(self, kind: str) -> list[str]:
        """Return the logical ids of all resources of a type."""
        return [logical_id for logical_id, resource in self._resources.items() if resource["Type"] == kind]

    def properties(self, logical_id: str) -> dict[str, Any]:
        """Return the resolved properties of a resource, Globals merged in as SAM merges them."""
        resource = self._resources[logical_id]
        properties = resource.get("Properties") or {}
        section = resource["Type"].rpartition("::")[2]
        shared = (self._raw.get("Globals") or {}).get(section) if "Serverless" in resource["Type"] else None
        if shared:
            refuse_unknown(shared, PROPERTIES[resource["Type"]], f"Globals.{section}", "global property")
            properties = merge_globals(shared, properties)
        meant = {name: value for name, value in properties.items() if PROPERTIES[resource["Type"]].get(name) is None}
        where = f"Resources.{logical_id}.Properties"
        resolved: dict[str, Any] = self._resolver.resolve(meant, where)
        check_nested(resource["Type"], resolved, where)
        return resolved

    def name(self, logical_id: str) -> str:
        """Return the physical name of a resource: the one it asks for, or one made from its logical id."""
        resource = self._resources[logical_id]
        naming_property = _NAMES.get(resource["Type"], ("", ""))[0]
        wanted = (resource.get("Properties") or {}).get(naming_property)
        if wanted is not None:
            return str(self._resolver.resolve(wanted, f"Resources.{logical_id}.Properties.{naming_property}"))
        name = f"{aws.STACK}-{logical_id}"
        return name.lower() if resource["Type"] in ("AWS::S3::Bucket", "AWS::Serverless::Api") else name

    def arn(self, logical_id: str) -> str:
        """Return the ARN of a resource."""
        pattern = _NAMES.get(self._resources[logical_id]["Type"], ("", ""))[1]
        if not pattern:
            raise TemplateError(f"Resources.{logical_id}", "this type has no ARN locally")
        return pattern.format(self.name(logical_id))

    def outputs(self) -> dict[str, Any]:
        """Return the resolved outputs by name, without those whose condition is false."""
        outputs = {}
        for name, output in (self._raw.get("Outputs") or {}).items():
            where = f"Outputs.{name}"
            if "Condition" not in output or self.condition(output["Condition"], where):
                outputs[name] = self._resolver.resolve(output["Value"], f"{where}.Value")
        return outputs

    def ref(self, name: str, where: str) -> Any:
        """Value of ``!Ref name``: a parameter, a pseudo parameter, or a resource's name, ARN or URL."""
        if name in _PSEUDO_PARAMETERS:
            return _PSEUDO_PARAMETERS[name]
        if name in self.parameters:
            return self.parameters[name]
        logical_id, _, part = name.partition(".")
        self._require(logical_id, where)
        if part == "Stage":
            return self.properties(logical_id)["StageName"]
        kind = self._resources[logical_id]["Type"]
        if kind == "AWS::SQS::Queue":
            return aws.queue_url(self.name(logical_id))
        return self.arn(logical_id) if kind in _REF_IS_ARN else self.name(logical_id)

    def attribute(self, name: str, attribute: str, where: str) -> Any:
        """Value of ``!GetAtt name.attribute``."""
        if name in self._implicit_roles and attribute == "Arn":
            return aws.arn("iam", f"role/{aws.STACK}-{name}", region="")
        if attribute == "Stage":
            return self.ref(f"{name}.Stage", where)
        self._require(name, where)
        kind = self._resources[name]["Type"]
        pattern = _ATTRIBUTES.get(kind, {"Arn": "arn"}).get(attribute)
        if pattern is None:
            raise TemplateError(where, f"the attribute {attribute} of {kind} is not emulated")
        return self.arn(name) if pattern == "arn" else pattern.format(self.name(name))

    def condition(self, name: str, where: str) -> bool:
        """Value of a condition."""
        conditions = self._raw.get("Conditions") or {}
        if name not in conditions:
            raise TemplateError(where, f"there is no condition {name}")
        value = self._resolver.resolve(conditions[name], f"Conditions.{name}")
        if not isinstance(value, bool):
            raise TemplateError(f"Conditions.{name}", f"a condition is true or false, not {value!r}")
        return value

    def _require(self, logical_id: str, where: str) -> None:
        if logical_id not in self._resources:
            raise TemplateError(where, f"there is no parameter or resource {logical_id} (or its condition is false)")

    def _fill_parameters(self, given: Mapping[str, str], defaults: Mapping[str, str]) -> dict[str, Any]:
        declared: dict[str, Any] = self._raw.get("Parameters") or {}
        unknown = set(given) - set(declared)
        if unknown:
            raise TemplateError("Parameters", f"the template has no parameter {', '.join(sorted(unknown))}")
        values: dict[str, Any] = {}
        for name, parameter in declared.items():
            where = f"Parameters.{name}"
            if parameter.get("Type") not in _PARAMETER_TYPES:
                raise TemplateError(where, f"the parameter type {parameter.get('Type')} is not emulated")
            value = given.get(name, defaults.get(name, parameter.get("Default")))
            if value is None:
                raise TemplateError(where, "it has no default: give it a value")
            allowed = parameter.get("AllowedValues")
            if allowed is not None and str(value) not in map(str, allowed):
                raise TemplateError(where, f"{value!r} is not one of {', '.join(map(str, allowed))}")
            if re.fullmatch(parameter.get("AllowedPattern", ".*"), str(value), re.DOTALL) is None:
                wanted = parameter.get("ConstraintDescription", f"match {parameter.get('AllowedPattern')}")
                raise TemplateError(where, f"{value!r} must {wanted}")
            is_list = parameter["Type"] not in ("String", "Number")
            values[name] = [item.strip() for item in str(value).split(",")] if is_list else str(value)
        return values


def merge_globals(shared: Any, own: Any) -> Any:
    """Merge a Globals section into a resource's properties: maps key by key, lists appended, the rest replaced.

    Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
    """
    if isinstance(shared, dict) and isinstance(own, dict) and not is_intrinsic(shared) and not is_intrinsic(own):
        merged = {key: merge_globals(value, own[key]) if key in own else value for key, value in shared.items()}
        return merged | {key: value for key, value in own.items() if key not in shared}
    if isinstance(shared, list) and isinstance(own, list):
        return shared + own
    return own
