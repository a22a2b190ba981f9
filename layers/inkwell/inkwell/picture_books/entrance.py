"""The entrance of picture books: what is checked of a request before anything else."""

from typing import TYPE_CHECKING

from inkwell.core.errors import NotFound
from inkwell.picture_books.tiers import tier_of
from inkwell.settings import PictureBookSettings, load

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent


def is_open(event: "APIGatewayProxyEvent") -> None:
    """Check that this deployment has picture books at all.

    Raises:
        NotFound: it has none.
    """
    if load(PictureBookSettings).picture_books != "open":
        raise NotFound("There is no such endpoint")


def admit(event: "APIGatewayProxyEvent") -> None:
    """Check that this deployment has picture books, and of that tier.

    Raises:
        NotFound: it has not.
    """
    is_open(event)
    tier_of(event.path)
