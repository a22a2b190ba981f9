"""Sheets of heroes, as colouring books order them: the described character, four times, in lines alone."""

import pytest

from inkwell.coloring_books.options import READERS, Audience
from inkwell.coloring_books.sheets import sheet_brief
from inkwell.core.image_models import ImageRequest
from inkwell.imaging.finishing import WithThumbnail
from inkwell.imaging.inspection import inspect
from inkwell_offline.illustrator import Illustrator, manifest, read_character
from tests.support.attempts import MemoryAttempt

HEROES = {
    ("Bella", "A friendly white bunny with floppy ears and a pink bow"): ("bunny", ""),
    ("Max", "brave little dragon with green scales and a red cape"): ("dragon", ""),
    ("Luna", "A girl with long braided hair, freckles and round glasses"): ("human", "girl"),
    ("Captain Rex", "A pirate dog with an eye patch"): ("dog", ""),
    ("Sage", "An old wizard with a long white beard and a pointed hat"): ("human", "wizard"),
    ("Grey Wolf", "A grey wolf with a black back, a side pouch and white front paws"): ("wolf", ""),
    ("布拉", "A tiny panda who reads books in front of the library"): ("panda", ""),
    ("Blob", "Something squishy that nobody has ever seen"): ("human", "child"),
}


def request(name: str, description: str, audience: Audience = "children") -> ImageRequest:
    ordered = sheet_brief(name, description, audience, {})
    return ImageRequest(ordered.prompt, "1:1", seed=1, medium=ordered.medium, size=(400, 400), hints=ordered.hints)


@pytest.mark.parametrize("hero", HEROES, ids=lambda hero: hero[0])
def test_a_sheet_shows_the_described_character_under_its_name(hero: tuple[str, str]) -> None:
    name, description = hero
    drawn = Illustrator().generate(request(name, description), MemoryAttempt())
    who = read_character(drawn.data)
    assert who
    assert (who.species, who.role, who.name) == (*HEROES[hero], name)
    told = manifest(request(name, description))
    assert (told["layout"], told["hero"]["fingerprint"]) == ("sheet_2x2", who.fingerprint)


def test_a_sheet_is_lines_on_white_whose_weight_suits_its_readers() -> None:
    ink = {}
    for audience in READERS:
        image = inspect(
            Illustrator().generate(request("Bella", "A friendly white bunny", audience), MemoryAttempt()).data,
            field="sheet",
        ).image
        histogram = image.convert("L").histogram()
        assert histogram[0] + histogram[255] == 400 * 400, "two levels and no others"
        ink[audience] = histogram[0]
        # One figure in each quarter, of about as much ink.
        quarters = [
            image.crop((x, y, x + 200, y + 200)).convert("L").histogram()[0] for x in (0, 200) for y in (0, 200)
        ]
        assert min(quarters) > max(quarters) / 2
    assert ink["toddler"] > ink["children"]


def test_a_sheet_is_shown_small_too() -> None:
    drawn = Illustrator().generate(request("Bella", "A friendly white bunny"), MemoryAttempt())
    finished = WithThumbnail().finish(drawn, None)
    assert (finished.data, finished.correction) == (drawn.data, None)
    assert finished.thumbnail
    small = inspect(finished.thumbnail, field="thumbnail")
    assert (small.media_type, small.width, small.height) == ("image/jpeg", 300, 300)
