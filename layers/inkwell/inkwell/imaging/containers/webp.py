"""WebP files: https://developers.google.com/speed/webp/docs/riff_container"""

from inkwell.imaging.containers.bare import BareFile
from inkwell.imaging.limits import MAX_PARTS, MAX_PROFILE

# Of the flags in VP8X those that say how the pixels are stored: animation and alpha.
_PIXEL_FLAGS = 0x02 | 0x10
_PICTURES = (b"VP8 ", b"VP8L", b"ANMF")
_KEPT = (b"VP8X", b"ANIM", b"ALPH", *_PICTURES)


def read(data: bytes) -> BareFile | None:
    """A WebP's header and its picture, or its first frame; None when it has none."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    found: dict[bytes, bytes] = {}
    is_cut = False
    at = 12
    for _ in range(MAX_PARTS):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 > len(data):
            break
        if not (kind in _PICTURES and any(each in found for each in _PICTURES)):
            found.setdefault(kind, data[at + 8 : at + 8 + size])
            is_cut |= kind in _PICTURES and at + 8 + size > len(data)
        at += 8 + size + size % 2
    if not any(each in found for each in _PICTURES):
        return None
    if header := found.get(b"VP8X"):
        found[b"VP8X"] = bytes([header[0] & _PIXEL_FLAGS]) + header[1:]
    body = b"WEBP" + b"".join(_chunk(kind, found[kind]) for kind in _KEPT if kind in found)
    exif = found.get(b"EXIF", b"").removeprefix(b"Exif\0\0")
    profile = found.get(b"ICCP", b"")
    if len(profile) > MAX_PROFILE:
        profile = b""
    # The decoder takes zeros for the last bits of a picture that is cut.
    return BareFile("image/webp", _chunk(b"RIFF", body), exif, profile, lambda: is_cut)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return kind + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)
