"""The port: determinism, seeds, sizes, styles, edits, and what is refused."""

import io
import itertools
import json
import os
import subprocess
import sys

import pytest
from PIL import Image, ImageChops, ImageFilter

from inkwell.core.errors import ModelRejectedInput
from inkwell.core.image_models import ImageInput, ImageRequest, ImageResult
from inkwell.imaging.chunks import SCENE
from inkwell.imaging.line_art import printable
from inkwell.imaging.page_gate import failed, measure, two_levels
from inkwell.imaging.page_standards import STANDARDS
from inkwell_offline.illustrator import Illustrator, manifest, read_scene, svg
from inkwell_offline.illustrator.kit.patterns import PATTERNS
from inkwell_offline.illustrator.settings.catalogue import SETTINGS
from inkwell_offline.illustrator.styles import STYLES
from inkwell_offline.illustrator.wanted import pixels_for
from tests.offline.illustrator.conftest import Recorder, picture
from tests.offline.illustrator.drawings import PROMPT, drawings

LETTER = (2550, 3300)


def given_picture(image, kind="PNG"):
    out = io.BytesIO()
    image.save(out, kind)
    return ImageInput(out.getvalue(), f"image/{kind.lower()}", "source")


def test_equal_requests_give_equal_drawings_in_any_process():
    environment = os.environ | {"PYTHONHASHSEED": "4242", "PYTHONPATH": os.pathsep.join(sys.path)}
    elsewhere = subprocess.run(
        [sys.executable, "-m", "tests.offline.illustrator.drawings"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout == drawings()


def test_the_svg_is_well_formed_and_bound_to_its_inputs():
    from xml.etree import ElementTree

    drawn = [svg(ImageRequest(PROMPT, seed=s)) for s in range(6)]
    assert ElementTree.fromstring(drawn[1]).tag.endswith("svg")
    assert len(set(drawn)) == 6


def test_a_new_seed_keeps_the_cast_and_changes_the_composition():
    scenes = [manifest(ImageRequest(PROMPT, seed=s)) for s in range(6)]
    assert {s["hero"]["fingerprint"] for s in scenes} == {scenes[0]["hero"]["fingerprint"]}
    assert all(s["companions"] == ["fairy", "fairy"] for s in scenes)
    for a, b in itertools.pairwise(scenes):
        assert a["composition"] != b["composition"]


#: Words for settings whose names alone are things, or other places.
SAID = {"clouds": "above the clouds", "hall": "sports hall", "carriage": "on the train"}


@pytest.mark.parametrize("setting", sorted(SETTINGS))
def test_six_pages_of_a_book_have_six_layouts(setting):
    words = f"a fox, {SAID.get(setting, setting)}"
    pages = [manifest(ImageRequest(words, medium="line_art", hints={"page": n})) for n in range(1, 7)]
    places = [(p["composition"], p["mirrored"]) for p in pages]
    assert len(set(places)) == 6
    assert {p["setting"] for p in pages} == {setting}


def test_moments_with_neighbouring_seeds_never_repeat_a_layout_in_a_row():
    pages = [
        manifest(ImageRequest(f"a fox in the forest, moment {n}", seed=100 + n, medium="line_art")) for n in range(12)
    ]
    places = [(p["composition"], p["mirrored"]) for p in pages]
    assert all(a != b for a, b in itertools.pairwise(places))


def test_line_and_colour_are_readings_of_one_scene():
    line, colour = (manifest(ImageRequest(PROMPT, seed=3, medium=m, size=(600, 800))) for m in ("line_art", "colour"))
    assert line == colour


@pytest.mark.parametrize(
    ("values", "size"),
    [
        ({}, (1024, 1024)),
        ({"aspect_ratio": "16:9"}, (1344, 756)),
        ({"aspect_ratio": "9:16"}, (756, 1344)),
        ({"aspect_ratio": "5:4"}, (1140, 912)),
        ({"medium": "line_art", "aspect_ratio": "17:22"}, (2550, 3300)),
        ({"medium": "line_art", "aspect_ratio": "4:3"}, (3400, 2550)),
    ],
)
def test_the_size_follows_from_the_aspect_ratio(values, size):
    assert pixels_for(ImageRequest("a cat", **values)) == size


@pytest.mark.parametrize(
    ("values", "size"),
    [
        ({"size": (333, 777)}, (333, 777)),
        ({"medium": "line_art", "size": (500, 400)}, (500, 400)),
    ],
)
def test_sizes(values, size, draw):
    result = draw("a cat", **values)
    assert (result.width, result.height) == size == picture(result).size
    assert result.media_type == "image/png"
    assert result.model == "offline/illustrator"


def test_progress_and_cost():
    attempt = Recorder()
    result = Illustrator(cost_micros=1500).generate(ImageRequest("a cat", size=(64, 64), seed=9), attempt)
    assert (result.cost_micros, result.seed) == (1500, 9)
    assert attempt.percents == sorted(attempt.percents)
    assert attempt.percents[-1] == 100


@pytest.mark.parametrize(
    "values",
    [
        {"size": (0, 10)},
        {"size": (9000, 100)},
        {"aspect_ratio": "wide"},
        {"aspect_ratio": "1:0"},
        {"aspect_ratio": "20:1"},
        {"references": [ImageInput(b"nothing", "image/png")]},
        {"seed_image": ImageInput(b"", "image/png")},
    ],
)
def test_what_makes_no_picture_is_refused(values, draw):
    with pytest.raises(ModelRejectedInput):
        draw("a cat", **values)


def test_art_styles_can_be_told_apart(draw):
    pictures = {
        s: picture(draw("a fox in the meadow", seed=1, size=(128, 128), hints={"art_style": s})).convert("RGB")
        for s in STYLES
        if s
    }
    names = sorted(pictures)
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            difference = ImageChops.difference(pictures[a], pictures[b]).convert("L")
            mean = sum(v * n for v, n in enumerate(difference.histogram())) / (128 * 128)
            assert mean > 2.5, (a, b)


def test_line_art_style_in_colour_medium_is_two_valued(draw):
    assert two_levels(picture(draw("a fox", size=(200, 200), hints={"art_style": "line-art"})))


def test_presets_and_audiences_change_weight_and_density(draw):
    def page(**hints):
        return measure(picture(draw("a fox in the meadow", medium="line_art", size=LETTER, seed=1, hints=hints)))

    toddler, children, adult = (page(audience=a) for a in ("toddler", "children", "adult"))
    assert toddler.stroke > 1.4 * children.stroke > 1.4 * adult.stroke
    assert toddler.regions < children.regions < adult.regions
    assert page(style_preset="bold-simple").stroke > 1.2 * children.stroke
    assert page(style_preset="botanical").regions > children.regions
    assert page(line_weight="bold").stroke > children.stroke
    assert page(line_weight="thick", complexity="moderate") == children, "which children's pages have anyway"


def test_quick_actions_on_our_own_page(draw):
    page = draw("a fox in the garden", medium="line_art", size=LETTER, seed=2)
    source = ImageInput(page.data, "image/png")
    before = measure(picture(page))
    for action, more in (("simplify", False), ("add_detail", True)):
        result = draw("", medium="line_art", seed_image=source, hints={"action": action})
        after = measure(picture(result))
        assert picture(result).size == LETTER
        assert (after.regions > before.regions) is more
        assert after.two_levels


@pytest.mark.parametrize(
    ("audience", "prompt", "size"),
    [
        ("toddler", "a dog at the beach", LETTER),
        ("children", "a fox and an owl in the forest", LETTER),
        ("teen", "a castle with a dragon", (1800, 2700)),
        ("adult", "a peacock in the garden", LETTER),
    ],
)
def test_quick_actions_on_a_foreign_page(draw, audience, prompt, size):
    """Another model's page is changed as it is: what passed the gate before does so after."""
    standard = STANDARDS[audience]
    own = picture(draw(prompt, medium="line_art", size=size, seed=2, hints={"audience": audience}))
    foreign = own.convert("RGB").filter(ImageFilter.GaussianBlur(1)).resize((size[0] // 2, size[1] // 2))
    page = printable(foreign, size, standard).page
    before = measure(page)
    source = given_picture(page)
    simple, rich = (
        measure(picture(draw("", medium="line_art", seed_image=source, hints={"action": action})))
        for action in ("simplify", "add_detail")
    )
    assert simple.regions < 0.9 * before.regions
    assert simple.ink_percent < before.ink_percent
    assert 1.1 * before.regions < rich.regions < 3 * before.regions
    assert rich.ink_percent > before.ink_percent
    assert [failed(found, standard) for found in (before, simple, rich)] == [[], [], []]


def test_a_page_of_little_becomes_less_all_the_same(draw):
    page = draw("a dog", medium="line_art", size=LETTER, seed=2, hints={"audience": "toddler"})
    before = measure(picture(page))
    for _ in range(2):
        page = draw(
            "",
            medium="line_art",
            seed_image=ImageInput(page.data, "image/png"),
            hints={"action": "simplify", "audience": "toddler"},
        )
    after = measure(picture(page))
    assert after.regions < before.regions
    assert after.ink_percent < before.ink_percent


def test_quick_actions_keep_the_arrangement_of_a_pattern(draw):
    hints = {"composition": "pattern", "audience": "children"}
    page = draw("A patchwork of squares with foxes and acorns", medium="line_art", size=LETTER, seed=2, hints=hints)
    shown = json.loads(picture(page).text[SCENE])["manifest"]["arrangement"]
    assert shown != "rows"
    source = ImageInput(page.data, "image/png")
    for action in ("simplify", "add_detail"):
        changed = draw("", medium="line_art", seed_image=source, hints=hints | {"action": action})
        assert json.loads(picture(changed).text[SCENE])["manifest"]["arrangement"] == shown


def test_an_edit_of_our_picture_keeps_the_place_and_the_hero(draw):
    first = draw("Bella the bunny in the garden", seed=5, size=(256, 256))
    second = draw("at night, she is surprised", seed_image=ImageInput(first.data, "image/png"))
    before, after = (read_scene(r.data)["manifest"] for r in (first, second))
    for key in ("setting", "composition", "mirrored"):
        assert after[key] == before[key]
    assert after["hero"]["fingerprint"] == before["hero"]["fingerprint"]
    assert (after["time"], after["hero"]["expression"]) == ("night", "surprised")


def test_a_foreign_seed_picture_hands_on_its_palette(draw):
    violet = Image.new("RGB", (200, 200), (120, 60, 200))
    violet.paste((230, 200, 60), (0, 120, 200, 200))
    plain = picture(draw("a fox in the meadow", seed=1, size=(200, 200))).convert("RGB")
    taken = picture(draw("a fox in the meadow", seed=1, seed_image=given_picture(violet))).convert("RGB")

    def sky(image):
        r, g, _b = image.crop((0, 0, 200, 20)).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
        return r - g

    assert taken.size == (200, 200)
    assert sky(taken) > sky(plain) + 30


@pytest.mark.parametrize("medium", ["colour", "line_art"])
@pytest.mark.parametrize("foreign", [False, True])
def test_inpainting_changes_only_the_masked_part(medium, foreign, draw):
    page = draw("a fox in the garden", medium=medium, size=(300, 400), seed=2)
    source = given_picture(picture(page)) if foreign else ImageInput(page.data, "image/png")
    box = (170, 220, 290, 390)
    mask = Image.new("L", (300, 400), 0)
    mask.paste(255, box)
    result = draw("a red balloon", medium=medium, seed_image=source, mask=given_picture(mask))
    before, after = picture(page), picture(result)
    assert (after.mode, after.size) == (before.mode, before.size)
    changed = ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox()
    assert changed is not None
    assert changed[0] >= box[0]
    assert changed[1] >= box[1]
    assert changed[2] <= box[2]
    assert changed[3] <= box[3]
    if medium == "line_art":
        assert two_levels(after)
    assert read_scene(result.data)["manifest"]["painted"] == ["balloon"]


def test_a_mask_must_fit_and_mark_something(draw):
    page = ImageInput(draw("a fox", size=(64, 64)).data, "image/png")
    for mask in (Image.new("L", (32, 32), 255), Image.new("L", (64, 64), 0)):
        with pytest.raises(ModelRejectedInput):
            draw("a cat", seed_image=page, mask=given_picture(mask))


def test_large_colour_pages_are_drawn_in_bands(monkeypatch, draw):
    from inkwell_offline.illustrator.kit import raster

    whole = picture(draw("a fox in the forest", size=(240, 320), seed=1, hints={"art_style": "night"}))
    monkeypatch.setattr(raster, "BAND_PIXELS", 240 * 4 * 50)
    banded = picture(draw("a fox in the forest", size=(240, 320), seed=1, hints={"art_style": "night"}))
    difference = ImageChops.difference(whole, banded).convert("L")
    assert sum(n for v, n in enumerate(difference.histogram()) if v > 12) < 240 * 320 * 0.004


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_repeats_without_a_seam(name):
    """Two tiles side by side, and one below, are what one drawing of the lines over that area gives."""
    from inkwell_offline.illustrator.kit.geometry import box
    from inkwell_offline.illustrator.kit.marks import Art, Hatch, Mark
    from inkwell_offline.illustrator.kit.raster import render

    tile = PATTERNS[name](120.0, 120.0)
    across, down = (1, 1) if name == "mandala" else (2, 2)
    wide, high = tile.width * across, tile.height * down
    size = (round(tile.width * 4) * across, round(tile.height * 4) * down)
    page = box(0, 0, wide, high)
    hatch = Art(wide, high, True, items=[Hatch(page, name, "#000000", 1.5)])
    lines = Art(wide, high, True)
    for dx in range(across):
        for dy in range(down):
            moved = (line.moved(dx * tile.width, dy * tile.height) for line in tile.lines)
            lines.items += [Mark(line, None, "#000000", 1.5) for line in moved]
    drawn, expected = (render(art, *size).convert("L") for art in (hatch, lines))
    assert drawn.histogram()[0] > 0.03 * size[0] * size[1]
    # Lines that cross the edge of a tile are drawn by both tiles in `expected` and cut in `drawn`: only edges differ.
    differing = ImageChops.difference(drawn, expected).histogram()[255]
    assert differing < 0.02 * size[0] * size[1]


def test_snow_lies_on_the_ground(draw):
    def ground(prompt):
        page = picture(draw(prompt, medium="colour", seed=1)).convert("RGB")
        strip = page.crop((0, page.height * 2 // 3, page.width, page.height)).resize((1, 1))
        return strip.getpixel((0, 0))

    for prompt in ("a fox in a snowy forest", "a fox runs in a snowy forest, wind", "a fox in a forest, it is snowing"):
        assert min(ground(prompt)) > 150, prompt
    _, green, blue = ground("a fox in a forest")
    assert green > blue + 40


def test_no_flowers_grow_in_the_snow_unless_they_are_asked_for():
    def count(noun, prompt):
        shown = (manifest(ImageRequest(prompt, seed=seed))["counts"] for seed in range(4))
        return [counts.get(noun, 0) for counts in shown]

    assert min(count("flower", "a rabbit in a garden")) > 0
    assert count("flower", "a rabbit in a garden in winter") == [0] * 4
    assert count("flower", "a rabbit with a flower in a garden in winter") == [1] * 4
    for stumps in (1, 3):
        words = {1: "a stump", 3: "three stumps"}[stumps]
        assert count("stump", f"a rabbit beside {words} in a garden in winter") == [stumps] * 4


def test_edits_add_up_and_leave_all_else_where_it_is(draw):
    def edited(words: str, before: ImageResult, seed: int) -> ImageResult:
        hints = {"change": words}
        return draw(words, seed=seed, size=(256, 256), seed_image=ImageInput(before.data, "image/png"), hints=hints)

    first = draw("a cat in the garden", seed=1, size=(256, 256))
    second = edited("add a butterfly", first, 5)
    third = edited("make it night", second, 6)
    again = edited("add another butterfly", second, 7)
    made = [read_scene(each.data)["manifest"] for each in (first, second, third, again)]
    assert [each["counts"].get("butterfly", 0) for each in made] == [0, 1, 1, 2]
    assert made[2]["time"] == "night"
    assert len({(each["composition"], each["mirrored"], each["hero"]["x"]) for each in made}) == 1
