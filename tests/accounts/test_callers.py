"""One place decides who calls: which credential counts, and that a bad one is never replaced by another."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from inkwell import settings, stores, wiring
from inkwell.accounts import api_keys, supabase, tokens
from inkwell.accounts.supabase import SharedSecret, Supabase
from inkwell.accounts.tokens import AccessToken
from inkwell.accounts.users import User
from inkwell.api.callers import identify
from inkwell.api.requests import ANONYMOUS, Caller, source_address
from inkwell.aws.users import DynamoUsers
from inkwell.core.errors import Unauthenticated
from tests.accounts.conftest import KEYS
from tests.support.keys import SECRET, SUBJECT, claims, signed

NAME = "sb-abcd-auth-token"
ISSUER = "https://abcd.supabase.co/auth/v1"


@pytest.fixture(autouse=True)
def _access(monkeypatch: pytest.MonkeyPatch, users: DynamoUsers) -> Iterator[None]:
    project = Supabase(ISSUER, "HS256", NAME, SharedSecret(lambda: SECRET))
    monkeypatch.setattr(stores, "users", lambda: users)
    monkeypatch.setattr(stores, "key_ring", lambda: KEYS)
    monkeypatch.setattr(wiring, "supabase", lambda: project)
    monkeypatch.setenv("JWT_SECRET_ID", "jwt")
    monkeypatch.setenv("ANONYMOUS_ACCESS", "allow")
    monkeypatch.setenv("ALLOWED_ORIGIN", "https://studio.example")
    settings.load.cache_clear()
    yield
    settings.load.cache_clear()


@pytest.fixture
def good(users: DynamoUsers, account: User) -> dict[str, tuple[str, str]]:
    """A header of each kind that holds, each of somebody else."""
    bob = User("bob", "hash")
    users.add(bob)
    key, shown = api_keys.create("bob")
    users.add_api_key(bob, key)
    token = tokens.issue(KEYS, AccessToken(account.id, "session"), until=datetime.now(UTC) + timedelta(hours=1))
    session = json.dumps({"access_token": signed(claims(ISSUER), SECRET, "HS256", None)})
    return {
        "bearer": ("Authorization", f"Bearer {token}"),
        "key": ("X-Api-Key", shown),
        "cookie": ("Cookie", f"{NAME}={session}"),
    }


BAD = {
    "bearer": ("Authorization", "Bearer a.b.c"),
    "key": ("X-Api-Key", "ink_0123456789abcdef_" + "A" * 43),
    "cookie": ("Cookie", f"{NAME}=" + json.dumps({"access_token": "a.b.c"})),
}


def _event(*headers: tuple[str, str], method: str = "GET", single_only: bool = False) -> APIGatewayProxyEvent:
    several: dict[str, list[str]] = {}
    for name, value in headers:
        several.setdefault(name, []).append(value)
    return APIGatewayProxyEvent(
        {
            "httpMethod": method,
            "headers": {name: values[-1] for name, values in several.items()} or None,
            "multiValueHeaders": None if single_only else several or None,
            "requestContext": {"identity": {"sourceIp": "203.0.113.7"}},
        }
    )


def _who(*headers: tuple[str, str], anonymous_family: bool = True, **event: Any) -> Caller:
    return identify(_event(*headers, **event), anonymous_family=anonymous_family)


def _refused(*headers: tuple[str, str], **event: Any) -> None:
    with pytest.raises(Unauthenticated, match="Could not validate credentials"):
        _who(*headers, **event)


def test_each_kind_is_somebody_and_none_is_another(good: Any, account: User, users: DynamoUsers) -> None:
    bob = users.find("bob")
    assert bob
    assert _who(good["bearer"]) == Caller(account.id, AccessToken(account.id, "session"))
    assert _who(good["key"]) == Caller(bob.id)
    assert _who(good["cookie"]) == Caller(f"supabase:{SUBJECT}")
    assert _who() == Caller(ANONYMOUS)
    assert all(":" not in owner and owner != ANONYMOUS for owner in (account.id, bob.id))


@pytest.mark.parametrize("single_only", [False, True])
def test_names_of_headers_have_no_case(good: Any, single_only: bool) -> None:
    for name, value in good.values():
        for written in (name.lower(), name.upper()):
            expected = _who((name, value))
            assert _who((written, value), single_only=single_only) == expected


@pytest.mark.parametrize(("first", "second"), [("bearer", "key"), ("bearer", "cookie"), ("key", "cookie")])
def test_of_several_the_first_decides_alone(good: Any, first: str, second: str) -> None:
    for other in (good[second], BAD[second]):
        assert _who(good[first], other) == _who(other, good[first]) == _who(good[first])
        _refused(BAD[first], other)
        _refused(other, BAD[first])


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_one_is_never_anonymous(kind: str) -> None:
    _refused(BAD[kind])
    _refused(BAD[kind], anonymous_family=False)


@pytest.mark.parametrize("kind", ["bearer", "key"])
def test_a_header_that_is_sent_twice_leaves_open_who_is_meant(good: Any, kind: str) -> None:
    _refused(good[kind], BAD[kind])
    _refused(BAD[kind], good[kind])
    assert _who(good[kind], good[kind]) == _who(good[kind])


@pytest.mark.parametrize("value", ["Bearer", "Basic YTpi", "bearer", "Token x", "Bearer  ", "BearerX y", "null"])
def test_another_scheme_is_refused(good: Any, value: str) -> None:
    _refused(("Authorization", value))
    _refused(("Authorization", value), good["key"])


@pytest.mark.parametrize("header", [("Authorization", " "), ("X-Api-Key", ""), ("Cookie", ""), ("Cookie", "other=1")])
def test_an_empty_header_is_none(header: tuple[str, str]) -> None:
    assert _who(header) == Caller(ANONYMOUS)
    _refused(header, anonymous_family=False)


def test_nobody_is_nobody_where_the_family_or_the_deployment_wants_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    _refused(anonymous_family=False)
    monkeypatch.setenv("ANONYMOUS_ACCESS", "deny")
    settings.load.cache_clear()
    _refused()


def test_tokens_of_one_kind_do_not_pass_for_another(good: Any) -> None:
    ours = good["bearer"][1].removeprefix("Bearer ")
    theirs = json.loads(good["cookie"][1].partition("=")[2])["access_token"]
    _refused(("Authorization", f"Bearer {theirs}"))
    _refused(("Authorization", f"Bearer {good['key'][1]}"))
    _refused(("X-Api-Key", ours))
    _refused(("Cookie", f"{NAME}=" + json.dumps({"access_token": ours})))


def test_without_a_project_no_cookie_counts(good: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "supabase", lambda: None)
    assert _who(good["cookie"]) == Caller(ANONYMOUS)
    _refused(good["cookie"], anonymous_family=False)


def test_another_site_cannot_use_the_cookie(good: Any) -> None:
    cross = ("Sec-Fetch-Site", "cross-site")
    _refused(good["cookie"], cross, method="POST")
    _refused(good["cookie"], cross, ("Origin", "https://attacker.example"), method="DELETE")
    _refused(good["cookie"], cross, ("Origin", "null"), method="POST")
    for more in ([("Sec-Fetch-Site", "same-origin")], [("Sec-Fetch-Site", "same-site")], []):
        assert _who(good["cookie"], *more, method="POST").owner.startswith("supabase:")
    assert _who(good["cookie"], cross, ("Origin", "https://studio.example"), method="POST")
    assert _who(good["cookie"], cross, method="GET")
    assert _who(good["bearer"], cross, method="POST")


def test_the_address_is_what_the_gateway_saw() -> None:
    event = _event(("X-Forwarded-For", "198.51.100.1"), ("Forwarded", "for=198.51.100.1"))
    assert source_address(event) == "203.0.113.7"


def test_wiring_takes_the_project_from_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    made = {}
    monkeypatch.setattr(supabase, "Supabase", lambda *args: made.update(args=args) or SimpleNamespace())
    for name, value in (("URL", "https://abcd.supabase.co/"), ("ALGORITHM", "ES256"), ("COOKIE_NAME", "")):
        monkeypatch.setenv(f"SUPABASE_{name}", value)
    for read in (settings.load, wiring.supabase):
        read.cache_clear()
    assert wiring.supabase()
    assert made["args"][:3] == (ISSUER, "ES256", NAME)
    monkeypatch.setenv("SUPABASE_URL", "")
    for read in (settings.load, wiring.supabase):
        read.cache_clear()
    assert wiring.supabase() is None
    wiring.supabase.cache_clear()
