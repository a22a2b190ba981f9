"""GET /api/projects: the caller's projects, the newest change first."""

from aws_lambda_powertools.event_handler import Response

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.api.lists import Cursor, Limit, position
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import ProjectList
from inkwell.coloring_books.plans import plan_table
from inkwell.core.paging import USUAL_LIMIT

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits())


@app.get(
    "/api/projects",
    summary="List projects, the newest change first",
    description="A page of your projects. Another page follows where the response has a `Link` header.",
    operation_id="list_projects",
    tags=["Projects"],
    responses=app.responses(200, 400, 401, 429),
)
def list_projects(limit: Limit = USUAL_LIMIT, cursor: Cursor = None) -> Response[ProjectList]:
    return app.page(wiring.book_projects().list(app.caller.owner, limit, position(cursor)), "projects")


handler = app.resolve
