"""The switch for generation: who is signed in and within their limits learns of it, before their body is looked at."""

import pytest

from inkwell import settings
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.plans import read_plans
from inkwell.coloring_books.switch import require_generation
from tests.fakes import FakeRates
from tests.support.gateway import Answer, call

pytestmark = pytest.mark.usefixtures("deployed")

VISITOR = ("Cookie", "session_api=" + "A" * 43)
JSON = ("Content-Type", "application/json")


def posted(*headers: tuple[str, str], body: str = "{}") -> Answer:
    app = Api(errors=BOOK_ERRORS, access="visitor", limits=read_plans().limits("heroes"), switch=require_generation)

    @app.post("/api/heroes")
    def create(body: dict[str, int]) -> dict[str, bool]:
        return {"ok": True}

    return call(app, "POST", "/api/heroes", JSON, *headers, body=body)


@pytest.fixture
def _off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENERATION_ENABLED", "false")
    settings.load.cache_clear()


def test_it_is_on_unless_somebody_says_otherwise(rates: FakeRates) -> None:
    assert posted(VISITOR).status == 200
    assert posted(VISITOR, body="{").status == 400


@pytest.mark.usefixtures("_off")
def test_what_is_switched_off_says_so_before_the_body_is_read(rates: FakeRates) -> None:
    answer = posted(VISITOR, body="{")
    assert (answer.status, answer.data) == (
        503,
        {
            "error": "Generation is switched off at the moment",
            "code": "GENERATION_DISABLED",
            "details": {"retryable": False},
        },
    )
    assert answer["X-RateLimit-Remaining"] == "9"
    assert rates.calls == 1
    assert posted().data["code"] == "UNAUTHORIZED"


@pytest.mark.usefixtures("_off")
def test_who_has_used_up_a_limit_learns_that_first(rates: FakeRates) -> None:
    assert [posted(VISITOR).status for _ in range(11)] == [503] * 10 + [429]
