"""CORS: headers that web pages of the frontend's origin may send and read.

API Gateway itself answers preflights, as template.yaml says; those for paths that do not exist are answered here alike.
"""

from aws_lambda_powertools.event_handler import CORSConfig, Response

from inkwell.settings import HttpSettings, load

#: Methods and headers that pages may send, as in the property `Cors` of template.yaml, which has the reasons.
ALLOWED_METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE", "OPTIONS")
ALLOWED_HEADERS = (
    *("Authorization", "Content-Type", "Idempotency-Key", "X-Api-Key"),
    *("X-Request-Id", "X-Correlation-Id", "X-Requested-With", "X-Client-Info", "apikey"),
    *("Cache-Control", "If-None-Match", "Prefer"),
    *("traceparent", "tracestate", "baggage", "sentry-trace"),
    "*",
)

#: Headers of responses that scripts may read beside those that they always may. The last is what API Gateway makes of
#: WWW-Authenticate.
EXPOSED = ("Idempotency-Replayed", "Link", "Retry-After", "X-Request-Id", "x-amzn-Remapped-WWW-Authenticate")
EXPOSED_WITH_LIMITS = (*EXPOSED, "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")


class Cors(CORSConfig):
    """The headers of CORS that responses have. What may be sent is asked and answered before, by preflights."""

    def __init__(self, *, has_limits: bool) -> None:
        exposed = EXPOSED_WITH_LIMITS if has_limits else EXPOSED
        super().__init__(allow_origin=load(HttpSettings).allowed_origin, expose_headers=list(exposed))

    def to_dict(self, origin: str | None) -> dict[str, str]:
        """See the base class, which would list the headers that powertools knows."""
        headers = super().to_dict(origin)
        headers.pop("Access-Control-Allow-Headers", None)
        return headers


def preflight() -> Response[None]:
    """The answer to a preflight."""
    headers = {
        "Access-Control-Allow-Methods": ",".join(ALLOWED_METHODS),
        "Access-Control-Allow-Headers": ",".join(ALLOWED_HEADERS),
        "Access-Control-Max-Age": "600",
    }
    return Response(204, headers=headers)
