"""Who is calling. The one place that decides it, for every family."""

from dataclasses import dataclass

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from inkwell.accounts import tokens
from inkwell.aws.secrets import signing_keys
from inkwell.core.errors import Unauthenticated
from inkwell.settings import AccessSettings, load

ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever sent the request. `owner` is what their things belong to."""

    owner: str

    @property
    def is_anonymous(self) -> bool:
        """Whether they sent no credentials."""
        return self.owner == ANONYMOUS


def identify(event: APIGatewayProxyEvent, *, anonymous_family: bool) -> Caller:
    """The caller of a request, by its Bearer token.

    Args:
        anonymous_family: whether the family's contract has no authentication, so that `AnonymousAccess` applies.

    Raises:
        Unauthenticated: no credentials where some are needed, or credentials that do not hold.
    """
    settings = load(AccessSettings)
    authorization = event.headers.get("authorization", "")
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() == "bearer" and token:
        return Caller(tokens.verify(signing_keys(settings.jwt_secret_id), token.strip()))
    if authorization:
        raise Unauthenticated("Authorization must be a Bearer token")
    if anonymous_family and settings.anonymous_access == "allow":
        return Caller(ANONYMOUS)
    raise Unauthenticated
