"""GET /reference-kits/{id}: a kit with all its references, for frontends that poll."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.reference_kits.envelope import KIT_ERRORS
from inkwell.reference_kits.models import ReferenceKit

app = Api(errors=KIT_ERRORS, access="anonymous")


@app.get(
    "/reference-kits/<id>",
    summary="Get a reference kit",
    description="What to poll while a kit is drawn. A reference has a URL as soon as it is `done`.",
    operation_id="get_kit",
    tags=["Reference kits"],
    responses=app.responses(200, 401, 404),
)
def get_kit(id: str) -> ReferenceKit:
    return wiring.reference_kits().get(app.caller.owner, id)


handler = app.resolve
