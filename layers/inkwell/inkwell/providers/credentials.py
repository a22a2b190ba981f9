"""The keys that adapters send to their providers."""

from inkwell.core.errors import ModelBadCredentials
from inkwell.providers.spec import Secret


def bearer(key: Secret) -> dict[str, str]:
    """The Authorization header for a key. Raises ModelBadCredentials, see `credential`."""
    return {"Authorization": f"Bearer {credential(key)}"}


def credential(key: Secret) -> str:
    """A provider's key, as it is now.

    Raises:
        ModelBadCredentials: there is no key, or its text cannot be a key.
    """
    value = key().strip()
    if not value or not value.isascii() or not value.isprintable():
        raise ModelBadCredentials
    return value
