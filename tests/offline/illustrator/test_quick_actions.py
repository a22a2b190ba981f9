"""Less and more on pages: of our own, whose scene is on record, and of others, of which there are only the lines."""

import io
import json
from random import Random

import pytest
from PIL import Image, ImageChops, ImageDraw

from inkwell.core.image_models import ImageInput
from inkwell.imaging.chunks import SCENE
from inkwell.imaging.line_art import printable
from inkwell.imaging.page_gate import Measures, failed, measure
from inkwell.imaging.page_standards import STANDARDS
from tests.offline.illustrator.conftest import picture

LETTER, DIGEST = (2550, 3300), (1800, 2700)
EYES = (470, 660, 830, 820)
"""Where the eyes of `hatched` are."""
MODERATE = 1.6


def hatched() -> Image.Image:
    """A cat with hatched fur, whiskers and small flowers, as a model draws on a page for children."""
    page = Image.new("L", DIGEST, 255)
    pen = ImageDraw.Draw(page)
    pen.rectangle((130, 130, 1670, 2570), outline=0, width=14)
    pen.line((130, 1500, 1670, 1400), fill=0, width=12)
    fur = Image.new("L", DIGEST, 255)
    for at in range(-2700, 2700, 22):
        ImageDraw.Draw(fur).line((at, 0, at + 2700, 2700), fill=0, width=7)
    pen.ellipse((350, 1000, 1000, 2200), fill=255, outline=0, width=12)
    coat = Image.new("L", DIGEST, 0)
    ImageDraw.Draw(coat).polygon([(700, 1150), (920, 1350), (920, 1900), (700, 2100)], fill=255)
    page.paste(fur, (0, 0), coat)
    pen.ellipse((330, 450, 970, 1090), fill=255, outline=0, width=12)
    for x in (540, 760):
        pen.ellipse((x - 60, 670, x + 60, 810), outline=0, width=9)
        pen.ellipse((x - 36, 700, x + 36, 795), fill=0)
    pen.polygon([(620, 840), (680, 840), (650, 885)], fill=0)
    pen.arc((560, 840, 740, 960), 20, 160, fill=0, width=10)
    chance = Random(3)
    for _ in range(16):
        x, y = chance.randrange(1080, 1580), chance.randrange(300, 2450)
        for radius in (62, 34):
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255, outline=0, width=9)
    return page


def foreign(draw, reader: str) -> Image.Image:
    """A page of ours, as a model of which nothing is on record would have drawn it."""
    page = picture(draw("Bella and an owl in the garden", medium="line_art", size=LETTER, hints={"audience": reader}))
    soft = page.convert("L").crop((90, 90, 2460, 3210)).resize((1024, 1348), Image.Resampling.LANCZOS)
    return printable(soft, LETTER, STANDARDS[reader]).page


def given(page: Image.Image) -> ImageInput:
    buffer = io.BytesIO()
    page.convert("1").save(buffer, "PNG")
    return ImageInput(buffer.getvalue(), "image/png", "page")


def acted(draw, page: ImageInput, action: str, reader: str, **hints: str) -> tuple[Image.Image, Measures]:
    """What a quick action makes of a page, as the studio asks for it."""
    asked = {"audience": reader, "change": "", "action": action, **hints}
    with Image.open(io.BytesIO(page.data)) as before:
        size = before.size
    made = picture(draw(f"{action} the page", medium="line_art", size=size, seed=9, seed_image=page, hints=asked))
    return made, measure(made)


@pytest.mark.parametrize(("reader", "page"), [("children", None), ("adult", None), ("children", hatched())])
def test_a_foreign_page_loses_shapes_and_ink_and_gains_whole_shapes(reader, page, draw):
    page = page or foreign(draw, reader)
    before = measure(page)
    simple, less = acted(draw, given(page), "simplify", reader)
    rich, more = acted(draw, given(page), "add_detail", reader)
    assert less.regions < 0.95 * before.regions < before.regions < more.regions < MODERATE * before.regions
    assert less.ink_percent < 0.95 * before.ink_percent < before.ink_percent < more.ink_percent
    assert more.ink_percent < MODERATE * before.ink_percent
    for found in (less, more):
        assert not failed(found, STANDARDS[reader])
    # Nothing is thickened or filled but the ends of hatching, and nothing goes when more is put in.
    inked = ImageChops.subtract(page.convert("L"), simple.convert("L")).histogram()[255]
    assert inked < 0.03 * page.width * page.height * before.ink_percent / 100
    assert ImageChops.subtract(rich.convert("L"), page.convert("L")).histogram()[255] == 0


def test_faces_stay_as_they_are(draw):
    page = hatched()
    for action in ("simplify", "add_detail"):
        made, _ = acted(draw, given(page), action, "children")
        assert ImageChops.difference(made.convert("L").crop(EYES), page.crop(EYES)).getbbox() is None, action


def test_a_page_with_nothing_on_it_to_leave_out_stays_as_it_is(draw):
    page = Image.new("L", LETTER, 255)
    ImageDraw.Draw(page).rectangle((200, 200, 2350, 3100), outline=0, width=20)
    made, _ = acted(draw, given(page), "simplify", "toddler")
    assert ImageChops.difference(made.convert("L"), page).getbbox() is None


@pytest.mark.parametrize("reader", ["toddler", "children", "tween", "teen", "adult"])
@pytest.mark.parametrize(
    ("words", "arrangement"),
    [
        ("A patchwork of bunnies and flowers", "squares"),
        ("A mandala of butterflies and flowers", "rings"),
        ("Garlands of stars and hearts", "bands"),
        ("A lattice of stars and flowers", "diamonds"),
        ("Stars and flowers everywhere", "rows"),
    ],
)
def test_a_pattern_keeps_its_arrangement(reader, words, arrangement, draw):
    hints = {"audience": reader, "composition": "pattern"}
    page = draw(words, medium="line_art", size=DIGEST, seed=4, hints=hints)
    before = measure(picture(page))
    less, more = (
        acted(draw, ImageInput(page.data, "image/png"), action, reader, composition="pattern")
        for action in ("simplify", "add_detail")
    )
    for made, _ in (less, more):
        assert json.loads(made.text[SCENE])["manifest"]["arrangement"] == arrangement
    assert less[1].regions < before.regions < more[1].regions
    assert less[1].ink_percent < before.ink_percent < more[1].ink_percent


@pytest.mark.parametrize("words", ["Bella waters the flowers", "a bear in the bedroom", "a fox rides a bicycle"])
def test_a_page_for_toddlers_has_less_in_it_the_second_time_too(words, draw):
    page = draw(words, medium="line_art", size=LETTER, seed=4, hints={"audience": "toddler"})
    before, source = measure(picture(page)), page
    for _ in range(2):
        hints = {"audience": "toddler", "change": "", "action": "simplify"}
        source = draw("", medium="line_art", size=LETTER, seed_image=ImageInput(source.data, "image/png"), hints=hints)
        after = measure(picture(source))
        assert after.regions < before.regions
        assert after.ink_percent < before.ink_percent
        assert not failed(after, STANDARDS["toddler"])
        before = after
