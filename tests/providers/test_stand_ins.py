"""The stand-ins where their word counts beyond the adapters: webhooks, key checks, retirements; and light imports."""

import base64
import hmac
import json
import os
import queue
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from inkwell.core.image_models import ImageRequest
from inkwell.providers.http import Client
from inkwell.providers.replicate import Replicate
from inkwell.providers.spec import ModelSpec
from tests.support.attempts import MemoryAttempt
from tests.support.providers.base import Fault, ProviderServer, Reply, Request
from tests.support.providers.gemini import GeminiServer
from tests.support.providers.openai import OpenAIServer
from tests.support.providers.openrouter import OpenRouterServer
from tests.support.providers.replicate import Life, ReplicateServer, signed_webhook

SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"


def test_webhooks_are_signed_as_published() -> None:
    prediction = {"id": "ufawqhfynnddngldkgtslldrkq", "status": "succeeded"}
    headers, body = signed_webhook(prediction, [SECRET], timestamp=1700000000)
    assert body == b'{"id":"ufawqhfynnddngldkgtslldrkq","status":"succeeded"}'
    assert headers == {
        "webhook-id": "msg_test",
        "webhook-timestamp": "1700000000",
        "webhook-signature": "v1,To7OlSwSNP9tMIAQ3kzqCST50b1ZpJgxiK4jz4V0xzE=",
    }
    rolled, _ = signed_webhook(prediction, ["whsec_" + "A" * 32, SECRET], timestamp=1700000000)
    old, new = rolled["webhook-signature"].split(" ")
    assert (old != new, new) == (True, headers["webhook-signature"])


class Receiver(ProviderServer):
    """Where webhooks arrive."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived: queue.Queue[Request] = queue.Queue()

    def costs_money(self, request: Request) -> bool:
        return False

    def fault_reply(self, fault: Fault) -> Reply:
        return Reply(500)

    def reply(self, request: Request) -> Reply:
        self.arrived.put(request)
        return Reply(200, {})


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


def test_webhooks_come_twice_and_out_of_order(http: Client, receiver: Receiver) -> None:
    with ReplicateServer() as server:
        server.sends_webhooks = True
        spec = ModelSpec("r/schnell", "replicate", "black-forest-labs/flux-schnell", 1, aspect_ratios=("1:1",))
        hook = f"{receiver.origin}/hooks/replicate?picture=7"
        options: dict[str, Any] = {"base_url": server.base_url, "http": http}
        model = Replicate(spec, lambda: server.key, webhook=lambda attempt: hook, **options)
        model.generate(ImageRequest("a fox"), MemoryAttempt())
        came = [receiver.arrived.get(timeout=10) for _ in range(3)]
    assert [each.json["status"] for each in came] == ["succeeded", "succeeded", "starting"]
    assert [each.headers["webhook-id"] for each in came] == ["msg_succeeded", "msg_succeeded", "msg_starting"]
    assert {each.query["picture"] for each in came} == {"7"}
    for each in came:
        content = f"{each.headers['webhook-id']}.{each.headers['webhook-timestamp']}.".encode() + each.body
        digest = hmac.digest(base64.b64decode(server.webhook_secret.removeprefix("whsec_")), content, "sha256")
        assert each.headers["webhook-signature"] == f"v1,{base64.b64encode(digest).decode()}"


@pytest.mark.parametrize(
    ("prefer", "polls", "status"), [({}, 0, 201), ({"Prefer": "wait"}, 0, 201), ({"Prefer": "wait=1"}, 2, 202)]
)
def test_a_creation_that_is_held_open_says_whether_it_saw_the_end(
    prefer: dict[str, str], polls: int, status: int
) -> None:
    with ReplicateServer() as server:
        server.life = Life(polls=polls)
        created = requests.post(
            f"{server.base_url}/models/black-forest-labs/flux-schnell/predictions",
            json={"input": {"prompt": "a fox"}},
            headers={"Authorization": f"Bearer {server.key}", **prefer},
            timeout=5,
        )
    assert created.status_code == status
    assert (created.json()["output"] is not None) == (bool(prefer) and status == 201)


def test_keys_can_be_checked_and_retirements_seen() -> None:
    def get(server: Any, path: str, key: str | None = None) -> requests.Response:
        header = "x-goog-api-key" if isinstance(server, GeminiServer) else "authorization"
        value = key or (server.key if header == "x-goog-api-key" else f"Bearer {server.key}")
        return requests.get(f"{server.base_url}{path}", headers={header: value}, timeout=5)

    with (
        ReplicateServer() as replicate,
        GeminiServer() as gemini,
        OpenAIServer() as openai,
        OpenRouterServer() as router,
    ):
        assert get(replicate, "/account").json()["username"]
        assert get(replicate, "/webhooks/default/secret").json() == {"key": SECRET}
        assert get(replicate, "/models/black-forest-labs/flux-schnell").status_code == 200
        assert get(replicate, "/models/black-forest-labs/flux-0").status_code == 404
        assert get(gemini, "/models/gemini-3-pro-image").status_code == 200
        assert get(gemini, "/models/gemini-2.5-flash-image").status_code == 404
        shutdowns = {row["id"]: row["shutdown_date"] for row in get(openai, "/models").json()["data"]}
        assert shutdowns["gpt-image-1-mini"] == "2026-12-01"
        assert get(router, "/key").json()["data"]["limit_remaining"] == 4.2
        for server, path, status in (
            (replicate, "/account", 401),
            (gemini, "/models", 400),
            (openai, "/models", 401),
            (router, "/key", 401),
        ):
            assert get(server, path, key="wrong").status_code == status


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("replicate", {"boto3", "PIL", "pydantic"}),
        ("gemini", {"boto3", "PIL", "pydantic"}),
        ("openai", {"boto3", "PIL", "pydantic"}),
        ("openrouter", {"boto3", "PIL", "pydantic"}),
        ("bedrock", {"requests", "PIL", "pydantic"}),
    ],
)
def test_an_adapter_imports_no_more_than_it_speaks_with(module: str, unwanted: set[str]) -> None:
    code = f"import json, sys, inkwell.providers.{module}; print(json.dumps(sorted(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    output = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, env=environment
    ).stdout
    assert not unwanted & set(json.loads(output))
