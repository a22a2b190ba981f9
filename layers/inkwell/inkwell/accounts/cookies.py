"""The session cookie that Supabase's own library keeps in a browser (`@supabase/ssr`).

A value longer than a cookie may be is cut into chunks `name.0`, `name.1` ...; by default it is JSON in base64url behind
a prefix. Source: https://github.com/supabase/ssr (src/cookies.ts, src/utils/chunker.ts, version 0.12).
"""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, takewhile
from urllib.parse import unquote, urlsplit

_BASE64 = "base64-"


def default_name(project_url: str) -> str:
    """The session cookie's name as supabase-js derives it: from the first part of the project's host name."""
    return f"sb-{(urlsplit(project_url).hostname or '').split('.')[0]}-auth-token"


def pairs(headers: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The cookies of a request, name and value, in their order.

    Args:
        headers: the values of the request's Cookie headers.

    Source: RFC 6265, section 4.2. The standard library's `http.cookies` does not serve: it gives up on the whole header
    at the first cookie that it finds malformed, though it be another application's.
    """
    for pair in ";".join(headers).split(";"):
        name, equals, value = pair.strip().partition("=")
        if equals:
            yield name.strip(), value.strip().removeprefix('"').removesuffix('"')


def parse(headers: Iterable[str]) -> dict[str, str]:
    """The cookies of a request by name; of several of the same name the first, which has the most specific path.

    Args:
        headers: as in `pairs`.
    """
    cookies: dict[str, str] = {}
    for name, value in pairs(headers):
        cookies.setdefault(name, value)
    return cookies


def access_token(cookies: Mapping[str, str], name: str) -> str | None:
    """The access token in a session cookie, unverified; None where there is no readable session.

    The rest of the cookie is ignored: whoever holds the browser can write it.

    Args:
        cookies: the cookies of a request by name.
        name: the session cookie's name.
    """
    whole = cookies.get(name) or "".join(takewhile(bool, (cookies.get(f"{name}.{index}", "") for index in count())))
    try:
        session = json.loads(_decoded(unquote(whole)))
    except (ValueError, RecursionError):
        return None
    token = session.get("access_token") if isinstance(session, dict) else None
    return token if token and isinstance(token, str) else None


def _decoded(value: str) -> str:
    if not value.startswith(_BASE64):
        return value
    text = value.removeprefix(_BASE64).rstrip("=")
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
