"""POST /api/billing/portal: lead the caller to where they change, pay or end their plan."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.coloring_books.billing_models import PortalPage
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.plans import plan_table

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits())


@app.post(
    "/api/billing/portal",
    summary="Get the page where the caller changes, pays or ends their plan",
    description="A page of Stripe, which leads back to the frontend; for callers who have been to a checkout.",
    operation_id="create_portal",
    tags=["Billing"],
    responses=app.responses(200, 400, 401, 429, 502, 503),
)
def create_portal() -> PortalPage:
    return PortalPage(portalUrl=wiring.checkouts().portal(app.caller.owner))


handler = app.resolve
