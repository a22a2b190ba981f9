"""POST /api/generate: start generating pages of a project."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import GenerateRequest, GenerationStarted
from inkwell.coloring_books.plans import plan_table
from inkwell.coloring_books.switch import require_generation

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits("generation"), switch=require_generation)


@app.post(
    "/api/generate",
    summary="Start generating pages",
    description=(
        "Plans the pages from the idea, one scene a page, and draws them side by side. Poll the job with `GET "
        "/api/generate/{jobId}`. Each page that succeeds is paid for, and gets a new version; what fails costs nothing."
    ),
    operation_id="generate",
    tags=["Generation"],
    responses=app.responses(202, 400, 401, 402, 403, 404, 409, 422, 429, 503),
)
def generate(body: GenerateRequest) -> Response[GenerationStarted]:
    generations, owner = wiring.generations(), app.caller.owner
    return app.once(stores.idempotency(), lambda claim: generations.start(owner, body, claim))


handler = app.resolve
