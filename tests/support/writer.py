"""An OpenRouter of the tests' own: it speaks the chat completions protocol and says what a test wants."""

import json
import re
import threading
import time
import uuid
from collections.abc import Callable, Iterable
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


def tale(count: int = 3, word: str = "", **changes: Any) -> dict[str, Any]:
    """A story as a good model writes it.

    Args:
        count: of pictures.
        word: what every picture's prompt has in it.
        changes: of every picture.
    """
    pictures = [
        {"subtitle": f"Mila does thing {number}.", "imagePrompt": f"Mila, moment {number}, a wide field {word}"}
        | changes
        for number in range(1, count + 1)
    ]
    cast = [{"name": "Mila", "appearance": "a girl of eight with red braids and a green coat"}]
    return {"story": "Mila did one thing.\n\nThen she did another.", "characters": cast, "pictures": pictures}


def scene(word: str = "", **changes: Any) -> dict[str, Any]:
    """A scene of a picture book as a good model writes it.

    Args:
        word: what its picture's prompt has in it.
        changes: of the scene.
    """
    usual = {
        "title": "The little fox",
        "text": "A little fox looked over the hill.\n\nThere was the sea!",
        "imagePrompt": f"A small red fox with a blue scarf on a green hill above the sea {word}",
        "isEnding": False,
        "choices": ["Run down to the water", "Ask the gull"],
    }
    return usual | changes


def page_plan(numbers: Iterable[int], word: str = "", **scenes: str) -> dict[str, Any]:
    """A plan of a colouring book as a good model writes it.

    Args:
        numbers: of the pages.
        word: what every page's scene has in it.
        scenes: other scenes, by names such as "page_7".
    """
    compositions = ("full-figure", "action", "close-up", "surroundings", "pattern")
    pages = [
        {
            "pageNumber": number,
            "action": f"deed {number}",
            "setting": f"place {number}",
            "sceneBrief": scenes.get(
                f"page_{number}",
                f"Bella {word} " + " ".join(f"{thing}{number}" for thing in ("lifts", "kite", "tree", "boat", "star")),
            ),
            "composition": compositions[number % 5 - 1],
            "includesHero": True,
            "pageType": "illustration",
        }
        for number in numbers
    ]
    return {"hero": {"name": "Bella", "looks": "a white bunny with floppy ears and a pink bow"}, "pages": pages}


def _planned(question: dict[str, Any]) -> dict[str, Any]:
    """A plan of the pages that a question names."""
    prompt = question["messages"][-1]["content"]
    text = prompt if isinstance(prompt, str) else prompt[0]["text"]
    listed, everything = re.search(r"with these numbers: ([\d, ]+)", text), re.search(r"Plan all (\d+) pages", text)
    if listed:
        return page_plan(map(int, listed[1].split(",")))
    return page_plan(range(1, int(everything[1]) + 1) if everything else [1])


#: What the model says when nobody wants anything else, by the name of the schema that it is asked for.
USUAL: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "storyboard": lambda _: five(),
    "story": lambda _: tale(),
    "scene": lambda _: scene(),
    "page_plan": _planned,
}


@dataclass
class Say:
    """One answer of the model.

    Args:
        text: what it says; anything but a string as JSON; None for what it says usually.
        status: of HTTP.
        headers: of HTTP.
        pause: seconds before it says so.
        gate: what it waits for before that, but no longer than half a minute.
        finish_reason: why it stops.
    """

    text: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0
    gate: threading.Event | None = None
    finish_reason: str = "stop"

    def said(self, question: dict[str, Any]) -> str:
        """The model's words."""
        usual = USUAL[question["response_format"]["json_schema"]["name"]]
        text = usual(question) if self.text is None else self.text
        return text if isinstance(text, str) else json.dumps(text)


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
    """Serves all writers of a session of tests; a prompt without a word of theirs gets what is usual."""

    def __init__(self) -> None:
        self._writers: list[Writer] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                say = server._answer(question)
                time.sleep(say.pause)
                if say.gate:
                    say.gate.wait(30)
                choice = {
                    "message": {"role": "assistant", "content": say.said(question)},
                    "finish_reason": say.finish_reason,
                }
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
