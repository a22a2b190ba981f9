"""POST /reference-kits/{id}/regenerate/{type}: draw one reference again, in place."""

from aws_lambda_powertools.event_handler import Response

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.reference_kits.envelope import KIT_ERRORS
from inkwell.reference_kits.models import ReferenceKit

app = Api(errors=KIT_ERRORS, access="anonymous")


@app.post(
    "/reference-kits/<id>/regenerate/<type>",
    summary="Draw one reference again, or add it",
    operation_id="regenerate_reference",
    tags=["Reference kits"],
    responses=app.responses(200, 400, 401, 404, 409, 422, 503),
)
def regenerate_reference(id: str, type: str) -> Response[ReferenceKit]:
    kits, owner = wiring.reference_kits(), app.caller.owner
    return app.once(wiring.idempotency(), lambda claim: kits.regenerate(owner, id, type, claim))


handler = app.resolve
