"""POST /reference-kits/{id}/images: draw new pictures of the kit's character."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.api.sources import picture_sources
from inkwell.providers.table import model_table
from inkwell.reference_kits.envelope import KIT_ERRORS
from inkwell.reference_kits.models import DrawWithKitRequest, KitImages

app = Api(errors=KIT_ERRORS, access="anonymous")


@app.post(
    "/reference-kits/<id>/images",
    summary="Draw new pictures with a kit: from a prompt, or by face swap",
    description=(
        "Draws the character of a kit that is ready: `prompt` alone draws it anew, `sourceImageUrl` with `consent` "
        "puts its face into that picture."
    ),
    operation_id="create_images",
    tags=["Reference kits"],
    responses=app.responses(202, 400, 401, 404, 409, 422),
)
def create_images(id: str, body: DrawWithKitRequest) -> Response[KitImages]:
    pictures, owner, prices = wiring.kit_pictures(), app.caller.owner, model_table().price_micros
    return app.once(
        stores.idempotency(), lambda claim: pictures.draw(owner, id, body, picture_sources(), prices, claim)
    )


handler = app.resolve
