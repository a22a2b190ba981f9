"""The pixels decide whether a picture is accepted; neither its metadata nor the way its file ends do."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from inkwell.core.errors import InvalidInput
from inkwell.imaging import containers
from inkwell.imaging.inspection import inspect
from tests.support.malformed import chunk, png, webp, with_chunks, with_segment
from tests.support.pictures import encoded

DATA = Path(__file__).with_name("data")
PICTURE = Image.effect_noise((64, 48), 60).convert("RGB")
MISSING = "must be an intact image (it is damaged or incomplete)"
#: A description of 16 MB in a few kilobytes.
BOMB = zlib.compress(bytes(16_000_000))
GARBAGE = [b"", b"garbage", b"MM\0*\xff\xff\xff\xff", b"II*\0\x08\0\0\0\xff\xff"]

PNG, JPEG, WEBP = (encoded(PICTURE, name, quality=80) for name in ("PNG", "JPEG", "WEBP"))
WHOLE = {
    "png": PNG,
    "interlaced png": png(3, 3, 8, 0, b"".join(b"\0" + bytes(n) for n in (1, 1, 2, 1, 3)), interlaced=True),
    "jpeg": JPEG,
    "progressive jpeg": encoded(PICTURE, "JPEG", progressive=True),
    "jpeg with restarts": encoded(PICTURE, "JPEG", restart_marker_blocks=1),
    "grey jpeg": encoded(PICTURE.convert("L"), "JPEG", optimize=True),
    "webp": WEBP,
    "lossless webp": encoded(PICTURE, "WEBP", lossless=True),
    "transparent webp": encoded(PICTURE.convert("RGBA"), "WEBP"),
}


def look(data: bytes) -> Image.Image:
    return inspect(data, field="file").image


def problem(data: bytes) -> str:
    with pytest.raises(InvalidInput) as caught:
        look(data)
    return str(caught.value.details["file"])


# Metadata


@pytest.mark.parametrize("exif", GARBAGE)
def test_broken_exif_data_are_ignored(exif: bytes) -> None:
    assert look(with_chunks(PNG, chunk(b"eXIf", exif))) == look(PNG)
    assert look(with_segment(JPEG, 0xE1, b"Exif\0\0" + exif)) == look(JPEG)
    assert look(webp(WEBP, (b"EXIF", exif), flags=0x08, size=PICTURE.size)) == look(WEBP)


@pytest.mark.parametrize(
    "extra",
    [
        chunk(b"zTXt", b"Comment\0\0" + BOMB),
        chunk(b"iTXt", b"Comment\0\1\0\0\0" + BOMB),
        chunk(b"iCCP", b"sRGB\0\0" + BOMB),
        chunk(b"iCCP", b"sRGB\0\0garbage"),
        chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n       9\nnonsense\n")),
        chunk(b"tEXt", b"Comment\0text")[:-1] + b"?",  # a wrong checksum
        chunk(b"tRNS", b"\0"),
        chunk(b"gAMA", b""),
        chunk(b"acTL", b"\0"),
        chunk(b"quIz", bytes(1000)),
        chunk(b"tEXt", b"") * 10_000,
    ],
    ids=lambda extra: f"{extra[4:8].decode()}-{len(extra)}",
)
def test_chunks_of_a_png_that_are_no_pixels_do_not_matter(extra: bytes) -> None:
    assert look(with_chunks(PNG, extra)) == look(PNG)


@pytest.mark.parametrize("marker", range(0xE1, 0xF0))
def test_application_data_of_a_jpeg_do_not_matter(marker: int) -> None:
    if marker != 0xEE:  # Adobe's, which says how colours are stored
        assert look(with_segment(JPEG, marker, b"MPF\0" + bytes(50))) == look(JPEG)


def test_a_caption_of_a_webp_does_not_matter() -> None:
    data = webp(WEBP, (b"XMP ", b"<x"), (b"quiz", b"?"), (b"ICCP", b"none"), flags=0x2C, size=PICTURE.size)
    assert look(data) == look(WEBP)


@pytest.mark.parametrize("name", ["exif_not_tiff.png", "ztxt_1.4MB.png"])
def test_pictures_with_broken_or_large_metadata(name: str) -> None:
    assert look((DATA / name).read_bytes()).getpixel((0, 0)) == (200, 60, 40)


def test_only_exif_data_turn_a_picture() -> None:
    """Browsers do not look at the orientation in XMP."""
    assert look((DATA / "xmp_orientation_6_no_exif.jpg").read_bytes()).size == (16, 8)


# The end of the file


@pytest.mark.parametrize(
    ("name", "end"), [("jpeg", 2), ("progressive jpeg", 2), ("jpeg with restarts", 2), ("png", 12)]
)
def test_a_file_without_its_end_mark_is_accepted(name: str, end: int) -> None:
    assert look(WHOLE[name][:-end]) == look(WHOLE[name])


def test_a_webp_without_what_follows_its_pixels_is_accepted() -> None:
    data = webp(WEBP, (b"EXIF", bytes(500)), flags=0x08, size=PICTURE.size)
    assert look(data[:-400]) == look(WEBP)


@pytest.mark.parametrize("name", WHOLE)
@given(st.data())
def test_a_file_that_is_cut_is_refused_or_whole(name: str, data: st.DataObject) -> None:
    whole = WHOLE[name]
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    try:
        found = look(cut)
    except InvalidInput:
        assert problem(cut) in (MISSING, "must be a JPEG, PNG or WebP image")
    else:
        assert found == look(whole)


@pytest.mark.parametrize("name", WHOLE)
def test_half_the_pixels_are_refused_in_every_format(name: str) -> None:
    assert problem(WHOLE[name][: len(WHOLE[name]) * 6 // 10 if "interlaced" not in name else 45]) == MISSING


@pytest.mark.parametrize("name", ["jpeg", "jpeg with restarts", "grey jpeg"])
@pytest.mark.parametrize("share", [0.5, 0.8, 0.95])
def test_a_jpeg_that_was_closed_too_early_lacks_pixels(name: str, share: float) -> None:
    whole = WHOLE[name]
    assert problem(whole[: int(len(whole) * share)] + b"\xff\xd9") == MISSING


def test_a_jpeg_cut_at_a_restart_lacks_pixels() -> None:
    whole = WHOLE["jpeg with restarts"]
    at = whole.index(b"\xff\xd5")
    assert problem(whole[:at]) == problem(whole[:at] + b"\xff\xd9") == MISSING


def test_a_progressive_jpeg_without_its_last_scans() -> None:
    """Closed it is a whole, coarse picture; open it was cut."""
    whole = WHOLE["progressive jpeg"]
    last_scan = whole.rindex(b"\xff\xda")
    assert problem(whole[:last_scan]) == MISSING
    assert look(whole[:last_scan] + b"\xff\xd9").size == PICTURE.size


@pytest.mark.parametrize("interlaced", [False, True])
def test_a_png_with_too_few_rows_lacks_pixels(interlaced: bool) -> None:
    assert problem(png(8, 8, 8, 0, (b"\0" + bytes(8)) * 3, interlaced=interlaced)) == MISSING


def test_of_a_jpeg_with_endless_scans_the_first_hundred_count() -> None:
    whole = WHOLE["progressive jpeg"]
    last_scan = whole[whole.rindex(b"\xff\xda") : -2]
    assert look(whole[:-2] + last_scan * 300 + b"\xff\xd9").size == PICTURE.size


# Transparency, sample by sample


def transparent(grey: int) -> bytes:
    return chunk(b"tRNS", struct.pack(">H", grey))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(2, 1, 16, 0, b"\0" + struct.pack(">HH", 1000, 1001), transparent(1000)), [(3, 0), (3, 255)]),
        (png(4, 1, 2, 0, b"\0\x1b", transparent(1)), [(0, 255), (85, 0), (170, 255), (255, 255)]),
        (png(2, 1, 4, 0, b"\0\x5a", transparent(5)), [(85, 0), (170, 255)]),
        (png(2, 1, 1, 0, b"\0\x80", transparent(1)), [(255, 0), (0, 255)]),
        (png(2, 1, 8, 0, b"\0\x05\x06", transparent(5)), [(5, 0), (6, 255)]),
    ],
)
def test_a_transparent_grey_stays_transparent(data: bytes, expected: list[tuple[int, int]]) -> None:
    found = look(data)
    assert found.mode == "RGBA"
    assert [found.getpixel((x, 0)) for x in range(found.width)] == [
        (grey, grey, grey, alpha) for grey, alpha in expected
    ]


def test_a_transparent_colour_of_16_bits_stays_transparent() -> None:
    row = struct.pack(">6H", 1000, 2000, 3000, 60000, 2000, 3000)
    found = look(png(2, 1, 16, 2, b"\0" + row, chunk(b"tRNS", row[:6])))
    assert [found.getpixel((x, 0)) for x in (0, 1)] == [(3, 7, 11, 0), (234, 7, 11, 255)]


def test_a_grey_png_of_16_bits_keeps_its_transparency() -> None:
    alpha = look((DATA / "grey16_trns.png").read_bytes()).getchannel("A")
    assert alpha.getextrema() == (0, 255)


# Colour profiles


@pytest.mark.parametrize(
    ("name", "colour"),
    [
        ("icc_linear_called_srgb.png", (128, 128, 128)),
        ("icc_linear_other_name_control.png", (128, 128, 128)),
        ("icc_p3_called_srgb.png", (219, 37, 49)),
        ("icc_grey_linear_control.png", 128),
    ],
)
def test_a_colour_profile_counts_whatever_it_calls_itself(name: str, colour: object) -> None:
    assert look((DATA / name).read_bytes()).getpixel((0, 0)) == colour


def test_grey_with_alpha_has_its_profile_too() -> None:
    assert look((DATA / "icc_grey_alpha_linear.png").read_bytes()).getpixel((0, 0)) == (128, 128, 128, 200)


def test_a_profile_in_several_segments_of_a_jpeg_is_put_together() -> None:
    with Image.open(DATA / "icc_linear_called_srgb.png") as image:
        profile = image.info["icc_profile"]
    plain = encoded(Image.new("RGB", (8, 8), (55, 55, 55)), "JPEG", quality=95)
    half = len(profile) // 2
    for number, part in ((2, profile[half:]), (1, profile[:half])):
        plain = with_segment(plain, 0xE2, b"ICC_PROFILE\0" + bytes([number, 2]) + part)
    assert look(plain).getpixel((0, 0)) == (128, 128, 128)


def test_profiles_do_not_change_what_is_srgb() -> None:
    with Image.open(BytesIO(PNG)) as image:
        assert look(PNG).tobytes() == image.tobytes()


def test_pixels_beyond_the_last_row_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked = 0

    class Counting:
        """Unpacks as zlib does."""

        def __init__(self) -> None:
            self._real = decompressobj()

        @property
        def unconsumed_tail(self) -> bytes:
            return self._real.unconsumed_tail

        def decompress(self, data: bytes, most: int) -> bytes:
            nonlocal unpacked
            found: bytes = self._real.decompress(data, most)
            unpacked += len(found)
            return found

    decompressobj = zlib.decompressobj
    monkeypatch.setattr(containers.png.zlib, "decompressobj", Counting)
    assert look(png(8, 8, 8, 0, bytes(50_000_000))).size == (8, 8)
    assert 0 < unpacked < 1_000_000
