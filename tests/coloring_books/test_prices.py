"""The price table: what its text may be, and both ways of looking something up in it."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkwell.coloring_books.prices import OFFERS, Offer, read_prices, write_prices
from tests.support.template import template

SIX = write_prices([(offer, f"price_{number}") for number, offer in enumerate(OFFERS)])


def test_without_a_text_nothing_is_sold() -> None:
    for text in ("", "  "):
        assert not read_prices(text)
        assert read_prices(text).offer("price_0") is None


def test_the_first_of_several_is_sold_and_the_others_are_known() -> None:
    table = read_prices(f"starter_monthly=price_new, {SIX}")
    starter = Offer("starter", "monthly")
    assert table.sold(starter) == "price_new"
    assert table.offer("price_new") == table.offer("price_0") == starter
    assert table.offer("price_foreign") is None


@given(
    st.lists(st.sampled_from(OFFERS), max_size=12).map(lambda more: [*OFFERS, *more]).flatmap(st.permutations),
)
def test_every_price_leads_to_its_offer_and_what_is_sold_is_one_of_them(offers: list[Offer]) -> None:
    entries = [(offer, f"price_{number}") for number, offer in enumerate(offers)]
    table = read_prices(write_prices(entries))
    assert table
    assert all(table.offer(price) == offer for offer, price in entries)
    assert all(table.sold(offer) == next(price for each, price in entries if each == offer) for offer in OFFERS)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("starter_monthly=price_1", "lacks starter_yearly, creator_monthly"),
        (f"{SIX},free_monthly=price_9", "wrong at 'free_monthly=price_9'"),
        (f"{SIX},starter_weekly=price_9", "wrong at 'starter_weekly=price_9'"),
        (f"{SIX},", "wrong at ''"),
        (f"{SIX},starter_monthly=prod_9", "wrong at 'starter_monthly=prod_9'"),
        (f"{SIX},starter_monthly=price_5", "has price_5 twice"),
        ('{"starter_monthly": "price_1"}', "wrong at"),
    ],
)
def test_a_wrong_text_is_refused_with_the_place(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read_prices(text)


def test_a_deployment_refuses_what_is_no_list_of_prices() -> None:
    parameter = template()["Parameters"]["StripePrices"]
    pattern = parameter["AllowedPattern"]
    assert parameter["Default"] == ""
    for good in ("", SIX, SIX.replace(",", ", ")):
        assert re.search(pattern, good), good
    for bad in (
        "starter_monthly",
        "starter=price_1",
        f"{SIX},",
        f"{SIX}, ",
        f"{SIX},free_monthly=price_1",
        "starter_monthly=prod_1",
    ):
        assert not re.search(pattern, bad), bad


def test_there_are_six_offers() -> None:
    assert set(OFFERS) == set(itertools.product(("starter", "creator", "pro"), ("monthly", "yearly")))
