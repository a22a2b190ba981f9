"""DELETE /reference-kits/{id}: delete a kit in any state, with all its objects."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.reference_kits.envelope import KIT_ERRORS
from inkwell.reference_kits.models import DeletedReferenceKit

app = Api(errors=KIT_ERRORS, access="anonymous")


@app.delete(
    "/reference-kits/<id>",
    summary="Delete a reference kit and all its pictures",
    description="Deletes a kit in any state, with everything that was stored for it.",
    operation_id="delete_kit",
    tags=["Reference kits"],
    responses=app.responses(200, 401, 404),
)
def delete_kit(id: str) -> DeletedReferenceKit:
    wiring.reference_kits().delete(app.caller.owner, id)
    return DeletedReferenceKit()


handler = app.resolve
