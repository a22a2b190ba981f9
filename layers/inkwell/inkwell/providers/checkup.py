"""Are the providers configured, do they know our key, do they still have our models? By calls that cost nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from inkwell.core.errors import ModelError
from inkwell.providers.http import Answer, Client, client
from inkwell.providers.reading import mapping, mappings, text
from inkwell.providers.table import ModelTable, Provider

#: How long ahead a shutdown is worth a warning.
NOTICE = timedelta(days=90)

_TIMEOUT = 15.0
_PAGE = 1000

State = Literal["ok", "failed", "not configured"]


@dataclass(slots=True)
class Report:
    """What was found out about one provider.

    Args:
        provider: its name in the model table.
        state: failed when it is configured, or needed by the table, and does not work.
        message: in a few words.
        warnings: what will be wrong soon.
    """

    provider: str
    state: State
    message: str
    warnings: list[str] = field(default_factory=list)


class _FailedError(Exception):
    """It does not work; the message says why, without the provider's own words."""


def check(
    table: ModelTable,
    keys: Mapping[str, str],
    *,
    bedrock: Callable[[], list[Mapping[str, Any]]] | None = None,
    today: date | None = None,
    http: Client | None = None,
) -> Iterator[Report]:
    """Look at every provider of a table that is reached over a network.

    Args:
        table: the model table.
        keys: the providers' keys.
        bedrock: lists Bedrock's foundation models, as `ListFoundationModels` summarises them.
        today: the day that shutdowns are counted from.
        http: the client to use.
    """
    day, asker = today or date.today(), http or client()
    models: dict[str, set[str]] = {}
    for entry in table.used_models():
        models.setdefault(entry.provider, set()).add(entry.model)
    for name, provider in table.providers.items():
        wanted = models.get(name, set())
        key = keys.get(provider.secret or "", "").strip()
        if name == "bedrock":
            if wanted and bedrock:
                yield _report(name, lambda wanted=wanted: _bedrock(bedrock, wanted, day))  # type: ignore[misc]
        elif name in _CHECKS and key:
            yield _report(name, lambda n=name, p=provider, k=key, w=wanted: _CHECKS[n](asker, p, k, w, day))  # type: ignore[misc]
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


def _answer(http: Client, url: str, headers: Mapping[str, str], params: Mapping[str, str] | None = None) -> Answer:
    answer = http.ask("GET", url, timeout=_TIMEOUT, headers=headers, params=params)
    if answer.status in (400, 401, 403):
        raise _FailedError(f"does not accept the key (HTTP {answer.status})")
    if not answer.ok:
        raise _FailedError(f"answers HTTP {answer.status}")
    return answer


def _bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def _replicate(http: Client, provider: Provider, key: str, wanted: set[str], today: date) -> tuple[str, list[str]]:
    account = _answer(http, f"{provider.base_url}/account", _bearer(key)).object()
    for model in sorted(wanted):
        answer = http.ask("GET", f"{provider.base_url}/models/{model}", timeout=_TIMEOUT, headers=_bearer(key))
        if answer.status == 404:
            raise _FailedError(f"has no model {model} (any more)")
    return f"account {text(account.get('username')) or 'known'}", []


def _openrouter(http: Client, provider: Provider, key: str, wanted: set[str], today: date) -> tuple[str, list[str]]:
    data = mapping(_answer(http, f"{provider.base_url}/key", _bearer(key)).object().get("data"))
    left = data.get("limit_remaining")
    warnings = ["the key's limit is used up"] if isinstance(left, int | float) and left <= 0 else []
    listed: dict[str, Mapping[str, Any]] = {}
    for outputs in ({}, {"output_modalities": "image"}):
        answer = _answer(http, f"{provider.base_url}/models", _bearer(key), outputs)
        listed |= {text(row.get("id")): row for row in mappings(answer.object().get("data"))}
    _require(wanted, listed)
    ends = {model: text(listed[model].get("expiration_date")) for model in wanted}
    return ("no limit" if left is None else f"{left} US dollars left"), warnings + _ending(ends, today)


def _openai(http: Client, provider: Provider, key: str, wanted: set[str], today: date) -> tuple[str, list[str]]:
    rows = mappings(_answer(http, f"{provider.base_url}/models", _bearer(key)).object().get("data"))
    listed = {text(row.get("id")): row for row in rows}
    _require(wanted, listed)
    ends = {model: text(listed[model].get("shutdown_date")) for model in wanted}
    return f"{len(listed)} models", _ending(ends, today)


def _gemini(http: Client, provider: Provider, key: str, wanted: set[str], today: date) -> tuple[str, list[str]]:
    headers = {"x-goog-api-key": key}
    answer = _answer(http, f"{provider.base_url}/models", headers, {"pageSize": str(_PAGE)})
    listed = {text(row.get("name")).removeprefix("models/") for row in mappings(answer.object().get("models"))}
    _require(wanted, listed)
    return f"{len(listed)} models", []


def _bedrock(
    list_models: Callable[[], list[Mapping[str, Any]]], wanted: set[str], today: date
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


_CHECKS: Mapping[str, Callable[[Client, Provider, str, set[str], date], tuple[str, list[str]]]] = {
    "replicate": _replicate,
    "gemini": _gemini,
    "openai": _openai,
    "openrouter": _openrouter,
}


def _require(wanted: set[str], listed: Mapping[str, Any] | set[str]) -> None:
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
