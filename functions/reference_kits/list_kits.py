"""GET /reference-kits: the caller's kits, newest first."""

from aws_lambda_powertools.event_handler import Response

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.api.lists import Cursor, Limit, position
from inkwell.core.paging import USUAL_LIMIT
from inkwell.reference_kits.envelope import KIT_ERRORS
from inkwell.reference_kits.models import KitStatus, ReferenceKit

app = Api(errors=KIT_ERRORS, access="anonymous")


@app.get(
    "/reference-kits",
    summary="List reference kits, newest first",
    description=(
        "A page of your kits. Another page follows where the response has a `Link` header; a page may have fewer kits "
        "than `limit`, even none."
    ),
    operation_id="list_kits",
    tags=["Reference kits"],
    responses=app.responses(200, 400, 401),
)
def list_kits(
    status: KitStatus | None = None, limit: Limit = USUAL_LIMIT, cursor: Cursor = None
) -> Response[list[ReferenceKit]]:
    return app.page(wiring.reference_kits().list(app.caller.owner, status, limit, position(cursor)))


handler = app.resolve
