"""Secrets from Secrets Manager, kept for a few minutes: a rotated key is picked up without a deployment."""

import json
import time
from functools import cache
from typing import Any

from aws_lambda_powertools.utilities.parameters import SecretsProvider

from inkwell.accounts.signing_keys import CACHED, SigningKeys
from inkwell.aws import clients

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
    """
    text: Any = _provider().get(secret_id, max_age=int(CACHED.total_seconds()), force_fetch=fresh)
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
