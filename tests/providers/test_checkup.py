"""`inkwell providers check`, against servers that answer as the providers do."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from typing import Any

import boto3
import pytest
import requests

from inkwell import cli
from inkwell.providers.checkup import Report, check
from inkwell.providers.table import ModelTable, read_table
from tests.support.aws import models_read_once
from tests.support.providers.base import Reply, Request
from tests.support.providers.bedrock import BedrockServer
from tests.support.providers.gemini import GeminiServer
from tests.support.providers.openai import OpenAIServer
from tests.support.providers.openrouter import OpenRouterServer
from tests.support.providers.replicate import ReplicateServer
from tests.support.providers.texts import TextServer

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


@pytest.fixture(autouse=True, scope="module")
def _quick_sessions() -> Iterator[None]:
    with models_read_once():
        yield


@pytest.fixture(scope="module")
def moto() -> Iterator[str]:
    # Every worker imports every module of tests, and one of them runs these.
    from moto.server import ThreadedMotoServer

    with ExitStack() as stack:
        server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        server.start()
        stack.callback(server.stop)
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"


@pytest.fixture
def cloud(moto: str) -> str:
    requests.post(f"{moto}/moto-api/reset", timeout=10)
    return moto


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


# ---------------------------------------------------------------- the command, at servers that answer as theirs do

SERVERS: dict[str, type[Any]] = {
    "replicate": ReplicateServer,
    "gemini": GeminiServer,
    "openai": OpenAIServer,
    "openrouter": OpenRouterServer,
}
every_provider = pytest.mark.parametrize("name", SERVERS)


class Check:
    """The command, run for one provider's table; the server has all models of it."""

    def __init__(self, cloud: str, capsys: pytest.CaptureFixture[str], name: str, server: Any) -> None:
        self.cloud, self.capsys, self.name, self.server = cloud, capsys, name, server
        self.wanted = sorted({each.model for each in read_table(name).used_models() if each.provider == name})
        if name == "openai":
            server.models |= dict.fromkeys(self.wanted)
        elif name == "gemini":
            server.models |= set(self.wanted)

    def run(self, key: str, base_url: str | None = None) -> tuple[int, str]:
        """Its exit code, and what it says of the provider; of the others it says that they are not configured."""
        keep_secret(self.cloud, json.dumps({self.name: key}))
        address = {self.name: {"base_url": base_url or self.server.base_url}}
        table = json.dumps({"extends": self.name, "providers": address})
        code = cli.main(["providers", "check", "--local", "--endpoint", self.cloud, "--table", table])
        ours: list[str] = []
        others: list[str] = []
        for line in self.capsys.readouterr().out.splitlines():
            (ours if line.startswith((self.name.ljust(13), " ")) else others).append(line)
        assert all("not configured" in line for line in others)
        assert len(others) == len(SERVERS) - 1
        assert all(request.method == "GET" for request in self.server.requests)
        said = "\n".join(ours)
        assert not key.strip() or key not in said
        return code, said

    def retire(self, model: str) -> None:
        """The provider shuts a model down."""
        if self.name == "replicate":
            self.server.retired.add(model)
        elif self.name == "openai":
            del self.server.models[model]
        else:
            self.server.models.remove(model)


@pytest.fixture
def checked(cloud: str, capsys: pytest.CaptureFixture[str], name: str) -> Iterator[Check]:
    with SERVERS[name]() as server:
        yield Check(cloud, capsys, name, server)


@every_provider
def test_a_provider_that_works(checked: Check) -> None:
    code, said = checked.run(checked.server.key)
    assert (code, said.split()[:2]) == (0, [checked.name, "ok"])
    assert "\n" not in said


@every_provider
def test_a_provider_that_has_no_key(checked: Check) -> None:
    code, said = checked.run("")
    assert (code, said.split()[:2]) == (1, [checked.name, "failed"])
    assert f"no key '{checked.name}'" in said
    assert not checked.server.requests


@every_provider
@pytest.mark.parametrize(
    ("key", "told"), [("sk-wrong", "does not accept the key"), ("sk-\u201cquoted\u201d", "is none")]
)
def test_a_provider_that_does_not_take_the_key(checked: Check, key: str, told: str) -> None:
    code, said = checked.run(key)
    assert (code, said.split()[:2]) == (1, [checked.name, "failed"])
    assert told in said


@every_provider
def test_a_provider_that_is_not_reached(checked: Check) -> None:
    code, said = checked.run(checked.server.key, "http://127.0.0.1:9/v1")
    assert (code, said.split()[:2]) == (1, [checked.name, "failed"])
    assert "cannot be reached" in said


@every_provider
def test_models_that_are_gone_are_named(checked: Check) -> None:
    gone = checked.wanted[:2]
    for model in gone:
        checked.retire(model)
    code, said = checked.run(checked.server.key)
    assert (code, said.split()[:2]) == (1, [checked.name, "failed"])
    assert said.endswith(f"has no model {', '.join(gone)} (any more)")


@pytest.mark.parametrize("name", ["openai", "openrouter"])
def test_a_model_that_is_about_to_go_is_a_warning_and_no_failure(checked: Check) -> None:
    day = str(date.today() + timedelta(days=10))
    ends = checked.server.models if checked.name == "openai" else checked.server.ends
    ends[checked.wanted[0]] = day
    code, said = checked.run(checked.server.key)
    assert (code, said.split()[:2]) == (0, [checked.name, "ok"])
    assert said.endswith(f"warning: {checked.wanted[0]} is shut down on {day} (10 days): change the model table")


@pytest.mark.parametrize("name", ["openrouter"])
def test_a_key_that_is_used_up_is_a_warning(checked: Check) -> None:
    checked.server.limit_remaining = 0
    code, said = checked.run(checked.server.key)
    assert code == 0
    assert "warning: the key's limit is used up" in said


@pytest.mark.parametrize(
    ("secret", "warning"),
    [
        ("", "no 'replicate_webhook'"),
        ("whsec_bm90IHRoaXM=", "is not this account's signing secret"),
        (ReplicateServer.webhook_secret, None),
        (f"whsec_bm90IHRoaXM= {ReplicateServer.webhook_secret}", None),
    ],
)
def test_a_signing_secret_that_would_not_do_is_a_warning(secret: str, warning: str | None) -> None:
    keys = {"replicate": ReplicateServer.key, "replicate_webhook": secret}
    with ReplicateServer() as server:
        address = {"replicate": {"base_url": server.base_url}}
        moved = read_table(json.dumps({"extends": "replicate", "providers": address}))
        (report,) = [each for each in check(moved, keys, webhooks=True) if each.provider == "replicate"]
    assert report.state == "ok"
    assert [warning in each for each in report.warnings] == [True] if warning else not report.warnings
    assert not secret or secret not in str(report)


def test_bedrocks_own_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIATEST")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    with BedrockServer() as server:
        client = boto3.client("bedrock", region_name="us-west-2", endpoint_url=server.origin)

        def models() -> list[dict[str, Any]]:
            return list(client.list_foundation_models(byOutputModality="IMAGE")["modelSummaries"])

        def look() -> Report:
            return reports("bedrock", "", {}, bedrock=models)["bedrock"]

        assert (look().state, look().warnings) == ("ok", [])
        server.legacy["stability.sd3-5-large-v1:0"] = "2026-12-24T00:00:00Z"
        assert look().warnings == [
            "stability.sd3-5-large-v1:0 is legacy",
            "stability.sd3-5-large-v1:0 is shut down on 2026-12-24 (33 days): change the model table",
        ]
        server.ended.add("stability.stable-image-core-v1:1")
        assert look().message == "has no model stability.stable-image-core-v1:1 (any more)"
        server.listing = Reply(403, b'{"message": "no"}', {"x-amzn-ErrorType": "AccessDeniedException"})
        assert look().message == "cannot be listed (AccessDeniedException)"
        client.close()


@pytest.mark.parametrize("text", ["r8_key", "[]"])
def test_a_secret_that_is_no_object_is_told_and_not_quoted(
    cloud: str, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    keep_secret(cloud, text)
    assert cli.main(["providers", "check", "--local", "--endpoint", cloud]) == 1
    assert capsys.readouterr().err == "inkwell: the secret inkwell-local/providers is wrong: it must be a JSON object\n"
