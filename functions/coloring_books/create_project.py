"""POST /api/projects: create a project with blank pages."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import CreateProjectRequest, Project
from inkwell.coloring_books.plans import plan_table

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits())


@app.post(
    "/api/projects",
    summary="Create a project with blank pages",
    description="Audience, style, size and number of pages never change afterwards.",
    operation_id="create_project",
    tags=["Projects"],
    responses=app.responses(201, 400, 401, 403, 409, 422, 429, 503),
)
def create_project(body: CreateProjectRequest) -> Response[Project]:
    projects, owner = wiring.book_projects(), app.caller.owner
    return app.once(stores.idempotency(), lambda claim: projects.create(owner, body, claim))


handler = app.resolve
