"""An OpenRouter of the tests' own: it speaks the chat completions protocol and says what a test wants."""

import json
import threading
import time
import uuid
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def five(**changes: Any) -> dict[str, Any]:
    """A storyboard as a good model writes it.

    Args:
        changes: of every scene.
    """
    scene = {"description": "What happens", "imagePrompt": "A watch, golden light", "suggestedDuration": 3}
    return {"scenes": [scene | {"description": f"What happens {index}"} | changes for index in range(5)]}


@dataclass
class Say:
    """One answer of the model.

    Args:
        text: what it says; anything but a string as JSON.
        status: of HTTP.
        headers: of HTTP.
        pause: seconds before it says so.
    """

    text: Any = field(default_factory=five)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0


@dataclass
class Writer:
    """What is said to prompts that hold a word; what is asked meanwhile is kept.

    Args:
        word: put it into the prompt.
        says: the answers, one after the other; the last one again and again.
    """

    word: str
    says: list[Say] = field(default_factory=lambda: [Say()])
    asked: list[dict[str, Any]] = field(default_factory=list)

    @property
    def prompt(self) -> str:
        """A prompt that reaches this writer."""
        return f"Luxury watch advertisement {self.word}"

    def answer(self, question: dict[str, Any]) -> Say:
        """The next answer."""
        self.asked.append(question)
        return self.says.pop(0) if len(self.says) > 1 else self.says[0]


class WriterServer:
    """Serves all writers of a session of tests; a prompt without a word of theirs gets five good scenes."""

    def __init__(self) -> None:
        self._writers: list[Writer] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                say = server._answer(question)
                time.sleep(say.pause)
                said = say.text if isinstance(say.text, str) else json.dumps(say.text)
                choice = {"message": {"role": "assistant", "content": said}, "finish_reason": "stop"}
                error = {"error": {"code": say.status, "message": "a provider's own words"}}
                body = {"choices": [choice], "usage": {"cost": 0.001}} if say.status == 200 else error
                try:
                    self.send_response(say.status)
                    self.send_header("Content-Type", "application/json")
                    for name, value in say.headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(json.dumps(body).encode())
                except OSError:
                    return  # the client had enough

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def writer(self) -> Writer:
        """A new writer, with a word of its own."""
        writer = Writer(f"word{uuid.uuid4().hex}")
        self._writers.append(writer)
        return writer

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, question: dict[str, Any]) -> Say:
        asked = json.dumps(question["messages"])
        writer = next((each for each in self._writers if each.word in asked), None)
        return writer.answer(question) if writer else Say()
