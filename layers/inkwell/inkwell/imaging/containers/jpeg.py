"""JPEG files: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, section B"""

import hashlib
import random
import re
from collections.abc import Iterator
from functools import partial
from io import BytesIO

from PIL import Image

from inkwell.imaging.containers.bare import BareFile
from inkwell.imaging.limits import MAX_PARTS, MAX_PROFILE, MAX_SCANS

_START, _END = b"\xff\xd8", b"\xff\xd9"
_SOS, _EOI, _APP1, _APP2 = 0xDA, 0xD9, 0xE1, 0xE2
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ARITHMETIC = frozenset(range(0xC9, 0xD0)) - {0xCC}
_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
# JFIF and Adobe, which say how colours are stored, stay; other application data, and comments, go.
_DROPPED = frozenset(range(0xE1, 0xF0)) - {0xEE} | {0xFE}
# Markers without content: not one, TEM, restarts and the start.
_BARE_MARKERS = frozenset({0x00, 0x01, *range(0xD0, 0xD9)})
_MARKER = re.compile(rb"\xff+([^\xff])", re.DOTALL)
# What ends a scan: in it 0xff is followed by 0, or by the number of a restart.
_SCAN_END = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_EXIF, _ICC = b"Exif\0\0", b"ICC_PROFILE\0"
_COEFFICIENTS = 64
_REDUCTION = 8


def read(data: bytes) -> BareFile | None:
    """The first picture of a JPEG with its tables; None when it has no frame header."""
    parts = [_START]
    progress: _Progress | None = None
    exif = b""
    profile: dict[int, bytes] = {}
    closed = False
    for code, segment, scan in _segments(data):
        if code == _EOI or (progress and progress.scans == MAX_SCANS):
            closed = True
            break
        if code == _APP1 and segment[4:].startswith(_EXIF) and not exif:
            exif = segment[4 + len(_EXIF) :]
        elif code == _APP2 and segment[4:].startswith(_ICC) and len(segment) > 18:
            profile.setdefault(segment[16], segment[18:])
        elif code in _FRAMES and len(segment) > 9:
            progress = progress or _Progress(code, segment)
        elif code == _SOS and progress:
            progress.scanned(segment)
        if code not in _DROPPED:
            parts += [segment, scan]
    if progress is None:
        return None
    body = b"".join(parts).rstrip(b"\xff")
    whole_profile = b"".join(profile[number] for number in sorted(profile))
    return BareFile(
        "image/jpeg",
        body + _END,
        exif,
        whole_profile if len(whole_profile) <= MAX_PROFILE else b"",
        partial(_lacks_pixels, body, progress, closed),
    )


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Marker, segment with its marker, and for a scan its data; a segment that is cut short ends them."""
    at = len(_START) if data.startswith(_START) else len(data)
    for _ in range(MAX_PARTS):
        marker = _MARKER.search(data, at)
        if marker is None:
            return
        code, start = marker[1][0], marker.end() - 2
        if code in _BARE_MARKERS:
            at = marker.end()
            continue
        at = start + 2 + int.from_bytes(data[start + 2 : start + 4])
        if code == _EOI:
            yield code, b"", b""
            return
        if at < start + 4 or at > len(data):
            return
        segment, scan = data[start:at], b""
        if code == _SOS:
            end = _SCAN_END.search(data, at)
            scan = data[at : end.start() if end else len(data)]
            at += len(scan)
        yield code, segment, scan


class _Progress:
    """Coefficients of a frame's components that its scans have given to their last bit."""

    def __init__(self, code: int, frame: bytes) -> None:
        self.progressive = code in _PROGRESSIVE
        self.arithmetic = code in _ARITHMETIC
        self.scans = 0
        self._begun: set[int] = set()
        self._missing = {component: set(range(_COEFFICIENTS)) for component in frame[10::3][: frame[9]]}

    def scanned(self, header: bytes) -> None:
        """Note what a scan gives."""
        self.scans += 1
        count = header[4] if len(header) > 4 else 0
        components, spectrum = header[5 : 5 + 2 * count : 2], header[5 + 2 * count : 8 + 2 * count]
        if len(spectrum) < 3:
            return
        first, last, precision = spectrum
        given = range(first, last + 1) if self.progressive else range(_COEFFICIENTS)
        for component in components:
            if 0 in given:
                self._begun.add(component)
            if not self.progressive or not precision & 15:
                self._missing.get(component, set()).difference_update(given)

    @property
    def every_component(self) -> bool:
        """True when every component has been seen at least coarsely."""
        return self._missing.keys() <= self._begun

    @property
    def everything(self) -> bool:
        """True when every coefficient has been seen in full."""
        return not any(self._missing.values())


def _lacks_pixels(body: bytes, progress: _Progress, closed: bool) -> bool:
    """Whether the last scan ends before its last pixel.

    The decoder makes up what is missing, without a word. So the scan is gone on with at random: where all pixels were
    there, that changes none of them.

    Args:
        body: the file without its end marker.
        closed: whether it had one. Then a progressive picture may do without its last scans, and the ends of the
            random scans are compared at an eighth of the size, which is quick.
    """
    if not progress.every_component or (not closed and not progress.everything):
        return True
    if progress.arithmetic:  # its coder leaves out zeros at the end of a scan
        return not closed
    reduction = _REDUCTION if closed else 1
    ends = (b"", _random_scan(1), _random_scan(2)) if not closed else (b"", _random_scan(1))
    return len({_digest(body + end + _END, reduction) for end in ends}) > 1


def _random_scan(seed: int) -> bytes:
    """Random data for a scan, wherever between two restarts it stopped."""
    dice = random.Random(seed)
    pieces = (bytes(dice.randrange(255) for _ in range(48)) for _ in range(9))
    return b"".join(piece + b"\xff" + bytes([0xD0 + number % 8]) for number, piece in enumerate(pieces))


def _digest(data: bytes, reduction: int) -> bytes:
    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        if reduction > 1:
            image.draft(image.mode, (image.width // reduction, image.height // reduction))
        image.load()
        return hashlib.blake2b(image.tobytes()).digest()
