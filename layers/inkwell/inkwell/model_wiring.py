"""The models, wired: apart from `inkwell.wiring`, because only functions that draw or write pay for importing them."""

from functools import cache

from inkwell.aws import clients
from inkwell.aws.provider_limits import DynamoProviderLimits
from inkwell.aws.secrets import provider_keys
from inkwell.aws.texts import DynamoTextAttempt
from inkwell.core.text_models import TextModel
from inkwell.providers.adapters import Adapters
from inkwell.providers.rate_limiter import RateLimiter
from inkwell.providers.registry import Registry
from inkwell.providers.table import TextRole, model_table
from inkwell.settings import ModelSettings, StorageSettings, load


@cache
def models() -> Registry:
    """Picture and text models."""
    table = model_table()
    settings = load(ModelSettings)
    adapters = Adapters(table, lambda: provider_keys(settings.provider_secret_id), settings.webhook_url)
    turns = RateLimiter(DynamoProviderLimits(clients.dynamodb(), load(StorageSettings).table_name), table.providers)
    return Registry(table, adapters.image_model, adapters.text_model, turns)


def text_model(role: TextRole, owner: str, name: str) -> TextModel:
    """The model that writes such a text.

    Args:
        owner: whose text it is; what it costs is on record under them.
        name: the id of the HTTP request that asked for it, or of the job that it is written for: a repeated task of the
            same name does not pay again for what it cannot know the end of.
    """
    attempt = DynamoTextAttempt(clients.dynamodb(), load(StorageSettings).table_name, owner, name)
    return models().for_text(role, attempt)
