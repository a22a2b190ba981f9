"""Errors of the family of colouring books alone."""

from collections.abc import Sequence

from inkwell.core.errors import Conflict, Forbidden, InkwellError, InvalidInput, Unavailable


class GenerationDisabled(InkwellError):
    """The operator has switched off everything that models draw or write."""

    status = 503
    code = "GENERATION_DISABLED"
    default_message = "Generation is switched off at the moment"


class BillingDisabled(InkwellError):
    """This deployment has no Stripe: no key, no price ids, or no address to come back to."""

    status = 503
    code = "BILLING_DISABLED"
    default_message = "Plans cannot be bought here at the moment"


class BillingFailed(InkwellError):
    """Stripe did not do what it was asked. Its words go to the log, never into `message`: an operator must look."""

    status = 502
    code = "BILLING_FAILED"
    default_message = "The payment service did not accept this; please contact us"


class BillingBusy(Unavailable):
    """A passing fault of Stripe: its rate limit, a 5xx, a lost connection, or another request for the same thing."""

    default_message = "The payment service is busy, please try again"


class EventRefused(InkwellError):
    """An event of Stripe that cannot be applied as things are; nothing was changed. No caller ever sees it."""

    code = "EVENT_REFUSED"
    default_message = "The event cannot be applied"


class UnreadableEvent(EventRefused):
    """An event that lacks what its type always has, or no event at all."""

    code = "EVENT_UNREADABLE"


class UnknownPayer(EventRefused):
    """An event of a customer whom no account is linked with yet, and that names no owner."""

    code = "EVENT_OF_UNKNOWN_CUSTOMER"


class ForeignPrice(EventRefused):
    """An event of a price that is not in this deployment's table of prices."""

    code = "EVENT_OF_UNKNOWN_PRICE"


class EventRepeated(Conflict):
    """The event of Stripe was applied before."""

    default_message = "This event was applied before"


def too_many_projects(limit: int, plan: str) -> Forbidden:
    """The error for a project beyond the limit of a plan."""
    facts = {"limit": limit, "plan": plan}
    return Forbidden(f"The plan {plan} has at most {limit} projects; delete one, or choose another plan", details=facts)


def too_many_heroes(limit: int) -> InvalidInput:
    """The error for a hero beyond the limit."""
    return InvalidInput(f"You can have at most {limit} heroes; delete one first", details={"limit": limit})


def no_such_hero() -> InvalidInput:
    """The error for a request that names a hero who is not there, or another owner's."""
    return InvalidInput.field("heroId", "must be a hero of yours")


def generation_in_progress(job_id: str | None) -> InvalidInput:
    """The error for a second job on a project that is generating."""
    facts = {"reason": "generation_in_progress", "jobId": job_id}
    return InvalidInput("The project is being generated already; wait for that job, or cancel it", details=facts)


def pages_missing(numbers: Sequence[int]) -> InvalidInput:
    """The error for the export of a book with blank pages.

    Args:
        numbers: of these pages.
    """
    pages = ", ".join(map(str, numbers))
    facts = {"reason": "pages_missing", "pageNumbers": list(numbers)}
    return InvalidInput(f"Every page needs a picture first; generate: {pages}", details=facts)


def edit_in_progress() -> InvalidInput:
    """The error for a second edit of a page, which would not know of the first."""
    return InvalidInput("The page is being edited; wait for that edit", details={"reason": "edit_in_progress"})


def too_many_versions(numbers: Sequence[int], most: int) -> InvalidInput:
    """The error for pages that have as many versions as are allowed.

    Args:
        numbers: of the pages.
    """
    pages = ", ".join(map(str, numbers))
    facts = {"pageNumbers": list(numbers), "limit": most}
    return InvalidInput(
        f"A page has at most {most} versions, and no more can be drawn of: {pages}; restore one of them instead",
        details=facts,
    )
