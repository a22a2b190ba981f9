"""POST /v1/auth/sessions, and its alias /v1/auth/login: sign in."""

from inkwell import wiring
from inkwell.accounts.models import LoginRequest, Session
from inkwell.api.app import Api
from inkwell.api.requests import source_address
from inkwell.story_images.envelope import STORY_ERRORS

app = Api(errors=STORY_ERRORS, access="public")


@app.post(
    "/v1/auth/login",
    summary="Sign in (alias of /v1/auth/sessions)",
    description=(
        "Gives an access token that is valid for 15 minutes. Five failures of one name from one address are followed "
        "by 429."
    ),
    tags=["Accounts"],
    responses=app.responses(200, 400, 401, 429),
    operation_id="log_in",
)
@app.post(
    "/v1/auth/sessions",
    summary="Sign in",
    description=(
        "Gives an access token that is valid for 15 minutes. Five failures of one name from one address are followed "
        "by 429."
    ),
    tags=["Accounts"],
    responses=app.responses(200, 400, 401, 429),
    operation_id="create_session",
)
def create_session(body: LoginRequest) -> Session:
    return wiring.sessions().log_in(body, source_address(app.current_event))


handler = app.resolve
