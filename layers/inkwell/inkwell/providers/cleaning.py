"""The cleaning of providers' words before they are logged."""

import re

# Base64 of a picture that a provider quotes back, in either alphabet; and what keys look like, by their beginning or
# by what is said before them. Google's begin with AIza or, since April 2026, with AQ.
_ENCODED = re.compile(r"[A-Za-z0-9+/=_-]{64,}")
_KEYS = re.compile(
    r"\b(?:sk-|r8_|AIza|AQ\.|whsec_|(?i:bearer)\s+)[\w*.+/=-]+"
    r"|\b(?:AKIA|ASIA)[A-Z0-9]{12,}"
    r"|(?i:api[_ -]?key)['\"]?\s*[:=]\s*['\"]?[\w*.-]+"
)
_LONGEST_TEXT = 500


def cleaned(text: str) -> str:
    """A provider's words as they may be logged: no keys, no encoded pictures, not too long."""
    return _KEYS.sub("[key]", _ENCODED.sub("[data]", text[: _LONGEST_TEXT * 8]))[:_LONGEST_TEXT]
