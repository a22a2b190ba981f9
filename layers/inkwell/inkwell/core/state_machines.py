"""The port to the state machines that do the work of jobs. `inkwell.aws.workflows` is its adapter."""

from typing import Literal, Protocol

RunState = Literal["running", "ended", "absent"]


class Workflows(Protocol):
    """Runs of state machines, by workflow and run name."""

    def start(self, workflow: str, run: str, job_id: str) -> bool:
        """Start a run; nothing happens where a run of that name was started before.

        Returns:
            False when that run has ended.
        """

    def stop(self, workflow: str, run: str) -> None:
        """Stop a run; nothing happens where it has ended or never was."""

    def state(self, workflow: str, run: str) -> RunState:
        """The state of a run; "absent" for a run that never was."""
