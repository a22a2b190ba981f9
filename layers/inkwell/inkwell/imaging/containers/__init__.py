"""The containers JPEG, PNG and WebP, read without decoding: what the pixels need, apart from everything else.

Decoders refuse whole pictures for a broken note in them, and some unpack notes of any size. So the decoder is given a
`bare` file in which nothing but the picture is left, and the few metadata that count are read here, each on its own.
"""

from inkwell.imaging.containers import jpeg, png, webp
from inkwell.imaging.containers.bare import BareFile

__all__ = ["BareFile", "bare"]


def bare(data: bytes) -> BareFile | None:
    """The picture in a file without its metadata, closed where the end of the file is missing.

    Args:
        data: the file; of an animation the first frame counts, of several pictures the first.

    Returns:
        None when the file is no JPEG, PNG or WebP, or ends before it says how large the picture is.
    """
    return jpeg.read(data) or png.read(data) or webp.read(data)
