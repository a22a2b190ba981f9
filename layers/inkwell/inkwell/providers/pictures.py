"""Pictures on their way to a model and back: checks, encodings, prices."""

import base64
import binascii
from collections.abc import Mapping
from typing import TypeGuard

from inkwell.core.errors import ModelMalformedAnswer, ModelRejectedInput
from inkwell.core.image_models import ImageInput, ImageRequest
from inkwell.providers.spec import ModelSpec

_MASK_IN_WORDS = (
    "The second picture is a mask of the first one. Change the first picture only where the mask is white, and keep "
    "everything else in it exactly as it is."
)

# From the alphabet for URLs (RFC 4648, section 5).
_STANDARD = str.maketrans("-_", "+/")


def require_fit(spec: ModelSpec, request: ImageRequest) -> None:
    """Refuse a request whose pictures the model does not all take, or that lacks one: none is left out in silence.

    Raises:
        ModelRejectedInput: the model does not take all pictures of the request, or needs another one.
    """
    fits = (
        len(request.references) <= most_references(spec, request)
        and (bool(request.references) or not spec.needs_reference)
        and (request.seed_image is not None or not spec.needs_seed_image)
        and (spec.takes_seed_image or request.seed_image is None)
        and (spec.takes_mask or request.mask is None)
        and (request.mask is None or request.seed_image is not None)
    )
    if not fits:
        raise ModelRejectedInput("The model does not take all pictures of this request")


def most_references(spec: ModelSpec, request: ImageRequest) -> int:
    """The number of references that a model takes along with the other pictures of a request."""
    if spec.max_pictures is None:
        return spec.max_references
    others = (request.seed_image is not None) + (request.mask is not None)
    return max(0, min(spec.max_references, spec.max_pictures - others))


def pictures_of(request: ImageRequest) -> list[ImageInput]:
    """The pictures that a model shall look at: the one to change first, then the references."""
    return [*([request.seed_image] if request.seed_image else []), *request.references]


def with_mask_in_words(request: ImageRequest) -> tuple[str, list[ImageInput]]:
    """The prompt and the pictures for a model that has no field for a mask but follows instructions.

    The mask then is the second picture, and the prompt says what it means.
    """
    pictures = pictures_of(request)
    if request.mask is None or not pictures:
        return request.prompt, pictures
    return f"{request.prompt}\n\n{_MASK_IN_WORDS}", [pictures[0], request.mask, *pictures[1:]]


def nearest_ratio(wanted: str, offered: tuple[str, ...]) -> str:
    """The offered aspect ratio that is nearest to the wanted one; the wanted one when it is offered or nothing is.

    Raises:
        ModelRejectedInput: the wanted text is no aspect ratio.
    """
    if wanted in offered or not offered:
        return wanted
    try:
        target = ratio(wanted)
    except (ValueError, ZeroDivisionError) as error:
        raise ModelRejectedInput("The aspect ratio must be width:height, such as 9:16") from error
    return min(offered, key=lambda offer: max(ratio(offer), target) / min(ratio(offer), target))


def ratio(name: str) -> float:
    """Width by height of an aspect ratio such as "9:16". Raises ValueError or ZeroDivisionError for anything else."""
    width, _, height = name.partition(":")
    return int(width) / int(height)


def encoded(picture: ImageInput) -> str:
    """A picture in base64."""
    return base64.b64encode(picture.data).decode("ascii")


def data_url(picture: ImageInput) -> str:
    """A picture as a data: URL (RFC 2397)."""
    return f"data:{picture.media_type};base64,{encoded(picture)}"


def bare_base64(text: str) -> str:
    """The base64 of a picture, without what a data: URL puts before it."""
    return text.rpartition("base64,")[2]


def decoded(text: object, *, cost_micros: int = 0) -> bytes:
    """The bytes of a picture in base64: bare or as a data: URL, in either alphabet, with line breaks, without padding.

    One that is cut gives the bytes that are there, wherever it was cut: only they can tell whether they are a picture.

    Args:
        text: the base64 text as the provider sent it.
        cost_micros: the cost of the answer in millionths of a US dollar, charged whether it can be used or not; see
            `cost_of`.

    Raises:
        ModelMalformedAnswer: the text is not base64, or empty.
    """
    try:
        data = _bytes_of(text) if isinstance(text, str) else b""
    except (binascii.Error, ValueError):
        data = b""
    if not data:
        raise malformed(cost_micros)
    return data


def _bytes_of(text: str) -> bytes:
    letters = "".join(bare_base64(text).split()).rstrip("=").translate(_STANDARD)
    if len(letters) % 4 == 1:  # a letter alone holds no whole byte
        letters = letters[:-1]
    return base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True)


def malformed(cost_micros: int) -> ModelMalformedAnswer:
    """The error for an answer without a picture, with its cost in millionths of a US dollar."""
    error = ModelMalformedAnswer()
    error.cost_micros = cost_micros
    return error


def cost_of(spec: ModelSpec, told_micros: int | None, *, drew: bool) -> int:
    """The cost of an answer in millionths of a US dollar.

    Args:
        spec: the model.
        told_micros: the cost that the answer tells, which may be 0; None when it tells none.
        drew: whether it holds a picture, a damaged one too. What tells no cost then counts at the model's price of a
            picture, and else as nothing.
    """
    if told_micros is not None:
        return told_micros
    return spec.price_micros if drew else 0


def told_by_tokens(spec: ModelSpec, counts: Mapping[str, object], *, drew: bool) -> int | None:
    """The cost that an answer tells by its tokens, in millionths of a US dollar; None when it does not tell it.

    Dollars per million tokens are millionths of a dollar per token.

    Args:
        spec: the model; its option `dollars_per_million_tokens` maps kinds of tokens to prices.
        counts: the number of tokens by kind; None for what the answer does not tell.
        drew: whether it holds a picture: then the cost is told only where all kinds are.
    """
    prices: Mapping[str, float] = spec.options.get("dollars_per_million_tokens", {})
    told = {kind: count for kind, count in counts.items() if kind in prices and is_count(count)}
    if not told or (drew and told.keys() < prices.keys()):
        return None
    return round(sum(prices[kind] * count for kind, count in told.items()))


def is_count(value: object) -> TypeGuard[int]:
    """True for a whole number that is not negative."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
