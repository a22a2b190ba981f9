"""The lid on what visitors may spend: limits of a day."""

from collections.abc import Callable, Mapping

from inkwell.core.rates import DAY, RateLimit
from inkwell.settings import PictureBookSettings, load

#: Counts units against limits, as `inkwell.api.app.Api.spend`.
Spend = Callable[[Mapping[RateLimit, int]], None]

STORIES = RateLimit("picture_books.stories", 10, DAY)
SCENES = RateLimit("picture_books.scenes", 60, DAY)
STORIES_OF_ADDRESS = RateLimit("picture_books.stories", 30, DAY, per="address")
#: Pictures that a visitor has drawn again; without a limit one visitor could spend what all have together.
RETRIES = RateLimit("picture_books.retries", 60, DAY)

#: Books for print, which need no model, but minutes of a processor.
BOOKS = RateLimit("picture_books.books", 10, DAY)
BOOKS_OF_ADDRESS = RateLimit("picture_books.books", 30, DAY, per="address")
COLORINGS = RateLimit("picture_books.colorings", 20, DAY)


def pictures() -> RateLimit:
    """The limit of the pictures of all visitors together."""
    return RateLimit("picture_books.pictures", load(PictureBookSettings).picture_books_pictures_a_day, DAY, per="all")


def of_story(drawn: int) -> dict[RateLimit, int]:
    """The units that a new story takes, with its first scene.

    Args:
        drawn: the number of the scene's pictures.
    """
    return {STORIES: 1, STORIES_OF_ADDRESS: 1, **of_scene(drawn)}


def of_scene(drawn: int) -> dict[RateLimit, int]:
    """The units that a new scene takes."""
    return {SCENES: 1, pictures(): drawn}


def of_retry() -> dict[RateLimit, int]:
    """The units that a picture takes that is drawn again."""
    return {RETRIES: 1, pictures(): 1}


def of_book() -> dict[RateLimit, int]:
    """The units that a book for print takes."""
    return {BOOKS: 1, BOOKS_OF_ADDRESS: 1}


def of_coloring() -> dict[RateLimit, int]:
    """The units that a colouring page takes, each time it is drawn."""
    return {COLORINGS: 1, pictures(): 1}
