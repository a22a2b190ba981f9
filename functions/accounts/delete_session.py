"""DELETE /v1/auth/sessions: sign out."""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.story_images.envelope import STORY_ERRORS

app = Api(errors=STORY_ERRORS, access="session")


@app.delete(
    "/v1/auth/sessions",
    summary="Sign out",
    description="Ends the session: it cannot be refreshed any more.",
    tags=["Accounts"],
    responses=app.responses(204, 401),
    operation_id="delete_session",
)
def delete_session() -> Response[None]:
    wiring.sessions().log_out(app.caller.token)
    return Response(HTTPStatus.NO_CONTENT)


handler = app.resolve
