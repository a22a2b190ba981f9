"""Errors of endpoints of the storyboard family that could not do their work."""

from inkwell.core.errors import InkwellError


class UploadFailed(InkwellError):
    """Pictures could not be stored."""

    code = "UPLOAD_FAILED"
    retryable = True
    default_message = "Upload failed: Failed to save image"


class GenerationFailed(InkwellError):
    """The text model did not deliver a storyboard."""

    code = "GENERATION_FAILED"
    retryable = True
    default_message = "Failed to generate storyboard, please try again"


class PredictionFailed(InkwellError):
    """A prediction could not be stored or changed."""

    code = "PREDICTION_FAILED"
    retryable = True
    default_message = "Failed to create image prediction"


class PollingFailed(InkwellError):
    """A prediction could not be read."""

    code = "POLLING_FAILED"
    retryable = True
    default_message = "Failed to check prediction status"
