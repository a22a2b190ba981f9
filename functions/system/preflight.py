"""OPTIONS of every path that is no endpoint, so that scripts of another origin can read the gateway's 404."""

from aws_lambda_powertools.event_handler import Response

from inkwell.api.app import Api
from inkwell.api.cors import preflight
from inkwell.reference_kits.envelope import KIT_ERRORS

app = Api(errors=KIT_ERRORS, access="public")


@app.route(".*", method="OPTIONS", include_in_schema=False)
def anywhere() -> Response[None]:
    return preflight()


handler = app.resolve
