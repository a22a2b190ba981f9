"""Settings: read from the environment once, and never lenient by mistake."""

from contextlib import nullcontext
from typing import Any

import pytest
from pydantic import ValidationError

from inkwell.settings import (
    AccessSettings,
    HttpSettings,
    Settings,
    StorageSettings,
    StripeSettings,
    WorkflowSettings,
    load,
)


@pytest.fixture(autouse=True)
def _fresh() -> Any:
    load.cache_clear()
    yield
    load.cache_clear()


def test_settings_are_read_from_the_environment_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TABLE_NAME", "table")
    monkeypatch.setenv("BUCKET_NAME", "bucket")
    settings = load(StorageSettings)
    assert (settings.table_name, settings.bucket_name) == ("table", "bucket")
    monkeypatch.setenv("TABLE_NAME", "other")
    assert load(StorageSettings) is settings
    with pytest.raises(ValidationError):
        settings.table_name = "other"


@pytest.mark.parametrize("kind", [StorageSettings, WorkflowSettings, AccessSettings])
def test_a_missing_variable_is_named(kind: type[Settings], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in kind.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    with pytest.raises(ValidationError, match=next(n.upper() for n, f in kind.model_fields.items() if f.is_required())):
        load(kind)


def test_nobody_is_let_in_by_default_or_by_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JWT_SECRET_ID", "jwt")
    monkeypatch.delenv("ANONYMOUS_ACCESS", raising=False)
    assert load(AccessSettings).anonymous_access == "deny"
    for wrong in ("", "ALLOW", "true"):
        load.cache_clear()
        monkeypatch.setenv("ANONYMOUS_ACCESS", wrong)
        with pytest.raises(ValidationError):
            load(AccessSettings)


@pytest.mark.parametrize(("stage", "local"), [("local", True), ("dev", False), ("prod", False), ("", False)])
def test_only_the_stage_local_is_local(stage: str, local: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGE", stage)
    assert load(HttpSettings).is_local == local


@pytest.mark.parametrize(
    ("address", "is_taken"),
    [
        ("", True),
        ("https://studio.example", True),
        ("https://studio.example:8443/", True),
        ("https://abc123.execute-api.eu-west-1.amazonaws.com/prod/studio/index.html#", True),
        ("http://127.0.0.1:3000/studio/index.html#", True),
        ("http://studio.example", False),
        ("/studio/index.html#", False),
        ("https://studio.example#", False),
        ("https://studio.example/?to=", False),
        ("https://studio.example@evil.example/", False),
        ("https://studio.example/#/a#", False),
    ],
)
def test_people_come_back_to_a_page_of_https_or_of_this_machine(
    address: str, is_taken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTEND_URL", address)
    with nullcontext() if is_taken else pytest.raises(ValidationError):
        assert load(StripeSettings).frontend_url == address
