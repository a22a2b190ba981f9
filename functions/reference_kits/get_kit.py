"""GET /reference-kits/{id}: one kit with all its references; what a frontend polls."""

from typing import Any

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.reference_kits.models import ReferenceKit

app = Api("reference_kits", access="anonymous")


@app.get(
    "/reference-kits/<id>",
    summary="Get a reference kit",
    tags=["Reference kits"],
    responses=app.responses(200, 401, 404),
)
def get_kit(id: str) -> ReferenceKit:
    return wiring.reference_kits().get(app.caller.owner, id)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return app.resolve(event, context)
