"""`inkwell providers check`, against servers that answer as the providers do."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from io import StringIO
from typing import Any

import boto3
import pytest
import requests

from inkwell import cli
from inkwell.cli.providers import _Catalogue, _Session
from inkwell.providers.checking import Report
from inkwell.providers.checkup import check
from inkwell.providers.table import ModelTable, read_table
from tests.support.aws import models_read_once
from tests.support.providers.base import Reply, Request
from tests.support.providers.bedrock import BedrockServer
from tests.support.providers.gemini import GeminiServer
from tests.support.providers.gemini import status as gemini_status
from tests.support.providers.openai import OpenAIServer
from tests.support.providers.openrouter import OpenRouterServer
from tests.support.providers.openrouter import failure as router_failure
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
            details = [{"reason": "API_KEY_INVALID"}]
            error = {"message": "SECRET", "status": "INVALID_ARGUMENT", "details": details}
            return Reply(400 if provider == "gemini" else 401, {"error": error})
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
        "replicate": ("ok", "account studio; its credit is not told"),
        "gemini": ("ok", "4 models; its credit is not told"),
        "openai": ("ok", "7 models; its credit is not told"),
        "openrouter": ("ok", "4.2 US dollars left; its credit is not told"),
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


def test_a_price_that_was_looked_up_long_ago_is_a_warning(providers: Providers) -> None:
    late = check(table("gemini", providers.origin), KEYS, today=date(2027, 7, 1))
    (found,) = [report for report in late if report.provider == "gemini"]
    assert found.warnings == [
        f"gemini/{name} and its price were last looked up on 2026-11-28: look again"
        for name in ("3-pro-image", "nano-banana-2.1", "3.5-flash-lite", "3.6-flash")
    ]


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


def keep_secret(endpoint: str, value: str | bytes) -> None:
    client: Any = boto3.client(
        "secretsmanager",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",
    )
    form = "SecretString" if isinstance(value, str) else "SecretBinary"
    client.create_secret(Name="inkwell-local/providers", **{form: value})
    client.close()


def test_the_command_says_what_it_found(cloud: str, capsys: pytest.CaptureFixture[str]) -> None:
    keep_secret(cloud, '{"replicate": "", "gemini": "", "openai": "", "openrouter": "", "replicate_webhook": ""}')
    assert cli.main(["providers", "check", "--local", "--endpoint", cloud]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["replicate", "gemini", "openai", "openrouter"]
    assert all("not configured" in line for line in lines)
    assert cli.main(["providers", "check", "--local", "--endpoint", cloud, "--table", "gemini"]) == 1
    assert "gemini       failed          no key 'gemini'" in capsys.readouterr().out


def test_the_studio_on_this_machine_is_the_one_at_its_port(cloud: str, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_secret(cloud, "{}")
    monkeypatch.setenv("CLOUD_PORT", cloud.rpartition(":")[2])
    assert cli.main(["providers", "check", "--local"]) == 0


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
        table = read_table(name)
        used = [*table.used_models().values(), *table.used_text_models().values()]
        self.wanted = sorted({each.model for each in used if each.provider == name})

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


def put(server: Any, **state: Any) -> Any:
    """The server in another state."""
    for name, value in state.items():
        setattr(server, name, value)
    return server


@pytest.mark.parametrize(
    ("name", "state", "code", "told"),
    [
        ("openrouter", {"limit_remaining": 0}, 1, "the key's limit is used up"),
        ("openrouter", {"limit_remaining": "0"}, 1, "the key's limit is used up"),
        ("openrouter", {"limit_remaining": None}, 0, "no limit; its credit is not told"),
        ("openrouter", {"credits": (10.0, 10.5)}, 1, "the account has no credit left"),
        ("openrouter", {"credits": (10.0, 2.5)}, 0, "7.50 US dollars on the account"),
        ("openrouter", {"is_free_tier": True}, 0, "warning: no credit was ever bought for this account"),
        (
            "openrouter",
            {"advertised": {"openai/gpt-6-luna": ("max_completion_tokens", "response_format", "seed")}},
            1,
            "openai/gpt-6-luna has no host that takes max_tokens",
        ),
        (
            "openrouter",
            {"advertised": {"openai/gpt-6-luna": ("max_tokens", "response_format")}},
            0,
            "warning: openai/gpt-6-luna has no host that promises structured outputs",
        ),
        ("openrouter", {"page_size": 1}, 0, "ok"),
        (
            "openrouter",
            {"excluded": {"openai/gpt-6-luna"}},
            1,
            "the account's settings (privacy, hosts, guardrails) exclude openai/gpt-6-luna",
        ),
        ("gemini", {"page_size": 1}, 0, "ok"),
        ("openai", {"may_list": False}, 0, "unproven        the key may not list models"),
        (
            "replicate",
            {"odd_models": {"flux-2-pro": Reply(500, {"title": "?"})}},
            1,
            "does not show all models: black-forest-labs/flux-2-pro answers HTTP 500",
        ),
    ],
)
def test_the_state_of_an_account_is_told(checked: Check, state: Any, code: int, told: str) -> None:
    put(checked.server, **state)
    found, said = checked.run(checked.server.key)
    assert (found, told in said) == (code, True), said


@pytest.mark.parametrize(
    ("name", "reply", "told"),
    [
        ("gemini", (400, {"status": "FAILED_PRECONDITION", "message": "User location is not supported"}), "region"),
        ("gemini", (429, {"status": "RESOURCE_EXHAUSTED", "message": "Quota"}), "too busy"),
        ("gemini", (402, {"status": "RESOURCE_EXHAUSTED", "message": "Your prepayment ..."}), "no credit left"),
        ("openai", (403, {"code": "unsupported_country_region_territory"}), "does not serve this account, region"),
        ("openai", (429, {"code": "insufficient_quota"}), "no credit left"),
        ("openai", (500, {"message": "?"}), "answers HTTP 500"),
        ("openrouter", (503, {"code": 503, "message": "?"}), "answers HTTP 503"),
        # Errors inside HTTP 200.
        (
            "gemini",
            (200, {"code": 402, "status": "RESOURCE_EXHAUSTED", "message": "Your prepayment ..."}),
            "no credit left",
        ),
        ("openai", (200, {"code": "insufficient_quota"}), "no credit left"),
        ("openrouter", (200, {"code": 401, "message": "User not found."}), "does not accept the key"),
    ],
)
def test_what_is_wrong_is_told_for_what_it_is(
    checked: Check, monkeypatch: pytest.MonkeyPatch, reply: tuple[int, dict[str, Any]], told: str
) -> None:
    status, error = reply
    monkeypatch.setattr(checked.server, "reply", lambda request: Reply(status, {"error": error}))
    code, said = checked.run(checked.server.key)
    assert (code, told in said) == (1, True), said
    assert error.get("message", "no words") not in said


@every_provider
@pytest.mark.parametrize("page", [b"<html>Welcome to nginx!</html>", b"[]"])
def test_an_address_where_something_else_answers_is_told(
    checked: Check, monkeypatch: pytest.MonkeyPatch, page: bytes
) -> None:
    monkeypatch.setattr(checked.server, "reply", lambda request: Reply(200, page))
    code, said = checked.run(checked.server.key)
    assert (code, "does not answer as its API does: is its base_url right?" in said) == (1, True), said


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


@pytest.fixture
def bedrock(monkeypatch: pytest.MonkeyPatch) -> Iterator[BedrockServer]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIATEST")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    with BedrockServer() as server:
        yield server


def looked_up(server: BedrockServer, name: str = "bedrock") -> Report:
    session = _Session(boto3.Session(region_name="us-east-1"), server.origin)
    found = check(read_table(name), {}, today=TODAY, bedrock=lambda region: _Catalogue(session, region))
    return next(report for report in found if report.provider == "bedrock")


def test_bedrock_is_asked_in_the_regions_of_its_models(bedrock: BedrockServer) -> None:
    assert looked_up(bedrock) == Report("bedrock", "ok", "6 models", [])
    elsewhere = json.dumps(
        {"extends": "bedrock", "models": {"bedrock/stable-image-core": {"region": "us-east-1"}}},
    )
    assert looked_up(bedrock, elsewhere).message == (
        "has no model stability.stable-image-core-v1:1 in us-east-1 (any more)"
    )
    europe = json.dumps({"extends": "bedrock", "models": {"bedrock/inpaint": {"region": "eu-central-1"}}})
    assert looked_up(bedrock, europe).message == (
        "has no inference profile us.stability.stable-image-inpaint-v1:0 in eu-central-1"
    )
    bare = json.dumps(
        {"extends": "bedrock", "models": {"bedrock/inpaint": {"model": "stability.stable-image-inpaint-v1:0"}}}
    )
    assert looked_up(bedrock, bare).message == (
        "stability.stable-image-inpaint-v1:0 is only behind an inference profile in us-west-2"
    )


def test_bedrock_tells_lifecycles_and_rights(bedrock: BedrockServer) -> None:
    bedrock.legacy["stability.sd3-5-large-v1:0"] = "2026-12-24T00:00:00Z"
    assert looked_up(bedrock).warnings == [
        "stability.sd3-5-large-v1:0 is legacy",
        "stability.sd3-5-large-v1:0 is shut down on 2026-12-24 (33 days): change the model table",
    ]
    bedrock.denied.add("stability.stable-style-transfer-v1:0")
    assert looked_up(bedrock).message == (
        "the account may not use stability.stable-style-transfer-v1:0 (authorizationStatus)"
    )
    bedrock.denied.clear()
    bedrock.unagreed.add("stability.stable-image-inpaint-v1:0")
    assert looked_up(bedrock).message == (
        "the account may not use stability.stable-image-inpaint-v1:0 (agreementAvailability)"
    )
    bedrock.unagreed.clear()
    bedrock.ended |= {"stability.stable-image-core-v1:1", "us.stability.stable-image-inpaint-v1:0"}
    assert looked_up(bedrock).message == (
        "has no model stability.stable-image-core-v1:1 in us-west-2 (any more); "
        "has no inference profile us.stability.stable-image-inpaint-v1:0 in us-west-2"
    )
    bedrock.listing = Reply(403, b'{"message": "no"}', {"x-amzn-ErrorType": "AccessDeniedException"})
    assert looked_up(bedrock).state == "unproven"
    bedrock.listing = Reply(403, b'{"message": "no"}', {"x-amzn-ErrorType": "UnrecognizedClientException"})
    assert looked_up(bedrock).message == "cannot be listed (UnrecognizedClientException)"


def test_a_signing_secret_that_is_not_told_is_no_failure() -> None:
    keys = {"replicate": ReplicateServer.key, "replicate_webhook": ReplicateServer.webhook_secret}
    with ReplicateServer() as server:
        server.odd_secret = Reply(500, {"title": "?"})
        moved = read_table(
            json.dumps({"extends": "replicate", "providers": {"replicate": {"base_url": server.base_url}}})
        )
        (report,) = [each for each in check(moved, keys, webhooks=True) if each.provider == "replicate"]
    assert report.state == "ok"
    assert "is not told: it answers HTTP 500" in report.warnings[0]


# ---------------------------------------------------------------- the trials


class Trying:
    """The command with --draw, with all providers of the table `mixed` at their stand-ins."""

    def __init__(self, cloud: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.cloud, self.capsys, self.monkeypatch = cloud, capsys, monkeypatch
        self.stack = ExitStack()
        self.servers = {
            name: self.stack.enter_context(SERVERS[name]()) for name in ("replicate", "gemini", "openrouter")
        }
        self.servers["openrouter"].write = lambda prompt: {"word": "yes"}
        keep_secret(cloud, json.dumps({name: server.key for name, server in self.servers.items()}))

    def run(self, answer: str) -> tuple[int, str]:
        addresses = {name: {"base_url": server.base_url} for name, server in self.servers.items()}
        table = json.dumps({"extends": "mixed", "providers": addresses})
        self.monkeypatch.setattr("sys.stdin", StringIO(answer))
        code = cli.main(["providers", "check", "--local", "--endpoint", self.cloud, "--table", table, "--draw"])
        return code, self.capsys.readouterr().out

    @property
    def paid(self) -> int:
        return sum(len(server.paid) for server in self.servers.values())


@pytest.fixture
def trying(cloud: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Trying]:
    trying = Trying(cloud, capsys, monkeypatch)
    with trying.stack:
        yield trying


def test_trials_say_their_price_and_ask(trying: Trying) -> None:
    for answer in ("", "n\n", "no\n", "what?\n"):
        code, said = trying.run(answer)
        assert (code, trying.paid) == (0, 0)
        assert said.endswith("Pay for it? [y/N] nothing was drawn or written\n")
    assert "replicate/flux-2-pro                 $0.045" in said
    assert "gemini/nano-banana-2.1               $0.034" in said
    assert "together                             $0.1" in said


def test_every_model_of_the_table_is_tried(trying: Trying) -> None:
    code, said = trying.run("y\n")
    lines = [line.split(maxsplit=2) for line in said.partition("Pay for it? [y/N] ")[2].splitlines()]
    used = read_table("mixed")
    assert [line[0] for line in lines] == [*used.used_models(), *used.used_text_models()]
    assert (code, {line[1] for line in lines}) == (0, {"ok"})
    assert trying.paid == len(lines)
    assert lines[0][2].startswith("drew 96 x 96 for $0.0")
    assert lines[-1][2].startswith("wrote for $0.034")


def test_a_model_that_cannot_be_used_is_told_without_the_providers_words(trying: Trying) -> None:
    depleted = "Your prepayment credits are depleted."
    trying.servers["gemini"].answers = [gemini_status(429, "RESOURCE_EXHAUSTED", depleted)]
    trying.servers["openrouter"].answers = [router_failure(403, "SECRET")]
    code, said = trying.run("y\n")
    assert code == 1
    assert "gemini/nano-banana-2.1               failed   MODEL_OUT_OF_CREDIT: has no credit left for this key" in said
    assert "openrouter/gemini-3.6-flash          failed   MODEL_UNCLEAR_ANSWER: The text could not be written" in said
    assert "prepayment" not in said
    assert "SECRET" not in said


def test_a_table_of_offline_models_has_nothing_to_try(cloud: str, capsys: pytest.CaptureFixture[str]) -> None:
    keep_secret(cloud, "{}")
    assert cli.main(["providers", "check", "--local", "--endpoint", cloud, "--draw"]) == 0
    assert "no model to draw or write by" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["r8_key", "[]", b"{}"])
def test_a_secret_that_is_no_object_is_told_and_not_quoted(
    cloud: str, capsys: pytest.CaptureFixture[str], text: str | bytes
) -> None:
    keep_secret(cloud, text)
    assert cli.main(["providers", "check", "--local", "--endpoint", cloud]) == 1
    assert capsys.readouterr().err == "inkwell: the secret inkwell-local/providers is wrong: it must be a JSON object\n"
