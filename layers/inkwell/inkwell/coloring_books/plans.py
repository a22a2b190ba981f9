"""Plans, prices and limits of the family: one table of data.

`plans.json` is the table. The template parameter `Plans` may change entries of it, as a JSON object of the same form.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, NonNegativeInt, PositiveInt, ValidationError

from inkwell.core.merging import merged
from inkwell.core.rates import RateLimit
from inkwell.settings import PlanSettings, load

PlanName = Literal["free", "starter", "creator", "pro"]
RateName = Literal["overall", "generation", "edits", "uploads", "exports", "heroes"]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Plan(_Entry):
    """A plan: what its subscribers get, and what it costs them.

    Args:
        blots: Blots a month.
        storage: the most bytes that may be stored.
        projects: the most projects; None for any number.
        monthly_cents, yearly_cents: the price of a month and of a year, in US cents.
    """

    blots: NonNegativeInt
    storage: NonNegativeInt
    projects: NonNegativeInt | None = None
    monthly_cents: NonNegativeInt
    yearly_cents: NonNegativeInt


class Plans(_Entry):
    """The plans by name, in order of size."""

    free: Plan
    starter: Plan
    creator: Plan
    pro: Plan


class Costs(_Entry):
    """Prices in Blots: of a page, an edit of a page, a hero, a calibration, an export."""

    page: NonNegativeInt
    edit: NonNegativeInt
    hero: NonNegativeInt
    calibration: NonNegativeInt
    export: NonNegativeInt


class Most(_Entry):
    """Limits that all plans have: heroes of an owner, versions of a page."""

    heroes: PositiveInt
    versions: PositiveInt


class Rate(_Entry):
    """A rate limit of a caller: `limit` requests in `window` seconds."""

    limit: PositiveInt
    window: PositiveInt


class Rates(_Entry):
    """The rate limits of a caller: of all requests, and of those that start work."""

    overall: Rate
    generation: Rate
    edits: Rate
    uploads: Rate
    exports: Rate
    heroes: Rate


class PlanTable(_Entry):
    """The plans, prices and limits of a deployment."""

    plans: Plans
    costs: Costs
    most: Most
    rates: Rates

    def plan(self, name: str) -> Plan:
        """The plan of a name."""
        plan: Plan = getattr(self.plans, name)
        return plan

    def limits(self, *names: RateName) -> tuple[RateLimit, ...]:
        """The rate limits of an endpoint: that of all requests, and further ones by name."""
        found = ((name, getattr(self.rates, name)) for name in ("overall", *names))
        return tuple(RateLimit(f"coloring_books.{name}", rate.limit, rate.window) for name, rate in found)


def read_plans(changes: str = "") -> PlanTable:
    """The table that comes with Inkwell, with a deployment's changes.

    Args:
        changes: a JSON object (a JSON Merge Patch), or nothing.

    Raises:
        ValueError: the changes are no JSON object, or the changed table is wrong; the message says where.
    """
    table = json.loads(files("inkwell.coloring_books").joinpath("plans.json").read_bytes())
    try:
        patch = json.loads(changes or "{}")
    except ValueError as error:
        raise ValueError(f"the parameter Plans is no JSON: {error}") from None
    if not isinstance(patch, dict):
        raise ValueError("the parameter Plans must be a JSON object")
    try:
        return PlanTable.model_validate(merged(table, patch), strict=True)
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise ValueError(f"the parameter Plans is wrong: {'; '.join(problems)}") from None


@cache
def plan_table() -> PlanTable:
    """The plans, prices and limits of this deployment. Raises ValueError when they are wrong."""
    return read_plans(load(PlanSettings).plans)
