"""POST /api/webhooks/stripe: an event of Stripe."""

from pydantic import BaseModel

from inkwell import stores
from inkwell.api.app import Api
from inkwell.api.parsing import MAX_BYTES_WITH_FILE
from inkwell.aws.secrets import stripe_secret
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.payment_events import receive, refuse_long
from inkwell.providers.stripe_signatures import verify
from inkwell.settings import StripeSettings, load

# Of the body as it is handed over, which may be base64.
app = Api(errors=BOOK_ERRORS, access="public", max_bytes=MAX_BYTES_WITH_FILE)


class Received(BaseModel):
    """The event was received."""

    received: bool = True


@app.post(
    "/api/webhooks/stripe",
    summary="For Stripe: what became of a payment or a subscription",
    description="Signed by Stripe. Other callers have no use for it.",
    operation_id="stripe_webhook",
    tags=["Billing"],
    responses=app.responses(200, 400, 413, 503),
)
def stripe_webhook() -> Received:
    body = app.raw_body
    refuse_long(body)
    secrets = stripe_secret(load(StripeSettings).stripe_secret_id).webhook_secrets
    verify(app.current_event.headers.get("stripe-signature", ""), body, secrets)
    receive(stores.payment_events(), body)
    return Received()


handler = app.resolve
