"""Writing storyboards: one language model, at most three tries, and an answer in time whatever happens."""

import logging
import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from inkwell.core.errors import InvalidInput, ModelError, ModelRateLimited, ModelRefused, ModelTimeout
from inkwell.core.idempotency import Response
from inkwell.core.ports import ImageInput, ObjectStore, SourcePicture, TextModel, TextRequest, TextResult
from inkwell.core.safety import screen
from inkwell.imaging.inspection import inspect, normalise
from inkwell.storyboards.errors import GenerationFailed
from inkwell.storyboards.models import Scene, Storyboard, StoryboardRequest
from inkwell.storyboards.references import References
from inkwell.storyboards.scenes import scenes, text_request

logger = logging.getLogger(__name__)

#: Seconds in which every request is answered; the gateway gives up at 29.
TIME_LIMIT = 25.0
#: Seconds of these that fetching the reference pictures may take.
_FETCHING = 10.0

ATTEMPTS = 3
#: Seconds before the second attempt, about; twice as many before the third.
_BACKOFF = 0.5
#: With less time than this, in seconds, no model has ever written a storyboard.
_LEAST = 1.0

#: When the provider does not say how long its rate limit lasts, in seconds.
_USUAL_WAIT = 60.0
#: The longest edge, in pixels, of a picture that a language model looks at for palette, light and composition.
_EDGE = 1024


class Storyboards:
    """Writes storyboards.

    Args:
        model: the language model.
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

    def create(self, owner: str, request: StoryboardRequest, references: References) -> Response:
        """Write a storyboard.

        Args:
            references: finds the reference pictures.

        Raises:
            InvalidInput: a reference picture cannot be used, or the provider's moderation refuses the idea.
            BlockedText: the prompt is not for us.
            ModelRateLimited: the provider is too busy; `retry_after` says for how long.
            GenerationFailed: the model did not deliver.
        """
        until = self._clock() + TIME_LIMIT
        screen(request.prompt, field="prompt")
        images = self._look_up(owner, request, references)
        storyboard = Storyboard(scenes=self._write(request, images, until))
        return Response(200, storyboard.model_dump(mode="json"), stored=False)

    def _look_up(self, owner: str, request: StoryboardRequest, references: References) -> list[ImageInput]:
        addresses = {f"referenceImageUrls.{index}": url for index, url in enumerate(request.referenceImageUrls)}
        found = references.find(owner, addresses, patience=_FETCHING)
        return [self._small(each, name) for name, each in found.items()]

    def _small(self, found: str | SourcePicture, name: str) -> ImageInput:
        data = found.data if isinstance(found, SourcePicture) else self._objects.get(found)[0]
        small = normalise(inspect(data, field=name), max_edge=_EDGE)
        return ImageInput(small.data, small.media_type, "reference")

    def _write(self, request: StoryboardRequest, images: Sequence[ImageInput], until: float) -> list[Scene]:
        failure: ModelError = ModelTimeout()
        for attempt in range(ATTEMPTS):
            left = until - self._clock()
            if left < _LEAST:
                break
            try:
                answer = _answer_in_time(self._model, text_request(request, images, left), left)
                return scenes(answer.data, request.targetDuration)
            except ModelRefused as error:
                raise InvalidInput.field("prompt", "was refused by content moderation, please change it") from error
            except ModelError as error:
                logger.warning("storyboard not written", extra={"attempt": attempt + 1, "code": error.code})
                failure = error
            wait = max(failure.retry_after or 0.0, _BACKOFF * 2**attempt * random.uniform(0.5, 1.5))
            if not failure.retryable or attempt + 1 == ATTEMPTS or self._clock() + wait + _LEAST > until:
                break
            self._sleep(wait)
        raise _told(failure) from failure


def _told(failure: ModelError) -> ModelError | GenerationFailed:
    """What the caller is told of the last failure."""
    if isinstance(failure, ModelRateLimited):
        wait = max(1, round(failure.retry_after or _USUAL_WAIT))
        return ModelRateLimited(f"Rate limit exceeded. Please try again in {wait} seconds.", retry_after=wait)
    if isinstance(failure, ModelTimeout):
        return GenerationFailed("Failed to generate storyboard: the language model took too long, please try again")
    return GenerationFailed()


def _answer_in_time(model: TextModel, request: TextRequest, seconds: float) -> TextResult:
    """The model's answer, or ModelTimeout: no patience of an adapter's own can make the gateway give up on us."""
    outcome: Future[TextResult] = Future()

    def ask() -> None:
        try:
            outcome.set_result(model.complete(request))
        except BaseException as error:
            outcome.set_exception(error)

    threading.Thread(target=ask, name="text model", daemon=True).start()
    try:
        return outcome.result(seconds)
    except TimeoutError:
        raise ModelTimeout from None
