"""Answers of S3 to web pages: the CORS rules of a bucket, for preflights, objects and errors alike.

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html#cors-eval-criteria
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from werkzeug.wrappers import Response

from local.events import Pairs

_VARY = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method"
_FORBIDDEN = (
    "CORSResponse: This CORS request is not allowed. This is usually because the evaluation of Origin, request method "
    "/ Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec."
)


@dataclass(frozen=True)
class _Rule:
    """A rule. An origin and a header may have one asterisk, which stands for anything."""

    origins: tuple[str, ...]
    methods: tuple[str, ...]
    headers: tuple[str, ...] = ()
    exposed: tuple[str, ...] = ()
    max_age: str | None = None

    def allows(self, origin: str, method: str, headers: list[str]) -> bool:
        return (
            _matches(origin, self.origins)
            and method in self.methods
            and all(_matches(header, [each.lower() for each in self.headers]) for header in headers)
        )

    def answer(self, origin: str) -> Pairs:
        everybody = "*" in self.origins
        pairs = [("Access-Control-Allow-Origin", "*" if everybody else origin)]
        pairs += [] if everybody else [("Access-Control-Allow-Credentials", "true")]
        pairs += [("Access-Control-Allow-Methods", ", ".join(self.methods))]
        pairs += [("Access-Control-Expose-Headers", ", ".join(self.exposed))] if self.exposed else []
        pairs += [("Access-Control-Max-Age", self.max_age)] if self.max_age else []
        return [*pairs, ("Vary", _VARY)]


class BucketCors:
    """The CORS rules of all buckets, in place of moto's, which reads the first rule only and forgets errors.

    Args:
        rules: property CorsRules by the bucket's name.
    """

    def __init__(self, rules: Mapping[str, list[dict[str, Any]]]):
        self._rules = {bucket: [_rule(rule) for rule in each] for bucket, each in rules.items()}

    def preflight(self, environ: dict[str, Any]) -> Response | None:
        """Return the answer to a preflight, or None for any other request.

        Args:
            environ: WSGI environment of the request.
        """
        if environ["REQUEST_METHOD"] != "OPTIONS" or "HTTP_ORIGIN" not in environ:
            return None
        asked = environ.get("HTTP_ACCESS_CONTROL_REQUEST_HEADERS", "")
        headers = [name.strip().lower() for name in asked.split(",") if name.strip()]
        found = self._find(environ, environ.get("HTTP_ACCESS_CONTROL_REQUEST_METHOD", ""), headers)
        if found is None:
            error = f"<Error><Code>AccessForbidden</Code><Message>{_FORBIDDEN}</Message></Error>"
            body = f'<?xml version="1.0" encoding="UTF-8"?>\n{error}'
            return Response(body, 403, content_type="application/xml")
        allowed = [("Access-Control-Allow-Headers", ", ".join(headers))] if headers else []
        return Response(b"", 200, [*found.answer(environ["HTTP_ORIGIN"]), *allowed])

    def adding(self, environ: dict[str, Any], start_response: Any) -> Callable[..., Any]:
        """Return a start_response that sends the headers of the rule for a request along, and no others of CORS.

        A request without an origin gets none, and no Vary either: a browser that has kept the answer to a plain <img>
        fails a script's request for the same URL, as it does with S3.

        Args:
            environ: WSGI environment of the request.
            start_response: of the server.
        """
        found = self._find(environ, environ["REQUEST_METHOD"], []) if "HTTP_ORIGIN" in environ else None
        added = found.answer(environ["HTTP_ORIGIN"]) if found else []

        def start(status: str, headers: Pairs, *more: Any) -> Any:
            kept = [pair for pair in headers if not pair[0].lower().startswith("access-control-")]
            return start_response(status, [*kept, *added], *more)

        return start

    def _find(self, environ: dict[str, Any], method: str, headers: list[str]) -> _Rule | None:
        bucket = environ["PATH_INFO"].removeprefix("/").partition("/")[0]
        rules = self._rules.get(bucket, [])
        return next((rule for rule in rules if rule.allows(environ["HTTP_ORIGIN"], method, headers)), None)


def _rule(declared: dict[str, Any]) -> _Rule:
    lists = {
        name: tuple(map(str, declared.get(key) or ()))
        for name, key in (
            ("origins", "AllowedOrigins"),
            ("methods", "AllowedMethods"),
            ("headers", "AllowedHeaders"),
            ("exposed", "ExposedHeaders"),
        )
    }
    return _Rule(**lists, max_age=str(declared["MaxAge"]) if "MaxAge" in declared else None)


def _matches(value: str, patterns: Any) -> bool:
    # Brackets and question marks stand for themselves in S3's patterns; neither is in a domain's name.
    return any(fnmatchcase(value, pattern.replace("[", "[[]").replace("?", "[?]")) for pattern in patterns)
