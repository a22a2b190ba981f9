"""How long a generation will take, of what earlier ones took."""

import pytest

from inkwell.coloring_books.paces import estimate, size


def test_sizes_double() -> None:
    assert [size(pages, 1) for pages in (1, 2, 3, 4, 7, 8, 40)] == [1, 2, 2, 3, 3, 4, 6]
    assert size(45, 2) == size(23, 1), "two rounds are as wide as the half of them"


@pytest.mark.parametrize(
    ("paces", "pages", "rounds", "seconds"),
    [
        pytest.param({}, 40, 1, 120, id="nothing measured"),
        pytest.param({6: 38.2}, 40, 1, 39, id="measured"),
        pytest.param({5: 20.0}, 45, 2, 40, id="two rounds"),
        pytest.param({2: 3.0}, 40, 1, 120, id="two quick pages say nothing of forty"),
        pytest.param({6: 38.0}, 2, 1, 6, id="forty pages say nothing of two"),
        pytest.param({6: 4.0}, 2, 1, 4, id="two take no longer than forty"),
        pytest.param({1: 25.0}, 2, 1, 25, id="two take no less than one"),
    ],
)
def test_estimates(paces: dict[int, float], pages: int, rounds: int, seconds: int) -> None:
    assert estimate(paces, pages, rounds) == seconds
