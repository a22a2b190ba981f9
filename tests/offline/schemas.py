"""Schemas of the kind that the families ask texts with."""

from typing import Any


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


TEXT = {"type": "string", "minLength": 1}

STORYBOARD = _object(
    scenes={
        "type": "array",
        "minItems": 5,
        "maxItems": 5,
        "items": _object(
            description=TEXT, imagePrompt=TEXT, suggestedDuration={"type": "number", "minimum": 2, "maximum": 4}
        ),
    }
)


def page_plan(count: int) -> dict[str, Any]:
    composition = {"enum": ["close-up", "full figure", "action", "surroundings", "pattern"]}
    return _object(
        pages={
            "type": "array",
            "minItems": count,
            "maxItems": count,
            "items": _object(title=TEXT, prompt=TEXT, composition=composition, includesHero={"type": "boolean"}),
        }
    )


def story(count: int) -> dict[str, Any]:
    items = _object(subtitle=TEXT, image_prompt=TEXT)
    return _object(
        title=TEXT, text=TEXT, images={"type": "array", "minItems": count, "maxItems": count, "items": items}
    )


SCENE = _object(
    title=TEXT,
    text=TEXT,
    image_prompt=TEXT,
    is_ending={"type": "boolean"},
    choices={"type": "array", "maxItems": 4, "items": _object(text=TEXT)},
)
DESCRIPTION = _object(description={"type": "string", "minLength": 20, "maxLength": 500})
