"""Pictures to send, good and bad, and a web server that serves them."""

import itertools
import os
import struct
import threading
import time
import zlib
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

from PIL import Image


def png(width: int = 60, height: int = 80) -> bytes:
    """A PNG that no other one equals."""
    picture = Image.frombytes("RGB", (width, height), os.urandom(3 * width * height))
    return encoded(picture, "PNG")


def jpeg(width: int = 60, height: int = 80, *, orientation: int | None = None) -> bytes:
    """A JPEG, by its EXIF orientation to be turned when it is shown; its left half red, its right half blue."""
    picture = Image.new("RGB", (width, height), (220, 20, 20))
    picture.paste((20, 20, 220), (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[0x010F] = f"A camera {os.urandom(4).hex()}"
    if orientation:
        exif[0x0112] = orientation
    return encoded(picture, "JPEG", exif=exif.tobytes(), quality=95)


def encoded(picture: Image.Image, format_name: str, **options: Any) -> bytes:
    """A picture's bytes."""
    buffer = BytesIO()
    picture.save(buffer, format_name, **options)
    return buffer.getvalue()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A few bytes that would decode to gigabytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


TEXT = b"This is no picture, whatever its name says.\n" * 20


class PictureServer:
    """A web server on this machine, for source URLs."""

    def __init__(self) -> None:
        self._answers: dict[str, tuple[int, Mapping[str, str], bytes, float]] = {}
        self._numbers = itertools.count()
        self.visits: list[str] = []
        picture_server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                picture_server.visits.append(self.path)
                status, headers, body, pause = picture_server._answers[self.path]
                try:
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                    if not pause:
                        self.wfile.write(body)
                    for byte in body if pause else b"":
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                        time.sleep(pause)
                except OSError:
                    return  # the client had enough

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def serve(
        self, body: bytes = b"", *, status: int = 200, headers: Mapping[str, str] | None = None, pause: float = 0
    ) -> str:
        """Serve something, and return its URL.

        Args:
            pause: seconds after every byte.
        """
        path = f"/{next(self._numbers)}.png"
        length = {"Content-Length": str(len(body))}
        self._answers[path] = (status, {"Content-Type": "image/png", **length, **(headers or {})}, body, pause)
        return self.url + path

    def replace(self, url: str, body: bytes) -> None:
        """Serve a picture at a URL that led to something else before."""
        headers = {"Content-Type": "image/png", "Content-Length": str(len(body))}
        self._answers[url.removeprefix(self.url)] = (200, headers, body, 0)

    def redirect(self, target: str) -> str:
        """The URL of a redirect."""
        return self.serve(status=302, headers={"Location": target})

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()
