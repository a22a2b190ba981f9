"""The parts of reading a JWT that our own and Supabase's have in common."""

from datetime import timedelta
from typing import Any

import jwt

from inkwell.core.errors import Unauthenticated

#: The longest token that is accepted, in characters; Supabase's may carry much profile data.
MAX_LENGTH = 8192

#: The leeway between the clocks of who signs and who verifies: `exp` counts that much later, `nbf` and `iat` that much
#: sooner (RFC 7519, section 4.1.4: "some small leeway").
LEEWAY = timedelta(seconds=30)

#: Exceptions from reading a token that anybody may have written.
UNREADABLE = (jwt.PyJWTError, ValueError, TypeError, KeyError, RecursionError)


def key_id(token: str, algorithm: str) -> str | None:
    """The key id in a token's header, for looking up a key and nothing else.

    Args:
        token: the encoded token.
        algorithm: the configured algorithm; a token whose header names another is refused.

    Raises:
        Unauthenticated: the token is malformed, too long, or signed otherwise.
    """
    if len(token) > MAX_LENGTH:
        raise Unauthenticated
    try:
        header: dict[str, Any] = jwt.get_unverified_header(token)
    except UNREADABLE as error:
        raise Unauthenticated from error
    kid = header.get("kid")
    if header.get("alg") != algorithm or not (kid is None or isinstance(kid, str)):
        raise Unauthenticated
    return kid
