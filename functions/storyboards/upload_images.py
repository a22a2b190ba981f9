"""POST /api/upload-images: pictures into a project, as a form."""

from inkwell import stores
from inkwell.api.app import Api
from inkwell.api.forms import parts
from inkwell.storyboards.envelope import STORYBOARD_ERRORS
from inkwell.storyboards.errors import UploadFailed
from inkwell.storyboards.models import ImageUpload, UploadedImages
from inkwell.storyboards.uploading import upload

app = Api(errors=STORYBOARD_ERRORS, access="anonymous", failure=UploadFailed, form=ImageUpload)


@app.post(
    "/api/upload-images",
    summary="Upload pictures into a project",
    description="All files are looked into before any is stored. A form holds about 4.4 MB.",
    operation_id="upload_images",
    tags=["Storyboards"],
    responses=app.responses(200, 400, 401),
)
def upload_images() -> UploadedImages:
    return upload(app.caller.owner, parts(app.current_event), stores.project_files(), stores.objects())


handler = app.resolve
