"""What a page in the developer's browser may ask of the embedded cloud, by requests as browsers send them."""

import json
from typing import Any

import pytest
import requests
from werkzeug.test import Client
from werkzeug.wrappers import Response

from local import Cloud, aws
from local.doors import KnownHosts

EVIL = "https://evil.example"
REBOUND = ["evil.example", "evil.example:4566", "127.0.0.1.evil.example", "localhost.evil.example", "", "a b", "[::1"]
OURS = ["127.0.0.1", "127.0.0.1:1", "localhost", "LOCALHOST:80", "[::1]", "[::1]:4566"]


def secret_request(cloud: Cloud, **headers: str) -> requests.Response:
    """Ask for the key that tokens are signed with, as any program on this machine may."""
    scope = f"{aws.ACCESS_KEY}/20260101/{aws.REGION}/secretsmanager/aws4_request"
    known = {
        "Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0",
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": "secretsmanager.GetSecretValue",
    }
    body = json.dumps({"SecretId": cloud.resource_name("SessionKey")})
    return requests.post(cloud.endpoint, body, headers=known | headers, timeout=10)


@pytest.fixture
def picture(cloud: Cloud, s3: Any) -> dict[str, str]:
    """Presigned URLs of one object, by operation."""
    place = {"Bucket": cloud.resource_name("Bucket"), "Key": "drawn/fox.png"}
    cloud.client("s3").put_object(**place, Body=b"fox")
    operations = ("get_object", "head_object", "put_object", "delete_object")
    return {name: s3.generate_presigned_url(name, place, ExpiresIn=60) for name in operations}


@pytest.mark.parametrize("host", REBOUND)
def test_a_name_of_another_machine_reaches_nothing(cloud: Cloud, picture: dict[str, str], host: str) -> None:
    for refused in (
        secret_request(cloud, Host=host),
        requests.get(picture["get_object"], headers={"Host": host}, timeout=10),
        requests.get(f"{cloud.url}/health", headers={"Host": host}, timeout=10),
        requests.options(f"{cloud.url}/health", headers={"Host": host, "Origin": EVIL}, timeout=10),
    ):
        assert refused.status_code == 403
        assert "SecretString" not in refused.text
        assert "Access-Control-Allow-Origin" not in refused.headers


@pytest.mark.parametrize("host", OURS)
def test_every_name_of_this_machine_does(cloud: Cloud, host: str) -> None:
    assert "SecretString" in secret_request(cloud, Host=host).json()
    assert requests.get(f"{cloud.url}/health", headers={"Host": host}, timeout=10).json() == {"status": "ok"}


@pytest.mark.parametrize(
    ("bound", "host", "status"),
    [
        ("172.17.0.1", "172.17.0.1:4566", 200),
        ("172.17.0.1", "host.docker.internal:4566", 200),
        ("172.17.0.1", "127.0.0.1:4566", 200),
        ("172.17.0.1", "172.17.0.2:4566", 403),
        ("172.17.0.1", "evil.example:4566", 403),
        ("127.0.0.1", "host.docker.internal:4566", 403),
        ("0.0.0.0", "192.168.1.20:4566", 200),
        ("0.0.0.0", "evil.example:4566", 403),
        ("fd00::1", "[fd00::1]:4566", 200),
    ],
)
def test_what_it_is_bound_to_counts(bound: str, host: str, status: int) -> None:
    client = Client(KnownHosts(Response("served"), bound))
    assert client.get("/", headers={"Host": host}).status_code == status


@pytest.mark.parametrize("page", [EVIL, "null", "http://localhost:5173"])
def test_a_page_cannot_speak_to_the_services(cloud: Cloud, page: str) -> None:
    bucket = cloud.resource_name("Bucket")
    invoke = f"2015-03-31/functions/{cloud.resource_name('Probe')}/invocations"
    # "Simple" requests, which browsers send before they look at what is answered.
    simple = {"Origin": page, "Content-Type": "text/plain"}
    for method, path in (("POST", ""), ("POST", invoke), ("GET", bucket), ("POST", bucket), ("OPTIONS", invoke)):
        refused = requests.request(method, f"{cloud.endpoint}/{path}", headers=simple, data=b"{}", timeout=10)
        assert refused.status_code == 403, (method, path)
        assert "Access-Control-Allow-Origin" not in refused.headers
    assert secret_request(cloud, Origin=page).status_code == 403


def test_a_page_that_sends_no_origin_is_one_too(cloud: Cloud) -> None:
    """A picture, a script or a form of another site: GET without Origin, but browsers say where it comes from."""
    action = f"{cloud.endpoint}/?Action=CreateUser&UserName=eve&Version=2010-05-08"
    for site in ("cross-site", "same-site", "same-origin"):
        assert requests.get(action, headers={"Sec-Fetch-Site": site}, timeout=10).status_code == 403
    bucket = f"{cloud.endpoint}/{cloud.resource_name('Bucket')}"
    assert requests.get(bucket, headers={"Sec-Fetch-Site": "none"}, timeout=10).status_code == 200


def test_a_page_reads_and_writes_objects_by_presigned_urls(cloud: Cloud, picture: dict[str, str]) -> None:
    page = {"Origin": "http://localhost:5173", "Sec-Fetch-Site": "cross-site"}
    preflight = page | {"Access-Control-Request-Method": "PUT"}
    for answer in (
        requests.options(picture["put_object"], headers=preflight, timeout=10),
        requests.put(picture["put_object"], b"vixen", headers=page, timeout=10),
        requests.get(picture["get_object"], headers=page, timeout=10),
    ):
        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Origin"] == page["Origin"]
    assert answer.content == b"vixen"
    assert requests.get(picture["get_object"], headers={"Sec-Fetch-Site": "cross-site"}, timeout=10).ok  # an <img>


def test_the_rules_of_the_bucket_say_which_pages(picture: dict[str, str]) -> None:
    preflight = {"Origin": EVIL, "Access-Control-Request-Method": "PUT"}
    refused = requests.options(picture["put_object"], headers=preflight, timeout=10)
    assert refused.status_code == 403
    assert "Access-Control-Allow-Origin" not in refused.headers
    shown = requests.get(picture["get_object"], headers={"Origin": EVIL}, timeout=10)
    assert "Access-Control-Allow-Origin" not in shown.headers, "the browser keeps it from the page"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "POST", "OPTIONS"])
def test_a_page_without_a_signature_gets_no_object(cloud: Cloud, picture: dict[str, str], method: str) -> None:
    unsigned = picture["get_object"].partition("?")[0]
    page = {"Origin": "http://localhost:5173", "Access-Control-Request-Method": "PUT"}
    for url in (unsigned, f"{unsigned}?X-Amz-Signature=", f"{cloud.endpoint}/another/key?X-Amz-Signature=1"):
        assert requests.request(method, url, data=b"x", headers=page, timeout=10).status_code == 403
    if method != "OPTIONS":  # a preflight carries no proof, on AWS as here
        forged = requests.request(method, f"{unsigned}?X-Amz-Signature=1", data=b"x", headers=page, timeout=10)
        assert forged.status_code in (400, 403)
    assert requests.get(picture["get_object"], timeout=10).content == b"fox"


@pytest.mark.parametrize("header", ["Authorization", "X-Amz-Target"])
def test_a_signature_for_an_object_opens_no_other_service(cloud: Cloud, s3: Any, header: str) -> None:
    """The access keys are known to everybody: a page can sign a URL that covers such a header, too."""
    scope = f"{aws.ACCESS_KEY}/20260101/{aws.REGION}/secretsmanager/aws4_request"
    values = {
        "Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0",
        "X-Amz-Target": "secretsmanager.DeleteSecret",
    }
    place = {"Bucket": cloud.resource_name("Bucket"), "Key": "x"}
    if header == "X-Amz-Target":
        s3.meta.events.register(
            "before-sign.s3", lambda request, **_: request.headers.add_header(header, values[header])
        )
    url = s3.generate_presigned_url("put_object", place, ExpiresIn=60)
    page = {"Origin": "http://localhost:5173", header: values[header]}
    assert requests.put(url, "{}", headers=page, timeout=10).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["moto-api/", "moto-api/reset", "%6doto-api/reset", "//moto-api/reset", "MOTO-API/reset", "x/../moto-api/reset"],
)
def test_nobody_resets_it(cloud: Cloud, picture: dict[str, str], path: str) -> None:
    for headers in ({}, {"Origin": EVIL, "Content-Type": "text/plain"}, {"Origin": cloud.endpoint}):
        assert requests.post(f"{cloud.endpoint}/{path}", headers=headers, timeout=10).status_code in (403, 404)
    assert requests.get(picture["get_object"], timeout=10).content == b"fox"


@pytest.mark.parametrize("path", ["moto-api/data.json", "favicon.ico", "latest/meta-data/iam/security-credentials/"])
def test_pages_of_motos_own_are_not_there(cloud: Cloud, path: str) -> None:
    assert requests.get(f"{cloud.endpoint}/{path}", timeout=10).status_code == 404


def test_the_api_answers_pages_of_any_site_as_its_cors_says(cloud: Cloud) -> None:
    preflight = {"Origin": EVIL, "Access-Control-Request-Method": "POST", "Sec-Fetch-Site": "cross-site"}
    answer = requests.options(f"{cloud.url}/books/1/pages", headers=preflight, timeout=10)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert requests.get(f"{cloud.url}/health", headers={"Origin": EVIL}, timeout=10).ok
