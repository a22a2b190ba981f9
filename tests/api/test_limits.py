"""Rate limits of endpoints: who is counted for what, and what the answers say."""

from typing import Any

import pytest

from inkwell.api import limits as module
from inkwell.api.app import Api
from inkwell.core.errors import NotFound
from inkwell.core.rates import DAY, MINUTE, RateLimit
from inkwell.story_images.envelope import STORY_ERRORS
from tests.fakes import FakeRates
from tests.support.gateway import Answer, call

pytestmark = pytest.mark.usefixtures("deployed")

NOON = 1_764_331_200.0
OVERALL = RateLimit("overall", 10, MINUTE)
GENERATION = RateLimit("generation", 2, MINUTE)
ADDRESSES = RateLimit("addresses", 3, DAY, per="address")
PICTURES = RateLimit("pictures", 7, DAY, per="all")
ANN, BOB = ("Cookie", "session_kids=" + "A" * 43), ("Cookie", "session_kids=" + "B" * 43)


class Clock:
    """The clock that windows are cut by."""

    now = NOON

    def time(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, rates: FakeRates) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


def app_of(*limits: RateLimit, access: str = "visitor", spends: dict[RateLimit, int] | None = None) -> Api:
    """An app with limits whose handler spends of others."""
    app = Api(errors=STORY_ERRORS, access=access, limits=limits)

    @app.get("/kids")
    def home() -> dict[str, bool]:
        if spends:
            app.spend(spends)
        return {"ok": True}

    @app.get("/kids/nowhere")
    def nowhere() -> dict[str, bool]:
        raise NotFound

    @app.get("/kids/broken")
    def broken() -> dict[str, bool]:
        raise KeyError

    @app.post("/kids")
    def post(body: dict[str, int]) -> dict[str, int]:
        return body

    return app


def told(answer: Answer) -> tuple[int, int, int, int]:
    """Status, limit, what remains, and seconds to the reset."""
    limit, remaining, reset = (int(answer[f"X-RateLimit-{name}"]) for name in ("Limit", "Remaining", "Reset"))
    return answer.status, limit, remaining, reset - int(NOON)


def test_each_answer_tells_what_is_left_until_none_is(clock: Clock) -> None:
    app = app_of(GENERATION)
    clock.now += 12.5
    answers = [call(app, "GET", "/kids", ANN) for _ in range(3)]
    assert [told(answer) for answer in answers] == [(200, 2, 1, 60), (200, 2, 0, 60), (429, 2, 0, 60)]
    assert answers[2]["Retry-After"] == "48"
    assert answers[2].data == {"error": "Too many requests"}
    assert "Retry-After" not in answers[1].headers
    clock.now = NOON + 60
    assert told(call(app, "GET", "/kids", ANN)) == (200, 2, 1, 120)


def test_scripts_of_the_frontend_may_read_it() -> None:
    exposed = call(app_of(GENERATION), "GET", "/kids", ANN, ("Origin", "https://studio.example"))
    plain = call(app_of(), "GET", "/kids", ANN, ("Origin", "https://studio.example"))
    names = {"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"}
    assert names <= set(exposed["Access-Control-Expose-Headers"].split(","))
    assert not names & set(plain["Access-Control-Expose-Headers"].split(","))
    assert not names & set(plain.headers)


def test_of_several_the_tightest_is_told_and_refuses() -> None:
    app = app_of(OVERALL, GENERATION)
    assert [told(call(app, "GET", "/kids", ANN))[:3] for _ in range(3)] == [(200, 2, 1), (200, 2, 0), (429, 2, 0)]
    only = app_of(OVERALL)
    assert told(call(only, "GET", "/kids", ANN))[:3] == (200, 10, 7), "a refusal costs nothing of the wider limit"


def test_nobody_uses_up_what_is_somebody_elses() -> None:
    app = app_of(GENERATION)
    assert [call(app, "GET", "/kids", ANN).status for _ in range(3)] == [200, 200, 429]
    assert call(app, "GET", "/kids", BOB).status == 200


def test_who_is_not_known_is_not_counted(rates: FakeRates) -> None:
    answer = call(app_of(GENERATION), "GET", "/kids")
    assert answer.status == 401
    assert "X-RateLimit-Limit" not in answer.headers
    assert rates.asked == []


def test_an_error_counts_and_tells_too() -> None:
    app = app_of(OVERALL)
    bad = call(app, "POST", "/kids", ANN, ("Content-Type", "text/plain"), body="x")
    assert [told(bad)[:3], told(call(app, "GET", "/kids/nowhere", ANN))[:3]] == [(400, 10, 9), (404, 10, 8)]
    assert told(call(app, "GET", "/kids/broken", ANN))[:3] == (500, 10, 7)


def test_an_address_is_counted_whoever_calls_from_it() -> None:
    app = app_of(ADDRESSES, access="newcomer")
    calls = [call(app, "GET", "/kids", *cookie) for cookie in ([], [ANN], [BOB], [])]
    assert [answer.status for answer in calls] == [200, 200, 200, 429]
    assert call(app, "GET", "/kids", ("X-Forwarded-For", "198.51.100.1")).status == 429
    assert call(app, "GET", "/kids", address="198.51.100.1").status == 200


def test_an_ipv6_address_is_its_network() -> None:
    app = app_of(ADDRESSES, access="public")
    assert [call(app, "GET", "/kids", address=f"2001:db8::{host}").status for host in range(4)] == [200, 200, 200, 429]
    assert call(app, "GET", "/kids", address="2001:db8:0:1::").status == 200


def test_a_handler_spends_what_only_it_knows(rates: FakeRates) -> None:
    app = app_of(OVERALL, spends={PICTURES: 3, ADDRESSES: 1})
    answers = [call(app, "GET", "/kids", who) for who in (ANN, BOB, ANN)]
    assert [told(answer)[:3] for answer in answers] == [(200, 3, 2), (200, 3, 1), (429, 7, 1)]
    assert int(answers[2]["Retry-After"]) == DAY - int(NOON) % DAY
    assert sorted((window.subject.partition("#")[0], used) for window, used in rates.counts.items()) == [
        ("address", 3),
        ("all", 6),
        ("caller", 1),
        ("caller", 2),
    ]


def test_a_limit_per_caller_needs_somebody_to_ask_who_calls() -> None:
    assert call(app_of(GENERATION, access="public"), "GET", "/kids").status == 500


def test_a_store_that_cannot_be_asked_lets_nothing_through(monkeypatch: pytest.MonkeyPatch, rates: FakeRates) -> None:
    def fault(*_: Any) -> tuple[bool, int]:
        raise ConnectionError

    monkeypatch.setattr(rates, "add", fault)
    assert call(app_of(GENERATION), "GET", "/kids", ANN).status == 500
