"""The client that openapi-python-client makes of the document: one flow of each family."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PASSWORD
from tests.support.client import Client, eventually
from tests.support.contract import DOCUMENT
from tests.support.pictures import png
from tests.support.readers import Reader
from tests.support.stories import Story
from tests.support.studio import Studio

PACKAGE = "generated_inkwell_client"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The generated package, which can be imported."""
    folder = tmp_path_factory.mktemp("client")
    generator = Path(sys.executable).with_name("openapi-python-client")
    command = [generator, "generate", "--path", DOCUMENT, "--output-path", folder / PACKAGE, "--meta", "none"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout
    # It says so where it leaves out an operation or a type.
    assert "WARNING parsing" not in done.stdout, done.stdout
    sys.path.insert(0, str(folder))
    yield PACKAGE
    sys.path.remove(str(folder))


class Generated:
    """The generated client of one caller.

    Args:
        package: the name of the generated package.
        url: of the API.
        token: what the caller signs in with; None for nobody.
        cookies: what a visitor has.
    """

    def __init__(self, package: str, url: str, token: str | None, cookies: dict[str, str] | None = None) -> None:
        self.package = package
        self.models: Any = import_module(f"{package}.models")
        self.types: Any = import_module(f"{package}.types")
        top = import_module(package)
        client = top.AuthenticatedClient(base_url=url, token=token) if token else top.Client(base_url=url)
        self._client = client.with_cookies(cookies or {})

    def call(self, operation: str, *arguments: Any, **more: Any) -> Any:
        """What an operation gives: a model, such as that of the success or of an error."""
        return import_module(f"{self.package}.api.{operation}").sync(*arguments, client=self._client, **more)

    def until(self, final: tuple[str, ...], operation: str, *arguments: Any) -> Any:
        """What an operation gives, once its status is final."""

        def look() -> Any:
            found = self.call(operation, *arguments)
            return found if found.status.value in final else None

        return eventually(look, f"the end of {operation}")


@pytest.fixture
def client(package: str, studio: Studio, alice: Client) -> Generated:
    """Alice's generated client."""
    signed_in = Generated(package, studio.url, None)
    login = signed_in.models.LoginRequest(username="alice", password=PASSWORD)
    return Generated(package, studio.url, signed_in.call("accounts.create_session", body=login).access_token)


def test_reference_kits(client: Generated, source: str) -> None:
    models = client.models
    wanted = models.CreateReferenceKitRequest(name="Amalia", source_image_url=source)
    key = str(time.time_ns())
    kit = client.call("reference_kits.create_kit", body=wanted, idempotency_key=key)
    assert client.call("reference_kits.create_kit", body=wanted, idempotency_key=key).id == kit.id
    kit = client.until(("ready", "failed"), "reference_kits.get_kit", kit.id)
    assert kit.status.value == "ready"
    assert kit.id in [each.id for each in client.call("reference_kits.list_kits", limit=100)]
    renamed = client.call("reference_kits.update_kit", kit.id, body=models.UpdateReferenceKitRequest(name="Bea"))
    assert renamed.name == "Bea"
    client.call("reference_kits.regenerate_reference", kit.id, models.RegenerateReferenceType.PROFILE)
    client.until(("ready", "failed"), "reference_kits.get_kit", kit.id)
    drawn = client.call("reference_kits.create_images", kit.id, body=models.DrawWithKitRequest(prompt="at the sea"))
    drawn = client.until(("ready", "failed"), "reference_kits.get_images", kit.id, drawn.id)
    assert drawn.images[0].url
    assert client.call("reference_kits.delete_kit", kit.id).success
    error = client.call("reference_kits.get_kit", kit.id)
    assert (error.status_code, error.message) == (404, "Reference kit not found")


def test_storyboards(client: Generated) -> None:
    models = client.models
    files = [client.types.File(payload=BytesIO(png()), file_name="a.png", mime_type="image/png")]
    form = models.UploadImagesImageUpload(project_id="p", images=files)
    (uploaded,) = client.call("storyboards.upload_images", body=form).images
    board = client.call("storyboards.create_storyboard", body=models.StoryboardRequest(prompt="A watch, golden light"))
    request = models.ImageGenerationRequest(
        prompt=board.scenes[0].image_prompt, project_id="p", scene_index=0, seed_image=uploaded.local_path
    )
    started = client.call("storyboards.create_prediction", body=request)
    final = ("succeeded", "failed", "canceled")
    prediction = client.until(final, "storyboards.get_prediction", started.prediction_id)
    assert prediction.image.local_path.startswith("/tmp/projects/p/images/scene-0-")
    error = client.call("storyboards.cancel_prediction", started.prediction_id)
    assert (error.success, error.retryable) == (False, False)


def test_story_images(client: Generated, new_story: Callable[[], Story]) -> None:
    models = client.models
    request = models.StoryImagesRequest(story_topic=new_story().topic, art_style="watercolor")
    started = client.call("story_images.create_story_task", body=request)
    task = client.until(("completed", "failed"), "story_images.get_story_task", started.task_id)
    assert task.status.value == "completed"
    image = client.call("story_images.regenerate_story_image", task.images[0].id)
    final = ("completed", "failed")
    image = client.until(final, "story_images.get_story_image", image.id)
    assert len(image.urls) == 2
    assert client.call("accounts.delete_session") is None


def test_picture_books(package: str, studio: Studio) -> None:
    browser = Reader(studio.url)
    scene_id = browser.start("A little fox", protagonist_age="toddler")
    reader = Generated(package, studio.url, None, {"session_kids": browser.cookie})
    shown = reader.until(("complete", "failed"), "picture_books.get_scene_image", "kids", scene_id)
    assert [extra.type_.value for extra in shown.extra_images] == ["close-up", "wide-shot"]
    error = reader.call("picture_books.get_scene_image", "kids", "unknown")
    assert error.error == "There is no such scene"
