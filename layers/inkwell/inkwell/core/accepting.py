"""Accepting a job: it is stored with everything that belongs to it, and its first run is started."""

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
        record: the job with the pictures that are known already.
        response: what the caller is given; it completes the claim.
        claim: the request's right to do this.
        joined: what else happens with it or not at all, such as holding Blots.

    Raises:
        RequestInProgress: another request with the same Idempotency-Key got there first.
        InkwellError: what a joined write is refused with; nothing was stored.
    """
    jobs.add(record, *claim.completed(response), *joined)
    for workflow, run in record.open_runs():
        launch(workflows, workflow, run, record.job.id)
    return response
