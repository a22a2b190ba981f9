"""What the stand-ins of all providers share: real HTTP on 127.0.0.1, a count of what was paid, and faults by script.

A server answers as its provider does, down to field names, statuses and error bodies, from the providers' published
documents. It draws real (small) pictures. `paid` lists what its provider would have charged for; a test compares that
with what the studio recorded.
"""

import json
import random
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any, ClassVar, Literal, Self
from urllib.parse import parse_qs, urlsplit

from PIL import Image
from werkzeug.formparser import parse_form_data

Fault = Literal["429", "500", "cut", "cut_after", "half", "late", "gateway"]
"""What may happen to a request.

429, 500: an answer in the provider's own form, and nothing was done.
cut: the connection ends before anything was done. cut_after, half: it ends after the work was done and paid, before the
answer or in the middle of it. late: the answer comes after the caller's patience. gateway: the work was done, but a
gateway in between answers 502 in HTML.
"""

FAULTS: tuple[Fault, ...] = ("429", "500", "cut", "cut_after", "half", "late", "gateway")


class Faults:
    """Which request meets which fault: first those of a script, then by chance from a seed.

    Args:
        script: faults for the first requests; None for none.
        rate: how many of the others meet one, 0 to 1.
        kinds: which ones.
        seed: makes it repeatable.

    `met` counts them.
    """

    def __init__(
        self,
        script: Iterable[Fault | None] = (),
        *,
        rate: float = 0.0,
        kinds: tuple[Fault, ...] = FAULTS,
        seed: int = 0,
    ) -> None:
        self._script = list(script)
        self._rate = rate
        self._kinds = kinds
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self.met: Counter[Fault] = Counter()

    def next(self) -> Fault | None:
        """What the next request meets."""
        with self._lock:
            if self._script:
                fault = self._script.pop(0)
            else:
                fault = self._random.choice(self._kinds) if self._random.random() < self._rate else None
            if fault:
                self.met[fault] += 1
            return fault


@dataclass(frozen=True)
class Request:
    """A request as it came; header names in lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        """The fields of a multipart form."""
        return self._parsed()[0]

    @property
    def files(self) -> list[tuple[str, bytes, str]]:
        """The files of a multipart form, in order: field, content, media type."""
        return self._parsed()[1]

    def _parsed(self) -> tuple[dict[str, str], list[tuple[str, bytes, str]]]:
        environ = {
            "wsgi.input": BytesIO(self.body),
            "CONTENT_TYPE": self.headers.get("content-type", ""),
            "CONTENT_LENGTH": str(len(self.body)),
            "REQUEST_METHOD": "POST",
        }
        _, form, files = parse_form_data(environ)
        read = []
        for name, file in files.items(multi=True):
            read.append((name, file.stream.read(), file.content_type or ""))
            file.close()
        return form.to_dict(), read


@dataclass
class Reply:
    """An answer; `body` is JSON unless it is bytes."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        """The bytes to send."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()

    @property
    def media_type(self) -> str:
        """Their type, where `headers` does not say."""
        return "application/octet-stream" if isinstance(self.body, bytes) else "application/json"


class ProviderServer:
    """A provider on 127.0.0.1; use it as a context manager.

    Args:
        faults: what happens to requests that cost money.
        read_faults: what happens to all others.
        late: seconds after which a late answer comes.
    """

    #: What requests must carry as their key.
    key: ClassVar[str] = "test-key"

    def __init__(self, *, faults: Faults | None = None, read_faults: Faults | None = None, late: float = 3.0) -> None:
        self.faults = faults or Faults()
        self.read_faults = read_faults or Faults()
        self.late = late
        self.requests: list[Request] = []
        self.paid: list[Any] = []
        self.lock = threading.RLock()
        self.stopping = threading.Event()
        self.crashes: list[BaseException] = []
        self._server = _Server(self)
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        if self.crashes:
            raise AssertionError("the stand-in itself failed") from self.crashes[0]

    def costs_money(self, request: Request) -> bool:
        """Whether the provider charges for such a request."""
        raise NotImplementedError

    def reply(self, request: Request) -> Reply:
        """Do what is asked, and say so. `paid` grows here."""
        raise NotImplementedError

    def fault_reply(self, fault: Fault) -> Reply:
        """The provider's own words for 429 and 500."""
        raise NotImplementedError

    def asked(self, method: str | None = None, path: str | None = None) -> list[Request]:
        """The requests so far, by method and end of their path."""
        return [
            each
            for each in self.requests
            if method in (None, each.method) and (path is None or each.path.endswith(path))
        ]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, provider: ProviderServer) -> None:
        self.provider = provider
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has gone away is nothing to tell about; anything else is a defect of the stand-in."""
        error = sys.exc_info()[1]
        if error and not isinstance(error, OSError):
            self.provider.crashes.append(error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Otherwise the body waits 40 ms until the client has acknowledged the headers.
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        provider = self.server.provider
        target = urlsplit(self.path)
        request = Request(
            self.command,
            target.path,
            {name: values[0] for name, values in parse_qs(target.query).items()},
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(int(self.headers.get("content-length") or 0)),
        )
        with provider.lock:
            provider.requests.append(request)
        fault = (provider.faults if provider.costs_money(request) else provider.read_faults).next()
        if fault == "cut":
            return self._cut()
        if fault in ("429", "500"):
            return self._send(provider.fault_reply(fault))
        with provider.lock:
            reply = provider.reply(request)
        if fault == "cut_after":
            return self._cut()
        if fault == "late":
            provider.stopping.wait(provider.late)
        if fault == "gateway":
            reply = Reply(502, b"<html><body>502 Bad Gateway</body></html>", {"content-type": "text/html"})
        return self._send(reply, half=fault == "half")

    def _send(self, reply: Reply, half: bool = False) -> None:
        content = reply.content
        self.send_response(reply.status)
        for name, value in {"content-type": reply.media_type, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if half else content)
        if half:
            self._cut()

    def _cut(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)


def picture(ratio: str = "1:1", *, seed: int = 0, kind: str = "PNG") -> bytes:
    """A small picture of an aspect ratio."""
    width, height = (int(part) for part in ratio.split(":"))
    scale = 96 / max(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return encoded_picture(Image.new("RGB", size, (seed % 256, seed // 256 % 256, 120)), kind)


def encoded_picture(image: Image.Image, kind: str = "PNG") -> bytes:
    """An image as a file."""
    buffer = BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def now() -> float:
    """The server's clock, in seconds since 1970."""
    return time.time()
