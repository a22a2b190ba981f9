"""Does what the event says, so that one function serves many tests."""

import importlib
import os
import signal
import sys
import threading
import time
import uuid
from pathlib import Path

IDENTITY = uuid.uuid4().hex
_running = 0


class RateLimitedError(Exception):
    pass


def handler(event, context):
    global _running
    _running += 1
    try:
        return ACTIONS[event.get("do", "report")](event, context)
    finally:
        _running -= 1


def report(event, context):
    if meeting := event.get("meeting"):
        _meet(Path(meeting["file"]), meeting["count"])
    time.sleep(event.get("seconds", 0))
    return {
        "identity": IDENTITY,
        "pid": os.getpid(),
        "running": _running,
        "threads": threading.active_count(),
        "environment": dict(os.environ),
        "path": sys.path,
        "request_id": context.aws_request_id,
        "remaining": context.get_remaining_time_in_millis(),
        "memory": context.memory_limit_in_mb,
        "arn": context.invoked_function_arn,
    }


def _meet(file, count):
    """Wait until so many invocations are here at one time, however long a busy machine takes to start them."""
    with file.open("a") as arrivals:
        arrivals.write("here\n")
    while len(file.read_text().splitlines()) < count:
        time.sleep(0.02)


def import_(event, context):
    return importlib.import_module(event["module"]).__name__


def fail(event, context):
    raise RateLimitedError(event.get("message", "slow down"))


def exit_(event, context):
    os._exit(event["status"])


def kill(event, context):
    os.kill(os.getpid(), signal.SIGKILL)


def large(event, context):
    return "x" * event["size"]


def log(event, context):
    """Write a line to a file: what ran, when, in which order."""
    with Path(event["file"]).open("a") as file:
        file.write(f"{event.get('line', '')}\n")
    time.sleep(event.get("seconds", 0))
    return event


def unserialisable(event, context):
    return object()


ACTIONS = {
    "report": report,
    "import": import_,
    "fail": fail,
    "exit": exit_,
    "kill": kill,
    "large": large,
    "log": log,
    "unserialisable": unserialisable,
}
