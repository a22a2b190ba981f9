"""Pages that are repainted under a mask: nothing outside the mask changes, to the pixel."""

from PIL import Image

from inkwell.core.image_models import Finished, ImageInput, ImageRequest, ImageResult
from inkwell.imaging.inspection import inspect
from inkwell.imaging.line_art import redrawn
from inkwell.imaging.print_page import checked, png, standard_of


class Repainted:
    """The `Finisher` of repainted pages: what the model drew where the mask is white, and the old page elsewhere.

    The request has that page as its seed image, two-valued at the trim's full pixels, and the mask at the same size.
    Its hint `audience` says who the page is for.
    """

    def finish(self, result: ImageResult, request: ImageRequest) -> Finished:
        """See `Finisher`."""
        if request.seed_image is None or request.mask is None:
            raise ValueError("a page is repainted under a mask")
        standard = standard_of(request)
        page, mask = _two_valued(request.seed_image), _two_valued(request.mask)
        fresh = redrawn(inspect(result.data, field="picture").image, page.size, standard)
        whole = repainted(page, fresh, mask)
        return checked(whole, png(whole, result.data), standard)


def repainted(page: Image.Image, fresh: Image.Image, mask: Image.Image) -> Image.Image:
    """A page with what is fresh where a mask is white; all of them in mode "1" and of one size."""
    whole = page.copy()
    whole.paste(fresh, (0, 0), mask)
    return whole


def _two_valued(picture: ImageInput) -> Image.Image:
    return inspect(picture.data, field="picture").image.convert("1", dither=Image.Dither.NONE)
