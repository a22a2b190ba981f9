"""GET /reference-kits/{id}/images/{jobId}: the pictures drawn with a kit, for frontends that poll."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.reference_kits.envelope import KIT_ERRORS
from inkwell.reference_kits.models import KitImages

app = Api(errors=KIT_ERRORS, access="anonymous")


@app.get(
    "/reference-kits/<id>/images/<jobId>",
    summary="Get pictures drawn with a kit",
    description="What to poll while the pictures are drawn.",
    operation_id="get_images",
    tags=["Reference kits"],
    responses=app.responses(200, 401, 404),
)
def get_images(id: str, jobId: str) -> KitImages:
    return wiring.kit_pictures().get(app.caller.owner, id, jobId)


handler = app.resolve
