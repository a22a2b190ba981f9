"""Mends: what real models answer with becomes a printable page, or is told apart from one."""

import pytest
from PIL import Image, ImageDraw, ImageOps

from inkwell.imaging.bitmaps import Bitmap
from inkwell.imaging.line_art import firmed, printable
from inkwell.imaging.page_gate import failed, measure
from inkwell.imaging.page_standards import STANDARDS
from inkwell.imaging.print_sizes import MARGIN_PIXELS, live_area
from tests.imaging import pages
from tests.imaging.pages import LETTER, Size

CHILDREN = STANDARDS["children"]
TRIMS = (LETTER, (2550, 2550), (1800, 2700))


def mended(picture: Image.Image, size: Size = LETTER, audience: str = "children") -> tuple[Image.Image, list[str]]:
    """The page of a picture, and the names of the checks that it fails."""
    art = printable(picture, size, STANDARDS[audience])
    return art.page, [check.name for check in failed(measure(art.page, art.faint), STANDARDS[audience])]


def likeness(one: Image.Image, other: Image.Image) -> float:
    """The share of each page's ink that lies within 2 mm of the other's, of the two shares the lower one."""
    a, b = Bitmap.of(one), Bitmap.of(other)
    return min((a & b.grown(24)).ink / a.ink, (b & a.grown(24)).ink / b.ink)


@pytest.mark.parametrize("size", TRIMS)
@pytest.mark.parametrize("audience", STANDARDS)
def test_a_page_is_two_valued_at_the_trims_full_pixels_with_its_margins_clear(size: Size, audience: str) -> None:
    page = printable(pages.scene(), size, STANDARDS[audience]).page
    assert (page.mode, page.size) == ("1", size)
    drawn = ImageOps.invert(page.convert("L")).getbbox()
    assert drawn
    left, top, right, bottom = live_area(size)
    assert (left, top, size[0] - right, size[1] - bottom) == (MARGIN_PIXELS,) * 4 == (113,) * 4
    assert drawn[0] >= left
    assert drawn[1] >= top
    assert drawn[2] <= right
    assert drawn[3] <= bottom
    assert drawn[2] - drawn[0] == right - left or drawn[3] - drawn[1] == bottom - top, "it fills the live area"


@pytest.mark.parametrize(
    "spoilt",
    [
        pages.shaded,
        pages.on_tinted_paper,
        pages.as_jpeg,
        pages.dusty,
        pages.coloured,
        lambda page: pages.as_jpeg(pages.dusty(pages.on_tinted_paper(pages.shaded(page))), 60),
    ],
    ids=["grey shading", "tinted paper", "JPEG", "dust", "colours", "all but colours"],
)
@pytest.mark.parametrize("source", [pages.scene, pages.drawing], ids=["scene", "vignette"])
def test_what_is_not_line_goes_and_the_lines_stay(spoilt, source) -> None:
    clean, faults = mended(source())
    page, faults_of_spoilt = mended(spoilt(source()))
    assert faults == faults_of_spoilt == []
    assert likeness(clean, page) > 0.99


@pytest.mark.parametrize("ink", ["#2040c0", "#a0a0a0", "#704214"], ids=["blue", "pale", "sepia"])
def test_lines_of_another_ink_become_black(ink: str) -> None:
    page, faults = mended(pages.drawing(ink=ink))
    assert faults == []
    assert likeness(page, mended(pages.drawing())[0]) > 0.99


@pytest.mark.parametrize("audience", STANDARDS)
@pytest.mark.parametrize("pen", [0.7, 1.0, 2.0, 5.0, 12.0])
def test_lines_get_the_readers_weight(audience: str, pen: float) -> None:
    standard = STANDARDS[audience]
    page = printable(pages.drawing(pen=pen), LETTER, standard).page
    found = measure(page)
    least, most = standard.stroke
    assert least <= found.stroke <= most
    assert found.thin_percent < 1
    assert found.regions == 2 * 4 * 5, "no outline opens, and no two of them run together"


def test_lines_within_the_limits_keep_their_weight() -> None:
    """5 pixels of 1024 are 2.6 pt on a page that its art fills."""
    assert measure(mended(pages.drawing(pen=5))[0]).stroke == pytest.approx(2.6, abs=0.15)


def test_a_thin_line_beside_thick_ones_is_made_firm_and_not_lost() -> None:
    picture = pages.drawing(pen=7)
    x = picture.width // 2
    ImageDraw.Draw(picture).line((x, 60, x, picture.height - 60), fill="black", width=1)
    page, faults = mended(picture)
    assert faults == []
    row = page.convert("L").crop((page.width // 2 - 20, 140, page.width // 2 + 20, page.height - 300))
    widths = [row.crop((0, y, row.width, y + 1)).histogram()[0] for y in range(0, row.height, 50)]
    assert min(widths) >= 4


@pytest.mark.parametrize("pixels", [4, 5, 7, 10, 20])
def test_firm_lines_of_any_slant_stay_as_they_are(pixels: int) -> None:
    """What a pen of pixels leaves at their edges is no thin line; widened, it would stand out as a barb."""
    page = Image.new("L", (900, 900), 255)
    draw = ImageDraw.Draw(page)
    for ring in range(3):
        draw.ellipse((50 + 90 * ring, 50, 850 - 90 * ring, 850 - 140 * ring), outline=0, width=pixels * 2)
    page = page.resize((1300, 1300), Image.Resampling.LANCZOS).point([0] * 128 + [255] * 128)
    ink = Bitmap.of(page)
    assert firmed(ink, pixels).without(ink).ink == 0


def test_a_square_picture_is_neither_cropped_nor_stretched_on_an_upright_page() -> None:
    page, faults = mended(pages.scene((1024, 1024)))
    drawn = ImageOps.invert(page.convert("L")).getbbox()
    assert drawn
    wide, high = drawn[2] - drawn[0], drawn[3] - drawn[1]
    assert faults == []
    assert wide == high == LETTER[0] - 2 * MARGIN_PIXELS
    assert drawn[1] == LETTER[1] - drawn[3], "in the middle"


def test_a_small_drawing_on_a_large_sheet_fills_the_page() -> None:
    sheet = Image.new("RGB", (1400, 1800), "white")
    sheet.paste(pages.drawing((500, 650), pen=2.5), (500, 300))
    page, faults = mended(sheet)
    assert faults == []
    assert likeness(page, mended(pages.drawing((500, 650), pen=2.5))[0]) > 0.95


def test_art_that_runs_to_its_edges_gets_a_line_around_it() -> None:
    page, _ = mended(pages.scene())
    left, top, right, bottom = ImageOps.invert(page.convert("L")).getbbox() or (0, 0, 0, 0)
    for edge in ((left, top, right, top + 1), (left, top, left + 1, bottom), (right - 1, top, right, bottom)):
        assert page.convert("L").crop(edge).getextrema() == (0, 0)


@pytest.mark.parametrize(
    "bordered",
    [
        lambda page: ImageOps.expand(page, 5, "black"),
        lambda page: ImageOps.expand(page, 45, "black"),
        lambda page: ImageOps.expand(ImageOps.expand(page, 45, "#303030"), 30, "white"),
        lambda page: ImageOps.expand(ImageOps.expand(page, 5, "black"), 40, "white"),
        lambda page: page.crop((0, 0, *page.size)).transform(
            (page.width + 50, page.height), Image.Transform.EXTENT, (-50, 0, page.width, page.height), fillcolor="black"
        ),
    ],
    ids=["thin", "thick", "thick on paper", "thin on paper", "one side"],
)
def test_a_border_is_at_most_a_line(bordered) -> None:
    page, faults = mended(bordered(pages.scene()))
    assert faults == []
    assert measure(page).solid_percent < 0.1
    assert likeness(page, mended(pages.scene())[0]) > 0.9


def test_a_frame_with_round_corners_stays_a_frame() -> None:
    sheet = Image.new("RGB", (1100, 1400), "white")
    sheet.paste(pages.drawing((900, 1165), pen=5), (100, 118))
    ImageDraw.Draw(sheet).rounded_rectangle((30, 30, 1069, 1369), 70, outline="black", width=6)
    page, faults = mended(sheet)
    assert faults == []
    assert measure(page).regions == 2 * 4 * 5 + 1, "what lies between the frame and the shapes"


def test_a_page_is_left_alone() -> None:
    page = printable(pages.scene(), LETTER, CHILDREN).page
    again = printable(page.convert("RGB"), LETTER, CHILDREN)
    assert again.untouched
    assert again.page.tobytes() == page.tobytes()


@pytest.mark.parametrize("spoil", ["grey", "margin", "size"])
def test_what_is_nearly_a_page_is_not_left_alone(spoil: str) -> None:
    page = printable(pages.scene(), LETTER, CHILDREN).page.convert("L")
    if spoil == "grey":
        page.putpixel((1200, 1200), 128)
    elif spoil == "margin":
        page.putpixel((5, 1200), 0)
    else:
        page = page.crop((0, 0, 2549, 3300))
    art = printable(page, LETTER, CHILDREN)
    assert not art.untouched
    assert failed(measure(art.page, art.faint), CHILDREN) == []


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA"])
def test_pictures_of_all_modes_become_pages(mode: str) -> None:
    assert mended(pages.drawing().convert(mode))[1] == []


def test_what_is_transparent_is_paper() -> None:
    picture = pages.drawing()
    lines = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    lines.putalpha(ImageOps.invert(picture.convert("L")))
    assert likeness(mended(lines)[0], mended(picture)[0]) > 0.99


@pytest.mark.parametrize(
    ("picture", "fault"),
    [
        (pages.photograph(), "line art"),
        (pages.photograph().convert("L"), "line art"),
        (pages.photograph((1024, 1024)), "line art"),
        (Image.new("L", pages.UPRIGHT, 0), "not clogged"),
        (Image.new("L", pages.UPRIGHT, 255), "not empty"),
        (Image.new("L", pages.UPRIGHT, 128), "not empty"),
        (ImageOps.invert(pages.drawing()), "no black areas"),
    ],
    ids=["photograph", "grey photograph", "square photograph", "black", "white", "grey", "white on black"],
)
def test_what_is_no_line_art_fails(picture: Image.Image, fault: str) -> None:
    assert fault in mended(picture)[1]


@pytest.mark.parametrize("size", [(16, 16), (3, 900), (900, 3), (1, 1)])
def test_tiny_pictures_break_nothing(size: Size) -> None:
    assert mended(Image.new("RGB", size, "white"))[1]
    assert mended(Image.new("RGB", size, "black"))[1]
