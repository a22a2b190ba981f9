"""Who is calling. The one place that decides it, for every family.

A caller shows one of these, and the first that is there decides alone: one that does not hold is refused, whatever
else was sent along.

1. `Authorization: Bearer`: an access token of ours.
2. `x-api-key`: an API key, which acts as its user.
3. The session cookie of the configured Supabase project. Last, because browsers send cookies unasked.
"""

from dataclasses import dataclass

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from inkwell import wiring
from inkwell.accounts import api_keys, cookies, tokens
from inkwell.accounts.tokens import AccessToken
from inkwell.core.errors import Unauthenticated
from inkwell.settings import AccessSettings, HttpSettings, load

ANONYMOUS = "anonymous"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever sent the request.

    Args:
        owner: what their things belong to: a user's id, "supabase:" and the id there, or `ANONYMOUS`.
        token: what their access token says, when they are in a session of ours.
    """

    owner: str
    token: AccessToken | None = None

    @property
    def is_anonymous(self) -> bool:
        """Whether they sent no credentials."""
        return self.owner == ANONYMOUS


def identify(event: APIGatewayProxyEvent, *, anonymous_family: bool) -> Caller:
    """The caller of a request.

    Args:
        anonymous_family: whether the family's contract has no authentication, so that `AnonymousAccess` applies.

    Raises:
        Unauthenticated: no credentials where some are needed, credentials that do not hold, or a session cookie that
            another site made a browser send.
        Unavailable: the keys that would tell cannot be had.
    """
    if authorization := _only(event, "authorization"):
        return _of_token(authorization)
    if api_key := _only(event, "x-api-key"):
        return Caller(api_keys.verify(wiring.users(), api_key).id)
    if caller := _of_cookies(event):
        return caller
    if anonymous_family and load(AccessSettings).anonymous_access == "allow":
        return Caller(ANONYMOUS)
    raise Unauthenticated


def source_address(event: APIGatewayProxyEvent) -> str:
    """Where a request comes from, as the gateway saw it; never from a header, which anybody can write."""
    return event.request_context.identity.source_ip or ""


def _of_token(authorization: str) -> Caller:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthenticated
    said = tokens.verify(wiring.key_ring(), token.strip())
    return Caller(said.user_id, said)


def _of_cookies(event: APIGatewayProxyEvent) -> Caller | None:
    supabase = wiring.supabase()
    sent = _values(event, "cookie") if supabase else []
    owner = supabase.owner(cookies.parse(sent)) if supabase and sent else None
    if owner is None:
        return None
    # OWASP, Cross-Site Request Forgery Prevention: browsers say which site made them send the cookie.
    if event.http_method not in _SAFE and "cross-site" in _values(event, "sec-fetch-site"):
        origins = _values(event, "origin")
        if not origins or any(origin != load(HttpSettings).allowed_origin for origin in origins):
            raise Unauthenticated
    return Caller(owner)


def _only(event: APIGatewayProxyEvent, name: str) -> str | None:
    """The one value of a header; two that differ leave open who is meant."""
    values = set(_values(event, name))
    if len(values) > 1:
        raise Unauthenticated
    return next(iter(values), None)


def _values(event: APIGatewayProxyEvent, name: str) -> list[str]:
    values = event.multi_value_headers.get(name) or [event.headers.get(name) or ""]
    return [value.strip() for value in values if value.strip()]
