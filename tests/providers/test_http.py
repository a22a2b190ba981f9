"""The one way to a provider over HTTP, and what its outcomes become."""

import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkwell.core.errors import (
    AttemptTaken,
    ModelAnswerLost,
    ModelBadCredentials,
    ModelError,
    ModelMalformedAnswer,
    ModelOutOfCredit,
    ModelRateLimited,
    ModelRetired,
    ModelTimeout,
    ModelUnavailable,
    ModelUnclearAnswer,
    by_name,
)
from inkwell.providers import waits
from inkwell.providers.cleaning import cleaned
from inkwell.providers.faults import Fault, error_for
from inkwell.providers.http import Client
from inkwell.providers.outcomes.common import STATUSES
from inkwell.providers.outcomes.table import Outcome, Outcomes, Source
from inkwell.providers.payment import NOTHING, STORING, RequestLease, paid_once
from inkwell.providers.spec import ModelSpec
from tests.support.attempts import MemoryAttempt

SPEC = ModelSpec(id="test/model", provider="test", model="model", price_micros=1)


class RawServer:
    """Answers every connection with the same bytes, piece by piece."""

    def __init__(self, *pieces: bytes, pause: float = 0.0) -> None:
        self.received: list[bytes] = []
        self._pieces, self._pause = pieces, pause
        self._stopping = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                self.received.append(connection.recv(65536))
                with suppress(OSError):
                    for piece in self._pieces:
                        connection.sendall(piece)
                        self._stopping.wait(self._pause)


@pytest.fixture
def servers() -> Iterator[list[RawServer]]:
    running: list[RawServer] = []
    yield running
    for server in running:
        server.stop()


OK = b"HTTP/1.1 200 OK\r\n"
BROKEN = {
    "nothing": [],
    "half a status line": [b"HTTP/1."],
    "no HTTP": [b"SSH-2.0-OpenSSH_9.6\r\n\r\n"],
    "half of the headers": [OK + b"Content-Len"],
    "half of the body": [OK + b"Content-Length: 10\r\n\r\n12345"],
    "half of a chunk": [OK + b"Transfer-Encoding: chunked\r\n\r\nA\r\n12345"],
    "no last chunk": [OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n"],
    "no gzip": [OK + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\n12345"],
}


@pytest.mark.parametrize("pieces", BROKEN.values(), ids=BROKEN)
def test_a_broken_answer_to_a_paid_request_is_lost(http: Client, servers: list[RawServer], pieces: list[bytes]) -> None:
    servers.append(RawServer(*pieces))
    with pytest.raises(ModelAnswerLost):
        http.ask("POST", servers[0].url, timeout=5, body={}, paid=True)
    assert len(servers[0].received) == 1


@pytest.mark.parametrize("pieces", [pieces for name, pieces in BROKEN.items() if name != "half of the headers"])
def test_a_broken_answer_to_a_free_request_is_a_passing_fault(
    http: Client, servers: list[RawServer], pieces: list[bytes]
) -> None:
    servers.append(RawServer(*pieces))
    with pytest.raises(ModelUnavailable) as raised:
        http.ask("GET", servers[0].url, timeout=5)
    assert type(raised.value) is ModelUnavailable
    assert raised.value.retryable


@pytest.mark.parametrize(("paid", "error"), [(True, ModelAnswerLost), (False, ModelTimeout)])
@pytest.mark.parametrize(
    "pieces",
    [
        [b""],
        [OK + b"Content-Length: 99\r\n\r\n", *[b"x"] * 60],
        [OK + b"Transfer-Encoding: chunked\r\n\r\n", *[b"1\r\nx\r\n"] * 60],
    ],
    ids=["silence", "drops", "chunks in drops"],
)
def test_an_answer_must_be_whole_in_time(
    http: Client, servers: list[RawServer], pieces: list[bytes], paid: bool, error: type[ModelError]
) -> None:
    servers.append(RawServer(*pieces, pause=0.05 if len(pieces) > 1 else 3.0))
    with pytest.raises(ModelError) as raised:
        http.ask("POST", servers[0].url, timeout=0.4, paid=paid)
    assert type(raised.value) is error


def test_whole_answers_are_read_whatever_their_framing(http: Client, servers: list[RawServer]) -> None:
    for framing in (b"Content-Length: 5\r\n\r\n12345", b"Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\n\r\n"):
        servers.append(RawServer(OK + b"X-Any: Thing\r\n" + framing))
        answer = http.ask("GET", servers[-1].url, timeout=5)
        assert (answer.status, answer.body, answer.headers["x-any"]) == (200, b"12345", "Thing")
        assert answer.json() == 12345
        assert answer.object() == {}


@pytest.mark.parametrize(("paid", "error"), [(True, ModelAnswerLost), (False, ModelMalformedAnswer)])
def test_answers_have_a_largest_size(
    http: Client, servers: list[RawServer], paid: bool, error: type[ModelError]
) -> None:
    servers.append(RawServer(OK + b"\r\n" + b"1" * 2000))
    with pytest.raises(ModelError) as raised:
        http.ask("POST", servers[0].url, timeout=5, paid=paid, max_bytes=1000)
    assert type(raised.value) is error


def test_redirects_are_answers(http: Client, servers: list[RawServer]) -> None:
    servers.append(RawServer(b"HTTP/1.1 307 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"))
    assert http.ask("POST", servers[0].url, timeout=5, body={}, paid=True).status == 307
    assert len(servers[0].received) == 1


def test_our_credentials_are_not_replaced_by_those_of_a_netrc_file(
    http: Client, servers: list[RawServer], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("machine 127.0.0.1 login other password other\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    servers.append(RawServer(OK + b"Content-Length: 0\r\n\r\n"))
    http.ask("GET", servers[0].url, timeout=5, headers={"Authorization": "Bearer ours"})
    assert b"Authorization: Bearer ours" in servers[0].received[0]


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://does-not-exist.invalid/"])
def test_what_was_never_sent_may_be_repeated(http: Client, url: str) -> None:
    with pytest.raises(ModelUnavailable) as raised:
        http.ask("POST", url, timeout=5, body={}, paid=True)
    assert type(raised.value) is ModelUnavailable


def test_connections_that_may_have_died_in_a_frozen_function_are_not_used(
    http: Client, servers: list[RawServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    servers.append(RawServer(OK + b"Connection: close\r\nContent-Length: 0\r\n\r\n"))
    closed: list[bool] = []
    monkeypatch.setattr(http, "close", lambda: closed.append(True))
    http.ask("GET", servers[0].url, timeout=5)
    assert not closed
    awake = time.time() + 3600
    monkeypatch.setattr("inkwell.providers.http.time.time", lambda: awake)
    http.ask("GET", servers[0].url, timeout=5)
    assert closed == [True]


# What a fault means


SOMEWHERE = Source("https://provider.example/errors", "2026-11-29")


@pytest.mark.parametrize(
    ("status", "error"),
    [
        *((each.code, each.error) for each in STATUSES),
        *((status, ModelUnclearAnswer) for status in (302, 403, 404, 409, 418)),
        (599, ModelUnavailable),
    ],
)
def test_a_status_has_a_meaning_where_codes_have_none(status: int, error: type[ModelError]) -> None:
    known: Outcomes = (Outcome("other", ModelRetired, SOMEWHERE),)
    assert type(error_for(Fault(status, ("unheard of",)), known, SPEC, paid=True)) is error


@settings(max_examples=40)
@given(st.integers(0, 2000), st.lists(st.text(max_size=9), max_size=3), st.text(max_size=30), st.booleans())
def test_every_fault_is_some_error(status: int, codes: list[str], text: str, paid: bool) -> None:
    assert isinstance(error_for(Fault(status, tuple(codes), text), (), SPEC, paid=paid), ModelError)


def test_the_providers_code_goes_before_the_status_and_the_table_before_our_own() -> None:
    table: Outcomes = (
        Outcome("gone", ModelRetired, SOMEWHERE),
        Outcome(403, ModelRateLimited, SOMEWHERE),
        Outcome(403, ModelOutOfCredit, SOMEWHERE, words="^no money"),
    )
    assert type(error_for(Fault(429, ("new", "gone")), table, SPEC)) is ModelRetired
    assert type(error_for(Fault(403, ("gone",), "No money left"), table, SPEC)) is ModelOutOfCredit
    assert type(error_for(Fault(429, ("gone",), "No money left"), table, SPEC)) is ModelRetired
    assert type(error_for(Fault(403), table, SPEC)) is ModelRateLimited
    assert type(error_for(Fault(401), table, SPEC)) is ModelBadCredentials


def test_a_gateways_5xx_says_nothing_about_a_paid_request() -> None:
    assert type(error_for(Fault(502), (), SPEC, paid=True)) is ModelAnswerLost
    assert type(error_for(Fault(502), (), SPEC)) is ModelUnavailable
    assert type(error_for(Fault(502, text="overloaded"), (), SPEC, paid=True)) is ModelUnavailable
    assert type(error_for(Fault(429), (), SPEC, paid=True)) is ModelRateLimited


def test_what_is_logged_holds_no_keys_and_no_pictures(caplog: pytest.LogCaptureFixture) -> None:
    words = f"bad key sk-proj-abc123 r8_SECRET AIzaSECRET Bearer tok.en, picture data:image/png;base64,{'QUJD' * 400}"
    with caplog.at_level(logging.WARNING):
        error = error_for(Fault(400, ("c",), words), (), SPEC)
    logged = str(vars(caplog.records[0]))
    for secret in ("abc123", "SECRET", "tok.en", "QUJDQUJD"):
        assert secret not in logged
        assert secret not in str(error)
    assert "bad key" in logged


@given(st.text(max_size=3000))
def test_cleaned_words_are_short(text: str) -> None:
    assert len(cleaned(text)) <= 500


def test_a_lost_answer_is_known_to_workflows_by_name_and_not_retried() -> None:
    assert by_name("ModelAnswerLost") is ModelAnswerLost
    assert not ModelAnswerLost.retryable


# Waits


@given(st.floats(0, 24 * 3600, allow_nan=False), st.sampled_from(["{}", "{}s", " {} "]))
def test_numbers_and_durations_are_waits(wait: float, form: str) -> None:
    assert waits.seconds(form.format(repr(wait))) == wait
    assert waits.seconds(wait) == wait


@given(st.one_of(st.text(), st.none(), st.booleans(), st.floats(), st.integers(), st.lists(st.integers())))
def test_any_value_is_a_sane_wait_or_none(value: object) -> None:
    wait = waits.seconds(value)
    assert wait is None or 0 <= wait <= waits.LONGEST


@given(st.text())
def test_any_words_hold_a_sane_wait_or_none(text: str) -> None:
    for words in (text, f"in {text}", f"~{text}s"):
        wait = waits.from_words(words)
        assert wait is None or 0 <= wait <= waits.LONGEST


@given(st.integers(0, 10), st.integers(0, 59), st.integers(0, 59))
def test_a_wait_in_words_adds_up(hours: int, minutes: int, seconds: int) -> None:
    words = (
        f"Please try again in {f'{hours}h' if hours else ''}{f'{minutes}m' if minutes else ''}{seconds}s. Contact us"
    )
    assert waits.from_words(words) == hours * 3600 + minutes * 60 + seconds


@pytest.mark.parametrize(
    ("words", "wait"),
    [
        ("Request was throttled. Your rate limit resets in ~30s.", 30),
        ("Please try again in 600ms.", 0.6),
        ("Please try again in 1m30.5s.", 90.5),
        ("try again in a while, in 7m", 420),
        ("~5s", 5),
        ("You used 30s of 60s", None),
        ("in 5 apples", None),
        ("", None),
    ],
)
def test_waits_in_words(words: str, wait: float | None) -> None:
    assert waits.from_words(words) == wait


@given(st.dictionaries(st.sampled_from(["retry-after", "retry-after-ms"]), st.text()))
def test_any_header_is_a_sane_wait_or_none(headers: dict[str, str]) -> None:
    wait = waits.from_headers(headers)
    assert wait is None or 0 <= wait <= waits.LONGEST


def test_waits_in_headers() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert waits.from_headers({"retry-after": "7"}) == 7
    assert waits.from_headers({"retry-after": "7", "retry-after-ms": "250"}) == 0.25
    assert 80 < (waits.from_headers({"retry-after": soon}) or 0) <= 90
    assert waits.from_headers({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0
    assert waits.from_headers({"retry-after": "soon"}) is None
    assert waits.from_headers({}) is None


# Notes


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True), st.floats(0, 4e9, allow_nan=False), st.integers(0, 999_999))
def test_notes_are_read_as_they_were_written(provider: str, moment: float, lease: int) -> None:
    read = RequestLease.read(str(RequestLease(provider, moment, lease)))
    assert read
    assert (read.provider, read.seconds) == (provider, lease)
    assert abs(read.moment - moment) < 0.001


@pytest.mark.parametrize("request_id", ["ufawqhfynnddngldkgtslldrkq", "gen-1", "", "a@b", "msg@1.2"])
def test_ids_are_no_notes(request_id: str) -> None:
    assert RequestLease.read(request_id) is None


def test_a_lease_ends() -> None:
    assert 29 < RequestLease("test", time.time(), 30).seconds_left <= 30
    assert RequestLease("test", time.time() - 31, 30).seconds_left < 0
    assert RequestLease("test", time.time(), 30).released.seconds_left == 0
    assert RequestLease("test", time.time() + 1000).seconds_left == 0


@pytest.mark.parametrize(
    ("raised", "kept"),
    [(None, True), (ModelAnswerLost, True), (KeyboardInterrupt, True), (ModelUnavailable, False)],
)
def test_a_note_is_kept_unless_the_provider_said_no(
    raised: type[BaseException] | None, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = MemoryAttempt()
    try:
        with paid_once("test", attempt, 60):
            assert RequestLease.read(attempt.submissions[-1])
            if raised:
                raise raised
    except (ModelError, KeyboardInterrupt):
        pass
    assert (attempt.submissions[-1] != NOTHING) is kept
    if not kept:
        return
    # Whoever gave up says so; of all others it is known only when their time is over.
    first = ModelAnswerLost if raised is ModelAnswerLost else AttemptTaken
    with pytest.raises(first) as caught, paid_once("test", attempt.again(), 60):
        pytest.fail("it was paid for again")
    assert first is ModelAnswerLost or 60 < (caught.value.retry_after or 0) < 61 + STORING
    later = time.time() + 60 + STORING + 1
    monkeypatch.setattr(time, "time", lambda: later)
    with pytest.raises(ModelAnswerLost), paid_once("test", attempt.again(), 60):
        pytest.fail("it was paid for again")
