"""The check-up of the providers, by calls that cost nothing: can our models be used with our keys?"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from inkwell.core.errors import ModelError
from inkwell.providers import gemini, openai, openrouter, replicate_api
from inkwell.providers.checking import FailedError, Findings, Question, Report, State, UnprovenError, outdated
from inkwell.providers.checkup_bedrock import Catalogue, check_bedrock
from inkwell.providers.checkup_providers import check_gemini, check_openai, check_openrouter, check_replicate
from inkwell.providers.faults import Fault
from inkwell.providers.http import Client, HttpReply, client
from inkwell.providers.outcomes import gemini as of_gemini
from inkwell.providers.outcomes import openai as of_openai
from inkwell.providers.outcomes import openrouter as of_openrouter
from inkwell.providers.outcomes import replicate as of_replicate
from inkwell.providers.outcomes.table import Outcomes
from inkwell.providers.table import ImageModelEntry, ModelTable, TextModelEntry


class _Check(NamedTuple):
    look: Callable[[Question], Findings]
    fault_of: Callable[[HttpReply], Fault | None]
    outcomes: Outcomes


_CHECKS: Mapping[str, _Check] = {
    "replicate": _Check(check_replicate, replicate_api.fault_of, of_replicate.FAULTS),
    "gemini": _Check(check_gemini, gemini.fault_of, of_gemini.FAULTS),
    "openai": _Check(check_openai, openai.fault_of, of_openai.FAULTS),
    "openrouter": _Check(check_openrouter, openrouter.fault_of, of_openrouter.FAULTS),
}


def check(
    table: ModelTable,
    keys: Mapping[str, str],
    *,
    bedrock: Callable[[str | None], Catalogue] | None = None,
    webhooks: bool = False,
    today: date | None = None,
    http: Client | None = None,
) -> Iterator[Report]:
    """Check every provider of a table that is reached over a network.

    Args:
        table: the model table.
        keys: the providers' keys.
        bedrock: gives Bedrock's catalogue of a region (None: the function's own); None skips Bedrock.
        webhooks: whether Replicate can report its predictions to the studio.
        today: the day that shutdowns are counted from.
        http: the client to use.
    """
    day, asker = today or date.today(), http or client()
    used: dict[str, ImageModelEntry | TextModelEntry] = {**table.used_models(), **table.used_text_models()}
    for name, provider in table.providers.items():
        models = {id: each for id, each in used.items() if each.provider == name}
        key = keys.get(provider.secret or "", "").strip()
        if name == "bedrock":
            if models and bedrock:
                pictures = {id: each for id, each in models.items() if isinstance(each, ImageModelEntry)}
                yield _report(name, partial(check_bedrock, bedrock, pictures, day), models, day)
        elif name in _CHECKS and key and not (key.isascii() and key.isprintable()):
            yield Report(name, "failed", f"the key {provider.secret!r} is none: it has characters that no key has")
        elif name in _CHECKS and key:
            headers = {"x-goog-api-key": key} if name == "gemini" else {"Authorization": f"Bearer {key}"}
            secrets = tuple(keys.get("replicate_webhook", "").split()) if webhooks else None
            look, fault_of, outcomes = _CHECKS[name]
            base_url = (provider.base_url or "").rstrip("/")
            asked = Question(asker, base_url, headers, fault_of, outcomes, models, day, secrets)
            yield _report(name, partial(look, asked), models, day)
        elif name in _CHECKS:
            state: State = "failed" if models else "not configured"
            needed = f"no key {provider.secret!r}, although the model table draws or writes with it"
            yield Report(name, state, needed if models else "no key")


def _report(name: str, look: Callable[[], Findings], models: Mapping[str, Any], today: date) -> Report:
    try:
        message, warnings = look()
    except FailedError as error:
        return Report(name, "failed", str(error))
    except UnprovenError as error:
        return Report(name, "unproven", str(error))
    except ModelError as error:
        return Report(name, "failed", f"cannot be reached ({error.code})")
    return Report(name, "ok", message, warnings + outdated(models.items(), today))
