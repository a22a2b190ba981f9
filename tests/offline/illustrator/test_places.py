"""Figures that can be seen: whole, before what they climb, and clear of each other."""

from collections.abc import Callable

import pytest
from PIL import Image

from inkwell.core.image_models import ImageRequest
from inkwell_offline.illustrator import scene
from inkwell_offline.illustrator.kit.raster import render

WIDE, TALL = (320, 240), (240, 320)
SEEDS = range(1, 7)


def orange(red: int, green: int, blue: int) -> bool:
    """The colour of a fox."""
    return red > 200 and 90 < green < 165 and blue < 90


def purple(red: int, green: int, blue: int) -> bool:
    """The colour of a fairy's dress."""
    return abs(red - 180) < 30 and abs(green - 140) < 35 and blue > 200


def found_in(
    prompt: str,
    seed: int,
    colour: Callable[[int, int, int], bool] = orange,
    *,
    shot: str = "",
    size: tuple[int, int] = WIDE,
) -> Image.Image:
    """A picture as a map, white where a colour is."""
    hints = {"shot": shot} if shot else {}
    drawn = scene(ImageRequest(prompt, seed=seed, aspect_ratio=f"{size[0]}:{size[1]}", hints=hints))
    found = Image.new("L", size)
    pixels = render(drawn.art, *size).convert("RGB").tobytes()
    found.putdata([255 * colour(*rgb) for rgb in zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)])
    return found


def share(found: Image.Image) -> float:
    return found.histogram()[255] / (found.width * found.height)


@pytest.mark.parametrize("seed", SEEDS)
def test_who_climbs_a_tree_is_before_it_and_has_a_head_by_every_camera(seed):
    prompt = "a fox climbing a tree"
    far, near = (found_in(prompt, seed, shot=shot) for shot in ("wide-shot", "close-up"))
    assert share(far) > 0.015
    assert share(near) > 3 * share(far)
    assert near.crop((0, 0, near.width, 2)).getbbox() is None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_friend_who_comes_along_hides_nobody_else(seed):
    prompt = "Bella the bunny playing a guitar while a fox sings, in the magical forest, followed by a fairy"
    assert share(found_in(prompt, seed, size=TALL)) > 0.008


@pytest.mark.parametrize("seed", SEEDS)
def test_the_edge_of_a_wide_picture_cuts_no_friend_in_two(seed):
    found = found_in("a penguin with a fox and an owl in the forest", seed)
    edges = [found.crop((x, 0, x + 1, found.height)) for x in (0, found.width - 1)]
    assert all(share(edge) < 0.1 for edge in edges)


@pytest.mark.parametrize("seed", [4, 11])
def test_what_flies_does_not_cover_a_fairy(seed):
    prompt = "a bunny chasing three butterflies in the magical forest, together with a fairy"
    assert share(found_in(prompt, seed, purple, size=TALL)) > 0.007


@pytest.mark.parametrize("seed", SEEDS)
def test_a_thing_before_those_who_are_seen_from_near_leaves_their_faces(seed):
    behind_bush = found_in("a bunny with a mouse and a fox, and a bush", seed, shot="close-up")
    assert share(behind_bush) > 0.7 * share(found_in("a bunny with a mouse and a fox", seed, shot="close-up"))
