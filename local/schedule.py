"""Scheduled events: functions that run at a rate or at the times of a cron expression.

Source of expressions: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
"""

import json
import re
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from local import aws
from local.asynchronous import AsynchronousCalls
from local.errors import TemplateError
from local.functions import Function

_SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
# For each field of a cron expression: its lowest and highest value, names for values, and how a moment shows it.
_FIELDS: tuple[tuple[int, int, list[str], Callable[[datetime], int]], ...] = (
    (0, 59, [], lambda moment: moment.minute),
    (0, 23, [], lambda moment: moment.hour),
    (1, 31, [], lambda moment: moment.day),
    (1, 12, _MONTHS, lambda moment: moment.month),
    (1, 7, _DAYS, lambda moment: moment.isoweekday() % 7 + 1),
    (1970, 2199, [], lambda moment: moment.year),
)


@dataclass(frozen=True)
class Rate:
    """``rate(5 minutes)``: first one period after the start, then every period."""

    seconds: int

    def due(self, since: float, now: float, start: float) -> bool:
        """Tell whether a moment of the schedule lies after ``since`` and not after ``now`` (seconds since 1970)."""
        return int((now - start) // self.seconds) > int((since - start) // self.seconds)


@dataclass(frozen=True)
class Cron:
    """``cron(0 3 * * ? *)``: at each minute that every field allows."""

    fields: tuple[frozenset[int], ...]
    zone: tzinfo

    def due(self, since: float, now: float, start: float) -> bool:
        """Tell whether a moment of the schedule lies after ``since`` and not after ``now`` (seconds since 1970)."""
        return any(self._allows(minute * 60) for minute in range(int(since // 60) + 1, int(now // 60) + 1))

    def _allows(self, second: int) -> bool:
        moment = datetime.fromtimestamp(second, self.zone)
        return all(read(moment) in allowed for allowed, (_, _, _, read) in zip(self.fields, _FIELDS, strict=True))


def parse(expression: str, where: str, zone: str = "UTC") -> Rate | Cron:
    """Read a schedule expression.

    Args:
        expression: ``rate(...)`` or ``cron(...)``.
        where: path in the template, for messages.
        zone: time zone of a cron expression.

    Raises:
        TemplateError: for anything else, such as ``at(...)`` or cron's L, W and #.
    """
    rate = re.fullmatch(r"rate\((\d+) (minute|hour|day)s?\)", expression)
    if rate and int(rate.group(1)) > 0:
        return Rate(int(rate.group(1)) * _SECONDS[rate.group(2)])
    cron = re.fullmatch(r"cron\((.*)\)", expression)
    parts = cron.group(1).split() if cron else []
    if len(parts) != len(_FIELDS):
        raise TemplateError(where, f"{expression} is not emulated: use rate(...) or cron(...) with six fields")
    fields = (_field(part, field, where) for part, field in zip(parts, _FIELDS, strict=True))
    return Cron(tuple(fields), ZoneInfo(zone))


def _field(text: str, field: tuple[int, int, list[str], Any], where: str) -> frozenset[int]:
    low, high, names, _ = field

    def number(value: str) -> int:
        if value.upper() in names:
            return names.index(value.upper()) + 1
        if not value.isdigit() or not low <= int(value) <= high:
            raise TemplateError(where, f"the cron field {text} is not emulated")
        return int(value)

    allowed: set[int] = set()
    for part in text.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        begin = low if span in ("*", "?") else number(first)
        end = high if span in ("*", "?") or (step and not last) else number(last or first)
        allowed.update(range(begin, end + 1, int(step) if step.isdigit() and int(step) else 1))
    return frozenset(allowed)


@dataclass(frozen=True)
class Entry:
    """A function and when it runs."""

    function: Function
    schedule: Rate | Cron
    event: bytes | None
    name: str
    source: str

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
            schedule = parse(expression, where, properties.get("ScheduleExpressionTimezone", "UTC"))
            enabled = str(properties.get("Enabled", True)).lower() == "true"
            if enabled and properties.get("State", "ENABLED") == "ENABLED":
                fixed = properties["Input"].encode() if "Input" in properties else None
                source = "scheduler" if event["Type"] == "ScheduleV2" else "events"
                entries.append(Entry(function, schedule, fixed, f"{function.logical_id}{name}", source))
    return entries


class Scheduler:
    """Fires schedules from a thread of its own.

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
        """Begin; a rate fires first after one whole period."""
        if self._entries:
            self._thread.start()

    def stop(self) -> None:
        """End; nothing fires afterwards."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def fire(self, since: float, now: float, start: float) -> None:
        """Submit every function whose schedule has a moment after ``since`` and not after ``now``."""
        for entry in self._entries:
            if entry.schedule.due(since, now, start):
                self._calls.submit(entry.function, entry.make_event())

    def _run(self) -> None:
        start = since = time.time()
        while not self._stopped.wait(1):
            now = time.time()
            self.fire(since, now, start)
            since = now
