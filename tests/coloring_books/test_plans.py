"""Plans, prices and limits: the table of the contract, and what a deployment may change of it."""

import pytest

from inkwell.coloring_books.plans import read_plans
from inkwell.core.rates import HOUR, MINUTE, RateLimit


def test_the_table_is_the_contract_s() -> None:
    table = read_plans()
    assert {name: table.plan(name).blots for name in ("free", "starter", "creator", "pro")} == {
        "free": 50,
        "starter": 300,
        "creator": 900,
        "pro": 2800,
    }
    assert [table.plan(name).projects for name in ("free", "starter", "creator", "pro")] == [3, None, None, None]
    assert table.plan("creator").storage == 16106127360
    assert table.costs.model_dump() == {"page": 12, "edit": 12, "hero": 15, "calibration": 10, "export": 3}


def test_an_endpoint_has_the_limit_of_all_requests_and_its_own() -> None:
    overall = RateLimit("coloring_books.overall", 100, MINUTE)
    assert read_plans().limits() == (overall,)
    assert read_plans().limits("heroes") == (overall, RateLimit("coloring_books.heroes", 10, HOUR))


def test_a_deployment_changes_single_entries() -> None:
    changed = read_plans('{"costs": {"page": 10}, "plans": {"free": {"projects": null}}}')
    assert (changed.costs.page, changed.costs.edit) == (10, 12)
    assert (changed.plan("free").projects, changed.plan("free").blots) == (None, 50)
    assert read_plans(" {} ") == read_plans()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ("{", "no JSON"),
        ("[1]", "must be a JSON object"),
        ('{"costs": {"page": -1}}', "costs.page: Input should be greater than or equal to 0"),
        ('{"costs": {"page": "12"}}', "costs.page: Input should be a valid integer"),
        ('{"costs": {"page": null}}', "costs.page: Field required"),
        ('{"cost": {"page": 1}}', "cost: Extra inputs are not permitted"),
        ('{"plans": {"gold": {}}}', "plans.gold: Extra inputs"),
        ('{"rates": {"heroes": {"window": 0}}}', "rates.heroes.window: Input should be greater than 0"),
    ],
)
def test_a_wrong_change_is_refused_and_named(changes: str, problem: str) -> None:
    with pytest.raises(ValueError, match="the parameter Plans") as refused:
        read_plans(changes)
    assert problem in str(refused.value)
