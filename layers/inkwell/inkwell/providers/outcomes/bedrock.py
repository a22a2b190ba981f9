"""The outcomes of Amazon Bedrock, and of Stability AI's models there."""

from typing import Final

from inkwell.core.errors import (
    ModelBadCredentials,
    ModelNotServed,
    ModelOutOfCredit,
    ModelRateLimited,
    ModelRefused,
    ModelRejectedInput,
    ModelRetired,
    ModelTimeout,
    ModelUnavailable,
)
from inkwell.providers.outcomes.table import Outcome, Outcomes, Source, rows

_API: Final = Source(
    "https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html", "2026-11-20"
)
_COMMON: Final = Source("https://docs.aws.amazon.com/bedrock/latest/APIReference/CommonErrors.html", "2026-11-20")
_NO_ID: Final = Source("https://github.com/MattJColes/lgtmaybe/pull/70", "2026-06-14")
_PROFILE: Final = Source("https://github.com/gethouston/houston/pull/1381", "2026-08-21")
_BLOCKED: Final = Source("https://github.com/kirodotdev/Kiro/issues/11191", "2026-09-02")
_UNAUTHORIZED: Final = Source("https://github.com/aws-samples/amazon-bedrock-audio-summarizer/issues/3", "2024-05-10")
_A_DAY: Final = Source("https://github.com/minorun365/agent-book/issues/29", "2026-01-08")
_CODES: Final = Source(
    "https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html", "2026-09-26"
)
_STABILITY: Final = Source(
    "https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-stability-diffusion.html", "2026-11-20"
)

#: By the exceptions of InvokeModel and those common to all of AWS.
FAULTS: Final[Outcomes] = (
    # Of a model that is not in this region, or only behind an inference profile.
    Outcome("ValidationException", ModelNotServed, _NO_ID, words=r"model identifier is invalid"),
    Outcome("ValidationException", ModelNotServed, _PROFILE, words=r"on-demand throughput"),
    # Of an account that AWS has not opened for Bedrock.
    Outcome("ValidationException", ModelNotServed, _BLOCKED, words=r"^operation not allowed"),
    Outcome("ValidationException", ModelNotServed, _UNAUTHORIZED, words=r"account is not authorized to"),
    # A daily quota: no wait that a workflow should make.
    Outcome("ThrottlingException", ModelOutOfCredit, _A_DAY, words=r"\bper day, please wait"),
    Outcome("AccessDeniedException", ModelNotServed, _API),
    # The second is a subscription on AWS Marketplace that is being made, for a quarter of an hour.
    *rows(("NotAuthorized", "MPAgreementBeingCreated"), ModelNotServed, _CODES),
    *rows(
        ("UnrecognizedClientException", "InvalidSignatureException", "ExpiredTokenException"),
        ModelBadCredentials,
        _COMMON,
    ),
    *rows(("InvalidClientTokenId", "IncompleteSignature", "RequestExpired"), ModelBadCredentials, _CODES),
    Outcome("ResourceNotFoundException", ModelRetired, _API),
    *rows(("ThrottlingException", "ServiceQuotaExceededException"), ModelRateLimited, _API),
    *rows(
        ("ModelNotReadyException", "ModelErrorException", "InternalServerException", "ServiceUnavailableException"),
        ModelUnavailable,
        _API,
    ),
    Outcome("ModelTimeoutException", ModelTimeout, _API),
    Outcome("ValidationException", ModelRejectedInput, _API),
)

#: The outcomes of answers with HTTP 200, by `finish_reasons`.
ENDS: Final[Outcomes] = (
    *rows(
        ("Filter reason: prompt", "Filter reason: output image", "Filter reason: input image"),
        ModelRefused,
        _STABILITY,
    ),
    Outcome("Inference error", ModelUnavailable, _STABILITY),
)
