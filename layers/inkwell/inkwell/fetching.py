"""The one way to fetch a URL that a caller gave, guarded against server-side request forgery (SSRF).

A URL from outside may point at what only we can reach: a metadata service, a database, a loopback port. So the
host is resolved once, every address it resolves to is judged, and the connection goes to exactly a judged address,
while TLS still proves the *name*. Each redirect is judged anew. Following
https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import cache
from urllib.parse import urljoin

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.exceptions import TimeoutError as ConnectionTimeout
from urllib3.response import HTTPResponse
from urllib3.util import Url, parse_url

from inkwell.core.errors import InvalidInput

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
DEADLINE = 20.0
MAX_REDIRECTS = 3
MAX_URL_LENGTH = 2048

_CONNECT_TIMEOUT = 5.0
_READ_TIMEOUT = 10.0
_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PUBLIC_PORTS = frozenset({80, 443})
_HEADERS = {"Accept": "image/*,*/*;q=0.5", "Accept-Encoding": "identity", "User-Agent": "Inkwell/1.0"}

# Networks that `ipaddress` calls global although they reach elsewhere: addresses that carry an IPv4 address inside
# (mapped, compatible, SIIT, NAT64, Teredo, 6to4 and its relay), and ranges that are local or for documents only.
_TRAPS = tuple(
    ipaddress.ip_network(trap)
    for trap in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "::/96",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
)

Resolver = Callable[[str, int], Sequence[str]]
"""Takes a host and a port; returns all its IP addresses, best first; raises OSError when there are none."""

Nearby = Callable[[str], bool]
"""Takes an IP address; True when it belongs to a developer's own machine."""


class _ProblemError(Exception):
    """The reason why a URL cannot be used, worded to follow the name of the caller's field."""


def resolve(host: str, port: int) -> Sequence[str]:
    """The IP addresses of `host` by the system's resolver, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """True for an IP address that is certainly on the public internet, by the IANA special-purpose registries."""
    ip = ipaddress.ip_address(address)
    return ip.is_global and not ip.is_multicast and not any(ip in trap for trap in _TRAPS)


def is_loopback(address: str) -> bool:
    """True for an IP address of this machine in its plain form: 127.0.0.0/8 or ::1."""
    ip = ipaddress.ip_address(address)
    return ip.is_loopback and getattr(ip, "ipv4_mapped", None) is None


def fetch(
    url: str,
    *,
    field: str,
    nearby: Nearby | None = None,
    max_bytes: int = MAX_BYTES,
    deadline: float = DEADLINE,
    resolver: Resolver = resolve,
    tls: ssl.SSLContext | None = None,
) -> bytes:
    """Fetch the content of a URL that a caller gave.

    Args:
        url: a public https URL; to nearby addresses also an http one.
        field: the name of the caller's field, for the error.
        nearby: decides which addresses are nearby; they are fetched by http and https and at any port (local
            development: `is_loopback`). None for no address.
        max_bytes: the largest body, in bytes.
        deadline: seconds of wall clock for everything, from the name look-up to the last byte.
        resolver: turns a host into addresses.
        tls: trust and protocol settings in place of the public certificate authorities.

    Raises:
        InvalidInput: the URL is not allowed, or could not be fetched; the message names `field`.
    """
    visit = _Visit(nearby, max_bytes, resolver, tls or _public_authorities())
    outcome: Future[bytes] = Future()
    # A thread, because neither a name look-up nor headers that drip in can be bounded by a socket's timeout.
    threading.Thread(target=_settle, args=(outcome, visit, url), name="fetch", daemon=True).start()
    try:
        return outcome.result(deadline)
    except TimeoutError:
        visit.abandon()
        raise InvalidInput.field(field, f"took longer than {deadline:g} seconds to fetch") from None
    except _ProblemError as problem:
        raise InvalidInput.field(field, str(problem)) from problem


@cache
def _public_authorities() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


def _settle(outcome: "Future[bytes]", visit: "_Visit", url: str) -> None:
    try:
        outcome.set_result(visit.fetch(url))
    except BaseException as error:
        outcome.set_exception(error)


class _Visit:
    """A fetch of a URL with its redirects."""

    def __init__(self, nearby: Nearby | None, max_bytes: int, resolver: Resolver, tls: ssl.SSLContext) -> None:
        self._nearby = nearby
        self._max_bytes = max_bytes
        self._resolver = resolver
        self._tls = tls
        self._abandoned = threading.Event()
        self._socket: socket.socket | None = None

    def abandon(self) -> None:
        """Cut the connection, so that the thread that reads from it ends."""
        self._abandoned.set()
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def fetch(self, url: str) -> bytes:
        for _ in range(MAX_REDIRECTS + 1):
            target = _parse(url, plain_http=self._nearby is not None)
            connection = self._connect(target)
            try:
                found = self._ask(connection, target)
                if isinstance(found, bytes):
                    return found
                url = urljoin(url, found)
            except (TimeoutError, ConnectionTimeout) as error:
                raise _ProblemError("could not be fetched (its host did not answer in time)") from error
            except (OSError, HTTPError, http.client.HTTPException, ValueError) as error:
                raise _ProblemError("could not be fetched (its host did not send a complete answer)") from error
            finally:
                connection.close()
        raise _ProblemError(f"redirects more than {MAX_REDIRECTS} times")

    def _addresses(self, target: Url) -> Sequence[str]:
        host, port = str(target.host).strip("[]").rstrip("."), _port(target)
        try:
            addresses = self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise _ProblemError("could not be fetched (its host name was not found)") from error
        if self._nearby and addresses and all(map(self._nearby, addresses)):
            return addresses
        # Once on the internet, no redirect leads back into this machine.
        self._nearby = None
        if not addresses or target.scheme != "https" or not all(map(is_public, addresses)):
            raise _ProblemError("must be a public https URL")
        if port not in _PUBLIC_PORTS:
            raise _ProblemError("must not name a port other than 443")
        return addresses

    def _connect(self, target: Url) -> HTTPConnection:
        failure: Exception | None = None
        for address in self._addresses(target):
            if self._abandoned.is_set():
                break
            connection = self._connection(target, address)
            try:
                connection.connect()
            except ssl.SSLError as error:
                connection.close()
                raise _ProblemError("could not be fetched (its host has no valid TLS certificate)") from error
            except (OSError, HTTPError) as error:
                connection.close()
                failure = error
                continue
            connection.sock.settimeout(_READ_TIMEOUT)
            self._socket = connection.sock
            if not self._abandoned.is_set():
                return connection
            connection.close()
        raise _ProblemError("could not be fetched (no connection to its host)") from failure

    def _connection(self, target: Url, address: str) -> HTTPConnection:
        if target.scheme == "http":
            return HTTPConnection(address, _port(target), timeout=_CONNECT_TIMEOUT)
        return HTTPSConnection(
            address, _port(target), timeout=_CONNECT_TIMEOUT, server_hostname=target.host, ssl_context=self._tls
        )

    def _ask(self, connection: HTTPConnection, target: Url) -> bytes | str:
        """The content of a URL, or the URL that it redirects to."""
        host = str(target.netloc)
        connection.request(
            "GET", target.request_uri, headers=_HEADERS | {"Host": host}, preload_content=False, decode_content=False
        )
        response = connection.getresponse()
        try:
            location = response.headers.get("Location")
            if response.status in _REDIRECTS and location:
                return location
            if response.status != 200:
                raise _ProblemError(f"could not be fetched (HTTP {response.status})")
            return self._body(response)
        finally:
            response.close()

    def _body(self, response: HTTPResponse) -> bytes:
        if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
            raise _ProblemError("must be sent without a Content-Encoding")
        body = bytearray()
        if (response.length_remaining or 0) > self._max_bytes:
            raise self._too_large()
        while chunk := response.read(_CHUNK, decode_content=False):
            body += chunk
            if len(body) > self._max_bytes:
                raise self._too_large()
        return bytes(body)

    def _too_large(self) -> _ProblemError:
        return _ProblemError(f"is larger than {self._max_bytes / MEGABYTE:.3g} MB")


def _parse(url: str, *, plain_http: bool) -> Url:
    if len(url) > MAX_URL_LENGTH:
        raise _ProblemError(f"must be at most {MAX_URL_LENGTH} characters long")
    if re.search(r"[\x00-\x20\x7f\\]", url):
        raise _ProblemError("must be a URL without spaces, backslashes or control characters")
    try:
        target = parse_url(url)
    except LocationParseError as error:
        raise _ProblemError("must be a valid URL") from error
    if target.scheme not in ({"https", "http"} if plain_http else {"https"}) or not target.host:
        raise _ProblemError("must be a public https URL")
    if target.auth is not None:
        raise _ProblemError("must not carry a user name or password")
    return target


def _port(target: Url) -> int:
    return target.port or (80 if target.scheme == "http" else 443)
