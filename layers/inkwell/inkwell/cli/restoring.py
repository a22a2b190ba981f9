"""`inkwell projects` and `inkwell heroes`: what owners have deleted, for as long as it is not purged."""

import argparse
from functools import partial
from typing import Any

from inkwell.cli.studio import add_argument, studio
from inkwell.core.errors import NotFound


def register(topics: Any) -> None:
    """Add the commands to their parser."""
    for topic, called in (("projects", "project"), ("heroes", "hero")):
        commands = topics.add_parser(topic, help=f"{topic} of coloring books that were deleted")
        restore = commands.add_subparsers(required=True, metavar="COMMAND").add_parser(
            "restore", help=f"bring a deleted {called} back, beyond any limit of its owner's plan"
        )
        restore.add_argument("id", metavar="ID", help=f"the {called}'s id")
        restore.set_defaults(run=partial(_restore, topic, called))
        add_argument(restore)


def _restore(topic: str, called: str, options: argparse.Namespace) -> int:
    with studio(options) as target:
        store = target.projects if topic == "projects" else target.heroes
        if not store.restore(options.id.lower()):
            raise NotFound(f"There is no deleted {called} {options.id}, or it was purged")
    print(f"Restored the {called} {options.id.lower()}.")
    return 0
