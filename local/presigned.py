"""Checks of presigned S3 URLs; moto accepts any URL for ever, with any headers.

Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
"""

import hmac
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from werkzeug.wrappers import Response

from local import aws

_REQUIRED = ("X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Signature")


class PresignedUrls:
    """Checks requests that carry their signature in the URL.

    Args:
        access_keys: ids of all access keys that there are.
    """

    def __init__(self, access_keys: Collection[str]):
        self._access_keys = access_keys

    def refusal(self, environ: dict[str, Any]) -> Response | None:
        """Return S3's refusal of a request, or None when it may pass.

        Args:
            environ: WSGI environment of the request.
        """
        if environ["REQUEST_METHOD"] == "OPTIONS":  # a browser's preflight is for the bucket's CORS rules to judge
            return None
        values = dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
        if "AWSAccessKeyId" in values:
            message = "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."
            return _refuse(400, "InvalidRequest", message)
        if "X-Amz-Signature" not in values:
            return None
        if any(not values.get(name) for name in _REQUIRED):
            return _refuse(400, "AuthorizationQueryParametersError", f"Query parameters needed: {', '.join(_REQUIRED)}")
        access_key, _, scope = values["X-Amz-Credential"].partition("/")
        if access_key not in self._access_keys:
            return _refuse(
                403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records."
            )
        try:
            signed_at = datetime.strptime(values["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            lifetime = timedelta(seconds=int(values["X-Amz-Expires"]))
            _, region, service, _ = scope.split("/")
        except ValueError:
            return _refuse(400, "AuthorizationQueryParametersError", "X-Amz-Date, -Expires or -Credential is malformed")
        if datetime.now(UTC) > signed_at + lifetime:
            return _refuse(403, "AccessDenied", "Request has expired")
        signed = set(values["X-Amz-SignedHeaders"].split(";"))
        sent = {name[5:].replace("_", "-").lower() for name in environ if name.startswith("HTTP_X_AMZ_")}
        if not sent <= signed:
            return _refuse(403, "AccessDenied", "There were headers present in the request which were not signed")
        expected = _signature(environ, values, region, service)
        if expected is None or not hmac.compare_digest(expected, values["X-Amz-Signature"]):
            return _refuse(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. "
                "Check your key and signing method.",
            )
        return None


def _signature(environ: dict[str, Any], values: dict[str, str], region: str, service: str) -> str | None:
    """Return the signature that this request should carry, or None when a signed header is missing."""
    headers = {}
    for name in values["X-Amz-SignedHeaders"].split(";"):
        key = name.upper().replace("-", "_")
        value = environ.get(key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}")
        if value is None:
            return None
        headers[name] = value
    path, _, query = environ["RAW_URI"].partition("?")
    kept = "&".join(part for part in query.split("&") if not part.startswith("X-Amz-Signature="))
    request = AWSRequest(environ["REQUEST_METHOD"], f"http://{environ['HTTP_HOST']}{path}?{kept}", headers)
    request.context["timestamp"] = values["X-Amz-Date"]
    signer = S3SigV4QueryAuth(Credentials(aws.ACCESS_KEY, aws.SECRET_KEY), service, region)
    canonical = signer.canonical_request(request)
    signature: str = signer.signature(signer.string_to_sign(request, canonical), request)
    return signature


def _refuse(status: int, code: str, message: str) -> Response:
    error = f"<Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n{error}'
    return Response(body, status, content_type="application/xml")
