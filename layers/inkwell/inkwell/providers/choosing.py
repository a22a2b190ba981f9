"""The choice of models: those of a chain that can take a request, each with the request in the form that it takes."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from inkwell.core.errors import ModelRejectedInput
from inkwell.core.image_models import ImageRequest
from inkwell.core.text_models import TextRequest
from inkwell.providers.pictures import most_references
from inkwell.providers.spec import ModelSpec, TextModelSpec

#: A picture may come out this much wider or narrower than asked, when no model of the chain draws the very ratio:
#: 3:4 as 4:5, but never as a square.
RATIO_TOLERANCE = 1.1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that can draw a request, and the request in the form that the model takes."""

    spec: ModelSpec
    request: ImageRequest


def candidates(chain: Sequence[ModelSpec], request: ImageRequest) -> list[Candidate]:
    """The models of a chain that take all that a request carries, in their order.

    References beyond a model's number are cut, the most important ones stay; where no model that repaints
    under a mask takes any, all are. When no model draws the requested aspect
    ratio, the models that draw one close to it are chosen.

    Raises:
        ModelRejectedInput: no model of the chain takes the request.
    """
    if request.mask and not any(spec.max_references for spec in chain if not _misses(spec, _alone(request))):
        # The picture around the mask shows what the references would.
        request = _alone(request)
    able = [spec for spec in chain if not _misses(spec, request)]
    exact = [spec for spec in able if request.aspect_ratio in spec.aspect_ratios]
    found = [Candidate(spec, _cut(spec, request)) for spec in exact] or list(_close(able, request))
    if not found:
        raise ModelRejectedInput(f"No configured model draws {_carried(request)} as {request.aspect_ratio}")
    return found


def why_not(spec: ModelSpec, request: ImageRequest) -> str:
    """The reason why a model was passed over, for the log and for `ImageResult.fallback_for`."""
    return f"takes no {_misses(spec, request) or f'aspect ratio {request.aspect_ratio}'}"


def able_to_look(chain: Sequence[TextModelSpec], request: TextRequest) -> list[TextModelSpec]:
    """The text models of a chain that take the pictures of a request, in their order.

    Raises:
        ModelRejectedInput: no model takes that many.
    """
    able = [spec for spec in chain if len(request.images) <= spec.max_images]
    if not able:
        raise ModelRejectedInput(f"No configured text model looks at {len(request.images)} pictures")
    return able


def _misses(spec: ModelSpec, request: ImageRequest) -> str | None:
    if spec.needs_reference and not request.references:
        return "request without a reference picture"
    if spec.needs_seed_image and not request.seed_image:
        return "request without a picture to start from"
    if request.references and not spec.max_references:
        return "reference pictures"
    if request.seed_image and not spec.takes_seed_image:
        return "picture to start from"
    if request.mask and not spec.takes_mask:
        return "mask"
    return None


def _alone(request: ImageRequest) -> ImageRequest:
    return replace(request, references=())


def _carried(request: ImageRequest) -> str:
    carried = {
        "references": request.references,
        "a picture to start from": request.seed_image,
        "a mask": request.mask,
    }
    return " with ".join(["a prompt", *(name for name, there in carried.items() if there)])


def _cut(spec: ModelSpec, request: ImageRequest) -> ImageRequest:
    return replace(request, references=tuple(request.references[: most_references(spec, request)]))


def _close(able: Sequence[ModelSpec], request: ImageRequest) -> Iterator[Candidate]:
    wanted = _ratio(request.aspect_ratio)
    for spec in able:
        nearest = min(spec.aspect_ratios, key=lambda name: abs(math.log(_ratio(name) / wanted)))
        if abs(math.log(_ratio(nearest) / wanted)) <= math.log(RATIO_TOLERANCE):
            yield Candidate(spec, replace(_cut(spec, request), aspect_ratio=nearest))


def _ratio(name: str) -> Fraction:
    width, _, height = name.partition(":")
    try:
        ratio = Fraction(width) / Fraction(height)
    except (ValueError, ZeroDivisionError) as error:
        raise ModelRejectedInput("The aspect ratio must be two numbers, as 9:16") from error
    if ratio <= 0:
        raise ModelRejectedInput("The aspect ratio must be two positive numbers, as 9:16")
    return ratio
