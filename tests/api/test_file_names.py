"""Names of files in multipart forms, in every spelling that clients send."""

from base64 import b64encode

import pytest
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent
from hypothesis import given
from hypothesis import strategies as st

from inkwell.api.forms import parts
from inkwell.core.errors import InvalidInput


def name_of(parameters: bytes) -> str | None:
    """What a file is called whose Content-Disposition has these parameters."""
    body = b"--limit\r\nContent-Disposition: form-data; name=images; " + parameters + b"\r\n\r\nx\r\n--limit--\r\n"
    headers = {"content-type": "multipart/form-data; boundary=limit"}
    event = APIGatewayProxyEvent({"headers": headers, "body": b64encode(body).decode(), "isBase64Encoded": True})
    (part,) = parts(event)
    assert (part.name, bytes(part.data)) == ("images", b"x")
    return part.file_name


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        # As .NET's MultipartFormDataContent has it.
        (b"filename=\"=?utf-8?B?ZsO8Y2hzLnBuZw==?=\"; filename*=utf-8''f%C3%BCchs.png", "füchs.png"),
        (b"filename=\"x.png\"; filename*=UTF-8''f%C3%BCchs.png", "füchs.png"),
        (b"filename*=UTF-8''f%C3%BCchs.png; filename=\"x.png\"", "füchs.png"),
        (b"filename*=UTF-8'de'f%C3%BCchs.png", "füchs.png"),
        (b"FileName* = \"utf-8''a%20b.png\"; filename=x.png", "a b.png"),
        (b"filename*=iso-8859-1'en'%A3.png", "£.png"),
        (b'filename="x.png"', "x.png"),
        ('filename="füchs.png"'.encode(), "füchs.png"),
        # A name is a name, whatever it looks like.
        (b"filename=\"a; filename*=UTF-8''b.png\"", "a; filename*=UTF-8''b.png"),
        # What RFC 8187 does not know counts as absent.
        (b"filename=\"x.png\"; filename*=idna''a%FF.png", "x.png"),
        (b"filename=\"x.png\"; filename*=utf-7''%2B2AA-.png", "x.png"),
        (b"filename=\"x.png\"; filename*=unicode_escape''%5Cud800.png", "x.png"),
        (b"filename=\"x.png\"; filename*=punycode''%FF%FF", "x.png"),
        (b"filename=\"x.png\"; filename*=nonsense''a", "x.png"),
        (b"filename=\"x.png\"; filename*=UTF-8''%FF", "x.png"),
        (b"filename=\"x.png\"; filename*=UTF-8''%ED%A0%80", "x.png"),
        (b'filename="x.png"; filename*=a.png', "x.png"),
        (b'filename="x.png"; filename*', "x.png"),
        (b"filename*=idna''a%FF.png", None),
    ],
)
def test_the_extended_name_comes_first(parameters: bytes, name: str | None) -> None:
    assert name_of(parameters) == name


@given(st.text(st.characters(codec="utf-8", exclude_characters='\r\n";')), st.binary(max_size=20))
def test_no_character_set_and_no_bytes_end_in_another_error(charset: str, value: bytes) -> None:
    escaped = "".join(f"%{byte:02X}" for byte in value)
    name = name_of(f"filename=\"x.png\"; filename*={charset}''{escaped}".encode())
    assert isinstance(name, str)
    name.encode()


@pytest.mark.parametrize("name", ["füchs.png".encode("latin-1"), "狐.png".encode("shift-jis")])
def test_names_in_other_character_sets_are_refused_as_such(name: bytes) -> None:
    with pytest.raises(InvalidInput, match="must name its fields and files in UTF-8"):
        name_of(b'filename="' + name + b'"')
