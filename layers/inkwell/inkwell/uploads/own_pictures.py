"""The pictures that callers have here: which one an address means, and whether it is theirs and may be shown.

The bucket alone is never asked: it may hold what a killed worker has stored and nobody shows.
"""

from inkwell.core.names import job_of
from inkwell.core.object_store import ObjectStore
from inkwell.core.picture_sources import is_url
from inkwell.core.store import JobStore
from inkwell.uploads.handles import is_project_key, is_uploaded_key, key_of
from inkwell.uploads.project_files import ProjectFiles


class OwnPictures:
    """The pictures of all owners: those of projects, and those of jobs such as reference kits.

    Args:
        files, jobs, objects: the ports to their records and files.
    """

    def __init__(self, files: ProjectFiles, jobs: JobStore, objects: ObjectStore) -> None:
        self._files = files
        self._jobs = jobs
        self._objects = objects

    def key_of(self, address: str) -> str | None:
        """The object key that an address means: a handle, a key or a URL of ours; None for any other URL."""
        if key := key_of(address):
            return key
        return self._objects.key_of(address) if is_url(address) else address

    def is_theirs(self, owner: str, key: str) -> bool:
        """True for the key of an owner's picture that may be shown. The object of an upload may still be missing."""
        if is_project_key(key):
            file = self._files.find(key)
            if file is None or file.owner != owner:
                return False
            return file.prediction_id is None or self._shows(owner, file.prediction_id, key)
        job_id = job_of(key)
        return job_id is not None and self._shows(owner, job_id, key)

    def is_there(self, owner: str, key: str) -> bool:
        """True for the key of an owner's picture that may be shown and is stored."""
        return self.is_theirs(owner, key) and (not is_uploaded_key(key) or self._objects.head(key) is not None)

    def _shows(self, owner: str, job_id: str, key: str) -> bool:
        record = self._jobs.load(job_id)
        return record is not None and record.job.owner == owner and record.shows(key)
