"""The models of the crash tests: stand-ins that answer at once."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from inkwell.core.image_models import Finished, ImageRequest, ImageResult
from inkwell.imaging.finishing import WithThumbnail
from tests.support.writer import page_plan, scene, tale

_WRITER = "openrouter/gemini-3.6-flash"
_SYNCHRONOUS = "openai/gpt-image-2.5-sunburst"


class Gate(WithThumbnail):
    """The check of pages without the work on them: it refuses the first attempt at page 2."""

    def finish(self, result: ImageResult, request: ImageRequest) -> Finished:
        finished = super().finish(result, request)
        is_refused = request.hints.get("page_number") == 2 and _CORRECTION not in request.prompt
        return replace(finished, correction=_CORRECTION, flaws=1.0) if is_refused else finished


_CORRECTION = "Close every outline."


def written(prompt: str) -> dict[str, Any]:
    """What the text model writes: the plan of a book with three pages, a scene of a picture book, or a story."""
    if "Plan all 3 pages" in prompt:
        return page_plan((1, 2, 3))
    return scene() if prompt.startswith("The wish: ") else tale(2)


def model_table(servers: Mapping[str, Any]) -> str:
    """The model table whose providers are these servers, as JSON."""
    pace = {"requests_per_minute": 60_000, "burst": 1000}
    return json.dumps(
        {
            "extends": "replicate",
            "roles": {"quality": _SYNCHRONOUS},
            "text_roles": {"story": _WRITER, "scene": _WRITER, "page_plan": _WRITER},
            "providers": {name: {"base_url": server.base_url, **pace} for name, server in servers.items()},
        }
    )
