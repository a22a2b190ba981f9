"""Facts of a request that say who sent it: its headers, its address, the site that it comes from."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from inkwell.core.errors import Unauthenticated
from inkwell.settings import HttpSettings, load

if TYPE_CHECKING:
    # Brings in PyJWT, which functions for visitors start without.
    from inkwell.accounts.tokens import AccessToken

ANONYMOUS = "anonymous"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever sent the request.

    Args:
        owner: what their things belong to: a user's id, "supabase:" and the id there, "visitor:" and the hash of their
            cookie, or `ANONYMOUS`.
        token: what their access token says, when they are in a session of ours.
        cookie: the value of a visitor's session cookie. A secret: only its hash is ever stored.
    """

    owner: str
    token: "AccessToken | None" = None
    cookie: str | None = field(default=None, repr=False)


def source_address(event: APIGatewayProxyEvent) -> str:
    """Where a request comes from, as the gateway saw it; never from a header, which anybody can write."""
    return event.request_context.identity.source_ip or ""


def values(event: APIGatewayProxyEvent, name: str) -> list[str]:
    """The values of a header that say something; a header may come several times."""
    found = event.multi_value_headers.get(name) or [event.headers.get(name) or ""]
    return [value.strip() for value in found if value.strip()]


def only(event: APIGatewayProxyEvent, name: str) -> str | None:
    """The one value of a header.

    Raises:
        Unauthenticated: there are two that differ, which leaves open who is meant.
    """
    found = set(values(event, name))
    if len(found) > 1:
        raise Unauthenticated
    return next(iter(found), None)


def refuse_cross_site(event: APIGatewayProxyEvent) -> None:
    """Refuse a change that another site made a browser ask for, with the cookies that browsers send unasked.

    OWASP, Cross-Site Request Forgery Prevention: browsers say which site made them send a request (Sec-Fetch-Site).

    Raises:
        Unauthenticated: another site did, and it is not the configured frontend.
    """
    if event.http_method not in _SAFE and "cross-site" in values(event, "sec-fetch-site"):
        origins = values(event, "origin")
        if not origins or any(origin != load(HttpSettings).allowed_origin for origin in origins):
            raise Unauthenticated
