"""Facts about the sender of a request: credentials in headers, network address, site."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from inkwell.core.errors import Unauthenticated
from inkwell.settings import HttpSettings, load

if TYPE_CHECKING:
    # Imports PyJWT, which functions for visitors start without.
    from inkwell.accounts.tokens import AccessToken

ANONYMOUS = "anonymous"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """The sender of a request.

    Args:
        owner: the owner of their things: a user's id, "supabase:" and the id there, "visitor:" and the hash of their
            cookie, or `ANONYMOUS`.
        token: the claims of their access token, when they signed in here.
        cookie: the value of a visitor's session cookie. A secret: only its hash is ever stored.
    """

    owner: str
    token: "AccessToken | None" = None
    cookie: str | None = field(default=None, repr=False)


def source_address(event: APIGatewayProxyEvent) -> str:
    """The network address that API Gateway saw; never one from a header, which anybody can write."""
    return event.request_context.identity.source_ip or ""


def values(event: APIGatewayProxyEvent, name: str) -> list[str]:
    """The values of a header that are not blank; a header may be sent several times."""
    found = event.multi_value_headers.get(name) or [event.headers.get(name) or ""]
    return [value.strip() for value in found if value.strip()]


def only(event: APIGatewayProxyEvent, name: str) -> str | None:
    """The single value of a header; None when it was not sent.

    Raises:
        Unauthenticated: two values differ, so that the sender is ambiguous.
    """
    found = set(values(event, name))
    if len(found) > 1:
        raise Unauthenticated
    return next(iter(found), None)


def is_cross_site(event: APIGatewayProxyEvent) -> bool:
    """True for a change that another site than the configured frontend made a browser request.

    Browsers send cookies even then. They name the site in the header Sec-Fetch-Site; older ones send only Origin.
    Source: OWASP, Cross-Site Request Forgery Prevention.
    """
    if event.http_method in _SAFE:
        return False
    sites, origins = values(event, "sec-fetch-site"), values(event, "origin")
    if sites:
        is_foreign = "cross-site" in sites
    else:
        is_foreign = any(urlsplit(origin).netloc not in values(event, "host") for origin in origins)
    return is_foreign and (not origins or any(origin != load(HttpSettings).allowed_origin for origin in origins))


def refuse_cross_site(event: APIGatewayProxyEvent) -> None:
    """Refuse a change that another site made a browser request.

    Raises:
        Unauthenticated: `is_cross_site`.
    """
    if is_cross_site(event):
        raise Unauthenticated
