"""Draw one attempt at one picture."""

from typing import Any

from inkwell import wiring
from inkwell.core.drawing import draw
from inkwell.core.jobs import Try
from inkwell.model_wiring import models


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    which = Try(event["jobId"], event["key"], event["attempt"])
    return {"key": which.key, "drawn": draw(wiring.jobs(), wiring.objects(), models(), which)}
