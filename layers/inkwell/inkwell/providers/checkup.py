"""The check-up of the providers, by calls that cost nothing: are they configured, accept our keys, have our models?"""

from collections.abc import Callable, Collection, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any, Literal

from inkwell.core.errors import ModelError
from inkwell.providers.http import Client, HttpReply, client
from inkwell.providers.reading import mapping, mappings, text
from inkwell.providers.table import ModelTable

#: How long before a model's shutdown a warning begins.
NOTICE = timedelta(days=90)

_TIMEOUT = 15.0
_PAGE = 1000

State = Literal["ok", "failed", "not configured"]


@dataclass(slots=True)
class Report:
    """The result of checking one provider.

    Args:
        provider: its name in the model table.
        state: "failed" when it is configured, or needed by the table, and does not work.
        message: the reason for the state, in a few words.
        warnings: faults to come, such as the shutdown of a model.
    """

    provider: str
    state: State
    message: str
    warnings: list[str] = field(default_factory=list)


class _FailedError(Exception):
    """A provider does not work; the message says why, without the provider's own words."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A question about one provider.

    Args:
        http: the client to use.
        base_url: the address of the provider's API.
        headers: request headers, which carry the provider's key.
        wanted: the models that the table uses, by the provider's ids.
        today: the day that shutdowns are counted from.
        signing_secrets: the secrets that verify the provider's webhooks; None where none can be received.
    """

    http: Client
    base_url: str
    headers: Mapping[str, str]
    wanted: frozenset[str]
    today: date
    signing_secrets: tuple[str, ...] | None

    def get(self, path: str, params: Mapping[str, str] | None = None) -> HttpReply:
        """The provider's reply to a GET request, whatever its status."""
        return self.http.ask("GET", self.base_url + path, timeout=_TIMEOUT, headers=self.headers, params=params)

    def good(self, path: str, params: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        """The JSON object of the provider's reply to a GET request.

        Raises:
            _FailedError: the provider replies with an error.
        """
        reply = self.get(path, params)
        if reply.status in (400, 401, 403):
            raise _FailedError(f"does not accept the key (HTTP {reply.status})")
        if not reply.ok:
            raise _FailedError(f"answers HTTP {reply.status}")
        return reply.object()


def check(
    table: ModelTable,
    keys: Mapping[str, str],
    *,
    bedrock: Callable[[], list[Mapping[str, Any]]] | None = None,
    webhooks: bool = False,
    today: date | None = None,
    http: Client | None = None,
) -> Iterator[Report]:
    """Check every provider of a table that is reached over a network.

    Args:
        table: the model table.
        keys: the providers' keys.
        bedrock: lists Bedrock's foundation models, as `ListFoundationModels` summarises them; None skips Bedrock.
        webhooks: whether Replicate can report its predictions to the studio.
        today: the day that shutdowns are counted from.
        http: the client to use.
    """
    day, asker = today or date.today(), http or client()
    models: dict[str, set[str]] = {}
    for entry in table.used_models():
        models.setdefault(entry.provider, set()).add(entry.model)
    for name, provider in table.providers.items():
        wanted = frozenset(models.get(name, ()))
        key = keys.get(provider.secret or "", "").strip()
        if name == "bedrock":
            if wanted and bedrock:
                yield _report(name, partial(_bedrock, bedrock, wanted, day))
        elif name in _CHECKS and key and not (key.isascii() and key.isprintable()):
            yield Report(name, "failed", f"the key {provider.secret!r} is none: it has characters that no key has")
        elif name in _CHECKS and key:
            headers = {"x-goog-api-key": key} if name == "gemini" else {"Authorization": f"Bearer {key}"}
            secrets = tuple(keys.get("replicate_webhook", "").split()) if webhooks else None
            asked = _Question(asker, (provider.base_url or "").rstrip("/"), headers, wanted, day, secrets)
            yield _report(name, partial(_CHECKS[name], asked))
        elif name in _CHECKS:
            state: State = "failed" if wanted else "not configured"
            needed = f"no key {provider.secret!r}, although the model table draws or writes with it"
            yield Report(name, state, needed if wanted else "no key")


def _report(name: str, look: Callable[[], tuple[str, list[str]]]) -> Report:
    try:
        message, warnings = look()
    except _FailedError as error:
        return Report(name, "failed", str(error))
    except ModelError as error:
        return Report(name, "failed", f"cannot be reached ({error.code})")
    return Report(name, "ok", message, warnings)


def _replicate(asked: _Question) -> tuple[str, list[str]]:
    account = asked.good("/account")
    # Replicate has no list of models by id: each is asked for by itself.
    there = {model for model in asked.wanted if asked.get(f"/models/{model}").status != 404}
    _require(asked.wanted, there)
    warnings = []
    if asked.signing_secrets is not None and not asked.signing_secrets:
        warnings.append("no 'replicate_webhook': its reports are not asked for, predictions are only polled")
    elif asked.signing_secrets and text(asked.good("/webhooks/default/secret").get("key")) not in asked.signing_secrets:
        warnings.append("'replicate_webhook' is not this account's signing secret: its reports are turned away")
    return f"account {text(account.get('username')) or 'known'}", warnings


def _openrouter(asked: _Question) -> tuple[str, list[str]]:
    left = mapping(asked.good("/key").get("data")).get("limit_remaining")
    warnings = ["the key's limit is used up"] if isinstance(left, int | float) and left <= 0 else []
    listed: dict[str, Mapping[str, Any]] = {}
    for outputs in ({}, {"output_modalities": "image"}):
        listed |= {text(row.get("id")): row for row in mappings(asked.good("/models", outputs).get("data"))}
    _require(asked.wanted, listed)
    ends = {model: text(listed[model].get("expiration_date")) for model in asked.wanted}
    return ("no limit" if left is None else f"{left} US dollars left"), warnings + _ending(ends, asked.today)


def _openai(asked: _Question) -> tuple[str, list[str]]:
    listed = {text(row.get("id")): row for row in mappings(asked.good("/models").get("data"))}
    _require(asked.wanted, listed)
    ends = {model: text(listed[model].get("shutdown_date")) for model in asked.wanted}
    return f"{len(listed)} models", _ending(ends, asked.today)


def _gemini(asked: _Question) -> tuple[str, list[str]]:
    rows = mappings(asked.good("/models", {"pageSize": str(_PAGE)}).get("models"))
    listed = {text(row.get("name")).removeprefix("models/") for row in rows}
    _require(asked.wanted, listed)
    return f"{len(listed)} models", []


def _bedrock(
    list_models: Callable[[], list[Mapping[str, Any]]], wanted: frozenset[str], today: date
) -> tuple[str, list[str]]:
    try:
        rows = list_models()
    except Exception as error:  # botocore makes its exceptions at run time
        raise _FailedError(f"cannot be listed ({type(error).__name__})") from error
    lifecycles = {text(row.get("modelId")): mapping(row.get("modelLifecycle")) for row in rows}
    # An inference profile is named after its model, behind a region.
    models = {f"stability.{name.partition('stability.')[2]}" if "stability." in name else name for name in wanted}
    _require(models, lifecycles)
    ends = {model: str(lifecycles[model].get("endOfLifeTime") or "")[:10] for model in models}
    legacy = [f"{model} is legacy" for model in sorted(models) if lifecycles[model].get("status") == "LEGACY"]
    return f"{len(rows)} models", legacy + _ending(ends, today)


_CHECKS: Mapping[str, Callable[[_Question], tuple[str, list[str]]]] = {
    "replicate": _replicate,
    "gemini": _gemini,
    "openai": _openai,
    "openrouter": _openrouter,
}


def _require(wanted: Set[str], listed: Collection[str]) -> None:
    if missing := sorted(wanted - set(listed)):
        raise _FailedError(f"has no model {', '.join(missing)} (any more)")


def _ending(ends: Mapping[str, str], today: date) -> list[str]:
    """Warnings about models that are shut down soon.

    Args:
        ends: the day of each, as YYYY-MM-DD; empty when none is announced.
        today: the day that is counted from.
    """
    warnings = []
    for model, day in sorted(ends.items()):
        try:
            end = date.fromisoformat(day[:10])
        except ValueError:
            continue
        if end - today <= NOTICE:
            when = f"is shut down on {end} ({(end - today).days} days)" if end > today else f"was shut down on {end}"
            warnings.append(f"{model} {when}: change the model table")
    return warnings
