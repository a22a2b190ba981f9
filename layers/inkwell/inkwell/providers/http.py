"""The one way to a provider over HTTP: a pooled session, explicit timeouts, and no request that is sent twice."""

import json
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from ssl import SSLCertVerificationError
from typing import Any, Literal

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, NewConnectionError

from inkwell.core.errors import ModelAnswerLost, ModelMalformedAnswer, ModelTimeout, ModelUnavailable
from inkwell.providers.cleaning import cleaned

logger = logging.getLogger(__name__)

CONNECT_TIMEOUT = 5.0
#: The largest reply, in bytes: a 4K picture in base64 with room to spare.
MAX_BYTES = 64 * 1024 * 1024

# A function that was frozen wakes up with connections that died unnoticed; a paid request must not go out on one.
_LONGEST_IDLE = 30.0
_CHUNK = 64 * 1024
_SHOWN = 1024  # bytes of a reply that a log may show
_POOL = 50

Part = tuple[str, tuple[str, bytes, str]]
"""A file of a multipart form: field, (file name, content, media type)."""


@dataclass(frozen=True)
class HttpReply:
    """A provider's whole reply to a request; `headers` by lower-case name."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def ok(self) -> bool:
        """True for a status of success (2xx)."""
        return 200 <= self.status < 300

    def json(self) -> Any:
        """The body as JSON; None when it is not JSON."""
        return self._parsed

    def object(self) -> dict[str, Any]:
        """The body as a JSON object; an empty one when it is not a JSON object."""
        body = self.json()
        return body if isinstance(body, dict) else {}

    @property
    def beginning(self) -> str:
        """The beginning of the body as text, whatever the body is."""
        return self.body[:_SHOWN].decode("utf-8", "replace")

    @cached_property
    def _parsed(self) -> Any:
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


class Client:
    """A pooled HTTP session, shared by all adapters of an execution environment: see `client`."""

    def __init__(self) -> None:
        self._session = requests.Session()
        # Without an `auth` of its own, requests replaces our Authorization header by what a .netrc file says.
        self._session.auth = _unchanged
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, HTTPAdapter(pool_connections=_POOL, pool_maxsize=_POOL, max_retries=0))
        self._last_used = time.time()

    def ask(
        self,
        method: Literal["GET", "POST"],
        url: str,
        *,
        timeout: float,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        body: Any = None,
        form: Mapping[str, str] | None = None,
        files: Sequence[Part] | None = None,
        paid: bool = False,
        max_bytes: int = MAX_BYTES,
    ) -> HttpReply:
        """Send one request, once, and read the whole reply. A redirect is a reply, too: it is not followed.

        Args:
            method: the HTTP method.
            url: the address, without a query.
            timeout: seconds until the reply must be there; the connection must be made within the first five.
            headers: further request headers.
            params: the query.
            body: sent as JSON.
            form, files: sent as multipart/form-data.
            paid: whether the provider charges for it. A successful reply then is JSON, or it was cut short.
            max_bytes: the largest reply, in bytes.

        Raises:
            ModelUnavailable: the request was not sent, or (unpaid) the connection broke.
            ModelTimeout: (unpaid) no reply in time.
            ModelAnswerLost: (paid) the request was sent, or may have been, and no whole reply came.
            ModelMalformedAnswer: (unpaid) the reply is too large.
        """
        deadline = time.monotonic() + timeout
        try:
            with self._fresh().request(
                method,
                url,
                params=params,
                headers={"User-Agent": "Inkwell/1.0", **(headers or {})},
                json=body,
                data=form,
                files=files,
                timeout=(min(CONNECT_TIMEOUT, timeout), timeout),
                allow_redirects=False,
                stream=True,
            ) as response:
                content = _read(response, deadline, max_bytes)
        except _TooLargeError as error:
            raise (ModelAnswerLost if paid else ModelMalformedAnswer) from error
        except (requests.RequestException, HTTPError, OSError) as error:
            raise _failure(error, paid) from error
        headers_given = {name.lower(): text for name, text in response.headers.items()}
        reply = HttpReply(response.status_code, headers_given, content)
        if paid and reply.ok and reply.json() is None:
            logger.warning(
                "a paid answer is no JSON",
                extra={"url": url, "provider_status": reply.status, "provider_text": cleaned(reply.beginning.strip())},
            )
            raise ModelAnswerLost
        return reply

    def close(self) -> None:
        """Close the pooled connections; the next request opens its own."""
        self._session.close()

    def _fresh(self) -> requests.Session:
        # The wall clock, because it also runs while the function is frozen.
        moment = time.time()
        if abs(moment - self._last_used) > _LONGEST_IDLE:
            self.close()
        self._last_used = moment
        return self._session


class _TooLargeError(Exception):
    pass


@cache
def client() -> Client:
    """The client of this execution environment."""
    return Client()


def _unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _read(response: requests.Response, deadline: float, max_bytes: int) -> bytes:
    content = bytearray()
    while chunk := response.raw.read1(_CHUNK, decode_content=True):
        content += chunk
        if len(content) > max_bytes:
            raise _TooLargeError
        if time.monotonic() > deadline:
            raise requests.ReadTimeout
    return bytes(content)


def _failure(error: Exception, paid: bool) -> ModelUnavailable:
    if _never_sent(error):
        return ModelUnavailable()
    if paid:
        return ModelAnswerLost()
    return ModelTimeout() if isinstance(error, requests.Timeout) else ModelUnavailable()


def _never_sent(error: Exception) -> bool:
    """True when the connection was never made: only then has the provider certainly seen nothing."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(reason, Exception) and reason.args and isinstance(reason.args[0], SSLCertVerificationError):
        return True
    return isinstance(error, requests.ConnectTimeout) or isinstance(reason, NewConnectionError)
