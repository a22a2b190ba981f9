"""GET /static/{name}: a script, a style or a picture of the pages."""

from aws_lambda_powertools.event_handler import Response

from inkwell.api.app import Api
from inkwell.picture_books.assets import MEDIA_TYPES, asset
from inkwell.picture_books.entrance import is_open
from inkwell.picture_books.envelope import BOOK_ERRORS

_TYPES = [each.partition(";")[0] for each in MEDIA_TYPES.values()]

app = Api(errors=BOOK_ERRORS, access="public", admit=is_open)


@app.get(
    "/static/<name>",
    summary="A file of the pages",
    description="A script, a style or a drawing. Browsers may keep it for good: a page names it with its version.",
    operation_id="get_asset",
    tags=["Picture books"],
    responses={200: {"description": "OK", "content": {name: {"schema": {"type": "string"}} for name in _TYPES}}}
    | BOOK_ERRORS.errors(404),
)
def get_asset(name: str) -> Response[str]:
    text, media_type = asset(name)
    # A page names the file with its version: another content has another URL.
    return Response(200, media_type, text, headers={"Cache-Control": "public, max-age=31536000, immutable"})


handler = app.resolve
