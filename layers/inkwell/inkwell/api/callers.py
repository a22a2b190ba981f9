"""Callers with credentials, identified here for every family.

A request has one of these credentials. The first that is present decides alone: if it is invalid, the request is
refused, whatever else was sent.

1. `Authorization: Bearer`: an access token of ours.
2. `x-api-key`: an API key, which acts as its user.
3. The session cookie of the configured Supabase project. Last, because browsers send cookies unasked.

`inkwell.api.visitors` identifies visitors, who have no account.
"""

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from inkwell import stores, wiring
from inkwell.accounts import api_keys, cookies, tokens
from inkwell.api.requests import ANONYMOUS, Caller, only, refuse_cross_site, values
from inkwell.core.errors import Unauthenticated
from inkwell.settings import AccessSettings, load


def identify(event: APIGatewayProxyEvent, *, anonymous_family: bool) -> Caller:
    """The caller of a request.

    Args:
        anonymous_family: whether the family's contract has no authentication, so that AnonymousAccess decides.

    Raises:
        Unauthenticated: credentials are missing or invalid, or another site made a browser send the session cookie.
        Unavailable: the keys to check credentials with cannot be read.
    """
    if authorization := only(event, "authorization"):
        return _of_token(authorization)
    if api_key := only(event, "x-api-key"):
        return Caller(api_keys.verify(stores.users(), api_key).id)
    if caller := _of_cookies(event):
        return caller
    if anonymous_family and load(AccessSettings).anonymous_access == "allow":
        return Caller(ANONYMOUS)
    raise Unauthenticated


def _of_token(authorization: str) -> Caller:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthenticated
    said = tokens.verify(stores.key_ring(), token.strip())
    return Caller(said.user_id, said)


def _of_cookies(event: APIGatewayProxyEvent) -> Caller | None:
    supabase = wiring.supabase()
    sent = values(event, "cookie") if supabase else []
    owner = supabase.owner(cookies.parse(sent)) if supabase and sent else None
    if owner is None:
        return None
    refuse_cross_site(event)
    return Caller(owner)
