"""Checks that a model drew a picture; anything else becomes an error."""

from dataclasses import replace
from io import BytesIO

from inkwell.core.attempts import AttemptMemory
from inkwell.core.errors import InvalidInput, ModelMalformedAnswer
from inkwell.core.image_models import ImageModel, ImageRequest, ImageResult
from inkwell.imaging.inspection import inspect

_PNG = "image/png"
# The last chunk, which is always the same: https://www.w3.org/TR/png/#11IEND
_PNG_END = b"\x00\x00\x00\x00IEND\xaeB`\x82"


class Checked:
    """An `ImageModel` whose results are PNG, decoded once to the last pixel, with their real width and height.

    A whole PNG stays as it is, byte by byte, with the texts that our own pictures carry; anything else is encoded anew.

    Args:
        model: the model that draws.
    """

    def __init__(self, model: ImageModel) -> None:
        self._model = model

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """See `ImageModel`.

        Raises:
            ModelMalformedAnswer: what came is no picture, or a damaged one.
        """
        result = self._model.generate(request, attempt)
        try:
            picture = inspect(result.data, field="answer")
        except InvalidInput as problem:
            # The answer did come: nothing runs any more, what it costs is counted, and the repeated attempt asks anew.
            cost = result.cost_micros or 0
            attempt.submitted("", requests=1 if cost else 0, cost_micros=cost)
            raise ModelMalformedAnswer from problem
        data = result.data
        if picture.media_type != _PNG or not data.endswith(_PNG_END):
            buffer = BytesIO()
            picture.image.save(buffer, "PNG")
            data = buffer.getvalue()
        return replace(result, data=data, media_type=_PNG, width=picture.width, height=picture.height)
