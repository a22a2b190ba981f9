"""The shape of a JSON schema for the storyteller's texts, whatever the schema's fields are called."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

#: What a field may be called, without case, underscores and hyphens.
_MEANINGS: Mapping[str, tuple[str, ...]] = {
    "image_prompt": (
        "imageprompt",
        "prompt",
        "visualprompt",
        "pictureprompt",
        "illustrationprompt",
        "visual",
        "picture",
    ),
    "description": ("description", "scene", "scenedescription", "narrative", "summary", "caption", "action", "style"),
    "text": ("text", "story", "storytext", "body", "content", "narration", "paragraph"),
    "title": ("title", "name", "heading", "label", "headline"),
    "subtitle": ("subtitle", "subtitles"),
    "duration": ("duration", "suggestedduration", "seconds", "length"),
    "order": ("order", "index", "position", "sceneindex"),
    "number": ("number", "pagenumber", "page", "scenenumber", "picturenumber"),
    "is_ending": ("isending", "ending", "isend", "end", "final"),
    "choices": ("choices", "options"),
    "composition": ("composition", "framing", "shot", "kind", "view"),
    "page_type": ("pagetype", "type"),
    "includes_hero": ("includeshero", "hashero", "hero", "showshero"),
    "scenes": ("scenes", "shots"),
    "pages": ("pages",),
    "pictures": ("pictures", "images", "moments", "illustrations"),
    "characters": ("characters", "cast"),
}
_MEANING_OF = {name: meaning for meaning, names in _MEANINGS.items() for name in names}
_LISTS = ("scenes", "pages", "pictures")


def wanted(schema: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """The least and the most scenes, pages, pictures or choices that a schema asks for; None where it does not say."""
    for name, field in _properties(schema).items():
        if _meaning(name) in (*_LISTS, "choices") and _type(field) == "array":
            return field.get("minItems"), field.get("maxItems")
    return None, None


def shaped(schema: Mapping[str, Any], made: Mapping[str, Any], root: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """An object that satisfies a schema, out of what was made.

    Args:
        schema: of an object.
        made: by our own names.
        root: the whole schema, for its `$defs`.
    """
    root = root or schema
    return {name: _value(name, _resolved(field, root), made, root) for name, field in _properties(schema).items()}


def _value(name: str, field: Mapping[str, Any], made: Mapping[str, Any], root: Mapping[str, Any]) -> Any:
    meaning = _meaning(name)
    # What was made under this very name comes before what the name usually means.
    value = made.get(name, made.get(meaning) if meaning else None)
    if value is None and _type(field) == "array":
        value = next((made[each] for each in _LISTS if each in made), None)
    if value is None and _type(field) == "string":
        value = next((made[each] for each in ("description", "text", "title") if made.get(each)), "")
    return _fitted(field, value, made, root)


def _fitted(field: Mapping[str, Any], value: Any, made: Mapping[str, Any], root: Mapping[str, Any]) -> Any:
    if "const" in field:
        return field["const"]
    if options := field.get("enum"):
        return _nearest_option(options, value)
    kind = _type(field)
    if kind == "object":
        # A bare text becomes an object around it, such as a choice with its label.
        inner = (
            value if isinstance(value, Mapping) else {**made, **dict.fromkeys(("text", "title", "description"), value)}
        )
        return shaped(field, inner, root)
    if kind == "array":
        return _listed(field, value, made, root)
    if kind == "string":
        return _worded(field, value)
    if kind in ("integer", "number"):
        return _counted(field, value, kind)
    if kind == "boolean":
        return bool(value)
    return None if kind == "null" else value


def _listed(field: Mapping[str, Any], value: Any, made: Mapping[str, Any], root: Mapping[str, Any]) -> list[Any]:
    items = (
        list(value)
        if isinstance(value, Sequence) and not isinstance(value, str)
        else [made if value is None else value]
    )
    least, most = field.get("minItems", 0), field.get("maxItems")
    # An ending has no choices, even where the schema would like some: only a schema that insists gets them.
    if items:
        items += [items[index % len(items)] for index in range(max(0, least - len(items)))]
    elif least:
        items = [made] * least
    inner = _resolved(field.get("items") or {}, root)
    return [_fitted(inner, item, item if isinstance(item, Mapping) else made, root) for item in items[:most]]


def _worded(field: Mapping[str, Any], value: Any) -> str:
    text = "" if value is None or isinstance(value, Mapping | list) else str(value)
    most = field.get("maxLength")
    if most is not None and len(text) > most:
        text = text[:most].rsplit(" ", 1)[0].rstrip(",;:– ") or text[:most]
    least = field.get("minLength", 0)
    if len(text) < least:
        text = text.ljust(least, ".") if text else "…" * least
    return text


def _counted(field: Mapping[str, Any], value: Any, kind: str) -> int | float:
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else 0
    lowest = field.get("minimum", field.get("exclusiveMinimum", -1) + 1 if "exclusiveMinimum" in field else number)
    highest = field.get("maximum", field.get("exclusiveMaximum", 1) - 1 if "exclusiveMaximum" in field else number)
    number = min(max(number, lowest), max(highest, lowest))
    return int(number) if kind == "integer" else number


def _nearest_option(options: Sequence[Any], value: Any) -> Any:
    plain = _plain(str(value))
    exact = [option for option in options if _plain(str(option)) == plain]
    alike = [option for option in options if plain and (_plain(str(option)) in plain or plain in _plain(str(option)))]
    return (exact or alike or list(options))[0]


def _properties(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = schema.get("properties")
    return properties if isinstance(properties, Mapping) else {}


def _resolved(field: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of a field, behind `$ref` and "this or null"."""
    for _ in range(10):
        if reference := field.get("$ref"):
            found: Any = root
            for part in str(reference).removeprefix("#/").split("/"):
                found = found.get(part, {})
            field = found
        elif options := field.get("anyOf") or field.get("oneOf"):
            field = next((each for each in options if each.get("type") != "null"), options[0])
        elif isinstance(parts := field.get("allOf"), list) and parts:
            field = {key: entry for part in parts for key, entry in _resolved(part, root).items()}
        else:
            break
    return field


def _type(field: Mapping[str, Any]) -> str:
    kind = field.get("type")
    if isinstance(kind, list):
        kind = next((each for each in kind if each != "null"), "null")
    return str(kind or ("object" if "properties" in field else "array" if "items" in field else "string"))


def _meaning(name: str) -> str | None:
    return _MEANING_OF.get(_plain(name))


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
