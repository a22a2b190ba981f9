"""GET /api/serve-image?path=: a project's picture by its handle."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.storyboards.envelope import STORYBOARD_ERRORS
from inkwell.storyboards.serving import url_of

app = Api(errors=STORYBOARD_ERRORS, access="anonymous")


@app.get(
    "/api/serve-image",
    summary="A project's picture by its handle",
    description="Redirects to a URL that is valid for an hour.",
    operation_id="serve_image",
    tags=["Storyboards"],
    responses=app.responses(302, 400, 401, 404),
)
def serve_image(path: Annotated[str, Query(description="A handle, such as localPath")]) -> Response[Any]:
    url = url_of(app.caller.owner, path, wiring.own_pictures(), wiring.objects())
    return Response(302, headers={"Location": url})


handler = app.resolve
