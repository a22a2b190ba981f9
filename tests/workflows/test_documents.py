"""The state machines as documents."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from inkwell.core.errors import AttemptTaken, InkwellError, ModelError, StaleRecord, by_name
from inkwell.core.jobs import DEADLINE
from inkwell.providers.payment import STORING
from inkwell.providers.table import read_table
from tests.support.template import ROOT, template

DEFINITIONS = {file.name: json.loads(file.read_text()) for file in sorted((ROOT / "statemachines").glob("*.asl.json"))}
TEMPLATE = template()["Resources"]
DEFAULT_TIMEOUT = template()["Globals"]["Function"]["Timeout"]
TASKS = {file.stem for file in (ROOT / "functions" / "tasks").glob("*.py")}

#: What a run may hand from state to state: names and numbers, never a picture or a prompt.
CARRIED = {"jobId", "run", "key", "rounds", "pictures", "maxConcurrency", "error"}

#: A state that does what another does, after something broke.
SECOND_USES = {"settle_failed_job": "settle_job"}
#: The state that is another task in each kind of job.
FIRST_TASK = "first_task"
MACHINES = {
    name: each["Properties"] for name, each in TEMPLATE.items() if each["Type"] == "AWS::Serverless::StateMachine"
}

#: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html and
#: https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
AWS_ERRORS = {
    "States.ALL",
    "States.Timeout",
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.ClientExecutionTimeoutException",
    "Lambda.TooManyRequestsException",
    "Runtime.OutOfMemory",
    "Lambda.Unknown",
    "Sandbox.Timedout",
    "Runtime.ExitError",
}


def _states(definition: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, state in definition["States"].items():
        yield name, state
        if state["Type"] == "Map":
            yield from _states(state["ItemProcessor"])


def _of_type(kind: str) -> list[Any]:
    return [
        pytest.param(file, name, state, id=f"{file}-{name}")
        for file, definition in DEFINITIONS.items()
        for name, state in _states(definition)
        if state["Type"] == kind
    ]


def _functions(file: str, state: dict[str, Any]) -> dict[str, str]:
    """The logical ids of the functions that a task calls, by the state machine that is made from the definition."""
    substitution = state["Resource"].removeprefix("${").removesuffix("}")
    return {
        name: machine["DefinitionSubstitutions"][substitution]["Fn::GetAtt"][0]
        for name, machine in MACHINES.items()
        if machine["DefinitionUri"] == f"statemachines/{file}"
    }


def test_every_document_has_a_machine_and_every_machine_its_document() -> None:
    used = {machine["DefinitionUri"].removeprefix("statemachines/") for machine in MACHINES.values()}
    assert used == set(DEFINITIONS)


def test_what_is_equal_stands_once() -> None:
    for file, definition in DEFINITIONS.items():
        seen: dict[str, str] = {}
        for name, state in _states(definition):
            if state["Type"] in ("Task", "Map"):
                text = json.dumps({key: value for key, value in state.items() if key not in ("Next", "End", "Comment")})
                assert text not in seen, f"{file}: {name} is {seen[text]} once more"
                seen[text] = name


@pytest.mark.parametrize("file", DEFINITIONS)
def test_every_state_leads_somewhere_and_is_led_to(file: str) -> None:
    def check(machine: dict[str, Any]) -> None:
        names = set(machine["States"])
        reached = {machine["StartAt"]}
        for state in machine["States"].values():
            targets = [state.get("Next"), state.get("Default")]
            targets += [branch["Next"] for branch in [*state.get("Catch", []), *state.get("Choices", [])]]
            reached |= {target for target in targets if target}
            assert state.get("End") or any(targets) or state["Type"] in ("Succeed", "Fail")
            if state["Type"] == "Map":
                check(state["ItemProcessor"])
        assert reached == names

    check(DEFINITIONS[file])


@pytest.mark.parametrize(("file", "name", "state"), _of_type("Task"))
def test_a_task_is_called_like_its_module_and_calls_it(file: str, name: str, state: dict[str, Any]) -> None:
    for machine, logical_id in _functions(file, state).items():
        function = TEMPLATE[logical_id]["Properties"]
        module = function["Handler"].removesuffix(".handler")
        assert function["CodeUri"] == "functions/tasks"
        assert module in TASKS
        assert name == FIRST_TASK or SECOND_USES.get(name, name) == module
        policies = [policy["LambdaInvokePolicy"]["FunctionName"]["Ref"] for policy in MACHINES[machine]["Policies"]]
        assert logical_id in policies


def test_every_task_is_used() -> None:
    used = {
        TEMPLATE[logical_id]["Properties"]["Handler"].removesuffix(".handler")
        for file, definition in DEFINITIONS.items()
        for _, state in _states(definition)
        if state["Type"] == "Task"
        for logical_id in _functions(file, state).values()
    }
    assert used == TASKS


def test_a_model_that_does_not_deliver_is_an_end_and_no_alarm() -> None:
    """A first task that a model refuses fails its job; whatever else breaks fails the execution, too."""
    for definition in [each for each in DEFINITIONS.values() if FIRST_TASK in each["States"]]:
        model, other = definition["States"][FIRST_TASK]["Catch"]
        assert {by_name(name) for name in model["ErrorEquals"]} == {AttemptTaken, *_tree(ModelError)}
        assert (model["Next"], other["Next"]) == ("settle_job", "settle_failed_job")


def _tree(kind: type[InkwellError]) -> set[type[InkwellError]]:
    return {kind}.union(*map(_tree, kind.__subclasses__()))


@pytest.mark.parametrize(("file", "name", "state"), _of_type("Task"))
def test_a_task_is_retried_by_named_errors_that_exist(file: str, name: str, state: dict[str, Any]) -> None:
    retried = [error for rule in state["Retry"] for error in rule["ErrorEquals"]]
    assert retried
    assert "States.ALL" not in retried
    assert len(retried) == len(set(retried))
    for error in retried:
        # A name that exists nowhere would never be retried, without a word.
        assert error in AWS_ERRORS or by_name(error) is not InkwellError, error
    own = [by_name(error) for error in retried if error not in AWS_ERRORS]
    assert all(error.retryable for error in own)
    assert StaleRecord in own or "draw" in name
    assert {
        "Lambda.ServiceException",
        "Lambda.TooManyRequestsException",
        "Runtime.ExitError",
        "Sandbox.Timedout",
    } <= set(retried)
    for rule in state["Retry"]:
        assert rule["JitterStrategy"] == "FULL"
        assert rule["BackoffRate"] > 1
        assert 1 <= rule["MaxAttempts"] <= (22 if rule["ErrorEquals"] == ["Lambda.TooManyRequestsException"] else 10)


@pytest.mark.parametrize(("file", "name", "state"), _of_type("Task"))
def test_whoever_draws_waits_for_a_twin_longer_than_it_can_be_at_work(
    file: str, name: str, state: dict[str, Any]
) -> None:
    if SECOND_USES.get(name, name) != "draw_picture":
        return
    (rule,) = [rule for rule in state["Retry"] if rule["ErrorEquals"] == ["AttemptTaken"]]
    waits = [rule["IntervalSeconds"] * rule["BackoffRate"] ** count for count in range(rule["MaxAttempts"])]
    # Full jitter halves them, on average.
    waited = sum(min(wait, rule["MaxDelaySeconds"]) for wait in waits) / 2
    slowest = max(model.timeout for model in read_table("offline").models.values()) + STORING
    assert slowest < waited < DEFINITIONS[file]["TimeoutSeconds"] / 2


@pytest.mark.parametrize("file", DEFINITIONS)
def test_whatever_fails_is_settled(file: str) -> None:
    top = DEFINITIONS[file]["States"]
    for name, state in top.items():
        if name in ("settle_job", "settle_failed_job"):
            assert state["Retry"], "the last resort is retried; after that it is the sweeper's"
        elif state["Type"] in ("Task", "Map"):
            assert state["Catch"][-1] == {
                "ErrorEquals": ["States.ALL"],
                "ResultPath": "$.error",
                "Next": "settle_failed_job",
            }
    for name, state in _states(DEFINITIONS[file]):
        # Where a page cannot be prepared, there is no book: the Map around it catches that.
        if state["Type"] == "Task" and name not in (*top, "prepare_pages"):
            assert state["Catch"][-1]["ErrorEquals"] == ["States.ALL"], "one picture never stops the others"


@pytest.mark.parametrize(("file", "name", "state"), _of_type("Map"))
def test_no_more_than_forty_run_side_by_side(file: str, name: str, state: dict[str, Any]) -> None:
    assert state["ItemProcessor"]["ProcessorConfig"]["Mode"] == "INLINE"
    if name == "draw_rounds":
        assert state["MaxConcurrency"] == 1
    elif name == "prepare_book":
        assert 1 <= state["MaxConcurrency"] <= 40
    else:
        assert state["MaxConcurrencyPath"] == "$.maxConcurrency"
    assert state["ResultPath"] is None, "what was drawn stands in the table"


@pytest.mark.parametrize("file", DEFINITIONS)
def test_states_carry_keys_and_no_payloads(file: str) -> None:
    for name, state in _states(DEFINITIONS[file]):
        parameters = state.get("Parameters", {})
        assert {parameter.removesuffix(".$") for parameter in parameters} <= CARRIED, name
        assert not {"Result", "ResultSelector", "ItemSelector"} & state.keys(), name
        # Of forty pictures that fail, the causes alone are more than the 256 KiB that a state may hand on.
        assert state["Type"] != "Pass" or state["OutputPath"] is None, name


@pytest.mark.parametrize("file", DEFINITIONS)
def test_a_run_ends_before_the_jobs_deadline(file: str) -> None:
    assert DEFINITIONS[file]["TimeoutSeconds"] < DEADLINE.total_seconds()
    for name, state in _states(DEFINITIONS[file]):
        if "TimeoutSeconds" in state:
            for function in _functions(file, state).values():
                timeout = TEMPLATE[function]["Properties"].get("Timeout", DEFAULT_TIMEOUT)
                assert state["TimeoutSeconds"] > timeout, f"{name}: the function's own timeout says more"


@pytest.mark.parametrize("file", DEFINITIONS)
def test_a_language_that_both_aws_and_the_embedded_cloud_speak(file: str) -> None:
    assert "JSONata" not in json.dumps(DEFINITIONS[file])
    assert all("Assign" not in state for _, state in _states(DEFINITIONS[file]))
