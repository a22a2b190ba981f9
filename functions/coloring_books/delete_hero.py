"""DELETE /api/heroes/{id}: delete a hero."""

from aws_lambda_powertools.event_handler import Response

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.plans import plan_table

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits())


@app.delete(
    "/api/heroes/<id>",
    summary="Delete a hero",
    description="Projects with this hero have none any more. For 30 days an administrator can restore it.",
    operation_id="delete_hero",
    tags=["Heroes"],
    responses=app.responses(204, 400, 401, 403, 404, 429),
)
def delete_hero(id: str) -> Response[None]:
    wiring.book_heroes().delete(app.caller.owner, id)
    return Response(204)


handler = app.resolve
