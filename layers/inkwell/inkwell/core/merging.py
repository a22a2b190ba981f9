"""Merging of configuration: a deployment's own entries over the ones that come with Inkwell."""

from typing import Any


def merged(base: Any, patch: Any) -> Any:
    """The result of a JSON Merge Patch (RFC 7396): objects are merged key by key, null removes, the rest replaces."""
    if not isinstance(patch, dict):
        return patch
    kept = base if isinstance(base, dict) else {}
    changed = {key: merged(kept.get(key), value) for key, value in patch.items() if value is not None}
    return {key: value for key, value in kept.items() if key not in patch} | changed
