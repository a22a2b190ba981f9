"""From the model table to the adapter that speaks to the model; each is imported when it is first needed."""

from collections.abc import Callable, Mapping
from pkgutil import resolve_name
from typing import Any, cast

from inkwell.core.ports import ImageModel, TextModel
from inkwell.providers.spec import ModelSpec, Secret
from inkwell.providers.table import ModelTable
from inkwell.providers.texts.spec import TextModelSpec

_OFFLINE: Mapping[str, str] = {
    "photo-kit": "inkwell.imaging.photo_kit:PhotoKit",
}
_IMAGES: Mapping[str, str] = {
    "replicate": "inkwell.providers.replicate:Replicate",
    "gemini": "inkwell.providers.gemini:Gemini",
    "openai": "inkwell.providers.openai:OpenAI",
    "openrouter": "inkwell.providers.openrouter:OpenRouter",
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
    """

    def __init__(self, table: ModelTable, keys: Callable[[], Mapping[str, str]]) -> None:
        self._table = table
        self._keys = keys

    def image_model(self, spec: ModelSpec) -> ImageModel:
        """The adapter of a picture model."""
        if spec.provider == "own":
            return cast(ImageModel, self._made(spec.model))
        if spec.provider == "offline":
            return cast(ImageModel, self._made(_OFFLINE[spec.model]))
        provider = self._table.providers[spec.provider]
        return cast(ImageModel, self._made(_IMAGES[spec.provider], spec, provider.base_url, self.secret(spec.provider)))

    def text_model(self, spec: TextModelSpec) -> TextModel:
        """The adapter of a text model."""
        if spec.provider == "offline":
            return cast(TextModel, self._made("inkwell.providers.texts.offline:Storyteller"))
        provider = self._table.providers[spec.provider]
        return cast(TextModel, self._made(_TEXTS[spec.provider], spec, provider.base_url, self.secret(spec.provider)))

    def secret(self, provider: str) -> Secret:
        """What gives a provider's key."""
        name = self._table.providers[provider].secret or ""
        return lambda: self._keys().get(name, "")

    @staticmethod
    def _made(name: str, *arguments: object) -> Any:
        return resolve_name(name)(*arguments)
