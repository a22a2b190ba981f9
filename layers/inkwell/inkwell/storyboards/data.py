"""The record that predictions keep as their `Job.data`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from inkwell.core.jobs import Job


@dataclass(frozen=True, slots=True)
class PredictionData:
    """The data of a prediction.

    Args:
        prompt: in the caller's words.
        project_id: the caller's name of the project.
        scene_index: the position of the scene in the storyboard, from 0.
    """

    prompt: str
    project_id: str
    scene_index: int

    @classmethod
    def of(cls, job: Job) -> "PredictionData":
        """The data of a prediction's job."""
        return cls(job.data["prompt"], job.data["project_id"], job.data["scene_index"])

    def as_data(self) -> Mapping[str, Any]:
        """The record as `Job.data`."""
        return asdict(self)
