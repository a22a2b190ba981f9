"""The server of the embedded cloud: what clients over HTTP meet at it."""

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import SplitResult, urlsplit

import pytest
import requests

from local import Cloud
from local.environments import InvocationResult
from local.errors import StartError
from local.serving import Port, ThreadedServer

KEY = "served/key"
Presigned = Callable[[str], SplitResult]


@pytest.fixture
def presigned(cloud: Cloud, s3: Any) -> Presigned:
    """The address of one object, for an operation of S3."""
    where = {"Bucket": cloud.resource_name("Bucket"), "Key": KEY}
    return lambda operation: urlsplit(s3.generate_presigned_url(operation, Params=where))


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


def test_a_body_in_chunks(presigned: Presigned) -> None:
    put(presigned, iter((b"one ", b"and ", b"two")))
    assert got(presigned) == b"one and two"


def test_a_client_that_expects_to_go_on_is_told_so(client: socket.socket, presigned: Presigned) -> None:
    address = presigned("put_object")
    head = f"PUT {address.path}?{address.query} HTTP/1.1\r\nHost: {address.netloc}\r\n"
    client.sendall(f"{head}Content-Length: 4\r\nExpect: 100-continue\r\n\r\n".encode())
    assert client.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
    client.sendall(b"body")
    assert client.recv(1000).startswith(b"HTTP/1.1 200 OK\r\n")
    assert got(presigned) == b"body"


def test_who_does_not_go_on_keeps_nobody_waiting(client: socket.socket, presigned: Presigned) -> None:
    client.sendall(b"PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf")
    put(presigned, b"here")
    assert got(presigned) == b"here"


def test_a_client_that_leaves_amid_its_body_stores_nothing(client: socket.socket, presigned: Presigned) -> None:
    put(presigned, b"before")
    address = presigned("put_object")
    head = f"PUT {address.path}?{address.query} HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Length: 9\r\n\r\n"
    client.sendall(f"{head}half".encode())
    client.close()
    assert got(presigned) == b"before"


def test_functions_that_take_their_time_keep_nobody_waiting(
    cloud: Cloud, presigned: Presigned, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(presigned, b"here")
    address = f"{cloud.endpoint}/2015-03-31/functions/{cloud.resource_name('Probe')}/invocations"
    running, end = threading.Semaphore(0), threading.Event()

    def invoke(*_: Any) -> InvocationResult:
        running.release()
        assert end.wait(10)
        return InvocationResult(b"{}", False, "id")

    monkeypatch.setattr(cloud._environments, "invoke", invoke)
    with ThreadPoolExecutor(8) as threads:
        calls = [threads.submit(requests.post, address, b"{}", timeout=20) for _ in range(8)]
        assert all(running.acquire(timeout=10) for _ in calls)
        assert got(presigned) == b"here"
        end.set()
        assert all(call.result().ok for call in calls)


def test_a_stopped_server_accepts_no_more_connections() -> None:
    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Length", "0")])
        return []

    port = Port("127.0.0.1", 0, "--port")
    server = ThreadedServer(port, application)
    try:
        with socket.create_connection(("127.0.0.1", port.number), timeout=10) as client:
            client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert client.recv(1000).startswith(b"HTTP/1.1 200 OK")
            server.close()
    finally:
        port.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port.number), timeout=10)


def test_two_who_claim_a_port_at_once_do_not_both_get_it() -> None:
    sooner, later = (Port("127.0.0.1", 0, "--port") for _ in range(2))
    later.close()
    later = Port("127.0.0.1", sooner.number, "--port")
    sooner.open()
    with pytest.raises(StartError, match=f"cannot listen on 127.0.0.1:{sooner.number} .* choose another with --port"):
        ThreadedServer(later, None)
    for port in (sooner, later):
        port.close()
