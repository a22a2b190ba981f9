"""The HTTP server of the API and of the AWS services, and the ports that both listen on."""

import socket
import threading
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from local.errors import StartError

_BACKLOG = 512


class Port:
    """A port of this machine, claimed so that a clash shows at once; connections are refused until a server opens it.

    Args:
        host: address to bind.
        port: port to bind; 0 for any free one.
        option: how the caller can choose another port, for the message.

    Raises:
        StartError: when the port is taken.
    """

    def __init__(self, host: str, port: int, option: str):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self.socket.bind((host, port))
        except OSError as error:
            self.socket.close()
            raise _taken(host, port, option, error) from None
        self.host = host
        self.number: int = self.socket.getsockname()[1]
        self._option = option

    @property
    def url(self) -> str:
        """The address under which programs on this machine reach the server."""
        return f"http://{'127.0.0.1' if self.host == '0.0.0.0' else self.host}:{self.number}"

    def open(self) -> None:
        """Begin to accept connections.

        Raises:
            StartError: when somebody else who claimed the port at the same moment was sooner.
        """
        try:
            self.socket.listen(_BACKLOG)
        except OSError as error:
            raise _taken(self.host, self.number, self._option, error) from None

    def close(self) -> None:
        """Give the port back."""
        self.socket.close()


def _taken(host: str, port: int, option: str, error: OSError) -> StartError:
    return StartError(f"cannot listen on {host}:{port} ({error.strerror}): choose another with {option}")


class ThreadedServer:
    """A WSGI server with a thread for each request.

    Args:
        port: where to accept connections, from now on.
        application: a WSGI application.
    """

    def __init__(self, port: Port, application: Any):
        port.open()
        self._server = make_server(
            port.host,
            port.number,
            application,
            threaded=True,
            request_handler=_HeaderHandler,
            fd=port.socket.fileno(),
        )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Accept no more connections."""
        self._server.shutdown()
        self._thread.join()


class _HeaderHandler(WSGIRequestHandler):
    """Request handler that passes on the headers as the client wrote them, and leaves logging to the application.

    WSGI folds a header's case, order and repetition. An answer is sent in one piece: line by line every piece would
    give up the interpreter's lock.
    """

    wbufsize = -1
    disable_nagle_algorithm = True

    def make_environ(self) -> Any:
        """Add ``inkwell.headers``: a list of name and value."""
        return super().make_environ() | {"inkwell.headers": list(self.headers.items())}

    def handle_expect_100(self) -> bool:
        """Send 100 Continue at once, and only once: werkzeug would send it again."""
        go_on = super().handle_expect_100()
        self.wfile.flush()
        del self.headers["Expect"]
        return go_on

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log nothing."""
