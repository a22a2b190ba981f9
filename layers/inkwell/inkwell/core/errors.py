"""Every error that Inkwell raises on purpose, in one tree.

    InkwellError                  500  a defect or an outage of ours
    ├── InvalidInput              400  the caller must change what it sent; names the fields
    │   └── BlockedText           400  a text that the safety gate refuses
    ├── Unauthenticated           401  nobody, or not who they say
    ├── InsufficientBlots         402  the account has fewer Blots available than this costs
    ├── Forbidden                 403  somebody, but not allowed
    ├── NotFound                  404  not there, or somebody else's
    ├── Conflict                  409  not now: the thing is in another state
    │   ├── RequestInProgress     409  the same Idempotency-Key is being worked on
    │   └── EntryExists           409  the ledger has an entry of that id already
    ├── IdempotencyKeyReused      422  the same Idempotency-Key with another body
    ├── PayloadTooLarge           413  more bytes than we take
    ├── RateLimited               429  the caller is too fast
    ├── Unavailable               503  we cannot now; try again
    │   ├── AttemptTaken          503  another worker is at this very attempt
    │   └── StaleRecord           503  the record changed while it was being looked at
    ├── DeadlineExceeded          504  accepted, and not done in the time it may take
    └── ModelError                502  a text or picture model did not deliver
        ├── ModelRefused               moderation said no: never retried, never charged
        ├── ModelRateLimited           too fast: retried after its own wait
        ├── ModelUnavailable           a passing fault: retried with backoff
        │   └── ModelTimeout           no answer in time
        │       └── ModelAnswerLost    paid for, perhaps, and no answer: never sent again by itself
        ├── ModelOutOfCredit           our account is empty: an operator must act
        ├── ModelBadCredentials        our key is wrong: an operator must act
        ├── ModelRetired               the model is gone: the configuration must change
        ├── ModelRejectedInput         the model does not take this request
        └── ModelMalformedAnswer       an answer that is no picture or no valid text

A class says its HTTP status, a stable code and whether the same call may succeed later. Each API family renders
them in its own envelope (`inkwell.envelopes`); Step Functions retries by class name, so names are contract.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Self

if TYPE_CHECKING:
    from inkwell.core.rates import Standing


class InkwellError(Exception):
    """The root. `message` is for the caller: it says what to change, and never quotes a provider.

    Args:
        message: a sentence for the caller.
        details: what it is about, by field name.
        retry_after: seconds after which the same call may succeed, when known.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "INTERNAL_ERROR"
    retryable: ClassVar[bool] = False
    default_message: ClassVar[str] = "Internal server error"

    def __init__(
        self,
        message: str | None = None,
        *,
        details: Mapping[str, object] | None = None,
        retry_after: float | None = None,
    ) -> None:
        self.message = message or self.default_message
        self.details = dict(details or {})
        self.retry_after = retry_after
        super().__init__(self.message)


class InvalidInput(InkwellError):
    """The request breaks a rule; `details` maps each offending field to what is wrong with it."""

    status = 400
    code = "VALIDATION_ERROR"
    default_message = "Invalid input parameters"

    @classmethod
    def field(cls, name: str, problem: str) -> "InvalidInput":
        """One field is wrong: `problem` reads on from its name ("must be ...", "is required")."""
        return cls(f"{name} {problem}", details={name: problem})


class BlockedText(InvalidInput):
    """A text that the safety gate refuses for this audience."""


class Unauthenticated(InkwellError):
    """No credentials, or none that hold."""

    status = 401
    code = "UNAUTHORIZED"
    default_message = "Could not validate credentials"


class InsufficientBlots(InkwellError):
    """The account has fewer Blots available than the request costs; nothing was changed."""

    status = 402
    code = "INSUFFICIENT_BLOTS"
    default_message = "There are not enough Blots"

    @classmethod
    def short_of(cls, required: int, available: int) -> "InsufficientBlots":
        """An account that has only `available` of the `required` Blots."""
        shortfall = required - available
        facts = {"required": required, "available": available, "shortfall": shortfall}
        return cls(f"This costs {required} Blots, and {available} are available", details=facts)


class Forbidden(InkwellError):
    """Signed in, but not allowed to do this."""

    status = 403
    code = "FORBIDDEN"
    default_message = "You have no access to this"


class NotFound(InkwellError):
    """It does not exist, or it is somebody else's."""

    status = 404
    code = "NOT_FOUND"
    default_message = "Not found"


class Conflict(InkwellError):
    """The thing is in a state in which this cannot be done."""

    status = 409
    code = "CONFLICT"
    default_message = "The resource is in another state"


class RequestInProgress(Conflict):
    """The first request with this Idempotency-Key has not been answered yet."""

    retryable = True
    default_message = "A request with this Idempotency-Key is still being worked on"


class EntryExists(Conflict):
    """The ledger has an entry of that id: what it stands for has been done before."""

    default_message = "This has been done before"


class IdempotencyKeyReused(InkwellError):
    """This Idempotency-Key was used for another request."""

    status = 422
    code = "IDEMPOTENCY_KEY_REUSED"
    default_message = "This Idempotency-Key was used with another request body"


class PayloadTooLarge(InkwellError):
    """More bytes than this endpoint takes."""

    status = 413
    code = "PAYLOAD_TOO_LARGE"
    default_message = "The request is too large"


class RateLimited(InkwellError):
    """The caller sends more than its share.

    Args:
        standing: how the rate limit stands that was reached, where there is one.
    """

    status = 429
    code = "RATE_LIMITED"
    retryable = True
    default_message = "Too many requests"

    def __init__(
        self,
        message: str | None = None,
        *,
        details: Mapping[str, object] | None = None,
        retry_after: float | None = None,
        standing: "Standing | None" = None,
    ) -> None:
        super().__init__(message, details=details, retry_after=retry_after)
        self.standing = standing


class Unavailable(InkwellError):
    """We cannot do it now, and the caller may try again."""

    status = 503
    code = "UNAVAILABLE"
    retryable = True
    default_message = "The service is busy, please try again"


class AttemptTaken(Unavailable):
    """Another worker has sent this very attempt's request, and may still get its answer: look again later."""

    default_message = "This is being worked on already"


class StaleRecord(Unavailable):
    """The record changed between a read and the write that stood on it: look again."""

    default_message = "It is changing too fast, please try again"


class DeadlineExceeded(InkwellError):
    """What was accepted was not done in the time that it may take."""

    status = 504
    code = "DEADLINE_EXCEEDED"
    retryable = True
    default_message = "It took too long, please try again"


class ModelError(InkwellError):
    """A text or picture model did not deliver. What the provider said goes to the log, never into `message`."""

    status = 502
    code = "MODEL_ERROR"
    default_message = "The picture could not be drawn"

    #: What `message` says when a text was asked for.
    text_message: ClassVar[str] = "The text could not be written"

    #: What the failed try cost all the same, in millionths of a US dollar, when its attempt no longer notes a request.
    cost_micros: int = 0

    def about_text(self) -> Self:
        """This error, in words about a text; a message of its own stays."""
        if self.message == self.default_message:
            self.message = self.text_message
            self.args = (self.message,)
        return self


class ModelRefused(ModelError):
    """The provider's moderation refused the request or the result."""

    status = 400
    code = "CONTENT_REFUSED"
    default_message = "The request was refused by content moderation; change the description"
    text_message = default_message


class ModelRateLimited(ModelError):
    """The provider asks us to slow down; `retry_after` carries its own wait when it gave one."""

    status = 503
    code = "MODEL_RATE_LIMITED"
    retryable = True
    default_message = "The drawing service is busy, please try again"
    text_message = "The writing service is busy, please try again"


class ModelUnavailable(ModelError):
    """A passing fault of the provider: an overload, a cut connection, a 5xx."""

    status = 503
    code = "MODEL_UNAVAILABLE"
    retryable = True
    default_message = "The drawing service is unavailable, please try again"
    text_message = "The writing service is unavailable, please try again"


class ModelTimeout(ModelUnavailable):
    """The provider did not answer in time."""

    status = 504
    code = "MODEL_TIMEOUT"
    default_message = "The drawing service did not answer in time, please try again"
    text_message = "The writing service did not answer in time, please try again"


class ModelAnswerLost(ModelTimeout):
    """A request that the provider may charge for was sent, and its answer cannot be had any more.

    Sending it again could pay twice, so no workflow retries it: only somebody's explicit retry, which is a new attempt.
    """

    code = "MODEL_ANSWER_LOST"
    retryable = False


class ModelOutOfCredit(ModelError):
    """Our account with the provider is empty."""

    code = "MODEL_OUT_OF_CREDIT"


class ModelBadCredentials(ModelError):
    """The provider does not accept our key."""

    code = "MODEL_BAD_CREDENTIALS"


class ModelRetired(ModelError):
    """The provider has shut this model down or never knew it: configuration, not retry."""

    code = "MODEL_RETIRED"


class ModelRejectedInput(ModelError):
    """The model does not take this request as it is."""

    code = "MODEL_REJECTED_INPUT"


class ModelMalformedAnswer(ModelError):
    """The answer held no picture, or a text that breaks the asked schema."""

    code = "MODEL_MALFORMED_ANSWER"
    retryable = True


def _tree(cls: type[InkwellError]) -> dict[str, type[InkwellError]]:
    found = {cls.__name__: cls}
    for child in cls.__subclasses__():
        found |= _tree(child)
    return found


def by_name(name: str) -> type[InkwellError]:
    """The class that a workflow reports by `name`; anything foreign (a crash, a timeout) is an `InkwellError`."""
    return _tree(InkwellError).get(name.rpartition(".")[2], InkwellError)
