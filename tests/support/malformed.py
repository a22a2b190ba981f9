"""Parts of picture files made by hand, for what no encoder writes."""

import struct
import zlib
from collections.abc import Sequence

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER_END = 33
"""Where a PNG's header ends: further chunks go in here."""


def chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(
    width: int, height: int, depth: int, colour: int, rows: bytes, *extra: bytes, interlaced: bool = False
) -> bytes:
    """A PNG of packed samples.

    Args:
        depth, colour: bits of a sample, and the type of colour.
        rows: each with the number of its filter before it.
        extra: chunks between header and pixels.
    """
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    return b"".join(
        [SIGNATURE, chunk(b"IHDR", header), *extra, chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")]
    )


def with_chunks(data: bytes, *chunks: bytes) -> bytes:
    """A PNG with chunks behind its header."""
    return data[:HEADER_END] + b"".join(chunks) + data[HEADER_END:]


def with_segment(data: bytes, marker: int, content: bytes) -> bytes:
    """A JPEG with a segment behind its start."""
    return data[:2] + b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content + data[2:]


def webp(data: bytes, *parts: tuple[bytes, bytes], flags: int, size: tuple[int, int]) -> bytes:
    """A simple WebP with further chunks behind its picture.

    Args:
        flags: what the header says of them.
        size: width and height in pixels.
    """
    edges = b"".join(struct.pack("<I", edge - 1)[:3] for edge in size)
    chunks: Sequence[tuple[bytes, bytes]] = [(b"VP8X", bytes([flags, 0, 0, 0]) + edges), *parts]
    head, *rest = (
        kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2) for kind, content in chunks
    )
    body = b"WEBP" + head + data[12:] + b"".join(rest)
    return b"RIFF" + struct.pack("<I", len(body)) + body
