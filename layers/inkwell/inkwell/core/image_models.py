"""The port to picture models: requests, results, and the finisher between a model and the object store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from inkwell.core.attempts import AttemptMemory

Medium = Literal["colour", "line_art"]

#: The name of the finisher that adds a thumbnail (`inkwell.imaging.finishing.WithThumbnail`).
THUMBNAIL = "thumbnail"

#: The name of the finisher of colouring pages (`inkwell.imaging.print_page.PrintPage`).
PRINT_PAGE = "print_page"

#: The name of the finisher of pages that are repainted under a mask (`inkwell.imaging.repainting.Repainted`).
REPAINTED = "repainted"


@dataclass(frozen=True, slots=True)
class ImageInput:
    """An encoded picture that is sent with a request.

    Args:
        data: the encoded bytes.
        media_type: image/png, image/jpeg or image/webp.
        name: its part in the request, such as "source" or "anchor"; a model may use it in its instructions.
    """

    data: bytes
    media_type: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """A request for one picture.

    Args:
        prompt: complete instructions for a model that works from words alone.
        aspect_ratio: width to height, as "9:16".
        references: pictures whose character or style is to be kept, most important first.
        seed_image: the picture to start from (image to image, inpainting).
        mask: white where `seed_image` is to be repainted; the same size.
        seed: makes the result repeatable where the model can.
        medium: a colour picture, or black line art on white.
        size: wanted width and height in pixels; a model may return another size of the same ratio.
        hints: the facts behind the prompt as data, for models that use them, such as view, style, audience, layout.
    """

    prompt: str
    aspect_ratio: str = "1:1"
    references: Sequence[ImageInput] = ()
    seed_image: ImageInput | None = None
    mask: ImageInput | None = None
    seed: int | None = None
    medium: Medium = "colour"
    size: tuple[int, int] | None = None
    hints: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImageResult:
    """A drawn picture.

    Args:
        data: the encoded bytes.
        media_type: the type of the bytes, as found in them.
        width, height: pixels.
        model: provider and model that drew it, as "offline/illustrator".
        seed: the seed it was drawn with, when known.
        cost_micros: the cost, in millionths of a US dollar; None when the model does not say.
        fallback_for: the models that should have drawn it and why they did not; None when the first choice did.
        counted: whether the attempt's memory has counted the request and its cost as paid.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    model: str
    seed: int | None = None
    cost_micros: int | None = None
    fallback_for: str | None = None
    counted: bool = True


class ImageModel(Protocol):
    """A model that draws pictures. It raises only `ModelError` and its subclasses, or AttemptTaken."""

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """Draw one picture."""


class ImageModels(Protocol):
    """The picture models of this deployment, by role."""

    def for_request(self, role: str, request: ImageRequest) -> ImageModel:
        """The model of a role that draws such a request."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A drawn picture as it will be stored.

    Args:
        data, media_type, width, height: as in `ImageResult`.
        thumbnail: a small copy as an encoded JPEG, where the finisher makes one.
        correction: sentences for the model about the faults that the check found, in ASCII, as they are stored in an
            object's metadata; None when the picture passes.
        flaws: how far a picture that does not pass is from passing: of several the one with the least is the best.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    thumbnail: bytes | None = None
    correction: str | None = None
    flaws: float = 0.0


class Finisher(Protocol):
    """The step between a model and the object store: it brings a picture to its size and checks it."""

    def finish(self, result: ImageResult, request: ImageRequest) -> Finished:
        """Finish a picture that a model drew.

        Args:
            request: what the model was asked for: its `size` is that of the stored picture, its `hints` say who it is
                for.
        """
