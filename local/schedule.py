"""Scheduled events: functions that run at a rate.

Source of expressions: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
"""

import json
import re
import threading
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from local import aws
from local.asynchronous import AsynchronousCalls
from local.errors import TemplateError
from local.functions import Function

_SECONDS = {"minute": 60, "hour": 3600, "day": 86400}


def read_rate(expression: str, where: str) -> int:
    """Return the period of a schedule expression, in seconds.

    Args:
        expression: ``rate(...)``.
        where: path in the template, for messages.

    Raises:
        TemplateError: for anything else, such as ``cron(...)`` or ``at(...)``.
    """
    rate = re.fullmatch(r"rate\((\d+) (minute|hour|day)s?\)", expression)
    if rate is None or int(rate.group(1)) == 0:
        raise TemplateError(where, f"{expression} is not emulated: use rate(...)")
    return int(rate.group(1)) * _SECONDS[rate.group(2)]


@dataclass(frozen=True)
class Entry:
    """A function and its period in seconds: it runs first one period after the start, then every period."""

    function: Function
    period: int
    event: bytes | None
    name: str
    source: str

    def due(self, since: float, now: float, start: float) -> bool:
        """Tell whether the function runs after ``since`` and not after ``now`` (all in seconds since 1970)."""
        return int((now - start) // self.period) > int((since - start) // self.period)

    def make_event(self) -> bytes:
        """Return the event: the schedule's Input, or what EventBridge sends without one."""
        if self.event is not None:
            return self.event
        resource = "schedule/default/" if self.source == "scheduler" else "rule/"
        event = {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": "Scheduled Event",
            "source": f"aws.{self.source}",
            "account": aws.ACCOUNT,
            "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "region": aws.REGION,
            "resources": [aws.arn(self.source, f"{resource}{self.name}")],
            "detail": {},
        }
        return json.dumps(event).encode()


def read_schedules(functions: dict[str, Function]) -> list[Entry]:
    """Return the schedules of all functions that are not switched off.

    Raises:
        TemplateError: for an expression that is not emulated.
    """
    entries = []
    for function in functions.values():
        for name, event in function.events.items():
            if event["Type"] not in ("Schedule", "ScheduleV2"):
                continue
            properties = event["Properties"]
            where = f"Resources.{function.logical_id}.Properties.Events.{name}"
            expression = properties.get("Schedule") or properties.get("ScheduleExpression") or ""
            period = read_rate(expression, where)
            enabled = str(properties.get("Enabled", True)).lower() == "true"
            if enabled and properties.get("State", "ENABLED") == "ENABLED":
                fixed = properties["Input"].encode() if "Input" in properties else None
                source = "scheduler" if event["Type"] == "ScheduleV2" else "events"
                entries.append(Entry(function, period, fixed, f"{function.logical_id}{name}", source))
    return entries


class Scheduler:
    """A thread that runs functions on their schedules.

    Args:
        entries: what runs when.
        calls: how it is run.
    """

    def __init__(self, entries: list[Entry], calls: AsynchronousCalls):
        self._entries = entries
        self._calls = calls
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="schedule", daemon=True)

    def start(self) -> None:
        """Begin: each schedule fires first after one whole period."""
        if self._entries:
            self._thread.start()

    def stop(self) -> None:
        """End; nothing fires afterwards."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def fire(self, since: float, now: float, start: float) -> None:
        """Submit every function that is due after ``since`` and not after ``now``."""
        for entry in self._entries:
            if entry.due(since, now, start):
                self._calls.submit(entry.function, entry.make_event())

    def _run(self) -> None:
        start = since = time.time()
        while not self._stopped.wait(1):
            now = time.time()
            self.fire(since, now, start)
            since = now
