"""GET /health: whether requests are being answered."""

from typing import Any, Literal

from pydantic import BaseModel

from inkwell.api.app import Api

app = Api("reference_kits", access="public")


class Health(BaseModel):
    """Requests are being answered."""

    status: Literal["ok"] = "ok"


@app.get("/health", summary="Whether the studio is up", tags=["System"], responses=app.responses(200))
def health() -> Health:
    return Health()


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return app.resolve(event, context)
