"""Access tokens: JWTs signed with HS256. The algorithm is pinned here and never read from a token."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import jwt

from inkwell.core.errors import Unauthenticated
from inkwell.core.jobs import new_id

ALGORITHM = "HS256"
ISSUER = "inkwell"
AUDIENCE = "inkwell-api"
TYPE = "access"
LIFETIME = timedelta(minutes=15)
_REQUIRED = ["sub", "iat", "exp", "jti", "iss", "aud", "typ"]


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """The keys of our tokens by key id; tokens are signed with `current` and verified with any of them."""

    current: str
    keys: Mapping[str, str]


def issue(keys: SigningKeys, user_id: str) -> str:
    """A token for a user, good for `LIFETIME`."""
    moment = datetime.now(UTC)
    claims = {
        "sub": user_id,
        "iat": moment,
        "exp": moment + LIFETIME,
        "jti": new_id(),
        "iss": ISSUER,
        "aud": AUDIENCE,
        "typ": TYPE,
    }
    return jwt.encode(claims, keys.keys[keys.current], algorithm=ALGORITHM, headers={"kid": keys.current})


def verify(keys: SigningKeys, token: str) -> str:
    """The id of the user whom a token speaks for.

    Raises:
        Unauthenticated: it is malformed, expired, forged, or meant for somebody else.
    """
    try:
        key = keys.keys[jwt.get_unverified_header(token)["kid"]]
        claims = jwt.decode(
            token, key, algorithms=[ALGORITHM], audience=AUDIENCE, issuer=ISSUER, options={"require": _REQUIRED}
        )
    except (jwt.InvalidTokenError, KeyError, TypeError, ValueError) as error:
        raise Unauthenticated from error
    if claims["typ"] != TYPE:
        raise Unauthenticated
    return str(claims["sub"])
