"""What the scripted model is told, and what it was asked: one `Script` for each source picture."""

import base64
import hashlib
import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from inkwell.imaging.inspection import inspect, normalise
from tests.support.pictures import png

#: A step may wait for the test, but no longer than this, so that a failing test leaves nothing behind. In seconds.
LONGEST_HOLD = 30


def fail(error: str) -> dict[str, Any]:
    """The model raises this class of `inkwell.core.errors`."""
    return {"fail": error}


CRASH = {"crash": "now"}
CRASH_ONCE_STORED = {"crash": "once stored"}
HANG = {"sleep": 600}
DRAW: dict[str, Any] = {}


def draw(picture: bytes) -> dict[str, Any]:
    """The model draws this picture."""
    return {"picture": base64.b64encode(picture).decode()}


@dataclass(frozen=True)
class Call:
    """One request to the model."""

    prompt: str
    view: str | None
    aspect_ratio: str
    seed: int
    references: list[list[str]]
    seed_image: str | None
    request_id: str | None

    @property
    def names(self) -> list[str]:
        """The names of the references, in order."""
        return [name for name, _ in self.references]


@dataclass
class Script:
    """What happens to the pictures that are drawn from one source picture.

    Args:
        picture: the source picture, encoded.
    """

    picture: bytes
    calls: list[Call] = field(default_factory=list)
    drawn: list[bytes] = field(default_factory=list)
    most_at_once: int = 0
    _at_once: int = 0
    _steps: dict[str | None, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    _gates: dict[str | None, threading.Event] = field(default_factory=dict)
    _everyone: Callable[[Call], dict[str, Any]] | None = None
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def on(self, view: str | None, *steps: dict[str, Any]) -> "Script":
        """What the next requests for a view come to, one after the other; further ones are drawn."""
        self._steps[view].extend(steps)
        return self

    def on_every(self, decide: Callable[[Call], dict[str, Any]]) -> "Script":
        """What any request comes to, decided when it is made."""
        self._everyone = decide
        return self

    @contextmanager
    def held(self, *views: str | None) -> Iterator[None]:
        """While this lasts, requests for these views wait."""
        gates = {view: threading.Event() for view in views}
        self._gates |= gates
        try:
            yield
        finally:
            for view, gate in gates.items():
                gate.set()
                self._gates.pop(view, None)

    def views(self) -> list[str | None]:
        """The views that were asked for so far, in order."""
        return [call.view for call in self.calls]

    def count(self, view: str | None) -> int:
        """How often a view was asked for."""
        return self.views().count(view)

    def wait_for(self, condition: "Callable[[Script], bool]", timeout: float = LONGEST_HOLD) -> None:
        """Wait until something is true of this script."""
        with self._changed:
            if not self._changed.wait_for(lambda: condition(self), timeout):
                raise AssertionError(f"the model was asked for {self.views()} only")

    def answer(self, call: Call) -> dict[str, Any]:
        """Decide what a request comes to, when the test lets it."""
        with self._changed:
            self.calls.append(call)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            steps = self._steps[call.view]
            step = dict(steps.pop(0)) if steps else {}
            gate = self._gates.get(call.view)
            self._changed.notify_all()
        if gate:
            gate.wait(LONGEST_HOLD)
        if self._everyone:
            step |= self._everyone(call)
        picture = base64.b64decode(step["picture"]) if "picture" in step else png(9, 16)
        with self._changed:
            self._at_once -= 1
            if not {"fail", "crash", "sleep"} & step.keys():
                self.drawn.append(picture)
            self._changed.notify_all()
        return step | {"picture": base64.b64encode(picture).decode()}


class ScriptServer:
    """Where the scripted model asks."""

    def __init__(self) -> None:
        self._scripts: dict[str, Script] = {}
        self._by_word: dict[str, Script] = {}
        script_server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                step = script_server._answer(Call(**question))
                try:
                    self.send_response(200)
                    self.end_headers()
                    self.wfile.write(json.dumps(step).encode())
                except OSError:
                    return  # whoever asked was stopped

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    def script(self, picture: bytes) -> Script:
        """The script of all pictures that are drawn from a source picture."""
        cleaned = normalise(inspect(picture, field="picture")).data
        script = Script(picture)
        self._scripts[_digest(cleaned)] = script
        return script

    def script_of(self, word: str) -> Script:
        """The script of all pictures whose prompt holds a word, and that are drawn from no other picture."""
        script = self._by_word[word] = Script(b"")
        return script

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, call: Call) -> dict[str, Any]:
        digests = [call.seed_image or "", *(digest for _, digest in call.references)]
        script = next((self._scripts[digest] for digest in digests if digest in self._scripts), None)
        script = script or next((each for word, each in self._by_word.items() if word in call.prompt), None)
        if script is None:
            return {"picture": base64.b64encode(png(9, 16)).decode()}
        step = script.answer(call)
        # What is drawn from a drawn picture belongs to the same script.
        self._scripts[_digest(base64.b64decode(step["picture"]))] = script
        return step


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
