"""POST /api/upload: a presigned URL to upload one picture."""

from typing import Any

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.uploads.models import UploadRequest, UploadTicket
from inkwell.uploads.tickets import issue

app = Api("studio", access="anonymous")


@app.post(
    "/api/upload",
    summary="Get a presigned URL to upload one picture",
    tags=["Uploads"],
    responses=app.responses(200, 400, 401),
)
def create_upload(body: UploadRequest) -> UploadTicket:
    return issue(app.caller.owner, body, wiring.uploads(), wiring.objects())


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return app.resolve(event, context)
