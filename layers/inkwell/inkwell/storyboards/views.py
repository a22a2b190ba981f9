"""Predictions in the words of the contract. Pure: `sign` makes the URL of an object key."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from inkwell.core.errors import (
    DeadlineExceeded,
    ModelAnswerLost,
    ModelRateLimited,
    ModelRefused,
    ModelRejectedInput,
    ModelTimeout,
)
from inkwell.core.jobs import JobRecord
from inkwell.core.pictures import Picture
from inkwell.core.status import Status
from inkwell.core.timestamps import timestamp
from inkwell.storyboards.data import PredictionData
from inkwell.storyboards.models import FailureCode, GeneratedImage, Prediction, PredictionStatus
from inkwell.uploads.handles import handle

Sign = Callable[[str], str]


class Failure(NamedTuple):
    """The reason why there is no picture, for the caller."""

    code: FailureCode
    retryable: bool
    error: str


_STATUS: Mapping[Status, PredictionStatus] = {
    Status.QUEUED: "starting",
    Status.RUNNING: "processing",
    Status.SUCCEEDED: "succeeded",
    Status.FAILED: "failed",
    Status.CANCELLED: "canceled",
}
_TOO_LATE = Failure("TIMEOUT", True, "Image generation failed: it took too long, please try again")
_FAILURES: Mapping[str | None, Failure] = {
    ModelRefused.code: Failure(
        "PREDICTION_FAILED", False, "Image generation failed: content moderation refused it, please change the prompt"
    ),
    ModelRejectedInput.code: Failure(
        "PREDICTION_FAILED", False, "Image generation failed: no model takes this prompt with these pictures"
    ),
    ModelRateLimited.code: Failure(
        "RATE_LIMIT", True, "Image generation failed: rate limit exceeded. Please try again in 60 seconds."
    ),
    ModelTimeout.code: _TOO_LATE,
    ModelAnswerLost.code: _TOO_LATE,
    DeadlineExceeded.code: _TOO_LATE,
}
_FAILED = Failure("PREDICTION_FAILED", True, "Image generation failed, please try again")
_CANCELED = "The prediction was canceled"


def prediction_status(picture: Picture) -> PredictionStatus:
    """The status of a prediction: that of its one picture."""
    return _STATUS[picture.status]


def prediction_view(record: JobRecord, sign: Sign) -> Prediction:
    """A prediction as its owner sees it."""
    (picture,) = record.pictures
    status = prediction_status(picture)
    match status:
        case "succeeded":
            return Prediction(success=True, status=status, image=_image(record, picture, sign), progress=100)
        case "failed":
            return Prediction(success=False, status=status, **_FAILURES.get(picture.error, _FAILED)._asdict())
        case "canceled":
            return Prediction(success=False, status=status, error=_CANCELED, retryable=False)
        case _:
            return Prediction(success=True, status=status, progress=picture.progress)


def _image(record: JobRecord, picture: Picture, sign: Sign) -> GeneratedImage | None:
    if picture.object_key is None:
        return None
    return GeneratedImage(
        id=record.job.id,
        url=sign(picture.object_key),
        localPath=handle(picture.object_key),
        prompt=PredictionData.of(record.job).prompt,
        replicateId=record.job.id,
        createdAt=timestamp(picture.updated_at),
    )
