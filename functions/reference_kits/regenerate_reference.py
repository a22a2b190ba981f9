"""POST /reference-kits/{id}/regenerate/{type}: draw one reference again, in place."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.reference_kits.envelope import KIT_ERRORS
from inkwell.reference_kits.kinds import ORDER
from inkwell.reference_kits.models import ReferenceKit

# Only documented here: the use case refuses other types in the words of the contract.
ReferenceType = Annotated[str, Path(json_schema_extra={"enum": list(ORDER)})]

app = Api(errors=KIT_ERRORS, access="anonymous")


@app.post(
    "/reference-kits/<id>/regenerate/<type>",
    summary="Draw one reference again, or add it",
    description=(
        "Draws a reference again; the old picture stays until the new one is stored. A reference that the kit does not"
        " have is added, and one that is being drawn is left alone."
    ),
    operation_id="regenerate_reference",
    tags=["Reference kits"],
    responses=app.responses(200, 400, 401, 404, 409, 422, 503),
)
def regenerate_reference(id: str, type: ReferenceType) -> Response[ReferenceKit]:
    kits, owner = wiring.reference_kits(), app.caller.owner
    return app.once(stores.idempotency(), lambda claim: kits.regenerate(owner, id, type, claim))


handler = app.resolve
