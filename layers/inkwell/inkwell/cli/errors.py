"""What a command cannot do. Raised on purpose; the message is for whoever typed it."""

from inkwell.core.errors import InkwellError


class CommandFailed(InkwellError):  # noqa: N818 - named as in inkwell.core.errors
    """It could not do its work: exit code 1."""


class UsageError(InkwellError):
    """It was asked for what makes no sense: exit code 2."""
