"""Doors of the embedded cloud: which requests may come in at all, as any page in the developer's browser can send some.

A page of another site reaches this machine in two ways. It sends requests to ``127.0.0.1`` itself: browsers then say so
in ``Origin`` or ``Sec-Fetch-Site``. Or the name of its site turns into an address of this machine (DNS rebinding),
which makes it this server's own page to the browser: ``Host`` then still has that name.
"""

import ipaddress
import logging
import posixpath
import re
from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import parse_qs

from werkzeug.wrappers import Response

logger = logging.getLogger("local")

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_ALL_ADDRESSES = frozenset({"0.0.0.0", "::"})
#: A name of Docker's for this machine, which containers may use instead of the address.
_FOR_CONTAINERS = "host.docker.internal"
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\[\]:\s]+))(?::\d+)?", re.IGNORECASE)
#: Paths that moto's server keeps for itself: its dashboard, which can reset everything, and the metadata of instances.
_MOTOS_OWN = ("/moto-api/", "/favicon.ico/", "/latest/")
#: What pages may do with objects; preflights ask whether they may.
_METHODS = frozenset({"GET", "HEAD", "PUT", "OPTIONS"})
#: Headers by which moto takes a request for another service's, whatever its path says.
_OTHER_SERVICES = frozenset({"HTTP_AUTHORIZATION", "HTTP_X_AMZ_TARGET"})


class KnownHosts:
    """WSGI middleware that lets in requests to the names of this machine only.

    Args:
        application: what answers them.
        bound: the address that the server is bound to. Where it is not the loopback address, containers may also use
            their name for this machine; where it is every address, any address will do, but no name.
    """

    def __init__(self, application: Any, bound: str):
        self._application = application
        self._names = _LOOPBACK | ({bound.lower()} if bound in _LOOPBACK else {bound.lower(), _FOR_CONTAINERS})
        self._any_address = bound in _ALL_ADDRESSES

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        if self._knows(environ.get("HTTP_HOST", "")):
            response: Iterable[bytes] = self._application(environ, start_response)
            return response
        logger.warning("refused a request to the host %r", environ.get("HTTP_HOST", ""))
        return _refuse("This server answers requests to 127.0.0.1 and localhost only.")(environ, start_response)

    def _knows(self, host: str) -> bool:
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name = (found[1] or found[2]).lower()
        return name in self._names or (self._any_address and _is_address(name))


class PageRequests:
    """Refuses requests for the AWS services that come from web pages, but for objects by presigned URLs.

    Args:
        buckets: names of the buckets.
    """

    def __init__(self, buckets: Collection[str]):
        self._buckets = buckets

    def refusal(self, environ: dict[str, Any]) -> Response | None:
        """Return the refusal of a request, or None when it may pass.

        Args:
            environ: WSGI environment of the request.
        """
        # However the path is spelled: moto looks for some of these words in any case and anywhere.
        path = posixpath.normpath(f"/{environ['PATH_INFO'].lstrip('/')}").lower()
        if f"{path}/".startswith(_MOTOS_OWN):
            return _refuse("There is no such page.", 404)
        if not _is_from_a_page(environ) or self._is_for_an_object(environ):
            return None
        logger.warning("refused a request of the page %r to the AWS services", environ.get("HTTP_ORIGIN", "?"))
        return _refuse("The AWS services answer web pages at presigned URLs of objects only.")

    def _is_for_an_object(self, environ: dict[str, Any]) -> bool:
        """Tell whether S3 answers a request, about one object, by the signature in its URL alone."""
        bucket, _, key = environ["PATH_INFO"].removeprefix("/").partition("/")
        signed = "X-Amz-Signature" in parse_qs(environ.get("QUERY_STRING", ""))
        elsewhere = _OTHER_SERVICES & environ.keys()
        return (
            bucket in self._buckets and bool(key) and signed and environ["REQUEST_METHOD"] in _METHODS and not elsewhere
        )


def _is_from_a_page(environ: dict[str, Any]) -> bool:
    # A browser says "none" of an address that its user typed. Programs say nothing.
    return "HTTP_ORIGIN" in environ or environ.get("HTTP_SEC_FETCH_SITE", "none") != "none"


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _refuse(text: str, status: int = 403) -> Response:
    return Response(f"{text}\n", status, {"X-Content-Type-Options": "nosniff"}, content_type="text/plain")
