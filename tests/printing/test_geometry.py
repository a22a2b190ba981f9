"""Where pages are cut, and how large covers are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkwell.coloring_books.options import PAGE_PIXELS
from inkwell.printing.geometry import may_name_spine, page, spine_width, wrap
from inkwell.printing.limits import INCH, PAPERS, TRIMS

trims = st.sampled_from(sorted(TRIMS))


class TestPages:
    def test_the_sides_of_a_book_with_bleed_alternate(self):
        right, left = (page(TRIMS["8.5x11"], number, 40, bleed=True) for number in (1, 2))
        assert right.media.corners() == left.media.corners() == (0, 0, 621, 810)
        assert right.trim.corners() == (0, 9, 612, 801)
        assert left.trim.corners() == (9, 9, 621, 801)

    def test_without_bleed_nothing_is_cut(self):
        assert page(TRIMS["6x9"], 1, 40, bleed=False).media.corners() == (0, 0, 432, 648)

    @pytest.mark.parametrize(("pages", "inches"), [(24, 0.375), (150, 0.375), (151, 0.5), (600, 0.75)])
    def test_thick_books_have_wide_gutters(self, pages: int, inches: float):
        place = page(TRIMS["8.5x11"], 1, pages, bleed=False)
        assert place.safe.left == inches * INCH
        assert place.trim.right - place.safe.right == 0.25 * INCH

    @given(trims, st.integers(1, 800), st.integers(1, 800), st.booleans())
    def test_boxes_are_nested_and_nothing_bleeds_at_the_spine(self, name: str, number: int, pages: int, bleed: bool):
        place = page(TRIMS[name], number, pages, bleed=bleed)
        assert place.trim.width == TRIMS[name].width
        assert place.trim.height == TRIMS[name].height
        assert (place.trim.left if number % 2 else place.media.right - place.trim.right) == 0
        for outer, inner in ((place.media, place.trim), (place.trim, place.safe)):
            assert outer.left <= inner.left < inner.right <= outer.right
            assert outer.bottom <= inner.bottom < inner.top <= outer.top

    def test_trim_sizes_are_the_pages_that_are_drawn(self):
        assert {
            name: (trim.width / INCH * 300, trim.height / INCH * 300) for name, trim in TRIMS.items()
        } == PAGE_PIXELS


class TestCovers:
    def test_the_example_of_the_print_service(self):
        sheet = wrap(TRIMS["8.5x11"], 40, "white")
        assert sheet.spine.width / INCH == pytest.approx(0.0901, abs=1e-4)
        assert sheet.media.width / INCH == pytest.approx(17.3401, abs=1e-4)
        assert sheet.media.height / INCH == 11.25

    @given(trims, st.sampled_from(sorted(PAPERS)), st.integers(24, 800))
    def test_parts_touch_and_bleed_is_around_them(self, name: str, paper: str, pages: int):
        sheet = wrap(TRIMS[name], pages, paper)
        assert sheet.back.right == sheet.spine.left
        assert sheet.spine.right == sheet.front.left
        assert sheet.spine.width == pytest.approx(spine_width(pages, paper))
        assert sheet.back.left == sheet.back.bottom == 9
        assert sheet.media.right - sheet.front.right == pytest.approx(9)

    def test_thin_spines_stay_without_words(self):
        assert [may_name_spine(pages) for pages in (78, 79)] == [False, True]
