"""The providers' keys: kept for minutes, picked up when they are rotated, and never in a log."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import boto3
import pytest

from inkwell.aws import clients, secrets
from inkwell.core.errors import ModelBadCredentials
from inkwell.providers.adapters import Adapters
from inkwell.providers.table import read_table
from tests.support.aws import emulated_aws

NAME = "inkwell-test/providers"


@pytest.fixture(scope="module")
def cloud() -> Iterator[Any]:
    with emulated_aws():
        yield boto3.client("secretsmanager")


@pytest.fixture
def manager(cloud: Any) -> Iterator[Any]:
    secrets._provider.cache_clear()
    clients.secretsmanager.cache_clear()
    cloud.create_secret(Name=NAME, SecretString=json.dumps({"replicate": "r8_first", "openai": "", "odd": 3}))
    yield cloud
    cloud.delete_secret(SecretId=NAME, ForceDeleteWithoutRecovery=True)
    secrets._provider.cache_clear()
    clients.secretsmanager.cache_clear()


def rotate(manager: Any) -> None:
    manager.put_secret_value(SecretId=NAME, SecretString=json.dumps({"replicate": "r8_second"}))


def test_keys_are_kept_for_minutes(manager: Any) -> None:
    assert secrets.provider_keys(NAME) == {"replicate": "r8_first", "openai": ""}
    rotate(manager)
    assert secrets.provider_keys(NAME)["replicate"] == "r8_first"


def test_a_rotated_key_is_picked_up_without_a_deployment(manager: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "CACHED", timedelta(seconds=-1))
    assert secrets.provider_keys(NAME)["replicate"] == "r8_first"
    rotate(manager)
    assert secrets.provider_keys(NAME)["replicate"] == "r8_second"


def test_reading_keys_logs_none(manager: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG", logger="inkwell"):
        secrets.provider_keys(NAME)
        assert secrets.read_provider_keys(manager, NAME)["replicate"] == "r8_first"
    assert "r8_" not in caplog.text


@pytest.mark.parametrize("name", ["offline", "replicate", "gemini", "openai", "openrouter", "bedrock"])
def test_every_model_of_a_table_has_its_adapter(name: str, manager: Any) -> None:
    table = read_table(name)
    adapters = Adapters(table, lambda: {}, "https://studio.example/webhooks/replicate")
    for role in table.roles:
        for spec in table.chain(role):
            assert hasattr(adapters.image_model(spec), "generate")
    for text_role in table.text_roles:
        for text_spec in table.text_chain(text_role):
            assert hasattr(adapters.text_model(text_spec), "complete")


@pytest.mark.parametrize(
    ("keys", "url"),
    [
        ({"replicate": "r8"}, None),
        ({"replicate_webhook": "whsec_AAAA"}, "https://studio.example/webhooks/replicate?attempt=job%2F3%2F1"),
    ],
)
def test_replicate_reports_only_what_can_be_verified(keys: dict[str, str], url: str | None) -> None:
    adapters = Adapters(read_table("replicate"), lambda: keys, "https://studio.example/webhooks/replicate")

    class AttemptMemory:
        name = "job/3/1"

    assert adapters._webhook(AttemptMemory()) == url  # type: ignore[arg-type]
    assert Adapters(read_table("replicate"), lambda: keys)._webhook(AttemptMemory()) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "r8_key", '{"replicate": "r8_ke', "[]", '"r8_key"'])
def test_a_secret_that_is_wrong_is_like_a_wrong_key_and_not_quoted(
    manager: Any, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    manager.put_secret_value(SecretId=NAME, SecretString=text or " ")
    with pytest.raises(ModelBadCredentials):
        secrets.provider_keys(NAME)
    assert "the providers' secret is wrong" in caplog.text
    assert "r8_" not in caplog.text + str(vars(caplog.records[0]))
    with pytest.raises(ValueError, match="it must be a JSON object"):
        secrets.read_provider_keys(manager, NAME)
