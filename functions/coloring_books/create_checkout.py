"""POST /api/billing/checkout: lead the caller to where they pay for a plan."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.coloring_books.billing_models import CheckoutPage, CheckoutRequest
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.plans import plan_table
from inkwell.coloring_books.prices import Offer
from inkwell.core import idempotency

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits())


@app.post(
    "/api/billing/checkout",
    summary="Get the page where the caller pays for a plan",
    description=(
        "A page of Stripe, which leads back to the frontend. Who has a subscription is led to where they confirm the "
        "change of it; nobody pays for two plans."
    ),
    operation_id="create_checkout",
    tags=["Billing"],
    responses=app.responses(200, 400, 401, 409, 422, 429, 502, 503),
)
def create_checkout(body: CheckoutRequest) -> Response[CheckoutPage]:
    def work(_: idempotency.Claim) -> idempotency.Response:
        url = wiring.checkouts().checkout(app.caller.owner, Offer(body.plan, body.interval))
        return idempotency.Response(200, CheckoutPage(checkoutUrl=url).model_dump(), stored=False)

    return app.once(stores.idempotency(), work)


handler = app.resolve
