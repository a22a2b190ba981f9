"""With faults of every kind on the wire, all pictures end, none is paid for twice, and what is paid is on record."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from inkwell.core.errors import ModelError
from inkwell.core.image_models import ImageModel, ImageRequest, ImageResult
from inkwell.providers.bedrock import Bedrock
from inkwell.providers.gemini import Gemini
from inkwell.providers.http import Client
from inkwell.providers.openai import OpenAI
from inkwell.providers.openrouter import OpenRouter
from inkwell.providers.payment import NOTHING
from inkwell.providers.replicate import Replicate
from inkwell.providers.spec import ModelSpec
from tests.providers.attempts import MemoryAttempt
from tests.providers.servers.base import FAULTS, Fault, Faults, ProviderServer
from tests.providers.servers.bedrock import BedrockServer
from tests.providers.servers.gemini import GeminiServer
from tests.providers.servers.openai import OpenAIServer
from tests.providers.servers.openrouter import OpenRouterServer
from tests.providers.servers.replicate import Life, ReplicateServer

PICTURES = 24
STATE_MACHINES = Path(__file__).parents[2] / "statemachines"


def retries() -> dict[str, int]:
    """How often the workflow tries again, by the name of an error."""
    found: dict[str, int] = {}

    def search(node: Any) -> None:
        if isinstance(node, dict):
            if "draw_picture" in node:
                for rule in node["draw_picture"]["Retry"]:
                    found.update(dict.fromkeys(rule["ErrorEquals"], rule["MaxAttempts"]))
            for inner in node.values():
                search(inner)
        elif isinstance(node, list):
            for inner in node:
                search(inner)

    for path in STATE_MACHINES.glob("*.json"):
        search(json.loads(path.read_text()))
    return found


def spec(model: str, **changes: Any) -> ModelSpec:
    facts: dict[str, Any] = {"takes_seed": True, "aspect_ratios": ("1:1",), "timeout": 0.8}
    return ModelSpec("test/model", "test", model, 1000, **facts | changes)


SYNCHRONOUS: dict[str, tuple[type[Any], Callable[..., ImageModel], str]] = {
    "gemini": (GeminiServer, Gemini, "gemini-3-pro-image"),
    "openai": (OpenAIServer, OpenAI, "gpt-image-2.5-flare"),
    "openrouter": (OpenRouterServer, OpenRouter, "bytedance-seed/seedream-4.5"),
}
# What a connection that was cut at once has cost, only Replicate can be asked; the others count it as paid.
CERTAIN: tuple[Fault, ...] = tuple(kind for kind in FAULTS if kind != "cut")


@pytest.fixture(params=["replicate", *SYNCHRONOUS, "bedrock"])
def stand_in(
    request: pytest.FixtureRequest, http: Client, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[ProviderServer, ImageModel]]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIATEST")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    faults = Faults(rate=0.3, kinds=FAULTS if request.param == "replicate" else CERTAIN, seed=5)
    if request.param == "replicate":
        monkeypatch.setattr("inkwell.providers.replicate_api.TIMEOUT", 0.5)
        with ReplicateServer(faults=faults, read_faults=Faults(rate=0.2, seed=6), late=0.7) as replicate:
            replicate.life = Life(polls=1)
            yield (
                replicate,
                Replicate(
                    spec("black-forest-labs/flux-schnell", timeout=30.0, options={"wait": 0}),
                    lambda: replicate.key,
                    base_url=replicate.base_url,
                    http=http,
                    sleep=lambda pause: None,
                ),
            )
    elif request.param == "bedrock":
        with BedrockServer(faults=faults, late=1.0) as bedrock:
            chosen = spec("stability.stable-image-core-v1:1", options={"region": "us-west-2"})
            yield bedrock, Bedrock(chosen, base_url=bedrock.origin)
    else:
        kind, adapter, model = SYNCHRONOUS[request.param]
        with kind(faults=faults, late=1.0) as server:
            yield server, adapter(spec(model), lambda: server.key, base_url=server.base_url, http=http)


def run(model: ImageModel, request: ImageRequest) -> tuple[ImageResult | str, MemoryAttempt]:
    """What the workflow does with one picture: tries again by the names of errors, each task with fresh memory."""
    rules, attempt, used = retries(), MemoryAttempt(), Counter[str]()
    while True:
        try:
            return model.generate(request, attempt), attempt
        except ModelError as error:
            name = type(error).__name__
            used[name] += 1
            if used[name] > rules.get(name, 0):
                return name, attempt
            attempt = attempt.again()


def test_faults_cost_nothing_twice_and_nothing_off_the_record(stand_in: tuple[ProviderServer, ImageModel]) -> None:
    server, model = stand_in
    requests = [ImageRequest(f"picture {number}", seed=number) for number in range(PICTURES)]
    ends = [run(model, request) for request in requests]

    assert len(server.faults.met) > 3
    paid = Counter(each["prompt"] for each in server.paid)
    assert set(paid.values()) <= {1}
    for request, (result, attempt) in zip(requests, ends, strict=True):
        last = attempt.submissions[-1] if attempt.submissions else attempt.request_id
        assert (last != NOTHING) == (request.prompt in paid), (request.prompt, result, attempt)
    drawn = [result for result, _ in ends if isinstance(result, ImageResult)]
    assert len(drawn) == PICTURES if isinstance(server, ReplicateServer) else len(drawn) >= PICTURES // 2
