"""The parts of the check-up that all providers share: its report, its questions, and the words for what is wrong."""

from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from inkwell.core.errors import ModelBadCredentials, ModelError, ModelNotServed, ModelOutOfCredit, ModelRateLimited
from inkwell.providers.faults import Fault, meaning
from inkwell.providers.http import Client, HttpReply
from inkwell.providers.outcomes.table import Outcomes
from inkwell.providers.reading import error_in
from inkwell.providers.table import ImageModelEntry, TextModelEntry

#: The time before a model's shutdown at which a warning begins.
NOTICE = timedelta(days=90)
#: The age of a price at which a warning begins.
OLD = timedelta(days=180)

_TIMEOUT = 15.0

State = Literal["ok", "failed", "unproven", "not configured"]

Findings = tuple[str, list[str]]
"""What was found of a provider that works: a few words, and warnings."""

#: Problems of a provider by type of error, where an operator can do something about it.
SAYS: Mapping[type[ModelError], str] = {
    ModelBadCredentials: "does not accept the key",
    ModelOutOfCredit: "has no credit left for this key",
    ModelNotServed: "does not serve this account, region or setting",
    ModelRateLimited: "is too busy to answer",
}


@dataclass(slots=True)
class Report:
    """The result of checking one provider.

    Args:
        provider: its name in the model table.
        state: "failed" when it is configured, or needed by the table, and does not work; "unproven" when it accepts
            the key, and does not tell whether our models can be used.
        message: the reason for the state, in a few words.
        warnings: faults to come, such as the shutdown of a model.
    """

    provider: str
    state: State
    message: str
    warnings: list[str] = field(default_factory=list)


class FailedError(Exception):
    """A provider does not work; the message says why, without the provider's own words."""


class UnprovenError(Exception):
    """A provider does not tell whether our models can be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one provider.

    Args:
        http: the client to use.
        base_url: the address of the provider's API.
        headers: request headers, which carry the provider's key.
        fault_of: reads the fault in an error reply of the provider.
        outcomes: the provider's table of outcomes.
        models: the picture and text models that the table uses.
        today: the day that shutdowns are counted from.
        signing_secrets: the secrets that verify the provider's webhooks; None where none can be received.
    """

    http: Client
    base_url: str
    headers: Mapping[str, str]
    fault_of: Callable[[HttpReply], Fault | None]
    outcomes: Outcomes
    models: Mapping[str, ImageModelEntry | TextModelEntry]
    today: date
    signing_secrets: tuple[str, ...] | None

    @property
    def wanted(self) -> frozenset[str]:
        """The models that the table uses, by the provider's ids."""
        return frozenset(each.model for each in self.models.values())

    def get(self, path: str, params: Mapping[str, str] | None = None) -> HttpReply:
        """The provider's reply to a GET request, whatever its status."""
        return self.http.ask("GET", self.base_url + path, timeout=_TIMEOUT, headers=self.headers, params=params)

    def good(self, path: str, params: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        """The JSON object of the provider's reply to a GET request.

        Raises:
            FailedError: the provider replies with an error.
        """
        reply = self.get(path, params)
        if problem := self.problem(reply):
            raise FailedError(problem)
        return reply.object()

    def problem(self, reply: HttpReply) -> str | None:
        """The problem of a reply, in a few words; None for a JSON object without an error in it."""
        if reply.ok and not error_in(reply.json()):
            return None if isinstance(reply.json(), dict) else "does not answer as its API does: is its base_url right?"
        kind = meaning(self.fault_of(reply) or Fault(reply.status), self.outcomes)
        return f"{SAYS[kind]} (HTTP {reply.status})" if kind in SAYS else f"answers HTTP {reply.status}"


def require(wanted: Set[str], listed: Collection[str]) -> None:
    """Raises FailedError, which names the models that are wanted and not listed, if there are any."""
    if missing := sorted(wanted - set(listed)):
        raise FailedError(f"has no model {', '.join(missing)} (any more)")


def ending(ends: Mapping[str, str], today: date) -> list[str]:
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


def outdated(models: Iterable[tuple[str, ImageModelEntry | TextModelEntry]], today: date) -> list[str]:
    """Warnings about models whose id and price were looked up long ago."""
    return [
        f"{id} and its price were last looked up on {entry.looked_up}: look again"
        for id, entry in models
        if entry.looked_up and today - entry.looked_up > OLD
    ]
