"""WSGI servers in threads, on ports that are claimed early and opened late."""

import socket
import threading
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from local.errors import StartError


class Server:
    """A threaded WSGI server.

    The constructor claims the port, so that a clash shows at once; connections are refused until ``open``.

    Args:
        host: address to bind.
        port: port to bind; 0 for any free one.
        option: how the caller can choose another port, for the message.

    Raises:
        StartError: when the port is taken.
    """

    def __init__(self, host: str, port: int, option: str):
        self._socket = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((host, port))
        except OSError as error:
            self._socket.close()
            raise StartError(
                f"cannot listen on {host}:{port} ({error.strerror}): choose another with {option}"
            ) from None
        self.host = host
        self.port: int = self._socket.getsockname()[1]
        self._server: Any = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where a program on this machine reaches the server."""
        return f"http://{'127.0.0.1' if self.host == '0.0.0.0' else self.host}:{self.port}"

    def open(self, application: Any, handler: type[WSGIRequestHandler]) -> None:
        """Begin to accept connections.

        Args:
            application: a WSGI application.
            handler: class of the request handler.
        """
        self._socket.listen(512)
        self._server = make_server(
            self.host, self.port, application, threaded=True, request_handler=handler, fd=self._socket.fileno()
        )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Accept no more connections."""
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._thread.join()
        self._socket.close()


class QuietHandler(WSGIRequestHandler):
    """A request handler that leaves logging to the application, and sends an answer in one piece.

    Line by line every piece would give up the interpreter's lock, for which all running functions' requests queue.
    """

    wbufsize = -1

    def handle_expect_100(self) -> bool:
        """Tell the client at once to go on, and once: werkzeug would do it again."""
        go_on = super().handle_expect_100()
        self.wfile.flush()
        del self.headers["Expect"]
        return go_on

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log nothing."""


class HeaderHandler(QuietHandler):
    """Gives the application the headers as the client wrote them: WSGI folds case, order and repetition."""

    def make_environ(self) -> Any:
        """Add ``inkwell.headers``: a list of name and value."""
        return super().make_environ() | {"inkwell.headers": list(self.headers.items())}
