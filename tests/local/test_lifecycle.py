"""Starting, keeping and stopping."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from local import Cloud, FunctionError
from local.errors import StartError, TemplateError

ROOT = Path(__file__).parents[2]


def fill(cloud: Cloud) -> None:
    table, bucket = cloud.resource_name("Table"), cloud.resource_name("Bucket")
    item = {
        "pk": {"S": "a"},
        "sk": {"S": "b"},
        "raw": {"B": b"\x00\xff"},
        "raws": {"BS": [b"\x01"]},
        "map": {"M": {"B": {"S": "not bytes"}, "n": {"N": "1.50"}}},
    }
    cloud.client("dynamodb").put_item(TableName=table, Item=item)
    expired = {"pk": {"S": "old"}, "sk": {"S": "-"}, "expires_at": {"N": "1"}}
    cloud.client("dynamodb").put_item(TableName=table, Item=expired)
    cloud.client("s3").put_object(
        Bucket=bucket,
        Key="drawn/ü.png",
        Body=b"\x89PNG" * 1000,
        ContentType="image/png",
        CacheControl="max-age=60",
        Metadata={"drawn-by": "ink"},
        Tagging="kind=page",
    )


def test_everything_is_there_at_the_next_start(project: Path, tmp_path: Path) -> None:
    seeded: list[bool] = []
    state = tmp_path / "state"
    with Cloud(project, state_dir=state, seed=lambda cloud: seeded.append(True)) as cloud:
        fill(cloud)
        secret = cloud.client("secretsmanager").get_secret_value(SecretId=cloud.resource_name("SessionKey"))
    with Cloud(project, state_dir=state, seed=lambda cloud: seeded.append(True)) as cloud:
        assert seeded == [True]
        table, bucket = cloud.resource_name("Table"), cloud.resource_name("Bucket")
        (item,) = cloud.client("dynamodb").scan(TableName=table)["Items"]
        assert item["raw"] == {"B": b"\x00\xff"}
        assert item["raws"] == {"BS": [b"\x01"]}
        assert item["map"] == {"M": {"B": {"S": "not bytes"}, "n": {"N": "1.50"}}}
        found = cloud.client("s3").get_object(Bucket=bucket, Key="drawn/ü.png")
        assert found["Body"].read() == b"\x89PNG" * 1000
        assert (found["ContentType"], found["CacheControl"]) == ("image/png", "max-age=60")
        assert found["Metadata"] == {"drawn-by": "ink"}
        tags = cloud.client("s3").get_object_tagging(Bucket=bucket, Key="drawn/ü.png")["TagSet"]
        assert tags == [{"Key": "kind", "Value": "page"}]
        again = cloud.client("secretsmanager").get_secret_value(SecretId=secret["ARN"])
        assert again["SecretString"] == secret["SecretString"]
        cloud.client("s3").delete_object(Bucket=bucket, Key="drawn/ü.png")
    assert list((state / "objects").iterdir()) == []


def test_a_state_of_another_template_loads_what_still_fits(project: Path, tmp_path: Path) -> None:
    with Cloud(project, state_dir=tmp_path) as cloud:
        fill(cloud)
        name = cloud.resource_name("Table")
        secret = cloud.client("secretsmanager").get_secret_value(SecretId=cloud.resource_name("SessionKey"))
    template = (project / "template.yaml").read_text()
    indexed = template.replace("-pictures", "-paintings").replace("IndexName: by_owner", "IndexName: by_owner_and_sk")
    (project / "indexed.yaml").write_text(indexed)
    with Cloud(project, state_dir=tmp_path, template="indexed.yaml") as cloud:
        assert len(cloud.client("dynamodb").scan(TableName=name)["Items"]) == 1
        assert "Contents" not in cloud.client("s3").list_objects_v2(Bucket=cloud.resource_name("Bucket"))
    (project / "keyed.yaml").write_text(
        template.replace("{AttributeName: sk, AttributeType: S}", "{AttributeName: sk, AttributeType: N}")
    )
    with Cloud(project, state_dir=tmp_path, template="keyed.yaml") as cloud:
        assert cloud.client("dynamodb").scan(TableName=name)["Items"] == []
        kept = cloud.client("secretsmanager").get_secret_value(SecretId=cloud.resource_name("SessionKey"))
        assert kept["SecretString"] == secret["SecretString"]
    declared = re.sub(r"GenerateSecretString: {.*}", "SecretString: declared", template)
    (project / "declared.yaml").write_text(declared)
    with Cloud(project, state_dir=tmp_path, template="declared.yaml") as cloud:
        manager, name = cloud.client("secretsmanager"), cloud.resource_name("SessionKey")
        assert manager.get_secret_value(SecretId=name)["SecretString"] == "declared"
        manager.put_secret_value(SecretId=name, SecretString="set by hand")
    with Cloud(project, state_dir=tmp_path, template="declared.yaml") as cloud:
        assert cloud.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"] == "set by hand"


def test_a_crash_while_saving_leaves_the_old_state(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Cloud(project, state_dir=tmp_path) as cloud:
        fill(cloud)
    before = (tmp_path / "state.json").read_bytes()

    def crash(*_: object) -> None:
        raise OSError("no space left on device")

    cloud = Cloud(project, state_dir=tmp_path).__enter__()
    cloud.client("s3").put_object(Bucket=cloud.resource_name("Bucket"), Key="new", Body=b"new")
    monkeypatch.setattr("local.private_files.os.fsync", crash)
    with pytest.raises(OSError, match="no space left"):
        cloud.__exit__(None, None, None)
    monkeypatch.undo()
    assert (tmp_path / "state.json").read_bytes() == before
    with Cloud(project, state_dir=tmp_path) as cloud:
        keys = cloud.client("s3").list_objects_v2(Bucket=cloud.resource_name("Bucket"))["Contents"]
        assert [entry["Key"] for entry in keys] == ["drawn/ü.png"]


def test_a_failed_seed_is_tried_again(project: Path, tmp_path: Path) -> None:
    def fail(cloud: Cloud) -> None:
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        Cloud(project, state_dir=tmp_path, seed=fail).__enter__()
    seeded: list[Cloud] = []
    with Cloud(project, state_dir=tmp_path, seed=seeded.append):
        assert len(seeded) == 1


def test_only_one_cloud_a_process(project: Path, tmp_path: Path) -> None:
    with Cloud(project, gateway=False), pytest.raises(StartError, match="stop the other Cloud"):
        Cloud(project).__enter__()


def test_a_state_folder_belongs_to_one_cloud(project: Path, tmp_path: Path) -> None:
    import fcntl

    with (tmp_path / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StartError, match="--state-dir"):
            Cloud(project, state_dir=tmp_path).__enter__()


def test_a_taken_port_is_said_at_once(project: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(StartError, match="--port"):
            Cloud(project, port=other.getsockname()[1]).__enter__()
    with Cloud(project, gateway=False):
        pass  # nothing of the failed start is left


def test_a_stop_does_not_wait_for_what_still_runs(
    project: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = tmp_path / "log"
    cloud = Cloud(project, env={"RECORD_FILE": str(tmp_path / "record")}).__enter__()
    event = {"do": "log", "file": str(log), "seconds": 1.5}
    with ThreadPoolExecutor(1) as threads:
        call = threads.submit(cloud.invoke, "Probe", event)
        while not log.exists():
            time.sleep(0.01)
        cloud.client("stepfunctions").start_execution(
            stateMachineArn=cloud.outputs["Machine"], input=json.dumps({"first": {"seconds": 1.5}, "items": []})
        )
        cloud.__exit__(None, None, None)
        assert isinstance(call.exception(), FunctionError)
    assert [record.getMessage() for record in caplog.records if record.name == "local.functions"] == []


def test_a_wrong_parameter_is_an_error_of_the_template(project: Path) -> None:
    with pytest.raises(TemplateError, match="Nobody"):
        Cloud(project, parameters={"Nobody": "1"}).__enter__()


def descendants(process: int) -> set[int]:
    children = {int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()}
    return children.union(*(descendants(child) for child in children))


@pytest.fixture
def terminal() -> Iterator[None]:
    """A terminal whose loss ends what is started from it, even where the tests run under ``nohup``."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("terminal")
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_the_command_line(project: Path, tmp_path: Path, number: signal.Signals) -> None:
    environment = os.environ | {"PORT": "0", "CLOUD_PORT": "0", "PYTHONPATH": str(ROOT)}
    command = [
        sys.executable,
        "-m",
        "local",
        "--root",
        str(project),
        "--state-dir",
        str(tmp_path),
        "--log-level",
        "error",
    ]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    url = next(line.split()[-1] for line in process.stdout if "ready at" in line)
    assert requests.get(f"{url}/health").json() == {"status": "ok"}
    started = descendants(process.pid)
    assert len(started) >= 2  # the launcher and an environment
    process.send_signal(number)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == (0 if number != signal.SIGKILL else -signal.SIGKILL)
    assert "Traceback" not in errors
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{child}").exists() for child in started):
        assert time.monotonic() < deadline, "processes are left"
        time.sleep(0.02)
    assert (tmp_path / "state.json").exists()
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{url}/health")


def test_the_command_line_explains_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(json.dumps({"Resources": {"Q": {"Type": "AWS::Kinesis::Stream"}}}))
    command = [sys.executable, "-m", "local", "--root", str(tmp_path), "--port", "0", "--cloud-port", "0"]
    result = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert result.returncode == 1
    assert result.stderr.startswith("error: Resources.Q: the type AWS::Kinesis::Stream")
