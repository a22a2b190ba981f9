"""The questions of the check-up to each provider that has a key."""

from collections.abc import Mapping
from typing import Any

from inkwell.providers.checking import FailedError, Findings, Question, UnprovenError, ending, require
from inkwell.providers.outcomes.openai import MAY_NOT_LIST
from inkwell.providers.outcomes.table import outcome_of
from inkwell.providers.reading import dollars, mapping, mappings, number, text
from inkwell.providers.spec import TextModelSpec
from inkwell.providers.table import TextModelEntry
from inkwell.providers.texts.openrouter import OpenRouterTexts

_PAGE = 500
_MOST_PAGES = 20
_CREDIT_UNTOLD = "its credit is not told"


def check_replicate(asked: Question) -> Findings:
    """See `checkup.check`. Replicate has no list of models by id: each is asked for by itself."""
    account = asked.good("/account")
    replies = {model: asked.get(f"/models/{model}") for model in sorted(asked.wanted)}
    require(asked.wanted, {model for model, reply in replies.items() if reply.status != 404})
    if unsure := [f"{model} {told}" for model, reply in replies.items() if (told := asked.problem(reply))]:
        raise FailedError(f"does not show all models: {', '.join(unsure)}")
    warnings = []
    if asked.signing_secrets is not None and not asked.signing_secrets:
        warnings.append("no 'replicate_webhook': its reports are not asked for, predictions are only polled")
    elif asked.signing_secrets:
        warnings += _signing(asked, asked.signing_secrets)
    return f"account {text(account.get('username')) or 'known'}; {_CREDIT_UNTOLD}", warnings


def _signing(asked: Question, secrets: tuple[str, ...]) -> list[str]:
    """A warning about signing secrets that are not the account's, or when that is not told: predictions are polled."""
    try:
        told = text(asked.good("/webhooks/default/secret").get("key"))
    except FailedError as error:
        return [f"whether 'replicate_webhook' is this account's signing secret is not told: it {error}"]
    wrong = "'replicate_webhook' is not this account's signing secret: its reports are turned away"
    return [] if told in secrets else [wrong]


def check_openrouter(asked: Question) -> Findings:
    """See `checkup.check`. Models must have hosts that advertise all that our requests carry."""
    key = mapping(asked.good("/key").get("data"))
    left = number(key.get("limit_remaining"))
    if left is not None and left <= 0:
        raise FailedError("the key's limit is used up")
    balance = _balance(asked)
    if balance is not None and balance <= 0:
        raise FailedError("the account has no credit left")
    listed = _all_listed(asked, "/models")
    require(asked.wanted, listed)
    usable = _usable(asked, listed)
    if excluded := sorted(asked.wanted - usable.keys()):
        raise FailedError(f"the account's settings (privacy, hosts, guardrails) exclude {', '.join(excluded)}")
    listed |= usable
    if unserved := list(_unserved(asked, listed)):
        raise FailedError("; ".join(unserved))
    warnings = ["no credit was ever bought for this account"] if key.get("is_free_tier") is True else []
    warnings += _loose(asked, listed)
    ends = {model: text(listed[model].get("expiration_date")) for model in asked.wanted}
    limit = "no limit" if left is None else f"{left} US dollars left"
    told = _CREDIT_UNTOLD if balance is None else f"{balance / 1_000_000:.2f} US dollars on the account"
    return f"{limit}; {told}", warnings + ending(ends, asked.today)


def _usable(asked: Question, listed: dict[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The models that the settings of this key's account allow; all that are listed, where this key is not told.

    Source: https://openrouter.ai/docs/api/api-reference/models (2026-11-29), and a key for which 10 of 454 are usable:
    https://github.com/deepseek-ai/deepseek-harness/discussions/12355
    """
    try:
        return _all_listed(asked, "/models/user")
    except FailedError:
        return listed


def _all_listed(asked: Question, path: str) -> dict[str, Mapping[str, Any]]:
    """The models by id that write or draw, from all pages of a list. Source: openrouter 1.3.84, models_.py: list"""
    listed: dict[str, Mapping[str, Any]] = {}
    for outputs in ({}, {"output_modalities": "image"}):
        offset = 0
        for _ in range(_MOST_PAGES):
            body = asked.good(path, {**outputs, "offset": str(offset), "limit": str(_PAGE)})
            rows = {text(row.get("id")): row for row in mappings(body.get("data"))}
            listed |= rows
            offset += len(rows)
            if not rows or not mapping(body.get("links")).get("next"):
                break
    return listed


def _balance(asked: Question) -> int | None:
    """The account's credit in millionths of a US dollar; None when this key is not told.

    A key without the right is answered with 403, or with HTTP 200 and zeros:
    https://github.com/openchamber/openchamber/pull/3411 (2026-09-07)
    """
    reply = asked.get("/credits")
    data = mapping(reply.object().get("data")) if reply.ok else {}
    bought, spent = dollars(data.get("total_credits")), dollars(data.get("total_usage"))
    return bought - spent if bought and spent is not None else None


def _unserved(asked: Question, listed: Mapping[str, Mapping[str, Any]]) -> list[str]:
    found = []
    for id, entry in asked.models.items():
        advertised = listed[entry.model].get("supported_parameters")
        if isinstance(entry, TextModelEntry) and isinstance(advertised, list):
            spec = TextModelSpec(id, entry.provider, entry.model, options=entry.options)
            if missing := sorted(OpenRouterTexts.required(spec) - set(map(str, advertised))):
                found.append(f"{entry.model} has no host that takes {', '.join(missing)}")
    return found


def _loose(asked: Question, listed: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Warnings about text models whose hosts take a schema and do not promise to keep to it."""
    return [
        f"{entry.model} has no host that promises structured outputs: its texts may break their schemas"
        for entry in asked.models.values()
        if isinstance(entry, TextModelEntry)
        and "structured_outputs" not in (listed[entry.model].get("supported_parameters") or ["structured_outputs"])
    ]


def check_openai(asked: Question) -> Findings:
    """See `checkup.check`. A key may be allowed to draw and not to list."""
    reply = asked.get("/models")
    fault = asked.fault_of(reply)
    if not reply.ok and fault and outcome_of(MAY_NOT_LIST, (reply.status,), fault.text):
        raise UnprovenError("the key may not list models, which says nothing of drawing and writing: --draw shows it")
    if problem := asked.problem(reply):
        raise FailedError(problem)
    listed = {text(row.get("id")): row for row in mappings(reply.object().get("data"))}
    require(asked.wanted, listed)
    ends = {model: text(listed[model].get("shutdown_date")) for model in asked.wanted}
    return f"{len(listed)} models; {_CREDIT_UNTOLD}", ending(ends, asked.today)


def check_gemini(asked: Question) -> Findings:
    """See `checkup.check`. The list of models says nothing about an account's credit."""
    listed: dict[str, Mapping[str, Any]] = {}
    page = {"pageSize": str(_PAGE)}
    for _ in range(_MOST_PAGES):
        body = asked.good("/models", page)
        listed |= {text(row.get("name")).removeprefix("models/"): row for row in mappings(body.get("models"))}
        following = text(body.get("nextPageToken"))
        if not following:
            break
        page = {"pageSize": str(_PAGE), "pageToken": following}
    require(asked.wanted, listed)
    for model in sorted(asked.wanted):
        methods = listed[model].get("supportedGenerationMethods")
        if isinstance(methods, list) and "generateContent" not in methods:
            raise FailedError(f"{model} does not take generateContent")
    return f"{len(listed)} models; {_CREDIT_UNTOLD}", []
