"""Objects in S3, and the presigned URLs by which callers reach them."""

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote, unquote, urlsplit

from botocore.exceptions import ClientError

from inkwell.aws.faults import passing_faults
from inkwell.aws.signing import SIGNED_LIFETIME, sign_rounded
from inkwell.core.errors import NotFound, Unavailable
from inkwell.core.object_store import StoredObject

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import ListObjectsV2OutputTypeDef

logger = logging.getLogger(__name__)

#: The hosts of S3 in all regions, also dual-stack, FIPS and legacy ones; the bucket is missing in path-style URLs.
#: https://docs.aws.amazon.com/general/latest/gr/s3.html
_S3_HOST = re.compile(r"(?:(?P<bucket>[a-z0-9.-]+)\.)?s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?")

#: The names of a developer's machine: the embedded cloud has them all.
_LOOPBACK = ("localhost", "127.0.0.1", "::1")

#: The header for browsers: each may keep an object, for itself alone, as long as the URL that it was read by is good.
#: Whatever is stored under a key that is shown never changes: what is drawn again has another key.
_CACHE_CONTROL = f"private, max-age={SIGNED_LIFETIME}, immutable"


class S3Objects:
    """The `ObjectStore` in an S3 bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        sign_rounded(client)
        self._client = client
        self._bucket = bucket

    @property
    def origin(self) -> str:
        """The origin of all URLs that `url` makes, such as "https://bucket.s3.eu-central-1.amazonaws.com"."""
        parts = urlsplit(self.url("origin"))
        return f"{parts.scheme}://{parts.netloc}"

    def get(self, key: str) -> tuple[bytes, str]:
        """See `ObjectStore`."""
        try:
            response = self._client.get_object(Bucket=self._bucket, Key=key)
        except self._client.exceptions.NoSuchKey:
            raise NotFound("The picture is gone") from None
        # The SDK repeats a call, but not the reading of its body.
        with passing_faults():
            return response["Body"].read(), response["ContentType"]

    def put(self, key: str, data: bytes, media_type: str, metadata: Mapping[str, str] | None = None) -> None:
        """See `ObjectStore`."""
        self._client.put_object(
            Bucket=self._bucket,
            Key=key,
            Body=data,
            ContentType=media_type,
            CacheControl=_CACHE_CONTROL,
            Metadata=dict(metadata or {}),
        )

    def put_file(self, key: str, file: BinaryIO, media_type: str, name: str) -> None:
        """See `ObjectStore`. A large file is sent in parts; parts of an upload that broke off expire in the bucket."""
        # Only functions that make files need it: it costs a tenth of a second to import.
        from boto3.s3.transfer import TransferConfig

        disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        self._client.upload_fileobj(
            file,
            self._bucket,
            key,
            ExtraArgs={
                "ContentType": media_type,
                "ContentDisposition": disposition,
                "CacheControl": _CACHE_CONTROL,
            },
            # Parts go up by one thread: a function has hardly more than one processor, and the memory stays bounded.
            Config=TransferConfig(use_threads=False),
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

    def sizes(self, prefix: str) -> Mapping[str, int]:
        """See `ObjectStore`."""
        return {entry["Key"]: entry["Size"] for page in self._pages(prefix) for entry in page.get("Contents", [])}

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
        for page in self._pages(prefix):
            self.delete([entry["Key"] for entry in page.get("Contents", [])])

    def _pages(self, prefix: str) -> "Iterable[ListObjectsV2OutputTypeDef]":
        return self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)

    def url(self, key: str) -> str:
        """See `ObjectStore`. It is signed here, without a call of S3, and ends with our credentials at the latest."""
        return self._client.generate_presigned_url(
            "get_object", Params={"Bucket": self._bucket, "Key": key}, ExpiresIn=SIGNED_LIFETIME
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
        """See `ObjectStore`. Names of buckets are unique: on any host of S3, ours is ours."""
        try:
            parts = urlsplit(url)
            port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
        except ValueError:
            return None
        if port is None:
            return None
        bucket = self._named_bucket((parts.hostname or "").removesuffix("."), port)
        path = parts.path.removeprefix("/")
        if bucket == "":
            bucket, _, path = path.partition("/")
        return unquote(path) if bucket == self._bucket and path else None

    def _named_bucket(self, host: str, port: int) -> str | None:
        """The bucket in a host's name; empty where the path has to name it, None for hosts that are not S3."""
        if match := _S3_HOST.fullmatch(host):
            return (match["bucket"] or "") if port in (80, 443) else None
        endpoint = urlsplit(self._client.meta.endpoint_url)
        if _S3_HOST.fullmatch(endpoint.hostname or "") or port != endpoint.port:
            return None
        for name in (endpoint.hostname or "", *_LOOPBACK):
            if host == name:
                return ""
            if host.endswith(f".{name}"):
                return host.removesuffix(f".{name}")
        return None
