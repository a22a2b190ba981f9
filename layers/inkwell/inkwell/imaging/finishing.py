"""Finishers: the steps between a model and the object store that need nothing but the picture."""

from inkwell.core.image_models import Finished, ImageRequest, ImageResult
from inkwell.imaging.inspection import inspect, thumbnail


class WithThumbnail:
    """The `Finisher` of pictures that are shown small, too: it changes nothing, and refuses nothing."""

    def finish(self, result: ImageResult, request: ImageRequest) -> Finished:
        """See `Finisher`."""
        small = thumbnail(inspect(result.data, field="picture"))
        return Finished(result.data, result.media_type, result.width, result.height, thumbnail=small.data)
