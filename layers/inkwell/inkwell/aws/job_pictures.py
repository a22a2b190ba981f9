"""Pictures of jobs in DynamoDB: every change is one conditional write of a picture's item."""

from collections.abc import Collection, Sequence
from typing import Any

from inkwell.aws.faults import hint
from inkwell.aws.items import Update, dump
from inkwell.aws.job_table import JobTable
from inkwell.aws.moves import move_open_picture, move_picture, note
from inkwell.aws.records import picture, picture_key, shown_versions
from inkwell.core.pictures import AttemptId, Picture, Version
from inkwell.core.status import Event, Status


class DynamoPictures(JobTable):
    """The part of the `JobStore` that reads and changes single pictures."""

    def pictures(self, job_id: str, keys: Collection[str]) -> Sequence[Picture]:
        """See `JobStore`."""
        wanted = [dump(picture_key(job_id, key)) for key in dict.fromkeys(keys)]
        found: list[Picture] = []
        left: Any = {self._table: {"Keys": wanted, "ConsistentRead": True}}  # one job's items: far below the limits
        while left:  # a throttled read returns a part, of at least one item
            response = self._client.batch_get_item(RequestItems=left)
            found += map(picture, response["Responses"][self._table])
            left = response.get("UnprocessedKeys")
        return found

    def start_picture(self, job_id: str, key: str, run: str) -> Picture | None:
        """See `JobStore`."""
        arguments = move_open_picture(job_id, key, run, Event.START).arguments(self._table)
        response = self._updated(arguments | {"ReturnValues": "ALL_OLD"})
        return picture(response["Attributes"]) if response else None

    def claim_request(
        self, which: AttemptId, stored: str | None, note: str, requests: int = 0, cost_micros: int = 0
    ) -> bool:
        """See `JobStore`."""
        unchanged = "attribute_not_exists(#request_id)" if stored is None else "#request_id = :stored"
        known = {} if stored is None else {"stored": stored}
        return self._update(
            Update(
                picture_key(which.job_id, which.key),
                condition=f"#attempt = :attempt AND #status = :running AND {unchanged}",
                names=("attempt", "status", "request_id"),
                values={"attempt": which.attempt, "running": str(Status.RUNNING)} | known,
                set={"request_id": note},
                add={"paid_requests": requests, "paid_micros": cost_micros},
            )
        )

    def note_request(self, which: AttemptId, request_id: str, requests: int = 0, cost_micros: int = 0) -> None:
        """See `JobStore`."""
        paid = {"paid_requests": requests, "paid_micros": cost_micros}
        self._update(note(which, {"request_id": request_id}, paid if requests or cost_micros else {}))

    def identify_request(self, which: AttemptId, stored: str, request_id: str) -> bool:
        """See `JobStore`."""
        return self._update(
            Update(
                picture_key(which.job_id, which.key),
                condition="#attempt = :attempt AND #request_id = :stored",
                names=("attempt", "request_id"),
                values={"attempt": which.attempt, "stored": stored},
                set={"request_id": request_id},
            )
        )

    def note_paid(self, which: AttemptId, requests: int, cost_micros: int) -> None:
        """See `JobStore`."""
        self._update(note(which, {}, {"paid_requests": requests, "paid_micros": cost_micros}))

    def note_progress(self, which: AttemptId, percent: int) -> None:
        """See `JobStore`."""
        with hint("progress"):
            self._update(note(which, {"progress": max(0, min(100, percent))}))

    def reject_attempt(self, which: AttemptId, correction: str, requests: int = 0, cost_micros: int = 0) -> bool:
        """See `JobStore`."""
        return self._update(
            move_picture(
                which,
                Event.REJECT,
                set={"correction": correction},
                add={"attempt": 1, "refused": 1, "paid_requests": requests, "paid_micros": cost_micros},
                remove=("request_id", "progress"),
            )
        )

    def show_version(self, picture: Picture, version: Version, cost_micros: int, *, counted: bool) -> bool:
        """See `JobStore`."""
        versions = shown_versions(picture.with_version(version))
        cost = {"cost_micros": cost_micros}
        if not counted:
            cost |= {"paid_requests": 1, "paid_micros": cost_micros}
        shown = move_picture(
            picture.newest_attempt,
            Event.SUCCEED,
            set={name: value for name, value in versions.items() if value},
            add=cost,
            remove=tuple(name for name, value in versions.items() if not value),
        )
        return self._write(shown, self._effects.picture_shown(picture, version))

    def fail_picture(self, job_id: str, key: str, run: str, error: str) -> bool:
        """See `JobStore`."""
        return self._update(move_open_picture(job_id, key, run, Event.FAIL, set={"error": error}))
