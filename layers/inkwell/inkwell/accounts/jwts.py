"""What both kinds of JWT have in common: ours and Supabase's."""

from datetime import timedelta
from typing import Any

import jwt

from inkwell.core.errors import Unauthenticated

#: No token that we take is longer, in characters; a cookie may carry much profile data.
MAX_LENGTH = 8192

#: How far apart the clocks of who signs and of who verifies may be: `exp` counts that much later, `nbf` and `iat` that
#: much sooner (RFC 7519, section 4.1.4: "some small leeway").
LEEWAY = timedelta(seconds=30)

#: What reading a token that anybody may have written can raise.
UNREADABLE = (jwt.PyJWTError, ValueError, TypeError, KeyError, RecursionError)


def key_id(token: str, algorithm: str) -> str | None:
    """The key id in a token's header, for looking up a key and nothing else.

    Args:
        algorithm: the one that is configured; the header's word counts for nothing but a mismatch.

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
