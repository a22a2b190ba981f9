"""With faults of every kind on the wire, all pictures end, none is paid for twice, and what is paid is on record."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inkwell.core.errors import ModelError
from inkwell.core.image_models import ImageModel, ImageRequest, ImageResult
from inkwell.providers.payment import NOTHING
from tests.providers.adapters import SYNCHRONOUS, StandIn, stand_in
from tests.support.attempts import MemoryAttempt
from tests.support.providers.base import FAULTS, Fault, Faults
from tests.support.providers.replicate import Life

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


# What a connection that was cut at once has cost, only Replicate can be asked; the others count it as paid.
CERTAIN: tuple[Fault, ...] = tuple(kind for kind in FAULTS if kind != "cut")


@pytest.fixture(params=["gemini", "openai", "openrouter", "bedrock", "replicate"])
def provider(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    monkeypatch.setattr("inkwell.providers.replicate_api.TIMEOUT", 0.5)
    faults = Faults(rate=0.3, kinds=CERTAIN if request.param in SYNCHRONOUS else FAULTS, seed=5)
    with stand_in(request.param, faults=faults, read_faults=Faults(rate=0.2, seed=6), late=1.0) as provider:
        yield provider


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


def test_faults_cost_nothing_twice_and_nothing_off_the_record(provider: StandIn) -> None:
    server = provider.server
    model = provider.model(timeout=0.8 if provider.name in SYNCHRONOUS else 30.0)
    if provider.name not in SYNCHRONOUS:
        server.life = Life(polls=1)
    requests = [ImageRequest(f"picture {number}", seed=number) for number in range(PICTURES)]
    ends = [run(model, request) for request in requests]

    assert len(server.faults.met) > 3
    paid = Counter(each["prompt"] for each in server.paid)
    assert set(paid.values()) <= {1}
    for request, (result, attempt) in zip(requests, ends, strict=True):
        last = attempt.submissions[-1] if attempt.submissions else attempt.request_id
        assert (last != NOTHING) == (request.prompt in paid), (request.prompt, result, attempt)
    drawn = [result for result, _ in ends if isinstance(result, ImageResult)]
    assert len(drawn) == PICTURES if provider.name not in SYNCHRONOUS else len(drawn) >= PICTURES // 2
