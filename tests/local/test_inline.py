"""The server of the embedded cloud: what clients over HTTP meet at it."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any
from urllib.parse import SplitResult, urlsplit

import pytest
import requests

from local import Cloud
from local.errors import StartError
from local.inline import InlineServer
from local.serving import Port

KEY = "inline/key"
Presigned = Callable[[str], SplitResult]


@pytest.fixture
def presigned(cloud: Cloud, s3: Any) -> Presigned:
    """The address of one object, for an operation of S3."""
    where = {"Bucket": cloud.resource_name("Bucket"), "Key": KEY}
    return lambda operation: urlsplit(s3.generate_presigned_url(operation, Params=where))


@pytest.fixture
def connection(cloud: Cloud) -> Iterator[http.client.HTTPConnection]:
    address = urlsplit(cloud.endpoint)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=10)
    yield connection
    connection.close()


@pytest.fixture
def client(cloud: Cloud) -> Iterator[socket.socket]:
    address = urlsplit(cloud.endpoint)
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=10) as client:
        yield client


def put(presigned: Presigned, body: Any) -> None:
    assert requests.put(presigned("put_object").geturl(), body, timeout=10).ok


def got(presigned: Presigned) -> bytes:
    answer = requests.get(presigned("get_object").geturl(), timeout=10)
    return answer.content if answer.ok else b"none"


def test_a_connection_serves_one_request_after_another(
    connection: http.client.HTTPConnection, presigned: Presigned
) -> None:
    kept = None
    for operation, method, body, answer in (
        ("put_object", "PUT", b"first", b""),
        ("get_object", "GET", b"", b"first"),
        ("head_object", "HEAD", b"", b""),
        ("get_object", "GET", b"", b"first"),
    ):
        address = presigned(operation)
        connection.request(method, f"{address.path}?{address.query}", body)
        kept = kept or connection.sock
        response = connection.getresponse()
        assert (response.status, response.read()) == (200, answer)
        assert response.headers["Content-Length"] == ("0" if method == "PUT" else "5")
        assert connection.sock is kept is not None


def test_a_body_in_chunks(presigned: Presigned) -> None:
    put(presigned, iter((b"one ", b"and ", b"two")))
    assert got(presigned) == b"one and two"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"my_name": "low"}, {"my_name": "low"}),
        ({"my-name": "dash"}, {"my-name": "dash"}),
        ({"my_name": "low", "my-name": "dash"}, {"my-name": "dash"}),
    ],
)
def test_names_of_metadata_keep_what_wsgi_folds(
    cloud: Cloud, s3: Any, sent: dict[str, str], kept: dict[str, str]
) -> None:
    where = {"Bucket": cloud.resource_name("Bucket"), "Key": KEY}
    s3.put_object(**where, Metadata=sent)
    assert s3.head_object(**where)["Metadata"] == kept


def test_a_client_that_expects_to_go_on_is_told_so(client: socket.socket, presigned: Presigned) -> None:
    address = presigned("put_object")
    head = f"PUT {address.path}?{address.query} HTTP/1.1\r\nHost: {address.netloc}\r\n"
    client.sendall(f"{head}Content-Length: 4\r\nExpect: 100-continue\r\n\r\n".encode())
    assert client.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
    client.sendall(b"body")
    assert client.recv(1000).startswith(b"HTTP/1.1 200 OK\r\n")
    assert got(presigned) == b"body"


@pytest.mark.parametrize("sent", [b"nonsense\r\n\r\n", b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n"])
def test_what_is_not_http_is_refused(client: socket.socket, sent: bytes) -> None:
    client.sendall(sent)
    assert client.recv(1000).startswith(b"HTTP/1.1 400 Bad Request\r\n")


def test_who_does_not_go_on_keeps_nobody_waiting(client: socket.socket, presigned: Presigned) -> None:
    client.sendall(b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")
    put(presigned, b"here")
    assert got(presigned) == b"here"


def test_a_client_that_leaves_amid_its_body_stores_nothing(client: socket.socket, presigned: Presigned) -> None:
    put(presigned, b"before")
    address = presigned("put_object")
    head = f"PUT {address.path}?{address.query} HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Length: 9\r\n\r\n"
    client.sendall(f"{head}half".encode())
    client.close()
    assert got(presigned) == b"before"


def test_functions_that_take_their_time_keep_nobody_waiting(cloud: Cloud, presigned: Presigned) -> None:
    put(presigned, b"here")
    address = f"{cloud.endpoint}/2015-03-31/functions/{cloud.resource_name('Probe')}/invocations"
    done = threading.Event()

    def call(_: int) -> Any:
        answer = requests.post(address, json.dumps({"seconds": 1.5}), timeout=20)
        done.set()
        return answer.json()

    with ThreadPoolExecutor(8) as threads:
        calls = threads.map(call, range(8))
        time.sleep(0.5)
        assert got(presigned) == b"here"
        assert not done.is_set()
        assert len({answer["pid"] for answer in calls}) == 8


def test_a_long_answer_does_not_wait_for_an_acknowledgement(presigned: Presigned) -> None:
    put(presigned, bytes(20_000))
    with requests.Session() as session:
        began = time.perf_counter()
        for _ in range(20):
            assert len(session.get(presigned("get_object").geturl(), timeout=10).content) == 20_000
    # Linux acknowledges after 40 ms at the earliest.
    assert time.perf_counter() - began < 20 * 0.04


def test_a_stop_ends_what_is_half_said(caplog: pytest.LogCaptureFixture) -> None:
    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Length", "0")])
        return []

    port = Port("127.0.0.1", 0, "--port")
    server = InlineServer(port, application, lambda path: False)
    with ExitStack() as stack:
        stack.callback(port.close)
        for said in (
            b"",
            b"PUT /",
            b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf",
            b"GET / HTTP/1.1\r\n\r\n",
        ):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", port.number), timeout=10))
            client.sendall(said)
        assert client.recv(1000).startswith(b"HTTP/1.1 200 OK")
        server.close()
    assert not caplog.records
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port.number), timeout=10)


def test_two_who_claim_a_port_at_once_do_not_both_get_it() -> None:
    sooner, later = (Port("127.0.0.1", 0, "--port") for _ in range(2))
    later.close()
    later = Port("127.0.0.1", sooner.number, "--port")
    sooner.open()
    with pytest.raises(StartError, match=f"cannot listen on 127.0.0.1:{sooner.number} .* choose another with --port"):
        InlineServer(later, None, bool)
    for port in (sooner, later):
        port.close()
