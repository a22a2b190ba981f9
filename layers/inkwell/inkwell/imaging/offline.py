"""The picture model of a studio without keys: draws from words, and works with photos where words are not enough."""

from dataclasses import replace

from inkwell.core.ports import Attempt, ImageModel, ImageRequest, ImageResult
from inkwell.imaging.illustrator import Illustrator, read_character
from inkwell.imaging.photo_kit import PhotoKit

#: What a photo can give honestly: its own framings. For the other views a cartoon avatar is drawn in its colours.
PHOTO_VIEWS = frozenset({"anchor", "half_body", "full_body"})


class OfflineStudio:
    """The `ImageModel` "offline/illustrator": the illustrator, and the photo kit for pictures that are not ours."""

    def generate(self, request: ImageRequest, attempt: Attempt) -> ImageResult:
        """See `ImageModel`. Raises ModelRejectedInput for pictures that cannot be read."""
        foreign = bool(request.references) and read_character(request.references[0].data) is None
        model: ImageModel = Illustrator()
        if foreign and (request.hints.get("view") in PHOTO_VIEWS or _sets_a_face(request)):
            model = PhotoKit()
        elif foreign and (subject := request.hints.get("subject")):
            # Only words can tell a fox from a child: a photo of either has its colours, not its kind.
            request = replace(request, prompt=f"{subject}. {request.prompt}")
        return model.generate(request, attempt)


def _sets_a_face(request: ImageRequest) -> bool:
    return request.seed_image is not None and request.mask is None
