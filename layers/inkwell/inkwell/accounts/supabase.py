"""Callers whom a Supabase project vouches for, by the session cookie of its browser library.

The algorithm is configuration: a shared secret, or public keys that the project publishes, never both and never what
a token says. A token that has expired is refused and not refreshed: its refresh token is good once, and taking it
would sign the browser out. Source: https://supabase.com/docs/guides/auth/jwts
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import jwt

from inkwell.accounts import cookies as cookie_jar
from inkwell.accounts.jwts import LEEWAY, UNREADABLE, key_id
from inkwell.core.errors import Unauthenticated, Unavailable

AUDIENCE = "authenticated"
ROLE = "authenticated"

#: Seconds for which the project's public keys are kept; Supabase's own edge keeps them as long.
KEYS_KEPT = 600

#: Seconds between two requests for an unknown key, and seconds that a request may take.
COOLDOWN, TIMEOUT = 30, 3

_REQUIRED = ["sub", "exp", "iss", "aud", "role"]
_SUBJECT = re.compile(r"[A-Za-z0-9_.@|:-]{1,128}")


class KeySource(Protocol):
    """Finds the keys that verify tokens."""

    def find(self, kid: str | None) -> Any:
        """The key for a token with that key id.

        Raises:
            Unauthenticated: there is no such key.
            Unavailable: the keys cannot be read now.
        """


class SharedSecret:
    """The project's JWT secret (HS256)."""

    def __init__(self, read: Callable[[], str]) -> None:
        self._read = read

    def find(self, kid: str | None) -> str:
        """See `KeySource`."""
        return self._read()


class PublishedKeys:
    """The keys that the project publishes (ES256, RS256). Needs the package `cryptography`."""

    def __init__(self, issuer: str) -> None:
        self._client = jwt.PyJWKClient(
            f"{issuer}/.well-known/jwks.json", lifespan=KEYS_KEPT, cooldown_duration=COOLDOWN, timeout=TIMEOUT
        )

    def find(self, kid: str | None) -> jwt.PyJWK:
        """See `KeySource`."""
        if not kid:
            raise Unauthenticated
        try:
            return self._client.get_signing_key(kid)
        except (jwt.PyJWKClientConnectionError, jwt.PyJWKSetError, ValueError, OSError) as error:
            raise Unavailable("Sessions cannot be checked at the moment, please try again") from error
        except jwt.PyJWKClientError as error:
            raise Unauthenticated from error


class Supabase:
    """A Supabase project whose sessions are accepted.

    Args:
        issuer: the issuer of its tokens, such as "https://abcd.supabase.co/auth/v1".
        algorithm: HS256, ES256 or RS256.
        cookie_name: the session cookie's name.
        keys: finds the keys of that algorithm.
    """

    def __init__(self, issuer: str, algorithm: str, cookie_name: str, keys: KeySource) -> None:
        self._issuer = issuer
        self._algorithm = algorithm
        self._cookie_name = cookie_name
        self._keys = keys

    def owner(self, cookies: Mapping[str, str]) -> str | None:
        """The owner that the signed-in person's things belong to; None when the cookies hold no session.

        Args:
            cookies: the cookies of a request by name.

        Raises:
            Unauthenticated: the session is expired, forged, or not a person's.
            Unavailable: the project's keys cannot be read now.
        """
        token = cookie_jar.access_token(cookies, self._cookie_name)
        return None if token is None else f"supabase:{self._subject(token)}"

    def _subject(self, token: str) -> str:
        key = self._keys.find(key_id(token, self._algorithm))
        try:
            claims = jwt.decode(
                token,
                key,
                algorithms=[self._algorithm],
                audience=AUDIENCE,
                issuer=self._issuer,
                leeway=LEEWAY,
                options={"require": _REQUIRED},
            )
        except UNREADABLE as error:
            raise Unauthenticated from error
        # "anon" is nobody, "service_role" is a server that may do everything; neither is a person.
        if claims["role"] != ROLE or not _SUBJECT.fullmatch(claims["sub"]):
            raise Unauthenticated
        return str(claims["sub"])
