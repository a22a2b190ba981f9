"""The providers that the counted studio draws and writes with: stand-ins that answer at once.

Pictures come from Replicate by the bundled table `replicate`, texts from OpenRouter, so the studio does all that a paid
request needs (its lease, its price on record). They have no rate limit, because the writes of a rate limiter depend on
how many requests come at the same time.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from tests.support.providers.openrouter import OpenRouterServer
from tests.support.providers.replicate import ReplicateServer
from tests.support.writer import five, page_plan, scene, tale

#: The idea that a storyboard is asked for, and the wish for a picture book; any other text is a story.
IDEA = "Luxury watch advertisement with golden hour lighting"
WISH = "A little fox who wants to see the sea"

#: The pages of the colouring book.
PAGES = 40

#: The price of a text in dollars: 500 tokens to read and 1,500 to write, at the price of the writer below.
TEXT_DOLLARS = 0.012

# A picture's prompt is as long as a good writer's. Its item's size is far from a whole number of KB on purpose: seeds
# are not always equally long, and the units of a write must not depend on them.
_WORDS = (
    "under a sky of many colours, seen from the hill behind the old mill, in the long golden light of a late summer "
    "evening, with a few birds far away and smoke above the roofs"
)
_WRITER = "openrouter/gemini-3.6-flash"


def _written(prompt: str) -> dict[str, Any]:
    if IDEA in prompt:
        return five()
    if WISH in prompt:
        return scene(word=_WORDS)
    return page_plan(range(1, PAGES + 1)) if f"Plan all {PAGES} pages" in prompt else tale(word=_WORDS)


def _page() -> bytes:
    """A page as a model draws it: line art that is cleaned and passes the gate at once."""
    with Image.open(Path(__file__).parents[1] / "docs" / "gallery" / "05-children-pirate.png") as picture:
        picture.convert("RGB").save(buffer := BytesIO(), "JPEG", quality=90)
    return buffer.getvalue()


@contextmanager
def providers() -> Iterator[tuple[str, str]]:
    """The model table that names the stand-ins, and the secret with their keys, both as JSON."""
    with ReplicateServer() as replicate, OpenRouterServer() as openrouter:
        openrouter.cost = TEXT_DOLLARS
        openrouter.write = _written
        page = _page()
        replicate.draw = lambda asked: page if "Coloring book page" in asked["prompt"] else None
        unlimited = {"requests_per_minute": None}
        table = {
            "extends": "replicate",
            "text_roles": {"storyboard": _WRITER, "story": _WRITER, "scene": _WRITER, "page_plan": _WRITER},
            "providers": {
                # As many at once as this machine has processors: durations are measured as if each had its own.
                "replicate": {"base_url": replicate.base_url, "concurrency": min(os.cpu_count() or 1, 40), **unlimited},
                "openrouter": {"base_url": openrouter.base_url, **unlimited},
            },
        }
        keys = {"replicate": replicate.key, "openrouter": openrouter.key}
        yield json.dumps(table), json.dumps(keys)
