"""POST /api/heroes: start drawing a new hero."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import CreateHeroRequest, JobStarted
from inkwell.coloring_books.plans import plan_table
from inkwell.coloring_books.switch import require_generation

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits("heroes"), switch=require_generation)


@app.post(
    "/api/heroes",
    summary="Start drawing a new hero",
    description=(
        "Draws the reference sheet of a character: front, three-quarter, side and back view. Poll the job with `GET "
        "/api/generate/{jobId}`; it has `heroId` as soon as the hero is there. A sheet that fails costs nothing."
    ),
    operation_id="create_hero",
    tags=["Heroes"],
    responses=app.responses(202, 400, 401, 402, 409, 422, 429, 503),
)
def create_hero(body: CreateHeroRequest) -> Response[JobStarted]:
    heroes, owner = wiring.book_heroes(), app.caller.owner
    return app.once(stores.idempotency(), lambda claim: heroes.create(owner, body, claim))


handler = app.resolve
