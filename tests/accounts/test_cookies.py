"""The session cookie as Supabase's library writes it: section by section of its chunker and its encodings."""

import base64
import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkwell.accounts import cookies

NAME = "sb-abcd-auth-token"
CHUNK = 3180


def _base64(session: Any) -> str:
    return "base64-" + base64.urlsafe_b64encode(json.dumps(session).encode()).rstrip(b"=").decode()


def _chunks(value: str, name: str = NAME, size: int = CHUNK) -> dict[str, str]:
    if len(value) <= size:
        return {name: value}
    return {f"{name}.{index}": value[start : start + size] for index, start in enumerate(range(0, len(value), size))}


def _header(jar: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in jar.items())


def _token(jar: dict[str, str]) -> str | None:
    return cookies.access_token(cookies.parse([_header(jar)]), NAME)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://abcd.supabase.co", "sb-abcd-auth-token"),
        ("https://abcd.supabase.co/", "sb-abcd-auth-token"),
        ("http://127.0.0.1:54321", "sb-127-auth-token"),
        ("http://localhost:54321", "sb-localhost-auth-token"),
        ("https://api.example.com", "sb-api-auth-token"),
    ],
)
def test_the_name_is_derived_as_supabase_js_does(url: str, name: str) -> None:
    assert cookies.default_name(url) == name


def test_a_cookie_that_the_library_wrote() -> None:
    value = "base64-eyJhY2Nlc3NfdG9rZW4iOiJhLmIuYyIsInJlZnJlc2hfdG9rZW4iOiJyIn0"
    assert _token({NAME: value}) == "a.b.c"


@pytest.mark.parametrize("encode", [_base64, json.dumps, lambda session: quote(json.dumps(session))])
def test_every_encoding(encode: Any) -> None:
    value = encode({"access_token": "a.b.c", "user": {"name": "Zoë 🦊"}})
    if ";" not in value:
        assert _token({NAME: value}) == "a.b.c"
        assert _token({NAME: f'"{value}"'}) == "a.b.c"


@given(st.text(), st.integers(1, 4000))
def test_chunks_of_any_size(name: str, size: int) -> None:
    value = _base64({"access_token": "a.b.c", "user": {"name": name}})
    assert _token(_chunks(value, size=size)) == "a.b.c"


def test_percent_encoded_json_that_was_cut_anywhere() -> None:
    value = quote(json.dumps({"access_token": "a.b.c", "user": {"name": "ë" * 40}}))
    for size in range(5, 60):
        assert _token(_chunks(value, size=size)) == "a.b.c"


def test_order_and_several_headers_do_not_matter() -> None:
    jar = _chunks(_base64({"access_token": "a" * 5000}))
    headers = [f"{name}={value}" for name, value in reversed(jar.items())]
    assert len(headers) == 3
    assert cookies.access_token(cookies.parse(headers), NAME) == "a" * 5000


def test_more_than_ten_chunks_are_put_together_by_number() -> None:
    value = _base64({"access_token": "".join(map(str, range(30)))})
    jar = _chunks(value, size=5)
    assert len(jar) > 10
    assert _token(dict(sorted(jar.items()))) == "".join(map(str, range(30)))


def test_a_whole_cookie_wins_over_chunks_that_are_left_over() -> None:
    old = _chunks(_base64({"access_token": "old" * 2000}))
    assert _token(old | {NAME: _base64({"access_token": "new"})}) == "new"
    assert _token(old | {NAME: ""}) == "old" * 2000


def test_chunks_behind_a_gap_are_left_over() -> None:
    jar = _chunks(_base64({"access_token": "a" * 3000}))
    assert len(jar) == 2
    assert _token(jar | {f"{NAME}.3": "left-over", f"{NAME}.17": "left-over"}) == "a" * 3000
    assert _token(jar | {f"{NAME}.2": "", f"{NAME}.3": "left-over"}) == "a" * 3000
    del jar[f"{NAME}.0"]
    assert _token(jar) is None


@pytest.mark.parametrize("number", ["00", "01", "-0", "0x0", " 0", "0 "])
def test_what_only_looks_like_a_chunk_is_none(number: str) -> None:
    assert cookies.access_token({f"{NAME}.{number}": _base64({"access_token": "a"})}, NAME) is None


def test_siblings_are_not_the_session() -> None:
    session = _base64({"access_token": "a.b.c"})
    names = ("-code-verifier", "-flow-1-code-verifier", "-flows-code-verifier", "-user", "x", ".", ".x")
    assert _token({f"{NAME}{suffix}": session for suffix in names}) is None
    assert _token({"sb-other-auth-token": session, NAME.upper(): session, f"x{NAME}": session}) is None


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "base64-",
        "base64-!!!",
        "base64-AAA",
        "base64-a",
        "{",
        "null",
        "7",
        "[]",
        '["a.b.c"]',
        "{}",
        '{"access_token":null}',
        '{"access_token":""}',
        '{"access_token":7}',
        '{"access_token":["a.b.c"]}',
        '{"user":{"id":"admin"}}',
        '{"refresh_token":"r"}',
        "[" * 3000,
        "%ff%fe",
        "base64-" + base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    ],
)
def test_what_is_no_session_counts_as_none(value: str) -> None:
    assert _token({NAME: value}) is None


@pytest.mark.parametrize("other", ["a", "=", ";;", "a=b=c", "{}", 'x="', "x={a,b}", "é=é", "\\", "a b=c d"])
def test_cookies_of_others_do_not_get_in_the_way(other: str) -> None:
    session = _base64({"access_token": "a.b.c"})
    for header in (f"{other}; {NAME}={session}", f"{NAME}={session};{other}"):
        assert cookies.access_token(cookies.parse([header]), NAME) == "a.b.c"


def test_of_two_cookies_of_one_name_the_first_counts() -> None:
    first, second = _base64({"access_token": "first"}), _base64({"access_token": "second"})
    assert cookies.access_token(cookies.parse([f"{NAME}={first}; {NAME}={second}"]), NAME) == "first"


@given(st.text(), st.text())
def test_nothing_that_is_sent_breaks_it(header: str, value: str) -> None:
    cookies.access_token(cookies.parse([header, f"{NAME}={value}"]), NAME)
