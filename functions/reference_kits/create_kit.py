"""POST /reference-kits: create a kit and start drawing it."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.api.sources import picture_sources
from inkwell.reference_kits.envelope import KIT_ERRORS
from inkwell.reference_kits.models import CreateReferenceKitRequest, ReferenceKit

app = Api(errors=KIT_ERRORS, access="anonymous")


@app.post(
    "/reference-kits",
    summary="Create a reference kit and start drawing its references",
    description=(
        "Fetches, checks and cleans the picture, and stores the kit. Its references are drawn in the background: poll "
        "the kit until it is `ready` or `failed`."
    ),
    operation_id="create_kit",
    tags=["Reference kits"],
    responses=app.responses(201, 400, 401, 409, 422),
)
def create_kit(body: CreateReferenceKitRequest) -> Response[ReferenceKit]:
    kits, owner = wiring.reference_kits(), app.caller.owner
    return app.once(stores.idempotency(), lambda claim: kits.create(owner, body, picture_sources(), claim))


handler = app.resolve
