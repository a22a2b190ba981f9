"""OpenAI's official client: it can work with the stand-in, and the adapters send what its own types describe."""

from collections.abc import Iterator
from typing import get_type_hints

import openai
import pytest
from openai.types.chat.completion_create_params import CompletionCreateParamsNonStreaming
from openai.types.image_edit_params import ImageEditParamsNonStreaming
from openai.types.image_generate_params import ImageGenerateParamsNonStreaming
from openai.types.image_model import ImageModel

from inkwell.providers.http import Client
from inkwell.providers.openai import PARAMETERS
from tests.providers.conformity import conforms
from tests.providers.recording import PHOTO, TABLE, requests_for_pictures, requests_for_texts
from tests.support.providers.openai import OpenAIServer

PROMPT = "a fox in the snow"


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        running.models |= {entry.model: None for entry in TABLE.models.values() if entry.provider == "openai"}
        running.models |= {entry.model: None for entry in TABLE.text_models.values() if entry.provider == "openai"}
        yield running


@pytest.fixture
def client(server: OpenAIServer) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(
        api_key=server.key, base_url=server.base_url, max_retries=0, _strict_response_validation=True
    ) as client:
        yield client


def test_its_client_draws_changes_writes_and_lists(client: openai.OpenAI, server: OpenAIServer) -> None:
    drawn = client.images.generate(model="gpt-image-2.5-flare", prompt=PROMPT)
    assert drawn.data
    assert drawn.data[0].b64_json
    changed = client.images.edit(
        model="gpt-image-2.5-flare",
        prompt=PROMPT,
        image=[("a.png", PHOTO.data, "image/png"), ("b.png", PHOTO.data, "image/png")],
        size="864x1536",
        quality="low",
    )
    assert changed.usage
    assert changed.usage.output_tokens == 439
    server.write = lambda prompt: {"word": "yes"}
    schema = {
        "type": "object",
        "properties": {"word": {"type": "string"}},
        "required": ["word"],
        "additionalProperties": False,
    }
    said = client.chat.completions.create(
        model="gpt-6-luna",
        messages=[
            {"role": "system", "content": "One word."},
            {"role": "user", "content": [{"type": "text", "text": "Say yes."}]},
        ],
        response_format={"type": "json_schema", "json_schema": {"name": "word", "strict": True, "schema": schema}},
        max_completion_tokens=20,
    )
    assert said.choices[0].message.content == '{"word": "yes"}'
    assert {each.id for each in client.models.list()} == set(server.models)


@pytest.mark.parametrize(
    "wrong",
    [{"quality": "banana"}, {"prompt": "a" * 32_001}, {"size": "1000x1000"}, {"n": 11}, {"background": "blue"}],
)
def test_what_the_provider_refuses_is_refused(
    client: openai.OpenAI, server: OpenAIServer, wrong: dict[str, str]
) -> None:
    with pytest.raises(openai.BadRequestError):
        client.images.generate(**{"model": "gpt-image-2.5-flare", "prompt": PROMPT, **wrong})
    with pytest.raises(openai.BadRequestError, match="input_fidelity"):
        client.images.edit(model="gpt-image-2.5-flare", prompt=PROMPT, image=PHOTO.data, input_fidelity="high")
    assert not server.paid


def test_every_request_for_a_picture_is_of_its_types(server: OpenAIServer, http: Client) -> None:
    seen = 0
    for spec, wanted, sent in requests_for_pictures("openai", server, http):
        assert spec.model in ImageModel.__args__  # type: ignore[attr-defined]
        if sent.path.endswith("/generations"):
            conforms(sent.json, ImageGenerateParamsNonStreaming)
        else:
            fields = {**sent.form, "n": int(sent.form["n"]), "image": [data for _, data, _ in sent.files]}
            fields |= {"mask": PHOTO.data} if wanted.mask else {}
            conforms(fields, ImageEditParamsNonStreaming, without=frozenset({"image", "mask"}))
        seen += 1
    assert seen > 40


def test_every_request_for_a_text_is_of_its_types(server: OpenAIServer, http: Client) -> None:
    bodies = [sent.json for _, sent in requests_for_texts("openai", server, http)]
    assert len(bodies) == 6
    for body in bodies:
        conforms(body, CompletionCreateParamsNonStreaming)


def test_what_the_model_table_may_set_is_known_to_its_types() -> None:
    known = get_type_hints(ImageGenerateParamsNonStreaming) | get_type_hints(ImageEditParamsNonStreaming)
    assert set(PARAMETERS) <= set(known)
