"""The outcomes of Replicate."""

from typing import Final

from inkwell.core.errors import (
    ModelAnswerLost,
    ModelRefused,
    ModelRejectedInput,
    ModelRetired,
    ModelTimeout,
    ModelUnavailable,
)
from inkwell.providers.outcomes.table import PERHAPS, Outcome, Outcomes, Source, rows

_HTTP: Final = Source("https://replicate.com/docs/reference/http", "2026-11-20")
_CODES: Final = Source("https://replicate.com/docs/reference/error-codes", "2026-11-29")
_LIFE: Final = Source("https://replicate.com/docs/topics/predictions/lifecycle", "2026-11-20")
_FLUX: Final = Source("https://github.com/replicate/cog-flux/blob/51e81e0/predict.py", "2025-07-31")
_SENSITIVE: Final = Source("https://github.com/HeyPuter/puter/pull/3719", "2026-09-02")
_INPUT: Final = Source("https://github.com/pollinations/pollinations/pull/10801", "2026-05-09")
# Words of the maker of Flux about a request; no log of Replicate with these words was found.
_MODERATED: Final = Source("https://docs.bfl.ai/api_integration/errors", "2026-11-29")

#: By the titles of error bodies, which stand in for codes, and by HTTP status.
FAULTS: Final[Outcomes] = rows(("Not found", "Invalid version or not permitted"), ModelRetired, _HTTP)

#: Predictions that a read finds missing were perhaps just created, and are not visible everywhere yet.
READ_FAULTS: Final[Outcomes] = rows((404,), ModelUnavailable, _HTTP)

#: The outcomes of predictions that ended without a picture, by status. A failure has no code of its own, only words.
ENDS: Final[Outcomes] = (
    Outcome("failed", ModelRefused, _FLUX, words=r"\bNSFW\b"),
    Outcome("failed", ModelRefused, _SENSITIVE, words=r"\(E005\)|flagged as sensitive|content policy"),
    Outcome("failed", ModelRefused, _MODERATED, words=r"\b(request|content|task) moderated\b|flagged by safety filter"),
    Outcome("failed", ModelRejectedInput, _INPUT, words=r"^(prediction failed: )?input validation error"),
    Outcome("failed", ModelUnavailable, _CODES),
    Outcome("aborted", ModelTimeout, _LIFE),
    # What was cancelled before it ran is free; after that its time is charged.
    Outcome("canceled", ModelTimeout, _LIFE),
    Outcome("canceled after its start", ModelAnswerLost, _LIFE, charge=PERHAPS),
    # The safety checker removed all pictures.
    Outcome("an empty list", ModelRefused, _FLUX, charge=PERHAPS),
)
