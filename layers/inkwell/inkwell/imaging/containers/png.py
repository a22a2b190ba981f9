"""PNG files: https://www.w3.org/TR/png-3/"""

import zlib
from collections.abc import Iterator

from inkwell.imaging.containers.bare import BareFile
from inkwell.imaging.limits import MAX_PARTS, MAX_PROFILE

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER_LENGTH = 13
_GREY, _RGB = 0, 2
# Samples of a pixel by the type of colour: grey, RGB, palette, grey with alpha, RGB with alpha.
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# The passes of an interlaced picture: where each begins and its steps, across and down.
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_STEP = 256 * 1024


def is_png(data: bytes) -> bool:
    """True when a file begins as every PNG does."""
    return data.startswith(_SIGNATURE)


def read(data: bytes) -> BareFile | None:
    """A PNG's header, palette, transparency and pixels; None when it has no header."""
    parts: list[bytes] = []
    pixels: list[bytes] = []
    exif = profile = header = b""
    for kind, content, checksum in chunks(data):
        if kind == b"IHDR" and len(content) == _HEADER_LENGTH and not parts:
            parts += [_SIGNATURE, _chunk(kind, content, checksum)]
            header = content
        elif not parts:
            return None
        elif kind in (b"PLTE", b"IDAT"):
            parts.append(_chunk(kind, content, checksum))
            if kind == b"IDAT":
                pixels.append(content)
        elif kind == b"tRNS" and checksum == _checksum(kind, content):
            transparency = _transparency(content, depth=header[8], colour=header[9])
            parts += [_chunk(kind, each, _checksum(kind, each)) for each in transparency]
        elif kind == b"eXIf" and not exif:
            exif = content
        elif kind == b"iCCP" and not profile:
            profile = _profile(content)
    if not parts:
        return None
    parts.append(_chunk(b"IEND", b"", _checksum(b"IEND", b"")))
    return BareFile("image/png", b"".join(parts), exif, profile, lambda: not _unpack_to(_full_length(header), pixels))


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """The chunks of a PNG before its end, in their order: kind, content and checksum.

    Content and checksum of the last one are short where the file is. A file that is no PNG has no chunks.
    """
    at = len(_SIGNATURE) if is_png(data) else len(data)
    for _ in range(MAX_PARTS):
        kind = data[at + 4 : at + 8]
        if len(kind) < 4 or kind == b"IEND":
            return
        end = at + 8 + int.from_bytes(data[at : at + 4])
        yield kind, data[at + 8 : end], data[end : end + 4]
        at = end + 4


def international_text(content: bytes) -> tuple[str, str] | None:
    """Keyword and text of an iTXt chunk; None when it is compressed or broken."""
    keyword, _, rest = content.partition(b"\0")
    if rest[:2] != b"\0\0":
        return None
    _language, _, rest = rest[2:].partition(b"\0")
    _translated, _, text = rest.partition(b"\0")
    try:
        return keyword.decode("latin-1"), text.decode()
    except UnicodeDecodeError:
        return None


def _chunk(kind: bytes, content: bytes, checksum: bytes) -> bytes:
    return len(content).to_bytes(4) + kind + content + checksum.ljust(4, b"\0")


def _checksum(kind: bytes, content: bytes) -> bytes:
    return zlib.crc32(content, zlib.crc32(kind)).to_bytes(4)


def _profile(content: bytes) -> bytes:
    """The profile of an iCCP chunk; b"" when it is broken or too large."""
    _name, _, packed = content.partition(b"\0")
    unpacking = zlib.decompressobj()
    try:
        profile = unpacking.decompress(packed[1:], MAX_PROFILE + 1)
    except zlib.error:
        return b""
    return profile if len(profile) <= MAX_PROFILE else b""


def _transparency(content: bytes, *, depth: int, colour: int) -> list[bytes]:
    """The transparent grey or colour as the decoder compares it: with samples of 8 bits, but grey of 16 bits.

    Nothing where the chunk does not fit the picture.
    """
    samples = [int.from_bytes(content[at : at + 2]) for at in range(0, len(content), 2)]
    if len(content) != {_GREY: 2, _RGB: 6}.get(colour, len(content)):
        return []
    if colour == _GREY and depth in (2, 4):
        samples = [(sample % (1 << depth)) * 255 // ((1 << depth) - 1) for sample in samples]
    elif colour == _RGB and depth == 16:
        samples = [sample >> 8 for sample in samples]
    else:
        return [content]
    return [b"".join(sample.to_bytes(2) for sample in samples)]


def _unpack_to(length: int, pixels: list[bytes]) -> bool:
    """Whether the pixels of a picture unpack to so many bytes at least; these are counted, never held."""
    unpacking = zlib.decompressobj()
    try:
        for packed in pixels:
            while packed and length > 0:
                length -= len(unpacking.decompress(packed, _STEP))
                packed = unpacking.unconsumed_tail
    except zlib.error:
        return length <= 0  # what comes before the damage counts
    return length <= 0


def _full_length(header: bytes) -> int:
    """The bytes that the pixels of a whole picture are unpacked: rows of samples, each after a filter's number."""
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    depth, colour, interlaced = header[8], header[9], header[12]
    bits = depth * _SAMPLES.get(colour, 1)
    sizes = [(width, height)]
    if interlaced:
        sizes = [(-((x - width) // dx), -((y - height) // dy)) for x, y, dx, dy in _ADAM7]
    return sum(across and down * (1 + (across * bits + 7) // 8) for across, down in sizes)
