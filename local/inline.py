"""A WSGI server for what answers from memory: requests are answered one after another, on the thread that reads them.

The interpreter runs one of them at a time anyway. Threads of their own would only hand its lock to each other, ten
times a request. What waits for something else has a thread. Connections are kept, so that a function does not make one
for each call.
"""

import asyncio
import io
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import uvicorn
from moto.core.request import (
    PRESERVED_HEADER_NAMES_ENVIRON_KEY,
    environ_key_for_header,
    should_preserve_original_header_name,
)

from local.errors import StartError
from local.serving import Port

# Nobody who waits may keep another from waiting; a thread is made when all there are wait.
_THREADS = 1000

# Seconds. A connection that the server closes is one on which a function's next request may get lost.
_KEPT = 3600

# Seconds that a stop waits for clients that do not close their connections.
_GRACE = 1


class InlineServer:
    """See the module.

    Args:
        port: where to accept connections, from now on.
        application: a WSGI application.
        waits: tells of a path whether its answer is waited for; such requests have a thread each.

    Raises:
        StartError: the server did not start.
    """

    def __init__(self, port: Port, application: Any, waits: Callable[[str], bool]):
        config = uvicorn.Config(
            _Asgi(application, waits),
            timeout_keep_alive=_KEPT,
            timeout_graceful_shutdown=_GRACE,
            http="httptools",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            proxy_headers=False,
            server_header=False,
        )
        port.open()
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=asyncio.run, args=(self._serve(port),), daemon=True)
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise StartError(f"cannot serve at {port.url}")
            time.sleep(0.001)

    def close(self) -> None:
        """Accept no more connections, and end those that are there."""
        self._loop.call_soon_threadsafe(self._stop)
        self._thread.join()

    async def _serve(self, port: Port) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop.set_default_executor(ThreadPoolExecutor(_THREADS, "waiting"))
        await self._server.serve([port.socket])

    def _stop(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        for connection in list(self._server.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()


class _Asgi:
    """A WSGI application as an ASGI one."""

    def __init__(self, application: Any, waits: Callable[[str], bool]):
        self._application = application
        self._waits = waits

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request; at a stop it stays without an answer."""
        with suppress(asyncio.CancelledError):
            await self._answered(scope, receive, send)

    async def _answered(self, scope: Any, receive: Any, send: Any) -> None:
        body, more = bytearray(), True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
        environ = _environ(scope, bytes(body))
        if self._waits(environ["PATH_INFO"]):
            status, headers, answer = await asyncio.to_thread(_answer, self._application, environ)
        else:
            status, headers, answer = _answer(self._application, environ)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer})


def _environ(scope: Any, body: bytes) -> dict[str, Any]:
    """Return the WSGI environment of a request (PEP 3333), with what moto reads beyond it."""
    query = scope["query_string"].decode("latin-1")
    target = scope["raw_path"].decode("latin-1") + (f"?{query}" if query else "")
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": query,
        "RAW_URI": target,
        "REQUEST_URI": target,
        "REMOTE_ADDR": (scope["client"] or [""])[0],  # it may have gone already
        "SERVER_NAME": scope["server"][0],
        "SERVER_PORT": str(scope["server"][1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": True,  # whatever lengths the headers tell
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    kept: dict[str, str] = {}
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
    for name, value in sorted(headers, key=lambda header: "_" in header[0]):
        key = environ_key_for_header(name)
        if "_" in name:
            # WSGI cannot tell it from the name with a dash, which comes first; S3's metadata may be written so.
            if not should_preserve_original_header_name(name) or (key in environ and key not in kept):
                continue
            kept.setdefault(key, name)
        environ[key] = f"{environ[key]},{value}" if key.startswith("HTTP_") and key in environ else value
    return environ | {PRESERVED_HEADER_NAMES_ENVIRON_KEY: kept}


def _answer(application: Any, environ: dict[str, Any]) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Run the application; return the status, the headers and the whole body."""
    begun: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _exception: Any = None) -> Callable[[bytes], None]:
        begun[:] = [int(status[:3]), [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]]
        return written.append

    written: list[bytes] = []
    pieces = application(environ, start_response)
    try:
        written += pieces
    finally:
        if hasattr(pieces, "close"):
            pieces.close()
    status, headers = begun
    return status, headers, b"".join(written)
