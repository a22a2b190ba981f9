"""Who runs what, when tests run side by side (pytest-xdist)."""

from collections.abc import Iterable
from fnmatch import fnmatch
from typing import Any

from xdist.scheduler import LoadFileScheduling

# A worker starts the studio at its first test over HTTP, and every function at its first call.
SERVED = (
    "tests/http/*",
    "tests/workflows/*",
    "tests/story_images/*",
    "tests/storyboards/*",
    "tests/accounts/test_http*",
    "tests/accounts/test_cli*",
)
HOSTS = 2


class Turns(LoadFileScheduling):
    """Whole files to each worker, those that need a studio to as few as keep the processors busy.

    Such tests mostly wait, and meanwhile the other workers compute. The files come from the end of the list, where the
    longest are.
    """

    def _assign_work_unit(self, node: Any) -> None:
        hosts = self.nodes[:HOSTS]
        for file in last(self.workqueue, served=node in hosts):
            self.workqueue.move_to_end(file, last=False)
        super()._assign_work_unit(node)


def last(files: Iterable[str], served: bool) -> list[str]:
    """The last file that needs a studio, or that needs none; empty when there is no such file left."""
    return [file for file in files if any(fnmatch(file, pattern) for pattern in SERVED) == served][-1:]
