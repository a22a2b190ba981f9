"""GET /health: a sign that the API is up."""

from typing import Literal

from pydantic import BaseModel

from inkwell.api.app import Api
from inkwell.reference_kits.envelope import KIT_ERRORS

app = Api(errors=KIT_ERRORS, access="public")


class Health(BaseModel):
    """Requests are being answered."""

    status: Literal["ok"] = "ok"


@app.get(
    "/health",
    summary="Whether the studio is up",
    description="Looks at nothing else: it says that requests are being answered.",
    tags=["System"],
    operation_id="health",
    responses=app.responses(200),
)
def health() -> Health:
    return Health()


handler = app.resolve
