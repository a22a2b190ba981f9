"""The adapters of all picture models, each with the stand-in of its provider; for tests that hold of every provider."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from inkwell.core.image_models import ImageModel
from inkwell.providers.bedrock import Bedrock
from inkwell.providers.gemini import Gemini
from inkwell.providers.http import Client
from inkwell.providers.openai import OpenAI
from inkwell.providers.openrouter import OpenRouter
from inkwell.providers.replicate import Replicate
from inkwell.providers.spec import ModelSpec
from tests.support.providers.base import Faults, Reply
from tests.support.providers.bedrock import BedrockServer
from tests.support.providers.gemini import GeminiServer
from tests.support.providers.openai import OpenAIServer
from tests.support.providers.openrouter import OpenRouterServer
from tests.support.providers.replicate import ReplicateServer


@dataclass(frozen=True)
class Adapter:
    """One provider.

    Args:
        server: its stand-in.
        build: the model, from its facts, the stand-in, a function for the key, and a client.
        spec: a model that draws from words alone.
        answer: lets the stand-in answer the next request in a given way.
        retire: takes the model away from the stand-in.
        seeing: what is different about a model that takes references.
        has_key: whether the key is the studio's to send; AWS signs with its own.
    """

    server: type[Any]
    build: Callable[[ModelSpec, Any, Callable[[], str], Client], ImageModel]
    spec: ModelSpec
    retire: Callable[[Any, ModelSpec], object]
    answer: Callable[[Any, Reply], None] = lambda server, reply: setattr(server, "answers", [reply])
    seeing: Mapping[str, Any] = field(default_factory=lambda: {"max_references": 8})
    has_key: bool = True


class StandIn:
    """An adapter at work with its stand-in.

    Args:
        name: of the provider.
        server: the stand-in, running.
    """

    def __init__(self, name: str, server: Any, http: Client) -> None:
        self.name, self.adapter, self.server, self._http = name, ADAPTERS[name], server, http

    def model(self, key: str | None = None, *, seeing: bool = False, **changes: Any) -> ImageModel:
        """The model, or one that takes references; with other facts or another key."""
        facts = {**self.adapter.seeing, **changes} if seeing else changes
        spec = replace(self.adapter.spec, **facts)
        return self.adapter.build(spec, self.server, lambda: self.server.key if key is None else key, self._http)

    def faults(self, *script: Any) -> None:
        """Forget what was asked so far, and let the next requests meet these faults."""
        self.server.requests.clear()
        self.server.paid.clear()
        self.server.faults = Faults(script)


@contextmanager
def stand_in(name: str, **server: Any) -> Iterator[StandIn]:
    """A provider's adapter with its stand-in, by name."""
    http = Client()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "AKIATEST")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        with ADAPTERS[name].server(**server) as running:
            yield StandIn(name, running, http)
    http.close()


def _over_http(kind: Callable[..., ImageModel], **options: Any) -> Callable[..., ImageModel]:
    return lambda spec, server, key, http: kind(spec, key, base_url=server.base_url, http=http, **options)


RATIOS = ("1:1", "2:3", "3:2", "4:5", "5:4", "9:16", "16:9", "21:9")


def _spec(provider: str, model: str, **facts: Any) -> ModelSpec:
    common: dict[str, Any] = {
        "price_micros": 13_000,
        "aspect_ratios": RATIOS,
        "timeout": 20.0,
        "takes_seed_image": True,
    }
    return ModelSpec(f"{provider}/model", provider, model, **common | facts)


_ROUTED = _spec("openrouter", "google/gemini-nano-banana-2.1", takes_seed=True)

ADAPTERS = {
    "gemini": Adapter(
        GeminiServer,
        _over_http(Gemini),
        _spec("gemini", "gemini-3-pro-image", takes_seed=True),
        lambda server, spec: server.models.remove(spec.model),
    ),
    "openai": Adapter(
        OpenAIServer,
        _over_http(OpenAI),
        _spec("openai", "gpt-image-2.5-flare"),
        lambda server, spec: server.models.pop(spec.model),
    ),
    "openrouter": Adapter(
        OpenRouterServer, _over_http(OpenRouter), _ROUTED, lambda server, spec: server.models.remove(spec.model)
    ),
    "openrouter chat": Adapter(
        OpenRouterServer,
        _over_http(OpenRouter),
        replace(_ROUTED, options={"api": "chat"}),
        lambda server, spec: server.models.remove(spec.model),
    ),
    "bedrock": Adapter(
        BedrockServer,
        lambda spec, server, key, http: Bedrock(spec, base_url=server.origin),
        _spec("bedrock", "stability.stable-image-core-v1:1", takes_seed=True, region="us-west-2"),
        lambda server, spec: server.ended.add(spec.model),
        seeing={"model": "us.stability.stable-image-style-guide-v1:0", "max_references": 1},
        has_key=False,
    ),
    "replicate": Adapter(
        ReplicateServer,
        _over_http(Replicate, sleep=lambda pause: None),
        _spec("replicate", "black-forest-labs/flux-schnell", takes_seed=True, options={"wait": 0}),
        lambda server, spec: server.retired.add(spec.model),
        answer=lambda server, reply: setattr(server, "throttled", reply),
        seeing={"model": "black-forest-labs/flux-kontext-pro", "max_references": 1},
    ),
}

#: Those whose answer is the picture: what became of a request whose answer got lost cannot be found out.
SYNCHRONOUS = [name for name in ADAPTERS if name != "replicate"]

#: Those to which the studio sends a key.
KEYED = [name for name, adapter in ADAPTERS.items() if adapter.has_key]
