"""The port to the state machines that do the work of jobs. `inkwell.aws.workflows` is its adapter."""

from typing import Literal, Protocol

RunState = Literal["running", "ended", "absent"]


class Workflows(Protocol):
    """Runs of state machines, by workflow and run name."""

    def start(self, workflow: str, run: str, job_id: str) -> None:
        """Start a run; one of the same name that was started before is left as it is."""

    def stop(self, workflow: str, run: str) -> None:
        """Stop a run; one that has ended or never was does not matter."""

    def state(self, workflow: str, run: str) -> RunState:
        """Whether a run is under way."""
