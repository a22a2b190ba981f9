"""Visitors: known by a cookie alone, and never by one that somebody else could have made them send."""

import hashlib
import re
from typing import Any

import pytest
from aws_lambda_powertools.event_handler import Response

from inkwell import settings
from inkwell.api import visitors
from inkwell.api.app import Api
from inkwell.story_images.envelope import STORY_ERRORS
from tests.support.gateway import Answer, call

pytestmark = pytest.mark.usefixtures("deployed")

TOKEN = "A" * 42 + "-"
OTHER = "B" * 42 + "_"
OWNER = "visitor:" + hashlib.sha256(TOKEN.encode()).hexdigest()
CROSS = ("Sec-Fetch-Site", "cross-site")


def app_of(access: str) -> Api:
    """An app that says who is calling, and sets the visitor's cookie where it is posted to."""
    app = Api(errors=STORY_ERRORS, access=access)

    @app.get("/<tier>/story")
    @app.get("/<tier>")
    def who(tier: str) -> dict[str, str]:
        return {"owner": app.caller.owner}

    @app.post("/<tier>/story/start")
    def start(tier: str) -> Response[Any]:
        return Response(303, headers={"Location": "/"}, cookies=[app.session_cookie])

    return app


VISITORS, NEWCOMERS = app_of("visitor"), app_of("newcomer")


def cookie(value: str = TOKEN, name: str = "session_kids") -> tuple[str, str]:
    return "Cookie", f"{name}={value}"


def get(*headers: tuple[str, str], path: str = "/kids/story") -> Answer:
    return call(VISITORS, "GET", path, *headers)


def started(*headers: tuple[str, str], **options: Any) -> str:
    """The cookie that starting a story sets."""
    answer = call(NEWCOMERS, "POST", "/kids/story/start", *headers, **options)
    assert answer.status == 303
    return answer["Set-Cookie"]


# ---------------------------------------------------------------- who is a visitor


def test_a_visitor_owns_by_the_hash_of_their_cookie() -> None:
    assert get(cookie()).data == {"owner": OWNER}
    assert get(("Cookie", f"theme=dark; session_kids={TOKEN}; x")).data == {"owner": OWNER}
    assert get(cookie(f'"{TOKEN}"')).data == {"owner": OWNER}
    assert get(cookie(OTHER)).data != {"owner": OWNER}


def test_each_tier_has_a_cookie_of_its_own() -> None:
    assert get(cookie(name="session_bible")).status == 401
    assert get(cookie(name="session_bible"), path="/bible").data == {"owner": OWNER}
    assert get(cookie(name="session_"), path="//story").status == 401


@pytest.mark.parametrize(
    "value", ["", " ", "x", TOKEN[:-1], TOKEN + "A", TOKEN[:-1] + "=", TOKEN[:-1] + "é", "A" * 5000]
)
def test_a_cookie_that_we_cannot_have_made_is_none(value: str) -> None:
    assert get(cookie(value)).status == 401
    assert f"session_kids={value};" not in started(cookie(value))


def test_without_a_cookie_nobody_is_a_visitor() -> None:
    answer = get()
    assert (answer.status, answer.data) == (401, {"error": "Could not validate credentials"})
    assert get(("Authorization", f"Bearer {TOKEN}")).status == 401
    assert get(cookie(name="Session_kids")).status == 401


@pytest.mark.parametrize(
    "headers",
    [
        [cookie(), cookie(OTHER)],
        [("Cookie", f"session_kids={TOKEN}; session_kids={OTHER}")],
        [("Cookie", f"session_kids={TOKEN}; session_kids=x")],
    ],
)
def test_two_cookies_leave_open_who_is_meant(headers: list[tuple[str, str]]) -> None:
    for app in (VISITORS, NEWCOMERS):
        assert call(app, "GET", "/kids/story", *headers).status == 401
    assert get(cookie(), cookie()).status == 200


@pytest.mark.parametrize("path", ["/ki;ds", "/ki%20ds", "/" + "k" * 65])
def test_what_cannot_be_a_cookies_name_has_no_visitors(path: str) -> None:
    assert get(cookie(name=f"session_{path[1:]}"), path=path).status == 401
    assert call(NEWCOMERS, "GET", path).status == 401


# ---------------------------------------------------------------- other sites


def test_another_site_changes_nothing() -> None:
    for headers in ([CROSS], [CROSS, ("Origin", "https://attacker.example")], [CROSS, ("Origin", "null")]):
        for app in (VISITORS, NEWCOMERS):
            answer = call(app, "POST", "/kids/story/start", cookie(), *headers)
            assert (answer.status, "Set-Cookie" in answer.headers) == (403, False)
    assert call(NEWCOMERS, "POST", "/kids/story/start", CROSS).status == 403, "a session could be replaced"


def test_the_frontend_and_links_from_elsewhere_work() -> None:
    assert (
        call(VISITORS, "POST", "/kids/story/start", cookie(), CROSS, ("Origin", "https://studio.example")).status == 303
    )
    assert call(VISITORS, "POST", "/kids/story/start", cookie(), ("Sec-Fetch-Site", "same-origin")).status == 303
    assert get(cookie(), CROSS).status == 200


# ---------------------------------------------------------------- the cookie


def test_a_newcomer_gets_a_cookie_that_only_this_tier_sees() -> None:
    made = re.fullmatch(
        r"session_kids=([A-Za-z0-9_-]{43}); Path=/kids; Max-Age=2592000; HttpOnly; Secure; SameSite=Lax", started()
    )
    assert made
    assert get(cookie(made[1])).status == 200
    assert made[1] not in started(), "nobody gets the cookie of somebody else"


def test_a_visitor_keeps_their_cookie() -> None:
    assert started(cookie()).startswith(f"session_kids={TOKEN}; ")
    assert call(NEWCOMERS, "GET", "/kids/story", cookie()).data == {"owner": OWNER}


def test_below_a_stage_the_cookies_path_has_it() -> None:
    assert "; Path=/dev/kids; " in started(served_below="/dev")


def test_on_a_developers_machine_the_cookie_needs_no_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGE", "local")
    settings.load.cache_clear()
    assert "Secure" not in started()
    assert "HttpOnly" in started()


def test_a_cookie_is_not_shown_by_whatever_prints_a_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[Any] = []
    monkeypatch.setattr(VISITORS, "identify", lambda event: found.append(visitors.visitor(event)) or found[0])
    assert get(cookie()).status == 200
    assert found[0].cookie == TOKEN
    assert TOKEN not in repr(found[0])
