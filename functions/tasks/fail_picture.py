"""A picture was tried often enough: it failed, its siblings go on."""

from typing import Any

from inkwell import wiring
from inkwell.core.drawing import give_up
from inkwell.core.jobs import Try


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    which = Try(event["jobId"], event["key"], event["attempt"])
    give_up(wiring.jobs(), which, event["error"]["Error"])
    return {"key": which.key, "drawn": False}
