"""Signatures of URLs to read, made at a rounded moment: an unchanged object keeps its URL for a while.

A browser takes another URL for another picture. Whoever polls would download every picture at every poll.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from botocore.auth import AUTH_TYPE_MAPS, SIGV4_TIMESTAMP, S3SigV4QueryAuth

from inkwell.core.object_store import URL_LIFETIME
from inkwell.core.timestamps import now

if TYPE_CHECKING:
    from botocore.awsrequest import AWSRequest
    from mypy_boto3_s3 import S3Client

#: The time for which an object has the same URL, where the credentials stay the same.
STEP = timedelta(minutes=30)

#: The lifetime that is signed, in seconds: from its rounded moment on a URL still has the promised one, at any time.
SIGNED_LIFETIME = URL_LIFETIME + int(STEP.total_seconds())

_SIGNER = "inkwell-rounded-query"


def rounded(moment: datetime) -> datetime:
    """The beginning of the step that a moment is in."""
    return moment - (moment - datetime.min.replace(tzinfo=moment.tzinfo)) % STEP


class RoundedQueryAuth(S3SigV4QueryAuth):
    """The signer of presigned URLs that dates them to the beginning of the step."""

    def add_auth(self, request: "AWSRequest") -> None:
        """See the base class. Its clock cannot be set, so these are its steps with another moment."""
        request.context["timestamp"] = rounded(now()).strftime(SIGV4_TIMESTAMP)
        self._modify_request_before_signing(request)  # type: ignore[attr-defined]
        string_to_sign = self.string_to_sign(request, self.canonical_request(request))
        signature = self.signature(string_to_sign, request)
        self._inject_signature_to_request(request, signature)  # type: ignore[attr-defined]


AUTH_TYPE_MAPS[_SIGNER] = RoundedQueryAuth


def sign_rounded(client: "S3Client") -> None:
    """Have a client sign its URLs to read at a rounded moment; all others are signed now."""
    client.meta.events.register_first("choose-signer.s3.GetObject", _choose, unique_id=_SIGNER)


def _choose(signature_version: Any, **_: Any) -> Any:
    # The event comes before every request to read an object; only a URL has its signature in the query.
    return _SIGNER if str(signature_version).endswith("-query") else None
