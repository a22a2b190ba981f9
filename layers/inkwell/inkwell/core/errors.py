"""The tree of all errors that Inkwell raises on purpose.

    InkwellError                  500  a defect or an outage of ours
    ├── InvalidInput              400  the caller must change what it sent; names the fields
    │   └── BlockedText           400  a text that the safety gate refuses
    ├── Unauthenticated           401  no credentials, or invalid ones
    ├── InsufficientBlots         402  the account has fewer Blots available than this costs
    ├── StorageFull               402  the owner has stored as much as their plan allows
    ├── Forbidden                 403  the caller is known, but not allowed
    ├── NotFound                  404  not there, or another owner's
    ├── Conflict                  409  impossible in the thing's present state
    │   ├── RequestInProgress     409  the same Idempotency-Key is being worked on
    │   └── EntryExists           409  the ledger has an entry of that id already
    ├── IdempotencyKeyReused      422  the same Idempotency-Key with another body
    ├── PayloadTooLarge           413  more bytes than the endpoint accepts
    ├── RateLimited               429  more requests than the rate limit allows
    ├── Unavailable               503  impossible now; try again
    │   ├── AttemptTaken          503  another worker draws this attempt
    │   └── StaleRecord           503  the record changed between a read and a write
    ├── DeadlineExceeded          504  accepted, but not done by its deadline
    └── ModelError                502  a text or picture model did not deliver
        ├── ModelRefused               refused by moderation: never retried, never charged
        ├── ModelRateLimited           the provider's rate limit: retried after the wait it names
        ├── ModelUnavailable           a passing fault: retried with backoff
        │   └── ModelTimeout           no result in time
        │       └── ModelAnswerLost    perhaps paid for, and the result is lost: never retried
        ├── ModelOutOfCredit           our account at the provider is empty: an operator must act
        ├── ModelBadCredentials        the provider refuses our key: an operator must act
        ├── ModelRetired               the model no longer exists: the configuration must change
        ├── ModelNotServed             the provider does not serve our account, region or settings: an operator must act
        ├── ModelRejectedInput         the model does not accept this request
        │   └── SubjectUnknown         it does not know what the request is about, and says what it knows
        ├── ModelUnclearAnswer         an answer that we do not know: nobody is blamed, another model is asked
        └── ModelMalformedAnswer       a result that is no picture or no valid text

Each class has its HTTP status, a stable code, and says whether the same call may succeed later. Each API family
renders errors in its own envelope (`inkwell.envelopes`). Step Functions retries by class name: names are contract.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Self

if TYPE_CHECKING:
    from inkwell.core.rates import Standing


class InkwellError(Exception):
    """The root of the tree. `message` tells the caller what to change, and never quotes a provider.

    Args:
        message: a sentence for the caller.
        details: further facts, by name; for broken rules the problem of each field.
        retry_after: seconds after which the same call may succeed, when known.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "INTERNAL_ERROR"
    retryable: ClassVar[bool] = False
    default_retry_after: ClassVar[float | None] = None
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
        self.retry_after = self.default_retry_after if retry_after is None else retry_after
        super().__init__(self.message)


class InvalidInput(InkwellError):
    """The request breaks a rule; `details` maps each offending field to what is wrong with it."""

    status = 400
    code = "VALIDATION_ERROR"
    default_message = "Invalid input parameters"

    @classmethod
    def field(cls, name: str, problem: str) -> "InvalidInput":
        """The error about one field: `problem` continues its name ("must be ...", "is required")."""
        return cls(f"{name} {problem}", details={name: problem})


class BlockedText(InvalidInput):
    """A text that the safety gate refuses for this audience."""


class Unauthenticated(InkwellError):
    """The request has no credentials, or invalid ones."""

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
        """The error for an account with only `available` of the `required` Blots."""
        shortfall = required - available
        facts = {"required": required, "available": available, "shortfall": shortfall}
        return cls(f"This costs {required} Blots, and {available} are available", details=facts)


class StorageFull(InkwellError):
    """The owner has stored as much as their plan allows; nothing was started."""

    status = 402
    code = "STORAGE_FULL"
    default_message = "The storage of your plan is full"

    @classmethod
    def beyond(cls, used: int, limit: int) -> "StorageFull":
        """The error for an owner who has stored `used` bytes of `limit`."""
        return cls(f"{used} bytes are stored, and your plan has {limit}", details={"used": used, "limit": limit})


class Forbidden(InkwellError):
    """The caller is known, but not allowed to do this."""

    status = 403
    code = "FORBIDDEN"
    default_message = "You have no access to this"


class NotFound(InkwellError):
    """The thing does not exist, or belongs to another owner."""

    status = 404
    code = "NOT_FOUND"
    default_message = "Not found"


class Conflict(InkwellError):
    """The thing is in a state in which the request cannot be done."""

    status = 409
    code = "CONFLICT"
    default_message = "The resource is in another state"


class RequestInProgress(Conflict):
    """The first request with the same Idempotency-Key is still being worked on.

    By its wait a client tells it from every other conflict, in every family's envelope.
    """

    retryable = True
    default_retry_after = 1
    default_message = "A request with this Idempotency-Key is still being worked on"


class EntryExists(Conflict):
    """The ledger has an entry of that id already: the move was made before."""

    default_message = "This has been done before"


class IdempotencyKeyReused(InkwellError):
    """The Idempotency-Key was used for another request."""

    status = 422
    code = "IDEMPOTENCY_KEY_REUSED"
    default_message = "This Idempotency-Key was used with another request body"


class PayloadTooLarge(InkwellError):
    """The request has more bytes than the endpoint accepts."""

    status = 413
    code = "PAYLOAD_TOO_LARGE"
    default_message = "The request is too large"


class RateLimited(InkwellError):
    """The caller has used up a rate limit.

    Args:
        standing: the state of the rate limit that was reached, where there is one.
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
    """The request cannot be done now; the caller may try again."""

    status = 503
    code = "UNAVAILABLE"
    retryable = True
    default_message = "The service is busy, please try again"


class AttemptTaken(Unavailable):
    """Another worker has sent the request of this attempt and may still get its result: repeat the task later."""

    default_message = "This is being worked on already"


class StaleRecord(Unavailable):
    """The record changed between a read and the write that relied on it: read and write again."""

    default_message = "It is changing too fast, please try again"


class DeadlineExceeded(InkwellError):
    """The job was not done by its deadline."""

    status = 504
    code = "DEADLINE_EXCEEDED"
    retryable = True
    default_message = "It took too long, please try again"


class ModelError(InkwellError):
    """A text or picture model did not deliver. The provider's words go to the log, never into `message`."""

    status = 502
    code = "MODEL_ERROR"
    default_message = "The picture could not be drawn"

    #: The default message about a text.
    text_message: ClassVar[str] = "The text could not be written"

    #: The cost of the failed request, in millionths of a US dollar, as far as the provider told one that the attempt's
    #: memory has not counted; 0 for nothing.
    cost_micros: int = 0

    def about_text(self) -> Self:
        """The same error with the default message about a text; another message stays."""
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
    """The provider asks us to slow down; `retry_after` is the wait that it names, if any."""

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
    """The provider did not deliver in time."""

    status = 504
    code = "MODEL_TIMEOUT"
    default_message = "The drawing service did not answer in time, please try again"
    text_message = "The writing service did not answer in time, please try again"


class ModelAnswerLost(ModelTimeout):
    """A request that the provider may charge for was sent, and its result cannot be fetched any more.

    Sending it again could pay twice, so no workflow retries it; a caller's explicit retry is a new attempt.
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
    """The provider does not have the model (any more): the configuration must change, a retry is useless."""

    code = "MODEL_RETIRED"


class ModelNotServed(ModelError):
    """The provider does not serve us as we are set up: an account that is limited or not verified, a region, a setting.

    An operator must act; no caller's change and no retry helps.
    """

    code = "MODEL_NOT_SERVED"


class ModelRejectedInput(ModelError):
    """The model does not accept the request as it is."""

    code = "MODEL_REJECTED_INPUT"


class SubjectUnknown(ModelRejectedInput):
    """The subject of the request is unknown to the model; `message` tells the caller which ones it knows."""

    status = 400
    code = "SUBJECT_UNKNOWN"
    default_message = "The subject is not known; choose another one"
    text_message = default_message


class ModelUnclearAnswer(ModelError):
    """The provider's answer is in none of our tables: it may mean anything, so it is nobody's fault and not retried."""

    code = "MODEL_UNCLEAR_ANSWER"


class ModelMalformedAnswer(ModelError):
    """The result is no picture, or a text that breaks the requested schema."""

    code = "MODEL_MALFORMED_ANSWER"
    retryable = True


def _tree(cls: type[InkwellError]) -> dict[str, type[InkwellError]]:
    found = {cls.__name__: cls}
    for child in cls.__subclasses__():
        found |= _tree(child)
    return found


def by_name(name: str) -> type[InkwellError]:
    """The class of the error that a workflow names; `InkwellError` for any other, such as a crash or a timeout."""
    return _tree(InkwellError).get(name.rpartition(".")[2], InkwellError)
