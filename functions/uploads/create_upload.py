"""POST /api/upload: a presigned URL to upload one picture."""

from inkwell import stores
from inkwell.api.app import Api
from inkwell.coloring_books.plans import plan_table
from inkwell.uploads.envelope import STUDIO_ERRORS
from inkwell.uploads.models import UploadRequest, UploadTicket
from inkwell.uploads.tickets import issue

app = Api(errors=STUDIO_ERRORS, access="anonymous", limits=plan_table().limits("uploads"))


@app.post(
    "/api/upload",
    summary="Get a presigned URL to upload one picture",
    description=(
        "PUT the file to `uploadUrl` within 15 minutes, then use `key` wherever a picture is asked for. Uploads are "
        "gone after a day."
    ),
    operation_id="create_upload",
    tags=["Uploads"],
    responses=app.responses(200, 400, 401, 429),
)
def create_upload(body: UploadRequest) -> UploadTicket:
    return issue(app.caller.owner, body, stores.uploads(), stores.objects())


handler = app.resolve
