"""Wiring of the models, apart from `inkwell.wiring`: only functions that draw or write need these slow imports."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from inkwell import stores
from inkwell.aws import clients
from inkwell.aws.provider_limits import DynamoProviderLimits
from inkwell.aws.secrets import provider_keys
from inkwell.aws.texts import DynamoTextAttempt
from inkwell.core.image_models import PRINT_PAGE, REPAINTED, THUMBNAIL, Finisher
from inkwell.core.text_models import TextModel
from inkwell.providers.adapters import Adapters
from inkwell.providers.rate_limiter import RateLimiter
from inkwell.providers.registry import Registry
from inkwell.providers.table import TextRole, model_table
from inkwell.settings import ModelSettings, StorageSettings, load

if TYPE_CHECKING:
    from inkwell.picture_books.telling import Telling


@cache
def models() -> Registry:
    """The picture and text models."""
    table = model_table()
    settings = load(ModelSettings)
    made = Adapters(table, lambda: provider_keys(settings.provider_secret_id), settings.webhook_url)
    shared = DynamoProviderLimits(clients.dynamodb(), load(StorageSettings).table_name)
    return Registry(table, made.image_model, made.text_model, RateLimiter(shared, table.providers))


@cache
def finishers() -> Mapping[str, Finisher]:
    """The finishers, by the name in a picture's brief."""
    # Imports Pillow, like the models that draw: when the first picture is drawn.
    from inkwell.imaging.finishing import WithThumbnail
    from inkwell.imaging.print_page import PrintPage
    from inkwell.imaging.repainting import Repainted

    return {THUMBNAIL: WithThumbnail(), PRINT_PAGE: PrintPage(), REPAINTED: Repainted()}


def text_model(role: TextRole, owner: str, name: str, *, keeps_text: bool = False, gives_up: bool = False) -> TextModel:
    """The model that writes texts of a role, with the memory of one attempt.

    Args:
        owner: the owner of the text; its cost is recorded under them.
        name: the id of the HTTP request that asked for the text, or of the job that it is written for. A repeated task
            has the same name, so that it does not pay a second time.
        keeps_text: whether a repeated task finds the text that an earlier one has paid for.
        gives_up: whether a repeated task asks anew where the answer to an earlier one was lost, and pays again.
    """
    table = load(StorageSettings).table_name
    attempt = DynamoTextAttempt(clients.dynamodb(), table, owner, name, keeps_text=keeps_text, gives_up=gives_up)
    return models().for_text(role, attempt)


def telling(visitor: str) -> "Telling":
    """The teller of a visitor's picture books."""
    from inkwell.picture_books.telling import Telling

    def model(name: str) -> TextModel:
        # A visitor who chooses again wants the scene, whatever became of the answer to their first click.
        return text_model("scene", visitor, name, keeps_text=True, gives_up=True)

    return Telling(stores.books(), stores.jobs(), stores.workflows(), stores.idempotency(), model)
