"""`inkwell providers check`, against servers that answer as the providers do."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import boto3
import pytest
import requests
from moto.server import ThreadedMotoServer

from inkwell import cli
from inkwell.providers.checkup import Report, check
from inkwell.providers.table import ModelTable, read_table
from tests.providers.servers.base import Reply, Request

from .servers import TextServer

TODAY = date(2026, 11, 21)


class Providers(TextServer):
    """All providers behind one origin; `models` may be taken away."""

    def __init__(self) -> None:
        super().__init__()
        self.accepts_key = True
        table = read_table("offline")
        self.entries = [*table.models.values(), *table.text_models.values()]
        self.gone: set[str] = set()
        self.ends: dict[str, str] = {}

    def names(self, provider: str) -> list[str]:
        return [each.model for each in self.entries if each.provider == provider and each.model not in self.gone]

    def reply(self, request: Request) -> Reply:
        provider, _, path = request.path.strip("/").partition("/")
        key = request.headers.get("x-goog-api-key") or request.headers.get("authorization", "").removeprefix("Bearer ")
        if key != f"key-of-{provider}" or not self.accepts_key:
            return Reply(400 if provider == "gemini" else 401, {"error": {"message": "SECRET"}})
        if path == "account":
            return Reply(200, {"type": "organization", "username": "studio"})
        if path == "key":
            return Reply(200, {"data": {"limit": 10, "limit_remaining": 4.2}})
        if path.startswith("models/"):
            known = path.removeprefix("models/") in self.names(provider)
            return Reply(200 if known else 404, {})
        if provider == "gemini":
            return Reply(200, {"models": [{"name": f"models/{name}"} for name in self.names(provider)]})
        rows = [{"id": name, "shutdown_date": self.ends.get(name)} for name in self.names(provider)]
        if provider == "openrouter":
            is_image = request.query.get("output_modalities") == "image"
            rows = [row for row in rows if ("image" in row["id"] or "banana" in row["id"]) == is_image]
        return Reply(200, {"data": rows})


@pytest.fixture
def providers() -> Iterator[Providers]:
    with Providers() as providers:
        yield providers


def table(name: str, origin: str) -> ModelTable:
    read = read_table(name)
    moved = {
        each: provider.model_copy(update={"base_url": f"{origin}/{each}"}) if provider.base_url else provider
        for each, provider in read.providers.items()
    }
    return read.model_copy(update={"providers": moved})


KEYS = {name: f"key-of-{name}" for name in ("replicate", "gemini", "openai", "openrouter")}


def reports(name: str, origin: str, keys: dict[str, str], **options: Any) -> dict[str, Report]:
    return {report.provider: report for report in check(table(name, origin), keys, today=TODAY, **options)}


def test_all_is_well(providers: Providers) -> None:
    found = reports("mixed", providers.origin, KEYS)
    assert {name: (report.state, report.message) for name, report in found.items()} == {
        "replicate": ("ok", "account studio"),
        "gemini": ("ok", "4 models"),
        "openai": ("ok", "4 models"),
        "openrouter": ("ok", "4.2 US dollars left"),
    }
    assert all(request.method == "GET" for request in providers.requests)


def test_a_provider_without_a_key_matters_only_when_the_table_needs_it(providers: Providers) -> None:
    found = reports("gemini", providers.origin, {"replicate": " "})
    assert found["gemini"].state == "failed"
    assert "'gemini'" in found["gemini"].message
    assert {found[name].state for name in ("replicate", "openai", "openrouter")} == {"not configured"}
    assert not providers.requests


@pytest.mark.parametrize("name", KEYS)
def test_a_key_that_is_not_accepted_is_told_without_the_providers_words(providers: Providers, name: str) -> None:
    providers.accepts_key = False
    report = reports("offline", providers.origin, KEYS)[name]
    assert report.state == "failed"
    assert report.message.startswith("does not accept the key")
    assert "key-of" not in report.message


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("replicate", "black-forest-labs/flux-2-pro"),
        ("gemini", "gemini-3-pro-image"),
        ("openai", "gpt-image-2.5-flare"),
        ("openrouter", "google/gemini-3.6-flash"),
    ],
)
def test_a_model_that_is_gone_is_a_failure(providers: Providers, name: str, model: str) -> None:
    providers.gone = {model}
    report = reports(name, providers.origin, KEYS)[name]
    assert (report.state, report.message) == ("failed", f"has no model {model} (any more)")


@pytest.mark.parametrize(
    ("day", "warnings"),
    [
        ("2026-12-01", ["gpt-image-2.5-flare is shut down on 2026-12-01 (10 days): change the model table"]),
        ("2026-11-01", ["gpt-image-2.5-flare was shut down on 2026-11-01: change the model table"]),
        ("2027-12-01", []),
        ("soon", []),
    ],
)
def test_a_shutdown_ahead_is_a_warning(providers: Providers, day: str, warnings: list[str]) -> None:
    providers.ends = {"gpt-image-2.5-flare": day}
    report = reports("openai", providers.origin, KEYS)["openai"]
    assert (report.state, report.warnings) == ("ok", warnings)


def test_nobody_there() -> None:
    found = reports("replicate", "http://127.0.0.1:9", KEYS)
    assert found["replicate"] == Report("replicate", "failed", "cannot be reached (MODEL_UNAVAILABLE)")


def summaries(**lifecycles: Any) -> list[dict[str, Any]]:
    names = [
        "stable-image-core-v1:1",
        "sd3-5-large-v1:0",
        "stable-image-style-guide-v1:0",
        "stable-style-transfer-v1:0",
    ]
    names.append("stable-image-inpaint-v1:0")
    active = {"status": "ACTIVE"}
    return [
        {"modelId": f"stability.{name}", "modelLifecycle": lifecycles.get(name.partition("-")[0], active)}
        for name in names
    ]


def test_bedrock_is_asked_for_lifecycles() -> None:
    legacy = {"status": "LEGACY", "endOfLifeTime": "2026-12-24T00:00:00Z"}
    found = reports("bedrock", "", {}, bedrock=lambda: summaries(sd3=legacy))
    assert found["bedrock"].state == "ok"
    assert found["bedrock"].warnings == [
        "stability.sd3-5-large-v1:0 is legacy",
        "stability.sd3-5-large-v1:0 is shut down on 2026-12-24 (33 days): change the model table",
    ]
    gone = reports("bedrock", "", {}, bedrock=lambda: summaries()[1:])
    assert gone["bedrock"].message == "has no model stability.stable-image-core-v1:1 (any more)"


# ---------------------------------------------------------------- the command


@pytest.fixture
def cloud() -> Iterator[str]:
    with ExitStack() as stack:
        server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        server.start()
        stack.callback(server.stop)
        host, port = server.get_host_and_port()
        requests.post(f"http://{host}:{port}/moto-api/reset", timeout=10)
        yield f"http://{host}:{port}"


def keep_secret(endpoint: str, value: str) -> None:
    client = boto3.client(
        "secretsmanager",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",
    )
    client.create_secret(Name="inkwell-local/providers", SecretString=value)
    client.close()


def test_the_command_says_what_it_found(cloud: str, capsys: pytest.CaptureFixture[str]) -> None:
    keep_secret(cloud, '{"replicate": "", "gemini": "", "openai": "", "openrouter": "", "replicate_webhook": ""}')
    assert cli.main(["providers", "check", "--local", "--endpoint", cloud]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["replicate", "gemini", "openai", "openrouter"]
    assert all("not configured" in line for line in lines)
    assert cli.main(["providers", "check", "--local", "--endpoint", cloud, "--table", "gemini"]) == 1
    assert "gemini       failed          no key 'gemini'" in capsys.readouterr().out


def test_the_command_without_a_secret_fails(cloud: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["providers", "check", "--local", "--endpoint", cloud]) == 1
    assert "AWS" in capsys.readouterr().err


def test_a_wrong_table_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["providers", "check", "--local", "--table", "elsewhere"]) == 2
    assert "there is no model table 'elsewhere'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [[], ["providers"], ["providers", "check"], ["providers", "check", "--local", "--stack", "a"]]
)
def test_a_wrong_use_is_explained(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err
