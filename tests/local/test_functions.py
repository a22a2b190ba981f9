"""Execution environments: isolation, limits, deaths, and edits that are live at the next call."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local import Cloud, FunctionError
from local.environments import REQUEST_LIMIT
from local.errors import PayloadTooLargeError


def fail(cloud: Cloud, function: str, event: dict[str, Any]) -> FunctionError:
    with pytest.raises(FunctionError) as raised:
        cloud.invoke(function, event)
    return raised.value


def test_two_invocations_never_share_a_process(cloud: Cloud, tmp_path: Path) -> None:
    event = {"meeting": {"file": str(tmp_path / "meeting"), "count": 8}}
    with ThreadPoolExecutor(8) as threads:
        reports = list(threads.map(lambda _: cloud.invoke("Probe", event), range(8)))
    assert len({report["identity"] for report in reports}) == 8
    assert len({report["request_id"] for report in reports}) == 8
    assert {report["running"] for report in reports} == {1}
    assert {report["threads"] for report in reports} == {1}


def test_an_environment_is_used_again(cloud: Cloud) -> None:
    reports = [cloud.invoke("Probe", {}) for _ in range(3)]
    assert len({report["identity"] for report in reports}) == 1


def test_calls_beyond_the_bound_wait_and_idle_environments_of_others_go(cloud: Cloud) -> None:
    cloud.invoke("Picture", {})
    with ThreadPoolExecutor(30) as threads:
        reports = list(threads.map(lambda _: cloud.invoke("Probe", {"seconds": 0.05}), range(30)))
    assert {report["running"] for report in reports} == {1}
    assert 1 < len({report["identity"] for report in reports}) <= 12
    assert cloud.invoke("Picture", {})["running"] == 1


def test_only_the_template_and_lambda_set_variables(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "the developer's")
    monkeypatch.setenv("AWS_PROFILE", "the developer's")
    cloud.invoke("Probe", {"do": "import", "module": "json"})
    environment = cloud.invoke("Model", {})["environment"]
    assert not {"OPENAI_API_KEY", "AWS_PROFILE", "HOME", "VIRTUAL_ENV", "OWN"} & set(environment)
    assert environment["GREETING"] == "hello"
    assert environment["AWS_ENDPOINT_URL"] == cloud.endpoint
    assert environment["AWS_LAMBDA_FUNCTION_NAME"] == "inkwell-local-Model"
    assert environment["TZ"] == ":UTC"
    declared = cloud.environment_variables("Model")
    per_environment = {"_X_AMZN_TRACE_ID", "AWS_LAMBDA_LOG_STREAM_NAME"}
    assert set(environment) - per_environment == set(declared) - per_environment


def test_every_function_has_its_own_variables(cloud: Cloud) -> None:
    assert cloud.environment_variables("Echo")["OWN"] == "1"
    assert cloud.environment_variables("Echo")["GREETING"] == "hello!"
    assert "OWN" not in cloud.environment_variables("Probe")


@pytest.mark.parametrize(
    ("function", "module"),
    [
        ("Picture", "PIL.Image"),
        ("Model", "pydantic"),
        ("Probe", "studio"),
        ("Probe", "boto3"),
        ("Probe", "botocore.session"),
    ],
)
def test_a_function_imports_what_its_layers_and_the_runtime_bring(cloud: Cloud, function: str, module: str) -> None:
    assert cloud.invoke(function, {"do": "import", "module": module}) == module


@pytest.mark.parametrize(
    ("function", "module"),
    [
        ("Probe", "PIL.Image"),
        ("Probe", "pydantic"),
        ("Picture", "pydantic"),
        ("Model", "PIL"),
        ("Model", "fastapi"),
        ("Model", "pytest"),
        ("Model", "moto"),
        ("Probe", "local"),
        ("Probe", "inkwell"),
        ("Probe", "packaging"),
    ],
)
def test_a_function_imports_nothing_else(cloud: Cloud, function: str, module: str) -> None:
    assert fail(cloud, function, {"do": "import", "module": module}).error_type == "ModuleNotFoundError"


def test_the_context_is_lambdas(cloud: Cloud) -> None:
    report = cloud.invoke("Probe", {})
    assert 0 < report["remaining"] <= 2000
    assert report["memory"] == "256"
    assert report["arn"] == "arn:aws:lambda:us-east-1:123456789012:function:inkwell-local-Probe"


def test_an_exception_keeps_its_name_message_and_place(cloud: Cloud) -> None:
    error = fail(cloud, "Probe", {"do": "fail", "message": "too fast"})
    assert (error.error_type, error.error_message) == ("RateLimitedError", "too fast")
    assert any("probe.py" in line for line in error.payload["stackTrace"])
    assert not any("runtime.py" in line for line in error.payload["stackTrace"])


def test_a_timeout_kills_the_environment_and_no_other(cloud: Cloud) -> None:
    before = cloud.invoke("Probe", {})
    error = fail(cloud, "Probe", {"seconds": 30})
    assert error.error_type == "Sandbox.Timedout"
    assert "Task timed out after 2.00 seconds" in error.error_message
    after = cloud.invoke("Probe", {})
    assert after["identity"] != before["identity"]


@pytest.mark.parametrize(
    ("event", "how"), [({"do": "exit", "status": 3}, "exit status 3"), ({"do": "kill"}, "signal: killed")]
)
def test_a_crash_kills_the_environment_and_no_other(
    cloud: Cloud, event: dict[str, Any], how: str, caplog: pytest.LogCaptureFixture
) -> None:
    with ThreadPoolExecutor(2) as threads:
        other = threads.submit(cloud.invoke, "Probe", {"seconds": 0.5})
        error = fail(cloud, "Probe", event)
        assert other.result()["running"] == 1
    assert error.error_type == "Runtime.ExitError"
    assert how in error.error_message
    assert f"Probe {error.error_type}: {error.error_message}" in caplog.messages


@pytest.mark.parametrize(
    ("function", "event", "error_type"),
    [
        ("Broken", {}, "Runtime.ImportModuleError"),
        ("Probe", {"do": "unserialisable"}, "Runtime.MarshalError"),
        ("Probe", {"do": "large", "size": REQUEST_LIMIT + 200}, "Function.ResponseSizeTooLarge"),
    ],
)
def test_errors_of_the_runtime(cloud: Cloud, function: str, event: dict[str, Any], error_type: str) -> None:
    assert fail(cloud, function, event).error_type == error_type


def test_payloads_up_to_six_megabytes_pass(cloud: Cloud) -> None:
    assert len(cloud.invoke("Probe", {"do": "large", "size": REQUEST_LIMIT - 100})) == REQUEST_LIMIT - 100
    assert cloud.invoke("Probe", {"filling": "x" * (REQUEST_LIMIT - 100)})["running"] == 1
    with pytest.raises(PayloadTooLargeError, match="6291456"):
        cloud.invoke("Probe", {"filling": "x" * REQUEST_LIMIT})


def test_lambdas_own_api(cloud: Cloud) -> None:
    client = cloud.client("lambda")
    answer = client.invoke(FunctionName="inkwell-local-Probe", Payload=json.dumps({"do": "fail"}))
    assert (answer["StatusCode"], answer["FunctionError"]) == (200, "Unhandled")
    assert json.loads(answer["Payload"].read())["errorType"] == "RateLimitedError"
    arn = cloud.resource_arn("Probe")
    assert "FunctionError" not in client.invoke(FunctionName=arn, Payload=b"{}")
    for arguments, code in (
        ({"FunctionName": "nobody", "Payload": b"{}"}, "ResourceNotFoundException"),
        ({"FunctionName": arn, "Payload": b"not json"}, "InvalidRequestContentException"),
        ({"FunctionName": arn, "Payload": b'"' + b"x" * REQUEST_LIMIT + b'"'}, "RequestTooLargeException"),
        (
            {"FunctionName": arn, "InvocationType": "Event", "Payload": b'"' + b"x" * 2**20 + b'"'},
            "RequestTooLargeException",
        ),
    ):
        with pytest.raises(ClientError) as raised:
            client.invoke(**arguments)
        assert raised.value.response["Error"]["Code"] == code
    with pytest.raises(ClientError, match="Invoke"):
        client.list_functions()


def test_an_edit_is_live_at_the_next_call_of_every_function(cloud: Cloud, project: Path) -> None:
    handler, package = project / "functions/tasks/edited.py", project / "layers/shared/studio/__init__.py"
    original = (project / "functions/tasks/probe.py").read_text()
    try:
        (project / "functions/tasks/probe.py").write_text(
            "import studio\n\ndef handler(e, c): return [studio.GREETING, 1]\n"
        )
        assert cloud.invoke("Probe", {}) == ["hello", 1]
        # Same size, same second: what Python's bytecode cache alone would miss.
        (project / "functions/tasks/probe.py").write_text(
            "import studio\n\ndef handler(e, c): return [studio.GREETING, 2]\n"
        )
        assert cloud.invoke("Probe", {}) == ["hello", 2]
        package.write_text('GREETING = "howdy"\n')
        assert cloud.invoke("Probe", {}) == ["howdy", 2]
        handler.write_text("")
        assert cloud.invoke("Picture", {}) == ["howdy", 2]
    finally:
        (project / "functions/tasks/probe.py").write_text(original)
        package.write_text('GREETING = "hello"\n')
        handler.unlink(missing_ok=True)


def test_an_edit_does_not_disturb_a_running_call(cloud: Cloud, project: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as threads:
        log = tmp_path / "log"
        running = threads.submit(cloud.invoke, "Probe", {"do": "log", "file": str(log), "seconds": 0.5})
        while not log.exists():
            time.sleep(0.01)
        (project / "functions/tasks/added.py").write_text("")
        first = cloud.invoke("Probe", {})
        assert running.result()["do"] == "log"
    assert cloud.invoke("Probe", {})["identity"] == first["identity"]
    (project / "functions/tasks/added.py").unlink()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_a_function_cannot_outlive_its_environment(cloud: Cloud, project: Path, tmp_path: Path) -> None:
    source = project / "functions/tasks/probe.py"
    original = source.read_text()
    child = "import os, subprocess\n\ndef handler(e, c):\n    p = subprocess.Popen(['/bin/sleep', '60'])\n"
    try:
        source.write_text(f"{child}    open({str(tmp_path / 'pid')!r}, 'w').write(str(p.pid))\n    os._exit(1)\n")
        fail(cloud, "Probe", {})
    finally:
        source.write_text(original)
    stat = Path("/proc") / (tmp_path / "pid").read_text() / "stat"
    deadline = time.monotonic() + 5
    while stat.exists() and stat.read_text().split()[2] != "Z":
        assert time.monotonic() < deadline, "what the handler started still runs"
        time.sleep(0.02)
