"""Visitors: callers without an account, identified by a random cookie in their browser.

The cookie `session_{tier}` belongs to one tier, the first segment of the path. Its value is the whole credential:
only its hash may be stored or logged.
"""

import hashlib
import re
import secrets
from datetime import timedelta

from aws_lambda_powertools.shared.cookies import Cookie, SameSite
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from inkwell.accounts import cookies
from inkwell.api.requests import Caller, is_cross_site, values
from inkwell.core.errors import Forbidden, Unauthenticated
from inkwell.http import base_path
from inkwell.settings import HttpSettings, load

#: The lifetime of a cookie after a response has set it.
LIFETIME = timedelta(days=30)

_BYTES = 32
#: The form of `secrets.token_urlsafe` for so many bytes.
_VALUE = re.compile(r"[A-Za-z0-9_-]{43}")


def find(event: APIGatewayProxyEvent) -> Caller | None:
    """The visitor who sent a request; None without a cookie, or with one that we cannot have made.

    Raises:
        Unauthenticated: two cookies of that name differ, so that the visitor is ambiguous.
        Forbidden: another site made the browser send the request.
    """
    if is_cross_site(event):
        raise Forbidden("The request came from another site: please begin on ours")
    name = _name(event)
    found = {value for each, value in cookies.pairs(values(event, "cookie")) if each == name}
    if len(found) > 1:
        raise Unauthenticated
    value = next(iter(found), "")
    return _caller(value) if _VALUE.fullmatch(value) else None


def visitor(event: APIGatewayProxyEvent) -> Caller:
    """The visitor who sent a request.

    Raises:
        Unauthenticated: the request has no cookie of ours, or as `find` says.
        Forbidden: as `find` says.
    """
    if caller := find(event):
        return caller
    raise Unauthenticated


def newcomer(event: APIGatewayProxyEvent) -> Caller:
    """The visitor who sent a request, or a new one. The response has to set their cookie: `session_cookie`.

    Raises:
        Unauthenticated, Forbidden: as `find` says.
    """
    return find(event) or unknown()


def unknown() -> Caller:
    """A new visitor, in the place of one whose cookie turned out to be nobody's.

    A cookie that somebody else knows, because they made it up and planted it, must never become a session.
    """
    return _caller(secrets.token_urlsafe(_BYTES))


def session_cookie(event: APIGatewayProxyEvent, caller: Caller) -> Cookie:
    """A visitor's cookie for a response to set, with a lifetime of `LIFETIME` from then on.

    Raises:
        ValueError: the caller is no visitor, which is a defect of the endpoint.
    """
    if caller.cookie is None:
        raise ValueError("only visitors have a session cookie")
    return Cookie(
        _name(event),
        caller.cookie,
        path=f"{base_path(event)}/{_tier(event)}",
        secure=not load(HttpSettings).is_local,
        http_only=True,
        max_age=int(LIFETIME.total_seconds()),
        same_site=SameSite.LAX_MODE,
    )


def _caller(value: str) -> Caller:
    return Caller(f"visitor:{hashlib.sha256(value.encode()).hexdigest()}", cookie=value)


def _name(event: APIGatewayProxyEvent) -> str:
    return f"session_{_tier(event)}"


def _tier(event: APIGatewayProxyEvent) -> str:
    """The first segment of the path.

    Raises:
        Unauthenticated: the segment cannot be part of a cookie's name (RFC 6265, section 4.1.1): nobody has a cookie.
    """
    segment = event.path.removeprefix("/").partition("/")[0]
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", segment):
        raise Unauthenticated
    return segment
