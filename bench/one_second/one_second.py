"""A picture model that takes one second and no processor."""

import time

from inkwell.core.attempts import AttemptMemory
from inkwell.core.image_models import ImageRequest, ImageResult

SECONDS = 1.0

# The smallest PNG: one grey pixel.
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63680000008200817776d1b60000000049454e44ae426082"
)


class OneSecond:
    """An `ImageModel` that takes one second and no processor."""

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """See `ImageModel`."""
        time.sleep(SECONDS)
        return ImageResult(_PIXEL, "image/png", 1, 1, "bench/one-second")
