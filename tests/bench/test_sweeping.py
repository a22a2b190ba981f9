"""Lost starts are made good in time with 10,000 open jobs, within what AWS lets through; see `bench.sweeping`."""

from bench.sweeping import CALL_SECONDS, OPEN, burst, steady
from inkwell.core.sweeping import QUESTIONS, TIME_LIMIT


class TestJobsThatComeAndGo:
    def test_a_lost_start_is_made_good_within_a_minute_of_being_due(self) -> None:
        swept, longest = steady(minutes=12)
        assert longest <= 60 + 60
        assert max(each.seconds for each in swept) < TIME_LIMIT / 2

    def test_a_sweep_costs_what_has_come_not_what_is_open(self) -> None:
        lifetime = 5
        swept, _ = steady(minutes=12, lifetime=lifetime)
        for each in swept:
            assert each.calls["job reads"] <= OPEN // lifetime
            assert each.calls["writes"] <= OPEN // lifetime + 2
            assert each.calls["describes"] == 0, "each has shown that it was started"
            assert each.calls["due queries"] == 4
            assert each.calls["starts"] == 1

    def test_runs_that_are_silent_are_asked_about_no_more_than_aws_answers(self) -> None:
        swept, longest = steady(minutes=12, lifetime=10)
        assert {each.calls["describes"] for each in swept} == {QUESTIONS}
        assert longest <= 60 + 60


class TestAllAtOnce:
    def test_the_sweep_that_finds_a_lost_start_due_starts_it(self) -> None:
        swept, longest = burst(lost=1)
        assert [each.calls["starts"] for each in swept[:3]] == [0, 1, 0]
        assert longest < 120 + TIME_LIMIT
        assert sum(swept[1].calls.values()) * CALL_SECONDS / 8 < TIME_LIMIT

    def test_they_are_not_looked_at_again_until_they_are_silent(self) -> None:
        swept, _ = burst(lost=1)
        assert [each.calls["job reads"] for each in swept[2:5]] == [0, 0, 0]
        assert max(each.calls["describes"] for each in swept) <= QUESTIONS

    def test_what_one_sweep_cannot_do_the_next_one_does(self) -> None:
        swept, longest = burst(lost=OPEN)
        assert sum(each.calls["starts"] for each in swept) == OPEN
        assert all(each.seconds <= TIME_LIMIT + 4 * CALL_SECONDS for each in swept)
        assert longest < 180 + TIME_LIMIT
