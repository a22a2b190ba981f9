"""PATCH /reference-kits/{id}: give a kit another name."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.reference_kits.envelope import KIT_ERRORS
from inkwell.reference_kits.models import ReferenceKit, UpdateReferenceKitRequest

app = Api(errors=KIT_ERRORS, access="anonymous")


@app.patch(
    "/reference-kits/<id>",
    summary="Update a reference kit's name",
    description="Gives a kit another name. Without one nothing changes.",
    operation_id="update_kit",
    tags=["Reference kits"],
    responses=app.responses(200, 400, 401, 404),
)
def update_kit(id: str, body: UpdateReferenceKitRequest) -> ReferenceKit:
    return wiring.reference_kits().rename(app.caller.owner, id, body.name)


handler = app.resolve
