"""The records that story tasks keep as their `Job.data`: what was asked for, and from the first task on the story."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from inkwell.core.jobs import Job


@dataclass(frozen=True, slots=True)
class StoryTaskData:
    """The data of a task when it is accepted.

    Args:
        topic: in the caller's words.
        art_style: the style of all pictures.
        count: the number of pictures.
    """

    topic: str
    art_style: str
    count: int

    @classmethod
    def of(cls, job: Job) -> "StoryTaskData":
        """The data of a task's job."""
        return cls(job.data["topic"], job.data["art_style"], job.data["count"])

    def as_data(self) -> Mapping[str, Any]:
        """The record as `Job.data`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class WrittenStory:
    """The data that the first task of a task adds.

    Args:
        story: the whole text.
        subtitles: one for each picture, by the picture's key.
    """

    story: str
    subtitles: Mapping[str, str]

    @classmethod
    def of(cls, job: Job) -> "WrittenStory | None":
        """The story of a task's job; None until it is written."""
        return cls(job.data["story"], job.data["subtitles"]) if "story" in job.data else None

    def as_data(self) -> Mapping[str, Any]:
        """The record as a part of `Job.data`."""
        return asdict(self)
