"""Use cases of calibration: samples of styles for a project, and the choice of one as its style anchor."""

from collections.abc import Callable, Sequence

from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.data import CALIBRATION, CalibrationData
from inkwell.coloring_books.ids import given_id
from inkwell.coloring_books.models import (
    CalibrateRequest,
    SelectStyleRequest,
    StyleAnchor,
    StyleSample,
    StyleSamples,
)
from inkwell.coloring_books.plans import PlanTable
from inkwell.coloring_books.samples import WAYS, description_of, description_request, sample_brief
from inkwell.coloring_books.store import CalibrationStore, Project, ProjectStore
from inkwell.coloring_books.waiting import WaitedJobs
from inkwell.core.accepting import accept
from inkwell.core.again import until_stored
from inkwell.core.asking import ask
from inkwell.core.awaiting import DEADLINE
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import Forbidden, InvalidInput, ModelError, NotFound, StaleRecord, Unavailable
from inkwell.core.idempotency import Claim, Response
from inkwell.core.image_models import ImageInput
from inkwell.core.jobs import SIDE_BY_SIDE, Hold, Job, JobRecord
from inkwell.core.names import job_of, new_id, run_name
from inkwell.core.object_store import ObjectStore
from inkwell.core.owning import theirs
from inkwell.core.pictures import Picture
from inkwell.core.safety import screen
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore
from inkwell.core.text_models import TextModel, TextRequest
from inkwell.core.timestamps import now


class Calibrations:
    """The calibrations of all projects. Another owner's project is forbidden.

    Args:
        projects, calibrations: the stores.
        jobs, objects, workflows: the ports of the drawing core.
        waited: the jobs that requests wait for.
        accounts: hold the Blots.
        table: the prices of this deployment.
    """

    def __init__(
        self,
        projects: ProjectStore,
        calibrations: CalibrationStore,
        jobs: JobStore,
        objects: ObjectStore,
        workflows: Workflows,
        waited: WaitedJobs,
        accounts: Accounts,
        table: PlanTable,
    ) -> None:
        self._projects = projects
        self._calibrations = calibrations
        self._jobs = jobs
        self._objects = objects
        self._workflows = workflows
        self._waited = waited
        self._accounts = accounts
        self._table = table

    def begin(self, owner: str, project_id: str, request: CalibrateRequest, claim: Claim) -> Response:
        """Start drawing samples. The response is for `samples`: it only names the job.

        Args:
            claim: the claim on the request's Idempotency-Key.

        Raises:
            InvalidInput: the id is no UUID.
            NotFound: there is no such project, or it was deleted.
            Forbidden: it is another owner's.
            BlockedText: the safety gate blocks the subject.
            StorageFull, InsufficientBlots: the owner's account refuses.
        """
        project = self._theirs(owner, project_id)
        screen(request.subject, field="subject", audience=project.audience)
        job_id = new_id()
        seed = int(job_id[:7], 16)
        pictures = [
            Picture(
                job_id,
                key,
                sample_brief(project, request.subject, way, seed),
                SIDE_BY_SIDE,
                run_name(job_id),
                position=position,
            )
            for position, (key, way) in enumerate(WAYS.items())
        ]
        response = Response(202, {"jobId": job_id})

        def store(held: Hold, holding: Sequence[JoinedWrite]) -> Response:
            data = CalibrationData(project.id).as_data()
            # Paid for as a whole: all samples, or nothing.
            job = Job(job_id, CALIBRATION, owner, required=tuple(WAYS), data=data, hold=held, deadline=now() + DEADLINE)
            begun = self._calibrations.begun(project.id, job_id)
            return accept(self._jobs, self._workflows, JobRecord(job, pictures), response, claim, *begun, *holding)

        return self._accounts.pay(owner, job_id, self._table.costs.calibration, store)

    def samples(self, owner: str, begun: Response, until: float) -> Response:
        """The samples of a calibration, once all are there. They replace earlier ones.

        Args:
            begun: the response of `begin`.
            until: the moment of `time.monotonic` at which the caller is not kept waiting any more.

        Raises:
            WorkUndoneError: not all of them were drawn in time: nothing was charged.
            NotFound: another calibration has replaced them since.
            Unavailable: AWS has a passing fault.
        """
        record = self._waited.result(owner, begun.body["jobId"], until, _refused())
        self._discard_replaced(record)
        samples = [
            StyleSample(id=picture.key, url=self._objects.url(picture.shown.object_key))
            for picture in record.pictures
            if picture.shown
        ]
        spent = record.job.hold.amount if record.job.hold else 0
        return Response(200, StyleSamples(samples=samples, blotsSpent=spent).model_dump())

    def _discard_replaced(self, newest: JobRecord) -> None:
        """Delete the calibrations that the newest one of a project replaces; what is left, the next one deletes."""
        data = CalibrationData.of(newest.job)
        project = self._projects.find(data.project_id) if data else None
        # Pages that are being drawn may still need an anchor that was replaced.
        if project is None or project.status == "generating":
            return
        kept = (newest.job.id, project.calibration_id, job_of(project.style_anchor_key or ""))
        for job_id in self._calibrations.all(project.id):
            record = None if job_id in kept else self._jobs.load(job_id)
            if record and record.job.is_settled:
                self._waited.discard(record)

    def select(
        self, owner: str, project_id: str, request: SelectStyleRequest, model: Callable[[str], TextModel]
    ) -> StyleAnchor:
        """Make a sample the style anchor of its project, and describe its style.

        The earlier anchor stays until the new one is stored, with its description, in one write.

        Args:
            model: the text model for an attempt of that name; a repeated attempt of the same name pays nothing twice.

        Raises:
            InvalidInput: the id is no UUID; the project was not calibrated.
            NotFound: there is no such project, or no such sample.
            Forbidden: it is another owner's project.
            Unavailable: the style could not be described, or the project is being calibrated at this moment.
        """

        def attempt() -> StyleAnchor | None:
            project = self._theirs(owner, project_id)
            key, data, media_type = self._sample(project, request.sampleId)
            description = project.style_anchor_description if key == project.style_anchor_key else None
            if description is None:
                asked = description_request(project, WAYS[request.sampleId], ImageInput(data, media_type, "page"))
                description = _described(model(f"style {project.calibration_id}/{request.sampleId}"), asked)
                if not self._calibrations.choose(project, key, description):
                    return None
            return StyleAnchor(styleAnchorUrl=self._objects.url(key), styleAnchorDescription=description)

        return until_stored(attempt, StaleRecord())

    def _sample(self, project: Project, sample_id: str) -> tuple[str, bytes, str]:
        """The object key of a sample, its bytes and their media type. Raises StaleRecord when it was just replaced."""
        if project.calibration_id is None:
            raise InvalidInput.field("id", "must be of a project with samples: calibrate it first")
        if sample_id not in WAYS:
            raise NotFound("Sample not found")
        found = self._jobs.pictures(project.calibration_id, [sample_id])
        if not found or found[0].object_key is None:
            raise StaleRecord
        try:
            return found[0].object_key, *self._objects.get(found[0].object_key)
        except NotFound:
            raise StaleRecord from None

    def _theirs(self, owner: str, project_id: str) -> Project:
        project = self._projects.find(given_id(project_id, "id"))
        return theirs(project, owner, called="Project", foreign=Forbidden)


def _refused() -> Unavailable:
    return Unavailable("Content moderation refused the subject: please change it. Nothing was charged")


def _described(model: TextModel, asked: TextRequest) -> str:
    try:
        return ask(model, asked, description_of)
    except ModelError as error:
        raise Unavailable("The style could not be described, please try again") from error
