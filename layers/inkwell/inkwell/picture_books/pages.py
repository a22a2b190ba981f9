"""Pages: HTML from the templates in `pages/`, with a strict Content-Security-Policy. Slow to import (Jinja2).

Everything that a visitor or a model wrote is escaped. Scripts and styles are the files in `static/`.
"""

from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from inkwell.http import HTML, base_path
from inkwell.picture_books.assets import versioned

if TYPE_CHECKING:
    from aws_lambda_powertools.shared.cookies import Cookie
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

_TEMPLATES = Path(__file__).with_name("pages")


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(
    event: "APIGatewayProxyEvent",
    template: str,
    *,
    pictures: str = "",
    status: int = HTTPStatus.OK,
    cookies: "list[Cookie] | None" = None,
    **values: Any,
) -> Response[str]:
    """The response with a page.

    Args:
        template: the name of its template, such as "scene.html".
        pictures: the origin of the URLs of pictures, which the page may show.
        cookies: for the response to set.
        values: what the template shows, beside `status`.
    """
    base = base_path(event)
    body = (
        _templates()
        .get_template(template)
        .render(
            link=lambda path: f"{base}{path}",
            asset=lambda name: f"{base}{versioned(name)}",
            status=status,
            **values,
        )
    )
    headers: dict[str, Any] = {"Content-Security-Policy": policy(pictures), "Referrer-Policy": "same-origin"}
    return Response(status, HTML, body, headers=headers, cookies=cookies)


def policy(pictures: str) -> str:
    """The Content-Security-Policy of a page: files of ours, pictures from one origin, and nothing inline."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            # fonts.css has the files in itself.
            "font-src data:",
            f"img-src 'self' {pictures}".rstrip(),
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )
