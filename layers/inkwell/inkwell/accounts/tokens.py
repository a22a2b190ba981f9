"""Access tokens: JWTs signed with HS256. The algorithm is pinned here and never read from a token."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import jwt

from inkwell.accounts.jwts import LEEWAY, UNREADABLE, key_id
from inkwell.accounts.signing_keys import SigningKeys
from inkwell.core.errors import Unauthenticated
from inkwell.core.names import new_id

ALGORITHM = "HS256"
ISSUER = "inkwell"
AUDIENCE = "inkwell-api"
TYPE = "access"
LIFETIME = timedelta(minutes=15)
_REQUIRED = ["sub", "iat", "exp", "jti", "iss", "aud", "typ", "sid"]


class KeyRing(Protocol):
    """Finds the keys that verify tokens."""

    def find(self, kid: str) -> str | None:
        """The key of that id, or None."""


@dataclass(frozen=True, slots=True)
class AccessToken:
    """The contents of a valid token: the user, and the session."""

    user_id: str
    session_id: str


def issue(keys: SigningKeys, token: AccessToken, *, until: datetime) -> str:
    """A signed token, valid for `LIFETIME` but not beyond `until`.

    Args:
        keys: the signing keys; the current one signs.
        token: the contents.
        until: the end of the session.
    """
    moment = datetime.now(UTC)
    claims = {
        "sub": token.user_id,
        "sid": token.session_id,
        "iat": moment,
        "exp": min(moment + LIFETIME, until),
        "jti": new_id(),
        "iss": ISSUER,
        "aud": AUDIENCE,
        "typ": TYPE,
    }
    return jwt.encode(claims, keys.keys[keys.current], algorithm=ALGORITHM, headers={"kid": keys.current})


def verify(keys: KeyRing, token: str) -> AccessToken:
    """The contents of a token, verified.

    Args:
        keys: finds the keys that verify.
        token: the encoded token.

    Raises:
        Unauthenticated: the token is malformed, expired, not yet valid, forged, or meant for somebody else.
    """
    kid = key_id(token, ALGORITHM)
    key = keys.find(kid) if kid else None
    if key is None:
        raise Unauthenticated
    try:
        claims = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            issuer=ISSUER,
            leeway=LEEWAY,
            options={"require": _REQUIRED, "strict_aud": True},
        )
    except UNREADABLE as error:
        raise Unauthenticated from error
    user_id, session_id = claims["sub"], claims["sid"]
    if claims["typ"] != TYPE or not user_id or not session_id or not isinstance(session_id, str):
        raise Unauthenticated
    return AccessToken(user_id, session_id)
