"""Draw the newest attempt of a run at one picture."""

from typing import Any

from inkwell import stores
from inkwell.core.drawing import Drawing
from inkwell.core.logs import of_a_job
from inkwell.model_wiring import finishers, models


@of_a_job
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    drawing = Drawing(stores.jobs(), stores.objects(), models(), finishers())
    return {"key": event["key"], "drawn": drawing.draw(event["jobId"], event["key"], event["run"])}
