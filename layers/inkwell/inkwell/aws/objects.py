"""Objects in S3, and the presigned URLs by which callers reach them."""

import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from botocore.exceptions import ClientError

from inkwell.core.errors import NotFound, Unavailable
from inkwell.core.object_store import StoredObject

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

logger = logging.getLogger(__name__)

#: The lifetime of a presigned URL to read, in seconds.
URL_LIFETIME = 3600


class S3Objects:
    """The `ObjectStore` in an S3 bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def get(self, key: str) -> tuple[bytes, str]:
        """See `ObjectStore`."""
        try:
            response = self._client.get_object(Bucket=self._bucket, Key=key)
        except self._client.exceptions.NoSuchKey:
            raise NotFound("The picture is gone") from None
        return response["Body"].read(), response["ContentType"]

    def put(self, key: str, data: bytes, media_type: str, metadata: Mapping[str, str] | None = None) -> None:
        """See `ObjectStore`."""
        self._client.put_object(
            Bucket=self._bucket, Key=key, Body=data, ContentType=media_type, Metadata=dict(metadata or {})
        )

    def head(self, key: str) -> StoredObject | None:
        """See `ObjectStore`."""
        try:
            response = self._client.head_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                return None
            raise
        return StoredObject(response["ContentLength"], response["ContentType"], response["Metadata"])

    def delete(self, keys: Sequence[str]) -> None:
        """See `ObjectStore`."""
        for start in range(0, len(keys), 1000):
            batch = keys[start : start + 1000]
            response = self._client.delete_objects(
                Bucket=self._bucket, Delete={"Objects": [{"Key": key} for key in batch], "Quiet": True}
            )
            # S3 returns status 200 even when it could not remove some objects.
            if response.get("Errors"):
                logger.error("objects not deleted", extra={"errors": response["Errors"]})
                raise Unavailable

    def delete_prefix(self, prefix: str) -> None:
        """See `ObjectStore`."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
        for page in pages:
            self.delete([entry["Key"] for entry in page.get("Contents", [])])

    def url(self, key: str) -> str:
        """See `ObjectStore`. It is signed here, without a call of S3."""
        return self._client.generate_presigned_url(
            "get_object", Params={"Bucket": self._bucket, "Key": key}, ExpiresIn=URL_LIFETIME
        )

    def upload_url(self, key: str, media_type: str, size: int | None, lifetime: int) -> str:
        """A presigned URL to PUT one object of exactly this media type and, when known, this many bytes.

        Args:
            lifetime: seconds.
        """
        params = {"Bucket": self._bucket, "Key": key, "ContentType": media_type}
        length = {} if size is None else {"ContentLength": size}
        return self._client.generate_presigned_url("put_object", Params=params | length, ExpiresIn=lifetime)

    def key_of(self, url: str) -> str | None:
        """The key that a URL of this bucket means, signed or not; None for any other URL."""
        base = self.url("x").partition("?")[0].removesuffix("x")
        scheme, _, rest = url.partition("#")[0].partition("?")[0].partition(":")
        path = f"{scheme.lower()}:{rest}"
        return unquote(path.removeprefix(base)) if path.startswith(base) else None
