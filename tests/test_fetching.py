"""Fetching what a caller points at: real servers on this machine, and every address that must stay out of reach."""

import datetime
import gc
import gzip
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from inkwell.core.errors import InvalidInput
from inkwell.fetching import fetch, is_loopback, is_public

Answer = bytes | Callable[[socket.socket, threading.Event], None]
PICTURE = b"\x89PNG a picture"


def ok(body: bytes, *headers: str) -> bytes:
    lines = ["HTTP/1.1 200 OK", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def moved(location: str, status: int = 302) -> bytes:
    return f"HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


class Server:
    """Answers raw bytes by path, one connection per request, on 127.0.0.1; remembers what it was asked."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.routes: dict[str, Answer] = {}
        self.requests: list[str] = []
        self.stopping = threading.Event()
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def url(self, path: str = "/a.png", host: str = "127.0.0.1") -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def stop(self) -> None:
        self.stopping.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                thread = threading.Thread(target=self._serve, args=(connection,))
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(5)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                request = b""
                while b"\r\n\r\n" not in request:
                    request += connection.recv(4096) or b"\r\n\r\n"
                self.requests.append(request.decode())
                answer = self.routes[request.split()[1].decode()]
                if callable(answer):
                    answer(connection, self.stopping)
                else:
                    connection.sendall(answer)


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context for pictures.test and 127.0.0.1, and a client's that trusts it."""
    folder: Path = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "pictures.test")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName("pictures.test"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "cert.pem", folder / "key.pem"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(certificate_file, key_file)
    return server, ssl.create_default_context(cafile=str(certificate_file))


@pytest.fixture
def secure(certificates: tuple[ssl.SSLContext, ssl.SSLContext]) -> Iterator[Server]:
    server = Server(certificates[0])
    yield server
    server.stop()


def get(url: str, **options: object) -> bytes:
    options = {"field": "sourceImageUrl", "nearby": is_loopback} | options
    return fetch(url, **options)  # type: ignore[arg-type]


def problem(url: str, **options: object) -> str:
    with pytest.raises(InvalidInput) as caught:
        get(url, **options)
    (text,) = caught.value.details.values()
    assert caught.value.details.keys() == {"sourceImageUrl"}
    assert caught.value.message == f"sourceImageUrl {text}"
    return str(text)


# What is fetched


def test_bytes(server: Server) -> None:
    server.routes["/a.png?size=2"] = ok(PICTURE, "Content-Type: Image/PNG; charset=binary")
    assert get(server.url("/a.png?size=2#top")) == PICTURE
    assert f"Host: 127.0.0.1:{server.port}\r\n" in server.requests[0]
    assert "Accept-Encoding: identity\r\n" in server.requests[0]


def test_without_a_length(server: Server) -> None:
    server.routes["/a.png"] = b"HTTP/1.0 200 OK\r\n\r\n" + PICTURE
    assert get(server.url()) == PICTURE


def test_chunked(server: Server) -> None:
    server.routes["/a.png"] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    assert get(server.url()) == b"abcde"


def test_neither_proxies_nor_credentials_of_the_environment(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    server.routes["/a.png"] = ok(PICTURE, "Set-Cookie: a=b")
    server.routes["/moved"] = moved("/a.png").replace(b"\r\n", b"\r\nSet-Cookie: a=b\r\n", 1)
    assert get(server.url("/moved")) == PICTURE
    assert not any(word in request for request in server.requests for word in ("Authorization", "Cookie"))


# TLS


def test_https_goes_to_the_resolved_address_and_proves_the_name(
    secure: Server, certificates: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    secure.routes["/a.png"] = ok(PICTURE)
    found = get(secure.url(host="pictures.test"), resolver=lambda *_: ["127.0.0.1"], tls=certificates[1])
    assert found == PICTURE
    assert f"Host: pictures.test:{secure.port}\r\n" in secure.requests[0]


def test_https_by_address(secure: Server, certificates: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    secure.routes["/a.png"] = ok(PICTURE)
    assert get(secure.url(), tls=certificates[1]) == PICTURE


def test_certificate_of_another_name(secure: Server, certificates: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    url = secure.url(host="other.test")
    assert "no valid TLS certificate" in problem(url, resolver=lambda *_: ["127.0.0.1"], tls=certificates[1])


def test_certificate_of_an_unknown_authority(secure: Server) -> None:
    assert "no valid TLS certificate" in problem(secure.url())
    assert secure.requests == []


# Where it may go

REACHABLE_NOWHERE = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "169.254.170.2",
    "172.16.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:0:7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001::a00:1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("nearby", [None, is_loopback])
def test_addresses_out_of_reach(nearby: Callable[..., bool] | None) -> None:
    answers = {
        address: problem("https://example.com/a.png", resolver=lambda *_, found=address: [found], nearby=nearby)
        for address in REACHABLE_NOWHERE
    }
    assert answers == dict.fromkeys(REACHABLE_NOWHERE, "must be a public https URL")


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1"])
def test_loopback_only_where_allowed(address: str) -> None:
    assert is_loopback(address)
    assert not is_public(address)
    answer = problem("https://example.com/", resolver=lambda *_: [address], nearby=None)
    assert answer == "must be a public https URL"


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)
    assert not is_loopback(address)


@given(st.ip_addresses(v=4))
def test_no_disguise_of_an_ipv4_address_is_public(inner: ipaddress.IPv4Address) -> None:
    number = int(inner)
    for prefix in ("::", "::ffff:0:0", "::ffff:0:0:0", "64:ff9b::"):
        assert not is_public(str(ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | number)))
    assert not is_public(str(ipaddress.IPv6Address((0x2002 << 112) | (number << 80) | 1)))
    assert not is_public(str(ipaddress.IPv6Address((0x2001 << 112) | (number ^ 0xFFFFFFFF))))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "017700000001", "[::1]", "[::ffff:127.0.0.1]", "localhost"],
)
def test_spellings_of_loopback_when_deployed(host: str) -> None:
    # Spellings that a stricter system resolver does not take end as a name that is not found.
    answer = problem(f"https://{host}/a.png", nearby=None)
    assert answer in {"must be a public https URL", "could not be fetched (its host name was not found)"}


def test_one_private_address_among_public_ones_refuses_all() -> None:
    addresses = ["93.184.216.34", "10.0.0.1"]
    assert problem("https://example.com/", resolver=lambda *_: addresses) == "must be a public https URL"
    assert problem("https://example.com/", resolver=lambda *_: []) == "must be a public https URL"


def test_loopback_beside_a_private_address_is_refused() -> None:
    addresses = ["127.0.0.1", "10.0.0.1"]
    assert problem("http://example.com/", resolver=lambda *_: addresses) == "must be a public https URL"


def test_a_name_is_resolved_once_per_hop(server: Server) -> None:
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    server.routes["/a.png"] = ok(PICTURE)
    assert get(server.url(host="rebinding.test"), resolver=lambda *_: next(answers)) == PICTURE
    assert next(answers) == ["169.254.169.254"]


def test_the_next_address_when_one_does_not_answer(server: Server) -> None:
    server.routes["/a.png"] = ok(PICTURE)
    assert get(server.url(host="two.test"), resolver=lambda *_: ["::1", "127.0.0.1"]) == PICTURE


@pytest.mark.parametrize("url", ["http://example.com/a.png", "http://8.8.8.8/a.png"])
@pytest.mark.parametrize("local", [True, False])
def test_plain_http_never_leaves_the_machine(url: str, local: bool) -> None:
    answer = problem(url, resolver=lambda *_: ["8.8.8.8"], nearby=is_loopback if local else None)
    assert answer == "must be a public https URL"


def test_only_what_is_nearby_is_taken(server: Server) -> None:
    server.routes["/a.png"] = ok(PICTURE)
    assert get(server.url(), nearby=lambda address: address == "127.0.0.1") == PICTURE
    assert problem(server.url(), nearby=lambda address: address == "172.17.0.1") == "must be a public https URL"


def test_plain_http_to_loopback_when_deployed(server: Server) -> None:
    assert problem(server.url(), nearby=None) == "must be a public https URL"
    assert server.requests == []


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "public https URL"),
        ("a.png", "public https URL"),
        ("/etc/passwd", "public https URL"),
        ("https:///a.png", "public https URL"),
        ("file:///etc/passwd", "public https URL"),
        ("ftp://example.com/a.png", "public https URL"),
        ("gopher://example.com/", "public https URL"),
        ("data:image/png;base64,AAAA", "public https URL"),
        ("https://me:secret@example.com/", "user name or password"),
        ("https://example.com@127.0.0.1/", "user name or password"),
        ("https://example.com\\@127.0.0.1/", "without spaces"),
        ("https://example.com/a b", "without spaces"),
        ("https://example.com/\r\nHost: other", "without spaces"),
        ("https://example.com/\x00", "without spaces"),
        ("https://[::1/", "valid URL"),
        ("https://example.com:99999/", "valid URL"),
        ("https://example.com/" + "a" * 2048, "at most 2048 characters"),
        ("https://example.com:22/", "port other than 443"),
        ("https://example.com:8443/", "port other than 443"),
    ],
)
def test_urls_that_are_refused_before_any_connection(url: str, words: str) -> None:
    assert words in problem(url, resolver=lambda *_: ["8.8.8.8"])


def test_unknown_host() -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    assert problem("https://example.com/", resolver=nowhere) == "could not be fetched (its host name was not found)"
    assert "host name was not found" in problem("https://" + "a" * 70 + ".test/")


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(server: Server, status: int) -> None:
    server.routes |= {"/1": moved("/2", status), "/2": moved(server.url("/3")), "/3": moved("4"), "/4": ok(PICTURE)}
    assert get(server.url("/1")) == PICTURE


def test_at_most_three_redirects(server: Server) -> None:
    server.routes["/loop"] = moved("/loop")
    assert problem(server.url("/loop")) == "redirects more than 3 times"
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    "place",
    [
        "http://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "//10.0.0.1/",
        "http://[fd00:ec2::254]/",
        "http://8.8.8.8/",
    ],
)
def test_redirects_to_where_nothing_may_go(server: Server, place: str) -> None:
    server.routes["/a.png"] = moved(place)
    assert problem(server.url()) == "must be a public https URL"


def test_redirects_to_other_schemes(server: Server) -> None:
    server.routes["/a.png"] = moved("file:///etc/passwd")
    assert problem(server.url()) == "must be a public https URL"


def test_a_redirect_is_resolved_anew(server: Server) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    server.routes["/a.png"] = moved("/b.png")
    assert problem(server.url(host="x.test"), resolver=lambda *_: next(answers)) == "must be a public https URL"
    assert len(server.requests) == 1


@pytest.mark.parametrize("answer", [moved(""), moved("https://[::1/")])
def test_redirects_to_nowhere(server: Server, answer: bytes) -> None:
    server.routes["/a.png"] = answer
    assert problem(server.url()).startswith("could not be fetched (")


# Size


def test_exactly_the_limit(server: Server) -> None:
    server.routes["/a.png"] = ok(b"x" * 1000)
    assert len(get(server.url(), max_bytes=1000)) == 1000


def test_a_declared_length_over_the_limit_is_not_read(server: Server) -> None:
    server.routes["/a.png"] = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nabc"
    assert problem(server.url()) == "is larger than 20 MB"


def flood(connection: socket.socket, stopping: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not stopping.is_set():
        connection.sendall(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")


def flood_one_chunk(connection: socket.socket, stopping: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffff\r\n")
    while not stopping.is_set():
        connection.sendall(b"x" * 0x10000)


def flood_one_line(connection: socket.socket, stopping: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not stopping.is_set():
        connection.sendall(b"0" * 0x10000)


def flood_without_end(connection: socket.socket, stopping: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while not stopping.is_set():
        connection.sendall(b"x" * 0x10000)


@pytest.mark.parametrize("answer", [flood, flood_one_chunk, flood_without_end])
def test_an_undeclared_length_over_the_limit(
    server: Server, answer: Callable[[socket.socket, threading.Event], None]
) -> None:
    server.routes["/a.png"] = answer
    assert problem(server.url(), max_bytes=3 * 1024 * 1024) == "is larger than 3 MB"


def test_a_chunk_header_without_end(server: Server) -> None:
    server.routes["/a.png"] = flood_one_line
    assert problem(server.url()) == "could not be fetched (its host did not send a complete answer)"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, identity"])
def test_compressed_bodies_are_refused(server: Server, encoding: str) -> None:
    server.routes["/a.png"] = ok(gzip.compress(b"\0" * 1_000_000), f"Content-Encoding: {encoding}")
    assert problem(server.url()) == "must be sent without a Content-Encoding"


# Time


def drip(head: bytes, piece: bytes) -> Answer:
    def answer(connection: socket.socket, stopping: threading.Event) -> None:
        connection.sendall(head)
        while not stopping.wait(0.01):
            connection.sendall(piece)

    return answer


def silence(connection: socket.socket, stopping: threading.Event) -> None:
    stopping.wait()


@pytest.mark.parametrize(
    "answer",
    [
        silence,
        drip(b"HTTP/1.1 200 OK\r\n", b"X-Slow: 1\r\n"),
        drip(b"", b"H"),
        drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        drip(b"HTTP/1.0 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ],
    ids=["silence", "headers", "status line", "body", "body with a length", "chunks"],
)
def test_slow_answers_end_at_the_deadline(server: Server, answer: Answer) -> None:
    server.routes["/a.png"] = answer
    assert problem(server.url(), deadline=0.2) == "took longer than 0.2 seconds to fetch"
    _threads_end()


def test_slow_answers_over_tls(secure: Server, certificates: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    secure.routes["/a.png"] = drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x")
    assert "took longer" in problem(secure.url(), deadline=0.3, tls=certificates[1])
    _threads_end()


def test_many_redirects_share_one_deadline(server: Server) -> None:
    def slowly(connection: socket.socket, stopping: threading.Event) -> None:
        stopping.wait(0.15)
        connection.sendall(moved("/a.png"))

    server.routes["/a.png"] = slowly
    assert "took longer" in problem(server.url(), deadline=0.2)


def test_slow_names(server: Server) -> None:
    found = threading.Event()

    def slowly(host: str, port: int) -> list[str]:
        found.wait()
        return ["127.0.0.1"]

    assert "took longer" in problem(server.url(), deadline=0.1, resolver=slowly)
    found.set()
    _threads_end()
    assert server.requests == []


def _threads_end() -> None:
    for thread in threading.enumerate():
        if thread.name == "fetch":
            thread.join(5)
            assert not thread.is_alive()


# What goes wrong


@pytest.mark.parametrize("status", [201, 204, 206, 304, 400, 401, 403, 404, 410, 429, 500, 503])
def test_other_statuses(server: Server, status: int) -> None:
    server.routes["/a.png"] = f"HTTP/1.1 {status} Whatever\r\nContent-Length: 0\r\n\r\n".encode()
    assert problem(server.url()) == f"could not be fetched (HTTP {status})"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 200 + b"\r\n",
    ],
)
def test_answers_that_are_broken(server: Server, answer: bytes) -> None:
    server.routes["/a.png"] = answer
    assert problem(server.url()) == "could not be fetched (its host did not send a complete answer)"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_contradicting_lengths(server: Server) -> None:
    server.routes["/a.png"] = b"HTTP/1.1 200 OK\r\nContent-Length: 3, 4\r\n\r\nabc"
    assert problem(server.url()) == "could not be fetched (its host did not send a complete answer)"
    gc.collect()  # urllib3 drops this answer without closing it: let the warning come here


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert problem(f"http://127.0.0.1:{port}/") == "could not be fetched (no connection to its host)"
