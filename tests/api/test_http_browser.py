"""A frontend on an origin of its own, in a real browser, with that origin as the only one that is allowed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.wrappers import Response

from inkwell.api.cors import ALLOWED_HEADERS
from local.banner import DEMO_PASSWORD, DEMO_USER
from local.serving import Port, ThreadedServer
from tests.support.browser import chromium, need_chromium
from tests.support.studio import Studio, running

need_chromium()

#: What this studio takes of each method of each path: one test asks for more, all others for less.
A_SECOND = 10

#: What pages here can do: ask as a script, show a picture, draw one.
SCRIPT = """
window.ask = async (url, options = {}) => {
    try {
        const answer = await fetch(url, options);
        const headers = Object.fromEntries(answer.headers);
        const [type, bytes] = [headers["content-type"] || "", await answer.arrayBuffer()];
        const text = type.startsWith("image/") ? "" : new TextDecoder().decode(bytes);
        return { status: answer.status, headers, type, size: bytes.byteLength, text };
    } catch (error) {
        return { failed: String(error) };
    }
};
window.show = (url, crossorigin) => new Promise((resolve) => {
    const image = new Image();
    if (crossorigin) image.crossOrigin = "anonymous";
    image.onload = () => resolve(image.naturalWidth);
    image.onerror = () => resolve(0);
    image.src = url;
});
window.drawn = (width) => new Promise((resolve) => {
    const canvas = new OffscreenCanvas(width, 80);
    canvas.getContext("2d").fillRect(9, 9, 20, 20);
    resolve(canvas.convertToBlob({ type: "image/png" }));
});
"""


class Frontend:
    """A page of a site, as a frontend's script sees the API.

    Args:
        api: the API's address.
    """

    def __init__(self, page: Page, api: str, token: str = "") -> None:
        self.page = page
        self.api = api
        self.token = token

    def ask(self, path: str, method: str = "GET", *, body: str | None = None, **headers: str) -> dict[str, Any]:
        """The answer to a request, as far as a script can see it; the bucket's URLs get no credentials."""
        signed = {"Authorization": f"Bearer {self.token}"} if self.token and path.startswith("/") else {}
        sent = signed | {name.replace("_", "-"): value for name, value in headers.items()}
        options = {"method": method, "headers": sent} | ({"body": body} if body else {})
        address = self.api + path if path.startswith("/") else path
        found: dict[str, Any] = self.page.evaluate("([url, options]) => ask(url, options)", [address, options])
        return found

    def show(self, url: str, *, crossorigin: bool = True) -> int:
        """The width of a picture in an <img>; 0 where it cannot be shown."""
        width: int = self.page.evaluate("([url, crossorigin]) => show(url, crossorigin)", [url, crossorigin])
        return width

    def json(self, path: str, method: str = "GET", **options: Any) -> Any:
        """What JSON a request that succeeds is answered with."""
        answer: Any = self.page.evaluate("(text) => JSON.parse(text)", self.ask(path, method, **options)["text"])
        return answer


@pytest.fixture(scope="module")
def sites() -> Iterator[tuple[str, str]]:
    """The origins of the frontend and of another site."""
    ports = [Port("127.0.0.1", 0, "--port") for _ in range(2)]
    blank = Response("<!doctype html><title>A frontend</title>", content_type="text/html")
    servers = [ThreadedServer(port, blank) for port in ports]
    yield ports[0].url, ports[1].url
    for server, port in zip(servers, ports, strict=True):
        server.close()
        port.close()


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory, sites: tuple[str, str]) -> Iterator[Studio]:
    """A studio that allows the frontend alone, and nobody without credentials."""
    parameters = {"AllowedOrigin": sites[0], "AnonymousAccess": "deny", "RequestsPerSecond": str(A_SECOND)}
    with running(tmp_path_factory.mktemp("studio"), parameters=parameters) as studio:
        yield studio


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def open_site(browser: Browser, studio: Studio) -> Iterator[Callable[[str], Frontend]]:
    """Opens a page of a site, with a cache of its own."""
    opened = []

    def open_one(origin: str) -> Frontend:
        context = browser.new_context()
        opened.append(context)
        context.add_init_script(SCRIPT)
        page = context.new_page()
        page.goto(origin)
        return Frontend(page, studio.url)

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def frontend(open_site: Callable[[str], Frontend], sites: tuple[str, str]) -> Frontend:
    """The frontend, with somebody signed in."""
    frontend = open_site(sites[0])
    login = f'{{"username": "{DEMO_USER}", "password": "{DEMO_PASSWORD}"}}'
    session = frontend.json("/v1/auth/sessions", "POST", body=login, Content_Type="application/json")
    frontend.token = session["access_token"]
    return frontend


@pytest.fixture
def picture(frontend: Frontend) -> dict[str, Any]:
    """A picture that a form of the frontend's has brought into a project."""
    answer: dict[str, Any] = frontend.page.evaluate(
        """async ([api, token]) => {
            const form = new FormData();
            form.append("projectId", "from-a-browser");
            form.append("images", await drawn(120), "a.png");
            const headers = { Authorization: `Bearer ${token}` };
            return (await fetch(`${api}/api/upload-images`, { method: "POST", headers, body: form })).json();
        }""",
        [frontend.api, frontend.token],
    )
    shown: dict[str, Any] = answer["images"][0]
    return shown


def serving(picture: dict[str, Any]) -> str:
    return f"/api/serve-image?path={picture['localPath']}"


def test_headers_that_fetch_wrappers_and_tracing_add_do_no_harm(frontend: Frontend) -> None:
    named = [name for name in ALLOWED_HEADERS if name not in ("*", "Authorization")]
    for name in [*named, "x-datadog-trace-id", "x-b3-traceid"]:
        answer = frontend.ask("/health", **{name: "1"})
        assert answer.get("status") in (200, 429), (name, answer)


def test_a_script_reads_the_requests_id_and_errors(frontend: Frontend) -> None:
    found = frontend.ask("/reference-kits", X_Request_Id="mine-1")
    assert (found["status"], found["headers"]["x-request-id"]) == (200, "mine-1")
    for path, method in (("/nowhere", "GET"), ("/a/b/c", "DELETE"), ("/", "GET"), ("/reference-kits", "PUT")):
        missing = frontend.ask(path, method)
        assert (missing["status"], "There is no such endpoint" in missing["text"]) == (404, True), path
        assert missing["headers"]["x-request-id"], path
    frontend.token = "nonsense"
    refused = frontend.ask("/reference-kits")
    assert (refused["status"], refused["headers"]["x-amzn-remapped-www-authenticate"]) == (401, "Bearer")


def test_a_script_reads_how_long_to_wait(frontend: Frontend) -> None:
    # So many of something so small are too fast on any machine.
    answers = frontend.page.evaluate(
        "(url) => Promise.all(Array.from({ length: 300 }, () => ask(url)))", f"{frontend.api}/health"
    )
    assert all("failed" not in each for each in answers)
    told = [each["headers"].get("retry-after") for each in answers if each["status"] == 429]
    assert told
    assert set(told) == {"1"}


def test_a_picture_is_had_by_its_handle_again(frontend: Frontend, picture: dict[str, Any]) -> None:
    followed = frontend.ask(serving(picture))
    assert (followed["status"], followed["type"]) == (200, "image/png")
    fresh = frontend.json(serving(picture), Accept="application/json")
    assert frontend.show(frontend.api + serving(picture), crossorigin=False) == 0, "an <img> has no credentials"
    assert frontend.show(fresh["url"]) == 120
    frontend.token = ""
    assert frontend.ask(serving(picture), Accept="application/json")["status"] == 401


def test_an_unchanged_picture_is_downloaded_once(frontend: Frontend, picture: dict[str, Any]) -> None:
    watched = frontend.page.context.new_cdp_session(frontend.page)
    watched.send("Network.enable")
    asked: list[str] = []
    kept: set[str] = set()

    def note(event: dict[str, Any]) -> None:
        if event["response"]["url"].startswith(picture["url"].partition("?")[0]):
            asked.append(event["requestId"])
            kept.update([event["requestId"]] * event["response"].get("fromDiskCache", False))

    watched.on("Network.responseReceived", note)
    watched.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    urls = {frontend.json(serving(picture), Accept="application/json")["url"] for _ in range(3)}
    for url in [*urls, *urls, *urls]:
        assert frontend.show(url) == 120
        assert frontend.ask(url)["type"] == "image/png"
    # Two where a half hour began meanwhile.
    assert len([each for each in asked if each not in kept]) <= len(urls) <= 2
    assert frontend.ask(urls.pop())["headers"]["cache-control"].startswith("private, max-age=")


def test_errors_of_the_bucket_are_readable(frontend: Frontend, picture: dict[str, Any]) -> None:
    wrong = frontend.ask(picture["url"][:-1] + ("0" if picture["url"][-1] != "0" else "1"))
    gone = frontend.ask(picture["url"].replace("/uploads/", "/uploads/x"))
    for answer in (wrong, gone):
        assert answer["status"] == 403, answer
        assert "<Code>" in answer["text"]


def test_an_upload_and_what_is_wrong_with_one(frontend: Frontend) -> None:
    wanted = '{"fileName": "a.png", "contentType": "image/png", "purpose": "reference"}'
    ticket = frontend.json("/api/upload", "POST", body=wanted, Content_Type="application/json")
    refused = frontend.ask(ticket["uploadUrl"], "PUT", body="text", Content_Type="text/plain")
    assert (refused["status"], "SignatureDoesNotMatch" in refused["text"]) == (403, True)
    assert frontend.ask(ticket["uploadUrl"], "PUT", body="png", Content_Type="image/png")["status"] == 200


def test_another_site_reads_nothing_but_what_a_url_opens(
    frontend: Frontend, picture: dict[str, Any], open_site: Callable[[str], Frontend], sites: tuple[str, str]
) -> None:
    stranger = open_site(sites[1])
    stranger.token = frontend.token
    for path, method in (("/health", "GET"), ("/reference-kits", "GET"), ("/api/upload", "POST")):
        assert "failed" in stranger.ask(path, method), path
    wanted = '{"fileName": "a.png", "contentType": "image/png", "purpose": "reference"}'
    ticket = frontend.json("/api/upload", "POST", body=wanted, Content_Type="application/json")
    assert "failed" in stranger.ask(ticket["uploadUrl"], "PUT", body="png", Content_Type="image/png")
    assert stranger.ask(picture["url"])["type"] == "image/png"


def test_who_reads_a_picture_by_script_shows_it_with_crossorigin(
    open_site: Callable[[str], Frontend], sites: tuple[str, str], picture: dict[str, Any]
) -> None:
    """S3 says nothing of origins to a plain <img>, and the browser keeps that answer for scripts, too."""
    plain, marked = open_site(sites[0]), open_site(sites[0])
    assert plain.show(picture["url"], crossorigin=False) == marked.show(picture["url"]) == 120
    assert "failed" in plain.ask(picture["url"])
    assert marked.ask(picture["url"])["type"] == "image/png"
