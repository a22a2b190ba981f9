"""The wait that a provider asks for, wherever it says so: in a header, in the body, or only in words."""

import math
import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

#: The longest wait that is believed, in seconds: a quota that opens later is a matter for an operator.
LONGEST = 24 * 3600.0

# "resets in ~30s", "try again in 1m30.5s", "Please try again in 600ms"
_IN_WORDS = re.compile(
    r"(?:\bin\s*~?|~)\s*(?:(\d{1,4})h)?\s*(?:(\d{1,6})m(?!s))?\s*(?:(\d{1,8}(?:\.\d{1,9})?)(ms|s))?", re.IGNORECASE
)


def seconds(value: object) -> float | None:
    """A wait given as a number, or as text such as "5", "1.5s" or "37s" (a protobuf Duration); None for anything else.

    Source: https://protobuf.dev/reference/protobuf/google.protobuf/#duration
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        wait = float(value.strip().removesuffix("s") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return wait if math.isfinite(wait) and 0 <= wait <= LONGEST else None


def from_headers(headers: Mapping[str, str]) -> float | None:
    """The wait in `retry-after-ms`, or in `Retry-After` as seconds or as a date.

    Args:
        headers: the reply's headers, by lower-case name.

    Source: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after; `retry-after-ms` is a custom of OpenAI and
    OpenRouter.
    """
    milliseconds = seconds(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after", "")
    wait = seconds(value)
    if wait is not None or not value:
        return wait
    try:
        return seconds(max(0.0, parsedate_to_datetime(value).timestamp() - time.time()))
    except (ValueError, OverflowError):
        return None


def from_words(text: str) -> float | None:
    """The wait in seconds that a sentence names, as "resets in ~30s" or "try again in 1m30s"; None without one."""
    for match in _IN_WORDS.finditer(text):
        hours, minutes, amount, unit = match.groups()
        if hours or minutes or amount:
            scale = 0.001 if (unit or "").lower() == "ms" else 1
            return seconds(int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(amount or 0) * scale)
    return None
