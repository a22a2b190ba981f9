"""Schemathesis over the whole document: bounded and seeded; no 5xx, and nothing that the document does not promise."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts import openapi_details
from tests.conftest import PASSWORD
from tests.support.client import Client
from tests.support.contract import DOCUMENT, document
from tests.support.script import ScriptServer
from tests.support.stories import Story, ended
from tests.support.studio import Studio, running, scripted
from tests.support.writer import WriterServer

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, scripts: ScriptServer, writers: WriterServer) -> Iterator[Studio]:
    """A studio of its own: after so many sign-ins that fail, it lets nobody else in from this address."""
    root = scripted(tmp_path_factory.mktemp("scripted"), scripts.url, writers.url)
    with running(tmp_path_factory.mktemp("studio"), root, {}, sells=True) as studio:
        yield studio


@pytest.fixture(scope="module")
def ann(own: Studio) -> Iterator[Client]:
    """A signed-in caller of that studio."""
    user = own.add_user("ann", PASSWORD)
    token = Client(own.url).post("/v1/auth/sessions", {"username": "ann", "password": PASSWORD}).json()["access_token"]
    client = Client(own.url, user.id, token)
    yield client
    client.close()


def known(folder: Path, ids: dict[str, dict[str, str]]) -> None:
    """Let a part of the requests be about things that are there.

    Args:
        ids: values of path parameters, by the beginning of the path.
    """
    rules = []
    for path, parameters in ids.items():
        rules += ["[[operations]]", f'include-path-regex = "^{path}"', "[operations.parameters]"]
        rules += [f'"path.{name}" = "{value}"' for name, value in parameters.items()]
    (folder / "schemathesis.toml").write_text("\n".join(rules))


@pytest.mark.parametrize("things", ["known", "unknown"])
def test_no_request_meets_what_the_document_does_not_promise(
    own: Studio, ann: Client, source: str, new_story: Callable[[], Story], tmp_path: Path, things: str
) -> None:
    if things == "known":
        kit = ann.settled(ann.create_kit(source)["id"])["id"]
        scene = {"prompt": "a watch", "projectId": "p", "sceneIndex": 0}
        prediction = ann.post("/api/generate-image", scene).json()["predictionId"]
        task = ended(ann, new_story().start(ann))
        story = {"task_id": task["task_id"], "image_id": task["images"][0]["id"]}
        ids = {"/reference-kits/": {"id": kit}, "/api/": {"id": prediction}, "/v1/images/": story}
        known(tmp_path, ids)
    command: list[Any] = [Path(sys.executable).with_name("schemathesis"), "run", DOCUMENT, "--url", own.url]
    command += ["--header", f"Authorization: Bearer {ann.token}", "--max-redirects", "0", "--request-timeout", "40"]
    command += ["--checks", ",".join(CHECKS), "--continue-on-failure"]
    command += ["--max-examples", "5", "--seed", "1", "--generation-database", "none", "--no-shrink", "--no-color"]
    # Threads of several workers may collide in the parser of Python 3.11 (python/cpython#106905).
    command += ["--suppress-health-check", "all", "--workers", "1"]
    operations = list(openapi_details.operations(document()))
    if things == "known":
        command += ["--include-path-regex", r"\{"]
        operations = [each for each in operations if "{" in each[0]]
    command += ["--phases", "fuzzing" if things == "known" else "examples,coverage,fuzzing"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr
    assert f"Tested: {len(operations)}" in done.stdout, done.stdout
