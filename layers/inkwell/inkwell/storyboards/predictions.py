"""Use cases of predictions: a scene's picture, drawn in the background while the frontend polls."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

from inkwell.core.accepting import accept
from inkwell.core.again import until_stored
from inkwell.core.errors import Conflict, DeadlineExceeded, StaleRecord
from inkwell.core.idempotency import Claim, Response
from inkwell.core.jobs import SIDE_BY_SIDE, Job, JobRecord
from inkwell.core.names import new_id, prefix, run_name
from inkwell.core.object_store import ObjectStore
from inkwell.core.owning import owned
from inkwell.core.picture_sources import PictureSources, SourcePicture
from inkwell.core.pictures import Brief, Picture
from inkwell.core.runs import cancel_job, settle_job
from inkwell.core.safety import screen
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore
from inkwell.core.timestamps import now
from inkwell.storyboards.data import PredictionData
from inkwell.storyboards.errors import PredictionFailed
from inkwell.storyboards.models import CanceledPrediction, ImageGenerationRequest, Prediction, PredictionStarted
from inkwell.storyboards.views import prediction_status, prediction_view
from inkwell.uploads.handles import image_key
from inkwell.uploads.project_files import ProjectFile, ProjectFiles

KIND = "prediction"
ASPECT_RATIO = "16:9"

#: The time after which an open prediction has failed: enough for one picture, and for waits for a busy provider.
DEADLINE = timedelta(minutes=10)

#: The most seconds for fetching the caller's pictures.
_FETCHING = 15.0


class Predictions:
    """The predictions of all owners. A prediction of another owner is not found.

    Sources of pictures are given with the call: only one endpoint needs them, and they are slow to import.

    Args:
        jobs, objects, workflows, files: the ports that the methods need.
    """

    def __init__(self, jobs: JobStore, objects: ObjectStore, workflows: Workflows, files: ProjectFiles) -> None:
        self._jobs = jobs
        self._objects = objects
        self._workflows = workflows
        self._files = files

    def create(self, owner: str, request: ImageGenerationRequest, sources: PictureSources, claim: Claim) -> Response:
        """Store a new prediction and start drawing it.

        Args:
            sources: finds the pictures that the request points to.
            claim: the claim on the request's Idempotency-Key.

        Raises:
            BlockedText: the safety gate blocks the prompt.
            InvalidInput: a picture cannot be used.
        """
        screen(request.prompt, field="prompt")
        addresses = {f"referenceImageUrls.{index}": url for index, url in enumerate(request.referenceImageUrls)}
        if request.seedImage:
            addresses["seedImage"] = request.seedImage
        found = sources.find(owner, addresses, patience=_FETCHING)
        # A name that is taken, by another id with the same first characters, is refused: then another id is found.
        return until_stored(lambda: self._accepted(owner, request, found, claim), PredictionFailed())

    def _accepted(
        self, owner: str, request: ImageGenerationRequest, found: Mapping[str, str | SourcePicture], claim: Claim
    ) -> Response:
        """A new prediction, stored with its name in one transaction and started."""
        job_id = new_id()
        stored_as = image_key(request.projectId, request.sceneIndex, job_id)
        if any(isinstance(each, SourcePicture) for each in found.values()):
            self._jobs.reserve(job_id)
        keys = {name: self._kept(job_id, name, each) for name, each in found.items()}
        seed_image = keys.pop("seedImage", None)
        brief = Brief(
            request.prompt,
            # Models of the role "edit" begin with a picture. Those of "fast" draw from words; for references the
            # registry chooses a model that accepts them.
            role="edit" if seed_image else "fast",
            aspect_ratio=ASPECT_RATIO,
            references=tuple(keys.values()),
            seed_image=seed_image,
            hints={"book": request.projectId},
        )
        created_at = now()
        job = Job(
            job_id,
            KIND,
            owner,
            data=PredictionData(request.prompt, request.projectId, request.sceneIndex).as_data(),
            created_at=created_at,
            updated_at=created_at,
            deadline=created_at + DEADLINE,
        )
        picture = Picture(job_id, "image", brief, SIDE_BY_SIDE, run_name(job_id), stored_as=stored_as)
        response = Response(200, PredictionStarted(predictionId=job_id, status="starting").model_dump(mode="json"))
        name = self._files.addition(ProjectFile(stored_as, owner, prediction_id=job_id))
        return accept(self._jobs, self._workflows, JobRecord(job, [picture]), response, claim, name)

    def get(self, owner: str, prediction_id: str) -> Prediction:
        """A prediction by its id. Raises NotFound."""
        return prediction_view(self._load(owner, prediction_id), self._objects.url)

    def cancel(self, owner: str, prediction_id: str) -> CanceledPrediction:
        """Cancel a prediction; a prediction that was canceled before stays so.

        Raises:
            NotFound: there is no such prediction.
            Conflict: the prediction has succeeded or failed.
        """

        def step() -> CanceledPrediction | None:
            record = self._load(owner, prediction_id)
            status = prediction_status(record.pictures[0])
            if status in ("succeeded", "failed"):
                raise Conflict(f"The prediction has {status} already")
            if status != "canceled":
                if not cancel_job(self._jobs, record, running=True):
                    return None
                if status == "processing":
                    # Its worker may have died after it had stored the picture; one that lives removes it itself.
                    self._objects.delete(record.pictures[0].unshown_keys)
            return CanceledPrediction(predictionId=prediction_id)

        return until_stored(step, PredictionFailed("The prediction is changing too fast, please try again"))

    def _load(self, owner: str, prediction_id: str) -> JobRecord:
        record = owned(self._jobs, owner, KIND, prediction_id, called="Prediction")
        if record.open_pictures() and now() >= record.job.deadline:
            return self._ended(record)
        return record

    def _ended(self, record: JobRecord) -> JobRecord:
        """The prediction past its deadline, ended here without waiting for the sweeper."""
        with suppress(StaleRecord):  # the prediction has just changed: it is read anew below
            settle_job(self._jobs, record.job.id, error=DeadlineExceeded.code, objects=self._objects)
        return self._jobs.load(record.job.id) or record

    def _kept(self, job_id: str, name: str, found: str | SourcePicture) -> str:
        """The object key of a picture that the request points to; an imported picture is stored with the prediction."""
        if isinstance(found, str):
            return found
        key = f"{prefix(job_id)}{name.replace('.', '-')}.{found.extension}"
        self._objects.put(key, found.data, found.media_type)
        return key
