"""The resources that a template declares: creates its tables, buckets, secrets and state machines."""

import json
import secrets
import string
from typing import Any

from local import aws
from local.definitions import read_definition
from local.errors import TemplateError
from local.state import StoredSecret
from local.template import SECRET_SUFFIX, Template


def create_tables(template: Template, clients: aws.Clients) -> list[str]:
    """Create the DynamoDB tables with their indexes and time to live, and return their names."""
    dynamodb = clients("dynamodb")
    names = []
    for logical_id in template.of_type("AWS::DynamoDB::Table"):
        properties = template.properties(logical_id)
        name = template.name(logical_id)
        indexes = {
            key: properties[key] for key in ("GlobalSecondaryIndexes", "LocalSecondaryIndexes") if key in properties
        }
        for index in properties.get("GlobalSecondaryIndexes") or []:
            for billing in ("ProvisionedThroughput", "OnDemandThroughput"):
                index.pop(billing, None)
        dynamodb.create_table(
            TableName=name,
            KeySchema=properties["KeySchema"],
            AttributeDefinitions=properties["AttributeDefinitions"],
            BillingMode="PAY_PER_REQUEST",
            **indexes,
        )
        expiry = properties.get("TimeToLiveSpecification")
        if expiry:
            specification = {"AttributeName": expiry["AttributeName"], "Enabled": _boolean(expiry["Enabled"])}
            dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=specification)
        names.append(name)
    return names


def create_buckets(template: Template, clients: aws.Clients) -> list[str]:
    """Create the buckets, and return their names."""
    names = [template.name(logical_id) for logical_id in template.of_type("AWS::S3::Bucket")]
    for name in names:
        clients("s3").create_bucket(Bucket=name)
    return names


def cors_rules(template: Template) -> dict[str, list[dict[str, Any]]]:
    """Return the CORS rules of each bucket, by its name."""
    return {
        template.name(logical_id): (template.properties(logical_id).get("CorsConfiguration") or {}).get("CorsRules", [])
        for logical_id in template.of_type("AWS::S3::Bucket")
    }


def create_secrets(template: Template, clients: aws.Clients, stored: dict[str, StoredSecret]) -> dict[str, str | None]:
    """Create the secrets; return what the template declares for each name, None for a generated one.

    As with a deployment, a value stays until the template declares another.

    Args:
        template: the template.
        clients: clients of the embedded cloud.
        stored: what an earlier start has kept, by name.
    """
    manager = clients("secretsmanager")
    declared = {}
    for logical_id in template.of_type("AWS::SecretsManager::Secret"):
        properties = template.properties(logical_id)
        name = template.name(logical_id)
        wanted: str | None = properties.get("SecretString")
        declared[name] = wanted
        if name in stored and stored[name]["declared"] == wanted:
            value = stored[name]["value"]
        elif wanted is not None:
            value = wanted
        else:
            value = _generate(properties.get("GenerateSecretString") or {}, f"Resources.{logical_id}.Properties")
        # moto ends the ARN with this tag's value instead of a random one, so that !Ref is known before creation.
        manager.create_secret(Name=name, SecretString=value, Tags=[{"Key": "_custom_id_", "Value": SECRET_SUFFIX}])
    return declared


def create_state_machines(template: Template, clients: aws.Clients) -> list[str]:
    """Create the state machines and return their ARNs.

    Raises:
        TemplateError: when a definition uses what the interpreter does not evaluate.
    """
    arns = []
    for logical_id in template.of_type("AWS::Serverless::StateMachine"):
        definition = read_definition(template, logical_id)
        answer = clients("stepfunctions").create_state_machine(
            name=template.name(logical_id),
            definition=json.dumps(definition),
            roleArn=aws.arn("iam", "role/local", region=""),
        )
        arns.append(answer["stateMachineArn"])
    return arns


def _generate(specification: dict[str, Any], where: str) -> str:
    """Make a secret value as GenerateSecretString describes it.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-secret-generatesecretstring.html
    """
    groups = {
        "ExcludeLowercase": string.ascii_lowercase,
        "ExcludeUppercase": string.ascii_uppercase,
        "ExcludeNumbers": string.digits,
        "ExcludePunctuation": string.punctuation,
    }
    excluded = set(specification.get("ExcludeCharacters", ""))
    kept = [
        "".join(character for character in group if character not in excluded)
        for name, group in groups.items()
        if not _boolean(specification.get(name))
    ]
    kept = [group for group in [*kept, " " if _boolean(specification.get("IncludeSpace")) else ""] if group]
    length = int(specification.get("PasswordLength", 32))
    each = _boolean(specification.get("RequireEachIncludedType", True))
    if not kept or (each and length < len(kept)):
        raise TemplateError(f"{where}.GenerateSecretString", "no secret can be made of so few characters")
    password = ""
    while not password or (each and not all(set(group) & set(password) for group in kept)):
        password = "".join(secrets.choice("".join(kept)) for _ in range(length))
    if "GenerateStringKey" not in specification:
        return password
    return json.dumps(
        json.loads(specification.get("SecretStringTemplate", "{}")) | {specification["GenerateStringKey"]: password}
    )


def _boolean(value: Any) -> bool:
    return str(value).lower() == "true"
