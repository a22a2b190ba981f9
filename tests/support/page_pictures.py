"""Pages of colouring books with pictures of a test's own, as a generation would leave them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, Protocol

import requests
from PIL import Image, ImageDraw

from inkwell.aws.pages import DynamoPages
from inkwell.aws.projects import DynamoProjects
from inkwell.aws.transactions import transact
from inkwell.coloring_books.page_store import PageVersion, ProjectPage, Scene
from inkwell.core.names import new_id, prefix
from inkwell.core.object_store import ObjectStore
from tests.support.pictures import encoded
from tests.support.studio import Studio

#: The pixels of the smallest pages, of projects with the trim size 6x9.
SIZE = (1800, 2700)
SCENE = Scene(
    "Bella waters the flowers in front of her burrow",
    "full-figure",
    True,
    hero_name="Bella",
    hero_looks="a white bunny",
)


def line_art(seed: int = 1) -> Image.Image:
    """A page of that size: black circles on white, within the margins."""
    page = Image.new("1", SIZE, 1)
    draw = ImageDraw.Draw(page)
    for place in range(12):
        x, y = 400 + (place % 3) * 450 + seed % 50, 400 + (place // 3) * 600 + seed // 50 % 50
        draw.ellipse((x - 180, y - 180, x + 180, y + 180), outline=0, width=14)
    return page


class Stored(Protocol):
    """The part of a studio that pages are stored in."""

    @property
    def client(self) -> Callable[[str], Any]:
        """Makes a client of an AWS service."""

    @property
    def table(self) -> str:
        """The name of the table."""

    @property
    def objects(self) -> ObjectStore:
        """The stored files."""


def stored_pages(studio: Stored) -> DynamoPages:
    """The store of pages."""
    client = studio.client("dynamodb")
    return DynamoPages(client, studio.table, DynamoProjects(client, studio.table))


def give_version(studio: Stored, page_id: str, picture: Image.Image | None = None) -> bytes:
    """Give a page one more version, with a picture; the picture's bytes."""
    page = page_of(studio, page_id)
    job_id, data = new_id(), encoded(picture or line_art(len(page.versions) + 1), "PNG")
    key, small = f"{prefix(job_id)}{page.number}-1.png", f"{prefix(job_id)}{page.number}-1-thumbnail.jpg"
    studio.objects.put(key, data, "image/png")
    studio.objects.put(small, data, "image/jpeg")
    version = PageVersion(key, small, SCENE, "a page", "initial", "scripted", job_id, str(page.number), 1)
    transact(studio.client("dynamodb"), (), stored_pages(studio).addition(page.project_id, page.number, version, 10))
    return data


def page_of(studio: Stored, page_id: str) -> ProjectPage:
    """A page as it is stored."""
    project_id, number = f"{page_id[:-2]}00", int(page_id[-2:], 16)
    found = stored_pages(studio).page(project_id, number)
    assert found
    return found[1]


def first_version(studio: Studio, page_id: str) -> Image.Image:
    """The picture of a page's first version."""
    data, _ = studio.objects.get(page_of(studio, page_id).versions[0].object_key)
    with Image.open(BytesIO(data)) as image:
        image.load()
        return image


def picture(url: str) -> Image.Image:
    """A picture behind a presigned URL."""
    answer = requests.get(url, timeout=30)
    assert answer.status_code == 200
    with Image.open(BytesIO(answer.content)) as image:
        image.load()
        return image


def mask(box: tuple[int, int, int, int], mode: str = "L", **options: Any) -> bytes:
    """A mask of that size as a PNG, white in a box (left, top, right, bottom)."""
    image = Image.new("L", SIZE, 0)
    image.paste(255, box)
    return encoded(image.convert(mode), "PNG", **options)
