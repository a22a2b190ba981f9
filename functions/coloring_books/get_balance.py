"""GET /api/billing/balance: the caller's Blots and storage."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.coloring_books.billing_models import Balance
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.plans import plan_table

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits())


@app.get(
    "/api/billing/balance",
    summary="Get the caller's Blots, plan and storage",
    description="A new caller has the free plan.",
    operation_id="get_balance",
    tags=["Billing"],
    responses=app.responses(200, 401, 429),
)
def get_balance() -> Balance:
    return wiring.accounts().balance(app.caller.owner)


handler = app.resolve
