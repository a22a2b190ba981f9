"""What takes its time is started first and looked at last."""

from typing import Any

import pytest

from tests.support.client import Client
from tests.support.pictures import PictureServer, png
from tests.support.script import CRASH, CRASH_ONCE_STORED, HANG, Script, ScriptServer, fail

# For each reference: what happens to it, how often the model is asked, and how it ends.
TROUBLES: dict[str, tuple[list[dict[str, Any]], int, str]] = {
    "anchor": ([fail("ModelRateLimited")], 2, "done"),
    "profile": ([fail("ModelUnavailable"), fail("ModelTimeout")], 3, "done"),
    "half_body": ([CRASH], 2, "done"),
    "full_body": ([HANG], 2, "done"),
    "expression_smile": ([CRASH_ONCE_STORED], 1, "done"),
    "expression_serious": ([fail("ModelMalformedAnswer"), CRASH, fail("ModelUnavailable")], 3, "failed"),
    "expression_surprised": ([fail("ModelRefused")], 1, "failed"),
    "expression_angry": ([{"request_id": "request-1", **CRASH}], 2, "done"),
}


@pytest.fixture(scope="session", autouse=True)
def troubled(alice: Client, scripts: ScriptServer, pictures: PictureServer) -> tuple[Script, str]:
    """A kit that has just been asked for and will go through all of these troubles; its script and its id."""
    script = scripts.script(png())
    for view, (steps, _, _) in TROUBLES.items():
        script.on(view, *steps)
    expressions = [view.removeprefix("expression_") for view in TROUBLES if view.startswith("expression_")]
    url = pictures.serve(script.picture)
    return script, alice.create_kit(url, "Storm", generateExtended=True, expressions=expressions)["id"]
