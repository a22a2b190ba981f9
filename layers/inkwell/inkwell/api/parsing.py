"""JSON request bodies as they are read for every family."""

import json
from collections.abc import Collection
from typing import Any, NoReturn

from inkwell.core.errors import InvalidInput, PayloadTooLarge

#: The most bytes of a JSON body, unless an endpoint says otherwise: more than three times the largest legal body.
MAX_BYTES = 256 * 1024

#: The most bytes of a JSON body that carries a file: what a function takes with one invocation.
#: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
MAX_BYTES_WITH_FILE = 6 * 1024 * 1024


def refuse_large(text: str | None, limit: int) -> None:
    """Refuse a body before it is parsed.

    Args:
        limit: bytes.

    Raises:
        PayloadTooLarge: it has more.
    """
    # A character has at least one byte: a very long text is refused without another copy of it.
    if text and (len(text) > limit or len(text.encode(errors="surrogatepass")) > limit):
        raise PayloadTooLarge(f"The body must have at most {limit} bytes")


def parse_json(text: str | None, nullable: Collection[str] = ()) -> dict[str, Any]:
    """The object of a JSON request body.

    Fields that are null are left out, at any depth, but for those of the names in `nullable`. A number without a
    fraction is an int, however it is written: `15.0` and `1.5e1` are 15, as in JSON Schema (draft 2020-12, core,
    section 4.2.2).

    Raises:
        InvalidInput: the text is no JSON object, is nested too deeply, or holds values that JSON does not have (NaN,
            half a surrogate pair).
    """
    if not text:
        raise InvalidInput.field("body", "is required")
    try:
        value = json.loads(
            text,
            parse_constant=_refuse,
            parse_float=_number,
            object_pairs_hook=lambda pairs: {
                name: value for name, value in pairs if value is not None or name in nullable
            },
        )
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as error:
        raise InvalidInput.field("body", "must be valid JSON") from error
    if not isinstance(value, dict):
        raise InvalidInput.field("body", "must be a JSON object")
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _number(text: str) -> float:
    number = float(text)
    return int(number) if number.is_integer() else number
