"""What the account's limits and AWS's own repetitions make of the stack."""

import json
from typing import Any

import pytest

from tests.deploy import stack
from tests.deploy.stack import Template, of_type

FIELDS = {"statusCode", "success", "error", "message", "code", "retryable", "details"}


@pytest.fixture(scope="module")
def responses(template: Template) -> dict[str, Any]:
    """What the gateway answers by itself, by type."""
    (api,) = of_type(template, "AWS::ApiGateway::RestApi").values()
    found: dict[str, Any] = api["Body"]["x-amazon-apigateway-gateway-responses"]
    return found


class TestGatewayResponses:
    def test_each_can_be_read_by_browsers_and_callers_of_every_family(self, responses: dict[str, Any]) -> None:
        for kind, response in responses.items():
            headers = response["responseParameters"]
            assert "gatewayresponse.header.Access-Control-Allow-Origin" in headers, kind
            body = json.loads(response["responseTemplates"]["application/json"])
            assert set(body) == FIELDS, kind
            assert str(response.get("statusCode", body["statusCode"])) == str(body["statusCode"]), kind

    def test_nothing_is_left_to_aws(self, responses: dict[str, Any]) -> None:
        assert {"DEFAULT_4XX", "DEFAULT_5XX"} <= set(responses)
        assert "statusCode" not in responses["DEFAULT_4XX"], "each has a status of its own"

    def test_an_unknown_path_is_404_with_credentials_and_without(self, responses: dict[str, Any]) -> None:
        assert responses["INVALID_SIGNATURE"] == responses["MISSING_AUTHENTICATION_TOKEN"]
        assert str(responses["INVALID_SIGNATURE"]["statusCode"]) == "404"


class TestConcurrency:
    def test_a_young_account_can_deploy(self) -> None:
        """AWS refuses to reserve anything where fewer than 100 executions would be left for other functions."""
        parameter = stack.source()["Parameters"]["DrawingConcurrency"]
        assert parameter["Default"] == 0
        functions = of_type(stack.source(), "AWS::Serverless::Function")
        reserved = {
            name: function["ReservedConcurrentExecutions"]
            for name, function in functions.items()
            if "ReservedConcurrentExecutions" in function
        }
        nothing = {"Ref": "AWS::NoValue"}
        assert reserved == {
            "DrawPictureFunction": {"Fn::If": ["LimitsDrawing", {"Ref": "DrawingConcurrency"}, nothing]},
            "SweepFunction": {"Fn::If": ["LimitsDrawing", 1, nothing]},
        }

    def test_a_sweep_that_failed_is_not_repeated(self, template: Template) -> None:
        (config,) = of_type(template, "AWS::Lambda::EventInvokeConfig").values()
        assert config["FunctionName"] == {"Ref": "SweepFunction"}
        assert (config["MaximumRetryAttempts"], config["MaximumEventAgeInSeconds"]) == (0, 60)
        (schedule,) = of_type(template, "AWS::Scheduler::Schedule").values()
        policy = schedule["Target"]["RetryPolicy"]
        assert policy == {"MaximumRetryAttempts": 0, "MaximumEventAgeInSeconds": 60}
