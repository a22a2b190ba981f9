"""What CloudFormation would refuse, and what a review would: references, circles, limits, alarms, storage."""

import json
import re
from collections import Counter
from graphlib import CycleError
from typing import Any

import pytest

from inkwell.coloring_books.billing import TAKEN_BACK
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

NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]

FUNCTIONS = of_type(stack.template(), "AWS::Serverless::Function")
STATE_MACHINES = of_type(stack.template(), "AWS::Serverless::StateMachine")


def test_every_reference_is_to_something(template: Template):
    known = {*template["Resources"], *template["Parameters"], *PSEUDO_PARAMETERS}
    assert set(references(template)) <= known


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("REST API", "AWS::ApiGateway::RestApi"),
        ("layer", "AWS::Lambda::LayerVersion"),
        ("state machine", "AWS::StepFunctions::StateMachine"),
        ("DynamoDB table", "AWS::DynamoDB::Table"),
        ("S3 bucket", "AWS::S3::Bucket"),
        ("secret", "AWS::SecretsManager::Secret"),
        ("queue", "AWS::SQS::Queue"),
        ("schedule", "AWS::Scheduler::Schedule"),
        ("log group", "AWS::Logs::LogGroup"),
        ("alarm", "AWS::CloudWatch::Alarm"),
    ],
)
def test_the_page_about_deploying_counts_what_is_created(what: str, kind: str):
    row = re.search(rf"^\| (\w+) {what}s?\b", (ROOT / "docs/deploy.md").read_text("utf-8"), re.MULTILINE)
    assert row, f"no row of {what}"
    created = [each for each in stack.as_deployed()["Resources"].values() if each["Type"] == kind]
    assert row[1] == NUMBERS[sum("Condition" not in each for each in created)]


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
        "AWS::SQS::Queue": "QueueName",
        "AWS::Scheduler::Schedule": "Name",
        "AWS::SecretsManager::Secret": "Name",
        "AWS::StepFunctions::StateMachine": "StateMachineName",
        "AWS::Lambda::LayerVersion": "LayerName",
    }
    for kind, name in naming.items():
        for resource, properties in of_type(template, kind).items():
            assert "AWS::StackName" in set(references(properties[name])), resource


class TestFunctions:
    def test_its_handler_is_a_file(self):
        for name, facts in FUNCTIONS.items():
            module, _, function = facts["Handler"].partition(".")
            code = (ROOT / facts["CodeUri"] / f"{module}.py").read_text("utf-8")
            assert re.search(rf"^(def {function}\(|{function} = app\.resolve$)", code, re.MULTILINE), name

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


class TestQueues:
    """Messages wait long enough for whoever must help, and what fails for good is kept and rings."""

    def test_what_cannot_be_handled_is_kept_apart_and_rings_at_once(self, template: Template):
        queues = of_type(template, "AWS::SQS::Queue")
        redriven = {name: queue["RedrivePolicy"] for name, queue in queues.items() if "RedrivePolicy" in queue}
        kept = {policy["deadLetterTargetArn"]["Fn::GetAtt"][0] for policy in redriven.values()}
        assert kept
        assert {*redriven, *kept} == set(queues)
        rings = {
            alarm["Dimensions"][0]["Value"]["Fn::GetAtt"][0]
            for alarm in of_type(template, "AWS::CloudWatch::Alarm").values()
            if (alarm.get("MetricName"), alarm.get("Threshold")) == ("ApproximateNumberOfMessagesVisible", 0)
        }
        assert rings == kept

    def test_nothing_is_lost_within_two_weeks_or_read_by_others(self, template: Template):
        for name, queue in of_type(template, "AWS::SQS::Queue").items():
            assert queue["MessageRetentionPeriod"] == 14 * 24 * 3600, name
            assert queue["SqsManagedSseEnabled"] is True, name

    def test_a_passing_fault_is_over_before_a_message_is_given_up(self, template: Template):
        for name, queue in of_type(template, "AWS::SQS::Queue").items():
            if "RedrivePolicy" in queue:
                seconds = queue["VisibilityTimeout"] * queue["RedrivePolicy"]["maxReceiveCount"]
                assert seconds >= 30 * 60, name

    def test_messages_stay_hidden_while_they_are_worked_on(self, template: Template):
        """https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html advises six times as long."""
        functions, queues = of_type(template, "AWS::Lambda::Function"), of_type(template, "AWS::SQS::Queue")
        for name, source in of_type(template, "AWS::Lambda::EventSourceMapping").items():
            queue = queues[source["EventSourceArn"]["Fn::GetAtt"][0]]
            assert queue["VisibilityTimeout"] >= 6 * functions[source["FunctionName"]["Ref"]]["Timeout"], name


class TestAlarms:
    @staticmethod
    def _metrics(template: Template) -> list[dict[str, Any]]:
        """The metrics that alarms watch."""
        found = []
        for alarm in of_type(template, "AWS::CloudWatch::Alarm").values():
            inside = [entry["MetricStat"]["Metric"] for entry in alarm.get("Metrics", []) if "MetricStat" in entry]
            found += inside or [alarm]
        return found

    def test_each_kind_of_trouble_has_one(self, template: Template):
        watched = Counter(json.dumps([each["Namespace"], each["MetricName"]]) for each in self._metrics(template))
        for name in ("AWS/ApiGateway 5XXError", "AWS/Lambda Throttles", "AWS/Lambda Invocations"):
            assert watched[json.dumps(name.split())] == 1, name
        for name, counted in of_type(template, "AWS::Logs::MetricFilter").items():
            (made,) = counted["MetricTransformations"]
            assert watched[json.dumps([made["MetricNamespace"], made["MetricName"]])] == 1, name
            assert "DefaultValue" not in made, "a metric without values costs nothing"

    def test_money_that_is_taken_back_is_counted_by_the_words_of_its_log(self, template: Template):
        words = of_type(template, "AWS::Logs::MetricFilter")["Reversals"]["FilterPattern"]
        assert f'$.message = "{TAKEN_BACK}"' in words

    def test_failures_of_all_functions_are_counted(self, template: Template):
        failures = of_type(template, "AWS::Logs::MetricFilter")["FunctionFailures"]
        for name, function in of_type(template, "AWS::Lambda::Function").items():
            logging = function["LoggingConfig"]
            assert logging["LogGroup"] == failures["LogGroupName"], name
            # The filter reads JSON, and reports of invocations that failed are written at this level.
            assert (logging["LogFormat"], logging["SystemLogLevel"]) == ("JSON", "WARN"), name

    @pytest.mark.parametrize("metric", ["ExecutionsFailed", "ExecutionsTimedOut"])
    def test_each_state_machine_is_watched_once(self, template: Template, metric: str):
        watched = Counter(
            dimension["Value"]["Ref"]
            for each in self._metrics(template)
            if each["MetricName"] == metric
            for dimension in each["Dimensions"]
        )
        assert watched == dict.fromkeys(of_type(template, "AWS::StepFunctions::StateMachine"), 1)

    def test_they_ring_at_the_first_failure_and_at_silence_of_the_sweeper(self, template: Template):
        for name, alarm in of_type(template, "AWS::CloudWatch::Alarm").items():
            assert alarm["AlarmActions"] == [{"Ref": "AlarmTopic"}], name
            rule = (alarm["ComparisonOperator"], alarm["Threshold"], alarm["TreatMissingData"])
            is_silence = alarm.get("MetricName") == "Invocations"
            expected = (
                ("LessThanThreshold", 1, "breaching") if is_silence else ("GreaterThanThreshold", 0, "notBreaching")
            )
            assert rule == expected, name

    def test_a_person_can_read_them(self, template: Template):
        alarms = of_type(template, "AWS::CloudWatch::Alarm")
        assert len(alarms) <= 7
        assert len({alarm["AlarmDescription"] for alarm in alarms.values()}) == len(alarms)
        for name, alarm in alarms.items():
            metrics = [entry for entry in alarm.get("Metrics", []) if "MetricStat" in entry]
            assert len(metrics) <= METRICS_PER_ALARM, name


class TestApi:
    def test_it_has_one_stage_that_is_throttled_and_traced(self, template: Template):
        (stage,) = of_type(template, "AWS::ApiGateway::Stage").values()
        places = [(settings["HttpMethod"], settings["ResourcePath"]) for settings in stage["MethodSettings"]]
        assert places == [("*", "/*"), ("GET", "/~1studio~1{name}")]
        assert stage["TracingEnabled"] is True
        for settings in stage["MethodSettings"]:
            assert {"ThrottlingRateLimit", "ThrottlingBurstLimit"} <= set(settings)
            assert "MetricsEnabled" not in settings, "metrics of each method are billed, and no alarm watches them"

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
        assert "SSESpecification" not in table, "DynamoDB's own key encrypts every table; another one is billed by use"
        assert table["BillingMode"] == "PAY_PER_REQUEST"
        assert table["TimeToLiveSpecification"]["Enabled"] is True

    def test_production_outlives_its_stack(self, template: Template):
        kept = ("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SecretsManager::Secret", "AWS::Logs::LogGroup")
        for kind in kept:
            assert of_type(template, kind)
            for name in of_type(template, kind):
                for policy in ("DeletionPolicy", "UpdateReplacePolicy"):
                    assert template["Resources"][name][policy] == {"Fn::If": ["IsProduction", "Retain", "Delete"]}, name

    def test_a_deployment_never_writes_over_a_secret_of_a_running_stack(self, template: Template):
        """CloudFormation writes a secret's value again whenever the template's own has changed: live keys would go.

        So these texts stay as they are, whatever keys come to be needed.
        """
        made = {"PasswordLength": 64, "ExcludePunctuation": True}
        jwt = {"SecretStringTemplate": '{"current": "first"}', "GenerateStringKey": "first"}
        blank = '{"replicate": "", "gemini": "", "openai": "", "openrouter": "", "replicate_webhook": ""}'
        pinned = {
            "JwtSecret": {"GenerateSecretString": jwt | made},
            "SupabaseSecret": {"GenerateSecretString": made},
            "ProvidersSecret": {"SecretString": blank},
            "StripeSecret": {"SecretString": '{"api_key": "", "webhook_secrets": []}'},
        }
        values = ("GenerateSecretString", "SecretString")
        found = {
            name: {key: secret[key] for key in values if key in secret}
            for name, secret in of_type(template, "AWS::SecretsManager::Secret").items()
        }
        assert {name: found[name] for name in pinned} == pinned

    def test_secrets_are_made_in_the_account(self, template: Template):
        for name, secret in of_type(template, "AWS::SecretsManager::Secret").items():
            # A place for keys that an administrator fills in is no secret yet.
            given = json.loads(secret.get("SecretString", "{}"))
            assert not any(given.values()), name
