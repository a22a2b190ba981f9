"""Texts by way of OpenRouter: https://openrouter.ai/docs/features/structured-outputs"""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from inkwell.core.text_models import TextMemory, TextRequest, TextResult
from inkwell.providers.credentials import bearer
from inkwell.providers.faults import error_for
from inkwell.providers.http import Client, client
from inkwell.providers.openrouter import BASE_URL, fault_of
from inkwell.providers.outcomes.openrouter import ENDS, FAULTS
from inkwell.providers.spec import Secret, TextModelSpec
from inkwell.providers.texts import chat
from inkwell.providers.texts.drafts import Correction, Draft, write

#: Fields of a request that the model table may set.
PARAMETERS: Final = ("temperature", "reasoning", "models")

_ADVERTISED: Final = {"temperature", "reasoning"}


class OpenRouterTexts:
    """A `TextWriter` on OpenRouter.

    Options of its `TextModelSpec`: `max_tokens`; `provider`, routing rules beyond ours; any of PARAMETERS.

    Args:
        spec: the model.
        key: gives the API key.
        base_url: the address of the API.
        http: the client to use.
    """

    def __init__(
        self, spec: TextModelSpec, key: Secret, *, base_url: str = BASE_URL, http: Client | None = None
    ) -> None:
        self._spec = spec
        self._key = key
        self._url = f"{base_url.rstrip('/')}/chat/completions"
        self._http = http or client()

    def complete(self, request: TextRequest, attempt: TextMemory) -> TextResult:
        """See `TextWriter`."""
        headers = {**bearer(self._key), "X-OpenRouter-Title": "Inkwell"}
        return write(self._spec, request, attempt, partial(self._ask, request, headers))

    def _ask(
        self, request: TextRequest, headers: Mapping[str, str], correction: Correction | None, timeout: float
    ) -> Draft:
        body = self._body(request, correction)
        reply = self._http.ask("POST", self._url, timeout=timeout, headers=headers, body=body, paid=True)
        # Errors may come with HTTP 200, and with a text that was begun and is charged for.
        if fault := fault_of(reply):
            told = chat.told_micros(self._spec, reply.object(), wrote=False)
            raise error_for(fault, FAULTS, self._spec, paid=True, told_micros=told)
        return chat.draft_of(self._spec, reply.object(), ENDS)

    @staticmethod
    def required(spec: TextModelSpec) -> frozenset[str]:
        """The parameters that a host of a model must advertise, because a request carries them."""
        return frozenset({"max_tokens", "response_format"} | (spec.options.keys() & _ADVERTISED))

    def _body(self, request: TextRequest, correction: Correction | None) -> dict[str, Any]:
        options = self._spec.options
        # Hosts must advertise whatever is sent: all of them advertise this name of the bound, but not all a seed.
        body = chat.body_of(self._spec, request, correction, "max_tokens")
        # Only hosts that honour the schema; the others would ignore it without a word.
        body["provider"] = {**options.get("provider", {}), "require_parameters": True}
        return body | {name: options[name] for name in PARAMETERS if name in options}
