"""Secrets from Secrets Manager, kept for a few minutes: a rotated key is picked up without a deployment."""

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.parameters import SecretsProvider

from inkwell.accounts.tokens import SigningKeys
from inkwell.aws import clients

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

#: How long a secret is kept in memory, in seconds.
MAX_AGE = 300


@cache
def _provider() -> SecretsProvider:
    return SecretsProvider(boto3_client=clients.secretsmanager())


def signing_keys(secret_id: str) -> SigningKeys:
    """The keys of our access tokens.

    The secret is a JSON object that maps key ids to keys; `current` names the one that signs. A freshly deployed
    secret has one generated key, "first".
    """
    secret: Any = dict(_provider().get(secret_id, max_age=MAX_AGE, transform="json"))  # type: ignore[arg-type]
    return SigningKeys(current=secret.pop("current"), keys=secret)


def provider_keys(secret_id: str) -> Mapping[str, str]:
    """The keys of the model providers, and the signing secret of their webhooks.

    The secret is a JSON object: `replicate`, `gemini`, `openai`, `openrouter`, and `replicate_webhook` (`whsec_...`;
    while it is exchanged, the new and the old one with a space between). What is missing or empty is not configured.
    """
    return _texts(_provider().get(secret_id, max_age=MAX_AGE, transform="json"))


def read_provider_keys(client: "SecretsManagerClient", secret_id: str) -> Mapping[str, str]:
    """The same, read at this moment with a client of one's own. Raises botocore.exceptions.ClientError."""
    return _texts(json.loads(client.get_secret_value(SecretId=secret_id)["SecretString"]))


def _texts(secret: Any) -> Mapping[str, str]:
    return {name: value for name, value in secret.items() if isinstance(value, str)}
