"""The studio in a browser: whether this deployment serves it, and what its page may load."""

import re
from typing import TYPE_CHECKING

from inkwell.core.errors import NotFound
from inkwell.settings import StudioSettings, load

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

_STATED = re.compile(r'http-equiv="Content-Security-Policy"\s+content="([^"]+)"')


def is_on(event: "APIGatewayProxyEvent") -> None:
    """Check that this deployment serves the studio.

    Raises:
        NotFound: it does not.
    """
    if load(StudioSettings).studio != "on":
        raise NotFound("There is no such endpoint")


def policy(page: str) -> str:
    """The Content-Security-Policy of a page that states one for every host, with what only a header can say.

    Raises:
        ValueError: the page states none.
    """
    stated = _STATED.search(page)
    if stated is None:
        raise ValueError("the page states no Content-Security-Policy")
    return f"{' '.join(stated[1].split())}; frame-ancestors 'none'"
