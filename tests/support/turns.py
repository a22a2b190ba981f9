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

# Tens of seconds each: begun first, they are not what all others wait for in the end.
LONGEST = (
    "tests/offline/illustrator/test_gates.py",
    "tests/local/test_lifecycle.py",
    "tests/providers_texts/test_whole_studio.py",
    "tests/events/test_events.py",
    "tests/local/test_services.py",
    "tests/offline/test_photo_kit.py",
    "tests/deploy/test_build.py",
)


class RateLimiter(LoadFileScheduling):
    """Whole files to each worker, those that need a studio to as few as keep the processors busy.

    Such tests mostly wait, and meanwhile the other workers compute.
    """

    def _assign_work_unit(self, node: Any) -> None:
        if self.workqueue:
            self.workqueue.move_to_end(following(self.workqueue, host=node in self.nodes[:HOSTS]), last=False)
        super()._assign_work_unit(node)


def following(files: Iterable[str], host: bool) -> str:
    """The file that a worker takes next: a host one that needs a studio and the others one that needs none, while there
    are such, the longest first."""
    return min(files, key=lambda file: (_is_served(file) != host, _place(file)))


def _is_served(file: str) -> bool:
    return any(fnmatch(file, pattern) for pattern in SERVED)


def _place(file: str) -> int:
    return LONGEST.index(file) if file in LONGEST else len(LONGEST)
