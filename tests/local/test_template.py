"""Templates: what they resolve to, and that nothing unknown passes in silence."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from local.definitions import read_definition
from local.errors import LocalError, TemplateError
from local.functions import find_function, read_functions
from local.routes import Routes
from local.template import Template, merge_globals
from local.unsupported import ATTRIBUTES, EVENTS, PROPERTIES, SECTIONS, TYPES

PROJECT = Path(__file__).parent / "project"
TABLE: dict[str, Any] = {
    "Type": "AWS::DynamoDB::Table",
    "Properties": {
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
    },
}


def write(folder: Path, template: dict[str, Any]) -> Template:
    path = folder / "template.yaml"
    path.write_text(yaml.safe_dump(template))
    return Template(path)


def resolve(folder: Path, value: Any, **sections: Any) -> Any:
    table = copy.deepcopy(TABLE)
    table["Properties"]["TableName"] = value
    template = write(folder, {"Resources": {"Table": table, "Other": TABLE}, **sections})
    return template.properties("Table")["TableName"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Ref": "AWS::Region"}, "us-east-1"),
        ({"Ref": "Name"}, "books"),
        ({"Ref": "Other"}, "inkwell-local-Other"),
        ({"Fn::GetAtt": ["Other", "Arn"]}, "arn:aws:dynamodb:us-east-1:123456789012:table/inkwell-local-Other"),
        ({"Fn::GetAtt": "Other.Arn"}, "arn:aws:dynamodb:us-east-1:123456789012:table/inkwell-local-Other"),
        ({"Fn::Sub": "${Name}-${!Literal}-${Other}"}, "books-${Literal}-inkwell-local-Other"),
        ({"Fn::Sub": ["${Name}-${X}", {"X": {"Ref": "AWS::AccountId"}}]}, "books-123456789012"),
        ({"Fn::Sub": "${Other.Arn}"}, "arn:aws:dynamodb:us-east-1:123456789012:table/inkwell-local-Other"),
        ({"Fn::Join": ["-", ["a", {"Ref": "Name"}]]}, "a-books"),
        ({"Fn::Select": [1, {"Fn::Split": [",", "a,b,c"]}]}, "b"),
        ({"Fn::Select": ["0", {"Ref": "Items"}]}, "x"),
        ({"Fn::FindInMap": ["Sizes", {"Ref": "Name"}, "small"]}, "s"),
        ({"Fn::If": ["IsBooks", "yes", "no"]}, "yes"),
        ({"Fn::If": ["Neither", "yes", "no"]}, "no"),
    ],
)
def test_intrinsic_functions(tmp_path: Path, value: Any, expected: str) -> None:
    sections = {
        "Parameters": {
            "Name": {"Type": "String", "Default": "books"},
            "Items": {"Type": "CommaDelimitedList", "Default": "x, y"},
        },
        "Mappings": {"Sizes": {"books": {"small": "s"}}},
        "Conditions": {
            "IsBooks": {"Fn::Equals": [{"Ref": "Name"}, "books"]},
            "IsOther": {"Fn::Not": [{"Condition": "IsBooks"}]},
            "Neither": {"Fn::And": [{"Condition": "IsBooks"}, {"Condition": "IsOther"}]},
            "Either": {"Fn::Or": [{"Condition": "IsBooks"}, {"Condition": "IsOther"}]},
        },
    }
    assert resolve(tmp_path, value, **sections) == expected


def test_no_value_removes_the_property(tmp_path: Path) -> None:
    value = {"Fn::If": ["Never", "name", {"Ref": "AWS::NoValue"}]}
    table = copy.deepcopy(TABLE)
    table["Properties"]["TimeToLiveSpecification"] = value
    template = write(tmp_path, {"Conditions": {"Never": {"Fn::Equals": ["a", "b"]}}, "Resources": {"Table": table}})
    assert "TimeToLiveSpecification" not in template.properties("Table")


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"Fn::ImportValue": "other-stack"}, "Fn::ImportValue is not emulated"),
        ({"Fn::GetAZs": ""}, "Fn::GetAZs is not emulated"),
        ({"Ref": "Nobody"}, "no parameter or resource Nobody"),
        ({"Fn::GetAtt": ["Other", "StreamArn"]}, "attribute StreamArn"),
        ("{{resolve:ssm:name}}", "dynamic references"),
        ({"Fn::If": ["Unknown", 1, 2]}, "no condition Unknown"),
        ({"Fn::Join": ["-"]}, "a list of 2 items"),
    ],
)
def test_unknown_intrinsics_are_named_with_their_place(tmp_path: Path, value: Any, place: str) -> None:
    with pytest.raises(TemplateError, match=place) as raised:
        resolve(tmp_path, value)
    assert "Resources.Table.Properties.TableName" in str(raised.value)


def _resource(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Resources": {"Thing": {"Type": kind, "Properties": properties}}}


@pytest.mark.parametrize(
    ("template", "where"),
    [
        (_resource("AWS::Kinesis::Stream"), "Resources.Thing"),
        (_resource("AWS::SQS::Queue", FifoQueue=True), "Resources.Thing.Properties.FifoQueue"),
        (_resource("AWS::DynamoDB::Table", StreamSpecification={}), "Resources.Thing.Properties.StreamSpecification"),
        (
            _resource("AWS::Serverless::Function", AutoPublishAlias="live"),
            "Resources.Thing.Properties.AutoPublishAlias",
        ),
        (
            _resource("AWS::Serverless::Function", Events={"Stream": {"Type": "Kinesis"}}),
            "Resources.Thing.Properties.Events.Stream",
        ),
        (
            _resource("AWS::Serverless::Function", Events={"Get": {"Type": "Api", "Properties": {"Auth": {}}}}),
            "Resources.Thing.Properties.Events.Get.Properties.Auth",
        ),
        ({"Resources": {"Thing": {"Type": "AWS::S3::Bucket", "CreationPolicy": {}}}}, "Resources.Thing.CreationPolicy"),
        ({"Hooks": {}, "Resources": {}}, "template.yaml.Hooks"),
        ({"Parameters": {"P": {"Type": "AWS::SSM::Parameter::Value<String>"}}, "Resources": {}}, "Parameters.P"),
        ({"Parameters": {"P": {"Type": "String"}}, "Resources": {}}, "Parameters.P"),
    ],
)
def test_what_is_not_emulated_stops_the_start(tmp_path: Path, template: dict[str, Any], where: str) -> None:
    with pytest.raises(TemplateError) as raised:
        write(tmp_path, template)
    assert raised.value.where == where


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("AWS::Serverless::Function", "EventInvokeConfig", {"DestinationConfig": {}}),
        ("AWS::Serverless::Api", "MethodSettings", [{"HttpMethod": "*", "CachingEnabled": True}]),
        ("AWS::Serverless::Api", "Cors", {"AllowOrigin": "'*'", "ExposeHeaders": "'*'"}),
    ],
)
def test_what_is_not_emulated_inside_a_property_stops_the_start(
    tmp_path: Path, kind: str, name: str, value: Any
) -> None:
    template = write(tmp_path, _resource(kind, **{name: value}))
    with pytest.raises(TemplateError, match=rf"Resources\.Thing\.Properties\.{name}\.\w+"):
        template.properties("Thing")


def test_unknown_globals_stop_the_start(tmp_path: Path) -> None:
    template = write(tmp_path, {"Globals": {"Function": {"SnapStart": {}}}} | _resource("AWS::Serverless::Function"))
    with pytest.raises(TemplateError, match=r"Globals\.Function\.SnapStart"):
        template.properties("Thing")


def test_every_feature_is_either_emulated_or_explained() -> None:
    for table in (*PROPERTIES.values(), *EVENTS.values(), ATTRIBUTES, SECTIONS):
        assert all(reason is None or reason for reason in table.values())
    assert all(TYPES.values())
    assert not set(TYPES) & set(PROPERTIES)


def test_parameters_must_exist_and_be_allowed() -> None:
    with pytest.raises(TemplateError, match="no parameter Greetings"):
        Template(PROJECT / "template.yaml", {"Greetings": "hi"})
    with pytest.raises(TemplateError, match=r"Parameters\.Level.*dev, prod"):
        Template(PROJECT / "template.yaml", {"Level": "test"})


def test_a_resource_with_a_false_condition_is_not_there() -> None:
    dev, prod = (Template(PROJECT / "template.yaml", {"Level": level}) for level in ("dev", "prod"))
    assert dev.of_type("AWS::S3::Bucket") == ["Bucket"]
    assert prod.of_type("AWS::S3::Bucket") == ["OnlyInProd", "Bucket"]
    assert "Prod" not in dev.outputs()
    assert prod.outputs()["Prod"] == "only-in-prod"


def test_globals_merge_as_sam_merges_them() -> None:
    shared = {"Timeout": 3, "Layers": ["a"], "Environment": {"Variables": {"A": 1, "B": 1}}}
    own = {"Timeout": 5, "Layers": ["b"], "Environment": {"Variables": {"B": 2}}}
    assert merge_globals(shared, own) == {
        "Timeout": 5,
        "Layers": ["a", "b"],
        "Environment": {"Variables": {"A": 1, "B": 2}},
    }
    assert merge_globals({"A": {"Ref": "X"}}, {"A": {"Fn::Sub": "y"}}) == {"A": {"Fn::Sub": "y"}}


def test_functions_know_their_variables_layers_and_names() -> None:
    template = Template(PROJECT / "template.yaml")
    functions = read_functions(template, {"EXTRA": "1"})
    echo, picture = functions["Echo"], functions["Picture"]
    assert echo.variables == {
        "GREETING": "hello!",
        "TABLE_NAME": "inkwell-local-Table",
        "BUCKET_NAME": "inkwell-local-pictures",
        "OWN": "1",
        "EXTRA": "1",
    }
    assert [layer.name for layer in picture.layers] == ["shared", "imaging"]
    assert (functions["Probe"].timeout, echo.timeout, echo.memory) == (2.0, 10.0, 256)
    for name in ("Echo", echo.name, echo.arn, f"{echo.arn}:$LATEST"):
        assert find_function(functions, name) is echo
    with pytest.raises(LocalError, match="Function not found"):
        find_function(functions, "Nobody")


def test_routes_that_api_gateway_refuses() -> None:
    functions = read_functions(Template(PROJECT / "template.yaml"))
    echo = functions["Echo"]
    for events, message in (
        ({"A": "/books/{id}", "B": "/books/{book_id}/pages"}, "one variable a level"),
        ({"A": "/books/{id}", "B": "/books/{id+}"}, "one variable a level"),
        ({"A": "/books", "B": "/books"}, "belongs to Echo already"),
    ):
        routes = {name: {"Type": "Api", "Properties": {"Path": path, "Method": "get"}} for name, path in events.items()}
        with pytest.raises(TemplateError, match=message):
            Routes({"Echo": type(echo)(**vars(echo) | {"events": routes})})


TASK = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {}, "End": True}


@pytest.mark.parametrize(
    ("state", "culprit"),
    [
        (TASK | {"Assign": {"x": 1}}, "Assign"),
        (TASK | {"QueryLanguage": "JSONata"}, "QueryLanguage"),
        (TASK | {"HeartbeatSeconds": 5}, "HeartbeatSeconds"),
        (TASK | {"Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken"}, "Resource"),
        (TASK | {"Resource": "arn:aws:states:::states:startExecution.sync:2"}, "Resource"),
        (TASK | {"Catch": [{"ErrorEquals": ["States.ALL"], "Next": "A", "Assign": {}}]}, "Assign"),
        ({"Type": "Map", "End": True, "ItemBatcher": {}}, "ItemBatcher"),
        ({"Type": "Map", "End": True, "MaxConcurrency": 41, "ItemProcessor": {}}, "MaxConcurrency"),
        ({"Type": "Map", "End": True, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}}}, "distributed"),
        ({"Type": "Parallel", "End": True, "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Loop"}}}]}, "Loop"),
        ({"Type": "Pass", "Result": "${Missing}", "End": True}, "Missing"),
    ],
)
def test_states_that_are_not_evaluated_stop_the_start(tmp_path: Path, state: dict[str, Any], culprit: str) -> None:
    definition = {"StartAt": "A", "States": {"A": state}}
    template = write(tmp_path, _resource("AWS::Serverless::StateMachine", Definition=definition))
    with pytest.raises(TemplateError, match=culprit):
        read_definition(template, "Thing")


def test_an_inline_map_runs_forty_at_most() -> None:
    definition = read_definition(Template(PROJECT / "template.yaml"), "Machine")
    assert definition["States"]["Each"]["MaxConcurrency"] == 40
