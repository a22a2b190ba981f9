"""POST /webhooks/replicate: Replicate's report about a prediction."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from inkwell import stores
from inkwell.api.app import Api
from inkwell.aws.secrets import provider_keys
from inkwell.providers.replicate_webhooks import receive
from inkwell.providers.webhook_signatures import verify
from inkwell.reference_kits.envelope import KIT_ERRORS
from inkwell.settings import ModelSettings, load

#: Lambda's own limit: a report has the prediction's input and logs, and its signature is checked before it is parsed.
MAX_BYTES = 6 * 1024 * 1024

app = Api(errors=KIT_ERRORS, access="public", max_bytes=MAX_BYTES)


@app.post(
    "/webhooks/replicate",
    summary="For Replicate: what became of a prediction",
    description="Signed by Replicate. Other callers have no use for it.",
    operation_id="replicate_webhook",
    tags=["System"],
    responses=app.responses(200, 400, 401),
)
def replicate_webhook() -> Response[Any]:
    event = app.current_event
    body = app.raw_body
    secrets = provider_keys(load(ModelSettings).provider_secret_id).get("replicate_webhook", "")
    webhook_id = verify({name.lower(): text for name, text in event.headers.items()}, body, secrets)
    news = receive(
        stores.jobs(), stores.seen_webhooks(), webhook_id, event.query_string_parameters.get("attempt", ""), body
    )
    return app.json_response(200, {"news": news})


handler = app.resolve
