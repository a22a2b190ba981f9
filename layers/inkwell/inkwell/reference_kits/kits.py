"""Use cases of reference kits."""

import json
from dataclasses import replace

from inkwell.core.accepting import accept
from inkwell.core.again import until_stored
from inkwell.core.errors import InkwellError, NotFound, StaleRecord
from inkwell.core.idempotency import Claim, Response
from inkwell.core.jobs import SIDE_BY_SIDE, Job, JobRecord
from inkwell.core.names import new_id, prefix, run_name
from inkwell.core.object_store import ObjectStore
from inkwell.core.owning import owned
from inkwell.core.paging import USUAL_LIMIT, Page, Position, shown
from inkwell.core.picture_sources import PictureSources
from inkwell.core.pictures import Picture
from inkwell.core.redrawing import redraw
from inkwell.core.safety import screen
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore
from inkwell.core.sweeping import delete
from inkwell.core.timestamps import now
from inkwell.reference_kits import kinds
from inkwell.reference_kits.data import KitData
from inkwell.reference_kits.models import CreateReferenceKitRequest, KitStatus, ReferenceKit
from inkwell.reference_kits.views import kit_status, kit_view

KIT = "reference_kit"

#: The workflow that draws a new kit: the anchor first, then the others side by side.
KIT_WORKFLOW = "reference_kit"


class ReferenceKits:
    """The kits of all owners. A kit of another owner is not found.

    Sources of pictures are given with the call: only one endpoint needs them, and they are slow to import.

    Args:
        jobs, objects, workflows: the ports that every method needs.
    """

    def __init__(self, jobs: JobStore, objects: ObjectStore, workflows: Workflows) -> None:
        self._jobs = jobs
        self._objects = objects
        self._workflows = workflows

    def create(self, owner: str, request: CreateReferenceKitRequest, sources: PictureSources, claim: Claim) -> Response:
        """Store a new kit and start drawing it.

        Args:
            sources: imports the picture that the request points to.
            claim: the claim on the request's Idempotency-Key.

        Raises:
            InvalidInput: the picture cannot be imported.
            BlockedText: the safety gate blocks the name.
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
            data=KitData(request.name, source_key, source.public_url).as_data(),
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

    def list(
        self, owner: str, status: KitStatus | None = None, limit: int = USUAL_LIMIT, after: Position | None = None
    ) -> Page[ReferenceKit]:
        """A page of an owner's kits, newest first, of one status or of all.

        Args:
            limit: the most kits on the page.
            after: where the page begins; None for the newest kit.
        """
        page = self._jobs.list(
            KIT, owner, limit=limit, after=after, wanted=lambda job: status in (None, kit_status(job))
        )
        return shown(
            page,
            lambda record: kit_view(record, self._objects.url),
            size=lambda kit: len(json.dumps(kit.model_dump(mode="json"))),
            position=lambda record: record.job.position,
        )

    def get(self, owner: str, kit_id: str) -> ReferenceKit:
        """A kit by its id. Raises NotFound."""
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
        """Draw one reference again; a kind that the kit does not have yet is added.

        A reference that is being drawn gets no second attempt.

        Raises:
            InvalidInput: there is no such kind of reference.
            NotFound: there is no such kit.
        """
        kinds.kind(key)

        def read() -> tuple[JobRecord, Picture]:
            record = self._load(owner, kit_id)
            return record, record.picture(key) or self._added(record.job, key)

        def respond(record: JobRecord, _: Picture) -> Response:
            return Response(200, kit_view(record, self._objects.url).model_dump(mode="json"))

        return redraw(self._jobs, self._workflows, read, respond, claim)

    def _added(self, job: Job, key: str) -> Picture:
        data = KitData.of(job)
        brief = kinds.brief(key, data.source_key, data.name)
        return Picture(job.id, key, brief, SIDE_BY_SIDE, run_name(job.id, key), position=kinds.ORDER.index(key))

    def _load(self, owner: str, kit_id: str) -> JobRecord:
        return owned(self._jobs, owner, KIT, kit_id, called="Reference kit")


def _not_found() -> InkwellError:
    return NotFound("Reference kit not found")
