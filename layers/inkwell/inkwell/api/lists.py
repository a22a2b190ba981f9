"""Parameters of lists: every list has the same."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from inkwell.core.paging import MAX_LIMIT, Position

Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="The most entries of a page; it may have fewer")]
Cursor = Annotated[
    str | None, Query(description="Where the page begins: taken from the `Link` header of the page before")
]


def position(cursor: str | None) -> Position | None:
    """The position after which a page begins; None for the first page.

    Raises:
        InvalidInput: the cursor is none of ours.
    """
    return None if cursor is None else Position.of(cursor)
