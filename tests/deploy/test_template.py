"""What CloudFormation would refuse, and what a review would: references, circles, limits, alarms, storage."""

import json
import re
from collections import Counter
from graphlib import CycleError

import pytest

from tests.deploy import stack
from tests.deploy.stack import ROOT, Template, of_type, references

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
RESOURCES = 500
BODY_BYTES = 1_000_000
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
METRICS_PER_ALARM = 10
GATEWAY_SECONDS = 29

PSEUDO_PARAMETERS = {
    "AWS::AccountId",
    "AWS::NoValue",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackName",
    "AWS::URLSuffix",
}

FUNCTIONS = of_type(stack.template(), "AWS::Serverless::Function")
STATE_MACHINES = of_type(stack.template(), "AWS::Serverless::StateMachine")


def test_every_reference_is_to_something(template: Template):
    known = {*template["Resources"], *template["Parameters"], *PSEUDO_PARAMETERS}
    assert set(references(template)) <= known


def test_every_parameter_is_used(template: Template):
    assert set(template["Parameters"]) <= set(references(template))


def test_resources_can_be_created_in_some_order(template: Template):
    assert len(stack.creation_order(template)) == len(template["Resources"])


def test_a_function_that_the_bucket_notifies_must_not_refer_to_it():
    source = stack.source()
    notified = source["Resources"]["UploadReceivedFunction"]["Properties"]
    notified["Environment"] = {"Variables": {"BUCKET": {"Ref": "Bucket"}}}
    with pytest.raises(CycleError):
        stack.creation_order(stack.deployed(source))


def test_it_stays_below_the_limits_of_a_stack(template: Template):
    assert len(template["Resources"]) <= RESOURCES
    assert len(json.dumps(template).encode()) < BODY_BYTES


def test_names_that_are_shared_by_an_account_carry_the_stack(template: Template):
    naming = {
        "AWS::DynamoDB::Table": "TableName",
        "AWS::Logs::LogGroup": "LogGroupName",
        "AWS::S3::Bucket": "BucketName",
        "AWS::SNS::Topic": "TopicName",
        "AWS::Scheduler::Schedule": "Name",
        "AWS::SecretsManager::Secret": "Name",
        "AWS::StepFunctions::StateMachine": "StateMachineName",
        "AWS::Lambda::LayerVersion": "LayerName",
    }
    for kind, name in naming.items():
        for resource, properties in of_type(template, kind).items():
            assert "AWS::StackName" in set(references(properties[name])), resource


class TestFunctions:
    @pytest.mark.parametrize("name", FUNCTIONS)
    def test_its_handler_is_a_file(self, name: str):
        module, _, function = FUNCTIONS[name]["Handler"].partition(".")
        file = ROOT / FUNCTIONS[name]["CodeUri"] / f"{module}.py"
        assert re.search(rf"^(def {function}\(|{function} = app\.resolve$)", file.read_text("utf-8"), re.MULTILINE)

    def test_every_handler_is_deployed(self):
        declared = {f"{each['CodeUri']}/{each['Handler'].partition('.')[0]}.py" for each in FUNCTIONS.values()}
        assert {str(file.relative_to(ROOT)) for file in ROOT.glob("functions/*/*.py")} == declared

    def test_all_run_the_same_way(self, template: Template):
        for name, function in of_type(template, "AWS::Lambda::Function").items():
            assert function["Runtime"] == "python3.13", name
            assert function["Architectures"] == [{"Ref": "Arch"}], name
            assert function["TracingConfig"] == {"Mode": "Active"}, name
            assert function["Description"], name

    def test_all_log_json_that_is_kept_for_a_while(self, template: Template):
        groups = of_type(template, "AWS::Logs::LogGroup")
        for name, function in of_type(template, "AWS::Lambda::Function").items():
            assert function["LoggingConfig"]["LogFormat"] == "JSON", name
            assert groups[function["LoggingConfig"]["LogGroup"]["Ref"]]["RetentionInDays"], name

    def test_the_api_never_waits_longer_than_the_gateway(self):
        limit = stack.source()["Globals"]["Function"]["Timeout"]
        for name, function in FUNCTIONS.items():
            if any(event["Type"] == "Api" for event in function.get("Events", {}).values()):
                assert function.get("Timeout", limit) <= GATEWAY_SECONDS, name

    def test_the_configuration_holds_no_secret_and_no_endpoint(self, template: Template):
        for name, function in of_type(template, "AWS::Lambda::Function").items():
            variables = function["Environment"]["Variables"]
            assert not any("resolve:" in json.dumps(value) for value in variables.values()), name
            assert not any(variable.startswith("AWS_") for variable in variables), name


class TestAlarms:
    @staticmethod
    def _watched(template: Template, metric: str, dimension: str) -> Counter[str]:
        """How many alarms watch a metric, by the resource."""
        watched: Counter[str] = Counter()
        for alarm in of_type(template, "AWS::CloudWatch::Alarm").values():
            for entry in alarm.get("Metrics", []):
                stat = entry.get("MetricStat", {}).get("Metric", {})
                if stat.get("MetricName") == metric:
                    watched.update(item["Value"]["Ref"] for item in stat["Dimensions"] if item["Name"] == dimension)
        return watched

    @pytest.mark.parametrize("metric", ["Errors", "Throttles"])
    def test_each_function_is_in_exactly_one(self, template: Template, metric: str):
        functions = of_type(template, "AWS::Lambda::Function")
        assert self._watched(template, metric, "FunctionName") == dict.fromkeys(functions, 1)

    @pytest.mark.parametrize("metric", ["ExecutionsFailed", "ExecutionsTimedOut"])
    def test_each_state_machine_is_in_exactly_one(self, template: Template, metric: str):
        machines = of_type(template, "AWS::StepFunctions::StateMachine")
        assert self._watched(template, metric, "StateMachineArn") == dict.fromkeys(machines, 1)

    def test_each_rings_at_the_first_failure_and_tells_the_topic(self, template: Template):
        for name, alarm in of_type(template, "AWS::CloudWatch::Alarm").items():
            assert alarm["AlarmActions"] == [{"Ref": "AlarmTopic"}], name
            assert (alarm["Threshold"], alarm["ComparisonOperator"]) == (0, "GreaterThanThreshold"), name
            assert alarm["TreatMissingData"] == "notBreaching", name

    def test_none_has_more_metrics_than_an_alarm_takes(self, template: Template):
        for name, alarm in of_type(template, "AWS::CloudWatch::Alarm").items():
            metrics = [entry for entry in alarm.get("Metrics", []) if "MetricStat" in entry]
            assert len(metrics) <= METRICS_PER_ALARM, name
            assert len({entry["Id"] for entry in alarm.get("Metrics", [])}) == len(alarm.get("Metrics", [])), name

    def test_the_api_is_watched_from_outside(self, template: Template):
        names = {alarm.get("MetricName") for alarm in of_type(template, "AWS::CloudWatch::Alarm").values()}
        assert "5XXError" in names


class TestApi:
    def test_it_has_one_stage_that_is_throttled_and_traced(self, template: Template):
        (stage,) = of_type(template, "AWS::ApiGateway::Stage").values()
        (settings,) = stage["MethodSettings"]
        assert (settings["HttpMethod"], settings["ResourcePath"]) == ("*", "/*")
        assert {"ThrottlingRateLimit", "ThrottlingBurstLimit"} <= set(settings)
        assert stage["TracingEnabled"] is True

    def test_a_deployment_makes_no_stage_of_its_own(self, template: Template):
        for deployment in of_type(template, "AWS::ApiGateway::Deployment").values():
            assert "StageName" not in deployment


class TestStorage:
    def test_the_bucket_is_private_and_encrypted(self, template: Template):
        (bucket,) = of_type(template, "AWS::S3::Bucket").values()
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
        assert len(bucket["PublicAccessBlockConfiguration"]) == 4
        assert bucket["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
        assert bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]

    def test_the_bucket_refuses_plain_http(self, template: Template):
        (policy,) = of_type(template, "AWS::S3::BucketPolicy").values()
        (statement,) = policy["PolicyDocument"]["Statement"]
        assert (statement["Effect"], statement["Principal"], statement["Action"]) == ("Deny", "*", "s3:*")
        assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        assert len(statement["Resource"]) == 2

    def test_the_bucket_forgets_what_nobody_used(self, template: Template):
        (bucket,) = of_type(template, "AWS::S3::Bucket").values()
        rules = bucket["LifecycleConfiguration"]["Rules"]
        assert {rule["Status"] for rule in rules} == {"Enabled"}
        assert {rule["Prefix"] for rule in rules if "ExpirationInDays" in rule} >= {"uploads/.temp/", "uploaded/"}
        assert any("AbortIncompleteMultipartUpload" in rule and "Prefix" not in rule for rule in rules)

    def test_the_bucket_may_call_whom_it_notifies(self, template: Template):
        permissions = of_type(template, "AWS::Lambda::Permission")
        for name, bucket in of_type(template, "AWS::S3::Bucket").items():
            for notification in bucket["NotificationConfiguration"]["LambdaConfigurations"]:
                function = notification["Function"]["Fn::GetAtt"][0]
                (permission,) = (
                    permission
                    for permission, properties in permissions.items()
                    if properties["Principal"] == "s3.amazonaws.com" and properties["FunctionName"] == {"Ref": function}
                )
                assert permissions[permission]["SourceAccount"] == {"Ref": "AWS::AccountId"}
                assert permission in template["Resources"][name]["DependsOn"]

    def test_the_table_can_be_put_back_and_is_encrypted(self, template: Template):
        (table,) = of_type(template, "AWS::DynamoDB::Table").values()
        assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert table["SSESpecification"] == {"SSEEnabled": True}
        assert table["BillingMode"] == "PAY_PER_REQUEST"
        assert table["TimeToLiveSpecification"]["Enabled"] is True

    def test_production_outlives_its_stack(self, template: Template):
        for kind in ("AWS::DynamoDB::Table", "AWS::S3::Bucket"):
            (name,) = of_type(template, kind)
            for policy in ("DeletionPolicy", "UpdateReplacePolicy"):
                assert template["Resources"][name][policy] == {"Fn::If": ["IsProduction", "Retain", "Delete"]}

    def test_secrets_are_made_in_the_account(self, template: Template):
        for name, secret in of_type(template, "AWS::SecretsManager::Secret").items():
            # A place for keys that an administrator fills in is no secret yet.
            given = json.loads(secret.get("SecretString", "{}"))
            assert not any(given.values()), name
