"""Predictions: one scene's picture, drawn in the background and polled for."""

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
from inkwell.core.picture_sources import SourcePicture
from inkwell.core.pictures import Brief, Picture
from inkwell.core.runs import cancel_job, settle_job
from inkwell.core.safety import screen
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore
from inkwell.core.timestamps import now
from inkwell.storyboards.data import PredictionData
from inkwell.storyboards.errors import PredictionFailed
from inkwell.storyboards.handles import image_key
from inkwell.storyboards.models import CanceledPrediction, ImageGenerationRequest, Prediction, PredictionStarted
from inkwell.storyboards.references import References
from inkwell.storyboards.store import ProjectFile, ProjectFiles
from inkwell.storyboards.views import prediction_status, prediction_view

KIND = "prediction"
ASPECT_RATIO = "16:9"

#: After this time a prediction that is not final has failed: one picture, and waits for a busy provider.
DEADLINE = timedelta(minutes=10)

#: Seconds that fetching the caller's pictures may take.
_FETCHING = 15.0


class Predictions:
    """The predictions of all owners. Every method takes the owner; what is somebody else's is not found."""

    def __init__(self, jobs: JobStore, objects: ObjectStore, workflows: Workflows, files: ProjectFiles) -> None:
        self._jobs = jobs
        self._objects = objects
        self._workflows = workflows
        self._files = files

    def create(self, owner: str, request: ImageGenerationRequest, references: References, claim: Claim) -> Response:
        """Store a new prediction and start drawing it.

        Args:
            references: finds the pictures that the request points to.
            claim: the request's right to do this.

        Raises:
            BlockedText: the prompt is not for us.
            InvalidInput: a picture cannot be used.
        """
        screen(request.prompt, field="prompt")
        addresses = {f"referenceImageUrls.{index}": url for index, url in enumerate(request.referenceImageUrls)}
        if request.seedImage:
            addresses["seedImage"] = request.seedImage
        found = references.find(owner, addresses, patience=_FETCHING)
        job_id, stored_as = self._named(owner, request)
        if any(isinstance(each, SourcePicture) for each in found.values()):
            self._jobs.reserve(job_id)
        keys = {name: self._kept(job_id, name, each) for name, each in found.items()}
        seed_image = keys.pop("seedImage", None)
        brief = Brief(
            request.prompt,
            # Models of the role "edit" begin with a picture; the others draw from words, and fall back on one that
            # takes references where there are any.
            role="edit" if seed_image else "fast",
            aspect_ratio=ASPECT_RATIO,
            references=tuple(keys.values()),
            seed_image=seed_image,
            hints={"scene": request.sceneIndex},
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
        return accept(self._jobs, self._workflows, JobRecord(job, [picture]), response, claim)

    def get(self, owner: str, prediction_id: str) -> Prediction:
        """Where a prediction stands. Raises NotFound."""
        return prediction_view(self._load(owner, prediction_id), self._objects.url)

    def cancel(self, owner: str, prediction_id: str) -> CanceledPrediction:
        """End a prediction before it is done; one that was canceled already stays so.

        Raises:
            NotFound: there is none.
            Conflict: it has ended already.
        """

        def step() -> CanceledPrediction | None:
            record = self._load(owner, prediction_id)
            status = prediction_status(record.pictures[0])
            if status in ("succeeded", "failed"):
                raise Conflict(f"The prediction has {status} already")
            if status == "canceled" or cancel_job(self._jobs, record, running=True):
                return CanceledPrediction(predictionId=prediction_id)
            return None

        return until_stored(step, PredictionFailed("The prediction is changing too fast, please try again"))

    def _load(self, owner: str, prediction_id: str) -> JobRecord:
        record = owned(self._jobs, owner, KIND, prediction_id, called="Prediction")
        if record.open_pictures() and now() >= record.job.deadline:
            return self._ended(record)
        return record

    def _ended(self, record: JobRecord) -> JobRecord:
        """A prediction past its deadline, ended here and now: nobody needs to wait for the sweeper to come by."""
        with suppress(StaleRecord):  # it has just changed: what is read next is the truth
            settle_job(self._jobs, record.job.id, error=DeadlineExceeded.code)
        return self._jobs.load(record.job.id) or record

    def _named(self, owner: str, request: ImageGenerationRequest) -> tuple[str, str]:
        """A fresh id, and the object key that carries the first eight characters of it and is nobody else's."""

        def step() -> tuple[str, str] | None:
            job_id = new_id()
            key = image_key(request.projectId, request.sceneIndex, job_id)
            return (job_id, key) if self._files.add(ProjectFile(key, owner, prediction_id=job_id)) else None

        return until_stored(step, PredictionFailed())

    def _kept(self, job_id: str, name: str, found: str | SourcePicture) -> str:
        """The key of a picture that stays stored at least as long as the prediction."""
        if isinstance(found, str):
            return found
        key = f"{prefix(job_id)}{name.replace('.', '-')}.{found.extension}"
        self._objects.put(key, found.data, found.media_type)
        return key
