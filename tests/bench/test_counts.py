"""What the studio asks of AWS is what bench/counts.json says; `make counts` writes it anew, and shows what it costs."""

from typing import Any

import pytest

from bench import costs
from bench.units import Index, index_write_units, read_units, size, write_units


@pytest.fixture(scope="module")
def counts() -> dict[str, Any]:
    return costs.counted(costs.count(rounds=1))


def _flat(counts: dict[str, Any]) -> dict[tuple[str, str, str], float]:
    """Every count by its case, step and name."""
    return {
        (case, step, name): count
        for case, counted in counts["cases"].items()
        for step, used in counted["steps"].items()
        for name, count in used.items()
    }


def _differences(found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    now, before = _flat(found), _flat(expected)
    return [
        f"{', '.join(what)}: {before.get(what, 0):g} -> {now.get(what, 0):g}"
        for what in sorted(now.keys() | before.keys())
        if now.get(what) != before.get(what)
    ]


class TestCounts:
    def test_every_step_asks_for_what_is_written_down(self, counts: dict[str, Any]):
        expected = costs.counted(costs.load())
        assert not _differences(counts, expected), "`make counts` writes down what is asked for now"
        assert counts == expected

    def test_the_documentation_shows_them(self):
        text = costs.PAGE.read_text()
        assert "<!-- begin costs -->" in text
        assert costs.page(text, costs.load()) == text, "`make counts` rewrites it"


class TestUnits:
    TABLE = ("pk", "sk")
    EVERYTHING = Index("Everything", ("owner",), None)
    SPARSE = Index("Sparse", ("due",), frozenset({"note"}))

    @staticmethod
    def item(length: int = 0, **more: str) -> dict[str, Any]:
        """An item that is `length` bytes larger than its key and `more`."""
        filled = {"x": "y" * (length - 1)} if length else {}
        return {name: {"S": text} for name, text in {"pk": "p", "sk": "s", **filled, **more}.items()}

    def test_a_size_is_that_of_names_and_values(self):
        assert size(self.item()) == 6
        assert size({"é": {"S": "é"}}) == 4
        assert size({"n": {"N": "-1203"}}) == 1 + 2 + 1 + 1
        assert size({"b": {"BOOL": True}, "l": {"L": [{"S": "ab"}]}, "m": {"M": {"k": {"NULL": True}}}}) == 2 + 7 + 7

    def test_a_write_costs_each_begun_kilobyte_of_the_larger_image(self):
        assert write_units(None, self.item(1024 - 6)) == 1
        assert write_units(None, self.item(1024 - 5)) == 2
        assert write_units(self.item(3000), self.item()) == 3
        assert write_units(None, None) == 1

    def test_an_index_costs_what_changes_in_it(self):
        def cost(index: Index, before: Any, after: Any) -> int:
            return index_write_units(index, before, after, self.TABLE)

        assert cost(self.EVERYTHING, None, self.item()) == 0
        assert cost(self.EVERYTHING, None, self.item(owner="ada")) == 1
        assert cost(self.EVERYTHING, self.item(owner="ada"), self.item(owner="ada", name="b")) == 1
        assert cost(self.EVERYTHING, self.item(owner="ada"), self.item(owner="bob")) == 2
        assert cost(self.EVERYTHING, self.item(2000, owner="ada"), None) == 2
        assert cost(self.SPARSE, self.item(due="1"), self.item(2000, due="1")) == 0
        assert cost(self.SPARSE, self.item(due="1"), self.item(due="1", note="n")) == 1
        assert cost(self.SPARSE, self.item(due="1"), self.item()) == 1

    def test_a_read_costs_each_begun_four_kilobytes(self):
        assert [read_units(read, consistent=True) for read in (0, 4096, 4097)] == [1, 1, 2]
        assert read_units(4097, consistent=False) == 1
        assert read_units(0, consistent=False) == 0.5


class TestPrices:
    def test_a_price_is_the_sum_over_all_steps(self):
        steps = {
            "Function": {"invocations": 2, "write_units": 3, "write_units ByOwner": 1, "dynamodb PutItem": 3},
            "workflow": {"transitions": 4},
        }
        case = {"steps": steps, costs.MEASURED: {"Function": 0.5}}
        assert costs.price(case) == pytest.approx(2 * 0.2e-6 + 4 * 0.625e-6 + 4 * 0.025e-3 + 0.5 * 0.0000133334)

    def test_everything_that_is_counted_is_a_request_or_has_a_price(self):
        names = {name.partition(" ")[0] for case in costs.load()["cases"].values() for name in costs.total(case)}
        assert names - costs.PRICES.keys() == {"dynamodb", "s3", "states"}
