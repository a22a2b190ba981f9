"""Use case of writing storyboards."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from inkwell.core.asking import TIME_LIMIT, ask
from inkwell.core.errors import InvalidInput, ModelError, ModelRateLimited, ModelRefused, ModelTimeout
from inkwell.core.idempotency import Response
from inkwell.core.image_models import ImageInput
from inkwell.core.object_store import ObjectStore
from inkwell.core.picture_sources import PictureSources, SourcePicture
from inkwell.core.safety import screen
from inkwell.core.text_models import TextModel
from inkwell.imaging.inspection import inspect, normalise
from inkwell.storyboards.errors import GenerationFailed
from inkwell.storyboards.models import Scene, Storyboard, StoryboardRequest
from inkwell.storyboards.scenes import scenes, text_request

#: The most seconds of `TIME_LIMIT` for fetching the reference pictures.
_FETCHING = 10.0

#: The wait, in seconds, that callers are advised where the provider names none.
_USUAL_WAIT = 60.0
#: The longest edge, in pixels, of pictures for a text model, which regards palette, light and composition only.
_EDGE = 1024


class Storyboards:
    """The writer of storyboards.

    Sources of pictures are given with the call, as in `inkwell.storyboards.predictions.Predictions`.

    Args:
        model: the text model.
        objects: the store of project pictures.
        clock, sleep: seconds, as `time.monotonic` and `time.sleep`.
    """

    def __init__(
        self,
        model: TextModel,
        objects: ObjectStore,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._model = model
        self._objects = objects
        self._clock = clock
        self._sleep = sleep

    def create(self, owner: str, request: StoryboardRequest, sources: PictureSources) -> Response:
        """Write a storyboard.

        Args:
            sources: finds the reference pictures.

        Raises:
            InvalidInput: a reference picture cannot be used, or the provider's moderation refuses the idea.
            BlockedText: the safety gate blocks the prompt.
            ModelRateLimited: the provider's rate limit is reached; `retry_after` is in seconds.
            GenerationFailed: the model did not deliver.
        """
        until = self._clock() + TIME_LIMIT
        screen(request.prompt, field="prompt")
        images = self._look_up(owner, request, sources)
        storyboard = Storyboard(scenes=self._write(request, images, until))
        return Response(200, storyboard.model_dump(mode="json"), stored=False)

    def _look_up(self, owner: str, request: StoryboardRequest, sources: PictureSources) -> list[ImageInput]:
        addresses = {f"referenceImageUrls.{index}": url for index, url in enumerate(request.referenceImageUrls)}
        found = sources.find(owner, addresses, patience=_FETCHING)
        return [self._small(each, name) for name, each in found.items()]

    def _small(self, found: str | SourcePicture, name: str) -> ImageInput:
        data = found.data if isinstance(found, SourcePicture) else self._objects.get(found)[0]
        small = normalise(inspect(data, field=name), max_edge=_EDGE)
        return ImageInput(small.data, small.media_type, "reference")

    def _write(self, request: StoryboardRequest, images: Sequence[ImageInput], until: float) -> list[Scene]:
        def read(draft: Mapping[str, Any]) -> list[Scene]:
            return scenes(draft, request.targetDuration)

        within = until - self._clock()
        try:
            return ask(
                self._model, text_request(request, images), read, within=within, clock=self._clock, sleep=self._sleep
            )
        except ModelRefused as error:
            raise InvalidInput.field("prompt", "was refused by content moderation, please change it") from error
        except ModelError as error:
            raise _error_for_caller(error) from error


def _error_for_caller(failure: ModelError) -> ModelError | GenerationFailed:
    """The error for the caller, made of the model's last failure."""
    if isinstance(failure, ModelRateLimited):
        wait = max(1, round(failure.retry_after or _USUAL_WAIT))
        return ModelRateLimited(f"Rate limit exceeded. Please try again in {wait} seconds.", retry_after=wait)
    if isinstance(failure, ModelTimeout):
        return GenerationFailed("Failed to generate storyboard: the language model took too long, please try again")
    return GenerationFailed()
