"""The print check: what it passes, and what each rule finds in files of other programs."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

from inkwell.core.errors import InvalidInput
from inkwell.printing.checks.checking import check
from inkwell.printing.checks.findings import Finding
from tests.printing.books import coloring_book, printed

Change = Callable[[PdfWriter], None]

GOOD = printed(coloring_book(title_page=True, bleed=True, page_numbers=True))
PLAIN = printed(coloring_book())


def changed(change: Change, pdf: bytes = GOOD) -> BytesIO:
    writer = PdfWriter(clone_from=BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out


def failures(change: Change, pdf: bytes = GOOD, **options: Any) -> list[Finding]:
    return list(check(changed(change, pdf), **options).failures)


def dictionary(**entries: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def stream(data: bytes, **entries: Any) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    made.update(dictionary(**entries))
    return made


def picture(writer: PdfWriter, side: int, **entries: Any) -> Any:
    facts = {
        "Type": NameObject("/XObject"),
        "Subtype": NameObject("/Image"),
        "Width": NumberObject(side),
        "Height": NumberObject(side),
        "BitsPerComponent": NumberObject(8),
        "ColorSpace": NameObject("/DeviceGray"),
    }
    return writer._add_object(stream(bytes(side * side), **facts | entries))


def draw(writer: PdfWriter, page: PageObject, content: bytes, **resources: Any) -> None:
    """Puts content and resources in place of those of a page."""
    page[NameObject("/Contents")] = writer._add_object(stream(content))
    page[NameObject("/Resources")] = dictionary(**{kind: dictionary(**named) for kind, named in resources.items()})


@pytest.mark.parametrize("pdf", [GOOD, PLAIN])
def test_what_is_made_here_passes(pdf: bytes):
    report = check(BytesIO(pdf))
    assert report.passed
    assert len({finding.rule for finding in report.findings}) == len(report.findings) >= 11


class TestRules:
    """Each breaks one rule, which is told with the page and the figure."""

    def test_version(self):
        (found,) = check(BytesIO(GOOD.replace(b"%PDF-1.3", b"%PDF-2.0", 1))).failures
        assert (found.rule, found.figure) == ("version", "PDF 2.0")

    def test_a_page_of_another_size(self):
        def change(writer: PdfWriter) -> None:
            writer.pages[4].mediabox = RectangleObject((0, 0, 595, 842))

        found = failures(change)
        assert ("size", 5) in {(each.rule, each.page) for each in found}
        assert found[0].figure.startswith("8.264 x 11.694 in")

    def test_no_size_of_books(self):
        def change(writer: PdfWriter) -> None:
            for page in writer.pages:
                page.mediabox = page.cropbox = page.trimbox = page.bleedbox = RectangleObject((0, 0, 500, 500))

        (found,) = failures(change)
        assert (found.rule, found.figure[:16]) == ("size", "6.944 x 6.944 in")

    def test_boxes(self):
        def change(writer: PdfWriter) -> None:
            writer.pages[2].bleedbox = RectangleObject((20, 20, 600, 790))

        (found,) = failures(change)
        assert (found.rule, found.page) == ("boxes", 3)
        assert "bleed 20 20 600 790" in found.figure

    @pytest.mark.parametrize("box", ["/TrimBox", "/CropBox"])
    def test_a_page_without_bleed_that_would_be_cut(self, box: str):
        def change(writer: PdfWriter) -> None:
            page = writer.pages[2]
            for name in ("/TrimBox", "/BleedBox", "/CropBox"):
                page.pop(name, None)
            page[NameObject(box)] = RectangleObject((100, 100, 400, 400))

        (found,) = failures(change, PLAIN)
        assert (found.rule, found.page) == ("boxes", 3)
        assert found.figure.startswith("cut to 4.167 x 4.167 in")

    @pytest.mark.parametrize("pdf", [GOOD, PLAIN])
    def test_a_crop_box_that_hides_a_part(self, pdf: bytes):
        def change(writer: PdfWriter) -> None:
            page = writer.pages[2]
            page.trimbox, page.bleedbox = page.trimbox, page.bleedbox
            page.cropbox = RectangleObject((100, 100, 400, 400))

        (found,) = failures(change, pdf)
        assert (found.rule, found.page, found.figure[:24]) == ("boxes", 3, "only 4.167 x 4.167 in of")

    def test_bleed_at_the_spine(self):
        def change(writer: PdfWriter) -> None:
            writer.pages[3].trimbox = RectangleObject((0, 9, 612, 801))

        (found,) = failures(change)
        assert (found.rule, found.page) == ("bleed", 4)
        assert found.figure.startswith("left 0.000, bottom 0.125, right 0.125")

    def test_bleed_without_a_trim_box(self):
        def change(writer: PdfWriter) -> None:
            for page in writer.pages:
                del page["/TrimBox"]

        assert {each.rule for each in failures(change)} == {"bleed"}

    @pytest.mark.parametrize(("kept", "figure"), [(22, "22 pages"), (25, "25 pages")])
    def test_page_count(self, kept: int, figure: str):
        def change(writer: PdfWriter) -> None:
            while len(writer.pages) > kept:
                del writer.pages[-1]

        (found,) = failures(change)
        assert found.rule == "page count"
        assert found.figure.startswith(figure)

    def test_page_count_of_a_paper(self):
        (found,) = check(BytesIO(GOOD), paper="standard-color").failures
        assert "from 72 to 600" in found.figure

    def test_blank_pages(self):
        def change(writer: PdfWriter) -> None:
            draw(writer, writer.pages[4], b"q Q")

        (found,) = failures(change)
        assert (found.rule, found.page, found.figure) == ("blank pages", 6, "3 in a row")

    def test_resolution(self):
        def change(writer: PdfWriter) -> None:
            draw(writer, writer.pages[2], b"612 0 0 612 0 0 cm /a Do", XObject={"a": picture(writer, 850)})

        assert [(each.rule, each.page, each.figure[:7]) for each in failures(change, line_art=False)] == [
            ("resolution", 3, "100 dpi")
        ]

    @pytest.mark.parametrize("more", [{}, {"ImageMask": BooleanObject(False)}])
    def test_line_art(self, more: dict[str, Any]):
        def change(writer: PdfWriter) -> None:
            draw(writer, writer.pages[2], b"72 0 0 72 0 0 cm /a Do", XObject={"a": picture(writer, 300, **more)})

        assert [(each.rule, each.page, each.figure) for each in failures(change)] == [
            ("line art", 3, "a picture in grey of 8 bits")
        ]

    def test_fonts(self):
        def change(writer: PdfWriter) -> None:
            font = dictionary(Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=NameObject("/Helvetica"))
            draw(writer, writer.pages[2], b"BT /f 12 Tf (a) Tj ET", Font={"f": font})

        (found,) = failures(change)
        assert (found.rule, found.page, found.figure) == ("fonts", 3, "Helvetica is not embedded")

    @pytest.mark.parametrize(
        ("state", "figure"),
        [
            ({"ca": FloatObject(0.5)}, "opacity 0.5"),
            ({"BM": NameObject("/Multiply")}, "blend mode Multiply"),
            ({"SMask": dictionary(S=NameObject("/Luminosity"))}, "a soft mask"),
        ],
    )
    def test_transparency(self, state: dict[str, Any], figure: str):
        def change(writer: PdfWriter) -> None:
            draw(writer, writer.pages[2], b"/g gs 0 0 9 9 re f", ExtGState={"g": dictionary(**state)})

        (found,) = failures(change)
        assert (found.rule, found.page, found.figure) == ("transparency", 3, figure)

    @pytest.mark.parametrize("is_within", [True, False])
    def test_a_picture_with_a_soft_mask(self, is_within: bool):
        def change(writer: PdfWriter) -> None:
            mask = {"SMaskInData": NumberObject(1)} if is_within else {"SMask": picture(writer, 300)}
            masked = picture(writer, 300, **mask)
            draw(writer, writer.pages[2], b"72 0 0 72 0 0 cm /a Do", XObject={"a": masked})

        assert [each.rule for each in failures(change, line_art=False)] == ["transparency"]

    def test_extras(self):
        def change(writer: PdfWriter) -> None:
            writer.add_outline_item(title="Chapter", page_number=2)
            writer.add_annotation(1, FreeText(text="Look", rect=(0, 0, 50, 50)))
            script = dictionary(S=NameObject("/JavaScript"), JS=TextStringObject("app.beep()"))
            layers = ArrayObject([writer._add_object(dictionary(Type=NameObject("/OCG")))])
            writer.root_object.update(dictionary(AA=dictionary(WC=script), OCProperties=dictionary(OCGs=layers)))
            draw(writer, writer.pages[2], b"q 3 Tr BT (unseen) Tj ET Q BT (seen) Tj ET")

        assert {each.figure for each in failures(change) if each.rule == "extras"} == {
            "bookmarks", "annotations on page 2", "scripts", "layers", "invisible text on page 3"
        }  # fmt: skip

    def test_invisible_text_alone_leaves_a_page_blank(self):
        def change(writer: PdfWriter) -> None:
            draw(writer, writer.pages[4], b"3 Tr BT (unseen) Tj ET")

        assert {each.rule for each in failures(change)} == {"blank pages", "extras"}

    def test_spine(self):
        from inkwell.printing.covers import print_cover

        out = BytesIO()
        print_cover(coloring_book(), 100, out)
        assert check(out, book_pages=100).passed
        (found,) = check(out, book_pages=140).failures
        assert (found.rule, found.figure[:9]) == ("spine", "0.2252 in")
        assert {finding.rule for finding in check(out).findings} >= {"spine", "fonts"}

    def test_file_size(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("inkwell.printing.checks.rules.MOST_BYTES", 1000)
        assert [each.rule for each in check(BytesIO(GOOD)).failures] == ["file size"]


class TestOtherPrograms:
    """Files that say the same in other ways."""

    def test_inherited_boxes(self):
        def change(writer: PdfWriter) -> None:
            pages: Any = writer.root_object["/Pages"]
            for page in writer.pages:
                del page["/MediaBox"]
            pages[NameObject("/MediaBox")] = RectangleObject((0, 0, 612, 792))

        assert failures(change, PLAIN) == []

    def test_boxes_by_other_corners(self):
        def change(writer: PdfWriter) -> None:
            for page in writer.pages:
                page.mediabox = page.cropbox = RectangleObject((612, 0, 0, 792))

        assert failures(change, PLAIN) == []

    @pytest.mark.parametrize("degrees", [90, 180, 270])
    def test_turned_pages(self, degrees: int):
        turned = {90: (810, 621), 180: (621, 810), 270: (810, 621)}

        def change(writer: PdfWriter) -> None:
            for number, page in enumerate(writer.pages, 1):
                width, height = turned[degrees]
                left = 0 if number % 2 else 9
                # Upright, the trim box is [left 9 left+612 801].
                box = {
                    90: (9, left, 801, left + 612),
                    180: (9 - left, 9, 621 - left, 801),
                    270: (9, 9 - left, 801, 621 - left),
                }[degrees]
                page.mediabox = page.cropbox = page.bleedbox = RectangleObject((0, 0, width, height))
                page.trimbox = RectangleObject(box)
                page[NameObject("/Rotate")] = NumberObject(degrees)
                draw(writer, page, b"0 0 9 9 re f")

        report = check(changed(change))
        assert report.failures == ()
        assert "8.5x11, with bleed" in next(each.figure for each in report.findings if each.rule == "size")

    def test_forms_within_forms_scale_what_they_draw(self):
        def change(writer: PdfWriter) -> None:
            half = ArrayObject([FloatObject(each) for each in (0.5, 0, 0, 0.5, 0, 0)])
            form = {"Type": NameObject("/XObject"), "Subtype": NameObject("/Form"), "Matrix": half}
            inner = stream(
                b"144 0 0 144 0 0 cm /a Do", **form, Resources=dictionary(XObject=dictionary(a=picture(writer, 100)))
            )
            outer = stream(b"/i Do", **form, Resources=dictionary(XObject=dictionary(i=writer._add_object(inner))))
            draw(writer, writer.pages[2], b"q 2 0 0 2 0 0 cm /o Do Q", XObject={"o": writer._add_object(outer)})

        # 144 points halved twice and doubled once: an inch.
        assert [(each.rule, each.figure[:7]) for each in failures(change, line_art=False)] == [
            ("resolution", "100 dpi")
        ]

    def test_a_form_that_draws_itself_many_times_is_refused(self):
        def change(writer: PdfWriter) -> None:
            form = stream(b"/s Do " * 9, Type=NameObject("/XObject"), Subtype=NameObject("/Form"))
            reference = writer._add_object(form)
            form[NameObject("/Resources")] = dictionary(XObject=dictionary(s=reference))
            draw(writer, writer.pages[2], b"/s Do", XObject={"s": reference})

        with pytest.raises(InvalidInput, match="too much to check"):
            failures(change)

    def test_a_form_that_draws_itself(self):
        def change(writer: PdfWriter) -> None:
            form = stream(b"/s Do 0 0 9 9 re f", Type=NameObject("/XObject"), Subtype=NameObject("/Form"))
            reference = writer._add_object(form)
            form[NameObject("/Resources")] = dictionary(XObject=dictionary(s=reference))
            draw(writer, writer.pages[2], b"/s Do", XObject={"s": reference})

        assert failures(change) == []

    def test_inline_pictures(self):
        def change(writer: PdfWriter) -> None:
            content = b"q 72 0 0 72 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \0\1\2\3 EI Q"
            draw(writer, writer.pages[2], content)

        assert [(each.rule, each.figure[:5]) for each in failures(change, line_art=False)] == [("resolution", "2 dpi")]


class TestUnreadable:
    @pytest.mark.parametrize("data", [b"", b"hello", b"\x89PNG\r\n\x1a\n" + bytes(50)])
    def test_no_pdf(self, data: bytes):
        with pytest.raises(InvalidInput, match="no PDF"):
            check(BytesIO(data))

    def test_encrypted(self):
        def change(writer: PdfWriter) -> None:
            writer.encrypt("secret", algorithm="RC4-128")

        with pytest.raises(InvalidInput, match="encrypted"):
            check(changed(change))

    def test_no_pages(self):
        out = BytesIO()
        PdfWriter().write(out)
        with pytest.raises(InvalidInput, match="no pages"):
            check(out)

    @pytest.mark.filterwarnings("ignore")
    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_damaged_files_are_told_or_checked(self, data: st.DataObject):
        damaged = bytearray(GOOD[: data.draw(st.integers(9, len(GOOD)))])
        for _ in range(data.draw(st.integers(0, 12))):
            damaged[data.draw(st.integers(9, len(damaged))) - 1] = data.draw(st.integers(0, 255))
        try:
            check(BytesIO(bytes(damaged)))
        except InvalidInput as error:
            assert error.message  # noqa: PT017 - either is right
