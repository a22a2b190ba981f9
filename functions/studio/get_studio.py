"""GET /studio: the studio in a browser, which is the files in `static/`."""

from pathlib import Path
from typing import Any

from aws_lambda_powertools.event_handler import Response

from inkwell.api.app import Api
from inkwell.api.studio import is_on, policy
from inkwell.http import see_other
from inkwell.reference_kits.envelope import KIT_ERRORS
from inkwell.static_files import StaticFiles

FILES = StaticFiles(Path(__file__).with_name("static"))
PAGE = "index.html"

app = Api(errors=KIT_ERRORS, access="public", admit=is_on)


@app.get(
    "/studio",
    summary="The studio in a browser",
    description="Redirects to its page. There only where the parameter Studio is on, as on your own machine.",
    operation_id="get_studio",
    tags=["System"],
    responses=app.responses(303, 404),
)
def get_studio() -> Response[Any]:
    # The page names its files by relative paths, as it must on any host.
    return see_other(app.current_event, f"/studio/{PAGE}")


@app.get(
    "/studio/<name>",
    summary="A file of the studio",
    description="The page, a script, a style or a drawing. Any other host can serve the same files.",
    operation_id="get_studio_file",
    tags=["System"],
    responses=app.responses(404)
    | {
        200: {"description": "OK", "content": {name: {"schema": {"type": "string"}} for name in FILES.media_types}},
        304: {"description": "Not Modified: the file is the one that the request's If-None-Match names"},
    },
)
def get_studio_file(name: str) -> Response[Any]:
    file = FILES.get(name)
    # A file may change with each deployment: browsers keep it, and ask whether it is still the same.
    headers: dict[str, Any] = {"Cache-Control": "no-cache", "ETag": f'"{file.version}"'}
    if name == PAGE:
        headers |= {"Content-Security-Policy": policy(file.text), "Referrer-Policy": "no-referrer"}
    if app.current_event.headers.get("if-none-match") == headers["ETag"]:
        return Response(304, headers=headers)
    return Response(200, file.media_type, file.text, headers=headers)


handler = app.resolve
