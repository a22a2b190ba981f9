"""The picture model of a studio without keys: draws from words, and works with photos where words are not enough."""

from dataclasses import replace

from inkwell.core.attempts import AttemptMemory
from inkwell.core.image_models import ImageModel, ImageRequest, ImageResult
from inkwell_offline.illustrator import Illustrator, brief, read_character
from inkwell_offline.illustrator.avatar import shows_person
from inkwell_offline.illustrator.wanted import open_image
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
        if foreign and (_sets_a_face(request) or view in PHOTO_VIEWS or (view and not _can_be_drawn(subject, request))):
            model = PhotoKit()
        elif foreign and subject:
            request = replace(request, prompt=f"{subject}. {request.prompt}")
        # What it counts as is a matter of the model table.
        return replace(model.generate(request, attempt), cost_micros=None)


def _sets_a_face(request: ImageRequest) -> bool:
    return request.seed_image is not None and request.mask is None


def _can_be_drawn(subject: str, request: ImageRequest) -> bool:
    """True when the character in a foreign picture is known: by words, or by colours, which can only show a person.

    The illustrator then draws a cartoon of that character, turned and with a face that shows a mood. A cartoon of an
    unknown character would show somebody else; then the picture itself is framed and treated anew.
    """
    return brief(subject).hero is not None or shows_person(open_image(request.references[0]))
