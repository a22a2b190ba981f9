"""Timestamps in the one form that all families show and store."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present, in UTC, to the millisecond (as it is stored)."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def timestamp(moment: datetime) -> str:
    """ISO 8601 in UTC with milliseconds and `Z`; sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
