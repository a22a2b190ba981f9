"""The picture model of a studio without keys: draws from words, and works with photos where words are not enough."""

from dataclasses import replace

from inkwell.core.attempts import AttemptMemory
from inkwell.core.image_models import ImageModel, ImageRequest, ImageResult
from inkwell_offline.illustrator import Illustrator, brief, read_character
from inkwell_offline.photo_kit import PhotoKit

#: The views that a picture itself can show, by another framing.
PHOTO_VIEWS = frozenset({"anchor", "half_body", "full_body"})


class OfflineStudio:
    """The `ImageModel` "offline/illustrator": the illustrator, and the photo kit for pictures that are not ours."""

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """See `ImageModel`. Raises ModelRejectedInput for pictures that cannot be read."""
        foreign = bool(request.references) and read_character(request.references[0].data) is None
        view, subject = request.hints.get("view"), str(request.hints.get("subject") or "")
        model: ImageModel = Illustrator()
        if foreign and (_sets_a_face(request) or view in PHOTO_VIEWS or (view and not _says_who(subject))):
            model = PhotoKit()
        elif foreign and subject:
            request = replace(request, prompt=f"{subject}. {request.prompt}")
        # What it counts as is a matter of the model table.
        return replace(model.generate(request, attempt), cost_micros=None)


def _sets_a_face(request: ImageRequest) -> bool:
    return request.seed_image is not None and request.mask is None


def _says_who(subject: str) -> bool:
    """True when words tell what a foreign picture shows.

    The illustrator then draws a cartoon of that character, turned and with a face that shows a mood. Without such words
    it would show somebody else: the fur of a bear, a fox or an owl has the colours of skin and hair. The picture
    itself, framed and treated anew, stays who it is.
    """
    return brief(subject).hero is not None
