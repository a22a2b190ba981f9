"""Timestamps in the one form that all families show and store."""

from calendar import monthrange
from datetime import UTC, datetime


def now() -> datetime:
    """The present, in UTC, to the millisecond (as it is stored)."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def timestamp(moment: datetime) -> str:
    """ISO 8601 in UTC with milliseconds and `Z`; sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment_of(text: str) -> datetime:
    """The moment of a timestamp."""
    return datetime.fromisoformat(text)


def months_after(moment: datetime, months: int) -> datetime:
    """The same day and time so many months later, or that month's last day where it is shorter; earlier if negative."""
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))


def month_after(moment: datetime) -> datetime:
    """The same day and time of the next month, or that month's last day where it is shorter."""
    return months_after(moment, 1)
