"""Google's official client: it can work with the stand-in, and the adapters send what it sends for the same wish."""

import base64
import re
from collections.abc import Iterator
from typing import Any

import pytest
from google import genai
from google.genai import errors, types

from inkwell.core.errors import ModelUnclearAnswer
from inkwell.core.image_models import ImageRequest
from inkwell.providers.http import Client
from inkwell.providers.outcomes.gemini import ENDS
from inkwell.providers.outcomes.table import outcome_of
from inkwell.providers.pictures import with_mask_in_words
from inkwell.providers.spec import ModelSpec
from tests.providers.recording import requests_for_pictures, requests_for_texts
from tests.providers.texts.writers import GOOD
from tests.support.providers.base import Request
from tests.support.providers.gemini import GeminiServer

MODEL = "gemini-nano-banana-2.1"


@pytest.fixture
def server() -> Iterator[GeminiServer]:
    with GeminiServer() as running:
        yield running


@pytest.fixture
def client(server: GeminiServer) -> Iterator[genai.Client]:
    options = types.HttpOptions(base_url=server.origin, api_version="v1beta")
    with genai.Client(api_key=server.key, http_options=options) as client:
        yield client


def test_its_client_draws_writes_and_lists_every_page(client: genai.Client, server: GeminiServer) -> None:
    config = types.GenerateContentConfig(
        response_modalities=["TEXT", "IMAGE"], image_config=types.ImageConfig(aspect_ratio="1:8", image_size="1K")
    )
    drawn = client.models.generate_content(model=MODEL, contents="a fox", config=config)
    assert drawn.candidates
    assert drawn.candidates[0].finish_reason is types.FinishReason.STOP
    assert [part.inline_data.mime_type for part in drawn.parts or [] if part.inline_data] == ["image/png"]
    server.write = lambda prompt: GOOD
    wanted = types.GenerateContentConfig(response_mime_type="application/json", response_json_schema={"type": "object"})
    said = client.models.generate_content(model="gemini-3.6-flash", contents="A story", config=wanted)
    assert said.parsed == GOOD
    server.page_size = 2
    assert {(each.name or "").removeprefix("models/") for each in client.models.list()} == server.models


@pytest.mark.parametrize(
    "config",
    [
        types.GenerateContentConfig(image_config=types.ImageConfig(aspect_ratio="7:3")),
        types.GenerateContentConfig(image_config=types.ImageConfig(image_size="1k")),
        types.GenerateContentConfig(seed=2**31),
    ],
)
def test_what_the_provider_refuses_is_refused(client: genai.Client, config: types.GenerateContentConfig) -> None:
    with pytest.raises(errors.ClientError):
        client.models.generate_content(model=MODEL, contents="a fox", config=config)


def plain(value: Any) -> Any:
    """A body in one spelling, as either is taken: names in camel case, and one alphabet of base64."""
    if isinstance(value, dict):
        return {
            re.sub(r"_(\w)", lambda match: match[1].upper(), name): (
                each.translate(str.maketrans("-_", "+/")) if name == "data" else plain(each)
            )
            for name, each in value.items()
        }
    return list(map(plain, value)) if isinstance(value, list) else value


def config_of(body: dict[str, Any]) -> types.GenerateContentConfig:
    """The configuration in a body; fields that its type does not know are refused."""
    apart = {name: body[name] for name in ("systemInstruction", "safetySettings") if name in body}
    return types.GenerateContentConfig.model_validate({**body["generationConfig"], **apart})


def sent_by(client: genai.Client, server: GeminiServer, spec: ModelSpec, wanted: ImageRequest) -> Request:
    """The request that the official client sends for the same wish."""
    words, pictures = with_mask_in_words(wanted)
    parts = [types.Part(text=words)]
    parts += [types.Part.from_bytes(data=each.data, mime_type=each.media_type) for each in pictures]
    level = spec.options.get("thinking_level")
    config = types.GenerateContentConfig(
        response_modalities=["TEXT", "IMAGE"],
        image_config=types.ImageConfig(aspect_ratio=wanted.aspect_ratio, image_size=spec.options["image_size"]),
        seed=wanted.seed,
        thinking_config=types.ThinkingConfig(thinking_level=level, include_thoughts=False) if level else None,
    )
    server.requests.clear()
    client.models.generate_content(model=spec.model, contents=[types.Content(role="user", parts=parts)], config=config)
    return server.requests[0]


def test_every_request_for_a_picture_is_what_its_client_sends(
    client: genai.Client, server: GeminiServer, http: Client
) -> None:
    seen = 0
    for spec, wanted, ours in list(requests_for_pictures("gemini", server, http)):
        theirs = sent_by(client, server, spec, wanted)
        assert ours.path == theirs.path
        assert plain(ours.json) == plain(theirs.json)
        config_of(ours.json)
        pictures = [part for part in ours.json["contents"][0]["parts"] if "inlineData" in part]
        assert len(pictures) <= 14
        assert all(base64.b64decode(part["inlineData"]["data"], validate=True) for part in pictures)
        seen += 1
    assert seen > 20


def test_every_request_for_a_text_is_of_its_types(server: GeminiServer, http: Client) -> None:
    bodies = [sent.json for _, sent in requests_for_texts("gemini", server, http)]
    assert len(bodies) == 4
    for body in bodies:
        assert config_of(body).response_mime_type == "application/json"
        for content in body["contents"]:
            types.Content.model_validate(content)


#: Ends that no answer of ours can have, and no others: a new one has to be looked at.
UNKNOWN = {"CONTINUATION"}


def test_every_end_that_it_knows_has_its_outcome() -> None:
    known = {each.value for each in types.FinishReason}
    assert {each for each in known if outcome_of(ENDS, (each,), "") is None} == UNKNOWN & known
    assert not ModelUnclearAnswer.retryable
