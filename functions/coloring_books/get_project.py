"""GET /api/projects/{id}: a project with all its pages."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import Project
from inkwell.coloring_books.plans import plan_table

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits())


@app.get(
    "/api/projects/<id>",
    summary="Get a project with all its pages",
    description="A page that was not generated yet is blank: its `currentVersion` is 0 and its URLs are null.",
    operation_id="get_project",
    tags=["Projects"],
    responses=app.responses(200, 400, 401, 403, 404, 429),
)
def get_project(id: str) -> Project:
    return wiring.book_projects().get(app.caller.owner, id)


handler = app.resolve
