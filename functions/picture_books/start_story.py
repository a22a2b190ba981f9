"""POST /{tier}/story/start: begin a story."""

from functools import partial
from typing import Any

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api, replayed
from inkwell.api.sources import picture_sources
from inkwell.http import JSON, MULTIPART, URLENCODED, see_other
from inkwell.model_wiring import telling
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_ERRORS
from inkwell.picture_books.models import StartStoryRequest
from inkwell.picture_books.references import References
from inkwell.picture_books.tiers import TIERS, TierKey
from inkwell.picture_books.views import scene_path

app = Api(errors=BOOK_ERRORS, access="newcomer", admit=admit, media_types=(URLENCODED, MULTIPART, JSON))


@app.post(
    "/<tier>/story/start",
    summary="Begin a story",
    description="Tells the first scene within 25 seconds, sets the visitor's cookie and redirects to the scene.",
    operation_id="start_story",
    tags=["Picture books"],
    responses=app.responses(303, 400, 403, 404, 409, 422, 429, 502, 503),
)
def start_story(tier: TierKey, body: StartStoryRequest) -> Response[Any]:
    if not wiring.reading().has_session(app.caller.owner, TIERS[tier]):
        app.begin_session()
    visitor = app.caller.owner
    keep = References(picture_sources(), stores.jobs(), stores.objects()).keep
    start = partial(telling(visitor).start, visitor, TIERS[tier], body, keep, app.spend)
    response = app.claimed(stores.idempotency(), start)
    redirect = see_other(app.current_event, scene_path(tier, response.body["scene_id"]), replayed(response))
    redirect.cookies.append(app.session_cookie)
    return redirect


handler = app.resolve
