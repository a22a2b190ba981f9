"""GET /api/serve-image?path=: a project's picture by its handle."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.envelopes import phrase
from inkwell.http import JSON, wants_json_alone
from inkwell.storyboards.envelope import STORYBOARD_ERRORS
from inkwell.storyboards.models import ServedImage
from inkwell.storyboards.serving import served

app = Api(errors=STORYBOARD_ERRORS, access="anonymous")

_AS_JSON: dict[int, Any] = {200: {"description": phrase(200), "content": {JSON: {"model": ServedImage}}}}


@app.get(
    "/api/serve-image",
    summary="A project's picture by its handle",
    description=(
        "Redirects to a URL that is valid for an hour. Who accepts `application/json` and no pictures gets that URL as "
        "JSON, for an `<img>` that cannot send credentials."
    ),
    operation_id="serve_image",
    tags=["Storyboards"],
    responses=app.responses(302, 400, 401, 404) | _AS_JSON,
)
def serve_image(path: Annotated[str, Query(description="A handle, such as localPath")]) -> Response[Any]:
    image = served(app.caller.owner, path, wiring.own_pictures(), stores.objects())
    if wants_json_alone(app.current_event):
        return app.json_response(200, image.model_dump(), {"Vary": "Accept"})
    return Response(302, headers={"Location": image.url, "Vary": "Accept"})


handler = app.resolve
