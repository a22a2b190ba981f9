"""Pictures from outside: every kind that is taken, and every way in which one can be broken or hostile."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from inkwell.core.errors import InvalidInput
from inkwell.imaging.chunks import CHARACTER
from inkwell.imaging.inspection import InspectedImage, inspect, normalise, thumbnail

RED, GREEN, BLUE = (230, 30, 20), (20, 160, 60), (30, 60, 200)


def scene(mode: str = "RGB", size: tuple[int, int] = (96, 64)) -> Image.Image:
    """Red in the upper left quarter, green in the upper right, blue below."""
    width, height = size
    image = Image.new("RGB", size, BLUE)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill=RED)
    draw.rectangle((width // 2, 0, width, height // 2 - 1), fill=GREEN)
    return image.convert(mode)


def encoded(image: Image.Image, format_name: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, format_name, **options)
    return buffer.getvalue()


def look(data: bytes) -> InspectedImage:
    return inspect(data, field="file")


def problem(data: bytes, **options: int) -> str:
    with pytest.raises(InvalidInput) as caught:
        inspect(data, field="file", **options)
    assert list(caught.value.details) == ["file"]
    return str(caught.value.details["file"])


def pixel(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    value = image.convert("RGB").getpixel((int(x * image.width), int(y * image.height)))
    assert isinstance(value, tuple)
    return tuple(int(channel) for channel in value)


def near(left: tuple[int, ...], right: tuple[int, ...], tolerance: int = 12) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(left, right, strict=True))


def assert_scene(image: Image.Image, tolerance: int = 12) -> None:
    assert near(pixel(image, 0.25, 0.25), RED, tolerance)
    assert near(pixel(image, 0.75, 0.25), GREEN, tolerance)
    assert near(pixel(image, 0.5, 0.75), BLUE, tolerance)


# Kinds


@pytest.mark.parametrize(
    ("format_name", "media_type", "mode"),
    [
        ("JPEG", "image/jpeg", "RGB"),
        ("PNG", "image/png", "RGB"),
        ("PNG", "image/png", "RGBA"),
        ("PNG", "image/png", "P"),
        ("WEBP", "image/webp", "RGB"),
        ("WEBP", "image/webp", "RGBA"),
    ],
)
def test_the_kinds_that_are_taken(format_name: str, media_type: str, mode: str) -> None:
    found = look(encoded(scene(mode), format_name))
    assert (found.media_type, found.width, found.height) == (media_type, 96, 64)
    assert_scene(found.image, 60 if mode == "P" else 12)
    clean = normalise(found)
    assert clean.media_type == media_type
    assert Image.open(BytesIO(clean.data)).get_format_mimetype() == media_type
    assert_scene(look(clean.data).image, 60 if mode == "P" else 12)


def test_a_png_keeps_every_pixel() -> None:
    image = scene("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    clean = normalise(look(encoded(image, "PNG")))
    assert Image.open(BytesIO(clean.data)).tobytes() == image.tobytes()


@pytest.mark.parametrize("format_name", ["JPEG", "PNG"])
def test_grey_stays_grey(format_name: str) -> None:
    found = look(encoded(Image.linear_gradient("L"), format_name))
    assert found.image.mode == "L"
    assert Image.open(BytesIO(normalise(found).data)).mode == "L"


def test_one_bit_and_grey_with_alpha() -> None:
    assert look(encoded(scene("1"), "PNG")).image.mode == "L"
    assert look(encoded(scene("LA"), "PNG")).image.mode == "RGBA"


def test_sixteen_bits_are_scaled_not_clipped() -> None:
    grey = Image.new("I;16", (3, 1))
    for x, value in enumerate((0, 32896, 65535)):
        grey.putpixel((x, 0), value)
    assert look(encoded(grey, "PNG")).image.tobytes() == bytes([0, 128, 255])


def test_a_transparent_palette_entry() -> None:
    palette = scene("P")
    found = look(encoded(palette, "PNG", transparency=palette.getpixel((0, 0))))
    assert found.image.mode == "RGBA"
    assert found.image.getchannel("A").getpixel((0, 0)) == 0
    assert found.image.getchannel("A").getpixel((90, 60)) == 255


def test_cmyk() -> None:
    found = look(encoded(scene("CMYK"), "JPEG"))
    assert found.image.mode == "RGB"
    assert_scene(found.image, 40)


@pytest.mark.parametrize("format_name", ["PNG", "WEBP"])
def test_of_an_animation_the_first_frame(format_name: str) -> None:
    frames = [Image.new("RGB", (96, 64), colour) for colour in (RED, BLUE)]
    found = look(encoded(scene(), format_name, save_all=True, append_images=frames, duration=100))
    assert_scene(found.image, 16)
    assert getattr(Image.open(BytesIO(normalise(found).data)), "n_frames", 1) == 1


def test_a_multi_picture_jpeg() -> None:
    data = encoded(scene(), "MPO", save_all=True, append_images=[Image.new("RGB", (96, 64), RED)])
    found = look(data)
    assert found.media_type == "image/jpeg"
    assert_scene(found.image)
    assert Image.open(BytesIO(normalise(found).data)).format == "JPEG"


# Rotation, metadata, colour

ROTATIONS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize(("orientation", "stored"), ROTATIONS.items())
@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP"])
def test_every_orientation_ends_upright(orientation: int, stored: Image.Transpose | None, format_name: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    turned = scene() if stored is None else scene().transpose(stored)
    found = look(encoded(turned, format_name, exif=exif))
    assert (found.width, found.height) == (96, 64)
    assert_scene(found.image, 16)
    clean = normalise(found)
    assert (clean.width, clean.height) == (96, 64)
    assert not Image.open(BytesIO(clean.data)).getexif()
    assert_scene(look(clean.data).image, 16)
    assert_scene(look(thumbnail(found).data).image, 20)


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP"])
def test_metadata_is_gone(format_name: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET description"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 29.0)
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "SECRET comment")
    notes.add_itxt("XML:com.adobe.xmp", "<x>SECRET xmp</x>")
    options: dict[str, dict[str, object]] = {
        "JPEG": {"comment": b"SECRET comment", "xmp": b"<x>SECRET xmp</x>"},
        "PNG": {"pnginfo": notes},
        "WEBP": {"xmp": b"<x>SECRET xmp</x>"},
    }
    data = encoded(scene(), format_name, exif=exif, icc_profile=profile("sRGB"), **options[format_name])
    assert b"SECRET" in data
    assert Image.open(BytesIO(data)).getexif().get_ifd(0x8825)[1] == "N"
    found = look(data)
    for clean in (normalise(found), normalise(found, max_edge=50), thumbnail(found)):
        reopened = Image.open(BytesIO(clean.data))
        reopened.load()
        assert b"SECRET" not in clean.data
        assert not reopened.getexif()
        assert not reopened.getexif().get_ifd(0x8825)
        assert not {"exif", "xmp", "icc_profile", "comment", "XML:com.adobe.xmp"} & reopened.info.keys()


def profile(name: str) -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()  # type: ignore[arg-type]


def swapped_profile() -> bytes:
    """The sRGB profile with its red and green primaries exchanged: a conversion that cannot be overlooked."""
    data = profile("sRGB").replace(b"rXYZ", b"tmp!").replace(b"gXYZ", b"rXYZ").replace(b"tmp!", b"gXYZ")
    name = "sRGB".encode("utf-16-be")
    return data.replace(name, "test".encode("utf-16-be"))


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_colour_profile_is_applied(mode: str) -> None:
    image = scene(mode)
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    found = look(encoded(image, "PNG", icc_profile=swapped_profile()))
    assert found.image.mode == mode
    red = pixel(found.image, 0.25, 0.25)
    assert red[1] > 180
    assert red[0] < 120
    if mode == "RGBA":
        assert found.image.getchannel("A").tobytes() == image.getchannel("A").tobytes()


def test_an_srgb_profile_changes_nothing() -> None:
    found = look(encoded(scene(), "PNG", icc_profile=profile("sRGB")))
    assert found.image.tobytes() == scene().tobytes()


@pytest.mark.parametrize("bad", [b"not a profile", profile("LAB"), profile("sRGB")[:200]])
def test_a_profile_that_does_not_fit_is_dropped(bad: bytes) -> None:
    assert look(encoded(scene(), "PNG", icc_profile=bad)).image.tobytes() == scene().tobytes()
    assert look(encoded(scene("L"), "PNG", icc_profile=swapped_profile())).image.mode == "L"


@pytest.mark.parametrize(
    "exif", [b"", b"garbage", b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0II*\0\x08\0\0\0\xff\xff"]
)
def test_broken_metadata_does_not_spoil_a_picture(exif: bytes) -> None:
    assert_scene(look(encoded(scene(), "JPEG", exif=exif)).image)


# Sizes


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, body: bytes = b"") -> bytes:
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + png_chunk(b"IDAT", zlib.compress(body)) + png_chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("width", "height"), [(8000, 8000), (10_000, 9_000), (100_000, 100_000), (2_000_000_000, 2_000_000_000)]
)
def test_bombs_are_refused_by_their_header(width: int, height: int) -> None:
    assert problem(png(width, height)) == "must have at most 50 megapixels"


def test_a_bomb_of_compressed_text() -> None:
    bomb = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(100_000_000), level=1))
    data = encoded(scene(), "PNG")
    assert look(data[:33] + bomb + data[33:]).image.tobytes() == scene().tobytes()


def test_the_limit_itself_is_taken() -> None:
    data = encoded(scene(), "PNG")
    assert inspect(data, field="file", max_pixels=96 * 64).width == 96
    assert problem(data, max_pixels=96 * 64 - 1) == "must have at most 0.006143 megapixels"


@pytest.mark.parametrize(("width", "height"), [(0, 10), (10, 0), (0, 0)])
def test_no_pixels(width: int, height: int) -> None:
    assert problem(png(width, height)).startswith("must be ")


def test_the_longest_edge_is_limited_only_when_asked() -> None:
    found = look(encoded(scene(size=(900, 600)), "PNG"))
    assert (normalise(found).width, normalise(found, max_edge=2000).width) == (900, 900)
    small = normalise(found, max_edge=300)
    assert (small.width, small.height) == (300, 200)
    assert_scene(look(small.data).image)


# Thumbnails


@pytest.mark.parametrize(
    ("size", "expected"),
    [((900, 600), (300, 200)), ((600, 900), (200, 300)), ((40, 30), (40, 30)), ((5000, 2), (300, 1))],
)
def test_thumbnails_fit_their_square(size: tuple[int, int], expected: tuple[int, int]) -> None:
    small = thumbnail(look(encoded(scene(size=size), "PNG")))
    reopened = Image.open(BytesIO(small.data))
    assert reopened.format == "JPEG"
    assert reopened.size == (small.width, small.height) == expected


def test_what_is_transparent_becomes_white() -> None:
    small = thumbnail(look(encoded(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG")), 20)
    assert near(pixel(Image.open(BytesIO(small.data)), 0.5, 0.5), (255, 255, 255), 2)


def test_nothing_changes_the_inspected_picture() -> None:
    found = look(encoded(scene("RGBA", (400, 300)), "PNG"))
    before = found.image.tobytes()
    thumbnail(found)
    normalise(found, max_edge=100)
    assert found.image.tobytes() == before


# What is none, or broken


@pytest.mark.parametrize("format_name", ["GIF", "BMP", "TIFF", "ICO", "PPM", "TGA", "AVIF", "JPEG2000", "PDF"])
def test_other_formats(format_name: str) -> None:
    assert problem(encoded(scene(), format_name)) == "must be a JPEG, PNG or WebP image"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"\xff\xd8",
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x00\x00\x00\x00WEBP",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html><body>404</body></html>",
        b"PK\x03\x04" + bytes(100),
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"GIF89a\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_no_picture(data: bytes) -> None:
    assert problem(data) == "must be a JPEG, PNG or WebP image"


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP"])
def test_what_is_appended_does_not_survive(format_name: str) -> None:
    tail = b"PK\x03\x04<script>alert(1)</script>"
    found = look(encoded(scene(), format_name) + tail)
    assert_scene(found.image, 16)
    assert b"script" not in normalise(found).data


PICTURES = {name: encoded(scene(), name) for name in ("JPEG", "PNG", "WEBP")}


@given(st.data())
@pytest.mark.parametrize("format_name", PICTURES)
def test_a_truncated_picture_is_refused_or_whole(format_name: str, data: st.DataObject) -> None:
    whole = PICTURES[format_name]
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    try:
        found = look(cut)
    except InvalidInput:
        return
    assert found.image.tobytes() == look(whole).image.tobytes()


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP"])
def test_half_a_picture(format_name: str) -> None:
    noise = Image.effect_noise((200, 200), 80).convert("RGB")
    whole = encoded(noise, format_name)
    assert problem(whole[: len(whole) * 2 // 3]) == "must be an intact image (it is damaged or incomplete)"


@given(st.data())
@pytest.mark.parametrize("format_name", PICTURES)
def test_broken_bytes_never_end_in_another_error(format_name: str, data: st.DataObject) -> None:
    broken = bytearray(PICTURES[format_name])
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = inspect(bytes(broken), field="file", max_pixels=1_000_000)
    except InvalidInput:
        return
    clean = normalise(found)
    assert (clean.width, clean.height) == (found.width, found.height)
    assert thumbnail(found).data


@given(
    st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\0\0\0WEBPVP8 "])
)
def test_random_bytes(data: bytes, magic: bytes) -> None:
    assert problem(magic + data).startswith("must ")


def with_character(record: str) -> bytes:
    chunks = PngImagePlugin.PngInfo()
    chunks.add_itxt(CHARACTER, record)
    chunks.add_text("Comment", "somebody's secret")
    buffer = BytesIO()
    Image.new("RGB", (4, 4), "red").save(buffer, "PNG", pnginfo=chunks)
    return buffer.getvalue()


def test_cleaning_keeps_the_character_of_our_own_pictures_and_nothing_else() -> None:
    cleaned = normalise(inspect(with_character('{"species":"fox"}'), field="image"))
    with Image.open(BytesIO(cleaned.data)) as image:
        assert image.text == {CHARACTER: '{"species":"fox"}'}  # type: ignore[attr-defined]


@pytest.mark.parametrize("record", ["", "no json", "[1]", '{"a":"' + "x" * 9000 + '"}'])
def test_what_is_no_record_is_not_kept(record: str) -> None:
    assert inspect(with_character(record), field="image").character is None
