"""POST /reference-kits: what it takes, what it answers, and what it refuses."""

import json
import uuid
from datetime import datetime
from typing import Any

import pytest

from tests.support.client import Client
from tests.support.pictures import PictureServer

FIELDS = [
    "id",
    "name",
    "sourceImageUrl",
    "status",
    "anchorFaceUrl",
    "profileUrl",
    "halfBodyUrl",
    "fullBodyUrl",
    "expressions",
    "generationProgress",
    "costCents",
    "errorMessage",
    "createdAt",
    "updatedAt",
]
UNREACHED = "https://source.invalid/never-fetched.png"


def _kit(**fields: Any) -> dict[str, Any]:
    return {"name": "Amalia", "sourceImageUrl": UNREACHED} | fields


def test_the_answer_is_the_contracts_to_the_letter(alice: Client, source: str) -> None:
    answer = alice.post("/reference-kits", {"name": "Amalia", "sourceImageUrl": source})
    kit = answer.json()
    assert answer.status_code == 201
    assert set(kit) == set(FIELDS)
    assert uuid.UUID(kit["id"]).version == 4
    assert kit["name"] == "Amalia"
    assert kit["sourceImageUrl"] == source
    assert kit["status"] == "pending"
    assert [kit[name] for name in FIELDS[4:8]] == [None, None, None, None]
    assert kit["expressions"] == {}
    assert kit["generationProgress"] == {"anchor": "pending", "profile": "pending"}
    assert kit["costCents"] is None
    assert kit["errorMessage"] is None
    assert kit["createdAt"] == kit["updatedAt"]
    assert kit["createdAt"].endswith("Z")
    assert datetime.fromisoformat(kit["createdAt"]).utcoffset() is not None


def test_everything_asked_for_is_drawn_and_nothing_else(alice: Client, source: str) -> None:
    kit = alice.create_kit(source, generateExtended=True, expressions=["smile", "serious"])
    wanted = ["anchor", "profile", "half_body", "full_body", "expression_smile", "expression_serious"]
    assert kit["generationProgress"] == dict.fromkeys(wanted, "pending")
    kit = alice.settled(kit["id"])
    assert set(kit) == set(FIELDS)
    assert kit["status"] == "ready"
    assert kit["generationProgress"] == dict.fromkeys(wanted, "done")
    assert all(kit[name] for name in FIELDS[4:8])
    assert set(kit["expressions"]) == {"smile", "serious"}
    assert kit["costCents"] == 24
    assert kit["errorMessage"] is None
    assert kit["updatedAt"] > kit["createdAt"]


def test_what_was_not_asked_for_is_null_or_absent(alice: Client, source: str) -> None:
    kit = alice.settled(alice.create_kit(source, expressions=["angry"])["id"])
    assert kit["generationProgress"] == {"anchor": "done", "profile": "done", "expression_angry": "done"}
    assert kit["halfBodyUrl"] is None
    assert kit["fullBodyUrl"] is None
    assert set(kit["expressions"]) == {"angry"}
    assert kit["costCents"] == 12


def test_names_are_trimmed_and_may_have_255_characters_of_any_script(alice: Client, source: str) -> None:
    assert alice.create_kit(source, "  \t Ämilia 阿玛利亚 🦊 \n")["name"] == "Ämilia 阿玛利亚 🦊"
    assert alice.create_kit(source, "  " + "é" * 255 + "  ")["name"] == "é" * 255


def test_duplicate_expressions_collapse(alice: Client, source: str) -> None:
    kit = alice.create_kit(source, expressions=["smile", "angry", "smile", "smile"])
    assert set(kit["generationProgress"]) == {"anchor", "profile", "expression_smile", "expression_angry"}


@pytest.mark.usefixtures("nothing_new")
class TestRefusals:
    """Nothing of these is stored."""

    @pytest.mark.parametrize(
        ("body", "message"),
        [
            ({"sourceImageUrl": UNREACHED}, "name is required"),
            (_kit(name=""), "name"),
            (_kit(name="   "), "name"),
            (_kit(name="x" * 256), "name"),
            (_kit(name=None), "name"),
            (_kit(name=7), "name"),
            (_kit(name=["Amalia"]), "name"),
            (_kit(name={"first": "Amalia"}), "name"),
            ({"name": "Amalia"}, "sourceImageUrl is required"),
            (_kit(sourceImageUrl=""), "sourceImageUrl"),
            (_kit(sourceImageUrl="   "), "sourceImageUrl"),
            (_kit(sourceImageUrl=None), "sourceImageUrl"),
            (_kit(sourceImageUrl=1.5), "sourceImageUrl"),
            (_kit(sourceImageUrl="amalia.png"), "sourceImageUrl"),
            (_kit(sourceImageUrl="ftp://example.com/a.png"), "sourceImageUrl"),
            (_kit(sourceImageUrl="file:///etc/passwd"), "sourceImageUrl"),
            (_kit(sourceImageUrl="data:image/png;base64,AAAA"), "sourceImageUrl"),
            (_kit(sourceImageUrl="https://" + "x" * 5000), "sourceImageUrl"),
            (_kit(generateExtended="true"), "generateExtended"),
            (_kit(generateExtended=1), "generateExtended"),
            (_kit(expressions="smile"), "expressions"),
            (_kit(expressions=["grin"]), "expressions"),
            (_kit(expressions=["smile", None]), "expressions"),
            (_kit(expressions=["Smile"]), "expressions"),
            (_kit(expressions=[["smile"]]), "expressions"),
            (_kit(expressions={"smile": True}), "expressions"),
            ([], "body"),
            ([_kit()], "body"),
            ("Amalia", "body"),
            (12, "body"),
            (True, "body"),
            (None, "body"),
        ],
    )
    def test_a_rule_that_is_broken_is_named(self, alice: Client, body: Any, message: str) -> None:
        answer = alice.post("/reference-kits", json.dumps(body).encode())
        assert answer.status_code == 400
        error = answer.json()
        assert set(error) == {"statusCode", "message", "error"}
        assert (error["statusCode"], error["error"]) == (400, "Bad Request")
        assert error["message"].startswith(message), error["message"]

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"null",
            b'{"name": "Amalia",}',
            b'{"name": NaN}',
            b'{"name": "Amalia", "sourceImageUrl": Infinity}',
            b'{"name": "\\ud800", "sourceImageUrl": "https://a.example/a.png"}',
            b'{"name": "half \\udfff pair", "sourceImageUrl": "https://a.example/a.png"}',
            b"\xff\xfe\x00",
            b"name=Amalia",
            b"[" * 100_000,
            b'{"a":' * 50_000,
        ],
    )
    def test_what_is_no_json_object_is_refused(self, alice: Client, body: bytes) -> None:
        answer = alice.post("/reference-kits", body)
        assert answer.status_code == 400
        assert answer.json()["message"].startswith("body ")

    @pytest.mark.parametrize(
        "media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
    )
    def test_another_content_type_is_refused(self, alice: Client, media_type: str) -> None:
        answer = alice.post("/reference-kits", json.dumps(_kit()).encode(), headers={"Content-Type": media_type})
        assert answer.status_code == 400
        assert answer.json()["message"].startswith("Content-Type ")

    @pytest.mark.parametrize("megabytes", [6, 11])
    def test_a_body_that_is_too_large_gets_the_gateways_answer(self, alice: Client, megabytes: int) -> None:
        answer = alice.post("/reference-kits", json.dumps(_kit(name="x" * megabytes * 1024 * 1024)).encode())
        assert answer.status_code == 413
        assert answer.json()["message"].startswith(
            "The request is too large; upload larger pictures with POST /api/upload"
        )
        assert "projectId" in answer.json()["error"]

    def test_a_url_that_leads_nowhere_is_named(self, alice: Client) -> None:
        answer = alice.post("/reference-kits", _kit())
        assert answer.status_code == 400
        assert answer.json()["message"].startswith("sourceImageUrl ")

    def test_a_source_url_may_not_carry_a_password(self, alice: Client, pictures: PictureServer, source: str) -> None:
        answer = alice.post("/reference-kits", _kit(sourceImageUrl=source.replace("://", "://user:secret@")))
        assert answer.status_code == 400
        assert answer.json()["message"].startswith("sourceImageUrl ")


def test_a_charset_goes_with_the_content_type(alice: Client, source: str) -> None:
    body = json.dumps({"name": "Amalia", "sourceImageUrl": source}).encode()
    answer = alice.post("/reference-kits", body, headers={"Content-Type": "Application/JSON; charset=utf-8"})
    assert answer.status_code == 201
