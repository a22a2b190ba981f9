"""Secrets from Secrets Manager, cached for a few minutes, so that a rotated key needs no deployment."""

import json
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.parameters import SecretsProvider
from aws_lambda_powertools.utilities.parameters.exceptions import GetParameterError

from inkwell.accounts.signing_keys import CACHED, SigningKeys
from inkwell.aws import clients
from inkwell.coloring_books.errors import BillingDisabled
from inkwell.core.errors import ModelBadCredentials, Unavailable

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

logger = logging.getLogger(__name__)

#: Seconds between two fresh reads of the secret for a signing key that it does not have.
COOLDOWN = 30.0

_CURRENT = "current"


@cache
def _provider() -> SecretsProvider:
    return SecretsProvider(boto3_client=clients.secretsmanager())


def secret_text(secret_id: str, *, fresh: bool = False) -> str:
    """The text of a secret.

    Args:
        fresh: read the secret anew even if its text is cached.

    Raises:
        Unavailable: a passing fault of Secrets Manager.
    """
    try:
        text: Any = _provider().get(secret_id, max_age=int(CACHED.total_seconds()), force_fetch=fresh)
    except GetParameterError as error:
        # Powertools puts an error of its own in the place of every other.
        if isinstance(error.__context__, Unavailable):
            raise error.__context__ from None
        raise
    return str(text)


class SecretKeyRing:
    """The `KeyRing` of our access tokens (`inkwell.accounts.tokens`) in a secret."""

    def __init__(self, secret_id: str) -> None:
        self._secret_id = secret_id
        self._read_at = float("-inf")

    def keys(self) -> SigningKeys:
        """The keys, as they were at most `CACHED` ago."""
        return load_signing_keys(secret_text(self._secret_id))

    def find(self, kid: str) -> str | None:
        """The key of that id; None when there is none.

        An unknown id may be a new key's: the secret is then read anew, at most once in `COOLDOWN` seconds.
        """
        found = self.keys().find(kid)
        if found is None and time.monotonic() - self._read_at >= COOLDOWN:
            self._read_at = time.monotonic()
            found = load_signing_keys(secret_text(self._secret_id, fresh=True)).find(kid)
        return found


def load_signing_keys(text: str) -> SigningKeys:
    """The signing keys that a secret's text holds.

    The text is a JSON object that maps key ids to keys; `current` names the key that signs. A freshly deployed secret
    has one generated key, "first".
    """
    secret = json.loads(text)
    return SigningKeys(current=secret.pop(_CURRENT), keys=secret)


def dump_signing_keys(keys: SigningKeys) -> str:
    """The text of a secret that holds these signing keys."""
    return json.dumps({_CURRENT: keys.current, **keys.keys})


def provider_keys(secret_id: str) -> Mapping[str, str]:
    """The keys of the model providers, and the signing secret of their webhooks.

    The secret is a JSON object: `replicate`, `gemini`, `openai`, `openrouter`, and `replicate_webhook` (`whsec_...`;
    while it is exchanged, the new and the old one with a space between). A missing or empty key is not configured.

    Raises:
        ModelBadCredentials: the secret is no such object.
    """
    try:
        return _keys(secret_text(secret_id))
    except ValueError as error:
        logger.error("the providers' secret is wrong", extra={"secret": secret_id, "problem": str(error)})
        raise ModelBadCredentials from error


def read_provider_keys(client: "SecretsManagerClient", secret_id: str) -> Mapping[str, str]:
    """The keys of the model providers, as in `provider_keys`, read anew with another client.

    Raises:
        ValueError: the secret is no such object; the message never quotes it.
        botocore.exceptions.ClientError: the secret cannot be read.
    """
    # A secret of bytes has no string.
    return _keys(client.get_secret_value(SecretId=secret_id).get("SecretString", ""))


@dataclass(frozen=True, slots=True)
class StripeSecret:
    """The secret of Stripe.

    Args:
        api_key: the key that our requests carry; empty where there is none.
        webhook_secrets: the signing secrets of webhooks that count: the current one, and those it replaces.
    """

    api_key: str = field(default="", repr=False)
    webhook_secrets: tuple[str, ...] = field(default=(), repr=False)


def stripe_secret(secret_id: str) -> StripeSecret:
    """The secret of Stripe: a JSON object, `{"api_key": "sk_...", "webhook_secrets": ["whsec_..."]}`.

    What is missing counts as empty, and so does everything where no secret is named.

    Raises:
        BillingDisabled: the secret is no such object.
    """
    try:
        return read_stripe_secret(secret_text(secret_id)) if secret_id else StripeSecret()
    except ValueError as error:
        logger.error("the secret of Stripe is wrong", extra={"secret": secret_id, "problem": str(error)})
        raise BillingDisabled from None


def read_stripe_secret(text: str) -> StripeSecret:
    """The secret of Stripe that a text holds.

    Raises:
        ValueError: it is no such object; the message never quotes it.
    """
    secret = _object(text)
    key, signing = secret.get("api_key", ""), secret.get("webhook_secrets", [])
    if not isinstance(key, str) or not isinstance(signing, list) or not all(isinstance(each, str) for each in signing):
        raise ValueError("api_key must be a text, webhook_secrets a list of texts")
    return StripeSecret(key.strip(), tuple(each.strip() for each in signing if each.strip()))


def _keys(text: str) -> Mapping[str, str]:
    return {name: value for name, value in _object(text).items() if isinstance(value, str)}


def _object(text: str) -> dict[str, Any]:
    try:
        secret = json.loads(text)
    except ValueError:
        secret = None
    if not isinstance(secret, dict):
        raise ValueError("it must be a JSON object")
    return secret
