"""From a request to an order: what words, hints and references together ask for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from typing import Any

from PIL import Image

from inkwell.core.errors import InvalidInput, ModelRejectedInput
from inkwell.core.image_models import ImageInput, ImageRequest
from inkwell.imaging.fitting import acceptable
from inkwell.imaging.inspection import inspect
from inkwell.imaging.page_gate import two_levels
from inkwell_offline.illustrator.avatar import avatar
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.look import look_for
from inkwell_offline.illustrator.metadata import read_character, read_scene
from inkwell_offline.illustrator.order import Order
from inkwell_offline.illustrator.pattern_pages import arrangement
from inkwell_offline.illustrator.rosettes import rosette
from inkwell_offline.illustrator.sheets import VIEWS
from inkwell_offline.illustrator.steps import DETAIL, asked
from inkwell_offline.illustrator.styles import style_name, weighted
from inkwell_offline.illustrator.words.brief import Brief, after, continued
from inkwell_offline.illustrator.words.casting import introduced
from inkwell_offline.illustrator.words.people import animal, person
from inkwell_offline.illustrator.words.reader import read
from inkwell_offline.shapes import ratio_of, size_of, size_with_side

LONGEST, SHORTEST = 6000, 16
PRINT_SHORT = 2550
_PRONOUNS = re.compile(r"\b(?:she|he|they|her|him|them|his|hers|their)\b", re.IGNORECASE)
STAND_INS = ("mouse", "bear", "koala", "dragon", "cat", "raccoon")
SHOTS = {"close-up": "close", "surroundings": "wide", "full-figure": "medium", "action": "medium"}
"""Shots by the hint `composition`."""
PRESETS = frozenset(("bold-simple", "kawaii", "whimsical", "cartoon", "botanical"))
CARRIED = (
    "audience",
    "style_preset",
    "art_style",
    "line_weight",
    "complexity",
    "shot",
    "page",
    "page_number",
    "layout",
    "view",
    "composition",
    "book",
    "strangers",
    DETAIL,
)
"""Hints that a later edit of the same picture starts from."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request, understood.

    Args:
        order: what to compose.
        who: the character of sheets and views, and of the picture's record.
        kind: scene, sheet, view or pattern.
        view: the reference-kit view, or the arrangement of a pattern.
        style: art style by its own name.
        seed: the seed drawn with.
        recipe: what an edit needs to draw the same picture again.
    """

    order: Order
    who: Character | None
    kind: str
    view: str
    style: str
    seed: int
    recipe: dict[str, Any]


def open_image(source: ImageInput) -> Image.Image:
    """Decode a picture that came with a request: upright, as mode 1 (black and white), L, RGB or RGBA.

    A picture larger than what is drawn here is scaled down, and a thread gets margins, so that what it is used for
    takes the time and memory of any other picture.

    Raises:
        ModelRejectedInput: it is no picture.
    """
    try:
        image = inspect(source.data, field="picture").image
    except InvalidInput as error:
        raise ModelRejectedInput(f"a picture of the request could not be read: {error.message}") from error
    image = acceptable(image, edge=LONGEST)
    return image.convert("1") if image.mode == "L" and two_levels(image) else image


def pixels_for(request: ImageRequest) -> tuple[int, int]:
    """The size to draw in pixels.

    Raises:
        ModelRejectedInput: the size or the aspect ratio makes no picture.
    """
    if request.size is not None:
        width, height = request.size
        if not (min(width, height) >= SHORTEST and max(width, height) <= LONGEST):
            raise ModelRejectedInput(f"size must be {SHORTEST} to {LONGEST} pixels on each side")
        return width, height
    if request.seed_image is not None:
        return open_image(request.seed_image).size
    try:
        ratio = ratio_of(request.aspect_ratio)
    except ValueError as error:
        raise ModelRejectedInput('aspect_ratio must be like "3:4"') from error
    if not Fraction(1, 5) <= ratio <= 5:
        raise ModelRejectedInput("aspect_ratio must lie between 1:5 and 5:1")
    return size_with_side(ratio, PRINT_SHORT) if request.medium == "line_art" else size_of(ratio)


def characters_of(request: ImageRequest, hint: Character | None) -> list[Character]:
    """The characters that the references show: our own records first; else a cartoon coloured from the first photo."""
    given = request.hints.get("character")
    if isinstance(given, str) and given:
        try:
            return [Character.from_json(given)]
        except ValueError as error:
            raise ModelRejectedInput("the hint `character` is no record of a character") from error
    sources = _of_heroes(request)
    ours = [c for c in (read_character(r.data) for r in sources) if c is not None]
    if ours:
        return ours
    if request.seed_image is not None and (shown := read_character(request.seed_image.data)) is not None:
        return [shown]
    if sources and read_scene(sources[0].data) is None:
        return [avatar(open_image(sources[0]), hint)]
    return _told(request.hints.get("hero"))


def _of_heroes(request: ImageRequest) -> list[ImageInput]:
    """The references that show who is drawn; the hint `references` says which of them only show a style."""
    shows = request.hints.get("references")
    if not isinstance(shows, list) or len(shows) != len(request.references):
        return list(request.references)
    return [source for source, kind in zip(request.references, shows, strict=True) if kind != "style"]


def _of_scene(request: ImageRequest) -> ImageInput | None:
    """The reference that shows the very scene that is drawn, by another camera."""
    shows = request.hints.get("references")
    if not isinstance(shows, list) or len(shows) != len(request.references):
        return None
    return next((source for source, kind in zip(request.references, shows, strict=True) if kind == "scene"), None)


def _recipe(source: ImageInput | None) -> dict[str, Any] | None:
    """The recipe of one of our own pictures; None for any other."""
    scene = read_scene(source.data) if source else None
    return scene.get("recipe") if scene else None


def _told(hero: Any) -> list[Character]:
    """The hero of the hint `hero`: a name and looks in words; a stand-in for one whom no word describes."""
    if not isinstance(hero, dict) or not hero.get("name"):
        return []
    name, looks = str(hero["name"]), str(hero.get("description") or "")
    is_known = read(looks).hero or read(name).hero
    return [_described(looks, name) if is_known else _stand_in(name)]


def _stand_in(name: str) -> Character:
    species = STAND_INS[sha256(name.encode(errors="replace")).digest()[0] % len(STAND_INS)]
    return animal(species, name, None)


def with_characters(brief: Brief, shown: list[Character]) -> Brief:
    """The brief with the reference as its hero, whatever adjectives the words use."""
    hero = shown[0]
    cast = [c for c in (brief.hero, *brief.companions) if c is not None]
    same = [
        c
        for c in cast
        if (c.species == hero.species and (not c.is_human or c.role in (hero.role, "child", "girl", "boy", "")))
        or (c.name and c.name == hero.name)
    ]
    if same:
        cast.remove(same[0])
    elif cast and cast[0].is_human and cast[0].name and hero.name in ("", cast[0].name):
        cast = cast[1:]
    for other in shown[1:]:
        match = next((i for i, c in enumerate(cast) if c.species == other.species), None)
        if match is not None and other.fingerprint != hero.fingerprint:
            cast[match] = other
    return replace(brief, hero=hero, companions=tuple(cast[:5]))


def variant(prompt: str, seed: int | None, page: int | None) -> int:
    """The number of the layout, of six. Neighbouring pages, and neighbouring seeds, never get the same composition."""
    words = sha256(prompt.encode()).digest()
    if page is not None:
        return page % 6
    if seed is not None:
        return seed % 3 + 3 * ((words[1] + seed // 3) % 2)
    return words[0] % 6


def _number(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def words_of(request: ImageRequest) -> str:
    """The words for a change of the seed picture: the hint `change`, apart from all else that the prompt says of it."""
    words = request.hints.get("change")
    # Pronouns mean whoever is in the picture already, and nobody new.
    return request.prompt if words is None else _PRONOUNS.sub("", str(words))


def want(request: ImageRequest) -> Wanted:
    """Understand a request.

    Raises:
        ModelRejectedInput: a picture cannot be read, or the size makes no picture.
    """
    hints = dict(request.hints)
    seed = request.seed
    width, height = pixels_for(request)
    recipe = _recipe(request.seed_image)
    if recipe is not None:
        hints = recipe.get("hints", {}) | hints
    prompt, steps = asked(request.prompt, hints)
    is_stepped = steps != (hints.get(DETAIL) or 0)
    hints[DETAIL] = steps
    # A page's scene says what to draw; its prompt speaks of much else, such as lines and margins.
    words = str(hints.get("scene") or prompt) if request.seed_image is None else words_of(request)
    said, _ = asked(words, {})
    # A book has one cast; where there is none, a seed has its own strangers.
    hints["strangers"] = str(hints.get("strangers") or ("" if seed is None else seed))
    brief = _read(said, hints)
    is_own, added, changes = False, frozenset[str](), ""
    if recipe is not None:
        changes = recipe.get("changes", "")
        earlier = _read(recipe.get("prompt", ""), hints)
        for each in filter(None, changes.split("\n")):
            earlier = continued(earlier, _read(each, hints), each)
        added = frozenset(p.name for p in brief.props) - {p.name for p in earlier.props}
        # Words that say who is seen tell a scene of their own; others, and those of an edit, change the one before.
        is_own = brief.hero is not None and hints.get("change") is None and request.mask is None
        brief = after(earlier, brief, said) if is_own else continued(earlier, brief, said)
        seed = recipe.get("seed") if seed is None else seed
    if hints.get("shot"):
        shot = read(str(hints["shot"]).replace("_", " ") + " shot")
        brief = replace(
            brief,
            shot=shot.shot if shot.shot != "medium" else read(str(hints["shot"])).shot,
            angle=shot.angle if shot.angle != "eye" else brief.angle,
        )
    composition = str(hints.get("composition") or "")
    brief = replace(brief, shot=SHOTS.get(composition, brief.shot))
    named = str(hints.get("art_style") or "")
    style = style_name(named or brief.style or "storybook")
    if named and style == "storybook":
        # Perhaps the words of a style that we know, such as "gouache".
        style = style_name(read(named.replace("-", " ")).style or "storybook")
    if style == "night":
        brief = replace(brief, time="night")
    line_art = request.medium == "line_art" or style == "line-art"
    preset = str(hints.get("style_preset") or brief.preset).replace("_", "-")
    audience = str(hints.get("audience") or brief.audience or "children")
    view = str(hints.get("view") or "")
    kind = (
        "view"
        if view in VIEWS
        else "sheet"
        if hints.get("layout") == "sheet_2x2" or (brief.sheet and hints.get("layout") != "scene")
        else "pattern"
        if composition == "pattern"
        else "scene"
    )
    if kind == "sheet" and hints.get("description"):
        brief = replace(brief, hero=_described(str(hints["description"]), str(hints.get("name") or "")), companions=())
    shown = characters_of(request, brief.hero)
    if shown:
        brief = with_characters(brief, shown)
    who = brief.hero
    if kind in ("sheet", "view") and who is None:
        who = person("child", "", None)
    whole = rosette(brief, said) if kind == "scene" and line_art and not shown else ""
    kind = "pattern" if whole else kind
    page = next(
        (n for k in ("page", "page_number", "page_index") if (n := _number(hints.get(k))) is not None), brief.page
    )
    told = words if request.seed_image is None else prompt
    chosen = variant(told, seed, page)
    drawn_with = seed if seed is not None else int.from_bytes(sha256(told.encode()).digest()[:4], "big")
    key = f"{told}|{drawn_with}|{page}"
    # Another picture of the same scene is the same but for the camera.
    if drawn := recipe or _recipe(_of_scene(request)):
        key, chosen = drawn.get("key", key), drawn.get("variant", chosen)
        # A change, and more or less detail, are wanted in the same picture, whatever the seed.
        is_same = is_stepped or (bool(said.strip()) and not is_own)
        if recipe and request.seed is not None and request.seed != recipe.get("seed") and not is_same:
            chosen = variant(prompt, request.seed, page)
    if hints.get("again"):
        # The same scene in another picture.
        key, chosen = f"{key}|{request.seed}", (chosen + 1 + (request.seed or 0) % 5) % 6
    look = weighted(look_for(audience, preset if preset in PRESETS else "", hints), style)
    order = Order(
        brief, width, height, line_art, look, key, chosen, style, margins=line_art and kind not in ("sheet", "view"),
        added=added, turn=drawn_with,
    )  # fmt: skip
    carried = {k: hints[k] for k in CARRIED if hints.get(k) is not None and isinstance(hints[k], str | int | float)}
    made = {
        "prompt": said if recipe is None or is_own else recipe.get("prompt", said),
        "changes": "" if recipe is None or is_own else "\n".join(filter(None, (changes, said.strip()))),
        "seed": drawn_with,
        "key": key,
        "variant": chosen,
        "hints": carried,
    }
    if whole:
        view = whole
    elif kind == "pattern":
        # The words of a change may name another arrangement; those that do not leave the page's own.
        before = str(recipe.get("arrangement") or recipe.get("prompt", "")) if recipe else ""
        view = made["arrangement"] = arrangement(said, arrangement(before))
    return Wanted(order, who, kind, view, style, drawn_with, made)


def _read(words: str, hints: Mapping[str, Any]) -> Brief:
    """The brief of some words, in which each of the cast looks as is said of them alone."""
    given = hints.get("cast")
    cast = {str(name): str(look) for name, look in given.items()} if isinstance(given, Mapping) else {}
    text, looks = introduced(words, cast)
    figures = {name: _described(look, name) for name, look in looks.items() if read(look).hero}
    keys = str(hints.get("book") or ""), str(hints.get("strangers") or "")
    return read(text if len(figures) == len(looks) else words, *keys, figures)


def _described(description: str, name: str) -> Character:
    """The one character that a description is about, called by its name."""
    plain = read(description).hero
    if plain is None:
        return read(name).hero or person("child", name, None)
    article = "" if description.lower().startswith(("a ", "an ", "the ")) else "a "
    named = read(f"{name}, {article}{description}").hero
    if named and (named.species, named.role, named.name) == (plain.species, plain.role, name):
        return named
    return plain if plain.name else plain.changed(name=name)
