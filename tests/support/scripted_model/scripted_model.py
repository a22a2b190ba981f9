"""A picture model that asks the test what to do; brought in as any user brings a model: by a layer."""

import base64
import hashlib
import json
import os
import time
import urllib.request
from types import SimpleNamespace
from typing import Any, NoReturn

from inkwell.aws import clients
from inkwell.aws.objects import S3Objects
from inkwell.core import errors
from inkwell.core.attempts import AttemptMemory
from inkwell.core.image_models import ImageInput, ImageRequest, ImageResult


class ScriptedModel:
    """Tells the test's script server of every request and does as it says."""

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """See `ImageModel`."""
        step = _ask(request, attempt.request_id)
        if "request_id" in step:
            attempt.submitted(step["request_id"])
        if "progress" in step:
            attempt.progress(step["progress"])
        if "fail" in step:
            raise getattr(errors, step["fail"])("a provider's own words that no caller may ever see")
        if step.get("crash") == "now":
            os._exit(1)
        if step.get("crash") == "once stored":
            S3Objects.put = _put_and_crash  # type: ignore[method-assign]
        if "slow_down" in step:
            _slow_down(step["slow_down"])
        if "sleep" in step:
            time.sleep(step["sleep"])
        data = base64.b64decode(step["picture"])
        return ImageResult(data, "image/png", 9, 16, "scripted", cost_micros=step.get("cost_micros"))


def _slow_down(times: int) -> None:
    """So often S3 has more requests than it takes, each time for longer than the SDK has patience."""
    left = iter(range(times))

    def refuse(**_: Any) -> Any:
        if next(left, None) is None:
            return None
        return SimpleNamespace(status_code=503), {"Error": {"Code": "SlowDown", "Message": ""}}

    clients.s3().meta.events.register("before-call.s3.PutObject", refuse)


_put = S3Objects.put


def _put_and_crash(self: S3Objects, *args: Any) -> NoReturn:
    _put(self, *args)
    os._exit(1)


def _ask(request: ImageRequest, request_id: str | None) -> dict[str, Any]:
    question = {
        "prompt": request.prompt,
        "view": request.hints.get("view"),
        "aspect_ratio": request.aspect_ratio,
        "seed": request.seed,
        "references": [[reference.name, _digest(reference)] for reference in request.references],
        "seed_image": request.seed_image and _digest(request.seed_image),
        "request_id": request_id,
    }
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(os.environ["SCRIPT_URL"], json.dumps(question).encode()) as answer:
        step: dict[str, Any] = json.load(answer)
    return step


def _digest(picture: ImageInput) -> str:
    return hashlib.sha256(picture.data).hexdigest()
