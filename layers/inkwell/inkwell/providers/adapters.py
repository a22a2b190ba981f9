"""The adapters that speak to the models of the model table; each is imported when it is first needed."""

from collections.abc import Callable, Mapping
from pkgutil import resolve_name
from typing import Any, cast
from urllib.parse import urlencode

from inkwell.core.attempts import AttemptMemory
from inkwell.core.errors import InkwellError
from inkwell.core.image_models import ImageModel
from inkwell.providers.spec import ModelSpec, Secret, TextModelSpec
from inkwell.providers.table import ModelTable
from inkwell.providers.texts.drafts import TextWriter

#: The offline models by their names in the model table: classes of `inkwell_offline`.
_OFFLINE: Mapping[str, str] = {
    "illustrator": "OfflineStudio",
    "photo-kit": "PhotoKit",
    "storyteller": "Storyteller",
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


class MissingLayerError(InkwellError):
    """An offline model is asked for in a function to which the template does not attach the layer of these models."""

    default_message = "This function has no offline models: attach the layer OfflineLayer to it in template.yaml"


class Adapters:
    """Makes the adapters of a deployment.

    Args:
        table: the model table, with the addresses of the providers.
        keys: gives the providers' keys by name, as they are at the moment.
        webhook_url: the URL that Replicate may report its predictions to; empty for none.
    """

    def __init__(self, table: ModelTable, keys: Callable[[], Mapping[str, str]], webhook_url: str = "") -> None:
        self._table = table
        self._keys = keys
        self._webhook_url = webhook_url

    def image_model(self, spec: ModelSpec) -> ImageModel:
        """The adapter of a picture model; pictures from providers are checked.

        Raises:
            MissingLayerError: the function has no offline models.
        """
        if spec.provider == "own":
            return cast(ImageModel, resolve_name(spec.model)())
        if spec.provider == "offline":
            return cast(ImageModel, _offline(spec.model))
        from inkwell.imaging.checked import Checked  # Pillow, which functions that only write texts do not have

        make = resolve_name(_IMAGES[spec.provider])
        reports = {"webhook": self._webhook} if spec.provider == "replicate" else {}
        return Checked(make(spec, *self._key(spec.provider), **self._address(spec.provider), **reports))

    def text_model(self, spec: TextModelSpec) -> TextWriter:
        """The adapter of a text model.

        Raises:
            MissingLayerError: the function has no offline models.
        """
        if spec.provider == "offline":
            return cast(TextWriter, _offline(spec.model))
        make = resolve_name(_TEXTS[spec.provider])
        return cast(TextWriter, make(spec, *self._key(spec.provider), **self._address(spec.provider)))

    def _webhook(self, attempt: AttemptMemory) -> str | None:
        """The URL for Replicate's reports on an attempt's prediction; None while no signing secret verifies them."""
        if not self._webhook_url or not self._keys().get("replicate_webhook"):
            return None
        return f"{self._webhook_url}?{urlencode({'attempt': attempt.name})}"

    def _key(self, provider: str) -> tuple[Secret, ...]:
        """The argument that gives an adapter its provider's key; none for a provider without a key."""
        name = self._table.providers[provider].secret
        return (lambda: self._keys().get(name, ""),) if name else ()

    def _address(self, provider: str) -> dict[str, str]:
        base_url = self._table.providers[provider].base_url
        return {"base_url": base_url} if base_url else {}


def _offline(model: str) -> Any:
    """An offline model, by its name in the model table."""
    try:
        import inkwell_offline  # in a layer of its own, which only functions have that draw or write
    except ModuleNotFoundError as missing:
        raise MissingLayerError from missing
    return getattr(inkwell_offline, _OFFLINE[model])()
