"""Prices at Stripe: which price id is which plan, paid monthly or yearly.

The template parameter `StripePrices` is the table. Stripe never changes a price: a new amount is a new id, and whoever
subscribed before stays on the old one. So an entry may come several times; the first is sold, the others are known.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple, cast, get_args

from inkwell.settings import StripeSettings, load

PaidPlan = Literal["starter", "creator", "pro"]
Interval = Literal["monthly", "yearly"]


class Offer(NamedTuple):
    """A plan that is paid monthly or yearly."""

    plan: PaidPlan
    interval: Interval


#: All offers.
OFFERS = tuple(Offer(plan, interval) for plan in get_args(PaidPlan) for interval in get_args(Interval))

_ENTRY = re.compile(r"([a-z]+)_([a-z]+)=(price_[A-Za-z0-9_]+)")


@dataclass(frozen=True)
class PriceTable:
    """The price ids of a deployment; empty where nothing is sold."""

    _sold: Mapping[Offer, str] = field(default_factory=dict)
    _known: Mapping[str, Offer] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self._sold)

    def sold(self, offer: Offer) -> str:
        """The price id of an offer for new subscribers. Raises KeyError when nothing is sold."""
        return self._sold[offer]

    def offer(self, price: str) -> Offer | None:
        """The offer of a price id, also of one that is no longer sold; None when the price is not ours."""
        return self._known.get(price)


def read_prices(text: str) -> PriceTable:
    """The price table of a text such as "starter_monthly=price_1,starter_yearly=price_2,..."; empty for no text.

    Raises:
        ValueError: the text is wrong, an offer is missing, or a price id comes twice; the message says where.
    """
    sold: dict[Offer, str] = {}
    known: dict[str, Offer] = {}
    for offer, price in map(_entry, _entries(text)):
        if price in known:
            raise ValueError(f"the parameter StripePrices has {price} twice")
        known[price] = offer
        sold.setdefault(offer, price)
    missing = [f"{offer.plan}_{offer.interval}" for offer in OFFERS if offer not in sold]
    if sold and missing:
        raise ValueError(f"the parameter StripePrices lacks {', '.join(missing)}")
    return PriceTable(sold, known)


def write_prices(prices: Sequence[tuple[Offer, str]]) -> str:
    """The text that `read_prices` reads."""
    return ",".join(f"{offer.plan}_{offer.interval}={price}" for offer, price in prices)


@cache
def price_table() -> PriceTable:
    """The price table of this deployment. Raises ValueError when it is wrong."""
    return read_prices(load(StripeSettings).stripe_prices)


def _entries(text: str) -> list[str]:
    return [entry.strip() for entry in text.split(",")] if text.strip() else []


def _entry(text: str) -> tuple[Offer, str]:
    found = _ENTRY.fullmatch(text)
    offer = Offer(cast("PaidPlan", found[1]), cast("Interval", found[2])) if found else None
    if found is None or offer not in OFFERS:
        raise ValueError(
            f"the parameter StripePrices is wrong at {text!r}: write entries such as starter_monthly=price_1"
        )
    return offer, found[3]
