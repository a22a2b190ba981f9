"""The picture models behind the roles of the model table."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pkgutil import resolve_name
from typing import cast

from inkwell.core.ports import Attempt, ImageModel, ImageRequest, ImageResult
from inkwell.imaging.photo_kit import PhotoKit
from inkwell.providers.table import ModelTable, Role

MODELS: Mapping[str, Callable[[], ImageModel]] = {
    "offline/photo-kit": PhotoKit,
}


class Registry:
    """The `ImageModels` of a deployment."""

    def __init__(self, table: ModelTable) -> None:
        self._table = table

    def for_request(self, role: str, request: ImageRequest) -> ImageModel:
        """See `ImageModels`."""
        known = cast(Role, role)
        name = self._table.roles[known]
        factory: Callable[[], ImageModel] = MODELS.get(name) or resolve_name(name)
        return _Priced(factory(), self._table.price_micros(known))


class _Priced:
    """A model whose provider does not say what a picture costs: the table does."""

    def __init__(self, model: ImageModel, price_micros: int) -> None:
        self._model = model
        self._price_micros = price_micros

    def generate(self, request: ImageRequest, attempt: Attempt) -> ImageResult:
        """See `ImageModel`."""
        result = self._model.generate(request, attempt)
        return result if result.cost_micros else replace(result, cost_micros=self._price_micros)
