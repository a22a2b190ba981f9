"""Prices: one for each plan of the studio, monthly and yearly, and one that the studio does not know."""

from dataclasses import dataclass
from typing import Any

from inkwell.coloring_books.plans import PlanTable, read_plans
from inkwell.coloring_books.prices import OFFERS, write_prices

_MONTHS = {"monthly": 1, "yearly": 12}


@dataclass(frozen=True)
class Price:
    """A price.

    Attributes:
        cents: US cents.
        months: how many months are paid at once.
    """

    id: str
    product: str
    name: str
    cents: int
    months: int

    def shown(self) -> dict[str, Any]:
        """Return Stripe's object of it."""
        interval = "year" if self.months == 12 else "month"
        return {
            "id": self.id,
            "object": "price",
            "active": True,
            "billing_scheme": "per_unit",
            "currency": "usd",
            "livemode": False,
            "metadata": {},
            "nickname": self.name,
            "product": self.product,
            "recurring": {"interval": interval, "interval_count": 1, "usage_type": "licensed"},
            "type": "recurring",
            "unit_amount": self.cents,
            "unit_amount_decimal": str(self.cents),
        }


#: A price that is not the studio's: of another product in the same account.
FOREIGN = Price("price_foreign", "prod_foreign", "Something else, monthly", 500, 1)


def offers(plans: PlanTable | None = None) -> dict[str, Price]:
    """Return the prices by id.

    Args:
        plans: whose amounts they have; None: as shipped.
    """
    table = plans or read_plans()
    found = [FOREIGN]
    for offer in OFFERS:
        plan = table.plan(offer.plan)
        cents = plan.monthly_cents if offer.interval == "monthly" else plan.yearly_cents
        name = f"{offer.plan.capitalize()}, {offer.interval}"
        found.append(Price(_id(*offer), f"prod_{offer.plan}", name, cents, _MONTHS[offer.interval]))
    return {price.id: price for price in found}


def parameter() -> str:
    """Return the template parameter StripePrices with these prices."""
    return write_prices([(offer, _id(*offer)) for offer in OFFERS])


def _id(plan: str, interval: str) -> str:
    return f"price_{plan}_{interval}"
