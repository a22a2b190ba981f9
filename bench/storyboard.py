"""What the studio adds to a storyboard beyond the model's own time, and what a poll of a prediction costs.

Both go through the served API of the embedded cloud with warm functions: gateway, execution environment, DynamoDB and,
for the storyboard, HTTP to a provider on this machine that takes a fifth of a second for its answer. All of that but
the fifth counts as ours. GET /health goes the same way and stores nothing: what a poll takes beyond it is the query and
the view.
"""

import json
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import requests

from local import Cloud
from local.endpoint import Endpoint
from local.patching import replaced

ROOT = Path(__file__).parents[1]
MODEL_SECONDS = 0.2
OVERHEAD_AIM = 150
POLL_AIM = 15
QUERIES_AIM = 1
STORYBOARDS = 15
POLLS = 60
_PATIENCE = 120.0

_SCENE = {
    "description": "A watch lies in the golden light.",
    "imagePrompt": "A luxury watch, 16:9 aspect ratio",
    "suggestedDuration": 3,
}
_ANSWER = json.dumps(
    {
        "choices": [{"message": {"content": json.dumps({"scenes": [_SCENE] * 5})}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 400, "completion_tokens": 300},
    }
).encode()


@dataclass(frozen=True)
class Measured:
    """Medians.

    Args:
        overhead: milliseconds that a storyboard takes beyond the model's own time.
        poll, health: milliseconds of a poll, and of GET /health.
        queries: DynamoDB requests of one poll.
    """

    overhead: float
    poll: float
    health: float
    queries: float


class _Provider(BaseHTTPRequestHandler):
    """A text model that takes a known time."""

    def do_POST(self) -> None:
        """Answer as the chat completions API does."""
        self.rfile.read(int(self.headers["Content-Length"]))
        time.sleep(MODEL_SECONDS)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(_ANSWER)))
        self.end_headers()
        self.wfile.write(_ANSWER)

    def log_message(self, *args: Any) -> None:
        """Log nothing."""


@contextmanager
def _provider() -> Iterator[str]:
    """The model table of a deployment that writes by the model above."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Provider) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        table = {"text_roles": {"storyboard": "openai/gpt-6-sol"}, "providers": {"openai": {"base_url": address}}}
        try:
            yield json.dumps(table)
        finally:
            server.shutdown()


@contextmanager
def _counted() -> Iterator[list[str]]:
    """The targets of the requests to DynamoDB, as they come."""
    targets: list[str] = []
    answer = Endpoint.__call__

    def answer_counted(self: Endpoint, environ: dict[str, Any], start_response: Any) -> Any:
        target = environ.get("HTTP_X_AMZ_TARGET", "")
        if target.startswith("DynamoDB_"):
            targets.append(target)
        return answer(self, environ, start_response)

    with replaced(Endpoint, "__call__", answer_counted):
        yield targets


def _milliseconds(call: Callable[[], requests.Response], times: int) -> float:
    call()  # warm
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        response = call()
        taken.append(time.perf_counter() - began)
        response.raise_for_status()
    return 1000 * statistics.median(taken)


def _drawn_prediction(url: str) -> str:
    """The address of a prediction that has succeeded."""
    body = {"prompt": "A luxury watch", "projectId": "bench", "sceneIndex": 0}
    started = requests.post(f"{url}/api/generate-image", json=body, timeout=_PATIENCE).json()
    address = f"{url}/api/generate-image/{started['predictionId']}"
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        status = requests.get(address, timeout=_PATIENCE).json()["status"]
        if status == "succeeded":
            return address
        if status not in ("starting", "processing"):
            break
        time.sleep(0.1)
    raise RuntimeError("the prediction to poll was not drawn")


def measure() -> Measured:
    """Storyboards and polls, one after the other.

    Raises:
        RuntimeError: there is no prediction to poll.
        requests.HTTPError: a request was refused.
    """
    with (
        tempfile.TemporaryFile() as silence,
        _provider() as table,
        _counted() as targets,
        Cloud(ROOT, parameters={"ModelTable": table}, schedules=False, reload=False, output=silence) as cloud,
    ):
        secret = cloud.resource_name("ProvidersSecret")
        cloud.client("secretsmanager").put_secret_value(SecretId=secret, SecretString='{"openai": "bench"}')
        idea = {"prompt": "Luxury watch advertisement with golden hour lighting"}
        storyboard = _milliseconds(
            lambda: requests.post(f"{cloud.url}/api/storyboard", json=idea, timeout=_PATIENCE), STORYBOARDS
        )
        prediction = _drawn_prediction(cloud.url)
        cloud.drain()
        targets.clear()
        poll = _milliseconds(lambda: requests.get(prediction, timeout=_PATIENCE), POLLS)
        queries = len(targets) / (POLLS + 1)
        health = _milliseconds(lambda: requests.get(f"{cloud.url}/health", timeout=_PATIENCE), POLLS)
    return Measured(storyboard - 1000 * MODEL_SECONDS, poll, health, queries)
