"""The picture model of a studio without keys: draws from words, and works with photos where words are not enough."""

from dataclasses import replace

from inkwell.core.ports import Attempt, ImageModel, ImageRequest, ImageResult
from inkwell.imaging.illustrator import Illustrator, brief, read_character
from inkwell.imaging.photo_kit import PhotoKit

#: What a picture can give honestly: its own framings.
PHOTO_VIEWS = frozenset({"anchor", "half_body", "full_body"})


class OfflineStudio:
    """The `ImageModel` "offline/illustrator": the illustrator, and the photo kit for pictures that are not ours."""

    def generate(self, request: ImageRequest, attempt: Attempt) -> ImageResult:
        """See `ImageModel`. Raises ModelRejectedInput for pictures that cannot be read."""
        foreign = bool(request.references) and read_character(request.references[0].data) is None
        view, subject = request.hints.get("view"), str(request.hints.get("subject") or "")
        model: ImageModel = Illustrator()
        if foreign and (_sets_a_face(request) or view in PHOTO_VIEWS or (view and not _says_who(subject))):
            model = PhotoKit()
        elif foreign and subject:
            request = replace(request, prompt=f"{subject}. {request.prompt}")
        return model.generate(request, attempt)


def _sets_a_face(request: ImageRequest) -> bool:
    return request.seed_image is not None and request.mask is None


def _says_who(subject: str) -> bool:
    """Whether the words tell what a foreign picture shows. Its pixels cannot: they have colours, but no kind.

    A cartoon of that kind is then drawn, turned and with a face that shows a mood. Without such words it could only be
    of somebody else; the picture itself, framed and treated anew, stays who it is.
    """
    return brief(subject).hero is not None
