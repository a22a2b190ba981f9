"""The features of a template: those that are emulated, and those that mean nothing locally, each with its reason.

A resource type, property or event type that stands in no table stops the start with a clear error, so that nobody
relies on something which silently does not happen.
"""

from collections.abc import Mapping
from typing import Any

from local.errors import TemplateError

_NO_IAM = "only roles of functions are checked locally: who may call and reach what is checked in the account"
_NO_ENCRYPTION = "the files of .inkwell/ belong to the developer and are not encrypted"
_NO_TRACING = "there is no X-Ray locally"
_NO_LOG_SERVICE = "logs go to the console"
_NO_BILLING = "nothing is billed or provisioned locally"
_NO_DEPLOYMENT = "there is no deployment locally: the working tree runs as it is"
_NO_BACKUP = "there are no backups locally"
_NO_EDGE = "the gateway listens on this machine only"
_TAGS = "tags serve billing and access in the account"
_TEXT = "a description for people"

# None: the embedded cloud does what the property says. A text: why it means nothing locally.
PROPERTIES: dict[str, dict[str, str | None]] = {
    "AWS::Serverless::Function": {
        "Architectures": "functions run on this machine's processor",
        "CodeUri": None,
        "Description": _TEXT,
        "Environment": None,
        "EphemeralStorage": "/tmp is this machine's",
        "EventInvokeConfig": None,
        "Events": None,
        "FunctionName": None,
        "Handler": None,
        "Layers": None,
        "LoggingConfig": _NO_LOG_SERVICE,
        "MemorySize": None,
        "PermissionsBoundary": _NO_IAM,
        "Policies": None,
        "PropagateTags": _TAGS,
        "ReservedConcurrentExecutions": "the number of execution environments is bounded for all functions together",
        "Role": _NO_IAM,
        "RuntimeManagementConfig": _NO_DEPLOYMENT,
        "Runtime": "functions run on the interpreter that started the embedded cloud",
        "Tags": _TAGS,
        "Timeout": None,
        "Tracing": _NO_TRACING,
    },
    "AWS::Serverless::Api": {
        "AccessLogSetting": _NO_LOG_SERVICE,
        "BinaryMediaTypes": None,
        "Cors": None,
        "Description": _TEXT,
        "EndpointConfiguration": _NO_EDGE,
        "GatewayResponses": None,
        "MethodSettings": None,
        "Name": None,
        "OpenApiVersion": _NO_DEPLOYMENT,
        "StageName": None,
        "Tags": _TAGS,
        "TracingEnabled": _NO_TRACING,
    },
    "AWS::Serverless::LayerVersion": {
        "CompatibleArchitectures": _NO_DEPLOYMENT,
        "CompatibleRuntimes": _NO_DEPLOYMENT,
        "ContentUri": None,
        "Description": _TEXT,
        "LayerName": None,
        "LicenseInfo": _TEXT,
        "RetentionPolicy": _NO_DEPLOYMENT,
    },
    "AWS::Serverless::StateMachine": {
        "Definition": None,
        "DefinitionSubstitutions": None,
        "DefinitionUri": None,
        "Logging": _NO_LOG_SERVICE,
        "Name": None,
        "PermissionsBoundary": _NO_IAM,
        "Policies": _NO_IAM,
        "PropagateTags": _TAGS,
        "Role": _NO_IAM,
        "Tags": _TAGS,
        "Tracing": _NO_TRACING,
        "Type": None,
    },
    "AWS::DynamoDB::Table": {
        "AttributeDefinitions": None,
        "BillingMode": _NO_BILLING,
        "ContributorInsightsSpecification": "there are no metrics locally",
        "DeletionProtectionEnabled": "make reset is the only thing that deletes tables",
        "GlobalSecondaryIndexes": None,
        "KeySchema": None,
        "LocalSecondaryIndexes": None,
        "OnDemandThroughput": _NO_BILLING,
        "PointInTimeRecoverySpecification": _NO_BACKUP,
        "ProvisionedThroughput": _NO_BILLING,
        "SSESpecification": _NO_ENCRYPTION,
        "TableClass": _NO_BILLING,
        "TableName": None,
        "Tags": _TAGS,
        "TimeToLiveSpecification": None,
    },
    "AWS::S3::Bucket": {
        "BucketEncryption": _NO_ENCRYPTION,
        "BucketName": None,
        "CorsConfiguration": None,
        "LifecycleConfiguration": "objects stay until make reset",
        "LoggingConfiguration": _NO_LOG_SERVICE,
        "OwnershipControls": _NO_IAM,
        "PublicAccessBlockConfiguration": _NO_IAM,
        "Tags": _TAGS,
    },
    "AWS::IAM::ManagedPolicy": {
        "Description": _TEXT,
        "ManagedPolicyName": None,
        "PolicyDocument": None,
    },
    "AWS::Lambda::EventSourceMapping": {
        "BatchSize": None,
        "Enabled": None,
        "EventSourceArn": None,
        "FunctionName": None,
        "FunctionResponseTypes": None,
        "MaximumBatchingWindowInSeconds": "messages are handed over at once",
        "ScalingConfig": "one batch is worked on at a time",
        "Tags": _TAGS,
    },
    "AWS::SQS::Queue": {
        "DelaySeconds": None,
        "KmsMasterKeyId": _NO_ENCRYPTION,
        "MaximumMessageSize": None,
        "MessageRetentionPeriod": None,
        "QueueName": None,
        "RedriveAllowPolicy": _NO_IAM,
        "RedrivePolicy": None,
        "SqsManagedSseEnabled": _NO_ENCRYPTION,
        "Tags": _TAGS,
        "VisibilityTimeout": None,
    },
    "AWS::SecretsManager::Secret": {
        "Description": _TEXT,
        "GenerateSecretString": None,
        "KmsKeyId": _NO_ENCRYPTION,
        "Name": None,
        "SecretString": None,
        "Tags": _TAGS,
    },
}

# The same for what lies inside some properties.
NESTED: dict[str, dict[str, dict[str, str | None]]] = {
    "AWS::Serverless::Function": {
        "Environment": {"Variables": None},
        "EventInvokeConfig": {
            "MaximumEventAgeInSeconds": "calls are repeated at once",
            "MaximumRetryAttempts": None,
        },
    },
    "AWS::Serverless::Api": {
        "Cors": dict.fromkeys(("AllowCredentials", "AllowHeaders", "AllowMethods", "AllowOrigin", "MaxAge")),
        "MethodSettings": {
            "DataTraceEnabled": _NO_LOG_SERVICE,
            "HttpMethod": None,
            "LoggingLevel": _NO_LOG_SERVICE,
            "MetricsEnabled": "there are no metrics locally",
            "ResourcePath": None,
            "ThrottlingBurstLimit": None,
            "ThrottlingRateLimit": None,
        },
    },
    "AWS::DynamoDB::Table": {
        "GlobalSecondaryIndexes": {
            "ContributorInsightsSpecification": "there are no metrics locally",
            "IndexName": None,
            "KeySchema": None,
            "OnDemandThroughput": _NO_BILLING,
            "Projection": None,
            "ProvisionedThroughput": _NO_BILLING,
            "WarmThroughput": _NO_BILLING,
        },
    },
    "AWS::SecretsManager::Secret": {
        "GenerateSecretString": dict.fromkeys(
            (
                "ExcludeCharacters",
                "ExcludeLowercase",
                "ExcludeNumbers",
                "ExcludePunctuation",
                "ExcludeUppercase",
                "GenerateStringKey",
                "IncludeSpace",
                "PasswordLength",
                "RequireEachIncludedType",
                "SecretStringTemplate",
            )
        ),
    },
}

# Whole resource types that mean nothing on a developer's machine.
TYPES: dict[str, str] = {
    "AWS::ApiGateway::Account": _NO_LOG_SERVICE,
    "AWS::ApiGateway::UsagePlan": "usage plans are enforced in the account",
    "AWS::Budgets::Budget": _NO_BILLING,
    "AWS::CloudWatch::Alarm": "nothing rings locally",
    "AWS::CloudWatch::CompositeAlarm": "nothing rings locally",
    "AWS::CloudWatch::Dashboard": "there are no metrics locally",
    "AWS::IAM::Policy": _NO_IAM,
    "AWS::IAM::Role": _NO_IAM,
    "AWS::KMS::Alias": _NO_ENCRYPTION,
    "AWS::KMS::Key": _NO_ENCRYPTION,
    "AWS::Lambda::Permission": _NO_IAM,
    "AWS::Logs::LogGroup": _NO_LOG_SERVICE,
    "AWS::Logs::MetricFilter": "there are no metrics locally",
    "AWS::Logs::QueryDefinition": _NO_LOG_SERVICE,
    "AWS::Logs::ResourcePolicy": _NO_IAM,
    "AWS::S3::BucketPolicy": _NO_IAM,
    "AWS::SNS::Subscription": "only alarms publish, and nothing rings locally",
    "AWS::SNS::Topic": "only alarms publish, and nothing rings locally",
    "AWS::SNS::TopicPolicy": _NO_IAM,
    "AWS::SQS::QueuePolicy": _NO_IAM,
    "AWS::WAFv2::WebACL": _NO_EDGE,
    "AWS::WAFv2::WebACLAssociation": _NO_EDGE,
}

EVENTS: dict[str, dict[str, str | None]] = {
    "Api": {"Method": None, "Path": None, "RestApiId": None},
    "S3": {"Bucket": None, "Events": None, "Filter": None},
    "SQS": {
        "BatchSize": None,
        "Enabled": None,
        "FunctionResponseTypes": None,
        "MaximumBatchingWindowInSeconds": "messages are handed over at once",
        "Queue": None,
        "ScalingConfig": "one batch is worked on at a time",
    },
    "Schedule": {
        "DeadLetterConfig": "what fails is seen on the console",
        "Description": _TEXT,
        "Enabled": None,
        "Input": None,
        "Name": _TEXT,
        "RetryPolicy": "a schedule is retried as any other asynchronous call",
        "Schedule": None,
        "State": None,
    },
    "ScheduleV2": {
        "DeadLetterConfig": "what fails is seen on the console",
        "Description": _TEXT,
        "FlexibleTimeWindow": "schedules fire on time locally",
        "Input": None,
        "Name": _TEXT,
        "OmitName": _TEXT,
        "PermissionsBoundary": _NO_IAM,
        "RetryPolicy": "a schedule is retried as any other asynchronous call",
        "RoleArn": _NO_IAM,
        "ScheduleExpression": None,
        "ScheduleExpressionTimezone": "a rate has no time of day",
        "State": None,
    },
}

# Attributes of a resource beside its Properties, and the template's sections.
ATTRIBUTES = {
    "Condition": None,
    "DeletionPolicy": "nothing is deleted but by make reset",
    "DependsOn": "the embedded cloud knows its own order",
    "Metadata": _NO_DEPLOYMENT,
    "Properties": None,
    "Type": None,
    "UpdateReplacePolicy": "nothing is deleted but by make reset",
}
SECTIONS = {
    "AWSTemplateFormatVersion": None,
    "Conditions": None,
    "Description": _TEXT,
    "Globals": None,
    "Mappings": None,
    "Metadata": _NO_DEPLOYMENT,
    "Outputs": None,
    "Parameters": None,
    "Resources": None,
    "Rules": "they judge the parameters of a deployment",
    "Transform": None,
}


def refuse_unknown(names: Mapping[str, Any], known: Mapping[str, str | None], where: str, kind: str) -> None:
    """Raise when a name stands in no table.

    Args:
        names: what the template says.
        known: the table for this place.
        where: path in the template.
        kind: what the names are, for the message.

    Raises:
        TemplateError: naming the first unknown one.
    """
    for name in names:
        if name not in known:
            raise TemplateError(
                f"{where}.{name}", f"this {kind} is neither emulated nor listed in local/unsupported.py"
            )


def check_resource(logical_id: str, resource: Mapping[str, Any]) -> None:
    """Refuse a resource that the embedded cloud does not understand whole.

    Raises:
        TemplateError: for an unknown type, attribute, property, event type or event property.
    """
    where = f"Resources.{logical_id}"
    refuse_unknown(resource, ATTRIBUTES, where, "resource attribute")
    kind = resource.get("Type", "")
    if kind in TYPES:
        return
    if kind not in PROPERTIES:
        raise TemplateError(where, f"the type {kind} is neither emulated nor listed in local/unsupported.py")
    properties = resource.get("Properties") or {}
    refuse_unknown(properties, PROPERTIES[kind], f"{where}.Properties", f"property of {kind}")
    for name, event in (properties.get("Events") or {}).items():
        place = f"{where}.Properties.Events.{name}"
        if event.get("Type") not in EVENTS:
            raise TemplateError(place, f"the event type {event.get('Type')} is not emulated")
        refuse_unknown(event.get("Properties") or {}, EVENTS[event["Type"]], f"{place}.Properties", "event property")


def check_nested(kind: str, properties: Mapping[str, Any], where: str) -> None:
    """Refuse what the embedded cloud does not understand inside properties that it does.

    Args:
        kind: resource type.
        properties: resolved properties.
        where: path in the template.

    Raises:
        TemplateError: naming the first unknown name.
    """
    for name, known in NESTED.get(kind, {}).items():
        value = properties.get(name)
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict):
                refuse_unknown(entry, known, f"{where}.{name}", f"part of {name}")
