"""OpenRouter's official client: it can work with the stand-in, and the adapters send what its own types describe."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

import pytest
from openrouter import OpenRouter, components, errors

from inkwell.core.errors import ModelNotServed, ModelRefused
from inkwell.providers.faults import Fault, meaning
from inkwell.providers.http import Client
from inkwell.providers.outcomes.openrouter import FAULTS
from inkwell.providers.outcomes.table import outcome_of
from inkwell.providers.spec import TextModelSpec
from inkwell.providers.texts.openrouter import OpenRouterTexts
from tests.providers.recording import TABLE, requests_for_pictures, requests_for_texts
from tests.providers.texts.writers import GOOD, Account, request
from tests.support.providers.openrouter import OpenRouterServer

MODEL = "google/gemini-nano-banana-2.1"


@pytest.fixture
def server() -> Iterator[OpenRouterServer]:
    with OpenRouterServer() as running:
        yield running


@pytest.fixture
def client(server: OpenRouterServer) -> Iterator[OpenRouter]:
    with OpenRouter(api_key=server.key, server_url=server.base_url) as client:
        yield client


# It reads fields that its own types call deprecated.
@pytest.mark.filterwarnings("ignore:.*DEPRECATED:DeprecationWarning")
def test_its_client_draws_writes_lists_and_asks_for_its_key(client: OpenRouter, server: OpenRouterServer) -> None:
    drawn = client.images.generate(model=MODEL, prompt="a fox in the snow", aspect_ratio="16:9", resolution="1K")
    assert drawn.data[0].b64_json  # type: ignore[union-attr]
    server.write = lambda prompt: GOOD
    said = client.chat.send(
        model="openai/gpt-6-luna",
        messages=[
            {"role": "system", "content": "You write."},
            {"role": "user", "content": [{"type": "text", "text": "A story."}]},
        ],
        max_tokens=100,
    )
    assert said.choices[0].message.content == json.dumps(GOOD)
    listed = {each.id for page in _pages(client.models.list(limit=1)) for each in page.result.data}
    assert listed == {"google/gemini-3.6-flash", "openai/gpt-6-luna"}
    assert client.api_keys.get_current_key_metadata().data.limit_remaining == 4.2
    assert client.credits.get_credits().data.total_credits == 0


def _pages(page: Any) -> Iterator[Any]:
    while page:
        yield page
        page = page.next()


def test_routing_drops_hosts_that_do_not_advertise_a_parameter(client: OpenRouter, server: OpenRouterServer) -> None:
    with pytest.raises(errors.NotFoundResponseError, match="requested parameters"):
        client.chat.send(
            model="openai/gpt-6-luna",
            messages=[{"role": "user", "content": [{"type": "text", "text": "A story."}]}],
            max_completion_tokens=100,
            provider={"require_parameters": True},
        )
    assert not server.paid
    server.write = lambda prompt: GOOD
    spec = TextModelSpec("openrouter/luna", "openrouter", "openai/gpt-6-luna")
    for options in ({}, {"reasoning": {"effort": "low"}}):
        ours = replace(spec, options=options)
        writer = OpenRouterTexts(ours, lambda: server.key, base_url=server.base_url)
        # All that a request carries has to be advertised, and no more than that.
        server.advertised["openai/gpt-6-luna"] = tuple(writer.required(ours))
        assert writer.complete(request(seed=7), Account()).data == GOOD
        for missing in writer.required(ours):
            server.advertised["openai/gpt-6-luna"] = tuple(writer.required(ours) - {missing})
            with pytest.raises(ModelNotServed):
                writer.complete(request(seed=7), Account())


def test_what_the_provider_refuses_is_refused(client: OpenRouter) -> None:
    with pytest.raises(errors.OpenRouterError):
        client.images.generate(model=MODEL, prompt="a fox", n=11)
    with pytest.raises(errors.NotFoundResponseError):
        client.images.generate(model="google/gemini-0", prompt="a fox")


def test_every_request_for_a_picture_is_of_its_types(server: OpenRouterServer, http: Client) -> None:
    seen = 0
    for _, _, sent in requests_for_pictures("openrouter", server, http):
        body = sent.json
        assert set(body) <= set(components.ImageGenerationRequest.model_fields)
        components.ImageGenerationRequest.model_validate(body)
        assert body["aspect_ratio"] in get_args(get_args(components.ImageGenerationRequestAspectRatio)[0])
        seen += 1
    assert seen > 20


def test_every_request_for_a_text_is_of_its_types(server: OpenRouterServer, http: Client) -> None:
    bodies = [sent.json for _, sent in requests_for_texts("openrouter", server, http)]
    assert len(bodies) == 2 * sum(entry.provider == "openrouter" for entry in TABLE.text_models.values())
    for body in bodies:
        assert set(body) <= set(components.ChatRequest.model_fields)
        assert set(body["provider"]) <= set(components.ProviderPreferences.model_fields)
        components.ChatRequest.model_validate(body)


#: Types of errors that say no more than the HTTP status they come with.
BY_STATUS = {
    *("context_length_exceeded", "max_tokens_exceeded", "string_too_long", "invalid_request"),
    *("invalid_prompt", "precondition_failed", "payload_too_large", "unprocessable", "invalid_image"),
    *("image_too_large", "image_too_small", "unsupported_image_format", "image_not_found", "image_download_failed"),
    "unmapped",
}


def test_every_type_of_error_that_it_knows_has_its_outcome() -> None:
    known = set(get_args(get_args(components.APIErrorType)[0]))
    assert len(known) > 20
    assert {each for each in known if outcome_of(FAULTS, (each,), "") is None} == BY_STATUS
    # None of them is about the caller's words.
    assert not {each for each in BY_STATUS if meaning(Fault(400, (each,)), FAULTS) is ModelRefused}
