"""From the model table to the adapter that speaks to the model; each is imported when it is first needed."""

from collections.abc import Callable, Mapping
from pkgutil import resolve_name
from typing import cast
from urllib.parse import urlencode

from inkwell.core.ports import Attempt, ImageModel
from inkwell.providers.spec import ModelSpec, Secret
from inkwell.providers.table import ModelTable
from inkwell.providers.texts.answers import TextWriter
from inkwell.providers.texts.spec import TextModelSpec

_OFFLINE: Mapping[str, str] = {
    "illustrator": "inkwell.imaging.offline:OfflineStudio",
    "photo-kit": "inkwell.imaging.photo_kit:PhotoKit",
}
_IMAGES: Mapping[str, str] = {
    "replicate": "inkwell.providers.replicate:Replicate",
    "gemini": "inkwell.providers.gemini:Gemini",
    "openai": "inkwell.providers.openai:OpenAI",
    "openrouter": "inkwell.providers.openrouter:OpenRouter",
    "bedrock": "inkwell.providers.bedrock:Bedrock",
}
_TEXTS: Mapping[str, str] = {
    "gemini": "inkwell.providers.texts.gemini:GeminiTexts",
    "openai": "inkwell.providers.texts.openai:OpenAITexts",
    "openrouter": "inkwell.providers.texts.openrouter:OpenRouterTexts",
}


class Adapters:
    """Makes the adapters of a deployment.

    Args:
        table: where the providers are reached.
        keys: the providers' keys by name, as they are at the moment.
        webhook_url: where Replicate may report its predictions; empty for nowhere.
    """

    def __init__(self, table: ModelTable, keys: Callable[[], Mapping[str, str]], webhook_url: str = "") -> None:
        self._table = table
        self._keys = keys
        self._webhook_url = webhook_url

    def image_model(self, spec: ModelSpec) -> ImageModel:
        """The adapter of a picture model; what providers send is checked."""
        if spec.provider == "own":
            return cast(ImageModel, resolve_name(spec.model)())
        if spec.provider == "offline":
            return cast(ImageModel, resolve_name(_OFFLINE[spec.model])())
        from inkwell.imaging.checked import Checked  # Pillow, which functions that only write texts do not have

        make = resolve_name(_IMAGES[spec.provider])
        reports = {"webhook": self._webhook} if spec.provider == "replicate" else {}
        return Checked(make(spec, *self._key(spec.provider), **self._address(spec.provider), **reports))

    def text_model(self, spec: TextModelSpec) -> TextWriter:
        """The adapter of a text model."""
        if spec.provider == "offline":
            return cast(TextWriter, resolve_name("inkwell.providers.texts.offline:Storyteller")())
        make = resolve_name(_TEXTS[spec.provider])
        return cast(TextWriter, make(spec, *self._key(spec.provider), **self._address(spec.provider)))

    def _webhook(self, attempt: Attempt) -> str | None:
        """Where Replicate reports an attempt's prediction; nowhere while its reports could not be verified."""
        if not self._webhook_url or not self._keys().get("replicate_webhook"):
            return None
        return f"{self._webhook_url}?{urlencode({'attempt': attempt.name})}"

    def _key(self, provider: str) -> tuple[Secret, ...]:
        """What gives a provider's key; nothing for one without."""
        name = self._table.providers[provider].secret
        return (lambda: self._keys().get(name, ""),) if name else ()

    def _address(self, provider: str) -> dict[str, str]:
        base_url = self._table.providers[provider].base_url
        return {"base_url": base_url} if base_url else {}
