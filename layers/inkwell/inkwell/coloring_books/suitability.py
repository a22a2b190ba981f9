"""Suitability of heroes for books whose readers are others than those they were made for."""

from inkwell.coloring_books.options import Audience
from inkwell.coloring_books.store import Hero
from inkwell.core.safety import screen


def screen_hero(hero: Hero | None, audience: Audience, *, field: str = "hero") -> None:
    """Check a hero's texts for the readers of a book: they become a part of the prompts of its pages.

    Args:
        hero: None for a book without.
        audience: the readers of the book.
        field: the request's field that names the hero, for the error.

    Raises:
        BlockedText: the hero's name or description holds a phrase that is blocked for these readers.
    """
    if hero:
        for text in (hero.name, hero.description):
            screen(text, field=field, audience=audience)
