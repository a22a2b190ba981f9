"""Accepting a job: storing it with all that belongs to it, and starting its first run."""

from inkwell.core.effects import JoinedWrite
from inkwell.core.idempotency import Claim, Response
from inkwell.core.jobs import JobRecord
from inkwell.core.runs import launch
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore


def accept(
    jobs: JobStore, workflows: Workflows, record: JobRecord, response: Response, claim: Claim, *joined: JoinedWrite
) -> Response:
    """Store a new job in one transaction and start it.

    Args:
        record: the job with its pictures; without any where its first task makes them.
        response: the caller's response, stored with the claim.
        claim: the claim on the request's Idempotency-Key, completed in the same transaction.
        joined: further writes of the same transaction, such as holding Blots.

    Raises:
        RequestInProgress: another request with the same Idempotency-Key was faster.
        InkwellError: the refusal of a joined write; nothing was stored.
    """
    jobs.add(record, *claim.completed(response), *joined)
    for workflow, run in record.open_runs():
        launch(workflows, workflow, run, record.job.id)
    return response
