"""What can be done with reference kits."""

from collections.abc import Callable
from dataclasses import replace

from inkwell.core.accepting import accept
from inkwell.core.again import until_stored
from inkwell.core.errors import InkwellError, InvalidInput, NotFound, StaleRecord
from inkwell.core.idempotency import Claim, Response
from inkwell.core.jobs import SIDE_BY_SIDE, Job, JobRecord
from inkwell.core.names import new_id, prefix, run_name
from inkwell.core.owning import owned
from inkwell.core.pictures import SIBLING, Brief, Picture
from inkwell.core.ports import ObjectStore, PictureSources, Workflows
from inkwell.core.prompting import IDENTITY_OF_CHARACTER
from inkwell.core.redrawing import redraw
from inkwell.core.safety import screen
from inkwell.core.store import JobStore
from inkwell.core.sweeping import delete
from inkwell.core.timestamps import now
from inkwell.reference_kits import kinds
from inkwell.reference_kits.models import (
    CreateReferenceKitRequest,
    DrawWithKitRequest,
    KitImages,
    KitStatus,
    ReferenceKit,
)
from inkwell.reference_kits.views import images_view, kit_status, kit_view

KIT = "reference_kit"
KIT_IMAGES = "kit_images"

#: Draws a new kit: the anchor first, then the others side by side.
KIT_WORKFLOW = "reference_kit"

_FACE_SWAP = (
    "Keep the first picture as it is: its pose, clothes, light and background. Give its main figure the face of the "
    "character in the anchor picture, matched to the light and the angle."
)


class ReferenceKits:
    """The kits of all owners. Every method takes the owner; what is somebody else's is not found."""

    def __init__(self, jobs: JobStore, objects: ObjectStore, workflows: Workflows) -> None:
        self._jobs = jobs
        self._objects = objects
        self._workflows = workflows

    def create(self, owner: str, request: CreateReferenceKitRequest, sources: PictureSources, claim: Claim) -> Response:
        """Store a new kit and start drawing it.

        Args:
            sources: takes in the picture that the request points to.
            claim: the request's right to do this.

        Raises:
            InvalidInput: the picture cannot be taken in.
            BlockedText: the name is not for us.
        """
        screen(request.name, field="name")
        source = sources.take(owner, request.sourceImageUrl, field="sourceImageUrl")
        job_id = new_id()
        source_key = f"{prefix(job_id)}source.{source.extension}"
        job = Job(
            job_id,
            KIT,
            owner,
            required=kinds.CORE,
            data={"name": request.name, "source_key": source_key, "source_url": source.public_url},
        )
        keys = kinds.requested(extended=request.generateExtended, expressions=request.expressions)
        pictures = [
            Picture(
                job_id,
                key,
                kinds.brief(key, source_key, request.name),
                KIT_WORKFLOW,
                run_name(job_id),
                position=kinds.ORDER.index(key),
                created_at=job.created_at,
                updated_at=job.created_at,
            )
            for key in keys
        ]
        record = JobRecord(job, pictures)
        self._jobs.reserve(job_id)
        self._objects.put(source_key, source.data, source.media_type)
        response = Response(201, kit_view(record, self._objects.url).model_dump(mode="json"))
        return accept(self._jobs, self._workflows, record, response, claim)

    def list(self, owner: str, status: KitStatus | None = None) -> "list[ReferenceKit]":
        """An owner's kits, newest first, of one status or of all."""
        records = self._jobs.list(KIT, owner)
        wanted = [record for record in records if status in (None, kit_status(record.job))]
        return [kit_view(record, self._objects.url) for record in wanted]

    def get(self, owner: str, kit_id: str) -> ReferenceKit:
        """One kit. Raises NotFound."""
        return kit_view(self._load(owner, kit_id), self._objects.url)

    def rename(self, owner: str, kit_id: str, name: str | None) -> ReferenceKit:
        """Give a kit another name; without one nothing changes. Raises NotFound."""
        record = self._load(owner, kit_id)
        if name is not None:
            if not self._jobs.update_data(record.job, {"name": name}):
                raise _not_found()
            job = replace(record.job, data={**record.job.data, "name": name}, updated_at=now())
            record = JobRecord(job, record.pictures)
        return kit_view(record, self._objects.url)

    def delete(self, owner: str, kit_id: str) -> None:
        """Delete a kit in any state, with all its objects. Raises NotFound."""

        def attempt() -> bool:
            return delete(self._jobs, self._objects, self._workflows, self._load(owner, kit_id))

        if not until_stored(attempt, StaleRecord()):
            raise _not_found()

    def regenerate(self, owner: str, kit_id: str, key: str, claim: Claim) -> Response:
        """Draw one reference again, in place; a kind that the kit does not have yet is added.

        One that is being drawn already is answered as it is: no second try is started.

        Raises:
            InvalidInput: there is no such kind.
            NotFound: there is no such kit.
        """
        kinds.kind(key)

        def look() -> tuple[JobRecord, Picture]:
            record = self._load(owner, kit_id)
            return record, record.picture(key) or self._added(record.job, key)

        def tell(record: JobRecord, _: Picture) -> Response:
            return Response(200, kit_view(record, self._objects.url).model_dump(mode="json"))

        return redraw(self._jobs, self._workflows, look, tell, claim)

    def draw(
        self,
        owner: str,
        kit_id: str,
        request: DrawWithKitRequest,
        sources: PictureSources,
        price_micros: Callable[[str], int],
        claim: Claim,
    ) -> Response:
        """Start pictures of the kit's character.

        Args:
            sources: takes in the base picture of a face swap.
            price_micros: what a picture of a role is expected to cost, in millionths of a dollar.

        Raises:
            NotFound: there is no such kit.
            InvalidInput: the kit is not ready, or the request does not say enough.
            BlockedText: the prompt is not for us.
        """
        if request.prompt:
            screen(request.prompt, field="prompt")
        elif not request.sourceImageUrl:
            raise InvalidInput.field("prompt", "is required without sourceImageUrl")
        if request.sourceImageUrl and not request.consent:
            raise InvalidInput.field("consent", "must be true: the person whose face is used has to agree")
        kit = self._ready(owner, kit_id)
        base = request.sourceImageUrl and sources.take(owner, request.sourceImageUrl, field="sourceImageUrl")
        job_id = new_id()
        base_key = f"{prefix(job_id)}base.{base.extension}" if base else None
        brief = _brief(kit, request, base_key)
        data = {
            "kit_id": kit_id,
            "mode": "face_swap" if base else "generation",
            "prompt": request.prompt,
            "estimated_micros": price_micros(brief.role) * request.numImages,
        }
        job = Job(job_id, KIT_IMAGES, owner, data=data)
        pictures = [
            Picture(job_id, str(index), brief, SIDE_BY_SIDE, run_name(job_id), position=index)
            for index in range(request.numImages)
        ]
        record = JobRecord(job, pictures)
        if base and base_key:
            self._jobs.reserve(job_id)
            self._objects.put(base_key, base.data, base.media_type)
        response = Response(202, images_view(record, self._objects.url).model_dump(mode="json"))
        return accept(self._jobs, self._workflows, record, response, claim)

    def _ready(self, owner: str, kit_id: str) -> JobRecord:
        kit = self._load(owner, kit_id)
        status = kit_status(kit.job)
        if status != "ready":
            raise InvalidInput(f"The reference kit is not ready, it is {status}", details={"id": "must be ready"})
        return kit

    def images(self, owner: str, kit_id: str, job_id: str) -> KitImages:
        """The pictures of a job that draws with the kit. Raises NotFound."""
        record = self._jobs.load(job_id)
        if record is None or (record.job.owner, record.job.data.get("kit_id")) != (owner, kit_id):
            raise NotFound("Images not found")
        return images_view(record, self._objects.url)

    def _added(self, job: Job, key: str) -> Picture:
        brief = kinds.brief(key, job.data["source_key"], job.data["name"])
        return Picture(job.id, key, brief, SIDE_BY_SIDE, run_name(job.id, key), position=kinds.ORDER.index(key))

    def _load(self, owner: str, kit_id: str) -> JobRecord:
        return owned(self._jobs, owner, KIT, kit_id, called="Reference kit")


def _not_found() -> InkwellError:
    return NotFound("Reference kit not found")


def _brief(kit: JobRecord, request: DrawWithKitRequest, base_key: str | None) -> Brief:
    shown = [f"{SIBLING}{kit.job.id}/{picture.key}" for picture in kit.pictures if picture.object_key]
    if base_key:
        face = [f"{SIBLING}{kit.job.id}/{kinds.ANCHOR}"]
        prompt = f"{_FACE_SWAP} {request.prompt}" if request.prompt else _FACE_SWAP
        return Brief(prompt, role="edit", aspect_ratio=request.aspectRatio, references=face, seed_image=base_key)
    return Brief(
        f"{request.prompt} {IDENTITY_OF_CHARACTER}", role="quality", aspect_ratio=request.aspectRatio, references=shown
    )
