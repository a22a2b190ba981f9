"""The model table: what comes with Inkwell holds, and what is wrong is refused when it is read."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from inkwell.core.image_models import ImageInput, ImageRequest
from inkwell.providers.choosing import candidates
from inkwell.providers.table import MOST_SIDE_BY_SIDE, ROLE_NEEDS, bundled_tables, model_table, read_table

#: What providers have shut down, or will within weeks (as of November 2026): never to come back into the table.
GONE = (
    "gpt-image-1",
    "gpt-image-1-mini",
    "gpt-image-1.5",
    "chatgpt-image-latest",
    "dall-e-2",
    "dall-e-3",
    "gpt-4o",
    "gpt-4o-mini",
    "gpt-5",
    "gpt-5-mini",
    "gemini-3-pro-image-preview",
    "gemini-3.1-flash-image-preview",
    "gemini-3.1-flash-image",
    "gemini-2.5-flash-image",
    "imagen-4",
    "amazon.nova-canvas-v1:0",
    "amazon.titan-image-generator-v2:0",
    "stability.stable-diffusion-xl-v1",
)


def changed(**changes: Any) -> str:
    return json.dumps({"extends": "replicate", **changes})


def test_the_bundled_tables_are_the_documented_ones() -> None:
    assert bundled_tables() == ["bedrock", "gemini", "mixed", "offline", "openai", "openrouter", "replicate"]


@pytest.mark.parametrize("name", bundled_tables())
def test_every_bundled_table_holds(name: str) -> None:
    table = read_table(name)
    for role, needs in ROLE_NEEDS.items():
        assert table.chain(role)
        assert needs
        assert table.price_micros(role) > 0
        assert 1 <= table.side_by_side([role]) <= MOST_SIDE_BY_SIDE
    for role in table.text_roles:
        assert table.text_chain(role)


def test_no_model_is_gone() -> None:
    table = read_table("offline")
    ids = {entry.model.rpartition("/")[2] for entry in (*table.models.values(), *table.text_models.values())}
    assert not ids & set(GONE)


def test_every_model_behind_a_network_says_where_and_when_it_was_looked_up() -> None:
    table = read_table("offline")
    for id, entry in (*table.models.items(), *table.text_models.items()):
        if entry.provider not in ("offline", "own"):
            assert entry.looked_up, id
            assert entry.looked_up <= date.today(), id
            assert entry.source, id
        assert (getattr(entry, "region", None) is not None) == (entry.provider == "bedrock"), id


WORDS = ImageRequest("a fox")


@pytest.mark.parametrize("name", bundled_tables())
def test_a_model_that_needs_a_picture_is_never_asked_with_words_alone(name: str) -> None:
    table = read_table(name)
    for role in ("draft", "fast", "quality"):
        asked = [each.spec for each in candidates(table.chain(role), WORDS)]
        assert asked
        assert not [spec.id for spec in asked if spec.needs_reference or spec.needs_seed_image]


def test_what_a_chain_for_words_must_have() -> None:
    picture = ImageInput(b"picture", "image/png")
    chain = read_table("bedrock").chain("draft")
    drawn_by = {
        frozenset(given): [each.spec.id for each in candidates(chain, replace(WORDS, **given))]  # type: ignore[arg-type]
        for given in ({}, {"seed_image": picture}, {"references": (picture,)})
    }
    assert drawn_by == {
        frozenset(): ["bedrock/stable-image-core", "bedrock/sd3.5-large"],
        frozenset({"seed_image"}): ["bedrock/sd3.5-large"],
        frozenset({"references"}): ["bedrock/style-guide"],
    }


@pytest.mark.parametrize("name", ["replicate", "gemini", "openai", "openrouter", "bedrock"])
def test_a_table_named_after_a_provider_draws_with_it_alone(name: str) -> None:
    table = read_table(name)
    assert {spec.provider for role in table.roles for spec in table.chain(role)} == {name}


def test_an_object_changes_only_what_it_names() -> None:
    table = read_table(changed(models={"replicate/flux-schnell": {"price_micros": 9}}))
    plain = read_table("replicate")
    assert table.model("replicate/flux-schnell").price_micros == 9
    assert table.model("replicate/flux-schnell").model == plain.model("replicate/flux-schnell").model
    assert table.roles == plain.roles


def test_null_removes() -> None:
    with pytest.raises(ValidationError, match="draft: neither replicate/flux-schnell nor a fallback"):
        read_table(changed(models={"replicate/flux-schnell": {"fallback": None}}))


def test_an_object_extends_the_offline_table_unless_it_says_otherwise() -> None:
    assert read_table('{"providers": {"offline": {"concurrency": 3}}}').side_by_side(["draft"]) == 3
    # A plan hands the roles of its pictures one by one.
    assert read_table('{"providers": {"offline": {"concurrency": 3}}}').side_by_side(iter(["quality"])) == 3


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "table.json"
    file.write_text(changed(providers={"replicate": {"concurrency": 7}}))
    assert read_table(str(file)).side_by_side(["draft"]) == 7


def test_a_role_may_name_a_class_of_ones_own() -> None:
    spec = read_table('{"roles": {"draft": "studio.models:Painter"}}').chain("draft")[0]
    assert (spec.provider, spec.model, spec.takes_mask) == ("own", "studio.models:Painter", True)
    assert spec.price_micros == 40_000


def test_what_is_said_of_a_class_of_ones_own_counts() -> None:
    painter = {"price_micros": 0, "takes_mask": False}
    changes = {"roles": {"draft": "studio:Painter"}, "models": {"studio:Painter": painter}}
    spec = read_table(json.dumps(changes)).chain("draft")[0]
    assert (spec.provider, spec.price_micros, spec.takes_mask, spec.takes_seed_image) == ("own", 0, False, True)


def test_the_deployment_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    from inkwell import settings

    monkeypatch.setenv("MODEL_TABLE", "gemini")
    settings.load.cache_clear()
    model_table.cache_clear()
    try:
        assert model_table() == read_table("gemini")
    finally:
        settings.load.cache_clear()
        model_table.cache_clear()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"roles": {"draft": "replicate/nothing"}}, "draft names replicate/nothing, which is not in the table"),
        ({"roles": {"draft": None}}, "roles without a model: draft"),
        ({"text_roles": {"scene": None}}, "text_roles without a model: scene"),
        ({"text_roles": {"scene": "replicate/flux-schnell"}}, "scene names replicate/flux-schnell"),
        ({"models": {"replicate/flux-2-pro": {"fallback": "gone/gone"}}}, "replicate/flux-2-pro names gone/gone"),
        (
            {"models": {"replicate/flux-2-pro": {"fallback": "replicate/flux-schnell"}}},
            "go round in a circle: replicate/flux-schnell -> replicate/flux-2-pro -> replicate/flux-schnell",
        ),
        ({"models": {"replicate/flux-2-pro": {"fallback": "replicate/flux-2-pro"}}}, "go round in a circle"),
        ({"roles": {"inpaint": "replicate/flux-2-pro"}}, "inpaint: neither .* takes seed_image and mask"),
        ({"roles": {"reference": "replicate/flux-fill-dev"}}, "reference: neither .* takes references"),
        (
            {"roles": {"draft": "bedrock/style-guide"}},
            "draft: neither bedrock/style-guide nor a fallback of it takes words alone",
        ),
        ({"models": {"bedrock/inpaint": {"region": "everywhere"}}}, "String should match pattern"),
        ({"providers": {"replicate": {"concurrency": 41}}}, "less than or equal to 40"),
        ({"providers": {"replicate": {"concurrency": 0}}}, "greater than or equal to 1"),
        ({"providers": {"replicate": {"requests_per_minute": 0}}}, "greater than 0"),
        ({"providers": {"replicate": None}}, "there is no provider 'replicate'"),
        ({"models": {"replicate/flux-2-pro": {"price_micros": -1}}}, "greater than or equal to 0"),
        ({"models": {"replicate/flux-2-pro": {"max_referencs": 3}}}, "Extra inputs are not permitted"),
        ({"models": {"replicate/flux-2-pro": {"aspect_ratios": []}}}, "at least 1 item"),
        ({"roles": {"poster": "replicate/flux-2-pro"}}, "poster"),
        ({"extends": "elsewhere"}, "there is no model table 'elsewhere'"),
    ],
)
def test_what_is_wrong_is_refused(changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        read_table(changed(**changes))


@pytest.mark.parametrize("name", ["", "Offline", "../models", "offline/", "{not json}"])
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"there is no model table|Expecting"):
        read_table(name)


def test_the_slowest_provider_decides_how_many_are_drawn_at_once() -> None:
    table = read_table("mixed")
    assert table.side_by_side(["draft"]) == table.providers["replicate"].concurrency
    both = min(table.providers[name].concurrency for name in ("replicate", "gemini"))
    assert table.side_by_side(["draft", "reference"]) == both
    assert table.side_by_side([]) == MOST_SIDE_BY_SIDE
