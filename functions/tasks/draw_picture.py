"""Draw one attempt at one picture."""

from typing import Any

from inkwell import wiring
from inkwell.core.drawing import draw
from inkwell.providers.registry import Registry
from inkwell.providers.table import model_table


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    models = Registry(model_table())
    drawn = draw(wiring.jobs(), wiring.objects(), models, event["jobId"], event["key"], event["attempt"])
    return {"key": event["key"], "drawn": drawn}
