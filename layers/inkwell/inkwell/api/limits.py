"""Rate limits of requests: their subjects, and the response headers about their state.

Headers as GitHub has them: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
"""

import time
from collections.abc import Mapping

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from inkwell import stores
from inkwell.accounts.throttle import network_of
from inkwell.api.requests import Caller, source_address
from inkwell.core.rates import Charge, RateLimit, Standing, take


def spend(event: APIGatewayProxyEvent, caller: Caller | None, counts: Mapping[RateLimit, int]) -> Standing | None:
    """Count a request against limits.

    Args:
        caller: needed for limits per caller only.
        counts: units by limit.

    Raises:
        RateLimited: a limit is used up.
    """
    charges = [Charge(limit, _subject(event, caller, limit), count) for limit, count in counts.items()]
    return take(stores.rates(), charges, time.time())


def headers(standing: Standing) -> dict[str, str]:
    """The response headers about the state of a limit; X-RateLimit-Reset is in seconds since 1970."""
    return {
        "X-RateLimit-Limit": str(standing.limit.limit),
        "X-RateLimit-Remaining": str(standing.remaining),
        "X-RateLimit-Reset": str(standing.resets_at),
    }


def _subject(event: APIGatewayProxyEvent, caller: Caller | None, limit: RateLimit) -> str:
    if limit.per == "all":
        return "all"
    if limit.per == "address":
        return f"address#{network_of(source_address(event))}"
    if caller is None:
        raise ValueError(f"{limit.name} is counted per caller, but nobody asked who is calling")
    return f"caller#{caller.owner}"
