"""Kits in the words of the contract. Pure: `sign` makes the URL of an object key."""

from collections.abc import Callable, Mapping

from inkwell.core.errors import ModelRefused
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.pictures import Picture
from inkwell.core.status import Status
from inkwell.core.timestamps import timestamp
from inkwell.reference_kits.data import KitData, KitImagesData
from inkwell.reference_kits.models import KitImage, KitImages, KitStatus, ReferenceKit, ReferenceStatus

Sign = Callable[[str], str]

_KIT: Mapping[Status, KitStatus] = {
    Status.QUEUED: "pending",
    Status.RUNNING: "generating",
    Status.SUCCEEDED: "ready",
    Status.FAILED: "failed",
    Status.CANCELLED: "failed",
}
_REFERENCE: Mapping[Status, ReferenceStatus] = {
    Status.QUEUED: "pending",
    Status.RUNNING: "generating",
    Status.SUCCEEDED: "done",
    Status.FAILED: "failed",
    Status.CANCELLED: "failed",
}
_MICROS_PER_CENT = 10_000

FAILED_MESSAGE = "Some references failed to generate"


def kit_status(job: Job) -> KitStatus:
    """The status of a kit. A kit that was finished once is generating, never pending, while a picture is redrawn."""
    return "generating" if job.first_settled_at and job.is_open else _KIT[job.status]


def reference_status(picture: Picture) -> ReferenceStatus:
    """The status of a reference. A reference that is drawn again, or added, is generating, never pending."""
    return "generating" if picture.is_redrawn and picture.is_open else _REFERENCE[picture.status]


def cents(micros: int | None) -> int | None:
    """Millionths of a US dollar as whole cents, rounded to the nearest."""
    return None if micros is None else (micros + _MICROS_PER_CENT // 2) // _MICROS_PER_CENT


def kit_view(record: JobRecord, sign: Sign) -> ReferenceKit:
    """A kit with its references."""
    job = record.job
    urls = {picture.key: sign(picture.object_key) for picture in record.pictures if picture.object_key}
    data = KitData.of(job)
    status = kit_status(job)
    return ReferenceKit(
        id=job.id,
        name=data.name,
        sourceImageUrl=data.source_url or sign(data.source_key),
        status=status,
        anchorFaceUrl=urls.get("anchor"),
        profileUrl=urls.get("profile"),
        halfBodyUrl=urls.get("half_body"),
        fullBodyUrl=urls.get("full_body"),
        expressions={
            key.removeprefix("expression_"): url  # type: ignore[misc]
            for key, url in urls.items()
            if key.startswith("expression_")
        },
        generationProgress={picture.key: reference_status(picture) for picture in record.pictures},
        costCents=cents(record.cost_micros),
        errorMessage=FAILED_MESSAGE if status == "failed" else None,
        createdAt=timestamp(job.created_at),
        updatedAt=timestamp(record.updated_at),
    )


def images_view(record: JobRecord, sign: Sign) -> KitImages:
    """The pictures of a job that draws with a kit."""
    job = record.job
    data = KitImagesData.of(job)
    return KitImages(
        id=job.id,
        kitId=data.kit_id,
        mode=data.mode,
        status=kit_status(job),
        prompt=data.prompt,
        aspectRatio=record.pictures[0].brief.aspect_ratio,  # type: ignore[arg-type]
        images=[
            KitImage(
                index=picture.position,
                status=reference_status(picture),
                url=sign(picture.object_key) if picture.object_key else None,
                errorMessage=_trouble(picture),
            )
            for picture in record.pictures
        ],
        statusUrl=f"/reference-kits/{data.kit_id}/images/{job.id}",
        estimatedCostCents=cents(data.estimated_micros) or 0,
        costCents=cents(record.cost_micros),
        createdAt=timestamp(job.created_at),
        updatedAt=timestamp(record.updated_at),
    )


def _trouble(picture: Picture) -> str | None:
    if picture.status is not Status.FAILED:
        return None
    return ModelRefused.default_message if picture.error == ModelRefused.code else "The picture could not be drawn"
