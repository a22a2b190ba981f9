"""Objects in S3, and what a presigned URL permits, read from the URL itself: no emulator enforces it."""

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from botocore.auth import AUTH_TYPE_MAPS, S3SigV4QueryAuth
from botocore.config import Config
from botocore.stub import Stubber
from hypothesis import given
from hypothesis import strategies as st

from inkwell.aws import clients, signing
from inkwell.aws.objects import S3Objects
from inkwell.core.errors import InkwellError, NotFound
from inkwell.core.object_store import URL_LIFETIME
from tests.support.aws import BUCKET, REGION

STYLES = ("path", "virtual")


@pytest.fixture
def objects(s3: Any) -> S3Objects:
    return S3Objects(s3, BUCKET)


@cache
def signer(style: str) -> S3Objects:
    config: Any = Config(signature_version="s3v4", s3={"addressing_style": style})
    client = boto3.client(
        "s3", region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing", config=config
    )
    return S3Objects(client, BUCKET)


def url_at(moment: datetime, key: str = "a") -> str:
    """The URL to read an object that is given out at a moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signing, "now", lambda: moment)
        return signer("virtual").url(key)


def signed(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query, keep_blank_values=True).items()}


def test_an_upload_costs_one_round_trip(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked_first(client: Any) -> bool:
        sent: list[Any] = []
        client.meta.events.register_first("before-send.s3", lambda request, **_: sent.append(dict(request.headers)))
        S3Objects(client, BUCKET).put("a", b"bytes", "image/png")
        return "Expect" in sent[-1]

    assert asked_first(s3)
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    clients.s3.cache_clear()
    assert not asked_first(clients.s3())
    clients.s3.cache_clear()


def test_what_was_put_is_got(objects: S3Objects) -> None:
    objects.put("jobs/1/a b.png", b"bytes", "image/png", {"width": "9"})
    assert objects.get("jobs/1/a b.png") == (b"bytes", "image/png")
    stored = objects.head("jobs/1/a b.png")
    assert stored is not None
    assert (stored.size, stored.media_type, stored.metadata) == (5, "image/png", {"width": "9"})


def test_a_missing_object(objects: S3Objects) -> None:
    assert objects.head("missing") is None
    with pytest.raises(NotFound):
        objects.get("missing")


def test_sizes_are_those_below_the_prefix(objects: S3Objects) -> None:
    for key, data in (("sized/1/a", b"12"), ("sized/1/b/c", b"345"), ("sized/10/a", b"6")):
        objects.put(key, data, "image/png")
    assert objects.sizes("sized/1/") == {"sized/1/a": 2, "sized/1/b/c": 3}
    assert objects.sizes("sized/2/") == {}


def test_deleting_is_exact_and_may_be_repeated(objects: S3Objects) -> None:
    for key in ("jobs/1/a", "jobs/1/b", "jobs/10/a"):
        objects.put(key, b"", "image/png")
    objects.delete(["jobs/1/a"])
    objects.delete(["jobs/1/a", "never"])
    objects.delete([])
    assert objects.head("jobs/1/a") is None
    objects.delete_prefix("jobs/1/")
    objects.delete_prefix("jobs/1/")
    assert objects.head("jobs/1/b") is None
    assert objects.head("jobs/10/a") is not None


def test_thousands_are_deleted_in_batches() -> None:
    objects = signer("path")
    with Stubber(objects._client) as stub:
        for size in (1000, 1000, 1):
            keys = {"Objects": [{"Key": "k"}] * size, "Quiet": True}
            stub.add_response("delete_objects", {}, {"Bucket": BUCKET, "Delete": keys})
        objects.delete(["k"] * 2001)
        stub.assert_no_pending_responses()


def test_an_object_that_could_not_be_deleted_is_told() -> None:
    objects = signer("path")
    with Stubber(objects._client) as stub:
        stub.add_response("delete_objects", {"Errors": [{"Key": "b", "Code": "InternalError", "Message": "secret"}]})
        with pytest.raises(InkwellError) as caught:
            objects.delete(["a", "b"])
    assert "secret" not in caught.value.message


def test_a_fault_is_not_a_missing_object() -> None:
    objects = signer("path")
    with Stubber(objects._client) as stub:
        stub.add_client_error("head_object", "403", http_status_code=403)
        with pytest.raises(Exception, match="403"):
            objects.head("a")


@pytest.mark.parametrize("style", STYLES)
def test_a_read_url_is_signed_for_its_key(style: str) -> None:
    url = signer(style).url("jobs/1/a.png")
    query = signed(url)
    assert urlsplit(url).scheme == "https"
    assert urlsplit(url).path.endswith("/jobs/1/a.png")
    assert query["X-Amz-SignedHeaders"] == "host"
    assert query["X-Amz-Algorithm"] == "AWS4-HMAC-SHA256"


@given(moment=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_a_read_url_is_good_for_an_hour_at_least_and_half_an_hour_more_at_most(moment: datetime) -> None:
    query = signed(url_at(moment))
    dated = datetime.strptime(query["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    left = dated + timedelta(seconds=int(query["X-Amz-Expires"])) - moment
    assert timedelta(seconds=URL_LIFETIME) < left <= timedelta(seconds=URL_LIFETIME) + signing.STEP
    # S3 takes the day from the credential's scope.
    assert query["X-Amz-Credential"].split("/")[1] == query["X-Amz-Date"][:8]


def test_an_object_keeps_its_url_for_half_an_hour() -> None:
    begun = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
    during = {url_at(begun + timedelta(minutes=minute)) for minute in range(30)}
    assert during == {url_at(begun)}
    assert url_at(begun + timedelta(minutes=30)) not in during
    assert url_at(begun - timedelta(microseconds=1)) not in during


def test_a_read_url_has_the_signature_that_boto3_makes_at_that_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = signing.rounded(datetime(2026, 11, 29, 8, 59, 59, tzinfo=UTC))
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: moment)
    # Where awscrt is installed, boto3 signs with that, whose clock is the machine's.
    monkeypatch.setitem(AUTH_TYPE_MAPS, "s3v4-query", S3SigV4QueryAuth)
    monkeypatch.setattr("inkwell.aws.objects.sign_rounded", lambda client: None)
    expected = signer.__wrapped__("virtual")._client.generate_presigned_url(
        "get_object", Params={"Bucket": BUCKET, "Key": "jobs/1/a b.png"}, ExpiresIn=signing.SIGNED_LIFETIME
    )
    assert url_at(moment, "jobs/1/a b.png") == expected


def test_every_stored_object_may_be_kept_as_long_as_its_url_is_good(objects: S3Objects) -> None:
    objects.put("kept/a.png", b"bytes", "image/png")
    objects.put_file("kept/a.pdf", BytesIO(b"bytes"), "application/pdf", "a.pdf")
    for key in ("kept/a.png", "kept/a.pdf"):
        told = objects._client.head_object(Bucket=BUCKET, Key=key)["CacheControl"]
        assert told == f"private, max-age={signing.SIGNED_LIFETIME}, immutable"


def test_a_deployed_url_names_the_regional_host() -> None:
    assert urlsplit(signer("virtual").url("a")).hostname == f"{BUCKET}.s3.{REGION}.amazonaws.com"


@pytest.mark.parametrize("style", STYLES)
def test_an_upload_url_signs_exact_type_and_length(style: str) -> None:
    sign = signer(style).upload_url
    query = signed(sign("uploads/1", "image/png", 5, 900))
    assert query["X-Amz-SignedHeaders"].split(";") == ["content-length", "content-type", "host"]
    assert query["X-Amz-Expires"] == "900"
    assert "content-type" not in {name.lower() for name in query}
    signatures = {
        signed(sign("uploads/1", media_type, size, 900))["X-Amz-Signature"]
        for media_type in ("image/png", "image/jpeg")
        for size in (5, 6)
    }
    assert len(signatures) == 4


def test_an_upload_url_without_a_length_signs_the_type() -> None:
    query = signed(signer("virtual").upload_url("uploads/1", "image/png", None, 60))
    assert query["X-Amz-SignedHeaders"].split(";") == ["content-type", "host"]


ODD_KEYS = [
    "a",
    "uploads/1/temp/mask.png",
    "a b",
    "a+b",
    "a%20b",
    "ü/#/?x=1&y",
    "a//b",
    "🐈",
    "100%",
    "a;b=c,d@e",
    "a'(b)!*",
]


def test_the_key_of_a_url_is_the_key() -> None:
    for key in ODD_KEYS:
        for style in STYLES:
            objects = signer(style)
            assert objects.key_of(objects.url(key)) == key, (key, style)
            assert objects.key_of(objects.url(key).partition("?")[0]) == key, (key, style)
            assert objects.key_of(objects.upload_url(key, "image/png", 1, 60)) == key, (key, style)
            assert objects.key_of(objects.url(key).partition("?")[0] + "#top") == key, (key, style)


HOSTS = [
    f"{BUCKET}.s3.{REGION}.amazonaws.com",
    f"{BUCKET}.s3.amazonaws.com",
    f"{BUCKET}.s3-{REGION}.amazonaws.com",
    f"{BUCKET}.s3.dualstack.{REGION}.amazonaws.com",
    f"{BUCKET.upper()}.S3.AMAZONAWS.COM.",
    f"user@{BUCKET}.s3.{REGION}.amazonaws.com:443",
]


@pytest.mark.parametrize("style", STYLES)
def test_every_spelling_of_a_url_is_the_buckets(style: str) -> None:
    objects = signer(style)
    for scheme in ("https", "http", "HTTPS"):
        for host in HOSTS:
            assert objects.key_of(f"{scheme}://{host.replace(':443', '')}/jobs/1/a%20b.png?x=1#top") == "jobs/1/a b.png"
        assert objects.key_of(f"{scheme}://s3.amazonaws.com/{BUCKET}/a") == "a"
    assert objects.key_of(f"https://{HOSTS[-1]}/a") == "a"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "172.17.0.1"])
def test_an_endpoint_on_this_machine_has_many_names(host: str) -> None:
    client = boto3.client("s3", endpoint_url="http://172.17.0.1:4566", region_name=REGION)
    objects = S3Objects(client, BUCKET)
    assert objects.key_of(f"http://{host}:4566/{BUCKET}/a/b?x") == "a/b"
    assert objects.key_of(f"http://{host}:4567/{BUCKET}/a/b") is None
    assert objects.key_of(f"http://{host}:4566/other/a/b") is None
    assert objects.key_of(f"http://{host}:4566/{BUCKET}") is None


KEYS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(
    lambda key: not key.startswith("/") and not {".", ".."} & set(key.split("/"))
)


@given(KEYS)
def test_any_key_comes_back(key: str) -> None:
    for objects in map(signer, STYLES):
        assert objects.key_of(objects.url(key)) == key


@pytest.mark.parametrize("style", STYLES)
def test_other_urls_have_no_key(style: str) -> None:
    objects = signer(style)
    own = urlsplit(objects.url("uploads/1"))
    for url in (
        "",
        "https://example.com/uploads/1",
        f"https://example.com/?u={objects.url('uploads/1')}",
        f"https://{own.netloc}.evil.test{own.path}",
        f"https://{own.netloc}@evil.test{own.path}",
        f"https://{own.netloc}:8443{own.path}",
        objects.url("uploads/1").replace(BUCKET, f"{BUCKET}-other"),
    ):
        assert objects.key_of(url) is None, url
