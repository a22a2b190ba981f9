"""The records that jobs of the reference-kit family keep as their `Job.data`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from inkwell.core.jobs import Job

Mode = Literal["generation", "face_swap"]


@dataclass(frozen=True, slots=True)
class KitData:
    """The data of a kit.

    Args:
        name: as the owner called it.
        source_key: the object key of the source picture.
        source_url: the public URL that it was fetched from; None for an upload.
    """

    name: str
    source_key: str
    source_url: str | None

    @classmethod
    def of(cls, job: Job) -> "KitData":
        """The data of a kit's job."""
        return cls(job.data["name"], job.data["source_key"], job.data.get("source_url"))

    def as_data(self) -> Mapping[str, Any]:
        """The record as `Job.data`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class KitImagesData:
    """The data of pictures that are drawn with a kit.

    Args:
        kit_id: the kit.
        mode: new pictures from a prompt, or the kit's face in a given picture.
        prompt: the owner's words, if there are any.
        estimated_micros: the expected cost of all pictures, in millionths of a US dollar.
    """

    kit_id: str
    mode: Mode
    prompt: str | None
    estimated_micros: int

    @classmethod
    def of(cls, job: Job) -> "KitImagesData":
        """The data of a job that draws with a kit."""
        data = job.data
        return cls(data["kit_id"], data["mode"], data.get("prompt"), data["estimated_micros"])

    def as_data(self) -> Mapping[str, Any]:
        """The record as `Job.data`."""
        return asdict(self)
