"""Pages of lists: how many things a response shows, and where the next page begins."""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from inkwell.core.errors import InvalidInput
from inkwell.core.timestamps import timestamp

#: The most things on a page, and the usual number.
MAX_LIMIT = 100
USUAL_LIMIT = 50

#: The most bytes of a page's JSON, so that a response stays under 1 MB whatever else it holds.
MAX_BYTES = 950_000

_CURSOR = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)#([A-Za-z0-9-]{1,64})")

T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a list that is sorted by time, newest first: the thing after which a page begins.

    Args:
        moment: the moment that the thing is sorted by, such as its creation.
        id: its id.
    """

    moment: datetime
    id: str

    @property
    def order(self) -> str:
        """The position as text that sorts by time."""
        return f"{timestamp(self.moment)}#{self.id}"

    @property
    def cursor(self) -> str:
        """The position as callers carry it from page to page."""
        return base64.urlsafe_b64encode(self.order.encode()).decode().rstrip("=")

    @classmethod
    def of(cls, cursor: str) -> "Position":
        """The position of a cursor. A caller can make one up; it only says where in their own list a page begins.

        Raises:
            InvalidInput: it is no cursor.
        """
        try:
            text = base64.b64decode(f"{cursor}{'=' * (-len(cursor) % 4)}", altchars=b"-_", validate=True).decode()
            found = _CURSOR.fullmatch(text)
            if found:
                return cls(datetime.fromisoformat(found[1]), found[2])
        except (binascii.Error, ValueError):
            pass
        raise InvalidInput.field("cursor", "must be one from the Link header of the page before")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list, in its order.

    Args:
        items: the things on it. A page may have fewer than were asked for, even none, and others still follow.
        next: the position after which the next page begins; None for the last page.
    """

    items: list[T]
    next: Position | None = None


def shown(
    page: Page[T], show: Callable[[T], S], *, size: Callable[[S], int], position: Callable[[T], Position]
) -> Page[S]:
    """A page as callers see it. It ends early where its JSON would have more than `MAX_BYTES`.

    Args:
        show: makes what callers see of a thing, only as long as there is space for it.
        size: the bytes of that as JSON.
        position: the position of a thing.
    """
    views: list[S] = []
    left = MAX_BYTES
    for index, item in enumerate(page.items):
        view = show(item)
        left -= size(view)
        if left < 0 and views:
            return Page(views, position(page.items[index - 1]))
        views.append(view)
    return Page(views, page.next)
