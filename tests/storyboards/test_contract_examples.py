"""The contract's own examples: its curl commands as they are printed there, its TypeScript clients under Node."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support.node import TYPESCRIPT, packages
from tests.support.pictures import jpeg, png
from tests.support.studio import Studio

UPLOAD = """
curl -X POST http://localhost:3000/api/upload-images \\
  -F "projectId=test-proj-123" \\
  -F "images=@/path/to/image1.jpg" \\
  -F "images=@/path/to/image2.png"
"""
STORYBOARD = """
curl -X POST http://localhost:3000/api/storyboard \\
  -H "Content-Type: application/json" \\
  -d '{
    "prompt": "Luxury watch advertisement with golden hour lighting",
    "targetDuration": 15,
    "referenceImageUrls": [
      "/tmp/projects/test-proj-123/uploads/1234567890-abc123.jpg"
    ]
  }'
"""
IMAGE = """
curl -X POST http://localhost:3000/api/generate-image \\
  -H "Content-Type: application/json" \\
  -d '{
    "prompt": "Professional product photography of luxury watch",
    "projectId": "test-proj-123",
    "sceneIndex": 0
  }'
"""
POLL = "curl http://localhost:3000/api/generate-image/abc123def456"


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two pictures."""
    folder = tmp_path_factory.mktemp("pictures")
    (folder / "image1.jpg").write_bytes(jpeg())
    (folder / "image2.png").write_bytes(png())
    return folder


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
def test_the_curl_commands_run_as_they_are_printed(studio: Studio, pictures: Path) -> None:
    def run(command: str) -> Any:
        command = command.replace("http://localhost:3000", studio.url).replace("/path/to", str(pictures))
        done = subprocess.run(["bash", "-c", command], capture_output=True, check=True, timeout=60)
        return json.loads(done.stdout)

    assert [each["mimeType"] for each in run(UPLOAD)["images"]] == ["image/jpeg", "image/png"]
    assert len(run(STORYBOARD)["scenes"]) == 5
    started = run(IMAGE)
    assert (started["success"], started["status"]) == (True, "starting")
    assert run(POLL)["code"] == "NOT_FOUND"
    shown = run(POLL.replace("abc123def456", started["predictionId"]))
    assert shown["status"] in ("starting", "processing", "succeeded")


def test_the_typescript_examples_run_unchanged(studio: Studio, pictures: Path) -> None:
    packages()
    files = [str(pictures / name) for name in ("image1.jpg", "image2.png")]
    command = ["node", str(TYPESCRIPT / "run.mjs"), studio.url, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert [each["originalName"] for each in seen["uploaded"]["images"]] == ["image1.jpg", "image2.png"]
    assert len(seen["scenes"]) == len(seen["retried"]["scenes"]) == 5
    assert seen["image"]["localPath"].startswith("/tmp/projects/proj-123abc/images/scene-0-")
    assert seen["next"]["localPath"].startswith("/tmp/projects/proj-123abc/images/scene-1-")
    assert seen["reported"][0] == ["starting", 0]
    assert seen["reported"][-1] == ["succeeded", 100]
    assert seen["refused"] == "prompt must not be blank"
