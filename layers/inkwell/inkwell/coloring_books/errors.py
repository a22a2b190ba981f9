"""Errors of the family of colouring books alone."""

from inkwell.core.errors import Forbidden, InkwellError, InvalidInput


class GenerationDisabled(InkwellError):
    """The operator has switched off everything that models draw or write."""

    status = 503
    code = "GENERATION_DISABLED"
    default_message = "Generation is switched off at the moment"


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
