"""The errors of commands. Their messages are for the person who typed the command."""

from inkwell.core.errors import InkwellError


class CommandFailed(InkwellError):  # noqa: N818 - named as in inkwell.core.errors
    """A command could not do its work: exit code 1."""


class UsageError(InkwellError):
    """A command was used wrongly: exit code 2."""
