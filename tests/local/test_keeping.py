"""State that is kept without a clean stop, and from everybody else on the machine."""

import json
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from local import Cloud, aws
from local.__main__ import main
from local.autosave import Autosave
from local.stopping import stop_event

ROOT = Path(__file__).parents[2]
STUDIO = """
import sys, time
from pathlib import Path
from local import Cloud

with Cloud(Path(sys.argv[1]), state_dir=Path(sys.argv[2]), save_every=0.1) as cloud:
    print(cloud.endpoint, cloud.resource_name("Table"), cloud.resource_name("Bucket"), flush=True)
    time.sleep(600)
"""


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.02)


def modes(folder: Path) -> set[tuple[bool, int]]:
    """Whether it is a folder, and its mode, of everything in a folder and of itself."""
    paths = [folder, *folder.rglob("*")]
    return {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in paths}


def put(clients: aws.Clients, table: str, bucket: str, name: str) -> None:
    """Store an object, and an item that names it."""
    clients("s3").put_object(Bucket=bucket, Key=name, Body=name.encode())
    item = {"pk": {"S": name}, "sk": {"S": "-"}, "raw": {"B": b"\x00\xff"}}
    clients("dynamodb").put_item(TableName=table, Item=item)


def put_into(cloud: Cloud, name: str) -> None:
    """The same, for a cloud of this process."""
    put(aws.Clients(cloud.endpoint), cloud.resource_name("Table"), cloud.resource_name("Bucket"), name)


def names(cloud: Cloud) -> list[str]:
    """The names of all items; each one's object is there."""
    found = cloud.client("dynamodb").scan(TableName=cloud.resource_name("Table"))["Items"]
    for item in found:
        assert item["raw"] == {"B": b"\x00\xff"}
        kept = cloud.client("s3").get_object(Bucket=cloud.resource_name("Bucket"), Key=item["pk"]["S"])
        assert kept["Body"].read() == item["pk"]["S"].encode()
    return sorted(item["pk"]["S"] for item in found)


def test_a_killed_studio_has_kept_what_it_had_saved(project: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    command = [sys.executable, "-c", STUDIO, str(project), str(state)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        endpoint, *places = process.stdout.readline().split()
        clients = aws.Clients(endpoint)
        for number in range(10):
            put(clients, *places, f"kept-{number}")
        wait_for(lambda: "kept-9" in (state / "state.json").read_text())
        for number in range(20):
            put(clients, *places, f"perhaps-{number}")
        process.send_signal(signal.SIGKILL)
        clients.close()
    with Cloud(project, state_dir=state) as cloud:
        assert set(names(cloud)) >= {f"kept-{number}" for number in range(10)}
        assert cloud.invoke("Probe", {})["running"] == 1


def test_it_saves_only_what_has_changed(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    with Cloud(project, state_dir=tmp_path, save_every=0.05) as cloud:
        begun = file.stat().st_mtime_ns
        cloud.client("dynamodb").scan(TableName=cloud.resource_name("Table"))
        cloud.client("secretsmanager").get_secret_value(SecretId=cloud.resource_name("SessionKey"))
        time.sleep(0.3)
        assert file.stat().st_mtime_ns == begun
        put_into(cloud, "a")
        wait_for(lambda: '"a"' in file.read_text())
        cloud.client("secretsmanager").put_secret_value(SecretId=cloud.resource_name("SessionKey"), SecretString="new")
        wait_for(lambda: '"new"' in file.read_text())
        cloud.client("s3").delete_object(Bucket=cloud.resource_name("Bucket"), Key="a")
        wait_for(lambda: not list((tmp_path / "objects").iterdir()))


def test_a_file_names_no_object_that_is_not_there(project: Path, tmp_path: Path) -> None:
    """However many saves meet however many requests."""
    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            cloud.save()
            entries = json.loads((tmp_path / "state.json").read_text())
            kept = {item["pk"]["S"] for items in entries["tables"].values() for item in items}
            assert kept <= {entry["key"] for entry in entries["objects"]}
            assert all((tmp_path / "objects" / entry["sha256"]).exists() for entry in entries["objects"])

    with Cloud(project, state_dir=tmp_path) as cloud:
        failures: list[BaseException] = []

        def run() -> None:
            try:
                look()
            except BaseException as error:
                failures.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        for number in range(60):
            put_into(cloud, f"picture-{number}")
            if number % 3 == 0:
                cloud.client("dynamodb").delete_item(
                    TableName=cloud.resource_name("Table"), Key={"pk": {"S": f"picture-{number}"}, "sk": {"S": "-"}}
                )
                cloud.client("s3").delete_object(Bucket=cloud.resource_name("Bucket"), Key=f"picture-{number}")
        ended.set()
        thread.join()
        assert failures == []
    with Cloud(project, state_dir=tmp_path) as cloud:
        assert len(names(cloud)) == 40


def test_a_save_that_fails_is_repeated(caplog: pytest.LogCaptureFixture) -> None:
    saved = threading.Event()
    failures = iter([OSError("no space left on device")])

    def save() -> None:
        for failure in failures:
            raise failure
        saved.set()

    counts = iter(range(1_000_000))
    autosave = Autosave(save, lambda: next(counts), 0.01)
    autosave.start()
    assert saved.wait(10)
    autosave.stop()
    assert "the state could not be saved: OSError: no space left on device" in caplog.messages


def test_the_state_is_its_owners_alone(project: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    with Cloud(project, state_dir=state) as cloud:
        put_into(cloud, "a")
    assert modes(state) == {(True, 0o700), (False, 0o600)}
    for path in (state, *state.rglob("*")):  # as an earlier release wrote it, or a copy
        path.chmod(0o755 if path.is_dir() else 0o644)
    with Cloud(project, state_dir=state) as cloud:
        assert modes(state) == {(True, 0o700), (False, 0o600)}
        assert names(cloud) == ["a"]


def test_a_studio_that_runs_is_not_reset_and_one_that_has_stopped_is(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "state"
    reset = ["--reset", "--state-dir", str(folder)]
    with Cloud(project, state_dir=folder) as cloud:
        put_into(cloud, "kept")
        assert main(reset) == 1
        assert "stop it first" in capsys.readouterr().err
    assert (folder / "state.json").exists()
    assert main(reset) == 0
    assert not folder.exists()
    assert main(reset) == 0


def test_who_asked_to_outlive_the_terminal_does() -> None:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        stop = stop_event()
        signal.raise_signal(signal.SIGHUP)
        assert not stop.is_set()
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        stop = stop_event()
        signal.raise_signal(signal.SIGHUP)
        assert stop.is_set()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
