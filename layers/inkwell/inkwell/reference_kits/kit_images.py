"""Use cases of pictures that are drawn with a finished kit."""

from collections.abc import Callable

from inkwell.core.accepting import accept
from inkwell.core.errors import InvalidInput, NotFound
from inkwell.core.idempotency import Claim, Response
from inkwell.core.jobs import SIDE_BY_SIDE, Job, JobRecord
from inkwell.core.names import new_id, prefix, run_name
from inkwell.core.object_store import ObjectStore
from inkwell.core.owning import owned
from inkwell.core.picture_sources import PictureSources
from inkwell.core.pictures import SIBLING, Brief, Picture
from inkwell.core.prompting import IDENTITY_OF_CHARACTER
from inkwell.core.safety import screen
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore
from inkwell.reference_kits import kinds
from inkwell.reference_kits.data import KitImagesData
from inkwell.reference_kits.kits import KIT
from inkwell.reference_kits.models import DrawWithKitRequest, KitImages
from inkwell.reference_kits.views import images_view, kit_status

KIND = "kit_images"

_FACE_SWAP = (
    "Keep the first picture as it is: its pose, clothes, light and background. Give its main figure the face of the "
    "character in the anchor picture, matched to the light and the angle."
)


class KitPictures:
    """The pictures that are drawn with kits, of all owners. A kit or job of another owner is not found.

    Sources of pictures and prices are given with the call: only one endpoint needs them, and they are slow to import.

    Args:
        jobs, objects, workflows: the ports that every method needs.
    """

    def __init__(self, jobs: JobStore, objects: ObjectStore, workflows: Workflows) -> None:
        self._jobs = jobs
        self._objects = objects
        self._workflows = workflows

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
            sources: imports the base picture of a face swap.
            price_micros: the expected price of a picture of a role, in millionths of a US dollar.
            claim: the claim on the request's Idempotency-Key.

        Raises:
            NotFound: there is no such kit.
            InvalidInput: the kit is not ready, a prompt or consent is missing, or the base picture cannot be imported.
            BlockedText: the safety gate blocks the prompt.
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
        data = KitImagesData(
            kit_id,
            mode="face_swap" if base else "generation",
            prompt=request.prompt,
            estimated_micros=price_micros(brief.role) * request.numImages,
        )
        job = Job(job_id, KIND, owner, data=data.as_data(), parent=kit_id)
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
        kit = owned(self._jobs, owner, KIT, kit_id, called="Reference kit")
        status = kit_status(kit.job)
        if status != "ready":
            raise InvalidInput(f"The reference kit is not ready, it is {status}", details={"id": "must be ready"})
        return kit

    def get(self, owner: str, kit_id: str, job_id: str) -> KitImages:
        """The pictures of a job that draws with the kit. Raises NotFound."""
        record = self._jobs.load(job_id)
        if record is None or (record.job.owner, record.job.data.get("kit_id")) != (owner, kit_id):
            raise NotFound("Images not found")
        return images_view(record, self._objects.url)


def _brief(kit: JobRecord, request: DrawWithKitRequest, base_key: str | None) -> Brief:
    shown = [f"{SIBLING}{kit.job.id}/{picture.key}" for picture in kit.pictures if picture.object_key]
    if base_key:
        face = [f"{SIBLING}{kit.job.id}/{kinds.ANCHOR}"]
        prompt = f"{_FACE_SWAP} {request.prompt}" if request.prompt else _FACE_SWAP
        return Brief(prompt, role="edit", aspect_ratio=request.aspectRatio, references=face, seed_image=base_key)
    return Brief(
        f"{request.prompt} {IDENTITY_OF_CHARACTER}", role="quality", aspect_ratio=request.aspectRatio, references=shown
    )
