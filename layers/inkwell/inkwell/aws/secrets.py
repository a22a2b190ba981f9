"""Secrets from Secrets Manager, kept for a few minutes: a rotated key is picked up without a deployment."""

import json
import logging
import time
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.parameters import SecretsProvider
from aws_lambda_powertools.utilities.parameters.exceptions import GetParameterError

from inkwell.accounts.signing_keys import CACHED, SigningKeys
from inkwell.aws import clients
from inkwell.core.errors import ModelBadCredentials, Unavailable

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

logger = logging.getLogger(__name__)

#: Seconds between two looks for a signing key that is not there.
COOLDOWN = 30.0

_CURRENT = "current"


@cache
def _provider() -> SecretsProvider:
    return SecretsProvider(boto3_client=clients.secretsmanager())


def secret_text(secret_id: str, *, fresh: bool = False) -> str:
    """The text of a secret.

    Args:
        fresh: whether to ask Secrets Manager even if the text is at hand.

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
    """The keys of our access tokens in a secret. Satisfies `inkwell.accounts.tokens.KeyRing`."""

    def __init__(self, secret_id: str) -> None:
        self._secret_id = secret_id
        self._looked_at = float("-inf")

    def keys(self) -> SigningKeys:
        """All keys, at most `CACHED` old."""
        return load_signing_keys(secret_text(self._secret_id))

    def find(self, kid: str) -> str | None:
        """The key of that id. One that is not known may be new: then, now and again, the secret is read anew."""
        found = self.keys().find(kid)
        if found is None and time.monotonic() - self._looked_at >= COOLDOWN:
            self._looked_at = time.monotonic()
            found = load_signing_keys(secret_text(self._secret_id, fresh=True)).find(kid)
        return found


def load_signing_keys(text: str) -> SigningKeys:
    """The signing keys out of their secret.

    It is a JSON object that maps key ids to keys; `current` names the one that signs. A freshly deployed secret has
    one generated key, "first".
    """
    secret = json.loads(text)
    return SigningKeys(current=secret.pop(_CURRENT), keys=secret)


def dump_signing_keys(keys: SigningKeys) -> str:
    """The secret's text."""
    return json.dumps({_CURRENT: keys.current, **keys.keys})


def provider_keys(secret_id: str) -> Mapping[str, str]:
    """The keys of the model providers, and the signing secret of their webhooks.

    The secret is a JSON object: `replicate`, `gemini`, `openai`, `openrouter`, and `replicate_webhook` (`whsec_...`;
    while it is exchanged, the new and the old one with a space between). What is missing or empty is not configured.

    Raises:
        ModelBadCredentials: it is no such object.
    """
    try:
        return _keys(secret_text(secret_id))
    except ValueError as error:
        logger.error("the providers' secret is wrong", extra={"secret": secret_id, "problem": str(error)})
        raise ModelBadCredentials from error


def read_provider_keys(client: "SecretsManagerClient", secret_id: str) -> Mapping[str, str]:
    """The same, read at this moment with a client of one's own.

    Raises:
        ValueError: it is not what `provider_keys` says; the message never quotes it.
        botocore.exceptions.ClientError: it cannot be read.
    """
    return _keys(client.get_secret_value(SecretId=secret_id)["SecretString"])


def _keys(text: str) -> Mapping[str, str]:
    try:
        secret = json.loads(text)
    except ValueError:
        secret = None
    if not isinstance(secret, dict):
        raise ValueError("it must be a JSON object")
    return {name: value for name, value in secret.items() if isinstance(value, str)}
