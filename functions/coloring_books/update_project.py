"""PATCH /api/projects/{id}: give a project another name or hero."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import Project, UpdateProjectRequest
from inkwell.coloring_books.plans import plan_table

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits(), nullable=["heroId"])


@app.patch(
    "/api/projects/<id>",
    summary="Give a project another name or hero",
    description=(
        "A `heroId` of null takes the hero out. Audience, style, size and number of pages never change: another value "
        "than the project's is a 400."
    ),
    operation_id="update_project",
    tags=["Projects"],
    responses=app.responses(200, 400, 401, 403, 404, 429),
)
def update_project(id: str, body: UpdateProjectRequest) -> Project:
    return wiring.book_projects().change(app.caller.owner, id, body)


handler = app.resolve
