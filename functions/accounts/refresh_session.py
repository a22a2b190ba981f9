"""POST /v1/auth/refresh: a fresh access token of the same session."""

from inkwell import wiring
from inkwell.accounts.models import Session
from inkwell.api.app import Api
from inkwell.story_images.envelope import STORY_ERRORS

app = Api(errors=STORY_ERRORS, access="session")


@app.post(
    "/v1/auth/refresh",
    summary="Get a fresh access token",
    description="Takes a token that is still valid. A session ends 12 hours after signing in.",
    tags=["Accounts"],
    responses=app.responses(200, 401),
    operation_id="refresh_session",
)
def refresh_session() -> Session:
    return wiring.sessions().refresh(app.caller.token)


handler = app.resolve
