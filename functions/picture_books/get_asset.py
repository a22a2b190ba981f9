"""GET /static/{name}: a script, a style or a picture of the pages."""

from aws_lambda_powertools.event_handler import Response

from inkwell.api.app import Api
from inkwell.picture_books.assets import ASSETS
from inkwell.picture_books.entrance import is_open
from inkwell.picture_books.envelope import BOOK_ERRORS

_CONTENT = {media_type: {"schema": {"type": "string"}} for media_type in ASSETS.media_types}

app = Api(errors=BOOK_ERRORS, access="public", admit=is_open)


@app.get(
    "/static/<name>",
    summary="A file of the pages",
    description="A script, a style or a drawing. Browsers may keep it for good: a page names it with its version.",
    operation_id="get_asset",
    tags=["Picture books"],
    responses={200: {"description": "OK", "content": _CONTENT}} | BOOK_ERRORS.errors(404),
)
def get_asset(name: str) -> Response[str]:
    file = ASSETS.get(name)
    # A page names the file with its version: another content has another URL.
    return Response(200, file.media_type, file.text, headers={"Cache-Control": "public, max-age=31536000, immutable"})


handler = app.resolve
