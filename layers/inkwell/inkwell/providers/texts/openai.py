"""Texts from OpenAI: https://platform.openai.com/docs/guides/structured-outputs

By chat completions rather than by responses: both take a strict JSON schema and pictures, but responses adds state on
the server, which a single question has no use for, and chat completions is what OpenRouter speaks as well.
"""

from collections.abc import Mapping
from functools import partial
from typing import Final

from inkwell.core.text_models import TextMemory, TextRequest, TextResult
from inkwell.providers.credentials import bearer
from inkwell.providers.faults import error_for
from inkwell.providers.http import Client, client
from inkwell.providers.openai import BASE_URL, fault_of
from inkwell.providers.outcomes.openai import ENDS, FAULTS
from inkwell.providers.spec import Secret, TextModelSpec
from inkwell.providers.texts import chat
from inkwell.providers.texts.drafts import Correction, Draft, write

#: Fields of a request that the model table may set.
PARAMETERS: Final = ("temperature", "reasoning_effort", "service_tier")


class OpenAITexts:
    """A `TextWriter` on OpenAI.

    Options of its `TextModelSpec`: `max_tokens`; any of PARAMETERS.

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
        headers = bearer(self._key)
        return write(self._spec, request, attempt, partial(self._ask, request, headers))

    def _ask(
        self, request: TextRequest, headers: Mapping[str, str], correction: Correction | None, timeout: float
    ) -> Draft:
        options = self._spec.options
        body = chat.body_of(self._spec, request, correction, "max_completion_tokens")
        body |= {name: options[name] for name in PARAMETERS if name in options}
        reply = self._http.ask("POST", self._url, timeout=timeout, headers=headers, body=body, paid=True)
        if fault := fault_of(reply):
            told = chat.told_micros(self._spec, reply.object(), wrote=False)
            raise error_for(fault, FAULTS, self._spec, paid=True, told_micros=told)
        return chat.draft_of(self._spec, reply.object(), ENDS)
