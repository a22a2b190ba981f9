"""Draw the newest attempt of a run at one picture."""

from typing import Any

from inkwell import wiring
from inkwell.core.drawing import Drawing
from inkwell.model_wiring import finishers, models


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    drawing = Drawing(wiring.jobs(), wiring.objects(), models(), finishers())
    return {"key": event["key"], "drawn": drawing.draw(event["jobId"], event["key"], event["run"])}
