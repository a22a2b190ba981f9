"""Preflight answers of an API, as SAM generates them from its Cors property: OPTIONS on every path.

Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html
"""

from typing import Any

from local.events import Pairs
from local.routes import METHODS

_HEADERS = {
    "AllowOrigin": "Access-Control-Allow-Origin",
    "AllowHeaders": "Access-Control-Allow-Headers",
    "AllowMethods": "Access-Control-Allow-Methods",
    "MaxAge": "Access-Control-Max-Age",
    "AllowCredentials": "Access-Control-Allow-Credentials",
}


def preflight_headers(cors: Any, methods: list[str]) -> Pairs:
    """Return the headers of a preflight answer.

    Args:
        cors: property Cors: an origin, or a map; values stand in single quotes.
        methods: methods of the path, for when the property names none.
    """
    settings = {"AllowOrigin": cors} if isinstance(cors, str) else dict(cors)
    listed = sorted({*(METHODS if "ANY" in methods else methods), "OPTIONS"})
    settings.setdefault("AllowMethods", ",".join(listed))
    values = {header: settings[name] for name, header in _HEADERS.items() if name in settings}
    return [
        (header, str(value).strip("'").lower() if value is True else str(value).strip("'"))
        for header, value in values.items()
    ]
